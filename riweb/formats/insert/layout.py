"""An insert on its pages, and how full each page is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from markupsafe import Markup

from riweb import shipped
from riweb.formats.insert import inks, qr
from riweb.formats.insert.inks import Inks
from riweb.formats.insert.sizes import SIZES, Size
from riweb.formats.pdf import sheets
from riweb.pages import environment
from riweb.pages.sides import Side
from riweb.plan.site import Brand

PX_PER_PT = 96 / 72

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


# UKAAF: how to ask for other formats is said in large print, in points.
LEAST_FOR_FORMATS = 16


# What styles/insert.css keeps on one page.
WHOLE = {"item", "quotation", "picture", "other-formats", "contact", "reply-slip"}


HOLDERS = ("html", "body", "main", "ul", "ol")


@dataclass(frozen=True)
class Setting:
    """How an insert is set.

    Args:
        spacing: the place in SPACINGS.
        limits: how many items a block shows, by the block's place; others show all they have.
        extra: more space before a thing, in pixels, by its place and its side.
    """

    spacing: int
    limits: Mapping[str, int] = field(default_factory=dict)
    extra: Mapping[tuple[int, str], float] = field(default_factory=dict)


@dataclass(frozen=True)
class Thing:
    """One block or item on the pages.

    Args:
        side: which language it is of, from 0.
        at: its place in the file.
        pages: the pages, from 0, on which it begins and ends.
        height: of all its parts, in pixels.
        is_whole: True where it must stay on one page.
        is_beside: True where another stands on its left.
    """

    side: int
    at: str
    pages: tuple[int, int]
    height: float
    is_whole: bool
    words: int
    is_beside: bool = False


@dataclass(frozen=True)
class Laid:
    """An insert that is laid out.

    Args:
        pages: for each side, how many pages it takes.
        free: for each page, how much of its height is empty at the foot, in pixels.
        used: for each page, how much of its height is not.
    """

    document: Any
    pages: tuple[int, ...]
    free: tuple[float, ...]
    used: tuple[float, ...]
    things: tuple[Thing, ...]
    line: float


@dataclass(frozen=True)
class Bench:
    """Lays out one insert.

    Args:
        sides: the insert in each of its languages.
        pictures: the folder of its pictures.
    """

    sides: tuple[Side, ...]
    brand: Brand
    pictures: Path

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
            html = set_.html(True, "", qr.picture(side.address), "wide" in self.size.look)
            for (of_side, at), extra in setting.extra.items():
                if of_side == number:
                    space = f'<div class="space" style="height: {extra:.2f}px"></div>'
                    html = re.sub(
                        rf'(?:<div class="pair">\s*)?<\w+ class="[^"]*" data-at="{at}"',
                        rf"{space}\g<0>",
                        html,
                        count=1,
                    )
            made.append((side.language, Markup(html)))
        first = self.sides[0]
        scene = first.scene.scene
        return environment.render(
            "insert/document.html",
            first.language,
            scene.override,
            lambda path: path,
            sides=made,
            title=first.title,
            look=self.size.look,
        )

    def lay_out(self, setting: Setting, colours: Inks, bleed_mm: float = 0) -> Laid:
        """Return the insert on its pages."""
        text = self.document(setting)
        press = sheets.Sheets(shipped.folder(), self.pictures)
        document = press.lay_out(text, self.css(setting, colours, bleed_mm))
        body = self.sides[0].insert.sheet.text_size * PX_PER_PT
        return _measured(document, body * SPACINGS[setting.spacing][0])

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
            f"--main: {colours.main}; --accent: {colours.accent}; --tint: {colours.tint}; "
            f"--ink: {colours.ink}; --paper: {colours.paper} }}"
        )


def _measured(document: Any, line: float) -> Laid:
    """Return what is on each page, and where."""
    sides: list[int] = []
    mains: list[Any] = []
    free, used = [], []
    found: dict[tuple[int, str], list[tuple[int, Any]]] = {}
    for number, page in enumerate(document.pages):
        top = page._page_box.content_box_y()
        bottom = top
        for box in _of_elements(page._page_box):
            tag, at = box.element.tag, box.element.get("data-at")
            if tag == "main" and box.element not in mains:
                mains.append(box.element)
            elif not _only_holds(box.element):
                is_in_line = box.style["display"][0] == "inline"
                under = box.margin_bottom if is_in_line else 0
                bottom = max(bottom, _top(box) + box.border_height() + under)
            if at:
                found.setdefault((len(mains) - 1, at), []).append((number, box))
        sides.append(len(mains) - 1)
        free.append(top + page._page_box.height - bottom)
        used.append(bottom - top)
    counts = tuple(sides.count(side) for side in range(len(mains)))
    things = tuple(_thing(*key, parts) for key, parts in found.items())
    return Laid(document, counts, tuple(free), tuple(used), things, line)


def _only_holds(element: Any) -> bool:
    """Tell whether it holds others alone; where it goes on, it is drawn to the foot of a page."""
    classes = set(element.get("class", "").split())
    return element.tag in HOLDERS or bool(classes & {"items", "block"} and not classes & WHOLE)


def _of_elements(page: Any) -> Iterator[Any]:
    """Yield the boxes that elements make, in order, without boxes around boxes."""
    for box in page.descendants():
        element = getattr(box, "element", None)
        is_own = element is not None and box.element_tag == getattr(element, "tag", None)
        if is_own and hasattr(box, "border_height"):
            yield box


def _top(box: Any) -> float:
    """Return where the frame of a box begins."""
    top: float = box.position_y + box.margin_top
    return top


def _thing(side: int, at: str, parts: list[tuple[int, Any]]) -> Thing:
    element = parts[0][1].element
    classes = set(element.get("class", "").split())
    return Thing(
        side,
        at,
        (parts[0][0], parts[-1][0]),
        sum(box.border_height() for _, box in parts),
        element.tag == "li" or bool(WHOLE & classes),
        len(" ".join(element.itertext()).split()),
        "beside" in classes,
    )
