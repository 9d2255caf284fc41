"""All texts of a plan in one language, and which of them have a word or a sign.

Most rules need a word or a sign that few texts have. It is sought here once in all texts together.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from riweb.wording import masks
from riweb.wording.values import Known, Passage


class Joined:
    """Texts in one, a line or more each."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.text = "\n".join(texts)
        # Where each begins but the first, and where one more would.
        self._nexts = list(accumulate(len(one) + 1 for one in texts))

    def having(self, pattern: re.Pattern[str]) -> Iterator[int]:
        """Yield the place of each text in which a pattern, of one line, finds something."""
        end = 0
        for found in pattern.finditer(self.text):
            if found.start() >= end:
                place = bisect_right(self._nexts, found.start())
                end = self._nexts[place]
                yield place


@dataclass(frozen=True)
class Told:
    """The texts of a plan, or of the site itself, in one language.

    Args:
        language: of all of them.
        known: what the plan explains or has agreed to.
    """

    language: str
    passages: tuple[Passage, ...]
    known: Known

    @cached_property
    def own(self) -> Joined:
        """The writer's own words of each text."""
        return Joined([one.own for one in self.passages])

    @cached_property
    def written(self) -> Joined:
        """Each text as it is written."""
        return Joined([one.raw for one in self.passages])

    @cached_property
    def words(self) -> Mapping[str, list[int]]:
        """The writer's own words, in small letters, and the places of the texts with each.

        A place is there as often as the word is in the text.
        """
        found: dict[str, list[int]] = defaultdict(list)
        for place, one in enumerate(self.passages):
            for word in masks.LETTERS.findall(one.own.lower()):
                found[word].append(place)
        return found

    def with_words(self, words: Iterable[str]) -> set[int]:
        """Return the places of the texts that have any of some words in small letters."""
        return {place for word in words if word in self.words for place in self.words[word]}

    def at(self, places: Iterable[int]) -> list[Passage]:
        """Return the texts at some places, in their order."""
        return [self.passages[place] for place in sorted(set(places))]
