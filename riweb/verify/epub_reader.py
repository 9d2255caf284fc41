"""Finished e-books, read back from the file alone as a reading programme goes through them."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from urllib.parse import unquote
from zipfile import ZipFile

from lxml import etree

from riweb.format_record import FileSpec, MadeFile
from riweb.verify import facts as verify_facts
from riweb.verify.expected import Manner
from riweb.verify.facts import ReadBlock
from riweb.verify.halves import Half, blocks_half

XHTML = "{http://www.w3.org/1999/xhtml}"
TYPE = "{http://www.idpf.org/2007/ops}type"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
CONTAINER = "{urn:oasis:names:tc:opendocument:xmlns:container}"
OPF = "{http://www.idpf.org/2007/opf}"

# Elements that stand in a line of text; all others begin a new block.
# Source: HTML, 3.2.5.2.5 Phrasing content.
IN_LINE = {
    f"{XHTML}{name}"
    for name in (
        *("a", "abbr", "b", "bdi", "bdo", "br", "cite", "code", "data", "del", "dfn", "em", "i"),
        *("ins", "kbd", "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time"),
        *("u", "var", "wbr"),
    )
}


@dataclass(frozen=True)
class BookRun:
    """Words in one language."""

    words: str
    language: str


@dataclass(frozen=True)
class BookBlock:
    """A paragraph, heading, item or cell; or a picture, with the words that stand for it.

    Args:
        tag: the element that holds it, such as `h2`; `img` for a picture.
    """

    tag: str
    runs: tuple[BookRun, ...]

    @property
    def words(self) -> str:
        """All words of the block, with single spaces."""
        return " ".join("".join(run.words for run in self.runs).split())


@dataclass(frozen=True)
class BookPart:
    """One file of the book, as it is read.

    Args:
        kind: what the book calls it, such as `cover`, `titlepage`, `toc` or `chapter`.
        name: the id of its first element, which the linear document calls the section by.
    """

    file: str
    kind: str
    name: str
    blocks: tuple[BookBlock, ...]


def read(content: bytes) -> tuple[BookPart, ...]:
    """Return the parts of a book in reading order, without what is hidden."""
    with ZipFile(BytesIO(content)) as book:
        return tuple(_part(name, book.read(name)) for name in _spine(book))


def words(content: bytes) -> list[str]:
    """Return the words of each block in reading order, without the picture on the cover."""
    return [one.words for part in read(content) if part.kind != "cover" for one in part.blocks]


def _spine(book: ZipFile) -> Iterator[str]:
    """Yield the names of the files that are read, in order."""
    container = etree.fromstring(book.read("META-INF/container.xml"))
    place = next(container.iter(f"{CONTAINER}rootfile")).get("full-path", "")
    package = etree.fromstring(book.read(place))
    files = {item.get("id"): item.get("href", "") for item in package.iter(f"{OPF}item")}
    for entry in package.iter(f"{OPF}itemref"):
        href = unquote(files[entry.get("idref")])
        yield posixpath.normpath(posixpath.join(posixpath.dirname(place), href))


def _part(file: str, content: bytes) -> BookPart:
    root = etree.fromstring(content)
    body = next(root.iter(f"{XHTML}body"))
    first = body[0]
    reading = _Reading()
    reading.element(body, root.get(LANGUAGE, ""))
    reading.close("body")
    return BookPart(file, first.get(TYPE, ""), first.get("id", ""), tuple(reading.blocks))


@dataclass
class _Reading:
    """Goes through a file and keeps its blocks.

    Args:
        runs: words and language of what has been read of the block that is open.
    """

    blocks: list[BookBlock] = field(default_factory=list)
    runs: list[tuple[str, str]] = field(default_factory=list)

    def element(self, element: Any, language: str) -> None:
        """Read an element and what is in it.

        Args:
            language: that of what is around it.
        """
        if not isinstance(element.tag, str) or _is_hidden(element):
            return
        language = element.get(LANGUAGE, language)
        name, around = etree.QName(element).localname, element.getparent()
        outside = etree.QName(around).localname
        is_block = element.tag not in IN_LINE
        if is_block:
            self.close(outside)
        if name == "img":
            self.runs.append((element.get("alt", ""), language))
        self.runs.append((" " if name == "br" else element.text or "", language))
        for child in element:
            self.element(child, language)
            self.runs.append((child.tail or "", language))
        if is_block:
            self.close(name)

    def close(self, tag: str) -> None:
        """End the block that is open, if it has words."""
        kept: list[BookRun] = []
        for words, language in self.runs:
            if kept and (kept[-1].language == language or not words.strip()):
                kept[-1] = BookRun(kept[-1].words + words, kept[-1].language)
            elif words:
                kept.append(BookRun(words, language))
        self.runs.clear()
        if any(run.words.strip() for run in kept):
            self.blocks.append(BookBlock(tag, tuple(run for run in kept if run.words.strip())))


def _is_hidden(element: Any) -> bool:
    return element.get("hidden") is not None or element.get("aria-hidden") == "true"


def halves(spec: FileSpec, made: Sequence[MadeFile]) -> list[Half]:
    """Return what the e-book say, against the document they were made from."""
    found = []
    for part in read(made[0].content):
        is_front = part.kind in ("cover", "titlepage", "toc")
        for one in part.blocks:
            spans = tuple((run.words, run.language) for run in one.runs)
            found.append(ReadBlock("title" if is_front else "text", spans))
    manner = Manner(numbers=False, marks="plain")
    return [blocks_half(verify_facts.read(spec.document), found, manner)]
