"""Slips that YAML reads without a word: lists and remarks in the middle of a text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from riweb.problems import quoted
from riweb.source.slips import Slip, bullet, requoted, spaced, write

# Bullets of word processors. A dash is one only where a whole line begins with it.
BULLETS = "•·‣▪▫◦●○■□➢"
DASHES = "–—−"

# What a text of one line has to begin with, for something to be wrong with it.
BEGINNINGS = frozenset(f"-{BULLETS}{DASHES}")


def lost(number: int, rows: Sequence[str], rest: str) -> Slip | None:
    """Return the slip of a value that is lost because it begins with #, or None.

    Args:
        rest: the line after the field's name or the hyphen.
    """
    if not re.match(r"\s*#\S", rest):
        return None
    return Slip(
        number + 1,
        f"Everything after # is taken for a remark, so {quoted(rest.strip(), 40)} is lost.",
        write(rows[number], rest.strip()),
        {number: requoted(rows[number], rest.strip())},
    )


def in_plain(rows: Sequence[str], start: int, column: int, end: int) -> Iterator[Slip]:
    """Yield the slips in a text without quotation marks, from line `start` to line `end`."""
    parts = {start: rows[start][column:]} | {n: rows[n].strip() for n in range(start + 1, end + 1)}
    stands_alone = not rows[start][:column].strip()
    numbered = sum(bool(re.match(r"\d+[.)] ", part)) for part in parts.values())
    for number, part in parts.items():
        lead = rows[number][: len(rows[number]) - len(part)] if number == start else ""
        indent = rows[number][: len(rows[number]) - len(rows[number].lstrip())]
        if re.match(r"-[^\W\d]", part):
            yield spaced(number, rows[number])
        elif part.startswith("- ") and number > start:
            yield Slip(
                number + 1,
                "This hyphen begins no item: it goes on with the text in the line above.",
                "Begin a list below the name of its field, or take the hyphen away.",
            )
        elif part[:1] in BULLETS and part:
            inner = part[1:].lstrip()
            yield bullet(number, part[0], f"{lead}{inner}" if "-" in lead else f"{indent}- {inner}")
        elif stands_alone and part[:1] in DASHES and part[1:2] == " ":
            yield bullet(number, part[0], f"{indent}- {part[2:]}")
        elif stands_alone and numbered > 1 and (found := re.match(r"\d+[.)] +", part)):
            yield bullet(number, found[0].strip(), f"{indent}- {part[found.end() :]}")
