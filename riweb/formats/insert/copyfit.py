"""Fit an insert to its pages: by its spacing, then by how many things are chosen.

The words stay whole and the letters stay as large as they are. What cannot be fitted so is for an
editor to decide, who is told by how much it is too long or too short, and what would fit.
"""

from __future__ import annotations

import math
from bisect import bisect
from collections.abc import Mapping
from typing import Any

from riweb.formats.insert.layout import SPACINGS, Bench, Laid, Setting, Thing
from riweb.plan.inserts import Block
from riweb.problems import Problem, counted, quoted

LOOSEST = len(SPACINGS) - 1

# A page counts as full when no more than this part of it is empty.
MOST_EMPTY = 0.2

# The space that may be added before one thing to fill a page, in lines.
MOST_EXTRA = 2

# Words are measured in what a line holds; what is shortened should come out below, not above.
SPARE_WORDS = 1.1

# The lines of a thing that hold its headings, which get no shorter.
HEADING = 2

# With fewer words than so many, its heading among them, a thing says nothing any more.
LEAST_WORDS = 12

# How much of the space that a page seems to have is used, from most to none.
STRETCH = (1, 0.8, 0.5, 0)

# The space before a block, in lines; at the top of a page there is none.
BETWEEN = 0.6


# The blocks whose words can be shortened for print.
WORDY = ("you-said-we-did", "get-involved", "dates", "text", "quotation", "picture")

# The blocks between whose items space may be added.
LOOSE = ("you-said-we-did",)


class Unfit(Exception):
    """An insert cannot be fitted.

    Args:
        problem: what to tell its editor.
    """

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem


def fit(bench: Bench) -> Setting:
    """Return how an insert is set so that it fills its pages.

    Raises:
        Unfit: when it is too long or too short for them.
    """
    return _Fitter(bench).setting()


def values(setting: Setting) -> dict[str, Any]:
    """Return a setting as plain values, which can be kept in a file."""
    extra = [[side, at, round(space, 2)] for (side, at), space in setting.extra.items()]
    return {"spacing": setting.spacing, "limits": dict(setting.limits), "extra": extra}


class _Fitter:
    """Fits one insert.

    Args:
        bench: lays it out.
    """

    def __init__(self, bench: Bench) -> None:
        self.bench = bench
        self.insert = bench.sides[0].insert
        self.colours = bench.screen()
        self.known: dict[tuple[int, tuple[tuple[str, int], ...]], Laid] = {}

    def setting(self) -> Setting:
        """Return the setting that fits."""
        limits = self._limits()
        # Looser lines take more room, so the search may go by halves.
        loosest = bisect(range(1, LOOSEST + 1), False, key=lambda one: not self._fits(one, limits))
        laid = self._laid(loosest, limits)
        extra = self._extra(laid)
        # Never more pages for the sake of their look.
        for part in STRETCH:
            spaces = {key: space * part for key, space in extra.items()}
            found = Setting(loosest, limits, spaces)
            stretched = self.bench.lay_out(found, self.colours)
            if [one.pages for one in stretched.things] == [one.pages for one in laid.things]:
                break
        self._refuse_empty(stretched, limits)
        return found

    def _laid(self, spacing: int, limits: Mapping[str, int]) -> Laid:
        key = (spacing, tuple(sorted(limits.items())))
        if key not in self.known:
            self.known[key] = self.bench.lay_out(Setting(spacing, limits), self.colours)
        return self.known[key]

    def _fits(self, spacing: int, limits: Mapping[str, int]) -> bool:
        laid = self._laid(spacing, limits)
        return all(number <= self.bench.share for number in laid.pages) and not any(
            thing.is_whole and thing.pages[0] != thing.pages[1] for thing in laid.things
        )

    def _limits(self) -> dict[str, int]:
        """Return how many items each block shows, so that all fit at the tightest spacing.

        Raises:
            Unfit: when nothing that may be left out makes them fit.
        """
        self._refuse_too_tall()
        if self._fits(0, {}):
            return {}
        blocks = self._with_items()
        newest = [at for at, block in blocks.items() if block.newest]

        def limited(most: int) -> dict[str, int]:
            return {at: min(most, self._count(at)) for at in newest}

        numbers = range(1, max((self._count(at) for at in newest), default=1))
        most = bisect(numbers, False, key=lambda number: not self._fits(0, limited(number)))
        if most:
            return limited(most)
        raise Unfit(self._too_long(blocks, limited(1)))

    def _with_items(self) -> dict[str, Block]:
        blocks = {str(place): block for place, block in enumerate(self.insert.sheet.blocks)}
        return {at: block for at, block in blocks.items() if self._count(at)}

    def _count(self, at: str) -> int:
        """Return how many items a block shows at most."""
        things = self._laid(0, {}).things
        return len({one.at for one in things if one.at.startswith(f"{at}.")})

    def _refuse_too_tall(self) -> None:
        """Refuse a block or an item that no page can hold."""
        laid = self._laid(0, {})
        page = min(used + free for used, free in zip(laid.used, laid.free, strict=True))
        for thing in laid.things:
            is_apart = thing.pages[0] != thing.pages[1] or thing.height > page
            if thing.is_whole and is_apart:
                lines, most = math.ceil(thing.height / laid.line), int(page / laid.line)
                raise Unfit(
                    self._problem(
                        thing.at,
                        f"This is {counted(lines, 'line')} long, and a page holds {most}.",
                        f"Shorten {self._name(thing)} by about "
                        f"{counted(self._words(thing, lines - most + 1, laid), 'word')}.",
                    )
                )

    def _too_long(self, blocks: Mapping[str, Block], least: Mapping[str, int]) -> Problem:
        """Return by how much it is too long, and what would fit.

        Args:
            least: how many items remain of the blocks that show as many as fit.
        """
        laid = self._laid(0, least)
        over = self._over(laid)
        longest = self._longest(laid)
        most = self._most_that_fit(blocks)
        fixes = []
        if most:
            at, number = most
            fixes.append(
                f"Leave out {self._count(at) - number} of {counted(self._count(at), 'item')}"
            )
        words = self._words(longest, over, laid) if longest else 0
        if longest and words <= longest.words - LEAST_WORDS:
            verb = "or shorten" if fixes else "Shorten"
            fixes.append(f"{verb} {self._name(longest)} by about {counted(words, 'word')}")
        pages = counted(self.bench.size.pages, "page")
        wrong = f"This is {counted(over, 'line')} too long for {pages}."
        fix = ", ".join(fixes) if fixes else "Leave out a block, or choose a larger size"
        return self._problem(most[0] if most else (longest.at if longest else ""), wrong, f"{fix}.")

    def _over(self, laid: Laid) -> int:
        """Return how many lines stand on pages that there are not."""
        found, start = 0.0, 0
        for number in laid.pages:
            end = start + self.bench.share
            over = sum(laid.used[end : start + number])
            # What is empty before the end would be filled first.
            between = BETWEEN * laid.line - laid.free[end - 1]
            found = max(found, over + between if over else 0)
            start += number
        return max(1, math.ceil(found / laid.line))

    def _most_that_fit(self, blocks: Mapping[str, Block]) -> tuple[str, int] | None:
        """Return the block with the most items, and how many of them would fit; None for none."""
        at = max(blocks, key=self._count, default="")
        numbers = range(1, self._count(at)) if at else range(0)
        most = bisect(numbers, False, key=lambda number: not self._fits(0, {at: number}))
        return (at, most) if most else None

    def _longest(self, laid: Laid) -> Thing | None:
        """Return the thing with the most words, of those that the insert's editor can shorten."""
        inner = {one.at.partition(".")[0] for one in laid.things if "." in one.at}
        own = [one for one in laid.things if one.at not in inner and self._is_own(one)]
        return max(own, key=lambda one: one.words, default=None)

    def _is_own(self, thing: Thing) -> bool:
        """Tell whether its words are the insert's, and not those of every publication."""
        place = thing.at.partition(".")[0]
        if not place.isdigit():
            return thing.at == "intro"
        return self.insert.sheet.blocks[int(place)].kind in WORDY

    def _words(self, thing: Thing, lines: int, laid: Laid) -> int:
        """Return about how many words of a thing fill some lines, in tens."""
        per_line = thing.words * laid.line / max(thing.height - HEADING * laid.line, laid.line)
        return max(5, math.ceil(lines * per_line * SPARE_WORDS / 5) * 5)

    def _name(self, thing: Thing) -> str:
        """Return what an editor calls a thing: its heading, or its kind."""
        for block in self.bench.sides[thing.side].blocks():
            if block.at == thing.at:
                return quoted(block.title) if block.title else f"the {block.kind}"
            for item in block.items:
                if item.at == thing.at:
                    return quoted(item.title or item.rows[0][1])
        return "the introduction"

    def _extra(self, laid: Laid) -> dict[tuple[int, str], float]:
        """Return the space to add before things, so that each page is filled to its foot."""
        found: dict[tuple[int, str], float] = {}
        for page, free in enumerate(laid.free):
            begun = [one for one in laid.things if one.pages[0] == page]
            own = [one for one in begun if self._is_loose(one)]
            # What is first on its page stays at the top.
            own = [one for one in own if one is not begun[0] and not self._is_first(one, begun)]
            if own:
                share = min((free - 1) / len(own), MOST_EXTRA * laid.line)
                found |= {(one.side, one.at): share for one in own if share > 0.5}
        return found

    def _is_loose(self, thing: Thing) -> bool:
        """Tell whether space may be added before a thing."""
        place, _, number = thing.at.partition(".")
        if not number:
            return thing.at != "intro" and not thing.is_beside
        return place.isdigit() and self.insert.sheet.blocks[int(place)].kind in LOOSE

    @staticmethod
    def _is_first(thing: Thing, begun: list[Thing]) -> bool:
        """Tell whether a thing is the first in a block that begins on the same page."""
        block, _, number = thing.at.partition(".")
        return number == "0" and any(one.at == block for one in begun)

    def _refuse_empty(self, laid: Laid, limits: Mapping[str, int]) -> None:
        """Refuse pages that stay empty."""
        share = self.bench.share
        empty = 0.0
        start = 0
        for number in laid.pages:
            last = start + number - 1
            page = laid.used[last] + laid.free[last]
            spare = laid.free[last] if laid.free[last] > MOST_EMPTY * page else 0
            empty = max(empty, spare + (share - number) * page)
            start += number
        if empty:
            lines = int(empty / laid.line)
            pages = counted(self.bench.size.pages, "page")
            wrong = f"This is {counted(lines, 'line')} too short to fill {pages}."
            fix = "Choose more items, add a block such as reply-slip, or choose a smaller size."
            next_ones = {f"{at}.{number}" for at, number in limits.items()}
            left = [one for one in self._laid(0, {}).things if one.at in next_ones]
            if left:
                over = max(1, math.ceil(left[0].height / laid.line) - lines + 1)
                name, words = self._name(left[0]), self._words(left[0], over, laid)
                wrong += f" {name} is too long for what is left."
                fix = f"Shorten {name} by about {counted(words, 'word')}, or add a block."
            raise Unfit(self._problem("", wrong, fix))

    def _problem(self, at: str, wrong: str, fix: str) -> Problem:
        place = at.split(".") if at[:1].isdigit() else []
        key = f"blocks[{place[0]}]" if place else ""
        if len(place) > 1 and self.insert.sheet.blocks[int(place[0])].items:
            key += f".items[{place[1]}]"
        return Problem(self.insert.file, self.insert.line(*place), key, wrong, fix)
