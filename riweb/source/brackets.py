"""Brackets of YAML that open and never close."""

from __future__ import annotations

import re
from collections.abc import Sequence

from riweb.source import indents
from riweb.source.indents import Row
from riweb.source.slips import Slip, Stop, shown

CLOSES = {"[": "]", "{": "}"}

# What holds brackets that open and close nothing: texts in quotation marks, and remarks.
WORDS = re.compile(r"\"(?:[^\"\\]|\\.)*\"|(?<!\w)'(?:[^']|'')*'|(?:^|\s)#.*")


def unclosed(rows: Sequence[str], stop: Stop) -> Slip | None:
    """Return the slip of the nearest bracket above that its field leaves open."""
    if "parsing a flow" not in stop.words:
        return None
    for number in range(stop.line, -1, -1):
        if not re.match(r"[\[{]", Row.of(rows[number]).value):
            continue
        last = _last(rows, number)
        missing = _open("\n".join(rows[number : last + 1]))
        return _slip(rows, number, last, missing) if missing else None
    return None


def _last(rows: Sequence[str], number: int) -> int:
    """Return the last line before the next field or item that stands no deeper."""
    level = indents.key_column(rows[number])
    last = number
    for place in range(number + 1, len(rows)):
        row = rows[place]
        is_item = row.lstrip().startswith("- ")
        if indents.width(row) <= level and (Row.of(row).name or is_item):
            break
        if row.strip() and not row.lstrip().startswith("#"):
            last = place
    return last


def _open(text: str) -> str:
    """Return what would close the brackets that a text leaves open, the inmost first."""
    waiting: list[str] = []
    for sign in WORDS.sub("", text):
        if sign in CLOSES:
            waiting.append(CLOSES[sign])
        elif waiting and sign == waiting[-1]:
            waiting.pop()
    return "".join(reversed(waiting))


def _slip(rows: Sequence[str], number: int, last: int, missing: str) -> Slip:
    bracket = Row.of(rows[number]).value[0]
    mended = re.sub(r"\s+#.*$", "", rows[last]).rstrip() + missing
    where = "" if last == number else f" In line {last + 1}:"
    return Slip(
        number + 1,
        f"The bracket {bracket} that opens in this line is not closed.{where}",
        shown(mended),
        {last: mended},
    )
