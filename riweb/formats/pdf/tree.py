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
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

from riweb.formats.pdf.roles import Roles

# Where the engine complains, so that both are heard in one place.
LOGGER = logging.getLogger("weasyprint")

Element = Any
Box = Any


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


class Tree:
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
