"""The contents of an e-book: the list that is read, and what reading programmes show beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath
from typing import Any
from uuid import UUID

from lxml.builder import ElementMaker
from lxml.html import HtmlElement

from riweb.formats.epub.xhtml import (
    CONTENTS,
    LANGUAGE,
    TITLE_PAGE,
    TYPE,
    BookSection,
    make,
    strict,
    told,
    written,
)

COVER = "cover.xhtml"


def toc(tree: HtmlElement, sections: Sequence[BookSection]) -> Any:
    """Return the document's list of contents.

    What stands inside a section is listed for reading programmes, and not shown on the page, which
    has the list as the document has it.
    """
    old = next(one for one in tree.iter("nav") if one.get("class") == "contents")
    files = {one.source.get("id"): one for one in sections}
    entries = make.ol()
    for link in old.iter("a"):
        section = files[link.get("href", "").removeprefix("#")]
        new = strict(link)
        new.set("href", section.file)
        item = make.li(new)
        if inner := _inside(section):
            item.append(make.ol(*inner, hidden="hidden"))
        entries.append(item)
    made = make.nav(strict(next(old.iter("h2"))), entries)
    made.attrib.update({"id": "contents", "class": "contents", "role": "doc-toc", TYPE: "toc"})
    return made


def _inside(section: BookSection) -> list[Any]:
    """Return entries for the headings below a section's own that have an address."""
    found = []
    for heading in section.source.iter("h3"):
        around = heading.getparent()
        card = around.get("id") if around is not None and around.tag == "article" else None
        if name := heading.get("id") or card:
            link = make.a(told(heading), href=f"{section.file}#{name}")
            found.append(make.li(link))
    return found


def landmarks(first: str, say: Callable[[str], str]) -> Any:
    """Return the places that reading programmes lead to by themselves.

    Args:
        first: the file in which the plan begins.
    """
    places = (
        ("cover", COVER, say("Cover")),
        ("titlepage", TITLE_PAGE, say("Title page")),
        ("toc", f"{CONTENTS}#contents", say("Contents")),
        ("bodymatter", first, say("Start of the plan")),
    )
    entries = make.ol()
    for kind, file, words in places:
        link = make.a(words, href=file)
        link.set(TYPE, kind)
        entries.append(make.li(link))
    made = make.nav(make.h2(say("Places in this book")), entries, hidden="hidden")
    made.set(TYPE, "landmarks")
    return made


OPF = "http://www.idpf.org/2007/opf"
DC = "http://purl.org/dc/elements/1.1/"
CONTAINER = "urn:oasis:names:tc:opendocument:xmlns:container"
PACKAGE = "EPUB/package.opf"

# Source: EPUB Accessibility 1.1, 3.5: these very words.
CONFORMS = "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"

# Source: Schema.org Accessibility Properties for Discoverability Vocabulary, 2024.
FEATURES = (
    "alternativeText",
    "displayTransformability",
    "readingOrder",
    "structuralNavigation",
    "tableOfContents",
    "unlocked",
)

# Source: EPUB 3.3, 3.2 Core media types. Those of plain text are no part of what is read.
TYPES = {
    ".xhtml": "application/xhtml+xml",
    ".css": "text/css",
    ".ttf": "font/ttf",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".svg": "image/svg+xml",
    ".txt": "text/plain",
}

# What reading programmes must know of some files.
PROPERTIES = {"nav.xhtml": "nav", "cover.png": "cover-image"}


@dataclass(frozen=True)
class BookFacts:
    """What is known of a book.

    Args:
        organisation: whose plan it is.
        changed: the day of this version.
        has_pictures: True where pictures say something, besides the cover.
    """

    identifier: UUID
    title: str
    organisation: str
    publisher: str
    summary: str
    language: str
    changed: date
    has_pictures: bool


def container() -> bytes:
    """Return the file that says where the package document is."""
    make = ElementMaker(namespace=CONTAINER, nsmap={None: CONTAINER})
    place = {"full-path": PACKAGE, "media-type": "application/oebps-package+xml"}
    return written(make.container(make.rootfiles(make.rootfile(place)), version="1.0"))


def package(
    facts: BookFacts, files: Iterable[str], spine: Iterable[str], say: Callable[[str], str]
) -> bytes:
    """Return the package document.

    Args:
        files: every file of the book, from the folder of the package document.
        spine: those that are read, in order.
    """
    make: Any = ElementMaker(namespace=OPF, nsmap={None: OPF, "dc": DC})
    ids = {name: f"file-{place}" for place, name in enumerate(files, 1)}
    root = make.package(
        make.metadata(*_dublin(facts), *_meta(make, facts, say)),
        make.manifest(*(_item(make, name, ids[name]) for name in ids)),
        make.spine(*(make.itemref(idref=ids[name]) for name in spine)),
    )
    root.attrib.update({"version": "3.0", "unique-identifier": "book", LANGUAGE: facts.language})
    return written(root)


def _dublin(facts: BookFacts) -> Iterator[Any]:
    make: Any = ElementMaker(namespace=DC, nsmap={"dc": DC})
    yield make.identifier(facts.identifier.urn, id="book")
    yield make.title(facts.title)
    yield make.language(facts.language)
    yield make.creator(facts.organisation)
    yield make.publisher(facts.publisher)
    if facts.summary:
        yield make.description(facts.summary)


def _meta(make: Any, facts: BookFacts, say: Callable[[str], str]) -> Iterator[Any]:
    modes = ("textual", "visual") if facts.has_pictures else ("textual",)
    summary = say(
        "The text of this e-book flows to fit any screen and any size of letters. "
        "It has a list of contents with links, headings in order, notes with links both ways, "
        "and words for each picture. Nothing in it flashes, moves or makes a sound."
    )
    for name, value in (
        ("dcterms:modified", f"{facts.changed.isoformat()}T00:00:00Z"),
        *(("schema:accessMode", mode) for mode in modes),
        ("schema:accessModeSufficient", "textual"),
        *(("schema:accessibilityFeature", feature) for feature in FEATURES),
        ("schema:accessibilityHazard", "none"),
        ("schema:accessibilitySummary", summary),
        ("dcterms:conformsTo", CONFORMS),
        ("a11y:certifiedBy", facts.publisher),
    ):
        yield make.meta(value, property=name)


def _item(make: Any, name: str, id_: str) -> Any:
    type_ = TYPES[PurePosixPath(name).suffix.lower()]
    item = make.item({"id": id_, "href": name, "media-type": type_})
    if name in PROPERTIES:
        item.set("properties", PROPERTIES[name])
    return item
