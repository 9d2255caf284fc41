"""The file for the printer: boxes, crop marks, inks, and the printing condition where one is named.

Source:
    ISO 32000-1, 14.11.2 (page boundaries); ISO 15930-7 (PDF/X-4).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf

from riweb.formats.insert import separation
from riweb.formats.insert.impose import Placed, Sheet
from riweb.formats.insert.sizes import BLEED_MM

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
class Work:
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


def file(pages: bytes, sheets: tuple[Sheet, ...], work: Work) -> bytes:
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


def _add(made: Pdf, sheet: Sheet, forms: list[pikepdf.Object], slug: float) -> None:
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


def _marks(sheet: Sheet) -> Iterator[str]:
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


def _describe(made: Pdf, work: Work) -> None:
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
    # pikepdf takes a kind of text of our own, such as `AsWritten`, for a list of letters.
    name = str(condition.name)
    return Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFX,
        OutputConditionIdentifier=name,
        Info=name,
        RegistryName="http://www.color.org",
        DestOutputProfile=profile,
    )


def _box(left: float, low: float, width: float, height: float) -> Array:
    return Array([round(_pt(one), 4) for one in (left, low, left + width, low + height)])


def _pt(mm: float) -> float:
    return mm * PT_PER_MM
