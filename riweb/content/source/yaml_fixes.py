"""A slip of writing in YAML: what was written, what was meant, and how to write it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from riweb.problems import visible

# What is longer is not written out.
LONGEST_LINE = 90


@dataclass(frozen=True)
class Slip:
    """Something that was not written as it was meant.

    Args:
        line: counted from 1.
        rows: what we read instead, by line from 0; empty where we cannot be sure.
    """

    line: int
    wrong: str
    fix: str
    rows: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Stop:
    """Where the parser gave up; lines and columns from 0.

    Args:
        context: the line on which it began what it could not end, or None.
    """

    words: str
    line: int
    column: int
    context: int | None

    @property
    def spot(self) -> int:
        """The line that holds the slip: where an open text began, or where the parser stopped."""
        is_open = re.match(r"while scanning|while parsing a (flow|quoted)", self.words)
        return self.context if is_open and self.context is not None else self.line


def mend(text: str, slips: Iterable[Slip]) -> str:
    """Return the text as we read it after the slips; every line stays where it is."""
    rows = text.split("\n")
    for slip in slips:
        for number, row in slip.rows.items():
            rows[number] = row
    return "\n".join(rows)


def bullet(number: int, sign: str, row: str) -> Slip:
    """Return the slip of an item that begins with another sign than a hyphen."""
    return Slip(
        number + 1,
        f"“{sign}” begins no item of a list here.",
        f"Begin the item with a hyphen and a space. {shown(row)}",
        {number: row},
    )


def spaced(number: int, row: str) -> Slip:
    """Return the slip of a hyphen without a space after it."""
    mended = re.sub(r"^(\s*(?:- +)*-)", r"\1 ", row)
    return Slip(
        number + 1,
        "There is no space after the hyphen, so it begins no item.",
        f"Put a space after it. {shown(mended)}",
        {number: mended},
    )


def requoted(row: str, value: str) -> str:
    """Return the line with its value in quotation marks that hold it."""
    return YamlLine.of(row).before + _in_quotes(value)


def _in_quotes(value: str) -> str:
    value = value.strip()
    whole = re.fullmatch(r"[“”„\"](.*)[“”\"]", value)
    if whole and not re.search(r"[“”\"]", whole[1]):
        value = whole[1]
    single = re.fullmatch(r"'(.*)'", value)
    if single and '"' not in single[1]:
        value = single[1]
    if '"' not in value and "\\" not in value:
        return f'"{value}"'
    return "'" + value.replace("'", "''") + "'"


def write(row: str, value: str) -> str:
    """Return the words that say how to put a value into quotation marks."""
    mended = requoted(row, value)
    if len(mended.strip()) > LONGEST_LINE:
        return 'Put the whole text into straight quotation marks: "…".'
    return shown(mended)


def shown(row: str) -> str:
    """Return the words that give the line as it should be."""
    return f"Write: {visible(row, LONGEST_LINE)}"


@dataclass(frozen=True)
class YamlLine:
    """One line as an editor sees it: hyphens, the name of a field, and its value.

    Args:
        indent: how many spaces it begins with.
        before: everything before the value.
        name: empty where the line names no field.
        value: without the spaces around it.
    """

    indent: int
    before: str
    name: str
    value: str

    @classmethod
    def of(cls, text: str) -> YamlLine:
        """Read a line."""
        found = re.match(r"(\s*)((?:- +)*)(?:([^\s:\"'\[{&*!|>%@`,#-][^:]*?)\s*:(?:\s+|$))?", text)
        assert found  # every part may be empty
        return cls(len(found[1]), found[0], found[3] or "", text[found.end() :].strip())

    @property
    def column(self) -> int:
        """The column in which the value begins."""
        return len(self.before)


def width(row: str) -> int:
    """Return how many spaces a line begins with."""
    return len(row) - len(row.lstrip())


def key_column(row: str) -> int:
    """Return the column after the hyphens that a line begins with."""
    found = re.match(r"\s*(?:- +)*", row)
    return len(found[0]) if found else 0


def above(rows: Sequence[str], number: int) -> int | None:
    """Return the nearest line above that has more than a remark, or None."""
    for place in range(number - 1, -1, -1):
        if rows[place].strip() and not rows[place].lstrip().startswith("#"):
            return place
    return None


def nearest_level(rows: Sequence[str], number: int) -> tuple[int, int] | None:
    """Return the line whose like this one most likely is, and the column in which it begins.

    Returns:
        None for an item of a list where the lines above begin no list.
    """
    is_item = _is_item(rows[number])
    column = width(rows[number])
    found = list(_levels(rows, number, is_item))
    if not found:
        return None
    return min(found, key=lambda level: (abs(level[1] - column), -level[1]))


def fit(rows: Sequence[str], number: int) -> int:
    """Return how well a line begins after those above it: 2 if it goes on with the line above,
    1 if it goes on with another, 0 if it does not.
    """
    place, column = above(rows, number), width(rows[number])
    if place is None:
        return 2 if column == 0 else 0
    if column == key_column(rows[place]):
        return 2
    if column > width(rows[place]):
        return 2 if opens(rows[place]) else 0
    return int(any(level == column for _, level in _levels(rows, number, _is_item(rows[number]))))


def _levels(rows: Sequence[str], number: int, is_item: bool) -> Iterator[tuple[int, int]]:
    """Yield the lines above that hold a list or fields open, with the column of each."""
    least = 1_000_000
    place = above(rows, number)
    if place is not None and not is_item and not YamlLine.of(rows[number]).name:
        yield place, key_column(rows[place])
    while place is not None and least > 0:
        indent = width(rows[place])
        if indent < least:
            if is_item and _is_item(rows[place]):
                yield place, indent
            elif not is_item and YamlLine.of(rows[place]).name:
                yield place, key_column(rows[place])
            least = indent
        place = above(rows, place)


def moved(rows: Sequence[str], number: int, column: int) -> dict[int, str]:
    """Return the line and those that go with it, begun in another column."""
    step = column - width(rows[number])
    return {
        place: " " * max(0, width(rows[place]) + step) + rows[place].lstrip()
        for place in _block(rows, number)
    }


def without(rows: Sequence[str], number: int) -> dict[int, str]:
    """Return the items of a list from a line on, with what belongs to them, as empty lines."""
    found = {}
    for place in _block(rows, number):
        if width(rows[place]) == width(rows[number]) and not _is_item(rows[place]):
            break
        found[place] = ""
    return found


def opens(row: str) -> bool:
    """Tell whether lines that begin deeper can belong to a line."""
    return _is_item(row) or YamlLine.of(row).value[:1] in ("", "|", ">")


def _is_item(row: str) -> bool:
    return row.lstrip().startswith("- ")


def _block(rows: Sequence[str], number: int) -> Iterator[int]:
    """Yield a line and those below that stand in one column with it or belong to one that does."""
    column = width(rows[number])
    is_open = True
    for place in range(number, len(rows)):
        if not rows[place].strip():
            continue
        if width(rows[place]) == column:
            is_open = opens(rows[place])
        elif width(rows[place]) < column or not is_open:
            return
        yield place
