"""The contents of an e-book: the list that is read, and what reading programmes show beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from lxml.html import HtmlElement

from riweb.formats.epub.sections import CONTENTS, TITLE_PAGE, Section
from riweb.formats.epub.xhtml import TYPE, make, strict, told

COVER = "cover.xhtml"


def toc(tree: HtmlElement, sections: Sequence[Section]) -> Any:
    """Return the document's list of contents.

    What stands inside a section is listed for reading programmes, and not shown on the page, which
    has the list as the document has it.
    """
    old = next(one for one in tree.iter("nav") if one.get("class") == "contents")
    files = {one.source.get("id"): one for one in sections}
    entries = make.ol()
    for link in old.iter("a"):
        section = files[link.get("href", "").removeprefix("#")]
        new = strict(link)
        new.set("href", section.file)
        item = make.li(new)
        if inner := _inside(section):
            item.append(make.ol(*inner, hidden="hidden"))
        entries.append(item)
    made = make.nav(strict(next(old.iter("h2"))), entries)
    made.attrib.update({"id": "contents", "class": "contents", "role": "doc-toc", TYPE: "toc"})
    return made


def _inside(section: Section) -> list[Any]:
    """Return entries for the headings below a section's own that have an address."""
    found = []
    for heading in section.source.iter("h3"):
        around = heading.getparent()
        card = around.get("id") if around is not None and around.tag == "article" else None
        if name := heading.get("id") or card:
            link = make.a(told(heading), href=f"{section.file}#{name}")
            found.append(make.li(link))
    return found


def landmarks(first: str, say: Callable[[str], str]) -> Any:
    """Return the places that reading programmes lead to by themselves.

    Args:
        first: the file in which the plan begins.
    """
    places = (
        ("cover", COVER, say("Cover")),
        ("titlepage", TITLE_PAGE, say("Title page")),
        ("toc", f"{CONTENTS}#contents", say("Contents")),
        ("bodymatter", first, say("Start of the plan")),
    )
    entries = make.ol()
    for kind, file, words in places:
        link = make.a(words, href=file)
        link.set(TYPE, kind)
        entries.append(make.li(link))
    made = make.nav(make.h2(say("Places in this book")), entries, hidden="hidden")
    made.set(TYPE, "landmarks")
    return made
