"""Read a finished Word document back, as a screen reader goes through it."""

from __future__ import annotations

import re
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

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
KINDS: dict[str, Kind] = {"Title": "title", "TOCHeading": "contents", "TOC1": "contents"}


def read(content: bytes) -> list[ReadBlock]:
    """Return what a document says, each note after the paragraph that has its mark."""
    with ZipFile(BytesIO(content)) as package:
        notes: dict[str, Element] = {}
        if "word/footnotes.xml" in package.namelist():
            root = etree.fromstring(package.read("word/footnotes.xml"))
            notes = {str(one.get(f"{W}id")): one for one in root}
        reader = _Reader(
            notes,
            _language(etree.fromstring(package.read("word/styles.xml"))),
            _links(package, "document") | _links(package, "footnotes"),
        )
        return list(reader.blocks(etree.fromstring(package.read("word/document.xml"))))


def _language(styles: Element) -> str:
    """Return the language of what names none."""
    found = styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    return "" if found is None else str(found.get(f"{W}val"))


def _links(package: ZipFile, name: str) -> dict[tuple[str, str], str]:
    """Return the addresses that a part leads to, by the part and their ids."""
    path = f"word/_rels/{name}.xml.rels"
    if path not in package.namelist():
        return {}
    rows = etree.fromstring(package.read(path))
    return {(name, str(one.get("Id"))): str(one.get("Target")) for one in rows}


class _Reader:
    def __init__(
        self, notes: dict[str, Element], language: str, links: dict[tuple[str, str], str]
    ) -> None:
        self.notes = notes
        self.language = language
        self.links = links

    def blocks(self, root: Element) -> Iterator[ReadBlock]:
        """Yield the blocks of the document."""
        for paragraph in root.iter(f"{W}p"):
            yield from self._paragraph(paragraph, "document", _kind(paragraph), _level(paragraph))
            for mark in paragraph.iter(f"{W}footnoteReference"):
                number = str(mark.get(f"{W}id"))
                for line in self.notes[number].iter(f"{W}p"):
                    yield from self._paragraph(line, "footnotes", "note", 0)

    def _paragraph(self, one: Element, part: str, kind: Kind, level: int) -> Iterator[ReadBlock]:
        runs = [(self._words(run), self._language_of(run)) for run in _shown(one)]
        names = (str(link.get(f"{R}id")) for link in one.iter(f"{W}hyperlink"))
        found = tuple(self.links[part, name] for name in names if (part, name) in self.links)
        said = spans([run for run in runs if run[0]])
        if "".join(words for words, _ in said).strip():
            yield ReadBlock(kind, said, level, found)
        for picture in one.iter(f"{WP}docPr"):
            yield ReadBlock("picture", ((str(picture.get("descr")), self.language),))

    def _words(self, run: Element) -> str:
        """Return the words of a run; a line that ends is a space."""
        spaces = {f"{W}br", f"{W}tab"}
        return "".join(
            (one.text or "") if one.tag == f"{W}t" else " " if one.tag in spaces else ""
            for one in run
        )

    def _language_of(self, run: Element) -> str:
        found = run.find(f"{W}rPr/{W}lang")
        return self.language if found is None else str(found.get(f"{W}val"))


def _shown(paragraph: Element) -> Iterator[Element]:
    """Yield the runs of a paragraph but the numbers of notes, which are counted and not said."""
    is_number = False
    for run in paragraph.iter(f"{W}r"):
        is_number = is_number or "NOTEREF" in (run.findtext(f"{W}instrText") or "")
        if not is_number:
            yield run
        if run.find(f"{W}fldChar[@{W}fldCharType='end']") is not None:
            is_number = False


def _style(paragraph: Element) -> str:
    found = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if found is None else str(found.get(f"{W}val"))


def _level(paragraph: Element) -> int:
    found = re.fullmatch(r"Heading(\d)", _style(paragraph))
    return int(found[1]) if found else 0


def _kind(paragraph: Element) -> Kind:
    if _level(paragraph):
        return "heading"
    if paragraph.find(f"{W}pPr/{W}numPr") is not None:
        return "item"
    if next(paragraph.iterancestors(f"{W}tc"), None) is not None:
        return "cell"
    return KINDS.get(_style(paragraph), "text")


def halves(spec: FileSpec, made: Sequence[MadeFile]) -> list[Half]:
    """Return what the files say, against the document they were made from."""
    document = verify_facts.read(spec.document)
    return [blocks_half(document, read(made[0].content), Manner(numbers=False), True)]
