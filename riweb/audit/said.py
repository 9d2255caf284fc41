"""What a finished file says, block by block, whatever its format."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import Literal

Kind = Literal["title", "contents", "heading", "text", "item", "cell", "picture", "note"]


@dataclass(frozen=True)
class Block:
    """A paragraph, a heading, an item, a cell, the words for a picture, or a note.

    Args:
        spans: its words in order, each stretch with its language.
        level: of a heading, 1 for the sections of a plan.
        links: the addresses outside that it leads to, in order.
    """

    kind: Kind
    spans: tuple[tuple[str, str], ...]
    level: int = 0
    links: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """All its words, with single spaces."""
        return " ".join("".join(words for words, _ in self.spans).split())


def spans(runs: list[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Return words with their languages, neighbours in one language as one."""
    return tuple(
        ("".join(words for words, _ in group), language)
        for language, group in groupby(runs, key=lambda run: run[1])
    )
