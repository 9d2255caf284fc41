"""Make the OpenDocument text of a plan: its paragraphs, lists, tables, pictures and notes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import groupby

from riweb.document import flow, volumes
from riweb.document.flow import Block, Footnote, Paragraph, PictureBlock, Role, Run, Table
from riweb.document.linear import for_format
from riweb.format_record import FileSpec, MadeFile
from riweb.formats import pixels
from riweb.formats.odt import odt_styles
from riweb.formats.odt.automatic_styles import AutomaticStyles
from riweb.formats.odt.odf_package import (
    VERSION,
    OdfElement,
    add,
    facts_of,
    meta,
    name_of,
    odf,
    pack,
)
from riweb.formats.odt.odt_styles import ROOM
from riweb.formats.pdf import drawing
from riweb.formats.profiles import WORD_PT
from riweb.languages import interface

START = name_of("text:start-value")

# A wider table is told row by row, since its columns would hold two words a line.
MOST_COLUMNS = 4

# As large as a picture may be, and how sharp a drawing is: as sharp as print.
MOST_MM, DPI = (odt_styles.WIDTH_MM, 150), 300
STYLES: Mapping[Role, str] = {
    "organisation": "Cover_20_organisation",
    "title": "Title",
    "fact": "Cover_20_line",
    "draft": "Cover_20_draft",
    "offer": "Cover_20_offer",
    "quote": "Quotations",
    "pair": "Label_20_and_20_value",
    "label": "Label_20_of_20_a_20_list",
    "more": "List_20_Contents",
    "item": "List_20_Contents",
    "row": "Row_20_title",
    "caption": "Caption",
}


def make(spec: FileSpec) -> tuple[MadeFile, ...]:
    """Return the OpenDocument text, with the words that pages offer it by.

    Raises:
        OptionRefused: when the size is not one that we can make.
        EngineComplaint: when a picture cannot be drawn.
    """
    title = interface(spec.language).gettext("OpenDocument text")
    document = volumes.as_cards(for_format(spec.document, title), MOST_COLUMNS)
    return (MadeFile(write(document, spec), title, "ODT"),)


def write(document: str, spec: FileSpec) -> bytes:
    """Return a linear document as an OpenDocument text.

    Args:
        document: with the name of the format in it.
    """
    blocks, facts = flow.read(document), facts_of(document, spec.language)
    size_pt = spec.number("size", odt_styles.SIZE_PT, WORD_PT)
    titles = (one.text for one in blocks if isinstance(one, Paragraph) and one.role == "title")
    body = OdtBody(blocks, spec)
    made = list(body.of(blocks))
    content = odf(
        "office:document-content",
        {"office:version": VERSION},
        odf("office:automatic-styles", {}, *body.styles.made.values()),
        odf("office:body", {}, odf("office:text", {}, *made)),
    )
    parts = {
        "content.xml": content,
        "styles.xml": odt_styles.part(spec.language, spec.brand, size_pt, next(titles, "")),
        "meta.xml": meta(facts),
    }
    return pack(parts, body.pictures)


@dataclass
class OpenList:
    """A list that may go on.

    Args:
        level: 0 for the outermost.
        item: the last item so far.
    """

    level: int
    group: int
    series: int
    element: OdfElement
    item: OdfElement


class OdtBody:
    """Makes the elements of the text.

    Args:
        spec: says where pictures are, and the language of the document.
        pictures: those of the package, by their names in it.
    """

    def __init__(self, blocks: Sequence[Block], spec: FileSpec) -> None:
        self.spec = spec
        self.styles = AutomaticStyles()
        self.pictures: dict[str, bytes] = {}
        self._notes = {one.number: one for one in blocks if isinstance(one, Footnote)}
        # The number of each note as programs count them: by its first mark.
        self._marked: dict[int, int] = {}
        self._places = _places(blocks)
        self._lists: list[OpenList] = []
        self._tables = 0
        self._heading = ""

    def of(self, blocks: Sequence[Block]) -> Iterator[OdfElement]:
        """Yield the elements of a document: its cover, its contents and everything after them."""
        cover = next((n for n, one in enumerate(blocks) if _role(one) == "contents"), len(blocks))
        after = cover + 1
        while after < len(blocks) and _role(blocks[after]) == "entry":
            after += 1
        for number, one in enumerate(blocks[:cover]):
            if isinstance(one, Paragraph):
                name = "Cover_20_line" if one.role in ("pair", "text") else STYLES[one.role]
                if not number:
                    name = self.styles.paragraph(name, {}, "Cover")
                yield self._paragraph(one, name)
        if contents := [one for one in blocks[cover:after] if isinstance(one, Paragraph)]:
            yield self._contents(contents)
        yield from self._main(blocks[after:])

    def _contents(self, paragraphs: Sequence[Paragraph]) -> OdfElement:
        """Return the list of contents, whose numbers of pages the reader's program puts in."""
        title, *entries = paragraphs
        name = "Contents_20_Heading"
        head = odf("text:p", {"text:style-name": name}, *self.words(title.runs))
        made = [odf("text:index-title", {"text:name": "Contents_Head"}, head)]
        for one in entries:
            line = odf("text:p", {"text:style-name": "Contents_20_1"}, *self.words(one.runs))
            place = next((run.link for run in one.runs if run.link.startswith("#")), "")
            if place:
                goal = {"text:reference-format": "page", "text:ref-name": self._places[place[1:]]}
                add(line, odf("text:tab"), odf("text:bookmark-ref", goal))
            made.append(line)
        level = {"text:outline-level": "1", "text:style-name": "Contents_20_1"}
        dots = {"style:type": "right", "style:leader-char": "."}
        entry = odf(
            "text:table-of-content-entry-template",
            level,
            odf("text:index-entry-link-start"),
            odf("text:index-entry-text"),
            odf("text:index-entry-tab-stop", dots),
            odf("text:index-entry-page-number"),
            odf("text:index-entry-link-end"),
        )
        named = odf("text:index-title-template", {"text:style-name": name}, title.text)
        source = odf("text:table-of-content-source", {"text:outline-level": "1"}, named, entry)
        body = odf("text:index-body", {}, *made)
        own = {"text:name": title.text, "text:protected": "false"}
        return odf("text:table-of-content", own, source, body)

    def _main(self, blocks: Sequence[Block]) -> Iterator[OdfElement]:
        last: Block | None = None
        for one in blocks:
            if isinstance(one, Footnote):
                # Notes stand where they are marked.
                continue
            if not isinstance(one, Paragraph) or one.role not in ("item", "more"):
                self._lists.clear()
            if isinstance(one, Table):
                yield from self._table(one)
            elif isinstance(one, PictureBlock):
                yield self._picture(one)
            elif one.role == "heading":
                self._heading = one.text
                level = one.level - 1
                name = self._apart(f"Heading_20_{level}", one, last)
                own = {"text:style-name": name, "text:outline-level": str(level)}
                yield odf("text:h", own, *self._inside(one))
            elif one.role == "item":
                yield from self._item(one)
            elif one.role == "more" and (at := self._under(one)):
                at.item.append(self._paragraph(one, STYLES["more"]))
            else:
                name = STYLES.get(one.role, "Standard")
                yield self._paragraph(one, self._apart(name, one, last))
            last = one

    def _apart(self, name: str, one: Paragraph, last: Block | None) -> str:
        """Return a style that begins a page, or leaves room, above what only that tells apart."""
        if last is None:
            # Where one margin is given, some programs take the other for nothing.
            after = odt_styles.HEADINGS[1][2] if one.role == "heading" else ROOM[name][1]
            room = odt_styles.margins(0, after)
            return self.styles.paragraph(name, {"fo:break-before": "page", **room})
        if one.role in ("heading", "row", "caption") or isinstance(last, Table):
            return name
        group = last.group if isinstance(last, Paragraph) else 0
        if group not in (0, one.group):
            return self.styles.paragraph(name, odt_styles.margins(8, ROOM[name][1]))
        return name

    def _paragraph(self, one: Paragraph, name: str) -> OdfElement:
        return odf("text:p", {"text:style-name": name}, *self._inside(one))

    def _inside(self, one: Paragraph) -> Iterator[OdfElement | str]:
        """Yield what a paragraph holds, after the names of its place."""
        for id_ in one.ids:
            if id_ in self._places:
                yield odf("text:bookmark", {"text:name": self._places[id_]})
        yield from self.words(one.runs)

    def _under(self, one: Paragraph) -> OpenList | None:
        """Return the list whose last item a paragraph goes on with."""
        while self._lists and self._lists[-1].level > one.level:
            self._lists.pop()
        return self._lists[-1] if self._lists else None

    def _item(self, one: Paragraph) -> Iterator[OdfElement]:
        """Put an item into its list; yield the list where it is new and in no other."""
        item = odf("text:list-item", {}, self._paragraph(one, STYLES["item"]))
        if self._lists and self._lists[-1].group != one.group:
            self._lists.clear()
        under = self._under(one)
        if under and under.level == one.level and under.series == one.series:
            under.element.append(item)
            under.item = item
            return
        if under and under.level == one.level:
            self._lists.pop()
            under = self._lists[-1] if self._lists else None
        if one.mark == "number" and one.number != 1:
            item.set(START, str(one.number))
        made = odf("text:list", {"text:style-name": odt_styles.LISTS[one.mark]}, item)
        self._lists.append(OpenList(one.level, one.group, one.series, made, item))
        if under:
            under.item.append(made)
        else:
            yield made

    def _table(self, table: Table) -> Iterator[OdfElement]:
        if table.caption:
            yield odf("text:p", {"text:style-name": "Caption"}, *self.words(table.caption))
        self._tables += 1
        columns = max(map(len, table.rows))
        about = "".join(run.text for run in table.caption) or self._heading
        own = {"table:name": f"Table {self._tables}", "table:style-name": "Plan_table"}
        column = {
            "table:style-name": self.styles.column(columns),
            "table:number-columns-repeated": str(columns),
        }
        head, *rows = (self._row(row, columns, is_head=not n) for n, row in enumerate(table.rows))
        yield odf(
            "table:table",
            own,
            odf("table:title", {}, about),
            odf("table:table-column", column),
            odf("table:table-header-rows", {}, head),
            *rows,
        )

    def _row(self, row: Sequence[Sequence[Run]], columns: int, is_head: bool) -> OdfElement:
        name = "Table_20_Heading" if is_head else "Table_20_Contents"
        cell = {"table:style-name": "Plan_cell", "office:value-type": "string"}
        return odf(
            "table:table-row",
            {"table:style-name": "Plan_row"},
            *(
                odf(
                    "table:table-cell",
                    cell,
                    odf("text:p", {"text:style-name": name}, *self.words(runs)),
                )
                for runs in (*row, *((),) * (columns - len(row)))
            ),
        )

    def _picture(self, picture: PictureBlock) -> OdfElement:
        """Return a picture at its own size, or as large as the page lets it be."""
        images = self.spec.images
        assert images is not None
        drawn = drawing.page(self.spec.templates, images, picture.file, MOST_MM)
        # At 72 dots to the inch, a dot is a point.
        (small,) = pixels.of_pages(drawn, pixels.PT_PER_INCH)
        ending = picture.file.rpartition(".")[2].lower()
        if ending == "svg":
            (image,) = pixels.of_pages(drawn, DPI)
            kept = BytesIO()
            image.save(kept, "PNG", dpi=(DPI, DPI), optimize=True)
            ending, content = "png", kept.getvalue()
        else:
            content = (images / picture.file).read_bytes()
        number = len(self.pictures) + 1
        name = f"Pictures/{number}.{'jpg' if ending == 'jpeg' else ending}"
        self.pictures[name] = content
        link = {"xlink:href": name, "xlink:type": "simple", "xlink:show": "embed"}
        frame = odf(
            "draw:frame",
            {
                "draw:name": f"Picture {number}",
                "draw:style-name": "Plan_picture",
                "text:anchor-type": "as-char",
                "svg:width": f"{small.width}pt",
                "svg:height": f"{small.height}pt",
            },
            odf("draw:image", {**link, "xlink:actuate": "onLoad"}),
            odf("svg:desc", {}, picture.words),
        )
        return odf("text:p", {"text:style-name": "Picture"}, frame)

    def words(self, runs: Iterable[Run]) -> Iterator[OdfElement | str]:
        """Yield the content of a paragraph: each link as one, with all its words."""
        for link, group in groupby(runs, key=lambda run: run.link):
            inside = [part for run in group for part in self._run(run)]
            if not link:
                yield from inside
                continue
            goal = f"#{self._places[link[1:]]}" if link.startswith("#") else link
            look = {"text:style-name": "Internet_20_link"}
            look["text:visited-style-name"] = "Visited_20_Internet_20_Link"
            yield odf("text:a", {"xlink:type": "simple", "xlink:href": goal, **look}, *inside)

    def _run(self, run: Run) -> Iterator[OdfElement | str]:
        if run.note:
            yield self._mark(run.note)
            return
        lines: list[OdfElement | str] = []
        for number, line in enumerate(run.text.split("\n")):
            lines += [odf("text:line-break"), line] if number else [line]
        name = "Label" if run.is_label else "Strong_20_Emphasis" if run.is_strong else ""
        if run.language != self.spec.language:
            name = self.styles.words(name, run.language)
        if name:
            yield odf("text:span", {"text:style-name": name}, *lines)
        else:
            yield from lines

    def _mark(self, number: int) -> OdfElement:
        """Return a note where it is first marked, and its number where it is marked again."""
        kind, name = {"text:note-class": "footnote"}, f"ftn{number}"
        if number in self._marked:
            own = {"text:reference-format": "text", "text:ref-name": name}
            again = odf("text:note-ref", {**kind, **own}, str(self._marked[number]))
            return odf("text:span", {"text:style-name": "Footnote_20_anchor"}, again)
        self._marked[number] = len(self._marked) + 1
        inside = [self._paragraph(one, "Footnote") for one in self._notes[number].paragraphs]
        # Between the number and the words.
        space = odf("text:s")
        space.tail, inside[0].text = inside[0].text, None
        inside[0].insert(0, space)
        return odf(
            "text:note",
            {**kind, "text:id": name},
            odf("text:note-citation", {}, str(self._marked[number])),
            odf("text:note-body", {}, *inside),
        )


def _places(blocks: Sequence[Block]) -> dict[str, str]:
    """Return a name for each place that links inside the document lead to, by its id."""
    found: dict[str, str] = {}
    for link in (run.link for run in _runs(blocks)):
        if link.startswith("#") and link[1:] not in found:
            stem = re.sub(r"\W", "_", f"p_{link[1:]}", flags=re.ASCII)
            name, number = stem, 1
            while name in found.values():
                number += 1
                name = f"{stem}_{number}"
            found[link[1:]] = name
    return found


def _runs(blocks: Sequence[Block]) -> Iterator[Run]:
    """Yield every run of words, those of notes and tables among them."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield from block.runs
        elif isinstance(block, Footnote):
            yield from _runs(block.paragraphs)
        elif isinstance(block, Table):
            yield from (
                run for row in (*block.rows, (block.caption,)) for one in row for run in one
            )


def _role(block: Block) -> str:
    return block.role if isinstance(block, Paragraph) else ""
