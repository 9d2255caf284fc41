"""A fault in a text, and its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

CODE = re.compile(r"`[^`]*`")


@dataclass(frozen=True)
class Fault:
    """Something in a text that we do not accept.

    Args:
        line: which line of the text, counted from 1.
        words: as they stand in the text, by which their line in a file can be found.
    """

    line: int
    words: str
    wrong: str
    fix: str


def numbered(text: str) -> Iterator[tuple[int, str]]:
    """Yield each line and its number, without what stands in `marks of code`."""
    for number, line in enumerate(text.split("\n"), 1):
        yield number, CODE.sub("``", line) if "`" in line else line
