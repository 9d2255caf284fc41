"""Counts the steps that a reader takes: calls in Python, and moves of its regular expressions.

Unlike seconds, they are the same on every computer and however busy it is.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from re import _compiler, _parser  # type: ignore[attr-defined]
from typing import Any

Reader = Callable[[str], object]


def calls(read: Reader, text: str) -> int:
    """Return how many functions are called, those of the library of C among them."""
    count = 0

    def counted(frame: object, event: str, arg: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(counted)
    try:
        read(text)
    finally:
        sys.setprofile(None)
    return count


def patterns(read: Reader, text: str) -> set[re.Pattern[str]]:
    """Return the regular expressions that look at every place of a text, not at its start alone."""
    found: set[re.Pattern[str]] = set()

    def met(frame: object, event: str, arg: Any) -> None:
        owner = getattr(arg, "__self__", None) if event == "c_call" else None
        if not isinstance(owner, re.Pattern) or not isinstance(owner.pattern, str):
            return
        # Those that are made of the text itself are no longer than what they look for.
        if arg.__name__ not in ("match", "fullmatch") and owner.pattern not in text:
            found.add(owner)

    sys.setprofile(met)
    try:
        read(text)
    finally:
        sys.setprofile(None)
    return found


class Matcher:
    """Finds what a regular expression finds by the same moves as `re`, and counts them.

    Groups that are named again match anything of their length or less, which moves no less.
    """

    def __init__(self, pattern: re.Pattern[str]) -> None:
        self.flags = pattern.flags
        self.tree = list(_parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE))
        self.single: dict[int, re.Pattern[str]] = {}
        self.count = 0

    def moves(self, text: str, most: int) -> int:
        """Return how many moves it takes to find everything in a text; `most` where it is more."""
        self.count = place = 0
        while place <= len(text) and self.count < most:
            end = next(self._seq(self.tree, 0, text, place, most), None)
            place = max(place + 1, end or 0)
        return min(self.count, most)

    def _seq(self, tree: Any, number: int, text: str, at: int, most: int) -> Iterator[int]:
        if number == len(tree):
            yield at
            return
        for end in self._one(tree[number], text, at, most):
            yield from self._seq(tree, number + 1, text, end, most)

    def _one(self, node: Any, text: str, at: int, most: int) -> Iterator[int]:
        self.count += 1
        if self.count >= most:
            return
        name, value = str(node[0]), node[1]
        if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
            yield from self._repeat(name, value, text, at, most)
        elif name == "SUBPATTERN":
            yield from self._seq(value[3], 0, text, at, most)
        elif name == "BRANCH":
            for branch in value[1]:
                yield from self._seq(branch, 0, text, at, most)
        elif name == "ATOMIC_GROUP":
            yield from list(self._seq(value, 0, text, at, most))[:1]
        elif name in ("ASSERT", "ASSERT_NOT"):
            yield from self._look(name, value, text, at, most)
        elif name == "GROUPREF":
            yield at
        elif self._is(node, text, at):
            yield at if name == "AT" else at + 1

    def _look(self, name: str, value: Any, text: str, at: int, most: int) -> Iterator[int]:
        way, tree = value
        width = tree.getwidth()[0]
        start = at if way > 0 else at - width
        is_met = start >= 0 and next(self._seq(tree, 0, text, start, most), None) is not None
        if is_met == (name == "ASSERT"):
            yield at

    def _repeat(self, name: str, value: Any, text: str, at: int, most: int) -> Iterator[int]:
        least, highest, tree = value
        ends = [at]
        if len(tree) == 1 and str(tree[0][0]) in ("LITERAL", "NOT_LITERAL", "IN", "ANY"):
            while len(ends) <= highest and self._is(tree[0], text, ends[-1]):
                self.count += 1
                ends.append(ends[-1] + 1)
        else:
            # All the ways of each round are followed; a round that moves nowhere ends.
            while len(ends) <= highest:
                end = next(self._seq(tree, 0, text, ends[-1], most), None)
                if end is None or end == ends[-1]:
                    break
                ends.append(end)
        ends = ends[least:]
        if name == "POSSESSIVE_REPEAT":
            ends = ends[-1:]
        for end in ends if name == "MIN_REPEAT" else reversed(ends):
            self.count += 1
            yield end

    def _is(self, node: Any, text: str, at: int) -> bool:
        """Tell whether a single sign, or a place, is as a node says."""
        if id(node) not in self.single:
            part = _parser.SubPattern(_parser.State(), [node])
            part.state.flags = self.flags
            self.single[id(node)] = _compiler.compile(part, self.flags & ~re.UNICODE)
        return bool(self.single[id(node)].match(text, at))


def moves(pattern: re.Pattern[str], text: str, most: int = 10_000_000) -> int:
    """Return how many moves a regular expression makes to find everything in a text."""
    return Matcher(pattern).moves(text, most)
