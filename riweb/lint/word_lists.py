"""Our lists of phrases, in files that an officer can read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from riweb import resources
from riweb.lint.rule import Told
from riweb.lint.sentences import LETTERS


@dataclass(frozen=True)
class PhraseList:
    """A list of phrases with what is better, ready to be looked for.

    Args:
        better: what is better, by the phrase in small letters.
        unless: the words in which a phrase is right, by the phrase.
        words: those of each phrase.
    """

    better: dict[str, str]
    unless: dict[str, list[str]]
    words: dict[str, frozenset[str]]

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """What finds any of them, the longest first."""
        return any_of(self.better)

    def places(self, told: Told) -> Iterator[int]:
        """Yield the place of each text that has any of them, perhaps as a part of other words."""
        index = told.words
        for phrase, words in self.words.items():
            if words <= index.keys():
                rarest = min(words, key=lambda word: len(index[word]))
                for place in index[rarest]:
                    if phrase in _small(told.passages[place].own):
                        yield place

    def find(self, text: str) -> Iterator[tuple[re.Match[str], str]]:
        """Yield each of them in a text, and what is better."""
        for found in self.pattern.finditer(text):
            phrase = " ".join(_small(found[0]).split())
            unless = self.unless.get(phrase)
            spans = [one.span() for one in any_of(unless).finditer(text)] if unless else ()
            if not any(start <= found.start() < end for start, end in spans):
                yield found, self.better[phrase]


@cache
def phrases(name: str) -> PhraseList:
    """Return one of our lists of phrases."""
    better: dict[str, str] = {}
    unless: dict[str, list[str]] = {}
    for row in resources.word_rows(name):
        left, _, right = row.partition("=")
        words, _, exceptions = right.partition("|")
        for phrase in _parts(left):
            better[phrase.lower()] = words.strip()
            if exceptions:
                unless[phrase.lower()] = _parts(exceptions)
    words_of = {phrase: frozenset(LETTERS.findall(phrase)) for phrase in better}
    return PhraseList(better, unless, words_of)


def _small(text: str) -> str:
    return text.lower().replace("’", "'")


def any_of(found: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern that finds any of some words or phrases, whatever their capitals."""
    ordered = sorted(found, key=lambda one: (-len(one), one))
    inner = "|".join(re.escape(one).replace(r"\ ", " ").replace("'", "['’]") for one in ordered)
    return re.compile(rf"(?<![\w·’'-])(?:{inner})(?![\w·-])", re.IGNORECASE)


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]
