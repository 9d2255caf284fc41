"""What a rule is, and the texts that it has to look at."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial

from riweb.wording.told import Told
from riweb.wording.values import Hit, Known, Passage

Look = Callable[[Passage, Known], Iterator[Hit]]
Among = Callable[[Told], Iterable[Passage]]


def everywhere(told: Told) -> Iterable[Passage]:
    """Return every text."""
    return told.passages


def with_any(words: Iterable[str] = (), signs: str = "") -> Among:
    """Return what chooses the texts whose own words have one of some words, or some signs.

    Args:
        words: in small letters, each a run of letters.
        signs: a pattern that finds nothing over the end of a line.
    """
    return partial(_with_any, frozenset(words), re.compile(signs) if signs else None)


def _with_any(words: frozenset[str], signs: re.Pattern[str] | None, told: Told) -> list[Passage]:
    with_signs = told.own.having(signs) if signs else ()
    return told.at({*told.with_words(words), *with_signs})


def written_with(signs: str) -> Among:
    """Return what chooses the texts that are written with some signs.

    Args:
        signs: a pattern that finds nothing over the end of a line.
    """
    return partial(_written_with, re.compile(signs))


def _written_with(signs: re.Pattern[str], told: Told) -> list[Passage]:
    return told.at(told.written.having(signs))


@dataclass(frozen=True)
class Rule:
    """One rule, as told to an officer; worker processes send it with what it has found.

    Args:
        id: its name in site.yaml and on the command line.
        what, why, source: a sentence each.
        look: finds what the rule has to say about one text.
        languages: of the texts it is for.
        is_once: whether it is told once for each plan and words, where they stand first.
        among: chooses the texts that it looks at: all but those that cannot have anything for it.
    """

    id: str
    what: str
    why: str
    source: str
    look: Look = field(repr=False)
    languages: tuple[str, ...] = ("en",)
    is_once: bool = False
    among: Among = field(default=everywhere, repr=False)

    def hits(self, told: Told) -> Iterator[tuple[Passage, Hit]]:
        """Yield what it finds in the texts of a plan, each with the text that it is in."""
        once: set[str] = set()
        for passage in self.among(told) if told.language in self.languages else ():
            for hit in self.look(passage, told.known):
                words = hit.words.lower()
                if not (self.is_once and words in once):
                    once.add(words)
                    yield passage, hit
