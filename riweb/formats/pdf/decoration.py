"""What a page draws for the eye only, and where a space is missing for the ear.

It looks through the finished layout, before anything is drawn. Decoration is page numbers, header
rows that a page repeats, leaders, and pictures with `alt=""`; it is drawn as artifacts. And each
line whose text goes on gets a space, so that no two words run together.

Source:
    ISO 14289-1 (PDF/UA-1), 7.1 and 7.2.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import AbstractContextManager
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder
from weasyprint.pdf.stream import Stream

# A line that ends in a space, or inside a word: no space is missing there.
GOES_ON = re.compile(r"(?: |\w[-/])$")
Element = Any
Box = Any
_engine_marked = Stream.marked


def marked(stream: Any, box: Box, tag: str) -> AbstractContextManager[None]:
    """Begin what is drawn of a box: an artifact where the box is decoration."""
    if getattr(box, "is_decoration", False):
        found: AbstractContextManager[None] = stream.artifact()
        return found
    found = _engine_marked(stream, box, tag)
    return found


def prepare(document: Any) -> None:
    """Mark what is decoration, and end each line whose text goes on with a space.

    Args:
        document: a rendered `weasyprint.Document` that is not drawn yet.
    """
    seen: dict[Element, int] = {}
    open_lines: dict[Element, Box] = {}
    for number, page in enumerate(document.pages):
        page.links = list(_joined(page.links))
        for leaf, is_decoration in _leaves(page._page_box, number, seen):
            leaf.is_decoration = is_decoration
        _space_lines(page._page_box, open_lines)


def _joined(links: list[Any]) -> Iterator[Any]:
    """Yield the links of a page, with the boxes of one link on one line as one.

    The engine makes a link of each box inside an `a`: of its words, and of what is put after them.
    """
    last: Any = None
    for kind, target, (left, top, right, bottom), box in links:
        if last and last[:2] == (kind, target) and abs(last[2][1] - top) < bottom - top:
            first = last[2]
            joined = (min(first[0], left), min(first[1], top), max(first[2], right))
            last = (kind, target, (*joined, max(first[3], bottom)), last[3])
            continue
        if last:
            yield last
        last = (kind, target, (left, top, right, bottom), box)
    if last:
        yield last


def _leaves(
    box: Box, page: int, seen: dict[Element, int], is_decoration: bool = False
) -> Iterator[tuple[Box, bool]]:
    """Yield each box that draws text or a picture, and whether it is decoration.

    Args:
        seen: the page on which each header of a table was met first.
    """
    if isinstance(box, AbsolutePlaceholder):
        box = box._box
    is_decoration = is_decoration or _is_decoration(box, page, seen)
    if isinstance(box, (boxes.TextBox, boxes.ReplacedBox)):
        yield box, is_decoration
    for child in getattr(box, "children", ()):
        yield from _leaves(child, page, seen, is_decoration)


def _is_decoration(box: Box, page: int, seen: dict[Element, int]) -> bool:
    if isinstance(box, boxes.MarginBox) or getattr(box, "is_leader", False):
        return True
    element = box.element
    if element is None:
        return False
    if element.get("aria-hidden") == "true":
        return True
    if element.tag == "img" and element.get("alt") == "":
        return True
    # A row of headings that a page repeats for the eye stands in the tree once.
    repeats = isinstance(box, boxes.TableRowGroupBox) and (box.is_header or box.is_footer)
    return repeats and seen.setdefault(element, page) != page


def _in_line(box: Box) -> Iterator[Box]:
    """Yield what stands in a line, in order; blocks in it as a whole."""
    for child in getattr(box, "children", ()):
        yield child
        if not isinstance(child, boxes.BlockContainerBox):
            yield from _in_line(child)


def _space_lines(box: Box, open_lines: dict[Element, Box]) -> None:
    """Add a space to each line of a page that another line of the same text follows.

    Args:
        open_lines: the last text of each element so far, on this page and those before.
    """
    if isinstance(box, AbsolutePlaceholder):
        box = box._box
    if isinstance(box, boxes.MarginBox):
        return
    if isinstance(box, boxes.LineBox):
        if before := open_lines.get(box.element):
            before.pango_layout.text += " "
        texts: list[Box] = []
        for one in _in_line(box):
            # A block in a line has lines of its own.
            if isinstance(one, boxes.BlockContainerBox):
                _space_lines(one, open_lines)
            elif isinstance(one, boxes.TextBox):
                texts.append(one)
        if texts and not GOES_ON.search(texts[-1].text):
            open_lines[box.element] = texts[-1]
        else:
            open_lines.pop(box.element, None)
        return
    for child in getattr(box, "children", ()):
        _space_lines(child, open_lines)
