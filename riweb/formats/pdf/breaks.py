"""Mends where the engine breaks pages, while they are made.

WeasyPrint 70 pushes a box that must not be broken to a new page. Where no page can hold it, it is
then broken all the same, and the page before is left half empty; where a heading was to stay with
it, the heading is left alone. The mend lets such a box begin where it is, and makes the page before
again. And what comes after the cover, or after the contents, begins on a page of its own; where the
page before would be nearly empty, the mend lets it follow on, and makes that page again.

Each costs a page or two, not a second layout of the whole document.
"""

from __future__ import annotations

from typing import Any

from weasyprint import layout
from weasyprint.css.properties import Dimension
from weasyprint.formatting_structure import boxes
from weasyprint.layout import page as engine

HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}

# A page with less than this of its height in use looks like a mistake.
NEARLY_EMPTY = 0.33

# What is left between two parts of which one follows on, as a multiple of the size of the body.
GAP_EM = 2.4


def mend() -> None:
    """Put the mended function in the place of the engine's own."""
    layout.make_all_pages = make_all_pages


def make_all_pages(context: Any, root_box: Any, html: Any, pages: list[Any]) -> list[Any]:
    """Return the pages of a document, as `weasyprint.layout.page.make_all_pages` does.

    Args:
        pages: those of the round before; only what has changed is made again.
    """
    made: list[Any] = []
    again: set[int] = set()
    context.rendered_notes = []
    while True:
        number = len(made)
        state = context.page_maker[number][-1]
        if not pages or state["content_changed"] or state["pages_wanted"]:
            state |= {"content_changed": False, "pages_wanted": False}
            state |= {"anchors": [], "content_lookups": []}
            page, resume_at = engine.remake_page(number, context, root_box, html)
            notes = context.reported_footnotes
            if (changed := _mended(context.page_maker, page, root_box)) is not None:
                del made[changed:]
                again.add(changed)
                context.page_maker[changed][-1]["content_changed"] = True
                continue
            if number in again and state["content_lookups"]:
                # The numbers that it shows were asked for when it was made first.
                state["content_changed"] = True
        else:
            page, resume_at, notes = pages[number], context.page_maker[number + 1][0], None
        made.append(page)
        if resume_at is None and not notes:
            context.page_maker = context.page_maker[: number + 2]
            context.broken_out_of_flow.clear()
            context.reported_footnotes.clear()
            return made


def _mended(page_maker: Any, page: Any, root_box: Any) -> int | None:
    """Mend what a page that has just been made is broken by.

    Returns:
        The page to go on from, counted from 0: this one or the one before; None where all is well.
    """
    number: int = page.page_type.index
    if not number:
        return None
    if box := _wrongly_pushed(page_maker, number, root_box):
        # Boxes that look alike share a style.
        box.style = box.style.copy()
        box.style["break_inside"] = "auto"
        return number - 1
    box = _ends_page(page_maker, number, root_box)
    if box and _filled(page) < NEARLY_EMPTY:
        _let_follow_on(box)
        return number
    return None


def _wrongly_pushed(page_maker: Any, number: int, root_box: Any) -> Any:
    """Return the unbreakable box that a page should not begin with, or None.

    Args:
        number: the page, counted from 0.
    """
    start = _way(root_box, page_maker[number][0])
    if not start:
        return None
    parent, place, box = start[-1]
    # What was pushed may be the first of what is inside, or come after a heading that goes with it.
    while not str(box.style["break_inside"]).startswith("avoid"):
        if box.element_tag in HEADINGS and place + 1 < len(parent.children):
            place += 1
        elif getattr(box, "children", ()):
            parent, place = box, 0
        else:
            return None
        box = parent.children[place]
    end = [inner for _, _, inner in _way(root_box, page_maker[number + 1][0])]
    is_too_tall = box in end[:-1]
    # The nearest box before it, at whatever depth.
    before = next((parent.children[place - 1] for parent, place, _ in start[::-1] if place), None)
    is_parted = before is not None and before.element_tag in HEADINGS
    return box if is_too_tall or is_parted else None


def _ends_page(page_maker: Any, number: int, root_box: Any) -> Any:
    """Return the box after which a page was ended because its style says so, or None.

    Args:
        number: the page, counted from 0.
    """
    resume_at, following, *_ = page_maker[number + 1]
    way = _way(root_box, resume_at) if following["break"] == "page" else []
    parent, place, _ = next((one for one in way[::-1] if one[1]), (None, 0, None))
    before = parent.children[place - 1] if parent else None
    return before if before and before.style["break_after"] == "page" else None


def _filled(page: Any) -> float:
    """Return how far down a page there is something, 0 to 1 of the room for text."""
    inside = page.children[0].descendants()
    feet = [one.position_y + one.height for one in inside if isinstance(one, boxes.LineBox)]
    top = page.content_box_y()
    return float(max(0.0, max(feet, default=top) - top) / page.height)


def _let_follow_on(box: Any) -> None:
    """Let what comes after a box follow it on the same page."""
    box.style = box.style.copy()
    gap = Dimension(GAP_EM * box.style["font_size"], "px")
    box.style |= {"break_after": "auto", "margin_bottom": gap}


def _way(root_box: Any, resume_at: Any) -> list[tuple[Any, int, Any]]:
    """Return the boxes from the outermost to where a page begins: parent, place in it, box."""
    found = []
    box = root_box
    while resume_at:
        place, resume_at = next(iter(resume_at.items()))
        children = getattr(box, "children", ())
        if place >= len(children):
            break
        found.append((box, place, children[place]))
        box = children[place]
    return found
