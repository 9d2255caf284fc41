"""Read a finished OpenDocument text back, in the order of its text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO
from zipfile import ZipFile

from lxml import etree
from lxml.etree import _Element as Element

from riweb.format_record import FileSpec, MadeFile
from riweb.verify import facts as verify_facts
from riweb.verify.expected import Manner
from riweb.verify.facts import Kind, ReadBlock, spans
from riweb.verify.halves import Half, blocks_half

OASIS = "{urn:oasis:names:tc:opendocument:xmlns:"
OFFICE, TEXT, TABLE = f"{OASIS}office:1.0}}", f"{OASIS}text:1.0}}", f"{OASIS}table:1.0}}"
STYLE, FO = f"{OASIS}style:1.0}}", f"{OASIS}xsl-fo-compatible:1.0}}"
SVG = f"{OASIS}svg-compatible:1.0}}"
HREF = "{http://www.w3.org/1999/xlink}href"
OWN_LINE = (f"{TEXT}p", f"{TEXT}h")
SPACES = (f"{TEXT}line-break", f"{TEXT}tab", f"{TEXT}s")

# What is counted and not said: numbers of notes and of pages.
COUNTED = (f"{TEXT}note-ref", f"{TEXT}bookmark-ref", f"{TEXT}page-number")

# What says of itself what it is, and is not read out.
UNREAD = (f"{TEXT}table-of-content-source", f"{TABLE}title", f"{TABLE}desc")


def read(content: bytes) -> list[ReadBlock]:
    """Return what a document says, each note after the paragraph that has its mark."""
    with ZipFile(BytesIO(content)) as package:
        text = etree.fromstring(package.read("content.xml"))
        styles = etree.fromstring(package.read("styles.xml"))
    body = text.find(f"{OFFICE}body/{OFFICE}text")
    assert body is not None
    default = styles.find(
        f"{OFFICE}styles/{STYLE}default-style[@{STYLE}family='paragraph']/{STYLE}text-properties"
    )
    usual = "" if default is None else _named(default)
    return list(
        _Reader([*styles.iter(f"{STYLE}style"), *text.iter(f"{STYLE}style")], usual).of(body)
    )


def _named(look: Element) -> str:
    """Return the language that a style names; empty where it names none."""
    language, country = (str(look.get(f"{FO}{one}", "")) for one in ("language", "country"))
    return f"{language}-{country}" if language else ""


class _Reader:
    """Reads elements.

    Args:
        styles: of all kinds.
        usual: the language of what names none.
    """

    def __init__(self, styles: Sequence[Element], usual: str) -> None:
        self.usual = usual
        self.parents = {
            str(one.get(f"{STYLE}name")): str(one.get(f"{STYLE}parent-style-name", ""))
            for one in styles
        }
        self.languages = {
            str(one.get(f"{STYLE}name")): found
            for one in styles
            for look in one.iter(f"{STYLE}text-properties")
            if (found := _named(look))
        }

    def of(self, element: Element, kind: Kind = "text") -> Iterator[ReadBlock]:
        """Yield the blocks below an element."""
        for one in element.iterchildren("*"):
            if one.tag in OWN_LINE:
                yield from self._line(one, kind)
            elif one.tag not in UNREAD:
                yield from self.of(one, _kind(one, kind))

    def _line(self, line: Element, kind: Kind) -> Iterator[ReadBlock]:
        notes: list[Element] = []
        pictures: list[Element] = []
        runs = [run for run in self._runs(line, self.usual, notes, pictures) if run[0]]
        level = int(str(line.get(f"{TEXT}outline-level", "0")))
        if self._is(line, "Title"):
            kind = "title"
        links = tuple(
            str(one.get(HREF))
            for one in line.iter(f"{TEXT}a")
            if not str(one.get(HREF)).startswith("#")
            and not any(note in one.iterancestors() for note in notes)
        )
        said = spans(runs)
        if "".join(words for words, _ in said).strip():
            yield ReadBlock("heading" if level else kind, said, level, links)
        for one in pictures:
            yield ReadBlock("picture", ((str(one.text or ""), self.usual),))
        for note in notes:
            yield from self.of(note, "note")

    def _is(self, line: Element, name: str) -> bool:
        """Tell whether a line has a style, or one that stands on it."""
        own = str(line.get(f"{TEXT}style-name", ""))
        while own and own != name:
            own = self.parents.get(own, "")
        return own == name

    def _runs(
        self, element: Element, language: str, notes: list[Element], pictures: list[Element]
    ) -> Iterator[tuple[str, str]]:
        """Yield words with their language, and gather what stands beside them."""
        yield element.text or "", language
        for one in element.iterchildren("*"):
            if one.tag == f"{TEXT}note":
                notes += one.iterchildren(f"{TEXT}note-body")
            elif one.tag in SPACES:
                yield " ", language
            elif one.find(f"{SVG}desc") is not None:
                pictures += one.iterchildren(f"{SVG}desc")
            elif one.tag not in COUNTED:
                name = str(one.get(f"{TEXT}style-name", ""))
                own = self.languages.get(name, language)
                yield from self._runs(one, own, notes, pictures)
            yield one.tail or "", language


def _kind(element: Element, around: Kind) -> Kind:
    kinds: dict[str, Kind] = {
        f"{TEXT}table-of-content": "contents",
        f"{TEXT}list-item": "item",
        f"{TABLE}table-cell": "cell",
    }
    return kinds.get(element.tag, around)


def halves(spec: FileSpec, made: Sequence[MadeFile]) -> list[Half]:
    """Return what the file says, against the document it was made from."""
    document = verify_facts.read(spec.document)
    return [blocks_half(document, read(made[0].content), Manner(numbers=False), True)]
