"""A slip of writing in YAML: what was written, what was meant, and how to write it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from riweb.problems import visible
from riweb.source.indents import Row

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
    return Row.of(row).before + _in_quotes(value)


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
