"""Every finished file says what its linear document says: all of it, once, in order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from riweb.audit.compared import Difference, compare, lacking, languages, letters
from riweb.audit.readers import READERS, Half
from riweb.audit.sources import Sources
from riweb.formats import Made, Order
from riweb.problems import Problem, quoted

MEND = (
    "Nothing in the plan is wrong: riweb made a mistake. Send these lines to those who look "
    "after riweb. Until it is mended, build without this format, see `--formats`."
)
WRONG = {
    "missing": "{fact} is missing from the {format} in {file}.",
    "doubled": "{fact} is there twice in the {format} in {file}.",
    "displaced": "{fact} is not in its place in the {format} in {file}.",
    "added": "{fact} is in the {format} in {file}, but not in the plan.",
    "language": "{fact} is in the wrong language in the {format} in {file}.",
}
# More than so many say the same.
MOST = 5


def check(
    order: Order, made: Sequence[Made], file: str, sources: Sequence[Sources]
) -> Iterator[Problem]:
    """Yield where finished files say something else than their documents.

    Args:
        file: what problems call them.
        sources: where the facts are written, for each language of the files.
    """
    read = READERS[order.format].read
    if read is None:
        return
    for half, own in zip(read(order, made), sources, strict=True):
        for found in _differences(half)[:MOST]:
            source, line = own.place(found.fact)
            facts = {"fact": quoted(found.fact), "format": order.format, "file": file}
            yield Problem(source, line, "", WRONG[found.fault].format(**facts), MEND)


def _differences(half: Half) -> list[Difference]:
    found = [Difference("missing", one.fact) for one in lacking(half.facts, half.cover)]
    found += compare(half.wanted, half.found, half.extras, languages(half.spans))
    wanted, said = (Counter(map(letters, notes)) for notes in half.notes)
    for one in half.notes[0]:
        if said[letters(one)] != wanted[letters(one)]:
            is_less = said[letters(one)] < wanted[letters(one)]
            found.append(Difference("missing" if is_less else "doubled", one))
    return found
