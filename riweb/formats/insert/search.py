"""The search for the setting in which an insert fits its pages and fills each of them."""

from __future__ import annotations

import math
from bisect import bisect
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from riweb.formats.insert import stretch
from riweb.formats.insert.layout import SPACINGS, Bench, Setting
from riweb.formats.insert.pages import Laid
from riweb.plan.inserts import Block

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
class Found:
    """A setting that fits, and how full its pages are.

    Args:
        plain: the pages before space was added to fill them.
        emptiness: how empty each page is with that space, where 1 is as empty as it may be.
    """

    setting: Setting
    plain: Laid
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
        self._known: dict[tuple[object, ...], Laid] = {}

    def laid(self, setting: Setting) -> Laid:
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

    def fullest(self) -> Found | None:
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

    def with_items(self) -> dict[str, Block]:
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

    def _best(self, limits: Mapping[str, int]) -> Found | None:
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

    def _turned(self, found: Found) -> Found | None:
        """Return a setting in which things begin on a later page, so that each is full.

        None where that fills not all of them.
        """
        setting, emptiness = replace(found.setting, extra={}, writing=1), found.emptiness
        # As much as is on all pages stays on them.
        if sum(emptiness) > len(emptiness):
            return None
        for _ in range(MOST_TURNS):
            plain = self.laid(setting)
            turn = stretch.last_begun(plain, emptiness.index(max(emptiness)) - 1)
            if not turn or turn in setting.turns or plain.pages != found.plain.pages:
                return None
            setting = replace(setting, turns=setting.turns | {turn})
            if not self.fits(setting):
                return None
            full = stretch.stretched(setting, self.laid(setting), self.blocks)
            emptiness = self._emptiness(self.laid(setting), full)
            if max(emptiness) <= 1:
                made = self._filled(full)
                return made if made.is_full else None
        return None

    def _best_spacing(self, level: Setting) -> Found | None:
        """Return the loosest spacing in which every page is good, or else the fullest."""
        # Looser lines take more room, so the search for the loosest may go by halves.
        spacings = [replace(level, spacing=spacing) for spacing in range(len(SPACINGS))]
        fitting = bisect(spacings, False, key=lambda one: not self.fits(one))
        found: dict[float, Setting] = {}
        for setting in reversed(spacings[:fitting]):
            full = stretch.stretched(setting, self.laid(setting), self.blocks)
            emptiest = max(self._emptiness(self.laid(setting), full))
            found.setdefault(max(emptiest, GOOD), full)
            if emptiest <= GOOD:
                break
        return self._filled(found[min(found)]) if found else None

    def _filled(self, full: Setting) -> Found:
        """Return a setting with as much of its space as makes no more pages.

        Args:
            full: the setting with all the space that its pages seem to have.
        """
        plain = self.laid(replace(full, extra={}, writing=1))
        for part in STRETCH:
            eased = stretch.eased(full, part)
            laid = self.laid(eased)
            if [one.pages for one in laid.things] == [one.pages for one in plain.things]:
                break
        return Found(eased, plain, self._emptiness(laid))

    def _emptiness(self, laid: Laid, full: Setting | None = None) -> tuple[float, ...]:
        """Return how empty each page is, and each that is not there.

        Args:
            full: the setting with space that is not yet on the pages.
        """
        added = stretch.added(full, laid, self.blocks) if full else [0.0] * len(laid.free)
        found = [
            (free - more) / (free + used) / (MOST_EMPTY_LAST if page in laid.last else MOST_EMPTY)
            for page, (free, used, more) in enumerate(zip(laid.free, laid.used, added, strict=True))
        ]
        lacking = sum(self.bench.share - number for number in laid.pages)
        return (*found, *[math.inf] * lacking)
