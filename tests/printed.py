"""What is in a PDF for a press: its inks, its fonts, its marks, and where its words stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pypdfium2

PT_PER_MM = 72 / 25.4

Colour = tuple[float, ...]


@dataclass(frozen=True)
class Drawn:
    """Something that is drawn.

    Args:
        kind: `text`, `fill` or `line`.
        colour: its inks: four parts from 0 to 1, or one of black; None where it is of a screen.
    """

    kind: str
    colour: Colour | None


TEXT = {"Tj", "TJ", "'", '"'}
FILL = {"f", "F", "f*", "B", "B*", "b", "b*"}
LINE = {"S", "s", "B", "B*", "b", "b*"}


def drawn(pdf: pikepdf.Pdf) -> Iterator[Drawn]:
    """Yield everything that the pages of a PDF draw, with its colour."""
    for page in pdf.pages:
        yield from _drawn(page.obj, page.obj.Resources)


def _drawn(holder: pikepdf.Object, resources: pikepdf.Object) -> Iterator[Drawn]:
    fill: Colour | None = (1,)
    line: Colour | None = (1,)
    spaces = {"fill": "/DeviceGray", "line": "/DeviceGray"}
    kept: list[tuple[Colour | None, Colour | None, dict[str, str]]] = []
    for operands, operator in pikepdf.parse_content_stream(holder):
        name = str(operator)
        if name == "q":
            kept.append((fill, line, dict(spaces)))
        elif name == "Q":
            fill, line, spaces = kept.pop()
        elif name in ("k", "K", "g", "G", "rg", "RG", "sc", "scn", "SC", "SCN", "cs", "CS"):
            which = "line" if name[0].isupper() else "fill"
            if name.lower() == "cs":
                spaces[which] = str(operands[0])
                continue
            if spaces[which] == "/Pattern":
                pattern = resources.Pattern[str(operands[-1])]
                # What it is made of is told apart from what it fills.
                yield from _pattern(pattern)
                colour = (0,)
            else:
                colour = _colour(name.lower(), operands, spaces[which])
            fill, line = (fill, colour) if which == "line" else (colour, line)
        elif name in TEXT:
            yield Drawn("text", fill)
        elif name == "Do":
            yield from _thing(resources.XObject[str(operands[0])])
        else:
            if name in FILL:
                yield Drawn("fill", fill)
            if name in LINE:
                yield Drawn("line", line)


def _colour(name: str, operands: pikepdf.Object, space: str) -> Colour | None:
    parts = tuple(round(float(one), 3) for one in operands)
    if name == "g" or (name.startswith("sc") and space == "/DeviceGray"):
        return (round(1 - parts[0], 3),)
    is_inks = name == "k" or (name.startswith("sc") and space == "/DeviceCMYK")
    return parts if is_inks else None


def _pattern(pattern: pikepdf.Object) -> Iterator[Drawn]:
    if pattern.PatternType == 1:
        yield from _drawn(pattern, pattern.Resources)
    else:
        space = str(pattern.Shading.ColorSpace)
        number = {"/DeviceCMYK": 4, "/DeviceGray": 1}.get(space)
        yield Drawn("fill", (0,) * number if number else None)


def _thing(thing: pikepdf.Object) -> Iterator[Drawn]:
    if thing.Subtype == pikepdf.Name.Form:
        yield from _drawn(thing, thing.Resources)


def images(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    """Return every picture of a PDF."""
    streams = (one for one in pdf.objects if isinstance(one, pikepdf.Stream))
    return [one for one in streams if one.get("/Subtype") == pikepdf.Name.Image]


def fonts(pdf: pikepdf.Pdf) -> list[tuple[str, bool]]:
    """Return the name of every font of a PDF, and whether it is in the file."""
    found = []
    for one in pdf.objects:
        if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == pikepdf.Name.FontDescriptor:
            files = ("/FontFile", "/FontFile2", "/FontFile3")
            found.append((str(one.FontName), any(name in one for name in files)))
    return found


def box_mm(page: pikepdf.Page, name: str) -> list[float]:
    """Return a box of a page in millimetres: left, low, right, high."""
    return [float(one) / PT_PER_MM for one in page.obj[name]]


def marks_mm(page: pikepdf.Page) -> list[tuple[float, float, float, float]]:
    """Return the lines that a page itself draws around its sheet, in millimetres."""
    found, at = [], (0.0, 0.0)
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) == "m":
            at = (float(operands[0]), float(operands[1]))
        elif str(operator) == "l":
            to = (float(operands[0]), float(operands[1]))
            found.append(tuple(one / PT_PER_MM for one in (*at, *to)))
    return found


def letters_mm(path: Path) -> list[list[tuple[float, float, float, float]]]:
    """Return, for each page, the box of every letter in millimetres: left, low, right, high."""
    document = pypdfium2.PdfDocument(path)
    pages = []
    for page in document:
        text = page.get_textpage()
        boxes = [
            tuple(one / PT_PER_MM for one in text.get_charbox(place))
            for place in range(text.count_chars())
            if text.get_text_range(place, 1).strip()
        ]
        pages.append(boxes)
    document.close()
    return pages


def words(path: Path) -> str:
    """Return what a PDF says, without the white space, in the order in which it is drawn."""
    document = pypdfium2.PdfDocument(path)
    said = "".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    # Bullets are drawn last, and are no words.
    return "".join(said.replace("￾", "-").replace("•", "").split())


def sizes_pt(path: Path) -> list[set[float]]:
    """Return the sizes of the letters of each page of a PDF for readers, in points."""
    found = []
    document = pypdfium2.PdfDocument(path)
    for page in document:
        text = page.get_textpage()
        places = range(text.count_chars())
        letters = [place for place in places if text.get_text_range(place, 1).strip(" \r\n•")]
        # The engine draws in CSS pixels, four to three points.
        raw = (pypdfium2.raw.FPDFText_GetFontSize(text, place) for place in letters)
        found.append({round(size * 0.75, 1) for size in raw})
    document.close()
    return found


def lines_and_overlaps(path: Path) -> tuple[list[str], list[str]]:
    """Return the lines of words of a PDF, and every letter that lies on a picture."""
    lines, overlaps = [], []
    with pypdfium2.PdfDocument(path) as document:
        for page in document:
            text = page.get_textpage()
            boxes = [text.get_rect(place) for place in range(text.count_rects())]
            lines += [text.get_text_bounded(*box).strip() for box in boxes]
            images = page.get_objects([pypdfium2.raw.FPDF_PAGEOBJ_IMAGE])
            pictures = [one.get_bounds() for one in images]
            for place in range(text.count_chars()):
                left, low, right, high = text.get_charbox(place)
                overlaps += [
                    text.get_text_range(place, 1)
                    for start, base, end, top in pictures
                    if left < end and right > start and low < top and high > base
                ]
    return lines, overlaps
