"""An insert on its pages, set in one way or another; the one door to segno."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from io import BytesIO
from pathlib import Path

import segno
from markupsafe import Markup

from riweb import resources
from riweb.formats.insert import inks
from riweb.formats.insert.inks import Inks
from riweb.formats.insert.measure import SIZES, LaidPages, Size, measured
from riweb.formats.pdf import own_sheets
from riweb.plan.site import Brand
from riweb.render import templating
from riweb.website.insert_view import Side

PX_PER_PT, PX_PER_MM = 96 / 72, 96 / 25.4

# ISO/IEC 18004, 6.3.8: the white edge that a reader needs around the code, in modules.
QUIET = 4

# Pixels to a module: over 300 to the inch at the size it is printed.
SCALE = 12


def picture(address: str) -> str:
    """Return the code of an address as a picture in an address of its own, with its white edge."""
    kept = BytesIO()
    code = segno.make(address, error="m", micro=False, boost_error=False)
    code.save(kept, kind="png", scale=SCALE, border=QUIET)
    return f"data:image/png;base64,{b64encode(kept.getvalue()).decode()}"


# From the tightest to the loosest that the style allows: the distance of lines, and the space
# between things, both in sizes of the letters. Clear print wants lines no closer than 1.2.
SPACINGS = (
    (1.2, 0.5),
    (1.23, 0.6),
    (1.26, 0.7),
    (1.3, 0.8),
    (1.34, 0.95),
    (1.38, 1.1),
    (1.42, 1.3),
)

# Lines to write on by hand are at least so far apart.
WRITING_MM = 10

# UKAAF: how to ask for other formats is said in large print, in points.
LEAST_FOR_FORMATS = 16


@dataclass(frozen=True)
class Setting:
    """How an insert is set.

    Args:
        spacing: the place in SPACINGS.
        limits: how many items a block shows, by the block's place; others show all they have.
        extra: more space before a thing, in pixels, by its side and its place.
        turns: the things that begin on a new page, by side and place.
        picture: how wide pictures are, as a part of the width between the margins.
        writing: how far lines to write on are apart, as a part of the least.
        is_flowing: True where an item may go on on the next page, between two of its texts.
    """

    spacing: int
    limits: Mapping[str, int] = field(default_factory=dict)
    extra: Mapping[tuple[int, str], float] = field(default_factory=dict)
    turns: frozenset[tuple[int, str]] = frozenset()
    picture: float = 1
    writing: float = 1
    is_flowing: bool = False


@dataclass(frozen=True)
class Bench:
    """Lays out one insert.

    Args:
        sides: the insert in each of its languages.
        pictures: the folder of its pictures; None where it has none.
    """

    sides: tuple[Side, ...]
    brand: Brand
    pictures: Path | None

    @property
    def size(self) -> Size:
        """The size of its pages."""
        return SIZES[self.sides[0].insert.sheet.size]

    @property
    def share(self) -> int:
        """How many pages each side has."""
        return self.size.pages // len(self.sides)

    def document(self, setting: Setting) -> str:
        """Return the insert as one HTML document."""
        made = []
        for number, side in enumerate(self.sides):
            set_ = replace(side, limits=setting.limits)
            html = set_.html(True, "", picture(side.address), "wide" in self.size.look)
            for (of_side, at), extra in setting.extra.items():
                if of_side == number:
                    space = f'<div class="space" style="height: {extra:.2f}px"></div>'
                    html = _before(html, at, space)
            for of_side, at in setting.turns:
                if of_side == number:
                    html = _before(html, at, '<div class="turn"></div>')
            made.append((side.language, Markup(html)))
        first = self.sides[0]
        edition = first.context.edition
        return templating.render(
            "insert/document.html",
            first.language,
            edition.override,
            lambda path: path,
            sides=made,
            title=first.title,
            look=f"{self.size.look} flowing".strip() if setting.is_flowing else self.size.look,
        )

    def lay_out(self, setting: Setting, colours: Inks, bleed_mm: float = 0) -> LaidPages:
        """Return the insert on its pages."""
        text = self.document(setting)
        press = own_sheets.Sheets(resources.folder(), self.pictures)
        document = press.lay_out(text, self.css(setting, colours, bleed_mm))
        body = self.sides[0].insert.sheet.text_size * PX_PER_PT
        return measured(document, body * SPACINGS[setting.spacing][0], setting.is_flowing)

    def screen(self) -> Inks:
        """Return the colours of a screen."""
        return inks.for_screen(self.brand.main, self.brand.accent)

    def press(self) -> Inks:
        """Return the publisher's colours in four inks."""
        main = self.brand.cmyk_main or inks.of_colour(self.brand.main)
        return inks.for_press(main, self.brand.cmyk_accent or inks.of_colour(self.brand.accent))

    def css(self, setting: Setting, colours: Inks, bleed_mm: float) -> str:
        """Return what stands before the style of all inserts."""
        size, body = self.size, self.sides[0].insert.sheet.text_size
        leading, gap = SPACINGS[setting.spacing]
        bleed = f"bleed: {bleed_mm}mm; " if bleed_mm else ""
        pages = [
            f"@page {{ size: {size.width}mm {size.height}mm; {bleed}"
            f"margin: {size.top}mm {size.side}mm }}"
        ]
        for number, width in size.narrower.items():
            pages.append(f"@page :nth({number}) {{ size: {width}mm {size.height}mm }}")
        return "".join(pages) + (
            f"html {{ font-size: {body}pt; line-height: {leading}; --gap: {body * gap:.2f}pt; "
            f"--h1: {size.h1}pt; --large: {max(body, LEAST_FOR_FORMATS)}pt; "
            f"--side: {size.side}mm; --top: {size.top}mm; "
            f"--picture: {100 * setting.picture:g}%; "
            f"--writing: {WRITING_MM * setting.writing:.2f}mm; "
            f"--main: {colours.main}; --accent: {colours.accent}; --tint: {colours.tint}; "
            f"--ink: {colours.ink}; --paper: {colours.paper} }}"
        )


def _before(html: str, at: str, added: str) -> str:
    """Return a document with something before a thing and what it is in the same frame with."""
    begin = rf'(?:<div class="pair">\s*)?<\w+ class="[^"]*" data-at="{re.escape(at)}"'
    return re.sub(begin, lambda found: added + found[0], html, count=1)
