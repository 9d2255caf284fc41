"""The structure tree of a PDF: one element of the document, one element of the tree.

WeasyPrint makes its tags from the boxes of each page, so that a table over 44 pages becomes 44
tables. This builds the tree from the elements of the HTML instead.

Three steps, all reached by `install` and `riweb.formats.pdf.decoration.prepare`:

1. `prepare` looks through the finished layout for decoration, before anything is drawn.
2. While drawing, decoration is written as artifacts (riweb.formats.pdf.decoration).
3. `add_tags` builds the tree (riweb.formats.pdf.tree) and writes it.

Source:
    ISO 32000-1, 14.7 and 14.8; ISO 14289-1 (PDF/UA-1).
"""

from __future__ import annotations

from typing import Any

import pydyf
import weasyprint
from weasyprint import pdf as engine
from weasyprint.pdf.stream import Stream

from riweb.formats.pdf import decoration
from riweb.formats.pdf.tree import Annotated, Drawn, Node, Tree

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
