"""The search for the setting in which an insert fits its pages and fills each of them."""

from __future__ import annotations

import math
from bisect import bisect
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from riweb.formats.insert.bench import PX_PER_MM, SPACINGS, WRITING_MM, Bench, Setting
from riweb.formats.insert.measure import LaidPages, Thing
from riweb.plan.inserts import InsertBlock

# The space that may be added before a block, in lines.
MOST_EXTRA = 2.0

# The same before an item, by the kind of its block. Items of other kinds stand close together.
MOST_BEFORE_ITEM = {
    "you-said-we-did": 2.0,
    "get-involved": 1.5,
    "dates": 0.75,
    "promises": 0.75,
}

# An item gets this part of the space of a block, so that it is seen where a block begins.
ITEM_PART = 0.7

# How much further apart lines to write on may be than they must.
MOST_WRITING = 1.4

# What is not worth adding, in pixels.
LEAST = 0.5


def stretched(setting: Setting, laid: LaidPages, blocks: Sequence[InsertBlock]) -> Setting:
    """Return a setting with space added, so that each page is filled as far as it may be.

    Args:
        laid: the insert on its pages without that space.
        blocks: the blocks of its file.
    """
    writing = _writing(laid, blocks)
    extra: dict[tuple[int, str], float] = {}
    for page in range(len(laid.free)):
        free = laid.free[page] - 1 - _written(laid, blocks, page) * (writing - 1)
        most = {one: _most(one, blocks) * laid.line for one in _loose(laid, page)}
        parts = {one: ITEM_PART if one.is_item else 1.0 for one in most if most[one]}
        # Among items alone each may have its most.
        whole = sum(parts.values())
        for one, part in parts.items():
            space = min(free * part / whole, most[one])
            if space > LEAST:
                extra[one.side, one.at] = space
    return replace(setting, extra=extra, writing=writing)


def ease(setting: Setting, part: float) -> Setting:
    """Return a setting with no more than a part of the space that was added."""
    extra = {key: space * part for key, space in setting.extra.items()} if part else {}
    return replace(setting, extra=extra, writing=1 + (setting.writing - 1) * part)


def add_space(setting: Setting, laid: LaidPages, blocks: Sequence[InsertBlock]) -> list[float]:
    """Return how much space a setting adds to each page, in pixels.

    Args:
        laid: the insert on its pages without that space.
    """
    return [
        sum(setting.extra.get((one.side, one.at), 0) for one in laid.begun(page))
        + _written(laid, blocks, page) * (setting.writing - 1)
        for page in range(len(laid.free))
    ]


def _loose(laid: LaidPages, page: int) -> list[Thing]:
    """Return what begins on a page and may move down on it."""
    begun = laid.begun(page)
    goes_on = any(one.pages[0] < page <= one.pages[1] for one in laid.things)
    # What is first on its page stays at the top.
    own = begun if goes_on else begun[1:]
    return [
        one for one in own if one.at != "intro" and not one.is_beside and not _is_first(one, begun)
    ]


def _is_first(thing: Thing, begun: Sequence[Thing]) -> bool:
    """Tell whether a thing is the first in a block that begins on the same page."""
    is_first = thing.at.endswith(".0")
    return is_first and any(one.at == thing.block for one in begun)


def _most(thing: Thing, blocks: Sequence[InsertBlock]) -> float:
    """Return the space that may be added before a thing, in lines."""
    if not thing.is_item:
        return MOST_EXTRA
    kind = blocks[int(thing.block)].kind if thing.block.isdigit() else ""
    return MOST_BEFORE_ITEM.get(kind, 0)


def _writing(laid: LaidPages, blocks: Sequence[InsertBlock]) -> float:
    """Return how far lines to write on are apart, as a part of the least.

    They take half of what is free on their page; the rest goes between things.
    """
    found = [MOST_WRITING]
    for page, free in enumerate(laid.free):
        if written := _written(laid, blocks, page):
            found.append(1 + max(0, free - 1) / 2 / written)
    return min(found) if len(found) > 1 else 1


def _written(laid: LaidPages, blocks: Sequence[InsertBlock], page: int) -> float:
    """Return the height of the lines to write on of a page, in pixels, at their least."""
    slips = [
        blocks[int(one.at)]
        for one in laid.begun(page)
        if one.at.isdigit() and blocks[int(one.at)].kind == "reply-slip"
    ]
    return sum(slip.lines for slip in slips) * WRITING_MM * PX_PER_MM


def last_begun(laid: LaidPages, page: int) -> tuple[int, str] | None:
    """Return what is last on a page and could begin on the next one, by its side and place.

    None where that would leave nothing on the page.
    """
    if page < 0 or page in laid.last:
        return None
    begun = laid.begun(page)
    own = [one for one in begun if one.at != "intro" and not _is_first(one, begun)]
    # Of two beside each other, the first takes the other with it.
    own = [one for one in own if not one.is_beside or one.is_item]
    if not own or own[-1] not in _loose(laid, page):
        return None
    return own[-1].side, own[-1].at


LOOSEST = len(SPACINGS) - 1

# A page is full when no more than this part of it is empty at its foot. After the last page of a
# side nothing comes that could have filled it, so any block does; before that, what moved on to
# the next page would have to be cut.
MOST_EMPTY_LAST, MOST_EMPTY = 0.2, 0.25

# A setting is good when each page has no more than this part of what may be empty; then looser
# lines count for more than fuller pages.
GOOD = 0.5

# How wide pictures may be, as a part of the width between the margins, the best first.
PICTURES = (1, 0.85, 0.7)

# How much of the space that a page seems to have is used, from most to none.
STRETCH = (1, 0.8, 0.5, 0)

# How many things may begin on a later page than they could.
MOST_TURNS = 6

# How many items fewer than fit may be shown where the pages are fuller so.
FEWER = 2


@dataclass(frozen=True)
class Fit:
    """A setting that fits, and how full its pages are.

    Args:
        plain: the pages before space was added to fill them.
        emptiness: how empty each page is with that space, where 1 is as empty as it may be.
    """

    setting: Setting
    plain: LaidPages
    emptiness: tuple[float, ...]

    @property
    def emptiest(self) -> float:
        """How empty the emptiest page is."""
        return max(self.emptiness)

    @property
    def is_full(self) -> bool:
        """Whether every page is full."""
        return self.emptiest <= 1

    @property
    def gaps(self) -> list[int]:
        """The pages, from 0, that are not full and are not the last of their side."""
        pages = range(len(self.plain.free))
        return [page for page in pages if self.emptiness[page] > 1 and page not in self.plain.last]

    @property
    def is_short(self) -> bool:
        """Whether a side has no more to say where its last page is not full, or not there."""
        return sum(one > 1 for one in self.emptiness) > len(self.gaps)


class Search:
    """Looks for the setting of one insert.

    Args:
        bench: lays it out.
        level: where only the spacing may change, and the rest is so.
    """

    def __init__(self, bench: Bench, level: Setting | None = None) -> None:
        self.bench = bench
        self.level = level
        self.blocks = bench.sides[0].insert.sheet.blocks
        self._colours = bench.screen()
        self._known: dict[tuple[object, ...], LaidPages] = {}

    def laid(self, setting: Setting) -> LaidPages:
        """Return the insert on its pages, without the engine's own document."""
        limits, extra = (tuple(sorted(one.items())) for one in (setting.limits, setting.extra))
        rest = (setting.turns, setting.picture, setting.writing, setting.is_flowing)
        key = (setting.spacing, limits, extra, *rest)
        if key not in self._known:
            laid = self.bench.lay_out(setting, self._colours)
            self._known[key] = replace(laid, document=None)
        return self._known[key]

    def fits(self, setting: Setting) -> bool:
        """Tell whether nothing goes over the end, and nothing is torn that stays whole."""
        laid = self.laid(setting)
        return all(number <= self.bench.share for number in laid.pages) and not any(
            thing.is_whole and thing.pages[0] != thing.pages[1] for thing in laid.things
        )

    def tightest(self, limits: Mapping[str, int]) -> Setting:
        """Return the setting that takes the least room."""
        return replace(self._levels()[-1], limits=limits)

    def fullest(self) -> Fit | None:
        """Return the setting that fills the pages best; None where none fits.

        As many items are shown as fit; a few fewer where every page is full only so.
        """
        best = None
        for limits in self._choices():
            found = self._best(limits)
            best = best or found
            if found and found.is_full:
                return found
            # What is too short gets no longer with fewer items.
            if found and found.is_short:
                break
        return best

    def with_items(self) -> dict[str, InsertBlock]:
        """Return the blocks that show items, by their places."""
        blocks = {str(place): block for place, block in enumerate(self.blocks)}
        return {at: block for at, block in blocks.items() if self.count(at)}

    def count(self, at: str) -> int:
        """Return how many items a block shows at most."""
        things = self.laid(Setting(0)).things
        return len({one.at for one in things if one.block == at and one.is_item})

    def limited(self, most: int) -> dict[str, int]:
        """Return how many items are shown of the blocks that show as many as fit."""
        newest = [at for at, block in self.with_items().items() if block.newest]
        return {at: most for at in newest if most < self.count(at)}

    def _choices(self) -> Iterator[dict[str, int]]:
        """Yield how many items each block may show, from the most that fit."""
        blocks = self.with_items()
        most = max((self.count(at) for at, one in blocks.items() if one.newest), default=0)
        if self.fits(self.tightest({})):
            yield {}
        else:
            numbers = range(1, most)
            most = bisect(
                numbers, False, key=lambda one: not self.fits(self.tightest(self.limited(one)))
            )
            if most:
                yield self.limited(most)
        for number in range(most - 1, max(0, most - 1 - FEWER), -1):
            yield self.limited(number)

    def _levels(self) -> list[Setting]:
        """Return what may be changed beside the spacing, the least change first."""
        if self.level:
            return [self.level]
        has_picture = any(block.kind == "picture" for block in self.blocks)
        can_flow = "wide" not in self.bench.size.look and any(
            block.kind == "you-said-we-did" for block in self.blocks
        )
        return [
            Setting(0, picture=picture, is_flowing=is_flowing)
            for is_flowing in ((False, True) if can_flow else (False,))
            for picture in (PICTURES if has_picture else PICTURES[:1])
        ]

    def _best(self, limits: Mapping[str, int]) -> Fit | None:
        """Return the best setting of the first level in which every page is full, or of all."""
        best = None
        for level in self._levels():
            found = self._best_spacing(replace(level, limits=limits))
            if found and not found.is_full:
                found = self._turned(found) or found
            best = best or found
            if found and found.is_full:
                return found
            # What takes less room fills no page at the end.
            if found and found.is_short:
                break
        return best

    def _turned(self, found: Fit) -> Fit | None:
        """Return a setting in which things begin on a later page, so that each is full.

        None where that fills not all of them.
        """
        setting, emptiness = replace(found.setting, extra={}, writing=1), found.emptiness
        # As much as is on all pages stays on them.
        if sum(emptiness) > len(emptiness):
            return None
        for _ in range(MOST_TURNS):
            plain = self.laid(setting)
            turn = last_begun(plain, emptiness.index(max(emptiness)) - 1)
            if not turn or turn in setting.turns or plain.pages != found.plain.pages:
                return None
            setting = replace(setting, turns=setting.turns | {turn})
            if not self.fits(setting):
                return None
            full = stretched(setting, self.laid(setting), self.blocks)
            emptiness = self._emptiness(self.laid(setting), full)
            if max(emptiness) <= 1:
                made = self._filled(full)
                return made if made.is_full else None
        return None

    def _best_spacing(self, level: Setting) -> Fit | None:
        """Return the loosest spacing in which every page is good, or else the fullest."""
        # Looser lines take more room, so the search for the loosest may go by halves.
        spacings = [replace(level, spacing=spacing) for spacing in range(len(SPACINGS))]
        fitting = bisect(spacings, False, key=lambda one: not self.fits(one))
        found: dict[float, Setting] = {}
        for setting in reversed(spacings[:fitting]):
            full = stretched(setting, self.laid(setting), self.blocks)
            emptiest = max(self._emptiness(self.laid(setting), full))
            found.setdefault(max(emptiest, GOOD), full)
            if emptiest <= GOOD:
                break
        return self._filled(found[min(found)]) if found else None

    def _filled(self, full: Setting) -> Fit:
        """Return a setting with as much of its space as makes no more pages.

        Args:
            full: the setting with all the space that its pages seem to have.
        """
        plain = self.laid(replace(full, extra={}, writing=1))
        for part in STRETCH:
            eased = ease(full, part)
            laid = self.laid(eased)
            if [one.pages for one in laid.things] == [one.pages for one in plain.things]:
                break
        return Fit(eased, plain, self._emptiness(laid))

    def _emptiness(self, laid: LaidPages, full: Setting | None = None) -> tuple[float, ...]:
        """Return how empty each page is, and each that is not there.

        Args:
            full: the setting with space that is not yet on the pages.
        """
        added = add_space(full, laid, self.blocks) if full else [0.0] * len(laid.free)
        found = [
            (free - more) / (free + used) / (MOST_EMPTY_LAST if page in laid.last else MOST_EMPTY)
            for page, (free, used, more) in enumerate(zip(laid.free, laid.used, added, strict=True))
        ]
        lacking = sum(self.bench.share - number for number in laid.pages)
        return (*found, *[math.inf] * lacking)
