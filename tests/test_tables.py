"""Wide tables told row by row."""

from __future__ import annotations

import re

from documents import document_of

from riweb.document import Document
from riweb.document.volumes import as_cards

HEADS = ["Way", "How often", "Where", "Who"]
ROWS = [
    ["Panel", "Monthly", "<a href='#town'>Town hall</a>", "Tenants"],
    ["Survey", "", "At home", "Everyone"],
    ["Forum", "Once a year", "At home", ""],
]


def table(heads: list[str], rows: list[list[str]]) -> Document:
    """Return a document with one table."""
    head = "".join(f'<th scope="col">{one}</th>' for one in heads)
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    return document_of(
        '<!doctype html><html lang="en"><body><h2>Ways</h2><div class="table-scroll"><table>'
        f"<caption>All ways</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
        "</div><p>After.</p></body></html>"
    )


def words(document: Document) -> str:
    """Return what is read of a document, with single spaces."""
    return " ".join(" ".join(map(str, document.root.itertext())).split())


def test_each_row_column_and_value_is_there_once_and_in_order() -> None:
    made = as_cards(table(HEADS, ROWS), 3).root
    assert made.findall(".//table") == []
    triples = []
    for card in made.find_class("card"):
        title = card.find("p").text_content()
        for pair in card.iterfind("dl/div"):
            value = " ".join(pair.find("dd").text_content().split())
            triples.append((title, pair.find("dt").text, value))
    assert triples == [
        ("Way: Panel", "How often:", "Monthly"),
        ("Way: Panel", "Where:", "Town hall"),
        ("Way: Panel", "Who:", "Tenants"),
        ("Way: Survey", "How often:", "No information"),
        ("Way: Survey", "Where:", "At home"),
        ("Way: Survey", "Who:", "Everyone"),
        ("Way: Forum", "How often:", "Once a year"),
        ("Way: Forum", "Where:", "At home"),
        ("Way: Forum", "Who:", "No information"),
    ]
    text = words(as_cards(table(HEADS, ROWS), 3))
    assert text.startswith("Ways All ways Way: Panel") and text.endswith("After.")
    assert made.find(".//a").get("href") == "#town"


def test_a_card_is_called_by_its_first_cell_alone_where_that_column_has_no_heading() -> None:
    made = as_cards(table(["", *HEADS[1:]], ROWS), 3).root
    titles = [one.text_content() for one in made.find_class("row-title")]
    assert titles == ["Panel", "Survey", "Forum"]


def test_a_narrow_table_stays_a_table() -> None:
    narrow = table(HEADS[:3], [row[:3] for row in ROWS])
    assert words(as_cards(narrow, 3)) == words(narrow)
    assert "<table" in as_cards(narrow, 3).html
    assert "<table" not in as_cards(narrow, 0).html


def test_a_document_without_a_table_is_the_same() -> None:
    document = document_of("<!doctype html><html lang='en'><p>Words &amp; more</p></html>")
    assert as_cards(document, 0) is document


def test_cards_leave_the_document_that_they_were_made_of_as_it_was() -> None:
    document = table(HEADS, ROWS)
    before = words(document), document.html
    cards = as_cards(document, 3)
    assert (words(document), document.html) == before
    assert words(document_of(cards.html)) == words(cards) != before[0]


def test_a_row_that_is_too_short_says_what_is_missing() -> None:
    made = as_cards(table(HEADS, [["Panel", "Monthly"]]), 3).html
    assert re.findall(r"<dd>([^<]*)</dd>", made) == ["Monthly", "No information", "No information"]
