"""The letters that are drawn are the right ones, not only those that are copied out."""

from __future__ import annotations

from pathlib import Path

import pytest
from documents import document_of
from PIL import Image, ImageChops, ImageDraw, ImageFont
from pypdfium2 import PdfDocument

from riweb.formats.pdf import writer
from riweb.formats.profiles import PRINT

TEMPLATES = Path(__file__).parents[1] / "templates"
FONTS = TEMPLATES / "fonts"

# What Welsh and money and printed English need beyond the plain alphabet.
LETTERS = "ŵŷâêîôûẁẃẅŴŶÂÊÎÔÛẀẂẄïöäëáéíóúàèìòù£–—‘’“”…½€©"
FILES = {
    "p": "AtkinsonHyperlegibleNext-Regular.ttf",
    "strong": "AtkinsonHyperlegibleNext-Bold.ttf",
}
SCALE = 4


def boxed(picture: Image.Image) -> Image.Image:
    """Return the drawn part of a picture, as large as a letter of the test is drawn."""
    box = ImageChops.invert(picture).getbbox()
    assert box, "nothing is drawn"
    return picture.crop(box)


def alike(one: Image.Image, other: Image.Image) -> float:
    """Return how much of two letters falls on each other, 0 to 1."""
    size = (max(one.width, other.width), max(one.height, other.height))
    first, second = (
        picture.resize(size).point(lambda value: 255 * (value < 128)) for picture in (one, other)
    )
    both = ImageChops.darker(first, second).histogram()[255]
    either = ImageChops.lighter(first, second).histogram()[255]
    return both / max(either, 1)


def from_font(letter: str, file: str) -> Image.Image:
    font = ImageFont.truetype(str(FONTS / file), 24 * SCALE)
    picture = Image.new("L", (60 * SCALE, 60 * SCALE), 255)
    ImageDraw.Draw(picture).text((12 * SCALE, 12 * SCALE), letter, fill=0, font=font)
    return boxed(picture)


# A letter alone in its paragraph, in each weight.
SET = {"p": "<p>{}</p>", "strong": "<p><strong>{}</strong></p>"}


@pytest.mark.parametrize("name", PRINT)
@pytest.mark.parametrize("tag", FILES)
def test_each_letter_is_drawn_as_the_typeface_has_it(name: str, tag: str) -> None:
    words = "".join(SET[tag].format(letter) for letter in LETTERS)
    html = f'<html lang="cy"><title>t</title><h1>T</h1>{words}'
    made = writer.write(document_of(html), PRINT[name], "#17475c", TEMPLATES)[0]
    drawn = list(letters(made.content, PRINT[name].body_pt))
    assert "".join(letter for letter, _ in drawn) == LETTERS
    wrong = {
        letter: round(alike(picture, from_font(letter, FILES[tag])), 2)
        for letter, picture in drawn
        if alike(picture, from_font(letter, FILES[tag])) < 0.6
    }
    assert wrong == {}
    # The measure can tell letters apart at all.
    assert alike(from_font("ŵ", FILES[tag]), from_font("w", FILES[tag])) < 0.6
    assert alike(from_font("ŷ", FILES[tag]), from_font("y", FILES[tag])) < 0.6


def letters(pdf: bytes, body_pt: int) -> list[tuple[str, Image.Image]]:
    """Return each letter of body size with its picture, in order."""
    found = []
    for page in PdfDocument(pdf):
        text = page.get_textpage()
        picture = page.render(scale=SCALE * 24 / body_pt, grayscale=True).to_pil()
        zoom = SCALE * 24 / body_pt
        height = page.get_height()
        for place in range(text.count_chars()):
            letter = text.get_text_range(place, 1)
            if letter not in LETTERS or not letter.strip():
                continue
            left, bottom, right, top = text.get_charbox(place)
            edges = (left - 1, height - top - 1, right + 1, height - bottom + 1)
            crop = picture.crop(tuple(round(zoom * edge) for edge in edges))
            found.append((letter, boxed(crop)))
    return found
