"""What stays on one line: hyphenated words, dates, telephone numbers, sums; and what need not."""

from __future__ import annotations

import math
import re
from typing import Any

from weasyprint import layout
from weasyprint.css.properties import Dimension
from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline
from weasyprint.layout import page as engine

from riweb.formats.pdf.roles import KEEP
from riweb.formats.profiles import MM_IN_PT, PAGE_MM, Profile
from riweb.locales import LOCALES
from riweb.text import typeface

# In Welsh a month may follow “i”, which softens it.
MONTH = "|".join(
    form
    for one in LOCALES.values()
    for month in one.dates.months
    for form in one.initials.forms(month)
)
TOGETHER = re.compile(
    rf"""
    (?:\b\d{{1,2}}\ )?\b(?:{MONTH})\ \d{{4}}\b   # 30 March 2010, June 2009
    | \b\d{{1,2}}\ (?:{MONTH})\b                  # 30 March
    | \b0\d{{2,4}}(?:\ \d{{3,6}}){{1,2}}\b           # 01202 264422, 020 7364 5000
    | \b18001(?:\ \d{{3,6}}){{2,3}}\b               # 18001 01632 960 100
    | £?\d[\d,.]*\ (?:million|thousand|billion)\b
    | \b[A-Z]{{1,2}}\d[\dA-Z]?\ \d[A-Z]{{2}}\b       # EX1 1EX
    | \w+(?:[-/]\w+)+                              # sub-committee, 2008/09
    """,
    re.VERBOSE,
)

# A web or e-mail address. It may be broken, after one of its signs: riweb.formats.pdf.lines.
ADDRESS = re.compile(
    r"(?:\w+://|www\.)[^\s<>]*[^\s<>.,;:!?)”’]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\w+(?:\.\w+)+/[^\s<>]*"
)
EITHER = re.compile(rf"(?P<address>{ADDRESS.pattern})|{TOGETHER.pattern}", re.VERBOSE)
TAG = re.compile(r"(<[^>]*>)")
HEADING = re.compile(r"</?h([1-6])\b")


def together(html: str, profile: Profile) -> str:
    """Return a document in which what belongs together is kept on one line.

    What is wider than a line can be is not kept, and breaks after a hyphen or a slash.

    Source:
        UKAAF MS03: single pieces of information are not split over lines.
    """
    start = html.find("<body")
    parts = TAG.split(html[start:])
    most_em = profile.narrow_em
    # Words and tags take turns; the words come first.
    for place in range(0, len(parts), 2):
        tag = parts[place - 1] if place else ""
        if found := HEADING.match(tag):
            scale = 1.0 if tag.startswith("</") else profile.heading_em(int(found[1]))
            most_em = profile.narrow_em / scale
        parts[place] = _kept(parts[place], most_em)
    return html[:start] + "".join(parts)


def _kept(words: str, most_em: float) -> str:
    def kept(found: re.Match[str]) -> str:
        if found["address"]:
            return f'<span class="{KEEP}" data-breaks="">{found[0]}</span>'
        if typeface.width_em(found[0]) > most_em:
            return found[0]
        return f'<span class="{KEEP}">{found[0]}</span>'

    return EITHER.sub(kept, words)


COLLAPSES = ("normal", "nowrap", "pre-line")

# An address may be broken after these; the marks after https: stay together.
SIGN = re.compile(r"://|(?:[/@?&=_-]|(?<!www)\.)(?=\w)")
_break_line = inline.split_first_line


def split_first_line(
    text: str, style: Any, context: Any, max_width: float | None, *more: Any, **named: Any
) -> Any:
    """Return the first line of a text as the engine's own function does, without its fault.

    Args:
        max_width: in CSS pixels; None means that there is no end.

    Returns:
        What `weasyprint.text.line_break.split_first_line` returns: layout, length, where the next
        line starts (None where the whole text fits), width, height and baseline.
    """
    found = _break_line(text, style, context, max_width, *more, **named)
    if style["overflow_wrap"] == "anywhere" and found[2] is not None:
        return _after_sign(text, found, (style, context, None, *more), named)
    if found[2] is None or max_width is None or not text.endswith(" "):
        return found
    if style["white_space"] not in COLLAPSES or not text.strip():
        return found
    fitting = _break_line(text.rstrip(" "), style, context, max_width, *more, **named)
    return fitting if fitting[2] is None and fitting[3] <= max_width else found


def _after_sign(text: str, found: Any, more: Any, named: Any) -> Any:
    """Return the first line of an address, ended after the last sign that is on it.

    Args:
        found: the line as it was, up to any letter.
        more, named: what the engine's own function is asked with, after the text.
    """
    line = text.encode()[: found[2]].decode()
    signs = [one.end() for one in SIGN.finditer(text) if one.end() <= len(line)]
    if not signs or signs[-1] == len(line) or len(line) == len(text):
        return found
    short = line[: signs[-1]]
    layout, length, _, *sizes = _break_line(short, *more, **named)
    return (layout, length, len(short.encode()), *sizes)


def mend_lines() -> None:
    """Put the mended function in the place of the engine's own."""
    inline.split_first_line = split_first_line


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
CARD_GAP_EM = {"li": 0.45, "h3": 0.6, "h4": 0.3, "h5": 0.3, "h6": 0.3}
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
                gaps_em += own or CARD_GAP_EM.get(child.tag, 0)
        runs[-1].append(child.tail or "")
    if is_block:
        runs.append([])
    return gaps_em


def _lines(run: str, width_em: float) -> int:
    words = " ".join(run.split())
    return math.ceil(typeface.width_em(words, 400) * CLOSE / width_em)


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
