"""What an editor might make of an insert, to see whether it would fit."""

from __future__ import annotations

import math
from bisect import bisect
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import TypeVar

from riweb.formats.insert.bench import Bench, Setting
from riweb.formats.insert.fitting import MOST_EMPTY_LAST, Fit, Search
from riweb.formats.insert.measure import LaidPages, Thing
from riweb.problems import Problem, counted, quoted
from riweb.website.insert_view import BlockView, InsertItem, Side

Placed = TypeVar("Placed", BlockView, InsertItem)
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


def _shorter(item: InsertItem, words: int) -> InsertItem:
    """Return an item with fewer words in its texts, the longest first."""
    rows, left = list(item.rows), words
    for place in sorted(range(len(rows)), key=lambda one: -len(rows[one][1].split())):
        label, text = rows[place]
        # A word stays of each, so that its label does.
        less = min(left, len(text.split()) - 1)
        rows[place] = (label, _cut(text, less) if less > 0 else text)
        left -= max(0, less)
    return replace(item, rows=tuple(rows))


def _longer(item: InsertItem, more: str) -> InsertItem:
    """Return an item with more words in its last text."""
    *rows, (label, text) = item.rows
    return replace(item, rows=(*rows, (label, f"{text} {more}")))


# Words are measured in what a line holds; what is shortened should come out below, not above.
SPARE_WORDS = 1.1

# The lines of a thing that hold its headings, which get no shorter.
HEADING = 2

# With fewer words than so many, its heading among them, a thing says nothing any more.
LEAST_WORDS = 12

# The space before a block, in lines; at the top of a page there is none.
BETWEEN = 0.6

# The blocks whose words can be shortened for print.
WORDY = ("you-said-we-did", "get-involved", "dates", "text", "quotation", "picture")

# What is lacking where a block has nothing to show, by its kind.
BARE = {
    "dates": "No date of the plan that is still to come is chosen by this.",
    "progress": "The plan has no figures for this.",
    "get-involved": "The plan has no options and no groups.",
    "promises": "The plan has no promises.",
}


def of_bare(search: Search) -> Iterator[Problem]:
    """Yield a problem for each block that would be a heading with nothing below it."""
    side = search.bench.sides[0]
    for block in side.blocks():
        if block.kind in BARE and not block.items and not block.text:
            fix = "Leave the block out, or choose others below `items:`."
            yield problem(search, block.at, BARE[block.kind], fix)


def of_too_tall(search: Search) -> Iterator[Problem]:
    """Yield a problem for the first block or item that no page can hold."""
    laid = search.laid(Setting(0))
    page = min(used + free for used, free in zip(laid.used, laid.free, strict=True))
    for thing in laid.things:
        is_apart = thing.pages[0] != thing.pages[1] or thing.height > page
        if thing.is_whole and is_apart:
            lines, most = math.ceil(thing.height / laid.line), int(page / laid.line)
            less = counted(words(thing, lines - most + 1, laid), "word")
            yield problem(
                search,
                thing.at,
                f"This is {counted(lines, 'line')} long, and a page holds {most}.",
                f"Shorten {name(search, thing)} by about {less}.",
            )
            return


def of_too_long(search: Search) -> Problem:
    """Return by how much it is too long, and what would fit."""
    laid = search.laid(search.tightest(search.limited(1)))
    over = _over(search, laid)
    longest = _longest(search, laid)
    most = _most_that_fit(search)
    fixes = []
    if most:
        at, number = most
        count = search.count(at)
        fixes.append(f"Leave out {count - number} of {counted(count, 'item')}")
    less = words(longest, over, laid) if longest else 0
    if longest and less <= longest.words - LEAST_WORDS:
        verb = "or shorten" if fixes else "Shorten"
        fixes.append(f"{verb} {name(search, longest)} by about {counted(less, 'word')}")
    pages = counted(search.bench.size.pages, "page")
    wrong = f"This is {counted(over, 'line')} too long for {pages}."
    fix = ", ".join(fixes) if fixes else "Leave out a block, or choose a larger size"
    return problem(search, most[0] if most else (longest.at if longest else ""), wrong, f"{fix}.")


def of_too_short(search: Search, found: Fit) -> Iterator[Problem]:
    """Yield a problem where a last page is not full, or there are pages with nothing on them."""
    if not found.is_short:
        return
    laid, empty = found.plain, 0.0
    for last, number in zip(sorted(laid.last), laid.pages, strict=True):
        page = laid.used[last] + laid.free[last]
        emptiness = found.emptiness[last]
        spare = emptiness * MOST_EMPTY_LAST * page if emptiness > 1 else 0
        empty = max(empty, spare + (search.bench.share - number) * page)
    lines = int(empty / laid.line)
    wrong = f"This is {counted(lines, 'line')} too short to fill "
    wrong += f"{counted(search.bench.size.pages, 'page')}."
    fix = "Choose more items, add a block such as reply-slip, or choose a smaller size."
    next_ones = {f"{at}.{number}" for at, number in found.setting.limits.items()}
    left = [one for one in search.laid(Setting(0)).things if one.at in next_ones]
    if left:
        over = max(1, math.ceil(left[0].height / laid.line) - lines + 1)
        shown, less = name(search, left[0]), words(left[0], over, laid)
        wrong += f" {shown} is too long for what is left."
        fix = f"Shorten {shown} by about {counted(less, 'word')}, or add a block."
    yield problem(search, "", wrong, fix)


def name(search: Search, thing: Thing) -> str:
    """Return what an editor calls a thing: its heading, or its kind."""
    for block in search.bench.sides[thing.side].blocks():
        if block.at == thing.at:
            return quoted(block.title) if block.title else f"the {block.kind}"
        for item in block.items:
            if item.at == thing.at:
                return quoted(item.title or item.rows[0][1])
    return "the introduction"


def words(thing: Thing, lines: float, laid: LaidPages) -> int:
    """Return about how many words of a thing fill some lines, in fives."""
    per_line = thing.words * laid.line / max(thing.height - HEADING * laid.line, laid.line)
    return max(5, math.ceil(lines * per_line * SPARE_WORDS / 5) * 5)


def is_own(search: Search, thing: Thing) -> bool:
    """Tell whether its words are the insert's, and not those of every publication."""
    if not thing.block.isdigit():
        return thing.at == "intro"
    return search.blocks[int(thing.block)].kind in WORDY


def problem(search: Search, at: str, wrong: str, fix: str) -> Problem:
    """Return a problem with a block or an item, or with the whole where its place is empty."""
    insert = search.bench.sides[0].insert
    place = at.split(".") if at[:1].isdigit() else []
    key = f"blocks[{place[0]}]" if place else ""
    if len(place) > 1 and insert.sheet.blocks[int(place[0])].items:
        key += f".items[{place[1]}]"
    return Problem(insert.file, insert.line(*place), key, wrong, fix)


def _over(search: Search, laid: LaidPages) -> int:
    """Return how many lines stand on pages that there are not."""
    found, start = 0.0, 0
    for number in laid.pages:
        end = start + search.bench.share
        over = sum(laid.used[end : start + number])
        # What is empty before the end would be filled first.
        between = BETWEEN * laid.line - laid.free[end - 1]
        found = max(found, over + between if over else 0)
        start += number
    return max(1, math.ceil(found / laid.line))


def _most_that_fit(search: Search) -> tuple[str, int] | None:
    """Return the block with the most items, and how many of them would fit; None for none."""
    at = max(search.with_items(), key=search.count, default="")
    if not at:
        return None

    def fits(limits: Mapping[str, int]) -> bool:
        return search.fits(search.tightest(limits))

    numbers = range(1, search.count(at))
    most = bisect(numbers, False, key=lambda number: not fits({at: number}))
    return (at, most) if most else None


def _longest(search: Search, laid: LaidPages) -> Thing | None:
    """Return the thing with the most words, of those that the insert's editor can shorten."""
    inner = {one.block for one in laid.things if one.is_item}
    own = [one for one in laid.things if one.at not in inner and is_own(search, one)]
    return max(own, key=lambda one: one.words, default=None)
