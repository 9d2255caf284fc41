"""Structure trees: the one that a PDF has, and the one that its document asks for.

Both are told as lists: a node is `(role, facts, kids)`, and a kid is a node or words. The second is
worked out here from the HTML alone, with nothing of riweb's.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import lxml.html
import pikepdf
import pypdfium2
import pypdfium2.raw as raw


@dataclass
class Node:
    """One node of a tree, and in `kids` what is under it, in reading order."""

    role: str
    facts: dict[str, Any] = field(default_factory=dict)
    kids: list[Node | str] = field(default_factory=list)

    def nodes(self) -> Iterator[Node]:
        yield self
        for kid in self.kids:
            if isinstance(kid, Node):
                yield from kid.nodes()

    def words(self) -> str:
        """All words of the node and what is under it, with single spaces."""
        return " ".join(self._text().split())

    def _text(self) -> str:
        return "".join(kid if isinstance(kid, str) else kid._text() for kid in self.kids)

    def lines(self, depth: int = 0) -> Iterator[str]:
        """Yield the tree as lines of text, one a node or run of words."""
        facts = "".join(f" {name}={value}" for name, value in sorted(self.facts.items()))
        yield "  " * depth + self.role + facts
        run = ""
        for kid in [*self.kids, None]:
            if isinstance(kid, str):
                run += kid
                continue
            if words := " ".join(run.split()):
                yield "  " * (depth + 1) + f"“{words}”"
            run = ""
            if kid is not None:
                yield from kid.lines(depth + 1)


# The tree of a finished PDF


def of_pdf(path: Path) -> Node:
    """Return the structure tree of a PDF with the words that are drawn for each node."""
    drawn = [dict(_marked(page)) for page in pypdfium2.PdfDocument(path)]
    with pikepdf.open(path) as pdf:
        pages = {page.objgen: number for number, page in enumerate(pdf.pages)}
        top = pdf.Root.StructTreeRoot.K
        top = top[0] if isinstance(top, pikepdf.Array) else top
        return _node(top, drawn, pages)


def _marked(page: pypdfium2.PdfPage) -> Iterator[tuple[int, str]]:
    """Yield each marked content of a page with its words; pictures have none."""
    text = page.get_textpage()
    found: dict[int, str] = {}
    for one in page.get_objects(max_depth=4):
        mark = raw.FPDFPageObj_GetMarkedContentID(one.raw)
        if mark < 0:
            continue
        found.setdefault(mark, "")
        if one.type == raw.FPDF_PAGEOBJ_TEXT:
            size = raw.FPDFTextObj_GetText(one.raw, text.raw, None, 0)
            buffer = (ctypes.c_ushort * (size // 2))()
            raw.FPDFTextObj_GetText(one.raw, text.raw, buffer, size)
            words = bytes(buffer).decode("utf-16-le").rstrip("\0")
            # PDFium's sign for a hyphen at the end of a line; we part no words, so it is written.
            found[mark] += words.replace("\x02", "-")
    yield from found.items()


def _node(element: Any, drawn: list[dict[int, str]], pages: dict[Any, int]) -> Node:
    made = Node(str(element.S).lstrip("/"), dict(_facts(element)))
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, int):
            made.kids.append(drawn[pages[element.Pg.objgen]].get(kid, ""))
        elif kid.get("/Type") == "/MCR":
            made.kids.append(drawn[pages[kid.Pg.objgen]].get(int(kid.MCID), ""))
        elif kid.get("/Type") == "/OBJR":
            links = made.facts.setdefault("links", [])
            # A link over two lines has two annotations.
            links += [one for one in [str(kid.Obj.Contents)] if one not in links]
        else:
            made.kids.append(_node(kid, drawn, pages))
    return made


def _facts(element: Any) -> Iterator[tuple[str, Any]]:
    for name in ("/Lang", "/Alt", "/E", "/ID"):
        if name in element:
            yield name[1:], str(element[name])
    attributes = element.get("/A", {})
    for name in ("/Scope", "/ListNumbering"):
        if name in attributes:
            yield name[1:], str(attributes[name]).lstrip("/")
    for name in ("/ColSpan", "/RowSpan"):
        if name in attributes:
            yield name[1:], int(attributes[name])


# The tree that a document asks for

BLOCKS = {
    "main": "Part",
    "section": "Sect",
    "nav": "Sect",
    "header": "Sect",
    "article": "Art",
    "p": "P",
    "div": "Div",
    "figure": "Div",
    "figcaption": "P",
    "blockquote": "BlockQuote",
    "table": "Table",
    "caption": "Caption",
    "thead": "THead",
    "tbody": "TBody",
    "tr": "TR",
    "td": "TD",
    "dt": "Lbl",
    "dd": "LBody",
    "img": "Figure",
    "svg": "Figure",
}
INLINE = {"strong", "em", "abbr", "span", "sup", "sub", "code", "b", "i"}


def of_html(text: str, marks: bool = True) -> Node:
    """Return the tree that a linear document asks for.

    Args:
        marks: True where list items show a bullet or number, as in print.
    """
    html = lxml.html.document_fromstring(text)
    top = Node("Document")
    top.kids = list(_content(html.find("body"), marks))
    return top


def _content(element: Any, marks: bool) -> Iterator[Node | str]:
    if element.text:
        yield element.text
    for number, child in enumerate(element, 1):
        if isinstance(child.tag, str):
            yield from _expected(child, number, marks)
        if child.tail:
            yield child.tail


def _expected(element: Any, number: int, marks: bool) -> Iterator[Node | str]:
    name, classes = element.tag, element.get("class", "").split()
    facts: dict[str, Any] = {}
    if element.get("lang"):
        facts["Lang"] = element.get("lang")
    kids = [] if name == "svg" else list(_content(element, marks))
    if "keep" in classes:
        yield from kids
        return
    inside = [one for above in element.iterancestors() for one in above.get("class", "").split()]
    if element.get("aria-hidden") == "true" or element.get("alt") == "":
        return
    if name == "br":
        yield " "
    elif re.fullmatch("h[1-6]", name):
        yield Node(name.upper(), facts, kids)
    elif name in ("ul", "ol", "dl"):
        if "footnotes" in inside:
            yield from (kid for kid in kids if isinstance(kid, Node))
        elif "contents" in inside:
            yield Node("TOC", facts, _nodes(kids))
        else:
            how = {"ul": "Disc", "ol": "Decimal", "dl": "None"}[name]
            facts["ListNumbering"] = "None" if "plain" in classes or "reach" in classes else how
            yield Node("L", facts, _nodes(kids))
    elif name == "li":
        yield _item(element, number, facts, kids, inside, marks)
    elif name == "div" and element.getparent().tag == "dl":
        yield Node("LI", facts, _nodes(kids))
    elif name == "a":
        link = Node("Link", facts | {"links": [" ".join(element.text_content().split())]}, kids)
        is_reference = "contents" in inside or "footnote-ref" in classes
        yield Node("Reference", {}, [link]) if is_reference else link
    elif name == "th":
        facts["Scope"] = "Column" if element.get("scope") == "col" else "Row"
        yield Node("TH", facts, kids)
    elif name in ("img", "svg"):
        facts["Alt"] = element.get("alt") or element.get("aria-label")
        yield Node("Figure", facts)
    elif name in INLINE:
        if name == "abbr":
            facts["E"] = element.get("title")
        yield Node("Span", facts, kids)
    else:
        yield Node(BLOCKS[name], facts, kids)


def _nodes(kids: list[Node | str]) -> list[Node | str]:
    """Return kids without the white space between the items of a list."""
    return [kid for kid in kids if isinstance(kid, Node)]


def _item(
    element: Any,
    number: int,
    facts: dict[str, Any],
    kids: list[Node | str],
    inside: list[str],
    marks: bool,
) -> Node:
    parent = element.getparent()
    is_marked = marks and not {"plain", "reach"} & set(parent.get("class", "").split())
    is_nested = any(above.tag in ("ul", "ol") for above in parent.iterancestors())
    bullet = "– " if is_nested else "• "
    mark = f"{number}. " if parent.tag == "ol" else bullet
    label = [Node("Lbl", {}, [mark])] if is_marked else []
    if "footnotes" in inside:
        return Node("Note", facts | {"ID": element.get("id")}, [*label, *kids])
    if "contents" in inside:
        return Node("TOCI", facts, kids)
    return Node("LI", facts, [*label, Node("LBody", {}, kids)])
