"""Mends where the engine breaks pages.

WeasyPrint 70 pushes a box that must not be broken to a new page. Where no page can hold it, it is
then broken all the same, and the page before is left half empty; where a heading was to stay with
it, the heading is left alone. The mend lets such a box begin where it is, and makes the page before
again. It costs two pages, not a second layout of the whole document.
"""

from __future__ import annotations

from typing import Any

from weasyprint import layout
from weasyprint.layout import page as engine

HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}


def mend() -> None:
    """Put the mended function in the place of the engine's own."""
    layout.make_all_pages = make_all_pages


def make_all_pages(context: Any, root_box: Any, html: Any, pages: list[Any]) -> list[Any]:
    """Return the pages of a document, as `weasyprint.layout.page.make_all_pages` does.

    Args:
        pages: those of the round before; only what has changed is made again.
    """
    made: list[Any] = []
    context.rendered_notes = []
    while True:
        number = len(made)
        state = context.page_maker[number][-1]
        if not pages or state["content_changed"] or state["pages_wanted"]:
            state |= {"content_changed": False, "pages_wanted": False}
            state |= {"anchors": [], "content_lookups": []}
            page, resume_at = engine.remake_page(number, context, root_box, html)
            notes = context.reported_footnotes
            if number and (box := _wrongly_pushed(context.page_maker, number, root_box)):
                box.style["break_inside"] = "auto"
                made.pop()
                context.page_maker[number - 1][-1]["content_changed"] = True
                continue
        else:
            page, resume_at, notes = pages[number], context.page_maker[number + 1][0], None
        made.append(page)
        if resume_at is None and not notes:
            context.page_maker = context.page_maker[: number + 2]
            context.broken_out_of_flow.clear()
            context.reported_footnotes.clear()
            return made


def _wrongly_pushed(page_maker: Any, number: int, root_box: Any) -> Any:
    """Return the unbreakable box that a page should not begin with, or None.

    Args:
        number: the page, counted from 0.
    """
    start = _way(root_box, page_maker[number][0])
    if not start:
        return None
    box = start[-1][2]
    # What the page begins with may be the first of what is inside.
    while not str(box.style["break_inside"]).startswith("avoid"):
        if not getattr(box, "children", ()):
            return None
        box = box.children[0]
    end = [inner for _, _, inner in _way(root_box, page_maker[number + 1][0])]
    is_too_tall = box in end[:-1]
    # The nearest box before it, at whatever depth.
    before = next((parent.children[place - 1] for parent, place, _ in start[::-1] if place), None)
    is_parted = before is not None and before.element_tag in HEADINGS
    return box if is_too_tall or is_parted else None


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
