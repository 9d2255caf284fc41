"""The paragraphs, tables and pictures of a Word document, in order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from docx.parts.document import DocumentPart
from docx.shared import Emu, Mm

from riweb.formats.paragraphs import Block, Paragraph, Picture, Role, Run, Table
from riweb.formats.word.markup import Element, field, w
from riweb.formats.word.numbering import BULLETS, indent
from riweb.formats.word.words import Words

# The text area of A4 between our margins.
WIDTH, TALLEST = Mm(160), Mm(200)
WIDTH_TWIPS = 9070

STYLES: dict[Role, str] = {
    "organisation": "CoverOrganisation",
    "title": "Title",
    "fact": "CoverLine",
    "draft": "CoverDraft",
    "offer": "CoverOffer",
    "contents": "TOCHeading",
    "entry": "TOC1",
    "quote": "Quote",
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
        images: the folder of the plan's pictures, or None.
        size_pt: of the text.
        starts: the level and first number of each numbered list so far.
    """

    def __init__(self, part: DocumentPart, words: Words, images: Path | None, size_pt: int) -> None:
        self.part = part
        self.words = words
        self.images = images
        self.size_pt = size_pt
        self.starts: list[tuple[int, int]] = []
        self._lists: dict[int, int] = {}
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
            # What can be asked for, and how, stands between two lines.
            style = "CoverOffer" if one.role == "pair" else STYLES[one.role]
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
        is_first, is_after_table = True, False
        for one in blocks:
            if isinstance(one, Table):
                yield from self._table(one)
            elif isinstance(one, Picture):
                yield self._picture(one)
            elif isinstance(one, Paragraph):
                yield self._in_main(one, is_first, is_after_table)
                is_first = False
            is_after_table = isinstance(one, Table)
        if is_after_table:
            yield w("p")

    def _in_main(self, one: Paragraph, is_first: bool, is_after_table: bool) -> Element:
        if one.role == "heading":
            self._heading = one.text
            made = self._paragraph(one, f"Heading{one.level - 1}")
            if is_first:
                made.pPr.insert_element_before(w("pageBreakBefore"), *AFTER_BREAK)
            return made
        if one.role == "item":
            return self._item(one)
        made = self._paragraph(one, STYLES.get(one.role, ""))
        if one.role == "more":
            self._move(made, indent(one.level, self.size_pt))
        if is_after_table:
            made.get_or_add_pPr().insert_element_before(w("spacing", before=240), "w:ind")
        return made

    def _paragraph(self, one: Paragraph, style: str) -> Element:
        inside = self.words.places.around(one.ids, list(self.words.of(one.runs)))
        return paragraph(style, inside)

    def _item(self, one: Paragraph) -> Element:
        if not one.mark:
            made = self._paragraph(one, "ListContinue")
            self._move(made, indent(one.level - 1, self.size_pt))
            return made
        is_number = one.mark == "number"
        made = self._paragraph(one, "ListNumber" if is_number else "ListBullet")
        number = self._list(one) if is_number else BULLETS
        level = w("ilvl", val=min(one.level, 8))
        made.pPr.append(w("numPr", level, w("numId", val=number)))
        return made

    def _list(self, one: Paragraph) -> int:
        """Return the number of the list that an item belongs to."""
        if one.series not in self._lists:
            self.starts.append((min(one.level, 8), one.number))
            self._lists[one.series] = BULLETS + len(self.starts)
        return self._lists[one.series]

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
                w("tblLook", val="0020", firstRow=1, lastRow=0, firstColumn=0, lastColumn=0),
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
        path = (self.images or Path()) / picture.file
        inline = self.part.new_pic_inline(str(path))
        wide, high = inline.extent.cx, inline.extent.cy
        scale = min(1.0, WIDTH / wide, TALLEST / high)
        inline.extent.cx = Emu(int(wide * scale))
        inline.extent.cy = Emu(int(high * scale))
        size = inline.graphic.graphicData.pic.spPr
        size.cx, size.cy = inline.extent.cx, inline.extent.cy
        self._pictures += 1
        inline.docPr.set("id", str(self._pictures))
        inline.docPr.set("descr", picture.words)
        return paragraph("Picture", [w("r", w("drawing", inline))])


# What follows a break before the page among the properties of a paragraph.
AFTER_BREAK = ("w:numPr", "w:pBdr", "w:spacing", "w:ind")


def paragraph(style: str, inside: Sequence[Element]) -> Element:
    """Return a paragraph in a style, the usual one where it is empty."""
    look = [w("pPr", w("pStyle", val=style))] if style else []
    return w("p", *look, *inside)


def _role(block: Block) -> str:
    return block.role if isinstance(block, Paragraph) else ""
