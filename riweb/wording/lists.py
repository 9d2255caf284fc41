"""Our lists of words, in files that an officer can read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from riweb import shipped


@dataclass(frozen=True)
class Phrases:
    """A list of phrases with what is better, ready to be looked for.

    Args:
        pattern: finds any of them, the longest first.
        better: what is better, by the phrase in small letters.
        unless: finds the words in which a phrase is right, by the phrase.
        firsts: the first word of each phrase, in small letters without what follows a hyphen.
    """

    pattern: re.Pattern[str]
    better: dict[str, str]
    unless: dict[str, re.Pattern[str]]
    firsts: frozenset[str]

    def find(self, text: str, words: frozenset[str]) -> Iterator[tuple[re.Match[str], str]]:
        """Yield each phrase in a text, and what is better.

        Args:
            words: those of the text in small letters; most texts have none of the first words.
        """
        if self.firsts.isdisjoint(words):
            return
        for found in self.pattern.finditer(text):
            phrase = " ".join(found[0].lower().replace("’", "'").split())
            right = self.unless.get(phrase)
            spans = (one.span() for one in right.finditer(text)) if right else ()
            if not any(start <= found.start() < end for start, end in spans):
                yield found, self.better[phrase]


@cache
def phrases(name: str) -> Phrases:
    """Return one of our lists of phrases."""
    better: dict[str, str] = {}
    unless: dict[str, re.Pattern[str]] = {}
    for row in _rows(name):
        left, _, right = row.partition("=")
        words, _, exceptions = right.partition("|")
        for phrase in _parts(left):
            better[phrase.lower()] = words.strip()
            if exceptions:
                unless[phrase.lower()] = any_of(_parts(exceptions))
    firsts = frozenset(re.split(r"\W", phrase)[0] for phrase in better)
    return Phrases(any_of(list(better)), better, unless, firsts)


@cache
def words(name: str) -> frozenset[str]:
    """Return one of our lists of single words."""
    return frozenset(word for row in _rows(name) for word in row.split())


def any_of(found: list[str]) -> re.Pattern[str]:
    """Return a pattern that finds any of some words or phrases, whatever their capitals."""
    ordered = sorted(found, key=lambda one: (-len(one), one))
    inner = "|".join(re.escape(one).replace(r"\ ", " ").replace("'", "['’]") for one in ordered)
    return re.compile(rf"(?<![\w·’'-])(?:{inner})(?![\w·-])", re.IGNORECASE)


def _rows(name: str) -> Iterator[str]:
    path = shipped.folder() / "words" / "plain" / f"{name}.txt"
    for row in path.read_text(encoding="utf-8").splitlines():
        if row.strip() and not row.startswith("#"):
            yield row


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]
