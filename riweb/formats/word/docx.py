"""Make the Word document of a plan: its paragraphs, tables, pictures and notes, in order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.parts.document import DocumentPart
from docx.shared import Emu, Mm

from riweb.document import Document, flow, volumes
from riweb.document.flow import Block, Footnote, Paragraph, PictureBlock, Role, Run, Table
from riweb.formats import FileSpec, MadeFile, pixels
from riweb.formats.pdf import drawing
from riweb.formats.profiles import WORD_PT
from riweb.formats.word import look, word_parts
from riweb.formats.word.runs import (
    Bookmarks,
    Element,
    RunWriter,
    field,
    properties,
    spaces,
    text,
    w,
)
from riweb.formats.word.word_parts import LEVELS, About, Kind, Lists, Parts, indent
from riweb.languages import interface

# The text area of A4 between our margins.
WIDTH, TALLEST = Mm(160), Mm(150)
WIDTH_TWIPS = 9070

# Of drawings: as sharp as print.
DPI = 300
STYLES: dict[Role, str] = {
    "organisation": "CoverOrganisation",
    "title": "Title",
    "fact": "CoverLine",
    "draft": "CoverDraft",
    "offer": "CoverOffer",
    "contents": "TOCHeading",
    "entry": "TOC1",
    "quote": "Quotation",
    "pair": "LabelAndValue",
    "label": "LabelOfList",
    "more": "ListContinue",
    "row": "RowTitle",
    "caption": "Caption",
}


class Body:
    """Makes the elements of the body.

    Args:
        part: keeps pictures.
        spec: says where pictures and our typeface are.
        size_pt: of the text.
        lists: those so far.
    """

    def __init__(self, part: DocumentPart, words: RunWriter, spec: FileSpec, size_pt: int) -> None:
        self.part = part
        self.words = words
        self.spec = spec
        self.size_pt = size_pt
        self.lists = Lists()
        self._pictures = 0
        self._heading = ""

    def of(self, blocks: Sequence[Block]) -> Iterator[Element]:
        """Yield the elements of a document: its cover, its contents and everything after them."""
        cover = next((n for n, one in enumerate(blocks) if _role(one) == "contents"), len(blocks))
        after = cover + 1
        while after < len(blocks) and _role(blocks[after]) == "entry":
            after += 1
        yield from self._cover([one for one in blocks[:cover] if isinstance(one, Paragraph)])
        if contents := [one for one in blocks[cover:after] if isinstance(one, Paragraph)]:
            yield self._contents(contents)
        yield from self._main(blocks[after:])

    def _cover(self, paragraphs: Sequence[Paragraph]) -> Iterator[Element]:
        for one in paragraphs:
            style = "CoverLine" if one.role in ("pair", "text") else STYLES[one.role]
            yield self._paragraph(one, style)

    def _contents(self, paragraphs: Sequence[Paragraph]) -> Element:
        """Return the field of the contents, with its entries.

        It is not asked to be made again on opening, which Word would not do without a question.
        Page numbers come when a reader does so: nobody knows them before.
        """
        title, *entries = paragraphs
        made = [self._paragraph(title, STYLES["contents"])]
        lines = [self._paragraph(one, STYLES["entry"]) for one in entries]
        begin, asked, separate, end = field('TOC \\o "1-1" \\h \\z \\u')
        for number, run in enumerate((begin, asked, separate), 1):
            lines[0].insert(number, run)
        lines[-1].append(end)
        kind = w("docPartObj", w("docPartGallery", val="Table of Contents"), w("docPartUnique"))
        return w("sdt", w("sdtPr", kind), w("sdtContent", *made, *lines))

    def _main(self, blocks: Sequence[Block]) -> Iterator[Element]:
        last: Block | None = None
        for one in whole_items(blocks):
            if isinstance(one, Table):
                yield from self._table(one)
            elif isinstance(one, PictureBlock):
                yield self._picture(one)
            elif isinstance(one, Paragraph):
                made = self._in_main(one)
                self._part(made, one, last)
                yield made
            else:
                # Notes have a part of their own.
                continue
            last = one
        if isinstance(last, Table):
            yield w("p")

    def _in_main(self, one: Paragraph) -> Element:
        if one.role == "heading":
            self._heading = one.text
            return self._paragraph(one, f"Heading{one.level - 1}")
        if one.role == "item":
            return self._item(one)
        made = self._paragraph(one, STYLES.get(one.role, "Normal"))
        if one.role == "more":
            self._move(made, indent(one.level, self.size_pt))
        return made

    @staticmethod
    def _part(made: Element, one: Paragraph, last: Block | None) -> None:
        """Begin a page, or leave room, above what nothing but that tells from what was before."""
        if last is None:
            made.pPr.insert_element_before(w("pageBreakBefore"), *AFTER_BREAK)
        elif one.role in ("heading", "row", "caption"):
            return
        elif isinstance(last, Table) or last_group(last) not in (0, one.group):
            made.pPr.insert_element_before(w("spacing", before=160), "w:ind")

    def _paragraph(self, one: Paragraph, style: str) -> Element:
        inside = self.words.places.around(one.ids, list(self.words.of(one.runs)))
        return paragraph(style, inside)

    def _item(self, one: Paragraph) -> Element:
        if not one.mark:
            made = self._paragraph(one, "ListContinue")
            self._move(made, indent(one.level - 1, self.size_pt))
            return made
        kind: Kind = "number" if one.mark == "number" else "bullet"
        made = self._paragraph(one, "ListNumber" if kind == "number" else "ListBullet")
        level = min(one.level, LEVELS - 1)
        number = self.lists.number(one.series, kind, level, one.number)
        made.pPr.append(w("numPr", w("ilvl", val=level), w("numId", val=number)))
        return made

    @staticmethod
    def _move(made: Element, left: int) -> None:
        if left:
            made.pPr.append(w("ind", left=left))

    def _table(self, table: Table) -> Iterator[Element]:
        if table.caption:
            yield paragraph("Caption", list(self.words.of(table.caption)))
        columns = max(map(len, table.rows))
        width = WIDTH_TWIPS // columns
        about = "".join(run.text for run in table.caption) or self._heading
        yield w(
            "tbl",
            w(
                "tblPr",
                w("tblStyle", val="PlanTable"),
                w("tblW", w=5000, type="pct"),
                w("tblLook", val="0620", firstRow=1, noHBand=1, noVBand=1),
                w("tblCaption", val=about),
            ),
            w("tblGrid", *(w("gridCol", w=width) for _ in range(columns))),
            *(self._row(row, columns, is_head=not n) for n, row in enumerate(table.rows)),
        )

    def _row(self, row: Sequence[Sequence[Run]], columns: int, is_head: bool) -> Element:
        style = "TableHeading" if is_head else "TableText"
        cells = [*row, *((),) * (columns - len(row))]
        head = [w("tblHeader")] if is_head else []
        return w(
            "tr",
            w("trPr", w("cantSplit"), *head),
            *(
                w(
                    "tc",
                    w("tcPr", w("tcW", w=WIDTH_TWIPS // columns, type="dxa")),
                    paragraph(style, list(self.words.of(cell))),
                )
                for cell in cells
            ),
        )

    def _picture(self, picture: PictureBlock) -> Element:
        """Return a picture at its own size, or as large as the page lets it be."""
        inline = self.part.new_pic_inline(self._file(picture.file))
        wide, high = inline.extent.cx, inline.extent.cy
        scale = min(1.0, WIDTH / wide, TALLEST / high)
        inline.extent.cx = Emu(int(wide * scale))
        inline.extent.cy = Emu(int(high * scale))
        size = inline.graphic.graphicData.pic.spPr
        size.cx, size.cy = inline.extent.cx, inline.extent.cy
        self._pictures += 1
        inline.docPr.set("id", str(self._pictures))
        inline.docPr.set("descr", picture.words)
        for side in ("distT", "distB", "distL", "distR"):
            inline.set(side, "0")
        return paragraph("Picture", [w("r", w("drawing", inline))])

    def _file(self, name: str) -> str | BytesIO:
        """Return the path of a picture, or a drawing as pixels, which every Word can show."""
        images = self.spec.images or Path()
        if not name.lower().endswith(".svg"):
            return str(images / name)
        drawn = drawing.page(self.spec.templates, images, name, (WIDTH.mm, TALLEST.mm))
        (image,) = pixels.of_pages(drawn, DPI)
        kept = BytesIO()
        image.save(kept, "PNG", dpi=(DPI, DPI), optimize=True)
        kept.seek(0)
        return kept


# What follows a break before the page among the properties of a paragraph.
AFTER_BREAK = ("w:numPr", "w:pBdr", "w:spacing", "w:ind")


def paragraph(style: str, inside: Sequence[Element]) -> Element:
    """Return a paragraph in a style."""
    return w("p", w("pPr", w("pStyle", val=style)), *inside)


def whole_items(blocks: Sequence[Block]) -> list[Block]:
    """Return blocks in which what goes on below an item is further lines of it.

    A paragraph of its own would end the list in Word and begin another after it, and a screen
    reader would say so each time.
    """
    found: list[Block] = []
    for one in blocks:
        last = found[-1] if found else None
        if (
            isinstance(one, Paragraph)
            and isinstance(last, Paragraph)
            and (one.role, last.role, one.level) == ("more", "item", last.level)
            and last.mark
        ):
            line = Run("\n", one.runs[0].language)
            runs, ids = (*last.runs, line, *one.runs), (*last.ids, *one.ids)
            found[-1] = replace(last, runs=runs, ids=ids)
        else:
            found.append(one)
    return found


def last_group(block: Block) -> int:
    """Return the group of a paragraph; 0 for anything else."""
    return block.group if isinstance(block, Paragraph) else 0


def _role(block: Block) -> str:
    return block.role if isinstance(block, Paragraph) else ""


# The line between text and notes, and the one where a note goes on: Word wants both as notes.
LINES = ((-1, "separator"), (0, "continuationSeparator"))


def root() -> Element:
    """Return the root of the part, with the lines between text and notes."""
    made: Element = parse_xml(f"<w:footnotes {spaces()}/>")
    for number, kind in LINES:
        line = w("p", w("r", w(kind)))
        made.append(w("footnote", line, type=kind, id=number))
    return made


def fill(made: Element, notes: Sequence[Footnote], words: RunWriter) -> None:
    """Put the notes into the part, in the order of their marks."""
    order = words.places.notes
    for note in sorted(notes, key=lambda one: order[one.number]):
        lines = []
        for place, one in enumerate(note.paragraphs):
            inside = list(words.of(one.runs))
            lines.append(paragraph("FootnoteText", inside if place else [*_mark(), *inside]))
        made.append(w("footnote", *lines, id=order[note.number]))


def _mark() -> list[Element]:
    style = w("rPr", w("rStyle", val="FootnoteReference"))
    return [w("r", style, w("footnoteRef")), w("r", text(" "))]


# A wider table is told row by row, since its columns would hold two words a line in large print.
MOST_COLUMNS = 4


def make(spec: FileSpec) -> tuple[MadeFile, ...]:
    """Return the Word document, with the words that pages offer it by."""
    title = interface(spec.language).gettext("Word document")
    document = volumes.as_cards(spec.document.as_format(title), MOST_COLUMNS)
    return (MadeFile(write(document, spec), title, "DOCX"),)


def write(document: Document, spec: FileSpec) -> bytes:
    """Return a linear document as a Word document.

    Args:
        document: with the name of the format in it.
    """
    about, blocks = _about(document), flow.read(document)
    size_pt = spec.number("size", look.SIZE_PT, WORD_PT)
    parts = Parts(about)
    foot = parts.add("footer1", _footer(blocks, spec.language), "FOOTER")
    marks = Counter(run.note for run in _runs(blocks))
    again = frozenset(number for number, times in marks.items() if times > 1)
    places = Bookmarks(run.link[1:] for run in _runs(blocks) if run.link.startswith("#"))
    body = Body(parts.document, RunWriter(parts.document, places, again), spec, size_pt)
    inside: Any = parts.document.element.body
    for element in body.of(blocks):
        inside.append(element)
    inside.append(_page(foot))
    if found := [one for one in blocks if isinstance(one, Footnote)]:
        part = parts.add_open("footnotes", root())
        fill(part.element, found, RunWriter(part, places))
    parts.add("styles", look.part(spec.language, spec.brand, size_pt))
    parts.add("numbering", word_parts.part(body.lists.made, size_pt))
    return parts.content()


def _about(document: Document) -> About:
    """Return what a document says of itself."""
    said = document.imprint
    return About(
        title=said.title,
        author=said.author,
        description=said.description,
        language=document.language,
        day=said.changed.isoformat() if said.changed else "",
    )


def _runs(blocks: Sequence[Block]) -> Iterator[Run]:
    """Yield every run of words, those of notes and tables among them."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield from block.runs
        elif isinstance(block, Footnote):
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
