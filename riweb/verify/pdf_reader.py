"""Read a finished PDF back through its tags, as a screen reader goes through it."""

from __future__ import annotations

import re
import sys
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from io import BytesIO
from itertools import groupby
from typing import Any

import pikepdf
from pikepdf import Array

from riweb.format_record import FileSpec, MadeFile
from riweb.verify import facts as verify_facts
from riweb.verify.expected import Manner
from riweb.verify.facts import Kind, ReadBlock, spans
from riweb.verify.halves import Half, blocks_half

# Tags that stand in a line of words; all others begin a new block.
# Source: ISO 32000-1, 14.8.4.4 (inline-level structure elements).
IN_LINE = {"Span", "Link", "Reference", "Quote", "Code", "Em", "Strong"}
KINDS: Mapping[str, Kind] = {
    **{f"H{level}": "heading" for level in range(1, 7)},
    **{"LBody": "item", "Lbl": "item", "TH": "cell", "TD": "cell"},
    **{"TOC": "contents", "TOCI": "contents", "Note": "note", "Figure": "picture"},
}

# What a font says of its signs, in hexadecimal.
PAIR = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")

# What a page says, among much else that it draws: which mark begins, which ends, which font is
# taken, and which signs are shown. All of them are in hexadecimal.
# Source: ISO 32000-1, 9.4.3 and 14.6.
OPERATORS = re.compile(
    rb"/MCID (\d+)[^>]*>>\s*BDC\b|\b(BDC|BMC|EMC)\b|(/\S+) \S+ Tf\b|(\[[^\]]*\]|<[^<>]*>)\s*T[Jj]\b"
)
SIGNS = re.compile(rb"<([0-9A-Fa-f]*)>")


def read(content: bytes) -> list[ReadBlock]:
    """Return what a PDF says by its tags, in reading order.

    What stands before its text, on the cover, has the kind `title`, and what is in its list of
    contents `contents`. The marks of notes, and the numbers before notes, are left out.

    Raises:
        ValueError: when it has no tags.
    """
    with pikepdf.open(BytesIO(content)) as pdf:
        if "/StructTreeRoot" not in pdf.Root:
            raise ValueError("The file has no tags.")
        top = pdf.Root.StructTreeRoot.K
        reading = _Reading(_Pages(pdf))
        for one in top if isinstance(top, Array) else [top]:
            reading.element(one, _Place(str(pdf.Root.get("/Lang", ""))))
        reading.close(_Place())
        return reading.blocks


@dataclass(frozen=True)
class _Place:
    """What surrounds a run of words."""

    language: str = ""
    kind: Kind = "text"
    level: int = 0
    is_text: bool = False


class _Pages:
    """The words of each page, by the numbers that tags know them by."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self.pages = {page.objgen: page for page in pdf.pages}
        self.marked: dict[Any, Mapping[int, str]] = {}
        self.fonts: dict[Any, _Words] = {}

    def words(self, page: Any, number: int) -> str:
        """Return the words that a page marks with a number; empty where it has none."""
        if page.objgen not in self.marked:
            self.marked[page.objgen] = dict(self._marked(self.pages[page.objgen]))
        return self.marked[page.objgen].get(number, "")

    def _marked(self, page: Any) -> Mapping[int, str]:
        """Return what a page shows, by the number of the mark around it.

        Raises:
            ValueError: when it shows words in another way than our PDFs do.
        """
        found: dict[int, str] = {}
        marks: list[int] = []
        font = _Words()
        fonts = page.get("/Resources", {}).get("/Font", {})
        stream = page.Contents.read_bytes()
        if b"(" in stream:
            raise ValueError("A page has words that are not written as numbers of signs.")
        for own, mark, name, signs in OPERATORS.findall(stream):
            if name:
                font = self._font(fonts[name.decode()])
            elif mark == b"EMC":
                marks.pop()
            elif own or mark:
                marks.append(int(own or -1))
            else:
                number = next((one for one in reversed(marks) if one >= 0), -1)
                found[number] = found.get(number, "") + _shown(signs, font)
        return found

    def _font(self, font: Any) -> _Words:
        """Return the words that the signs of a font stand for."""
        if font.objgen not in self.fonts:
            pairs = PAIR.findall(font.ToUnicode.read_bytes())
            self.fonts[font.objgen] = _Words(
                (int(sign, 16), bytes.fromhex(word.decode()).decode("utf-16-be"))
                for sign, word in pairs
            )
        return self.fonts[font.objgen]


class _Words(dict[int, str]):
    """The words that the signs of a font stand for; none for a sign that it does not know."""

    def __missing__(self, sign: int) -> str:
        """Return no word."""
        return ""


def _shown(shown: bytes, font: _Words) -> str:
    """Return the words of signs, with room between some of them."""
    # Each sign has two bytes, the higher one first.
    signs = array("H", bytes.fromhex(b"".join(SIGNS.findall(shown)).decode()))
    if sys.byteorder == "little":
        signs.byteswap()
    return "".join(map(font.__getitem__, signs))


@dataclass
class _Reading:
    """Goes through the tags and keeps the blocks.

    Args:
        runs: words and language of what has been read of the block that is open.
    """

    pages: _Pages
    blocks: list[ReadBlock] = field(default_factory=list)
    runs: list[tuple[str, str]] = field(default_factory=list)

    def element(self, element: Any, place: _Place) -> None:
        """Read an element and what is in it.

        Args:
            place: that of what is around it.
        """
        role = str(element.S).lstrip("/")
        if role == "Reference" and place.kind != "contents":
            return
        if role == "Lbl" and place.kind == "note":
            return
        inside = self._inside(element, role, place)
        if role == "Figure":
            self.close(place)
            self.runs.append((str(element.get("/Alt", "")), inside.language))
            self.close(inside)
            return
        is_block = role not in IN_LINE
        if is_block:
            self.close(place)
        kids = element.get("/K", [])
        for kid in kids if isinstance(kids, Array) else [kids]:
            self._kid(kid, element, inside)
        if is_block:
            self.close(inside)

    def _kid(self, kid: Any, element: Any, place: _Place) -> None:
        if isinstance(kid, int):
            self.runs.append((self.pages.words(element.Pg, kid), place.language))
        elif kid.get("/Type") == "/MCR":
            self.runs.append((self.pages.words(kid.Pg, int(kid.MCID)), place.language))
        elif kid.get("/Type") != "/OBJR":
            self.element(kid, place)

    @staticmethod
    def _inside(element: Any, role: str, place: _Place) -> _Place:
        kind = place.kind if place.kind in ("note", "contents") else KINDS.get(role, "text")
        kind = place.kind if role in (*IN_LINE, "P", "Div") and place.kind != "heading" else kind
        return replace(
            place,
            language=str(element["/Lang"]) if "/Lang" in element else place.language,
            kind=kind,
            level=int(role[1]) - 1 if re.fullmatch("H[1-6]", role) else 0,
            is_text=place.is_text or role == "Part",
        )

    def close(self, place: _Place) -> None:
        """End the block that is open, if it has words."""
        said = spans([run for run in self.runs if run[0]])
        self.runs.clear()
        if "".join(words for words, _ in said).strip():
            is_cover = not place.is_text and place.kind != "contents"
            kind = "title" if is_cover else place.kind
            self.blocks.append(ReadBlock(kind, said, place.level))


def halves(spec: FileSpec, made: Sequence[MadeFile]) -> list[Half]:
    """Return what the volumes of a print format say, against the document they were made from."""
    document = verify_facts.read(spec.document)
    # Each volume has a cover and contents of its own.
    volumes = [read(one.content) for one in made]
    said = [one for found in volumes for one in found]
    said.sort(key=lambda one: one.kind not in ("title", "contents"))
    return [blocks_half(document, said, Manner())]


def both_halves(spec: FileSpec, made: Sequence[MadeFile]) -> list[Half]:
    """Return what the file in two languages says, against both documents."""
    found = read(made[0].content)
    is_front = [one.kind in ("title", "contents") for one in found]
    groups = [
        [one for one, _ in group]
        for _, group in groupby(zip(found, is_front, strict=True), key=lambda pair: pair[1])
    ]
    halves = [[*front, *rest] for front, rest in zip(groups[::2], groups[1::2], strict=True)]
    documents = [verify_facts.read(one) for one in (spec.document, spec.second)]
    return [
        blocks_half(document, half, Manner())
        for document, half in zip(documents, halves, strict=True)
    ]
