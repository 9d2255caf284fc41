"""Which part of the structure tree each element of the linear document is."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Any

Element = Any
Step = tuple[str, Element, str, dict[str, Any]]
SVG = "{http://www.w3.org/2000/svg}"

# Elements that are one part of the tree, whatever stands around them.
PLAIN = {
    "main": "Part",
    "section": "Sect",
    "nav": "Sect",
    "header": "Sect",
    "article": "Art",
    "aside": "Sect",
    "p": "P",
    "h1": "H1",
    "h2": "H2",
    "h3": "H3",
    "h4": "H4",
    "h5": "H5",
    "h6": "H6",
    "blockquote": "BlockQuote",
    "figure": "Div",
    "figcaption": "P",
    "div": "Div",
    "a": "Link",
    "abbr": "Span",
    "strong": "Span",
    "em": "Span",
    "b": "Span",
    "i": "Span",
    "span": "Span",
    "code": "Span",
    "sub": "Span",
    "sup": "Span",
    "table": "Table",
    "caption": "Caption",
    "thead": "THead",
    "tbody": "TBody",
    "tfoot": "TFoot",
    "tr": "TR",
    "th": "TH",
    "td": "TD",
    "img": "Figure",
    f"{SVG}svg": "Figure",
}

# How the items of a list are marked, as the list's attribute says it.
NUMBERING = {"ul": "/Disc", "ol": "/Decimal", "dl": "/None"}

# Classes of lists whose items have no mark.
UNMARKED = {"plain", "reach"}

# A class of elements that are there for the eye only: what they hold belongs to what is around.
KEEP = "keep"
SCOPES = {"col": "/Column", "colgroup": "/Column", "row": "/Row", "rowgroup": "/Row"}


class Roles:
    """The parts of one document.

    Args:
        root: its `html` element.
    """

    def __init__(self, root: Element) -> None:
        self.root = root
        self._paths: dict[tuple[Element, str], tuple[Step, ...]] = {}

    @cached_property
    def parents(self) -> dict[Element, Element]:
        """The element that each element stands in."""
        return {child: parent for parent in self.root.iter() for child in parent}

    def path(self, element: Element, part: str) -> tuple[Step, ...]:
        """Return the parts from the top of the tree down to what an element itself holds.

        Args:
            part: `marker` for the mark of a list item, else empty.

        Returns:
            For each part its role, the element it is of, which part of that element it is, and
            its entries.
        """
        key = (element, part)
        if key not in self._paths:
            parent = self.parents.get(element)
            above = self.path(parent, "") if parent is not None else ()
            self._paths[key] = (*above, *self._steps(element, part))
        return self._paths[key]

    def words(self, element: Element) -> str:
        """Return the words of an element as they are read."""
        return " ".join("".join(element.itertext()).split())

    def _steps(self, element: Element, part: str) -> Iterator[Step]:
        entries = self._entries(element)
        name = element.tag
        if name in ("ul", "ol", "dl"):
            if role := self._list(element):
                yield role, element, "", entries | self._numbering(element, role)
        elif name == "li":
            yield from self._item(element, part, entries)
        elif name == "div" and self._name_above(element) == "dl":
            yield "LI", element, "", entries
        elif name in ("dt", "dd"):
            yield ("Lbl" if name == "dt" else "LBody"), element, "", entries
        elif name == "a" and self._is_reference(element):
            yield "Reference", element, "reference", {}
            yield "Link", element, "", entries
        elif name in PLAIN and element.get("class") != KEEP:
            yield PLAIN[name], element, "", entries

    def _list(self, element: Element) -> str:
        """Return the role of a list; empty for a list of notes, which are no list in the tree."""
        if self._is_in(element, "footnotes"):
            return ""
        return "TOC" if self._is_in(element, "contents") else "L"

    def _numbering(self, element: Element, role: str) -> dict[str, Any]:
        if role != "L":
            return {}
        is_plain = UNMARKED & set(element.get("class", "").split())
        how = "/None" if is_plain else NUMBERING[element.tag]
        return {"A": {"O": "/List", "ListNumbering": how}}

    def _item(self, element: Element, part: str, entries: dict[str, Any]) -> Iterator[Step]:
        if self._is_in(element, "footnotes"):
            yield "Note", element, "", entries | {"ID": element.get("id", "")}
            if part:
                yield "Lbl", element, "marker", {}
            return
        if self._is_in(element, "contents"):
            yield "TOCI", element, "", entries
            return
        yield "LI", element, "", entries
        yield ("Lbl", element, "marker", {}) if part else ("LBody", element, "body", {})

    def _is_reference(self, element: Element) -> bool:
        """Tell whether a link leads to a note, or from the contents to a heading."""
        return self._is_in(element, "contents") or "footnote-ref" in element.get("class", "")

    def _is_in(self, element: Element, name: str) -> bool:
        """Tell whether an element stands in one of that class."""
        above: Element | None = element
        while above is not None:
            if name in above.get("class", "").split():
                return True
            above = self.parents.get(above)
        return False

    def _name_above(self, element: Element) -> str:
        parent = self.parents.get(element)
        return "" if parent is None else str(parent.tag)

    def _entries(self, element: Element) -> dict[str, Any]:
        """Return the further entries of an element: language, alternative text, spans."""
        found: dict[str, Any] = {}
        language = element.get("lang")
        if language and element is not self.root and language != self._language_above(element):
            found["Lang"] = language
        if element.tag == "abbr" and element.get("title"):
            found["E"] = element.get("title")
        if element.tag in ("img", f"{SVG}svg"):
            found["Alt"] = alternative(element)
        if element.tag in ("th", "td") and (cell := self._cell(element)):
            found["A"] = {"O": "/Table", **cell}
        return found

    def _language_above(self, element: Element) -> str:
        above = self.parents.get(element)
        while above is not None:
            if above.get("lang"):
                return str(above.get("lang"))
            above = self.parents.get(above)
        return ""

    def _cell(self, element: Element) -> dict[str, Any]:
        found: dict[str, Any] = {}
        if element.tag == "th":
            is_head = self._name_above(self.parents[element]) == "thead"
            found["Scope"] = SCOPES.get(element.get("scope", ""), "/Column" if is_head else "/Row")
        for name, attribute in (("ColSpan", "colspan"), ("RowSpan", "rowspan")):
            if element.get(attribute, "1") != "1":
                found[name] = int(element.get(attribute))
        return found


def alternative(element: Element) -> str:
    """Return the words for someone who cannot see a picture; empty where there are none."""
    if element.tag == "img":
        return str(element.get("alt", ""))
    title = element.find(f"{SVG}title")
    return str(element.get("aria-label") or (title.text if title is not None else "") or "")
