"""The linear document as headings, paragraphs and items, each a row of words in one language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any

from riweb.document import Document, volumes
from riweb.languages import interface

# What stands for a raised number until it is said in a braille code.
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")

# What a screen never shows: soft hyphens, joiners and marks of direction.
UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufe0e\ufe0f\ufeff]")
HEADINGS = {"h2": "MAIN", "h3": "MINOR", "h4": "SMALL", "h5": "SMALL", "h6": "SMALL"}
LISTS = ("ul", "ol", "dl")
BOXES = ("p", "div", "section", "article", "blockquote", "figure", "img", *LISTS, *HEADINGS)


class BlockKind(Enum):
    """What a block is to a reader, and so where it stands on the line."""

    CENTRED = "centred"
    MAIN = "main heading"
    MINOR = "minor heading"
    SMALL = "small heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"

    @property
    def is_heading(self) -> bool:
        """Tell whether text has to follow it on its page."""
        return self in (BlockKind.MAIN, BlockKind.MINOR, BlockKind.SMALL)


@dataclass(frozen=True)
class BrailleRun:
    """A stretch of text that is marked in one way.

    Args:
        language: such as `en`.
        mark: `strong`, `em` or empty.
    """

    text: str
    language: str
    mark: str = ""


@dataclass(frozen=True)
class BrailleBlock:
    """A heading, a paragraph, or an item of a list.

    Args:
        level: how far in an item is, from 0.
        opens: True for the first item of a list that is in no other.
        is_label: True for an item that only says what the items after it are.
    """

    kind: BlockKind
    runs: tuple[BrailleRun, ...]
    level: int = 0
    opens: bool = False
    is_label: bool = False

    @property
    def text(self) -> str:
        """Its words."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True)
class BrailleDocument:
    """A whole plan.

    Args:
        title: the plan's.
        cover: who it is by, for when, in which format: lines that stand by themselves.
        about: what the cover says below, such as how to ask for another format.
    """

    language: str
    title: BrailleBlock
    cover: tuple[BrailleBlock, ...]
    about: tuple[BrailleBlock, ...]
    body: tuple[BrailleBlock, ...]


def read(document: Document) -> BrailleDocument:
    """Return a linear document as blocks. Tables become items, one row after the other."""
    tree = volumes.as_cards(document, 0).root
    reader = _Reader(document.language)
    cover: Any = next(tree.iter("header"))
    lines, about, title = list[BrailleBlock](), list[BrailleBlock](), None
    for child in cover:
        if child.tag == "h1":
            title = reader.block(BlockKind.CENTRED, child)
        elif child.tag == "p":
            lines.append(reader.block(BlockKind.CENTRED, child))
        else:
            about += reader.blocks(child)
    if title is None:
        raise ValueError("the document has no title")
    main: Any = next(tree.iter("main"))
    return BrailleDocument(
        reader.language, title, tuple(lines), tuple(about), tuple(reader.blocks(main))
    )


class _Reader:
    """Walks through a document in one language."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.say = interface(language).gettext

    def blocks(self, box: Any, level: int = 0) -> Iterator[BrailleBlock]:
        """Yield what a box holds, in order."""
        for child in box:
            if child.tag in HEADINGS:
                yield self._heading(child)
            elif child.tag in LISTS:
                yield from _opened(self._list(child, level))
            elif child.tag == "img":
                yield self._picture(child)
            elif _is_row(child):
                row = self._row(child, level)
                yield from row if _is_row(child.getprevious()) else _opened(row)
            elif child.tag == "p" or not _boxes(child):
                yield from filter(_has_words, [self.block(BlockKind.PARAGRAPH, child)])
            else:
                yield from self.blocks(child, level)

    def block(
        self, kind: BlockKind, element: Any, level: int = 0, before: str = ""
    ) -> BrailleBlock:
        """Return the words of an element as one block.

        Args:
            before: what stands ahead of its words, such as the number of an item.
        """
        return self._made(kind, self._runs(element), level, before)

    def _made(
        self, kind: BlockKind, runs: Iterable[BrailleRun], level: int, before: str
    ) -> BrailleBlock:
        first = [BrailleRun(before, self.language)] if before else []
        return BrailleBlock(kind, _emphasised(_tidy([*first, *runs])), level)

    def _heading(self, heading: Any) -> BrailleBlock:
        made = self.block(BlockKind[HEADINGS[heading.tag]], heading)
        return replace(made, runs=tuple(replace(run, mark="") for run in made.runs))

    def _picture(self, picture: Any) -> BrailleBlock:
        words = self.say("Picture: %(words)s") % {"words": picture.get("alt")}
        return BrailleBlock(BlockKind.PARAGRAPH, (BrailleRun(words, self.language),))

    def _list(self, box: Any, level: int) -> Iterator[BrailleBlock]:
        number = int(box.get("start", "1"))
        for place, child in enumerate(box.iterchildren("li", "div"), number):
            if child.tag == "li":
                yield from self._item(child, level, f"{place}. " if box.tag == "ol" else "")
            else:
                yield from self._pair(child, level)

    def _item(self, item: Any, level: int, before: str) -> Iterator[BrailleBlock]:
        """Yield an item: its own words, then each paragraph and list inside, further in."""
        is_first = True
        for part in _parts(item):
            inner = level if is_first else level + 1
            if isinstance(part, list):
                runs = [*self._runs_of(part)]
            elif part.tag in LISTS:
                yield from self._list(part, level + 1)
                continue
            else:
                runs = [*self._runs(part)]
            if any(run.text.strip() for run in runs):
                yield self._made(BlockKind.ITEM, runs, inner, before)
                is_first, before = False, ""

    def _pair(self, pair: Any, level: int) -> Iterator[BrailleBlock]:
        """Yield a label and its value: on one line, or the value's parts below the label."""
        label, value = pair.find("dt"), pair.find("dd")
        if not _boxes(value):
            runs = (*self._runs(label), BrailleRun(" ", self.language), *self._runs(value))
            yield BrailleBlock(BlockKind.ITEM, _emphasised(_tidy(runs)), level)
            return
        yield replace(self.block(BlockKind.ITEM, label, level), is_label=True)
        for child in value:
            if child.tag in LISTS:
                yield from self._list(child, level + 1)
            else:
                yield self.block(BlockKind.ITEM, child, level + 1)

    def _row(self, row: Any, level: int) -> Iterator[BrailleBlock]:
        """Yield a row of a table: its title, and its cells further in."""
        for child in row:
            if child.tag == "dl":
                yield from self._list(child, level + 1)
            else:
                yield self.block(BlockKind.ITEM, child, level)

    def _runs(self, element: Any, language: str = "", mark: str = "") -> Iterator[BrailleRun]:
        """Yield the text of an element as it is marked."""
        language = element.get("lang") or language or self.language
        mark = element.tag if element.tag in ("strong", "em") else mark
        if element.get("class") == "footnote-backref" or element.get("aria-hidden"):
            return
        words = {"br": " ", "img": element.get("alt")}.get(element.tag, element.text) or ""
        is_note = element.get("class") == "footnote-ref"
        yield BrailleRun(words.translate(RAISED) if is_note else words, language, mark)
        for child in element:
            yield from self._runs(child, language, mark)
            yield BrailleRun(child.tail or "", language, mark)

    def _runs_of(self, parts: Sequence[Any]) -> Iterator[BrailleRun]:
        for part in parts:
            yield from (
                [BrailleRun(part, self.language)] if isinstance(part, str) else self._runs(part)
            )


def _opened(items: Iterator[BrailleBlock]) -> Iterator[BrailleBlock]:
    for place, item in enumerate(items):
        yield item if place else replace(item, opens=True)


def _is_row(element: Any) -> bool:
    return element is not None and "row" in element.get("class", "").split()


def _boxes(element: Any) -> bool:
    return any(child.tag in BOXES for child in element)


def _has_words(block: BrailleBlock) -> bool:
    return bool(block.text.strip())


def _parts(item: Any) -> Iterator[Any]:
    """Yield the words between boxes, each a list of texts and elements, and the boxes."""
    words: list[Any] = [item.text or ""]
    for child in item:
        if child.tag in BOXES:
            yield words
            yield child
            words = [child.tail or ""]
        else:
            words += [child, child.tail or ""]
    yield words


def _tidy(runs: Sequence[BrailleRun]) -> tuple[BrailleRun, ...]:
    """Return runs with one space between words, none at either end, and like ones joined."""
    found: list[BrailleRun] = []
    for run in runs:
        text = re.sub(r"\s+", " ", UNSEEN.sub("", run.text))
        if not found or found[-1].text.endswith(" "):
            text = text.removeprefix(" ")
        if found and text and (found[-1].language, found[-1].mark) == (run.language, run.mark):
            found[-1] = replace(found[-1], text=found[-1].text + text)
        elif text:
            found.append(replace(run, text=text))
    if found:
        found[-1] = replace(found[-1], text=found[-1].text.rstrip(" "))
    return tuple(run for run in found if run.text)


def _emphasised(runs: tuple[BrailleRun, ...]) -> tuple[BrailleRun, ...]:
    """Return runs without the marks of labels, which stand first or end in a colon."""
    found, is_first = list[BrailleRun](), True
    for run in runs:
        is_label = is_first or run.text.rstrip().endswith(":")
        is_first = is_first and (bool(run.mark) or not re.search(r"\w", run.text))
        found.append(replace(run, mark="") if is_label else run)
    return tuple(found)
