"""Compare finished files with the documents that they were made from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from riweb.format_record import FileSpec, Format, MadeFile
from riweb.problems import Problem, quoted
from riweb.verify.sources import Sources

# What the files for programmes leave out on purpose, and why: no reader compares them.
FOR_PROGRAMMES: Mapping[str, Mapping[str, str]] = {
    "spreadsheet": {"all but actions and figures": "It is a table."},
    "calendar": {"all but dates": "It is for dates."},
    "feed": {"all but changes": "It is for news."},
}
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
    row: Format, spec: FileSpec, made: Sequence[MadeFile], file: str, sources: Sequence[Sources]
) -> Iterator[Problem]:
    """Yield where finished files say something else than their documents.

    Args:
        row: that of their format.
        file: what problems call them.
        sources: where the facts are written, for each language of the files.
    """
    if row.read is None:
        return
    for reading, own in zip(row.read(spec, made), sources, strict=True):
        for found in reading.differences()[:MOST]:
            source, line = own.place(found.fact)
            facts = {"fact": quoted(found.fact), "format": spec.format, "file": file}
            yield Problem(source, line, "", WRONG[found.fault].format(**facts), MEND)
