"""The sizes of inserts, what stands on each of their pages, and how full each page is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

# What is cut off is not cut to a hair: colour goes on this far, words keep this far away.
BLEED_MM, SAFE_MM = 3.0, 5.0


@dataclass(frozen=True)
class Size:
    """One size of insert. All lengths are in millimetres.

    Args:
        pages: how many it has, in reading order.
        side: the margin on the left and the right.
        top: the margin at the top, and at the bottom.
        narrower: the width of a page that is not as wide as the others, by its number from 1.
        flat: the pages that lie beside each other on each side of the flat sheet, from the left;
            empty where the printer gets single pages.
        look: classes for its style: `wide` or `narrow`, `half` for half a page; or empty.
        h1: the size of the heading, in points.
    """

    name: str
    width: float
    height: float
    pages: int
    side: float
    top: float
    h1: int
    look: str = ""
    narrower: Mapping[int, float] = field(default_factory=dict)
    flat: tuple[tuple[int, ...], ...] = ()

    def width_of(self, page: int) -> float:
        """Return the width of a page, counted from 1."""
        return self.narrower.get(page, self.width)


# Source: ISO 216 for A4 and A5; DL is a third of A4. A panel that is folded inside is 2 mm
# narrower, so that it does not press against the fold. Of 6 panels in a roll fold the one that is
# folded in first is page 2 on its outer face and page 5 on its inner.
SIZES = {
    one.name: one
    for one in (
        Size("a4-2", 210, 297, 2, side=18, top=12, h1=32, look="wide"),
        Size("a4-a5-4", 148, 210, 4, side=12, top=11, h1=27),
        Size("a5-2", 148, 210, 2, side=12, top=11, h1=27),
        Size(
            "dl-6",
            99,
            210,
            6,
            side=9,
            top=10,
            h1=24,
            look="narrow",
            narrower={2: 97, 5: 97},
            flat=((2, 6, 1), (3, 4, 5)),
        ),
        Size("half-page", 210, 148, 1, side=13, top=9, h1=24, look="wide half"),
    )
}

# What styles/insert.css always keeps on one page; an item too, where items do not flow.
WHOLE = {"quotation", "picture", "other-formats", "contact", "reply-slip"}

# What only holds others: where it goes on, it is drawn to the foot of a page.
HOLDERS = ("html", "body", "main", "ul", "ol")
MAY_HOLD = {"block", "items", "item", "rows"}


@dataclass(frozen=True)
class PagePart:
    """What stands on one page of a block or an item. Lengths are in pixels.

    Args:
        page: counted from 0.
        top: how far below the margin at the top of the page it begins.
    """

    page: int
    top: float
    height: float


@dataclass(frozen=True)
class Thing:
    """One block or item on the pages.

    Args:
        side: which language it is of, from 0.
        at: its place in the file.
        parts: one on each page that it stands on.
        is_whole: True where it must stay on one page.
        is_beside: True where another stands on its left, or may.
    """

    side: int
    at: str
    parts: tuple[PagePart, ...]
    is_whole: bool
    words: int
    is_beside: bool = False

    @property
    def pages(self) -> tuple[int, int]:
        """The pages, from 0, on which it begins and ends."""
        return self.parts[0].page, self.parts[-1].page

    @property
    def height(self) -> float:
        """The height of all its parts, in pixels."""
        return sum(part.height for part in self.parts)

    @property
    def block(self) -> str:
        """The place of the block that it is, or is in."""
        return self.at.partition(".")[0]

    @property
    def is_item(self) -> bool:
        """Whether it is a thing in a block."""
        return "." in self.at


@dataclass(frozen=True)
class LaidPages:
    """An insert that is laid out.

    Args:
        pages: for each side, how many pages it takes.
        free: for each page, how much of its height is empty at the foot, in pixels.
        used: for each page, how much of its height is not.
        line: how far the lines of its words are apart, in pixels.
    """

    document: Any
    pages: tuple[int, ...]
    free: tuple[float, ...]
    used: tuple[float, ...]
    things: tuple[Thing, ...]
    line: float

    @property
    def last(self) -> frozenset[int]:
        """The last page of each side, from 0."""
        ends = (sum(self.pages[: side + 1]) - 1 for side in range(len(self.pages)))
        return frozenset(ends)

    def begun(self, page: int) -> list[Thing]:
        """Return what begins on a page, in order."""
        return [one for one in self.things if one.pages[0] == page]


def measured(document: Any, line: float, is_flowing: bool) -> LaidPages:
    """Return what is on each page of a document, and where.

    Args:
        line: how far its lines are apart, in pixels.
        is_flowing: True where items may go on on the next page.
    """
    sides: list[int] = []
    mains: list[Any] = []
    free, used = [], []
    found: dict[tuple[int, str], list[tuple[PagePart, Any]]] = {}
    for number, page in enumerate(document.pages):
        top = page._page_box.content_box_y()
        bottom = top
        for box in _of_elements(page._page_box):
            tag, at = box.element.tag, box.element.get("data-at")
            if tag == "main" and box.element not in mains:
                mains.append(box.element)
            elif not _only_holds(box, is_flowing):
                under = box.margin_bottom if _is_in_line(box) else 0
                bottom = max(bottom, _top(box) + box.border_height() + under)
            if at:
                part = PagePart(number, _top(box) - top, box.border_height())
                found.setdefault((len(mains) - 1, at), []).append((part, box))
        sides.append(len(mains) - 1)
        free.append(top + page._page_box.height - bottom)
        used.append(bottom - top)
    counts = tuple(sides.count(side) for side in range(len(mains)))
    things = tuple(_thing(*key, parts, is_flowing) for key, parts in found.items())
    return LaidPages(document, counts, tuple(free), tuple(used), things, line)


def _only_holds(box: Any, is_flowing: bool) -> bool:
    classes = set(box.element.get("class", "").split())
    return box.element.tag in HOLDERS or bool(classes & MAY_HOLD and _may_break(box, is_flowing))


def _may_break(box: Any, is_flowing: bool) -> bool:
    """Tell whether it may go on on the next page, by what styles/insert.css keeps whole."""
    classes = set(box.element.get("class", "").split())
    if box.element.tag == "li" or classes & WHOLE:
        return False
    return "item" not in classes or is_flowing


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


def _is_in_line(box: Any) -> bool:
    return bool(box.style["display"][0] == "inline")


def _thing(side: int, at: str, parts: list[tuple[PagePart, Any]], is_flowing: bool) -> Thing:
    box = parts[0][1]
    classes = set(box.element.get("class", "").split())
    return Thing(
        side,
        at,
        tuple(part for part, _ in parts),
        not _may_break(box, is_flowing),
        len(" ".join(box.element.itertext()).split()),
        "beside" in classes or _is_in_line(box),
    )
