"""Colours and pictures as inks: cyan, magenta, yellow and black."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageChops, ImageMath

from riweb.text.colour import Colour

# The longer side of a picture on a web page, in pixels.
WEB_PX = 1200

# How much of a colour a tinted ground has.
TINT = 0.12


@dataclass(frozen=True)
class Inks:
    """The colours of an insert, as values of CSS.

    Args:
        main: bands and headings.
        accent: marks that should stand out.
        tint: a pale ground.
    """

    main: str
    accent: str
    tint: str
    ink: str
    paper: str


def for_press(main: str, accent: str) -> Inks:
    """Return the colours in four inks.

    Args:
        main: four parts of a hundred, such as `75 23 0 64`.
        accent: the same.
    """
    parts = tuple(float(part) / 100 for part in main.split())
    tint = tuple(round(part * TINT, 3) for part in parts)
    return Inks(
        _css(parts),
        _css(tuple(float(part) / 100 for part in accent.split())),
        _css(tint),
        _css((0, 0, 0, 1)),
        _css((0, 0, 0, 0)),
    )


def black() -> Inks:
    """Return the colours in black alone, for an office printer."""
    shades = ((0, 0, 0, part) for part in (0.85, 0.6, 0.1, 1, 0))
    return Inks(*map(_css, shades))


def for_screen(main: str, accent: str) -> Inks:
    """Return the colours of a screen, each as #rrggbb."""
    colour = Colour.parse(main)
    parts = (255 - round((255 - part) * TINT) for part in (colour.red, colour.green, colour.blue))
    return Inks(main, accent, str(Colour(*parts)), "#000000", "#ffffff")


def of_colour(text: str) -> str:
    """Return the four inks of a colour of the screen, in parts of a hundred.

    What is grey in it is printed in black, as in every press without a profile.

    Args:
        text: the colour as #rrggbb.
    """
    colour = Colour.parse(text)
    inks = [1 - part / 255 for part in (colour.red, colour.green, colour.blue)]
    grey = min(inks)
    if grey == 1:
        return "0 0 0 100"
    parts = [*((ink - grey) / (1 - grey) for ink in inks), grey]
    return " ".join(str(round(part * 100)) for part in parts)


def parts(red: float, green: float, blue: float) -> list[float]:
    """Return a colour in four inks, as `picture` prints a dot of it; all are from 0 to 1."""
    coloured = [1 - red, 1 - green, 1 - blue]
    key = min(coloured)
    if key == 1:
        return [0, 0, 0, 1]
    rest = [(ink - key) * (2 - key) / (2 - 2 * key) for ink in coloured]
    return [round(part, 4) for part in (*rest, key)]


def black_of(red: float, green: float, blue: float) -> list[float]:
    """Return a colour as black alone among four inks, as dark as it is; all are from 0 to 1.

    Source: ITU-R BT.601, as `picture` has it.
    """
    return [0, 0, 0, round(1 - (0.299 * red + 0.587 * green + 0.114 * blue), 4)]


def picture(image: Image.Image, is_black: bool) -> Image.Image:
    """Return a picture in four inks, or in black alone; one without colours is grey either way.

    Black takes the place of the grey in a colour, and half of the coloured inks below it, so that
    no more than 200 parts of ink lie on a place.
    """
    flat = _on_white(image)
    grey = flat.convert("L")
    if is_black or not ImageChops.difference(flat, grey.convert("RGB")).getbbox():
        return grey
    inks = [ImageChops.invert(band) for band in flat.split()]
    key = ImageChops.darker(ImageChops.darker(inks[0], inks[1]), inks[2])
    coloured = [
        ImageMath.lambda_eval(
            lambda given: given["convert"](
                (given["ink"] - given["key"]) * (510 - given["key"]) / (510 - 2 * given["key"] + 1),
                "L",
            ),
            ink=band,
            key=key,
        )
        for band in inks
    ]
    return Image.merge("CMYK", (*coloured, key))


def for_web(path: Path) -> bytes:
    """Return a picture as it is sent to readers of the web: no wider than a page there."""
    if path.suffix.lower() == ".svg":
        return path.read_bytes()
    with Image.open(path) as found:
        image = found.convert("RGB") if found.format == "JPEG" else found.copy()
        kind = found.format or "PNG"
    image.thumbnail((WEB_PX, WEB_PX))
    kept = BytesIO()
    image.save(kept, kind, optimize=True)
    return kept.getvalue()


def _on_white(image: Image.Image) -> Image.Image:
    if "A" not in image.getbands() and "transparency" not in image.info:
        return image.convert("RGB")
    clear = image.convert("RGBA")
    ground = Image.new("RGBA", clear.size, (255, 255, 255, 255))
    return Image.alpha_composite(ground, clear).convert("RGB")


def _css(parts: tuple[float, ...]) -> str:
    return f"device-cmyk({' '.join(f'{part:g}' for part in parts)})"
