"""What a reader meets on the pages of a PDF: its letters, lines and bookmarks."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pikepdf
import pypdfium2
import pypdfium2.raw as raw


@dataclass(frozen=True)
class Letter:
    """One drawn letter.

    Args:
        size_pt: its type size as drawn, in points.
        left, right, foot: its edges in points, from the left and the lower edge of the page.
    """

    text: str
    size_pt: float
    left: float
    right: float
    foot: float


@dataclass(frozen=True)
class Line:
    """The letters that stand on one line of a page, from left to right.

    Args:
        page: counted from 1.
    """

    page: int
    letters: tuple[Letter, ...]

    @property
    def text(self) -> str:
        return "".join(letter.text for letter in self.letters).strip()

    @property
    def left(self) -> float:
        return min(letter.left for letter in self.letters)

    @property
    def right(self) -> float:
        return max(letter.right for letter in self.letters if letter.text.strip())

    @property
    def foot(self) -> float:
        return self.letters[0].foot

    @property
    def size_pt(self) -> float:
        return max(letter.size_pt for letter in self.letters)


@dataclass(frozen=True)
class Bookmark:
    """An entry of the outline.

    Args:
        page: the page it leads to, counted from 1.
        level: 1 for the outermost.
    """

    title: str
    page: int
    level: int


class Read:
    """A finished PDF as its readers meet it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.document = pypdfium2.PdfDocument(path)

    def __repr__(self) -> str:
        return self.path.name

    @property
    def pages(self) -> int:
        return len(self.document)

    def letters(self, page: int) -> Iterator[Letter]:
        """Yield every letter of a page (counted from 1), in the order of drawing."""
        text = self.document[page - 1].get_textpage()
        matrix = raw.FS_MATRIX()
        for place in range(text.count_chars()):
            letter = chr(raw.FPDFText_GetUnicode(text.raw, place))
            if letter in "\r\n" or raw.FPDFText_IsGenerated(text.raw, place) == 1:
                continue
            raw.FPDFText_GetMatrix(text.raw, place, ctypes.byref(matrix))
            scale = math.hypot(matrix.c, matrix.d)
            size = raw.FPDFText_GetFontSize(text.raw, place) * scale
            left, _, right, _ = text.get_charbox(place, loose=True)
            yield Letter(letter, size, left, right, matrix.f)

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """Every line of every page, from the top."""
        found: list[Line] = []
        for page in range(1, self.pages + 1):
            rows: dict[int, list[Letter]] = {}
            for letter in self.letters(page):
                rows.setdefault(round(letter.foot), []).append(letter)
            for _, row in sorted(rows.items(), reverse=True):
                if any(letter.text.strip() for letter in row):
                    found.append(Line(page, tuple(sorted(row, key=lambda one: one.left))))
        return tuple(found)

    @cached_property
    def bookmarks(self) -> tuple[Bookmark, ...]:
        return tuple(
            Bookmark(one.get_title(), (one.get_dest().get_index() or 0) + 1, one.level + 1)
            for one in self.document.get_toc()
        )

    @cached_property
    def fonts(self) -> set[str]:
        """The names of all fonts, without the six letters that mark a subset."""
        with pikepdf.open(self.path) as pdf:
            return {
                str(one.BaseFont).rpartition("+")[2].lstrip("/")
                for one in pdf.objects
                if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/Font"
            }

    def colours(self) -> set[tuple[int, int, int]]:
        """Return the colour of every text, as red, green and blue of 0 to 255."""
        found = set()
        for page in self.document:
            for one in page.get_objects(max_depth=4):
                if one.type == raw.FPDF_PAGEOBJ_TEXT:
                    parts = [ctypes.c_uint() for _ in range(4)]
                    raw.FPDFPageObj_GetFillColor(one.raw, *map(ctypes.byref, parts))
                    found.add(tuple(part.value for part in parts[:3]))
        return found

    def text(self, page: int) -> str:
        return "\n".join(line.text for line in self.lines if line.page == page)
