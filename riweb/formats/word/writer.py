"""Make the Word document of a plan."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from docx.oxml.ns import qn
from lxml import html as parser

from riweb.formats import Made, Order, flow, tables
from riweb.formats.paragraphs import Block, Note, Paragraph, Run, Table
from riweb.formats.profiles import WORD_PT
from riweb.formats.word import notes, numbering, styles
from riweb.formats.word.body import Body, paragraph
from riweb.formats.word.markup import Element, field, text, w
from riweb.formats.word.package import About, Parts
from riweb.formats.word.words import Places, Words, properties
from riweb.pages.document import for_format
from riweb.translate import interface

# A wider table is told row by row, since its columns would hold two words a line in large print.
MOST_COLUMNS = 4


def make(order: Order) -> tuple[Made, ...]:
    """Return the Word document, with the words that pages offer it by."""
    title = interface(order.language).gettext("Word document")
    document = tables.as_cards(for_format(order.document, title), MOST_COLUMNS)
    return (Made(write(document, order), title, "DOCX"),)


def write(document: str, order: Order) -> bytes:
    """Return a linear document as a Word document.

    Args:
        document: with the name of the format in it.
    """
    about, blocks = _about(document, order.language), flow.read(document)
    size_pt = order.number("size", styles.SIZE_PT, WORD_PT)
    parts = Parts(about)
    foot = parts.add("footer1", _footer(blocks, order.language), "FOOTER")
    marks = Counter(run.note for run in _runs(blocks))
    again = frozenset(number for number, times in marks.items() if times > 1)
    places = Places(run.link[1:] for run in _runs(blocks) if run.link.startswith("#"))
    body = Body(parts.document, Words(parts.document, places, again), order, size_pt)
    inside: Any = parts.document.element.body
    for element in body.of(blocks):
        inside.append(element)
    inside.append(_page(foot))
    if found := [one for one in blocks if isinstance(one, Note)]:
        part = parts.add_open("footnotes", notes.root())
        notes.fill(part.element, found, Words(part, places))
    parts.add("styles", styles.part(order.language, order.brand, size_pt))
    parts.add("numbering", numbering.part(body.lists.made, size_pt))
    return parts.content()


def _about(document: str, language: str) -> About:
    """Return what the head of a document says."""
    head: Any = parser.document_fromstring(document).find("head")
    said = {one.get("name"): one.get("content", "") for one in head.iter("meta")}
    return About(
        title=head.findtext("title", ""),
        author=said.get("author", ""),
        description=said.get("description", ""),
        language=language,
        day=said.get("dcterms.modified", ""),
    )


def _runs(blocks: Sequence[Block]) -> Iterator[Run]:
    """Yield every run of words, those of notes and tables among them."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield from block.runs
        elif isinstance(block, Note):
            yield from _runs(block.paragraphs)
        elif isinstance(block, Table):
            yield from (run for row in block.rows for cell in row for run in cell)


def _footer(blocks: Sequence[Block], language: str) -> str:
    """Return the foot of every page but the cover: the title, and the number of the page."""
    titles = (one.text for one in blocks if isinstance(one, Paragraph) and one.role == "title")
    here, shown = Run("", language), (next(titles, ""), "1")
    title, one = (w("r", properties(here), text(words)) for words in shown)
    line = paragraph("Footer", [title, w("r", w("tab")), *field("PAGE", one)])
    return _xml(w("ftr", line))


def _xml(element: Element) -> str:
    return str(element.xml)


def _page(foot: str) -> Element:
    """Return the page: A4, margins of 25 mm, no foot on the cover."""
    margins = dict.fromkeys(("top", "right", "bottom", "left"), 1418)
    foot_of = w("footerReference", type="default")
    foot_of.set(qn("r:id"), foot)
    return w(
        "sectPr",
        foot_of,
        w("pgSz", w=11906, h=16838),
        w("pgMar", **margins, header=709, footer=709, gutter=0),
        w("titlePg"),
    )
