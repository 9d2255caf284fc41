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

# What the stylesheet leaves at least after an element that another follows, as a multiple of the
# size of the body: after some wherever they stand, after others in the element that is named.
# (Small headings have a little less from line to line than the body has, which is taken off.)
GAP_EM = {"li": 0.45, "h3": 0.6, "h4": 0.3, "h5": 0.3, "h6": 0.3}
GAP_INSIDE_EM = {("dl", "div"): 0.6} | {("article", name): 0.8 for name in ("p", "ul", "ol", "dl")}

# A list of labels and values that the stylesheet sets closer: the hard words of an Easy Read.
CLOSE_SET = "meanings"

# The bar beside a card, and what is between it and the words.
BAR_PT, BESIDE_EM = 5, 0.8

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
    few = page_em / (profile.leading + max(GAP_INSIDE_EM.values()))
    for element in root.iter():
        if element.tag not in WHOLE or sum(map(len, element.itertext())) < few:
            continue
        is_card = "card" in element.get("class", "").split()
        beside_em = BESIDE_EM + BAR_PT / profile.body_pt if is_card else 0
        if _height_em(element, width_em - beside_em, profile.leading) > page_em:
            style = element.get("style", "")
            element.set("style", f"{style};break-inside:auto".lstrip(";"))


def _height_em(element: Element, width_em: float, leading: float) -> float:
    """Return the least height that an element can have, as a multiple of the size of the body."""
    runs: list[list[str]] = [[]]
    gaps_em = _gather(element, runs)
    return sum(_lines("".join(run), width_em) for run in runs) * leading + gaps_em


def _gather(element: Element, runs: list[list[str]]) -> float:
    """Add what an element holds to the runs of words, and return the gaps in it together."""
    gaps_em = 0.0
    is_block = element.tag in BLOCKS
    if is_block:
        runs.append([])
    runs[-1].append(element.text or "")
    last = len(element) - 1
    for place, child in enumerate(element):
        if isinstance(child.tag, str):
            gaps_em += _gather(child, runs)
            if place < last and element.get("class") != CLOSE_SET:
                own = GAP_INSIDE_EM.get((element.tag, child.tag), 0)
                gaps_em += own or GAP_EM.get(child.tag, 0)
        runs[-1].append(child.tail or "")
    if is_block:
        runs.append([])
    return gaps_em


def _lines(run: str, width_em: float) -> int:
    words = " ".join(run.split())
    return math.ceil(typeface.width_em(words, 400) * CLOSE / width_em)
