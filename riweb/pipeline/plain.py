"""What a build says of the words of its content: how much advice there is, and what stops it."""

from __future__ import annotations

from collections.abc import Callable

from riweb.pipeline import inputs
from riweb.pipeline.inputs import Options
from riweb.problems import Refused, counted
from riweb.wording import advice, speller
from riweb.wording.advice import Texts


def tell_of_words(
    texts: Texts,
    options: Options,
    programme: str,
    tell: Callable[[str], None],
    each: advice.Each = map,
) -> None:
    """Tell in one line how much advice there is; what is known from the last time holds.

    Args:
        programme: a hash of riweb itself.
        each: looks at the plans, perhaps in several processes.

    Raises:
        Refused: with the advice of the rules that site.yaml calls strict.
    """
    note = options.work / "built-words.json"
    content = inputs.of_files([options.content], (".yaml", ".md", ".po"))
    state = inputs.digest(programme, content, speller.is_there())
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
