"""What a rule is, the texts that it looks at, and what it finds."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from itertools import accumulate
from typing import Literal

from riweb.lint import sentences
from riweb.lint.sentences import Sentence

# A sentence of prose, an item of a list, a heading, one line of words, a cell, or a name.
Kind = Literal["prose", "item", "heading", "line", "cell", "name", "footnote"]

# How formal Welsh is: rydym, or rydyn ni.
Register = Literal["", "formal", "everyday"]


# What a rule says that is for texts in any language.
EVERY_LANGUAGE: tuple[str, ...] = ()


@dataclass(frozen=True)
class TextBlock:
    """A paragraph, a heading, an item of a list or a cell of a table.

    Args:
        text: as a reader reads it, without marks of Markdown.
        own: the same, with a dot for each letter of what others have said or named.
        links: the words of each link in it.
    """

    kind: Kind
    text: str
    own: str
    links: tuple[str, ...] = ()

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Its sentences."""
        return tuple(sentences.split(self.text, self.own))


@dataclass(frozen=True)
class Passage:
    """One text of the content in one language, with the place it is from.

    Args:
        plan: the id of the plan; empty for the site itself.
        chapter: the title of the chapter it is from, or empty.
        field: the name of its field, such as `about`.
        raw: as it is written, with its Markdown.
        quoted: whether its words are those of residents or of somebody else.
        is_translation: whether it is from a catalogue.
    """

    plan: str
    language: str
    chapter: str
    file: str
    line: int
    key: str
    field: str
    raw: str
    blocks: tuple[TextBlock, ...]
    quoted: bool = False
    is_translation: bool = False

    @cached_property
    def own(self) -> str:
        """The words that are the writer's own, a line for each block; empty where it is quoted."""
        return "" if self.quoted else "\n".join([block.own for block in self.blocks])

    @property
    def in_notes(self) -> bool:
        """Whether it is a note on what an editor has repaired."""
        return "editor_notes" in self.key


@dataclass(frozen=True)
class KnownWords:
    """What a plan explains or has agreed to, so that no advice is given on it.

    Args:
        abbreviations: those that are explained somewhere.
        words: names and terms in small letters, which are spelt right.
        published: e-mail addresses and numbers that people have agreed to show.
        offices: addresses, postcodes and words of offices.
        register: that of most of its Welsh, where it has two.
    """

    abbreviations: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    published: frozenset[str] = frozenset()
    offices: frozenset[str] = frozenset()
    register: Register = ""


@dataclass(frozen=True)
class Hit:
    """Words that a rule has something to say about.

    Args:
        words: as they stand in the text; the place is looked for by them.
        wrong, fix: what is the matter, and what to write instead.
        near: the text of the sentence they are in.
    """

    words: str
    wrong: str
    fix: str
    near: str = ""


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
    known: KnownWords

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
            for word in sentences.LETTERS.findall(one.own.lower()):
                found[word].append(place)
        return found

    def with_words(self, words: Iterable[str]) -> set[int]:
        """Return the places of the texts that have any of some words in small letters."""
        return {place for word in words if word in self.words for place in self.words[word]}

    def at(self, places: Iterable[int]) -> list[Passage]:
        """Return the texts at some places, in their order."""
        return [self.passages[place] for place in sorted(set(places))]


Look = Callable[[Passage, KnownWords], Iterator[Hit]]
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
        languages: of the texts it is for; EVERY_LANGUAGE for all.
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

    def _is_for(self, language: str) -> bool:
        return self.languages == EVERY_LANGUAGE or language in self.languages

    def hits(self, told: Told) -> Iterator[tuple[Passage, Hit]]:
        """Yield what it finds in the texts of a plan, each with the text that it is in."""
        once: set[str] = set()
        for passage in self.among(told) if self._is_for(told.language) else ():
            for hit in self.look(passage, told.known):
                words = hit.words.lower()
                if not (self.is_once and words in once):
                    once.add(words)
                    yield passage, hit
