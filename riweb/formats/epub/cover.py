"""The picture on an e-book's cover, drawn from what the plan is called: the one door to Pillow."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from riweb.text.colour import Colour

# In pixels; three to four is the shape of a page on most readers.
WIDTH, HEIGHT = 1200, 1600
MARGIN = 110

# The title stands above a band, whose top is here; whose plan it is stands below.
BAND, BAND_HEIGHT = 1130, 26
TITLE_SIZES = range(150, 55, -5)
SMALL, LEADING = 56, 1.18
BAND_CONTRAST = 2.5
WHITE = "#ffffff"


def draw(title: str, organisation: str, line: str, brand: str, fonts: Path) -> bytes:
    """Return the cover as PNG.

    Args:
        line: what stands at the foot, such as the period; may be empty.
        brand: the publisher's colour, as #rrggbb, dark enough for white letters.
        fonts: the folder of our fonts.
    """
    colour = Colour.parse(brand)
    picture = Image.new("RGB", (WIDTH, HEIGHT), str(colour))
    pen = ImageDraw.Draw(picture)
    band = str(colour.lightened(colour, BAND_CONTRAST))
    pen.rectangle((0, BAND, WIDTH, BAND + BAND_HEIGHT), fill=band)
    bold = str(fonts / "AtkinsonHyperlegibleNext-Bold.ttf")
    _title(pen, title, bold)
    top = BAND + MARGIN
    for words, name in ((organisation, bold), (line, bold.replace("Bold", "Regular"))):
        font = _font(name, SMALL)
        for one in _lines(words, font):
            pen.text((MARGIN, top), one, fill=WHITE, font=font)
            top += round(SMALL * LEADING)
        top += SMALL // 3
    return _png(picture)


@lru_cache(maxsize=32)
def _font(name: str, size: int) -> ImageFont.FreeTypeFont:
    # The simple layout is in every Pillow, and gives the same picture on every machine.
    return ImageFont.truetype(name, size, layout_engine=ImageFont.Layout.BASIC)


def _title(pen: ImageDraw.ImageDraw, words: str, name: str) -> None:
    """Write the title as large as it fits between the margins and above the band."""
    size, lines = _fitted(words, name, BAND - 2 * MARGIN)
    for place, line in enumerate(lines):
        at = (MARGIN, MARGIN + round(place * size * LEADING))
        pen.text(at, line, fill=WHITE, font=_font(name, size))


def _fitted(words: str, name: str, high: int) -> tuple[int, list[str]]:
    """Return the largest size at which words fit, and their lines."""
    for size in TITLE_SIZES:
        font = _font(name, size)
        lines = _lines(words, font)
        fits = all(font.getlength(line) <= WIDTH - 2 * MARGIN for line in lines)
        if fits and len(lines) * size * LEADING <= high:
            break
    return size, lines


def _lines(words: str, font: ImageFont.FreeTypeFont) -> list[str]:
    """Return words in lines that are no wider than the space between the margins."""
    lines: list[str] = []
    for word in words.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and font.getlength(longer) <= WIDTH - 2 * MARGIN:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _png(picture: Image.Image) -> bytes:
    """Return a picture of few colours as a small file."""
    kept = BytesIO()
    picture.quantize(32, dither=Image.Dither.NONE).save(kept, "PNG", optimize=True)
    return kept.getvalue()
