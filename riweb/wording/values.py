"""What rules look at and what they find: passages, their blocks, and hits."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from riweb.wording import sentences
from riweb.wording.sentences import Sentence

# A sentence of prose, an item of a list, a heading, one line of words, a cell, or a name.
Kind = Literal["prose", "item", "heading", "line", "cell", "name", "footnote"]
# How formal Welsh is: rydym, or rydyn ni.
Register = Literal["", "formal", "everyday"]


@dataclass(frozen=True)
class Block:
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
    blocks: tuple[Block, ...]
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
class Known:
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
