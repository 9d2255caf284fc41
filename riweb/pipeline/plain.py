"""What a build says of the words of its content: how much advice there is, and what stops it."""

from __future__ import annotations

from collections.abc import Callable

from riweb.pipeline import inputs
from riweb.pipeline.inputs import Before, Options
from riweb.problems import Refused, counted
from riweb.wording import advice, speller
from riweb.wording.advice import Texts

# In the work folder: what is known of the words from the last time.
NOTE = "built-words.json"


def tell_of_words(
    texts: Texts,
    options: Options,
    before: Before,
    tell: Callable[[str], None],
    each: advice.Each = map,
) -> None:
    """Tell in one line how much advice there is; what is known from the last time holds.

    Args:
        before: the content as it was before its texts were read.
        each: looks at the plans, perhaps in several processes.

    Raises:
        Refused: with the advice of the rules that site.yaml calls strict.
    """
    note = options.work / NOTE
    state = inputs.digest(before.programme, before.words, speller.is_there())
    last = inputs.recorded(note)
    if last.get("state") != state:
        told = list(advice.look(texts, each).problems())
        if strict := [one for one in told if not one.is_advice]:
            raise Refused(strict)
        last = {"state": state, "pieces": str(len(told))}
        inputs.record(note, **last)
    if last["pieces"] != "0":
        pieces = counted(int(last["pieces"]), "piece")
        tell(f"{pieces} of advice on the words. Run riweb check to read it.")
