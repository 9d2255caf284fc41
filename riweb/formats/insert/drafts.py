"""What an editor might make of an insert, to see whether it would fit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from typing import TypeVar

from riweb.formats.insert.layout import Bench
from riweb.pages.sides import BlockView, Item, Side

Placed = TypeVar("Placed", BlockView, Item)

Change = Callable[[Sequence[BlockView]], Iterable[BlockView]]


@dataclass(frozen=True)
class Draft(Side):
    """An insert in one of its languages, changed.

    Args:
        change: makes of its blocks what they would be.
    """

    change: Change = iter

    def blocks(self, pictures: str = "") -> Iterator[BlockView]:
        """Yield its blocks as they would be."""
        yield from self.change(tuple(super().blocks(pictures)))


def changed(bench: Bench, change: Change) -> Bench:
    """Return what lays out an insert that is changed in all its languages."""
    sides = [
        Draft(**{one.name: getattr(side, one.name) for one in fields(Side)}, change=change)
        for side in bench.sides
    ]
    return replace(bench, sides=tuple(sides))


def with_block(before: str, lines: int) -> Change:
    """Return a change: a new block of some lines before one."""
    text = "  \n".join(["Words."] * lines)
    new = BlockView("new", "text", "", text)
    return lambda blocks: [
        one for block in blocks for one in ((new, block) if block.at == before else (block,))
    ]


def shortened(at: str, words: int) -> Change:
    """Return a change: so many words fewer in a block or an item."""

    def change(blocks: Sequence[BlockView]) -> Iterator[BlockView]:
        for block in blocks:
            if block.at == at:
                yield replace(block, text=_cut(block.text, words))
            else:
                items = tuple(_shorter(one, words) if one.at == at else one for one in block.items)
                yield replace(block, items=items)

    return change


def lengthened(at: str, words: int) -> Change:
    """Return a change: so many words more in a block or an item."""
    more = " ".join(["repair"] * words)

    def change(blocks: Sequence[BlockView]) -> Iterator[BlockView]:
        for block in blocks:
            if block.at == at:
                yield replace(block, text=f"{block.text} {more}")
            else:
                items = tuple(_longer(one, more) if one.at == at else one for one in block.items)
                yield replace(block, items=items)

    return change


def with_lines(at: str, lines: int) -> Change:
    """Return a change: so many lines to write on in a reply slip."""
    return lambda blocks: [
        replace(block, lines=lines) if block.at == at else block for block in blocks
    ]


def without(at: str) -> Change:
    """Return a change: a block is left out."""
    return lambda blocks: [block for block in blocks if block.at != at]


def moved(at: str, before: str) -> Change:
    """Return a change: a block or an item is put before another one."""

    def change(blocks: Sequence[BlockView]) -> Iterator[BlockView]:
        for block in _put(blocks, at, before):
            yield replace(block, items=tuple(_put(block.items, at, before)))

    return change


def _put(things: Sequence[Placed], at: str, before: str) -> Iterator[Placed]:
    own = [one for one in things if one.at == at]
    for one in things:
        if one.at == before:
            yield from own
        if one.at != at:
            yield one


def _cut(text: str, words: int) -> str:
    """Return a text without its last words; its paragraphs stay."""
    return text.rsplit(None, words)[0] if len(text.split()) > words else ""


def _shorter(item: Item, words: int) -> Item:
    """Return an item with fewer words in its texts, the longest first."""
    rows, left = list(item.rows), words
    for place in sorted(range(len(rows)), key=lambda one: -len(rows[one][1].split())):
        label, text = rows[place]
        # A word stays of each, so that its label does.
        less = min(left, len(text.split()) - 1)
        rows[place] = (label, _cut(text, less) if less > 0 else text)
        left -= max(0, less)
    return replace(item, rows=tuple(rows))


def _longer(item: Item, more: str) -> Item:
    """Return an item with more words in its last text."""
    *rows, (label, text) = item.rows
    return replace(item, rows=(*rows, (label, f"{text} {more}")))
