"""The structure tree of a PDF: one element of the document, one element of the tree.

WeasyPrint makes its tags from the boxes of each page, so that a table over 44 pages becomes 44
tables. This builds the tree from the elements of the HTML instead, and hangs what is drawn of an
element on every page under the one place it has in the tree.

Three steps, all reached by `install` and `prepare`:

1. `prepare` looks through the finished layout, before anything is drawn. It finds what is
   decoration: page numbers, header rows that a page repeats, leaders, pictures with `alt=""`. It
   also gives a space to each line whose text goes on, so that no two words run together.
2. While drawing, `_marked` writes decoration as artifacts.
3. `add_tags` builds the tree and writes it.

Source:
    ISO 32000-1, 14.7 and 14.8; ISO 14289-1 (PDF/UA-1).
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any

import pydyf
import weasyprint
from weasyprint import pdf as engine
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder
from weasyprint.pdf.stream import Stream

from riweb.formats.pdf.roles import Roles

# What this replaces is private to the engine; these are the versions it was tested with.
TESTED = "70."

# Where the engine complains, so that both are heard in one place.
LOGGER = logging.getLogger("weasyprint")

# A line that ends in a space, or inside a word: no space is missing there.
GOES_ON = re.compile(r"(?: |\w[-/])$")

Element = Any
Box = Any


def install() -> None:
    """Put our tags in the place of the engine's.

    Raises:
        RuntimeError: for a version of the engine that this was not tested with.
    """
    if not weasyprint.__version__.startswith(TESTED):
        raise RuntimeError(
            f"The tags of PDFs were tested with WeasyPrint {TESTED}*, and this is "
            f"{weasyprint.__version__}. Install weasyprint=={TESTED}*."
        )
    engine.add_tags = add_tags
    Stream.marked = _marked


_engine_marked = Stream.marked


def _marked(stream: Any, box: Box, tag: str) -> AbstractContextManager[None]:
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


@dataclass
class Node:
    """One element of the structure tree, as it grows.

    Args:
        role: a standard structure type, such as `P`.
        entries: further entries of its dictionary, such as `Lang`.
        kids: what is under it, in reading order.
    """

    role: str
    entries: dict[str, Any] = field(default_factory=dict)
    kids: list[Node | Drawn | Annotated] = field(default_factory=list)


@dataclass(frozen=True)
class Drawn:
    """Something drawn on a page: the marked content of that number."""

    page: int
    mcid: int


@dataclass(frozen=True)
class Annotated:
    """A link annotation on a page."""

    page: int
    annotation: Any


class _Tree:
    """Collects what is drawn of each element of the document.

    Args:
        root: the `html` element.
    """

    def __init__(self, root: Element) -> None:
        self.roles = Roles(root)
        self.top = Node("Document")
        self.nodes: dict[tuple[Element, str], Node] = {}

    def page(self, number: int, page_box: Box, drawn: Mapping[Box, Any], to_points: Any) -> None:
        """Take up what a page shows.

        Args:
            drawn: the number of the marked content of each box that is no artifact.
            to_points: turns left, top, right and bottom in CSS pixels into a PDF rectangle.
        """
        self.number, self.drawn, self.to_points = number, drawn, to_points
        self._visit(page_box)

    def _visit(self, box: Box) -> None:
        if isinstance(box, AbsolutePlaceholder):
            box = box._box
        if isinstance(box, boxes.MarginBox):
            return
        if box.link_annotation:
            node = self._node(box.element, "")
            node.kids.append(Annotated(self.number, box.link_annotation))
            box.link_annotation["Contents"] = pydyf.String(self.roles.words(box.element))
        if box in self.drawn:
            self._leaf(box)
        for child in getattr(box, "children", ()):
            self._visit(child)

    def _leaf(self, box: Box) -> None:
        marker = "marker" if box.element_tag.endswith("::marker") else ""
        node = self._node(box.element, marker)
        node.kids.append(Drawn(self.number, self.drawn[box]["mcid"]))
        if node.role == "Figure":
            if not node.entries.get("Alt"):
                source = box.element.get("src", "drawing").rpartition("/")[2]
                LOGGER.error('Image "%s" has no required alt description', source)
            x, y = box.content_box_x(), box.content_box_y()
            rectangle = self.to_points(x, y, x + box.width, y + box.height)
            node.entries["A"] = {"O": "/Layout", "BBox": rectangle}

    def _node(self, element: Element, part: str) -> Node:
        """Return the node that holds what is drawn of an element itself.

        Args:
            part: `marker` for the mark of a list item, else empty.
        """
        parent: Node = self.top
        for role, of, place, entries in self.roles.path(element, part):
            key = (of, place)
            if key not in self.nodes:
                self.nodes[key] = Node(role, dict(entries))
                parent.kids.append(self.nodes[key])
            parent = self.nodes[key]
        return parent


def add_tags(pdf: Any, document: Any, pdf_version: Any, page_streams: Any) -> None:
    """Build the structure tree of a drawn document and write it.

    It takes the place of `weasyprint.pdf.add_tags`, with the same arguments.
    """
    page_boxes = [page._page_box for page in document.pages]
    root = next(box.element for box in page_boxes[0].descendants() if box.element_tag == "html")
    tree = _Tree(root)
    for number, (page, stream) in enumerate(zip(document.pages, page_streams, strict=True)):
        height = page.height

        def to_points(
            left: float, top: float, right: float, bottom: float, height: float = height
        ) -> list[float]:
            points = (left, height - bottom, right, height - top)
            return [round(0.75 * one, 2) for one in points]

        tree.page(number, page._page_box, stream._tags, to_points)
    _Writer(pdf, [len(stream._tags) for stream in page_streams]).write(tree.top)
    pdf.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})
    pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})
    numbers = pydyf.Dictionary({"Nums": pydyf.Array([0, pydyf.Dictionary({"S": "/D"})])})
    pdf.catalog["PageLabels"] = numbers


class _Writer:
    """Writes a tree as objects of the PDF.

    Args:
        counts: how many marked contents each page has.
    """

    def __init__(self, pdf: Any, counts: list[int]) -> None:
        self.pdf = pdf
        # The engine makes this list anew each time that it is asked for.
        self.pages = pdf.page_references
        self.parents: list[list[Any]] = [[None] * count for count in counts]
        self.annotations: list[tuple[Any, Any]] = []

    def write(self, top: Node) -> None:
        """Write the whole tree and what leads from pages and links to it."""
        numbers = pydyf.Dictionary({"Nums": pydyf.Array()})
        root = pydyf.Dictionary({"Type": "/StructTreeRoot"})
        for one in (numbers, root):
            self.pdf.add_object(one)
        root["ParentTree"] = numbers.reference
        root["K"] = pydyf.Array([self._element(top, root)])
        for page, parents in enumerate(self.parents):
            known = pydyf.Array([one or "null" for one in parents])
            numbers["Nums"].extend((page, known))
        for number, (annotation, reference) in enumerate(self.annotations, len(self.parents)):
            annotation["StructParent"] = number
            numbers["Nums"].extend((number, reference))
        root["ParentTreeNextKey"] = len(self.parents) + len(self.annotations)
        self.pdf.catalog["StructTreeRoot"] = root.reference

    def _element(self, node: Node, parent: Any) -> Any:
        """Write a node and all under it, and return its reference."""
        made = pydyf.Dictionary({"S": f"/{node.role}", "P": parent.reference})
        self.pdf.add_object(made)
        pages = [kid.page for kid in node.kids if not isinstance(kid, Node)]
        if pages:
            made["Pg"] = self.pages[pages[0]]
        for name, value in node.entries.items():
            made[name] = _object(value)
        made["K"] = pydyf.Array([self._kid(kid, made, pages) for kid in node.kids])
        return made.reference

    def _kid(self, kid: Node | Drawn | Annotated, made: Any, pages: list[int]) -> Any:
        if isinstance(kid, Node):
            return self._element(kid, made)
        page = self.pages[kid.page]
        if isinstance(kid, Annotated):
            self.annotations.append((kid.annotation, made.reference))
            target = kid.annotation.reference
            return pydyf.Dictionary({"Type": "/OBJR", "Obj": target, "Pg": page})
        self.parents[kid.page][kid.mcid] = made.reference
        if kid.page == pages[0]:
            return kid.mcid
        return pydyf.Dictionary({"Type": "/MCR", "Pg": page, "MCID": kid.mcid})


def _object(value: Any) -> Any:
    """Return a value as the PDF writes it: a text that begins with / is a name."""
    if isinstance(value, dict):
        return pydyf.Dictionary({name: _object(one) for name, one in value.items()})
    if isinstance(value, list):
        return pydyf.Array(value)
    if isinstance(value, str) and not value.startswith("/"):
        return pydyf.String(value)
    return value
