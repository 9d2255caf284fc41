"""Tables in a text: one line of headings, and as many cells in every row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from riweb.faults.values import Fault
from riweb.problems import counted

# The line of hyphens below the headings.
RULE = re.compile(r"\s*\|?(\s*:?-+:?\s*\|)+\s*(:?-+:?\s*)?")


def check(text: str) -> Iterator[Fault]:
    if "|" not in text:
        return
    lines = text.split("\n")
    place = 0
    while place < len(lines):
        end = place
        while end < len(lines) and _is_row(lines[end]):
            end += 1
        if end - place > 1:
            yield from _table(lines[place:end], place)
        place = max(end, place + 1)


def _is_row(line: str) -> bool:
    return len(_cells(line)) > 1 or bool(re.match(r"\s*\|", line))


def _table(rows: Sequence[str], place: int) -> Iterator[Fault]:
    """Yield what is wrong with rows of which the first stands after `place` lines."""
    rules = [number for number, row in enumerate(rows) if RULE.fullmatch(row)]
    if not rules:
        if all(row.strip().startswith("|") for row in rows):
            dashes = "|".join([" --- "] * len(_cells(rows[0])))
            yield Fault(
                place + 1,
                rows[0],
                "This table has no line of headings.",
                f"Write the headings first, and below them: |{dashes}|",
            )
        return
    rule = rules[0]
    width = len(_cells(rows[rule]))
    head = _cells(rows[rule - 1]) if rule else []
    if rule == 1 and len(head) == width and not all(cell.strip() for cell in head):
        yield Fault(
            place + 1,
            rows[0],
            "A heading of this table is empty.",
            "Write what its column holds, such as “Year” or “What we did”.",
        )
    elif rule != 1 or len(head) != width:
        yield Fault(
            place + max(1, rule),
            rows[max(0, rule - 1)],
            "The headings of this table do not fit its columns.",
            f"Write one line with {counted(width, 'heading')}, with | between, above the line "
            "of hyphens.",
        )
    for number, row in enumerate(rows[rule + 1 :], rule + 2):
        if len(_cells(row)) != width:
            yield Fault(
                place + number,
                row,
                f"This row has {counted(len(_cells(row)), 'cell')}; its table has {width}.",
                "Add or remove a |; write “none” in an empty cell.",
            )


def _cells(row: str) -> list[str]:
    inner = row.strip().removeprefix("|")
    inner = inner[:-1] if re.search(r"(?<!\\)\|$", inner) else inner
    return re.split(r"(?<!\\)\|", inner)
