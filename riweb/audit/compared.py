"""What a file should say against what it says: what is missing, twice or not in its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

# What all formats keep of a text: letters, digits, and the signs that have a meaning of their own.
# Stops, hyphens, quotation marks and spaces are set otherwise in each.
NOT_KEPT = re.compile(r"[^\w%&@£€$+=<>°§]|_")
# How many letters make a place in a file certain, and how far on it is looked for.
SURE = 40
NEAR = 5_000
FEW = 60

Fault = Literal["missing", "doubled", "displaced", "added"]


def letters(text: str) -> str:
    """Return what all formats keep of a text."""
    return NOT_KEPT.sub("", text).casefold()


@dataclass(frozen=True)
class Item:
    """A fact, or a sentence of one.

    Args:
        fact: its words, as they are quoted.
        letters: what is looked for.
    """

    fact: str
    letters: str


@dataclass(frozen=True)
class Choice:
    """A table, which a format may say in one of several ways.

    Args:
        ways: each the items of one way.
    """

    ways: tuple[tuple[Item, ...], ...]


@dataclass(frozen=True)
class Difference:
    """What is wrong with one fact.

    Args:
        fact: its words; of what was added, its letters.
    """

    fault: Fault
    fact: str


def compare(
    wanted: Sequence[Item | Choice], found: str, is_extra: Callable[[str], bool]
) -> list[Difference]:
    """Return where letters say other things than the items in order, each once.

    Args:
        is_extra: tells whether a format may say some letters besides.
    """
    walk = _Walk(_chosen(wanted, found), found, is_extra)
    walk.go()
    return list(walk.differences())


def _chosen(wanted: Sequence[Item | Choice], found: str) -> list[Item]:
    """Return the items, of each table in the way that the file has."""
    made: list[Item] = []
    for one in wanted:
        if isinstance(one, Item):
            made.append(one)
            continue
        has = (way for way in one.ways if "".join(item.letters for item in way) in found)
        made += next(has, one.ways[0])
    return [one for one in made if one.letters]


class _Walk:
    """Goes through a file and the items side by side.

    Args:
        gaps: where they part: the items that do not follow, and the letters that stand there.
    """

    def __init__(self, items: list[Item], found: str, is_extra: Callable[[str], bool]) -> None:
        self.items = items
        self.found = found
        self.is_extra = is_extra
        self.gaps: list[tuple[list[Item], str]] = []

    def go(self) -> None:
        """Find the gaps."""
        at, place = 0, 0
        while at < len(self.items):
            sought = self.items[at].letters
            if self.found.startswith(sought, place):
                at, place = at + 1, place + len(sought)
                continue
            then, further = self._next(at, place)
            self.gaps.append((self.items[at:then], self.found[place:further]))
            at, place = then, further
        if place < len(self.found):
            self.gaps.append(([], self.found[place:]))

    def _next(self, at: int, place: int) -> tuple[int, int]:
        """Return the nearest item and place where both go on together, or both ends."""
        for few, near in ((FEW, NEAR), (len(self.items), len(self.found))):
            best: tuple[int, int, int] | None = None
            passed = 0
            for then in range(at, min(at + few, len(self.items))):
                if best and passed >= best[0]:
                    break
                further = self._place_of(then, place, place + near)
                if further >= 0 and (best is None or further - place + passed < best[0]):
                    best = further - place + passed, then, further
                passed += len(self.items[then].letters)
            if best:
                return best[1:]
        return len(self.items), len(self.found)

    def _place_of(self, then: int, place: int, end: int) -> int:
        """Return where an item follows in the file; -1 where that is not certain."""
        sought = ""
        for one in self.items[then:]:
            sought += one.letters
            if len(sought) >= SURE:
                break
        further = self.found.find(sought, place, end)
        own = self.items[then].letters
        if further < 0 and len(own) >= SURE // 2:
            return self.found.find(own, place, end)
        return further

    def differences(self) -> Iterator[Difference]:
        """Yield what the gaps mean."""
        extras = [extra for _, extra in self.gaps]
        for items, own in self.gaps:
            is_changed = False
            for item in items:
                where = next((n for n, one in enumerate(extras) if item.letters in one), None)
                if where is None:
                    is_changed = True
                    yield Difference("missing", item.fact)
                    continue
                extras[where] = extras[where].replace(item.letters, "", 1)
                yield Difference("displaced", item.fact)
            if is_changed and own in extras:
                # What is left of a fact that reads differently.
                extras[extras.index(own)] = ""
        for extra in extras:
            if extra and not self.is_extra(extra):
                yield from self._more(extra)

    def _more(self, extra: str) -> Iterator[Difference]:
        """Yield the facts that are there once more; or the letters, where they are of none."""
        known = sorted({one for one in self.items if len(one.letters) > 3}, key=_length)
        twice = []
        for one in known:
            if one.letters in extra:
                extra = extra.replace(one.letters, "", 1)
                twice.append(one)
        if twice:
            yield from (Difference("doubled", one.fact) for one in twice)
        else:
            yield Difference("added", extra)


def _length(item: Item) -> int:
    return -len(item.letters)
