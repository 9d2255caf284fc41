"""Tables that are too wide for a format, told row by row."""

from __future__ import annotations

from typing import Any

from lxml import html as parser
from lxml.html import HtmlElement
from lxml.html import builder as make

# What a card says where a table has an empty cell.
EMPTY = {"en": "No information", "cy": "Dim gwybodaeth"}


def as_cards(document: str, most_columns: int) -> str:
    """Return a linear document in which each table of more columns has become cards.

    Each row is a card: its first cell, behind the heading of its column, is the title, and each
    other cell follows under the heading of its own, in order. Every row and value is there once,
    and every heading of a column once in each row.

    Args:
        most_columns: 0 means that every table becomes cards.

    Source:
        BANA, Braille Formats 2016, 11.15, the linear form of a table.
    """
    if "<table" not in document:
        return document
    tree = parser.document_fromstring(document)
    language = tree.get("lang", "en")
    for table in list(tree.iter("table")):
        rows = [list(row.iterchildren("th", "td")) for row in table.iter("tr")]
        if max(map(len, rows)) > most_columns:
            around: Any = table.getparent()
            old: Any = around if around.get("class") == "table-scroll" else table
            old.getparent().replace(old, _cards(table, rows, EMPTY[language]))
    text = parser.tostring(tree, encoding="unicode", doctype="<!doctype html>")
    return str(text)


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
