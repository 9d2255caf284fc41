"""What a file should say against what it says: what is missing, twice or not in its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from riweb.format_record import Difference

# What all formats keep of a text: letters, digits, and the signs that have a meaning of their own.
# Stops, hyphens, quotation marks and spaces are set otherwise in each.
NOT_KEPT = re.compile(r"[^\w%&@£€$+=<>°§]|_")

# How many letters make a place in a file certain, how few can be chance, and how many items and
# letters on it is looked for first.
SURE = 40
SHORT = 6
NEAR = 5_000
FEW = 60


def letters(text: str) -> str:
    """Return what all formats keep of a text."""
    return NOT_KEPT.sub("", text).casefold()


@dataclass(frozen=True)
class FactItem:
    """A fact, or a sentence of one.

    Args:
        fact: its words, as they are quoted.
        letters: what is looked for.
        languages: that of each letter, by its first letter, such as e; a dot where it has none.
            Empty where that is not known.
    """

    fact: str
    letters: str
    languages: str = ""


@dataclass(frozen=True)
class Alternatives:
    """A table, which a format may say in one of several ways.

    Args:
        ways: each the items of one way.
    """

    ways: tuple[tuple[FactItem, ...], ...]


def compare(
    wanted: Sequence[FactItem | Alternatives],
    found: str,
    extras: frozenset[str],
    languages: str = "",
) -> list[Difference]:
    """Return where letters say other things than the items in order, each once.

    Args:
        extras: the letters of what a format may say besides, anywhere.
        languages: that of each letter that was found; empty where a format does not tell.
    """
    walk = _Walk(_chosen(wanted, found), found, frozenset(filter(None, extras)))
    walk.go()
    return [*walk.differences(), *walk.foreign(languages)]


def languages(spans: Iterable[tuple[str, str]]) -> str:
    """Return the language of each letter of some words, by its first letter; a dot for none."""
    return "".join((language or ".")[0] * len(letters(words)) for words, language in spans)


def lacking(wanted: Sequence[FactItem | Alternatives], found: str) -> list[FactItem]:
    """Return the items that some letters lack, wherever they stand."""
    return [one for one in _chosen(wanted, found) if one.letters not in found]


def _chosen(wanted: Sequence[FactItem | Alternatives], found: str) -> list[FactItem]:
    """Return the items, of each table in the way that the file has."""
    made: list[FactItem] = []
    for one in wanted:
        if isinstance(one, FactItem):
            made.append(one)
            continue
        has = (way for way in one.ways if "".join(item.letters for item in way) in found)
        made += next(has, one.ways[0])
    return [one for one in made if one.letters]


class _Walk:
    """Goes through a file and the items side by side.

    Args:
        gaps: where they part: the items that do not follow, and the letters that stand there.
        places: the items that follow, and where.
    """

    def __init__(self, items: list[FactItem], found: str, extras: frozenset[str]) -> None:
        self.items = items
        self.found = found
        self.extras = extras
        self.gaps: list[tuple[list[FactItem], str]] = []
        self.places: list[tuple[FactItem, int]] = []

    def go(self) -> None:
        """Find the gaps."""
        at, place = 0, 0
        while at < len(self.items):
            sought = self.items[at].letters
            besides = len(self._extra_at(place))
            # What is said besides may begin as a short fact does.
            if len(sought) < SHORT or self.found.startswith(sought, place + besides):
                place += besides
            if self.found.startswith(sought, place):
                self.places.append((self.items[at], place))
                at, place = at + 1, place + len(sought)
                continue
            then, further = self._next(at, place)
            self.gaps.append((self.items[at:then], self.found[place:further]))
            at, place = then, further
        if place < len(self.found):
            self.gaps.append(([], self.found[place:]))

    def _extra_at(self, place: int) -> str:
        """Return what a file says besides at a place; or empty."""
        here = (one for one in self.extras if self.found.startswith(one, place))
        return max(here, key=len, default="")

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
            if extra and not is_made_of(extra, self.extras):
                yield from self._more(extra)

    def foreign(self, found: str) -> Iterator[Difference]:
        """Yield the facts whose words the file has in another language than they are in."""
        for item, place in self.places if found else ():
            own = found[place : place + len(item.letters)]
            if any(
                one not in (other, ".") for one, other in zip(item.languages, own, strict=False)
            ):
                yield Difference("language", item.fact)

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


def is_made_of(text: str, parts: frozenset[str]) -> bool:
    """Tell whether a text is nothing but some of the parts, one after the other."""
    while text:
        part = max((one for one in parts if text.startswith(one)), key=len, default="")
        if not part:
            return False
        text = text[len(part) :]
    return True


def _length(item: FactItem) -> int:
    return -len(item.letters)
