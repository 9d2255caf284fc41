"""A linear document in volumes, and its wide tables row by row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from lxml import html as parser
from lxml.html import HtmlElement
from lxml.html import builder as make

from riweb.document import Document
from riweb.languages import interface


@dataclass(frozen=True)
class VolumeUnit:
    """What is never parted: the head of a section with what is under it, or one of its cards.

    Args:
        section: which section of the document, counted from 0.
        first, end: which children of the section, as in a slice.
        page: the page it begins on, in the document as one.
    """

    section: int
    first: int
    end: int
    page: int


def split(document: str, pages: Mapping[str, int], last: int, most: int) -> list[str]:
    """Return the volumes of a document, each a document with its own cover and contents.

    Args:
        pages: the page on which each element with an id begins, in the document as one.
        last: its number of pages.
        most: how many pages a volume may have.
    """
    tree = parser.document_fromstring(document)
    sections = list(_main(tree))
    units = _units(sections, pages)
    number = -(-last // most)
    groups = _shared_out(units, last, number)
    return [_volume(tree, groups, place) for place in range(len(groups))]


def _main(tree: HtmlElement) -> Any:
    """Return the element that holds the sections."""
    return next(tree.iter("main"))


def _units(sections: Sequence[HtmlElement], pages: Mapping[str, int]) -> list[VolumeUnit]:
    found: list[VolumeUnit] = []
    for place, section in enumerate(sections):
        page = pages.get(section.get("id", ""), found[-1].page if found else 1)
        starts = [n for n, child in enumerate(section) if child.tag == "article"]
        # The first card stays with the heading above it.
        bounds = [0, *starts[1:], len(section)]
        for first, end in pairwise(bounds):
            begins = pages.get(section[first].get("id", ""), page) if first else page
            found.append(VolumeUnit(place, first, end, begins))
    return found


def _shared_out(units: Sequence[VolumeUnit], last: int, number: int) -> list[list[VolumeUnit]]:
    """Return the units in so many groups, as even in pages as whole units allow."""
    groups: list[list[VolumeUnit]] = []
    for unit in units:
        share = min(number - 1, (unit.page - 1) * number // last)
        if share >= len(groups):
            groups.append([])
        groups[-1].append(unit)
    return groups


def _volume(tree: HtmlElement, groups: Sequence[Sequence[VolumeUnit]], place: int) -> str:
    made = deepcopy(tree)
    say = interface(made.get("lang", "en")).gettext
    main = _main(made)
    sections = list(main)
    for section in sections:
        main.remove(section)
    for number in dict.fromkeys(unit.section for unit in groups[place]):
        units = [unit for unit in groups[place] if unit.section == number]
        main.append(_part(sections[number], units[0].first, units[-1].end, say("(continued)")))
    volume = say("Volume %(number)d of %(all)d") % {"number": place + 1, "all": len(groups)}
    for line in made.iterfind(".//p[@class='format']"):
        line.tail = "\n"
        line.addnext(make.P({"class": "volume"}, make.STRONG(volume)))
    _contents(made, volume)
    text = parser.tostring(made, encoding="unicode", doctype="<!doctype html>")
    return str(text)


def _part(section: HtmlElement, first: int, end: int, continued: str) -> HtmlElement:
    """Return a part of a section, under its heading again where it is not the first."""
    heading = deepcopy(section[0])
    heading.text = f"{heading.text_content()} {continued}"
    del heading[:]
    for child in [*section[:first], *section[end:]]:
        section.remove(child)
    if first:
        section.insert(0, heading)
    return section


def _contents(made: HtmlElement, volume: str) -> None:
    """Leave in the contents, and of all other links inside, those that lead into this volume."""
    ids = {element.get("id") for element in made.iter() if element.get("id")}
    for link in list(made.iter("a")):
        target = link.get("href", "")
        if not target.startswith("#") or target[1:] in ids:
            continue
        item = link.getparent()
        if item.tag == "li" and item.getparent().getparent().get("class") == "contents":
            item.getparent().remove(item)
        else:
            link.drop_tag()
    for heading in made.iterfind(".//nav/h2"):
        heading.text = f"{heading.text}: {volume[0].lower()}{volume[1:]}"


def as_cards(document: Document, most_columns: int) -> Document:
    """Return a linear document in which each table of more columns has become cards.

    Each row is a card: its first cell, behind the heading of its column, is the title, and each
    other cell follows under the heading of its own, in order. Every row and value is there once,
    and every heading of a column once in each row.

    Args:
        most_columns: 0 means that every table becomes cards.

    Source:
        BANA, Braille Formats 2016, 11.15, the linear form of a table.
    """
    if document.root.find(".//table") is None:
        return document
    tree = deepcopy(document.root)
    language = document.language
    for table in list(tree.iter("table")):
        rows = [list(row.iterchildren("th", "td")) for row in table.iter("tr")]
        if max(map(len, rows)) > most_columns:
            around: Any = table.getparent()
            old: Any = around if around.get("class") == "table-scroll" else table
            empty = interface(language).gettext("No information")
            old.getparent().replace(old, _cards(table, rows, empty))
    text = str(parser.tostring(tree, encoding="unicode", doctype="<!doctype html>"))
    return replace(document, html=text, root=tree)


def _cards(table: HtmlElement, rows: list[list[HtmlElement]], empty: str) -> HtmlElement:
    heads = [_words(cell) for cell in rows[0]]
    made = make.DIV({"class": "rows"})
    caption = table.find("caption")
    if caption is not None:
        made.append(make.P({"class": "caption"}, make.STRONG(_words(caption))))
    for row in rows[1:]:
        title = make.P({"class": "row-title"}, _title(heads[0], row[0]))
        card = make.DIV({"class": "card row"}, title)
        pairs = make.E.dl()
        for number, head in enumerate(heads[1:], 1):
            value = make.E.dd()
            if number < len(row) and _words(row[number]):
                _move(row[number], value)
            else:
                value.text = empty
            label = make.E.dt(f"{head}:")
            label.tail = " "
            pairs.append(make.DIV(label, value))
        if len(pairs):
            card.append(pairs)
        made.append(card)
    made.tail = "\n"
    return made


def _title(head: str, cell: HtmlElement) -> HtmlElement:
    """Return what a card is called: the first cell of its row, with what its column is called."""
    title = make.STRONG()
    _move(cell, title)
    if head:
        title.text = f"{head}: {title.text or ''}"
    return title


def _words(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())


def _move(source: HtmlElement, target: HtmlElement) -> None:
    """Move the content of an element into another."""
    target.text = source.text
    for child in list(source):
        target.append(child)
