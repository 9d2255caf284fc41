"""What an editor is told of a page that stays partly empty, and what would fill it.

Whatever is advised was tried: the insert would fit with it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any

from riweb.formats.insert import fit_advice
from riweb.formats.insert.bench import PX_PER_MM, WRITING_MM, Bench, Setting
from riweb.formats.insert.fit_advice import Change
from riweb.formats.insert.fitting import MOST_EMPTY, Fit, Search
from riweb.formats.insert.measure import LaidPages, Thing
from riweb.problems import Problem, counted

# No more than this part of the words of a thing is asked to go, or to be added.
MOST_WORDS = 0.5

# How many ways to mend a page are told, and how many things are tried in another place.
MOST_WAYS, MOST_MOVES = 3, 3

# With fewer lines to write on, a slip is of no use; with fewer lines, a block is none.
LEAST_LINES = 2

# Blocks that every insert has, or ought to.
KEPT = ("contact", "other-formats", "about")


@dataclass(frozen=True)
class Gap:
    """The foot of a page that stays empty, and what would have to begin there. Lengths in pixels.

    Args:
        page: counted from 0.
        room: what is empty before space is added.
        needed: how much more must stand on it, so that it is full.
        mover: the block or item that comes next.
        first: what of it would have to be shorter: itself, or its first item.
        height: of what has to begin on the page together.
    """

    page: int
    room: float
    needed: float
    mover: Thing
    first: Thing
    height: float
    laid: LaidPages

    @property
    def lines(self) -> int:
        """How many lines of a block would fill the page."""
        most = self.room / self.laid.line - fit_advice.BETWEEN
        return max(LEAST_LINES, round((self.needed / self.laid.line + most) / 2))

    @property
    def over(self) -> float:
        """By how many lines what comes next is too long."""
        return (self.height - self.room) / self.laid.line + fit_advice.BETWEEN


def gap_problems(search: Search, found: Fit) -> Iterator[Problem]:
    """Yield a problem for each page that stays too empty before the last of its side."""
    gaps: dict[str, Gap] = {}
    for page in found.gaps:
        gap = _gap(found, page)
        # Both languages have the same blocks: what fills a page of one fills that of the other.
        gaps.setdefault(gap.mover.at, gap)
    if len(gaps) == 1:
        (gap,) = gaps.values()
        yield _problem(search, gap, _Ways(search, found, gap).told())
        return
    fillers = {at: _filler(search, gap) for at, gap in gaps.items()}
    together = [filler for filler in fillers.values() if filler]
    is_true = len(together) == len(gaps) and _helps(
        search, found, _one_by_one([change for _, change in together])
    )
    for at, gap in gaps.items():
        filler = fillers[at]
        yield _problem(search, gap, [filler[0]] if filler and is_true else [])


def _gap(found: Fit, page: int) -> Gap:
    laid = found.plain
    mover, *others = laid.begun(page + 1) or [laid.things[-1]]
    first = mover
    if others and others[0].at == f"{mover.at}.0":
        first = others[0]
    height = first.parts[0].top + first.parts[0].height - mover.parts[0].top
    whole = laid.free[page] + laid.used[page]
    needed = (found.emptiness[page] - 1) * MOST_EMPTY * whole
    return Gap(page, laid.free[page], needed, mover, first, height, laid)


def _problem(search: Search, gap: Gap, ways: Sequence[str]) -> Problem:
    page = "panel" if search.bench.size.look == "narrow" else "page"
    lines = counted(math.ceil(gap.height / gap.laid.line), "line")
    long = f"is {lines} long" if gap.first is gap.mover else f"begins with {lines} in one piece"
    wrong = (
        f"{counted(int(gap.room / gap.laid.line), 'line')} of {page} {gap.page + 1} stay empty. "
        f"{_upper(fit_advice.name(search, gap.mover))} comes next and {long}, "
        f"so it moved on to {page} {gap.page + 2}."
    )
    told = [*ways] or ["put the blocks in another order, or choose another size"]
    fix = " ".join(f"{_upper(one)}." for one in [told[0], *(f"or {way}" for way in told[1:])])
    return fit_advice.problem(search, gap.mover.at, wrong, fix)


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]


def _one_by_one(changes: Sequence[Change]) -> Change:
    return lambda blocks: reduce(lambda done, one: tuple(one(done)), changes, tuple(blocks))


def _helps(search: Search, found: Fit, change: Change) -> bool:
    """Tell whether every page is full with a change."""
    level = Setting(0, picture=found.setting.picture, is_flowing=found.setting.is_flowing)
    made = Search(fit_advice.changed(search.bench, change), level).fullest()
    return made is not None and made.is_full


def _filler(search: Search, gap: Gap) -> tuple[str, Change] | None:
    """Return what would fill the page: a block, or more words in what is there."""
    begun = gap.laid.begun(gap.page)
    own = [one for one in begun[1:] if not one.is_item and not one.is_beside]
    target = gap.mover if not gap.mover.is_item else (own[-1] if own else None)
    if target:
        way = f"put a block of about {counted(gap.lines, 'line')}, such as a quotation, before "
        return way + fit_advice.name(search, target), fit_advice.with_block(target.at, gap.lines)
    ended = [one for one in gap.laid.things if one.pages[1] == gap.page]
    if not ended or not fit_advice.is_own(search, ended[-1]):
        return None
    last = ended[-1]
    more = fit_advice.words(last, gap.lines, gap.laid)
    way = f"say about {counted(more, 'word')} more in {fit_advice.name(search, last)}"
    return way, fit_advice.lengthened(last.at, more)


@dataclass(frozen=True)
class _Ways:
    """Looks for what would mend the only page that stays too empty."""

    search: Search
    found: Fit
    gap: Gap

    def told(self) -> list[str]:
        """Return what was tried and would mend it, in an editor's words."""
        good: list[str] = []
        for way, change in self._all():
            if len(good) < MOST_WAYS and _helps(self.search, self.found, change):
                good.append(way)
        if not good:
            at, name = self.gap.mover.block, fit_advice.name(self.search, self.gap.mover)
            kind = self.search.blocks[int(at)].kind if at.isdigit() else ""
            is_kept = not kind or kind in KEPT or self.gap.mover.is_item
            if not is_kept and _helps(self.search, self.found, fit_advice.without(at)):
                good.append(f"leave out {name}")
        return good

    def _all(self) -> Iterator[tuple[str, Change]]:
        if filler := _filler(self.search, self.gap):
            yield filler
        yield from self._shorter()
        yield from self._moves()

    def _shorter(self) -> Iterator[tuple[str, Change]]:
        search, gap, first = self.search, self.gap, self.gap.first
        name = fit_advice.name(search, first)
        less = fit_advice.words(first, gap.over, gap.laid)
        has_words = less <= min(first.words * MOST_WORDS, first.words - fit_advice.LEAST_WORDS)
        if fit_advice.is_own(search, first) and has_words:
            way = f"shorten {name} by about {counted(less, 'word')}"
            yield way, fit_advice.shortened(first.at, less)
        if first.at.isdigit() and search.blocks[int(first.at)].kind == "reply-slip":
            fewer = math.ceil(gap.over * gap.laid.line / (WRITING_MM * PX_PER_MM))
            lines = search.blocks[int(first.at)].lines - fewer
            if lines >= LEAST_LINES:
                way = f"write `lines: {lines}` in {name}"
                yield way, fit_advice.with_lines(first.at, lines)

    def _moves(self) -> Iterator[tuple[str, Change]]:
        """Yield what comes later and has room on the page, the longest first."""
        mover, laid = self.gap.mover, self.gap.laid
        later = [
            one
            for one in laid.things[laid.things.index(mover) + 1 :]
            if one.side == mover.side
            and one.is_item is mover.is_item
            # What stands beside another block would part from it.
            and self._may_move(one)
        ]
        if mover.is_item:
            listed = mover.block.isdigit() and self.search.blocks[int(mover.block)].items
            later = [one for one in later if one.block == mover.block] if listed else []
        own = [one for one in later if one.height < self.gap.room]
        for one in sorted(own, key=lambda thing: -thing.height)[:MOST_MOVES]:
            name = fit_advice.name(self.search, one)
            way = f"put {name} before {fit_advice.name(self.search, mover)}"
            yield way, fit_advice.moved(one.at, mover.at)

    def _may_move(self, thing: Thing) -> bool:
        if not thing.block.isdigit():
            return False
        return self.search.blocks[int(thing.block)].kind not in KEPT


class Unfit(Exception):
    """An insert cannot be fitted.

    Args:
        problems: what to tell its editor.
    """

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(*problems)
        self.problems = tuple(problems)


def fit(bench: Bench) -> Setting:
    """Return how an insert is set so that it fills its pages.

    Raises:
        Unfit: when it is too long or too short for them, or when one of them stays empty.
    """
    search = Search(bench)
    if problems := list(fit_advice.of_bare(search)) or list(fit_advice.of_too_tall(search)):
        raise Unfit(problems)
    found = search.fullest()
    if found is None:
        raise Unfit([fit_advice.of_too_long(search)])
    # What is added to one that is too short may fill its other pages as well.
    problems = list(fit_advice.of_too_short(search, found)) or list(gap_problems(search, found))
    if problems:
        raise Unfit(problems)
    return found.setting


def values(setting: Setting) -> dict[str, Any]:
    """Return a setting as plain values, which can be kept in a file."""
    extra = [[side, at, round(space, 2)] for (side, at), space in setting.extra.items()]
    return {
        "spacing": setting.spacing,
        "limits": dict(setting.limits),
        "extra": extra,
        "turns": sorted(map(list, setting.turns)),
        "picture": setting.picture,
        "writing": round(setting.writing, 3),
        "is_flowing": setting.is_flowing,
    }
