"""What the linear document is made of once it is one paragraph after the other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

# A break within a paragraph, while its words are gathered: a line feed of HTML is but a space.
BREAK = "\N{LINE SEPARATOR}"
SPACE = re.compile(r"[ \t\r\n\f]+")

Role = Literal[
    "organisation",
    "title",
    "fact",
    "draft",
    "offer",
    "contents",
    "entry",
    "heading",
    "text",
    "quote",
    "pair",
    "label",
    "item",
    "more",
    "row",
    "caption",
]
Mark = Literal["", "bullet", "number"]


@dataclass(frozen=True)
class Run:
    """Words that are alike in everything.

    Args:
        text: with single spaces; a line feed is a break within the paragraph.
        link: where the words lead: an address, or # and an id of this document.
        note: the number of the note whose mark stands here; the text is then empty.
    """

    text: str
    language: str
    is_strong: bool = False
    is_label: bool = False
    link: str = ""
    note: int = 0


@dataclass(frozen=True)
class Paragraph:
    """A paragraph, a heading, an item of a list, or a label with its value.

    Args:
        role: `fact` is a line of the cover; `label` stands above the list that is its value;
            `more` goes on below an item; `row` is the title of what was a row of a table.
        level: of a heading, 1 to 6; of an item and what goes on below it, 0 for the outermost list.
        ids: what links to this place name.
        group: one number for all paragraphs of one list, with the lists inside it; 0 for none.
        series: one number for all items of one list, without those of the lists inside it.
        mark: what the format puts before an item; empty where its words begin with its number.
        number: of an item of a numbered list.
    """

    role: Role
    runs: tuple[Run, ...]
    level: int = 0
    ids: tuple[str, ...] = ()
    group: int = 0
    series: int = 0
    mark: Mark = ""
    number: int = 0

    @property
    def text(self) -> str:
        """The words without marks of notes."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True)
class Table:
    """A table whose first row holds the headings of its columns.

    Args:
        caption: empty where it has none.
    """

    rows: tuple[tuple[tuple[Run, ...], ...], ...]
    caption: tuple[Run, ...] = ()


@dataclass(frozen=True)
class Picture:
    """A picture, by the name of its file, and what it shows in words."""

    file: str
    words: str
    language: str


@dataclass(frozen=True)
class Note:
    """What a mark in the text leads to; numbered through the whole document."""

    number: int
    paragraphs: tuple[Paragraph, ...]


Block = Paragraph | Table | Picture | Note


def joined(runs: Sequence[Run]) -> tuple[Run, ...]:
    """Return runs with single spaces and none at either end, those that are alike as one."""
    found: list[Run] = []
    is_open = True
    for run in runs:
        text = "\n" if run.text == BREAK else SPACE.sub(" ", run.text)
        text = text.removeprefix(" ") if is_open else text
        if not text and not run.note:
            continue
        is_open = text.endswith((" ", "\n"))
        if text == "\n" and found:
            found[-1] = replace(found[-1], text=found[-1].text.rstrip())
        if found and not run.note and replace(found[-1], text="") == replace(run, text=""):
            found[-1] = replace(found[-1], text=found[-1].text + text)
        else:
            found.append(replace(run, text=text))
    while found and not found[-1].note and not found[-1].text.rstrip():
        found.pop()
    if found:
        found[-1] = replace(found[-1], text=found[-1].text.rstrip())
    return tuple(found)
