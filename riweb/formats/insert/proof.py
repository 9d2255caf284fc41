"""A picture of the sheets for whoever looks them over: with the lines of trim and of safety."""

from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageDraw

from riweb.formats import pixels
from riweb.formats.insert.impose import Sheet
from riweb.formats.insert.press import SLUG_MM
from riweb.formats.insert.sizes import SAFE_MM

# Sharp enough to read every word on a screen.
DPI = 96
GAP = 12
GROUND, TRIM, SAFE, FOLD = "#777777", "#c00000", "#007a33", "#0050c8"


def picture(file: bytes, sheets: tuple[Sheet, ...]) -> bytes:
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


def _lined(image: Image.Image, sheet: Sheet) -> Image.Image:
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
