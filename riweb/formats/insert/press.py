"""All files of one insert: for the printer, for the office printer, and for everybody."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf
from PIL import Image, ImageDraw

from riweb.formats import pixels
from riweb.formats.insert import inks, separation
from riweb.formats.insert.bench import Bench, Setting
from riweb.formats.insert.measure import BLEED_MM, SAFE_MM, Size
from riweb.formats.pdf import own_sheets


@dataclass(frozen=True)
class Placed:
    """A page on a sheet.

    Args:
        page: its number, from 1.
        left_mm: from the left edge of the trimmed sheet.
        has_left: whether its left edge is that of the sheet, so that its colour bleeds there.
        has_right: the same of its right edge.
    """

    page: int
    left_mm: float
    width_mm: float
    has_left: bool
    has_right: bool


@dataclass(frozen=True)
class ImposedSheet:
    """One side of a sheet of paper as it is printed.

    Args:
        folds_mm: where it is folded, from the left edge.
    """

    width_mm: float
    height_mm: float
    pages: tuple[Placed, ...]

    @property
    def folds_mm(self) -> tuple[float, ...]:
        """Where it is folded, from its left edge."""
        return tuple(one.left_mm for one in self.pages[1:])


def sheets(size: Size) -> tuple[ImposedSheet, ...]:
    """Return what the printer gets: single pages, or the two sides of a flat sheet."""
    sides = size.flat or tuple((page,) for page in range(1, size.pages + 1))
    return tuple(_sheet(size, pages) for pages in sides)


def booklet(size: Size) -> tuple[ImposedSheet, ...]:
    """Return the sides of the sheets of a booklet, front and back in turn."""
    return tuple(_sheet(size, pages) for pages in pairs(size.pages))


def pairs(pages: int) -> Iterator[tuple[int, int]]:
    """Yield the two pages on each side of the sheets that are folded once and put together.

    The first is the outer side of the outermost sheet. Each sheet turns over its short edge.

    Raises:
        ValueError: for a number of pages that is not a multiple of 4.
    """
    if pages % 4 or pages < 4:
        raise ValueError(f"A booklet has a multiple of 4 pages, not {pages}.")
    for sheet in range(pages // 4):
        first, last = 1 + 2 * sheet, pages - 2 * sheet
        yield last, first
        yield first + 1, last - 1


def _sheet(size: Size, pages: tuple[int, ...]) -> ImposedSheet:
    placed, left = [], 0.0
    for place, page in enumerate(pages):
        width = size.width_of(page)
        placed.append(Placed(page, left, width, place == 0, place == len(pages) - 1))
        left += width
    return ImposedSheet(left, size.height, tuple(placed))


PT_PER_MM = 72 / 25.4

# Around the trimmed sheet there is room for marks, which begin outside the bleed.
SLUG_MM, MARK_FROM_MM, MARK_TO_MM = 10.0, 4.0, 9.0
MARK_PT = 0.25


@dataclass(frozen=True)
class Condition:
    """The printing condition that a printer names.

    Args:
        profile: the file of its ICC profile.
        name: such as FOGRA51.
    """

    profile: Path
    name: str


@dataclass(frozen=True)
class PrintWork:
    """What is said of a file for the printer.

    Args:
        day: when what it says was so; the file itself has no day of its own.
        is_black: whether it is printed in black alone, by an office printer, which cuts nothing.
        condition: None where the printer has named none; nothing is claimed then.
    """

    title: str
    day: date
    is_black: bool = False
    condition: Condition | None = None

    @property
    def slug_mm(self) -> float:
        """The room around the trimmed sheet, for bleed and marks."""
        return 0 if self.is_black else SLUG_MM


def print_file(pages: bytes, sheets: tuple[ImposedSheet, ...], work: PrintWork) -> bytes:
    """Return sheets of paper as a PDF for a press.

    Args:
        pages: a PDF of single pages with their bleed, in reading order.
    """
    with Pdf.open(BytesIO(pages)) as source, Pdf.new() as made:
        separation.in_inks(source, work.is_black)
        forms = [made.copy_foreign(_form(source, page)) for page in source.pages]
        for sheet in sheets:
            _add(made, sheet, forms, work.slug_mm)
        _describe(made, work)
        kept = BytesIO()
        made.save(kept, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
        return kept.getvalue()


def _form(source: Pdf, page: pikepdf.Page) -> pikepdf.Object:
    form = source.make_indirect(page.as_form_xobject())
    # The engine names the trim there, and what bleeds is meant as well.
    form.BBox = page.MediaBox
    return form


def _add(made: Pdf, sheet: ImposedSheet, forms: list[pikepdf.Object], slug: float) -> None:
    """Add one side of a sheet with its pages, and with bleed and marks where there is room."""
    width, height = sheet.width_mm, sheet.height_mm
    page = made.add_blank_page(page_size=(_pt(width + 2 * slug), _pt(height + 2 * slug)))
    page.obj.TrimBox = _box(slug, slug, width, height)
    bleed = BLEED_MM if slug else 0
    start = slug - bleed
    page.obj.BleedBox = _box(start, start, width + 2 * bleed, height + 2 * bleed)
    names, drawn = Dictionary(), []
    for number, placed in enumerate(sheet.pages):
        name = f"/P{number}"
        names[name] = forms[placed.page - 1]
        drawn.append(_placed(placed, name, height, slug))
    page.obj.Resources = Dictionary(XObject=names)
    if slug:
        drawn.append(f"q {MARK_PT} w 0 0 0 1 K {' '.join(_marks(sheet))} Q")
    page.obj.Contents = made.make_stream("\n".join(drawn).encode())


def _placed(placed: Placed, name: str, height: float, slug: float) -> str:
    """Return the drawing of one page, with its bleed where its edge is that of the sheet."""
    left = slug + placed.left_mm
    start = left - (BLEED_MM if placed.has_left else 0)
    end = left + placed.width_mm + (BLEED_MM if placed.has_right else 0)
    low, high = slug - BLEED_MM, height + 2 * BLEED_MM
    clip = f"{_pt(start):.4f} {_pt(low):.4f} {_pt(end - start):.4f} {_pt(high):.4f} re W n"
    return f"q {clip} 1 0 0 1 {_pt(left):.4f} {_pt(slug):.4f} cm {name} Do Q"


def _marks(sheet: ImposedSheet) -> Iterator[str]:
    """Yield the lines at the corners, and at folds; they stay outside the bleed."""
    right, top = SLUG_MM + sheet.width_mm, SLUG_MM + sheet.height_mm
    for x in (SLUG_MM, *(SLUG_MM + fold for fold in sheet.folds_mm), right):
        yield _line(x, SLUG_MM - MARK_TO_MM, x, SLUG_MM - MARK_FROM_MM)
        yield _line(x, top + MARK_FROM_MM, x, top + MARK_TO_MM)
    for y in (SLUG_MM, top):
        yield _line(SLUG_MM - MARK_TO_MM, y, SLUG_MM - MARK_FROM_MM, y)
        yield _line(right + MARK_FROM_MM, y, right + MARK_TO_MM, y)


def _line(x: float, y: float, to_x: float, to_y: float) -> str:
    return f"{_pt(x):.4f} {_pt(y):.4f} m {_pt(to_x):.4f} {_pt(to_y):.4f} l S"


def _describe(made: Pdf, work: PrintWork) -> None:
    """Write what the file is; PDF/X-4 only where there is a printing condition for it."""
    day = f"{work.day:%Y-%m-%d}T00:00:00Z"
    with made.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as meta:
        meta["dc:title"] = work.title
        meta["xmp:CreateDate"] = meta["xmp:ModifyDate"] = meta["xmp:MetadataDate"] = day
        meta["pdf:Trapped"] = "False"
        if work.condition:
            meta.register_xml_namespace("http://www.npes.org/pdfx/ns/id/", "pdfxid")
            meta["pdfxid:GTS_PDFXVersion"] = "PDF/X-4"
            meta["xmpMM:DocumentID"] = meta["xmpMM:VersionID"] = f"riweb:{work.title}"
            meta["xmpMM:RenditionClass"] = "default"
    stamp = f"D:{work.day:%Y%m%d}000000Z"
    made.docinfo["/Title"] = work.title
    made.docinfo["/CreationDate"] = made.docinfo["/ModDate"] = stamp
    made.docinfo["/Trapped"] = Name("/False")
    if work.condition:
        made.docinfo["/GTS_PDFXVersion"] = "PDF/X-4"
        made.Root.OutputIntents = Array([_intent(made, work.condition)])


def _intent(made: Pdf, condition: Condition) -> Dictionary:
    profile = made.make_stream(condition.profile.read_bytes(), N=4)
    return Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFX,
        OutputConditionIdentifier=condition.name,
        Info=condition.name,
        RegistryName="http://www.color.org",
        DestOutputProfile=profile,
    )


def _box(left: float, low: float, width: float, height: float) -> Array:
    return Array([round(_pt(one), 4) for one in (left, low, left + width, low + height)])


def _pt(mm: float) -> float:
    return mm * PT_PER_MM


# Sharp enough to read every word on a screen.
DPI = 96
GAP = 12
GROUND, TRIM, SAFE, FOLD = "#777777", "#c00000", "#007a33", "#0050c8"


def picture(file: bytes, sheets: tuple[ImposedSheet, ...]) -> bytes:
    """Return all sheets of a file for the printer beside each other, as PNG.

    A red line shows where the paper is cut, a blue one where it is folded. What has to be read
    stays inside the green lines.
    """
    shown = [
        _lined(page, sheet) for page, sheet in zip(pixels.of_pages(file, DPI), sheets, strict=True)
    ]
    width = sum(one.width + GAP for one in shown) + GAP
    made = Image.new("RGB", (width, max(one.height for one in shown) + 2 * GAP), GROUND)
    left = GAP
    for one in shown:
        made.paste(one, (left, GAP))
        left += one.width + GAP
    kept = BytesIO()
    made.quantize(128, dither=Image.Dither.NONE).save(kept, "PNG", optimize=True)
    return kept.getvalue()


def _lined(image: Image.Image, sheet: ImposedSheet) -> Image.Image:
    pen = ImageDraw.Draw(image)
    height = sheet.height_mm

    def box(left: float, width: float, inside: float, colour: str) -> None:
        start, top = SLUG_MM + left + inside, SLUG_MM + inside
        end, low = SLUG_MM + left + width - inside, SLUG_MM + height - inside
        pen.rectangle(tuple(map(_px, (start, top, end, low))), outline=colour)

    box(0, sheet.width_mm, 0, TRIM)
    for placed in sheet.pages:
        box(placed.left_mm, placed.width_mm, SAFE_MM, SAFE)
    for fold in sheet.folds_mm:
        at = _px(SLUG_MM + fold)
        pen.line((at, _px(SLUG_MM), at, _px(SLUG_MM + height)), fill=FOLD)
    return image


def _px(mm: float) -> int:
    return round(mm / 25.4 * DPI)


# Stands for the day of a plan that gives none.
NO_DAY = date(2000, 1, 1)


def setting(values: Mapping[str, Any]) -> Setting:
    """Return a setting from plain values, as `copyfit.values` gives them."""
    extra = {(side, at): space for side, at, space in values["extra"]}
    return Setting(**{**values, "extra": extra})


def files(bench: Bench, setting: Setting) -> Iterator[tuple[str, bytes]]:
    """Yield the name and bytes of each file of an insert.

    Those for the printer stand in a folder of their own: they have no tags, and are not for
    readers.
    """
    insert = bench.sides[0].insert
    yield f"{insert.id}.pdf", own_sheets.tagged(bench.lay_out(setting, bench.screen()).document)
    work = _work(bench)
    on_paper = sheets(bench.size)
    coloured = own_sheets.plain(bench.lay_out(setting, bench.press(), BLEED_MM).document)
    file = print_file(coloured, on_paper, work)
    yield f"print/{insert.id}.pdf", file
    yield f"print/{insert.id}-proof.png", picture(file, on_paper)
    black = own_sheets.plain(bench.lay_out(setting, inks.black(), BLEED_MM).document)
    in_black = PrintWork(work.title, work.day, is_black=True)
    yield f"print/{insert.id}-black.pdf", print_file(black, on_paper, in_black)
    if insert.sheet.impose == "booklet":
        folded = booklet(bench.size)
        yield f"print/{insert.id}-booklet.pdf", print_file(coloured, folded, work)
        yield f"print/{insert.id}-black-booklet.pdf", print_file(black, folded, in_black)


def _work(bench: Bench) -> PrintWork:
    insert, plan = bench.sides[0].insert, bench.sides[0].context.view
    condition = None
    if insert.profile:
        condition = Condition(insert.profile, insert.sheet.condition or insert.profile.stem)
    return PrintWork(
        bench.sides[0].title, plan.changed or plan.as_of or NO_DAY, condition=condition
    )
