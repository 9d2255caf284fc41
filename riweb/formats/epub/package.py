"""The package document: what an e-book is, which files it has, and in which order they are read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath
from typing import Any
from uuid import UUID

from lxml.builder import ElementMaker

from riweb.formats.epub.xhtml import LANGUAGE, written

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
class Facts:
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
    facts: Facts, files: Iterable[str], spine: Iterable[str], say: Callable[[str], str]
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


def _dublin(facts: Facts) -> Iterator[Any]:
    make: Any = ElementMaker(namespace=DC, nsmap={"dc": DC})
    yield make.identifier(facts.identifier.urn, id="book")
    yield make.title(facts.title)
    yield make.language(facts.language)
    yield make.creator(facts.organisation)
    yield make.publisher(facts.publisher)
    if facts.summary:
        yield make.description(facts.summary)


def _meta(make: Any, facts: Facts, say: Callable[[str], str]) -> Iterator[Any]:
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
