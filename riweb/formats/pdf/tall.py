"""Finds what no page can hold, before pages are made.

A box that must not be broken and is taller than a page costs two pages that are made again
(riweb.formats.pdf.breaks). Most such boxes can be known from their words. What is counted here is
never more than the engine will need, so that no box is broken that a page could hold.
"""

from __future__ import annotations

import math
from typing import Any

from riweb import typeface
from riweb.formats.profiles import MM_IN_PT, PAGE_MM, Profile

PAGE_HEIGHT_MM = 297

# What the stylesheet keeps in one piece: a card, an item of a list, a label with its value.
WHOLE = frozenset({"article", "li", "div"})

# Each begins a new line. (A label and its value run on in one.)
BLOCKS = frozenset(
    {
        "article",
        "blockquote",
        "div",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "li",
        "ol",
        "p",
        "section",
        "table",
        "td",
        "th",
        "tr",
        "ul",
    }
)

# What the stylesheet leaves at least after an item of a list, or a label with its value; and how
# many of these may be the last of theirs, with nothing after them.
GAP_EM, LAST = 0.45, 4

# Letters that are set close to each other take a little less than their widths.
CLOSE = 0.97

Element = Any


def let_break(root: Element, profile: Profile, margins_mm: int) -> None:
    """Let every element be broken that has more words than a page can hold.

    Args:
        root: the `html` element of a document, which is changed.
        margins_mm: those at the top and foot of a page together.
    """
    page_em = (PAGE_HEIGHT_MM - margins_mm) / MM_IN_PT / profile.body_pt
    width_em = (PAGE_MM - profile.inner_mm - profile.outer_mm) / MM_IN_PT / profile.body_pt
    # Not even items of a letter each would be high enough.
    few = page_em / (profile.leading + GAP_EM)
    for element in root.iter():
        if element.tag not in WHOLE or sum(map(len, element.itertext())) < few:
            continue
        if _height_em(element, width_em, profile.leading) > page_em:
            style = element.get("style", "")
            element.set("style", f"{style};break-inside:auto".lstrip(";"))


def _height_em(element: Element, width_em: float, leading: float) -> float:
    """Return the least height that an element can have, as a multiple of the size of the body."""
    runs: list[list[str]] = [[]]
    items = _gather(element, runs)
    lines = sum(_lines("".join(run), width_em) for run in runs)
    return lines * leading + max(0, items - LAST) * GAP_EM


def _gather(element: Element, runs: list[list[str]]) -> int:
    """Add what an element holds to the runs of words, and return how many items are in it."""
    items = 0
    is_block = element.tag in BLOCKS
    if is_block:
        runs.append([])
    runs[-1].append(element.text or "")
    for child in element:
        if isinstance(child.tag, str):
            items += _gather(child, runs) + (child.tag == "li")
        runs[-1].append(child.tail or "")
    if is_block:
        runs.append([])
    return items


def _lines(run: str, width_em: float) -> int:
    words = " ".join(run.split())
    return math.ceil(typeface.width_em(words, 400) * CLOSE / width_em)
