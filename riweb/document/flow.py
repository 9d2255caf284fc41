"""The linear document as paragraphs, one after the other, for formats that have no tree."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from riweb.document import Document

# A break within a paragraph, while its words are gathered: a line feed of HTML is but a space.
BREAK = "\N{LINE SEPARATOR}"
SPACE = re.compile(r"[ \t\r\n\f]+")
Role = Literal[
    "organisation",
    "title",
    "fact",
    "draft",
    "offer",
    "contents",
    "entry",
    "heading",
    "text",
    "quote",
    "pair",
    "label",
    "item",
    "more",
    "row",
    "caption",
]
Mark = Literal["", "bullet", "number"]


@dataclass(frozen=True)
class Run:
    """Words that are alike in everything.

    Args:
        text: with single spaces; a line feed is a break within the paragraph.
        link: where the words lead: an address, or # and an id of this document.
        note: the number of the note whose mark stands here; the text is then empty.
    """

    text: str
    language: str
    is_strong: bool = False
    is_label: bool = False
    link: str = ""
    note: int = 0


@dataclass(frozen=True)
class Paragraph:
    """A paragraph, a heading, an item of a list, or a label with its value.

    Args:
        role: `fact` is a line of the cover; `label` stands above the list that is its value;
            `more` goes on below an item; `row` is the title of what was a row of a table.
        level: of a heading, 1 to 6; of an item and what goes on below it, 0 for the outermost list.
        ids: what links to this place name.
        group: one number for all paragraphs of one list, with the lists inside it; 0 for none.
        series: one number for all items of one list, without those of the lists inside it.
        mark: what the format puts before an item; empty where its words begin with its number.
        number: of an item of a numbered list.
    """

    role: Role
    runs: tuple[Run, ...]
    level: int = 0
    ids: tuple[str, ...] = ()
    group: int = 0
    series: int = 0
    mark: Mark = ""
    number: int = 0

    @property
    def text(self) -> str:
        """The words without marks of notes."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True)
class Table:
    """A table whose first row holds the headings of its columns.

    Args:
        caption: empty where it has none.
    """

    rows: tuple[tuple[tuple[Run, ...], ...], ...]
    caption: tuple[Run, ...] = ()


@dataclass(frozen=True)
class PictureBlock:
    """A picture, by the name of its file, and what it shows in words."""

    file: str
    words: str
    language: str


@dataclass(frozen=True)
class Footnote:
    """What a mark in the text leads to; numbered through the whole document."""

    number: int
    paragraphs: tuple[Paragraph, ...]


Block = Paragraph | Table | PictureBlock | Footnote


def joined(runs: Sequence[Run]) -> tuple[Run, ...]:
    """Return runs with single spaces and none at either end, those that are alike as one."""
    found: list[Run] = []
    is_open = True
    for run in runs:
        text = "\n" if run.text == BREAK else SPACE.sub(" ", run.text)
        text = text.removeprefix(" ") if is_open else text
        if not text and not run.note:
            continue
        is_open = text.endswith((" ", "\n"))
        if text == "\n" and found:
            found[-1] = replace(found[-1], text=found[-1].text.rstrip())
        if found and not run.note and replace(found[-1], text="") == replace(run, text=""):
            found[-1] = replace(found[-1], text=found[-1].text + text)
        else:
            found.append(replace(run, text=text))
    while found and not found[-1].note and not found[-1].text.rstrip():
        found.pop()
    if found:
        found[-1] = replace(found[-1], text=found[-1].text.rstrip())
    return tuple(found)


# Elements that end the line of words before them.
OWN_LINE = re.compile(
    "p|ul|ol|dl|li|div|table|blockquote|section|article|figure|header|nav|main|hr|img|h[1-6]"
)
STRONG = {"strong", "em", "b", "i"}
HEADING = re.compile("h[1-6]")

# The role of a paragraph of the cover by its class, and of all others by element or class.
COVER: dict[str, Role] = {"organisation": "organisation", "draft": "draft"}
ROLES: dict[str, Role] = {
    "blockquote": "quote",
    "formats": "offer",
    "row-title": "row",
    "caption": "caption",
}

# The number that a statement of a plan begins with, such as “1.2.”.
OWN_NUMBER = re.compile(r"[\w.]+\.")


def read(document: Document) -> tuple[Block, ...]:
    """Return everything that a linear document says, in order.

    What only leads back from a note is left out: formats with notes of their own have their way.
    """
    tree: Any = document.root
    items = [item for notes in tree.find_class("footnotes") for item in notes.iter("li")]
    notes = {item.get("id", ""): number for number, item in enumerate(items, 1)}
    flow = _Flow(notes)
    flow.walk(tree.find("body"), _Place(document.language))
    return tuple(flow.made)


@dataclass(frozen=True)
class _Place:
    """What surrounds an element.

    Args:
        level: of the heading or of the list that this is; -1 outside of both.
    """

    language: str
    role: Role = "text"
    level: int = -1
    group: int = 0

    def at(self, element: Any) -> _Place:
        """Return the place inside an element, which may be in another language."""
        return replace(self, language=element.get("lang") or self.language)


@dataclass
class _Flow:
    """Goes through the elements in order.

    Args:
        notes: the number of each note by its id.
        made: what was found so far.
        line: the words since the last paragraph ended.
        ids: those of elements that began since then.
        item: what the next paragraph is, where it begins an item.
        count: how many lists were met.
    """

    notes: dict[str, int]
    made: list[Block] = field(default_factory=list)
    line: list[Run] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    item: Paragraph | None = None
    count: int = 0

    def walk(self, element: Any, place: _Place) -> None:
        """Go through what an element holds; its words become paragraphs."""
        self._inside(element, place, Run("", place.language))
        self._end(place)

    def _inside(self, element: Any, place: _Place, style: Run) -> None:
        self._words(element.text, style)
        for child in element:
            if isinstance(child.tag, str) and child.get("aria-hidden") != "true":
                self._child(child, place.at(child), style)
            self._words(child.tail, style)

    def _words(self, text: str | None, style: Run) -> None:
        if text:
            self.line.append(replace(style, text=text))

    def _child(self, element: Any, place: _Place, style: Run) -> None:
        if not OWN_LINE.fullmatch(element.tag):
            self._inline(element, place, replace(style, language=place.language))
            return
        # The first paragraph of a value stands behind its label.
        if element.tag != "p" or not all(run.is_label or run.text.isspace() for run in self.line):
            self._end(place)
        self.ids += [element.get("id")] if element.get("id") else []
        self._own_line(element, place)

    def _inline(self, element: Any, place: _Place, style: Run) -> None:
        classes = element.get("class", "").split()
        if "footnote-backref" in classes:
            return
        if "footnote-ref" in classes:
            self.line.append(replace(style, note=self.notes[element.get("href")[1:]]))
            return
        if element.tag == "br":
            self.line.append(replace(style, text=BREAK))
        elif element.tag in STRONG:
            style = replace(style, is_strong=True)
        elif element.tag == "dt" or "way" in classes:
            style = replace(style, is_label=True)
        elif element.tag == "a":
            style = replace(style, link=element.get("href", ""))
        self._inside(element, place, style)

    def _own_line(self, element: Any, place: _Place) -> None:
        name, classes = element.tag, element.get("class", "").split()
        if "footnotes" in classes:
            self.made += self._notes(element, place)
        elif name == "table":
            self.made.append(self._table(element, place))
        elif name == "img":
            words = " ".join(element.get("alt", "").split())
            self.made.append(PictureBlock(element.get("src"), words, place.language))
        elif name in ("ul", "ol"):
            self._list(element, place)
        elif name == "dl":
            self.walk(element, replace(place, role="pair", group=self._group(place)))
        else:
            level = int(name[1]) if HEADING.fullmatch(name) else place.level
            role = self._role(element, classes) or place.role
            self.walk(element, replace(place, role=role, level=level))

    def _role(self, element: Any, classes: Sequence[str]) -> Role | None:
        """Return the role of what stands in an element, where it gives one."""
        around = element.getparent()
        if HEADING.fullmatch(element.tag):
            is_contents = "contents" in around.get("class", "")
            return "contents" if is_contents else "heading" if element.tag != "h1" else "title"
        if element.tag == "p" and "cover" in around.get("class", ""):
            return COVER.get(" ".join(classes), "fact")
        return ROLES.get(element.tag) or next((ROLES[one] for one in classes if one in ROLES), None)

    def _group(self, place: _Place) -> int:
        self.count += 1
        return place.group or self.count

    def _list(self, element: Any, place: _Place) -> None:
        classes = element.get("class", "").split()
        group, series = self._group(place), self.count
        inside = replace(place, role="more", level=place.level + 1, group=group)
        if "reach" in classes:
            inside = replace(inside, role="pair")
        elif "contents" in element.getparent().get("class", ""):
            inside = replace(inside, role="entry")
        for number, item in enumerate(element.iterchildren("li"), int(element.get("start", "1"))):
            if inside.role == "more":
                mark = "number" if element.tag == "ol" else _mark(item)
                new = Paragraph("item", (), inside.level, (), group, series, mark)
                self.item = replace(new, number=number if mark == "number" else 0)
            self.ids += [item.get("id")] if item.get("id") else []
            self.walk(item, inside.at(item))
            self.item = None

    def _end(self, place: _Place) -> None:
        """Make a paragraph of the words that are waiting."""
        runs = joined(self.line)
        self.line.clear()
        if not runs:
            return
        ids, role = tuple(self.ids), place.role
        self.ids.clear()
        if role == "pair":
            role = "label" if all(run.is_label for run in runs) else role
            role = role if any(run.is_label for run in runs) else "text"
        made = Paragraph(role, runs, max(place.level, 0), group=place.group)
        self.made.append(replace(self.item or made, runs=runs, ids=ids))
        self.item = None

    def _table(self, element: Any, place: _Place) -> Table:
        caption = element.find("caption")
        rows = (row.iterchildren("th", "td") for row in element.iter("tr"))
        made = tuple(tuple(self._cell(cell, place.at(cell)) for cell in row) for row in rows)
        return Table(made, () if caption is None else self._cell(caption, place.at(caption)))

    def _cell(self, element: Any, place: _Place) -> tuple[Run, ...]:
        self._inside(element, place, Run("", place.language))
        runs = joined(self.line)
        self.line.clear()
        return runs

    def _notes(self, element: Any, place: _Place) -> Iterator[Footnote]:
        for item in element.iter("li"):
            inside = _Flow(self.notes, count=self.count)
            inside.walk(item, _Place(place.at(item).language))
            self.count = inside.count
            paragraphs = tuple(one for one in inside.made if isinstance(one, Paragraph))
            yield Footnote(self.notes[item.get("id")], paragraphs)


def _mark(item: Any) -> Mark:
    """Return what stands before an item: nothing where its words begin with a number."""
    is_first = not (item.text or "").strip() and len(item) and item[0].tag == "strong"
    return "" if is_first and OWN_NUMBER.fullmatch(item[0].text or "") else "bullet"
