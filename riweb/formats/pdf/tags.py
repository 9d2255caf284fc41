"""The structure tree of a document, as it grows page by page.

It is built from the elements of the HTML, and what is drawn of an element on every page hangs under
the one place that the element has in the tree.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pydyf
import weasyprint
from weasyprint import pdf as engine
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder
from weasyprint.pdf.stream import Stream

from riweb.formats.pdf import decoration
from riweb.formats.pdf.roles import Roles

# Where the engine complains, so that both are heard in one place.
LOGGER = logging.getLogger("weasyprint")
Element = Any
Box = Any


@dataclass
class TagNode:
    """One element of the structure tree, as it grows.

    Args:
        role: a standard structure type, such as `P`.
        entries: further entries of its dictionary, such as `Lang`.
        kids: what is under it, in reading order.
    """

    role: str
    entries: dict[str, Any] = field(default_factory=dict)
    kids: list[TagNode | Drawn | Annotated] = field(default_factory=list)


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


class Tree:
    """Collects what is drawn of each element of the document.

    Args:
        root: the `html` element.
    """

    def __init__(self, root: Element) -> None:
        self.roles = Roles(root)
        self.top = TagNode("Document")
        self.nodes: dict[tuple[Element, str], TagNode] = {}

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

    def _node(self, element: Element, part: str) -> TagNode:
        """Return the node that holds what is drawn of an element itself.

        Args:
            part: `marker` for the mark of a list item, else empty.
        """
        parent: TagNode = self.top
        for role, of, place, entries in self.roles.path(element, part):
            key = (of, place)
            if key not in self.nodes:
                self.nodes[key] = TagNode(role, dict(entries))
                parent.kids.append(self.nodes[key])
            parent = self.nodes[key]
        return parent


# What this replaces is private to the engine; these are the versions it was tested with.
TESTED = "70."


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
    Stream.marked = decoration.marked


def add_tags(pdf: Any, document: Any, pdf_version: Any, page_streams: Any) -> None:
    """Build the structure tree of a drawn document and write it.

    It takes the place of `weasyprint.pdf.add_tags`, with the same arguments.
    """
    page_boxes = [page._page_box for page in document.pages]
    root = next(box.element for box in page_boxes[0].descendants() if box.element_tag == "html")
    tree = Tree(root)
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

    def write(self, top: TagNode) -> None:
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

    def _element(self, node: TagNode, parent: Any) -> Any:
        """Write a node and all under it, and return its reference."""
        made = pydyf.Dictionary({"S": f"/{node.role}", "P": parent.reference})
        self.pdf.add_object(made)
        pages = [kid.page for kid in node.kids if not isinstance(kid, TagNode)]
        if pages:
            made["Pg"] = self.pages[pages[0]]
        for name, value in node.entries.items():
            made[name] = _object(value)
        made["K"] = pydyf.Array([self._kid(kid, made, pages) for kid in node.kids])
        return made.reference

    def _kid(self, kid: TagNode | Drawn | Annotated, made: Any, pages: list[int]) -> Any:
        if isinstance(kid, TagNode):
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
