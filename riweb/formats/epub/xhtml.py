"""Elements and files of XHTML, as e-books have them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from lxml import etree
from lxml.builder import ElementMaker
from lxml.html import HtmlElement

from riweb.format_record import EngineComplaint

XHTML = "http://www.w3.org/1999/xhtml"
OPS = "http://www.idpf.org/2007/ops"
TYPE = f"{{{OPS}}}type"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
make = ElementMaker(namespace=XHTML, nsmap={None: XHTML, "epub": OPS})


def strict(element: HtmlElement) -> Any:
    """Return an element of HTML with all it holds as XHTML; comments are left out."""
    made = make(str(element.tag))
    made.text = element.text
    for name, value in element.attrib.items():
        made.set(name, value)
        if name == "lang":
            made.set(LANGUAGE, value)
    for child in element:
        if isinstance(child.tag, str):
            inner = strict(child)
            inner.tail = child.tail
            made.append(inner)
        elif len(made):
            made[-1].tail = (made[-1].tail or "") + (child.tail or "")
        else:
            made.text = (made.text or "") + (child.tail or "")
    return made


def tag(name: str) -> str:
    """Return the name of an element with its namespace."""
    return f"{{{XHTML}}}{name}"


def told(element: HtmlElement) -> str:
    """Return the words of an element on one line."""
    return " ".join(element.text_content().split())


def page(title: str, language: str, *content: Any) -> bytes:
    """Return a file of the book.

    Args:
        title: what the file is called, for tabs and for who listens.
        content: elements of XHTML that stand in the body.
    """
    head = make.head(
        make.title(title),
        make.link(rel="stylesheet", type="text/css", href="style.css"),
    )
    html = make.html(head, make.body(*content))
    html.set("lang", language)
    html.set(LANGUAGE, language)
    return written(html, "<!DOCTYPE html>")


def written(root: Any, doctype: str = "") -> bytes:
    """Return an XML file."""
    text: str = etree.tostring(root, encoding="unicode")
    opening = '<?xml version="1.0" encoding="utf-8"?>'
    return "\n".join(filter(None, (opening, doctype, text))).encode() + b"\n"


# What the book calls a section, by its id; all others are chapters.
# Source: EPUB 3 Structural Semantics Vocabulary 1.1; DPUB-ARIA 1.1.
KINDS = {"glossary": "glossary"}

# The file with the title page's words, and the one with the contents.
TITLE_PAGE, CONTENTS = "title.xhtml", "nav.xhtml"


@dataclass(frozen=True)
class BookSection:
    """One file of the book.

    Args:
        heading: the words of its heading.
        source: what it is made from, as the linear document has it.
    """

    file: str
    heading: str
    source: HtmlElement


def of(tree: HtmlElement) -> list[BookSection]:
    """Return the sections of a linear document, in order."""
    main = next(tree.iter("main"))
    return [
        BookSection(f"{place:02}-{one.get('id')}.xhtml", told(next(one.iter("h2"))), one)
        for place, one in enumerate(main.iterchildren("section"), 1)
    ]


def files_of_ids(tree: HtmlElement, sections: list[BookSection]) -> dict[str, str]:
    """Return the file in which each element with an id stands."""
    found = {"contents": CONTENTS}
    cover = next(tree.iter("header"))
    for file, top in [(TITLE_PAGE, cover), *((one.file, one.source) for one in sections)]:
        found |= {name: file for one in top.iter() if (name := one.get("id"))}
    return found


def title_page(tree: HtmlElement) -> Any:
    """Return the words of the document's cover."""
    made = strict(next(tree.iter("header")))
    made.tag = tag("section")
    made.set(TYPE, "titlepage")
    return made


def chapter(section: BookSection, places: Mapping[str, str], say: Callable[[str], str]) -> Any:
    """Return a section as it stands in its file.

    Args:
        places: the file of each id.
        say: gives the words of the interface.
    """
    made = strict(section.source)
    kind = KINDS.get(section.source.get("id", ""), "chapter")
    made.set(TYPE, kind)
    made.set("role", f"doc-{kind}")
    for link in made.iter(tag("a")):
        link.set("href", _address(link.get("href", ""), section.file, places))
    for picture in made.iter(tag("img")):
        picture.set("src", f"images/{picture.get('src')}")
    _notes(made, say)
    return made


def pictures(tree: HtmlElement) -> list[str]:
    """Return the names of the picture files that a document shows, each once."""
    return list(dict.fromkeys(one.get("src", "") for one in tree.iter("img")))


def _address(target: str, file: str, places: Mapping[str, str]) -> str:
    """Return what a link of one file says to lead where it led in the document."""
    if not target.startswith("#"):
        return target
    if target[1:] not in places:
        raise EngineComplaint(f"The link to {target} leads to nothing.")
    there = places[target[1:]]
    return target if there == file else f"{there}{target}"


def _notes(made: Any, say: Callable[[str], str]) -> None:
    """Say which are notes, the marks that lead to them, and the ways back.

    A note is a `div`, since some readers hide an `aside` where it stands and leave its number.
    """
    for link in made.iter(tag("a")):
        if link.get("class") == "footnote-ref":
            link.set(TYPE, "noteref")
            link.set("role", "doc-noteref")
        elif link.get("class") == "footnote-backref":
            link.set(TYPE, "backlink")
            link.set("role", "doc-backlink")
    for box in _with_class(made, "footnotes"):
        box.tag = tag("section")
        box.set("aria-label", say("Notes"))
        for item in box.iterfind(f"{tag('ol')}/{tag('li')}"):
            note = make.div(*item, {"id": item.attrib.pop("id"), "role": "doc-footnote"})
            note.set(TYPE, "footnote")
            item.append(note)


def _with_class(made: Any, name: str) -> Iterator[Any]:
    return (one for one in list(made.iter()) if one.get("class") == name)
