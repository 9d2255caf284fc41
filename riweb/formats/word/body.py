"""The paragraphs, tables and pictures of a Word document, in order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path

from docx.parts.document import DocumentPart
from docx.shared import Emu, Mm

from riweb.formats import Order, pixels
from riweb.formats.paragraphs import Block, Paragraph, Picture, Role, Run, Table
from riweb.formats.pdf import drawing
from riweb.formats.word.markup import Element, field, w
from riweb.formats.word.numbering import LEVELS, Kind, Lists, indent
from riweb.formats.word.words import Words

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
        order: says where pictures and our typeface are.
        size_pt: of the text.
        lists: those so far.
    """

    def __init__(self, part: DocumentPart, words: Words, order: Order, size_pt: int) -> None:
        self.part = part
        self.words = words
        self.order = order
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
            elif isinstance(one, Picture):
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

    def _picture(self, picture: Picture) -> Element:
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
        images = self.order.images or Path()
        if not name.lower().endswith(".svg"):
            return str(images / name)
        drawn = drawing.page(self.order.templates, images, name, (WIDTH.mm, TALLEST.mm))
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
