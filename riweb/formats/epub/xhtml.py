"""Elements and files of XHTML, as e-books have them."""

from __future__ import annotations

from typing import Any

from lxml import etree
from lxml.builder import ElementMaker
from lxml.html import HtmlElement

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
