"""Blocks of braille on lines and pages.

Where things stand follows UK practice and, where that leaves it open, North America's:

    main heading        centred, 3 cells free on each side; a blank line before and after
    minor heading       from cell 5; a blank line before
    small heading       from cell 7; a blank line before
    paragraph           from cell 3, its other lines from cell 1; no blank line between two
    item                from cell 1, or 2 further for each level; other lines 2 beyond the deepest
                        level of its list; a blank line before the list and after it
    first line of page  the plan's title, and the page's number at the right end

A heading has at least two lines of text under it on its page, a label at least one. A block of two
or three lines is not parted; of a longer one, at least two lines stand on each page.

Source: the UK convention for the first line, as D. Pawson of RNIB gave it on w3c-wai-hc on
10 November 1997; BANA, Braille Formats 2016, 4 (headings) and 8 (lists).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from riweb.formats.braille.blocks import BlockKind, BrailleBlock

# Cells that stay free on each side of what is centred, and before the number of a page.
FREE = 3
INDENTS = {BlockKind.MINOR: 4, BlockKind.SMALL: 6}

# A paragraph or item of so few lines is not parted between two pages.
UNPARTED = 3

# Dot 5 at the end of a line: the word goes on in the next.
# Source: The Rules of Unified English Braille, 6.10 and 11.
GOES_ON = '"'

# Cells that belong to the next one, so that no line may end after them.
PREFIXES = '"#,.;@^_'


@dataclass(frozen=True)
class BraillePaper:
    """The size of a page."""

    cells: int = 40
    lines: int = 25

    @property
    def room(self) -> int:
        """How many lines are left under the first, which has the number of the page."""
        return self.lines - 1


@dataclass(frozen=True)
class LaidBlock:
    """A block on its lines.

    Args:
        before: how many blank lines stand before it, but at the top of a page.
        under: how many lines of text its page must have after it.
    """

    block: BrailleBlock
    lines: tuple[str, ...]
    before: int = 0
    under: int = 0


@dataclass(frozen=True)
class BraillePage:
    """The lines of a page, at first those under its first line.

    Args:
        begins: which of the blocks begin on it, counted from 0.
    """

    lines: tuple[str, ...]
    begins: tuple[int, ...] = ()


def laid(blocks: Sequence[tuple[BrailleBlock, str]], sheet: BraillePaper) -> list[LaidBlock]:
    """Return blocks on their lines.

    Args:
        blocks: each with its words in braille.
    """
    made: list[LaidBlock] = []
    for members in _lists(blocks):
        deepest = max(block.level for block, _ in members)
        for block, words in members:
            before = _blank_lines(block, made[-1].block.kind if made else None)
            lines = _lines(block, words, deepest, sheet)
            made.append(LaidBlock(block, lines, before, _under(block)))
    return made


def _lists(blocks: Sequence[tuple[BrailleBlock, str]]) -> Iterator[list[tuple[BrailleBlock, str]]]:
    """Yield the items of each list together, and every other block by itself."""
    members: list[tuple[BrailleBlock, str]] = []
    for block, words in blocks:
        if members and (block.kind is not BlockKind.ITEM or block.opens):
            yield members
            members = []
        members.append((block, words))
    yield from [members] if members else []


def _blank_lines(block: BrailleBlock, last: BlockKind | None) -> int:
    """Return how many blank lines stand between a block and the one before it.

    Args:
        last: the kind of that; None where the block is the first.
    """
    if block.kind.is_heading or last in (BlockKind.MAIN, BlockKind.CENTRED):
        return 1
    if block.kind is BlockKind.ITEM:
        return int(last is BlockKind.PARAGRAPH or (last is BlockKind.ITEM and block.opens))
    return int(last is BlockKind.ITEM)


def _under(block: BrailleBlock) -> int:
    """Return how many lines of text must stand under a block on its page."""
    return 2 if block.kind.is_heading else int(block.is_label)


def _lines(block: BrailleBlock, words: str, deepest: int, sheet: BraillePaper) -> tuple[str, ...]:
    if block.kind in (BlockKind.MAIN, BlockKind.CENTRED):
        return centred(words, sheet.cells)
    if block.kind in INDENTS:
        return wrapped(words, sheet.cells, INDENTS[block.kind], INDENTS[block.kind])
    if block.kind is BlockKind.PARAGRAPH:
        return wrapped(words, sheet.cells, 2, 0)
    # However far in a list goes, half of the line is left.
    first, other = (min(2 * level, sheet.cells // 2) for level in (block.level, deepest + 1))
    return wrapped(words, sheet.cells, first, other)


def centred(words: str, cells: int) -> tuple[str, ...]:
    """Return words on lines of their own, each in the middle, with cells free on both sides."""
    lines = wrapped(words, cells - 2 * FREE, 0, 0)
    return tuple(" " * ((cells - len(line)) // 2) + line for line in lines)


def wrapped(words: str, cells: int, first: int, other: int) -> tuple[str, ...]:
    """Return words on lines.

    Args:
        first: how many cells stay free before the first line.
        other: how many before each other line.
    """
    lines, line = list[str](), " " * first
    is_empty = True
    for word in words.split():
        room = cells - len(line) - (0 if is_empty else 1)
        if len(word) > room and not is_empty:
            lines.append(line)
            line, is_empty, room = " " * other, True, cells - other
        while len(word) > room:
            end = _break(word, room - 1)
            lines.append(line + word[:end] + GOES_ON)
            word, line, room = word[end:], " " * other, cells - other
        line += word if is_empty else f" {word}"
        is_empty = False
    return (*lines, line) if not is_empty else tuple(lines)


def _break(word: str, most: int) -> int:
    """Return after how many cells a word that is longer than a line is parted.

    Args:
        most: how many cells there is room for.
    """
    # An address is parted after a stop or a slash, where there is one.
    places = [found.end() for found in re.finditer(r"4|_/", word[:most])]
    if places and places[-1] > most // 2:
        return places[-1]
    while most > 1 and word[most - 1] in PREFIXES:
        most -= 1
    return most


def pages(blocks: Sequence[LaidBlock], sheet: BraillePaper) -> list[BraillePage]:
    """Return blocks on pages."""
    made, lines, begins = list[BraillePage](), list[str](), list[int]()
    for place, one in enumerate(blocks):
        before = one.before if lines else 0
        if lines and len(lines) + before + _needed(blocks, place) > sheet.room:
            made.append(BraillePage(tuple(lines), tuple(begins)))
            lines, begins, before = [], [], 0
        # A main heading keeps clear of the first line, where the plan's title stands.
        lines += [""] * (before if lines else int(one.block.kind is BlockKind.MAIN))
        begins.append(place)
        for number, line in enumerate(one.lines):
            left = len(one.lines) - number
            if len(lines) == sheet.room or (len(lines) == sheet.room - 1 and left == 2 != number):
                made.append(BraillePage(tuple(lines), tuple(begins)))
                lines, begins = [], []
            lines.append(line)
    return [*made, BraillePage(tuple(lines), tuple(begins))] if lines else made


def _needed(blocks: Sequence[LaidBlock], place: int) -> int:
    """Return how many lines must fit on the page for a block to begin there."""
    lines, under = _least(blocks[place]), blocks[place].under
    for after in blocks[place + 1 :]:
        if under <= 0:
            break
        lines += after.before + _least(after)
        # A heading below this one is no text, and has to have text under itself.
        under = after.under if after.block.kind.is_heading else under - len(after.lines)
        under = max(under, after.under)
    return lines


def _least(one: LaidBlock) -> int:
    """Return how many lines of a block must stand on the page on which it begins."""
    is_whole = one.under or len(one.lines) <= UNPARTED
    return len(one.lines) if is_whole else 2


def numbered(
    made: Sequence[BraillePage], head: str, numbers: Sequence[str], sheet: BraillePaper
) -> list[BraillePage]:
    """Return pages with their first lines.

    Args:
        head: the plan's title in braille; it is left out where it is too long.
        numbers: in braille; an empty one leaves the line blank.
    """
    room = sheet.cells - max(map(len, numbers)) - FREE
    head = " " * min((sheet.cells - len(head)) // 2, room - len(head)) + head
    firsts = [
        (head if len(head) <= room else "").ljust(sheet.cells - len(number)) + number
        if number
        else ""
        for number in numbers
    ]
    return [
        replace(page, lines=(first, *page.lines)) for page, first in zip(made, firsts, strict=True)
    ]


def written(made: Sequence[BraillePage]) -> bytes:
    """Return pages as a BRF file."""
    texts: Iterator[str] = ("".join(f"{line.rstrip()}\r\n" for line in page.lines) for page in made)
    return "\f".join(texts).encode("ascii")
