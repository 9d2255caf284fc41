"""The linear document read in the order of the ear: headings, and the texts under each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement

from riweb.document import Document
from riweb.formats.audio.spoken import ABBREVIATION, stands_for
from riweb.languages import interface
from riweb.plan.labels import PERSON

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
LISTS = ("ul", "ol")

# Lines of the cover that nobody wants to hear: the name of another format, and a number of letters.
UNSAID = ("format", "number")

# What stands in a text where a note belongs: this sign for the first note, the next for the next.
NOTES = 0xE100, 0xF8FF
BLOCKS = {
    *HEADINGS, *LISTS, "p", "dl", "table", "blockquote", "figure", "div", "section", "article",
    "pre", "header", "main", "nav", "tbody", "thead",
}  # fmt: skip


@dataclass(frozen=True)
class Text:
    """One text of the document.

    Args:
        level: 1 to 6 of a heading; 0 of anything else.
    """

    words: str
    level: int = 0


@dataclass(frozen=True)
class ReadingOrder:
    """A document as texts in order.

    Args:
        cover: what its cover says besides the title.
        others: how to get other formats.
        contents: the headings of its sections.
        notes: the words of each note that a text has a mark for.
        explained: what its abbreviations stand for.
        ordinary: its words in small letters.
    """

    title: str
    organisation: str
    publisher: str
    day: str
    language: str
    cover: tuple[str, ...]
    others: tuple[str, ...]
    contents: tuple[str, ...]
    texts: tuple[Text, ...]
    notes: tuple[str, ...]
    explained: dict[str, str]
    ordinary: frozenset[str]


def read(document: Document) -> ReadingOrder:
    """Return what a linear document says."""
    tree, said = document.root, document.imprint
    reader = _Reader(document)
    cover = tree.find(".//header")
    main = next(tree.iter("main"))
    formats = [] if cover is None else cover.findall(".//section[@class='formats']")
    # A draft says so in a box of its own.
    lines = [] if cover is None else [*cover.iterfind("p"), *cover.iterfind("div/p")]
    texts = tuple(reader.below(main))
    words = " ".join(text.words for text in texts)
    return ReadingOrder(
        title=reader.inline(tree.find(".//h1")),
        organisation=said.author,
        publisher=said.publisher or said.author,
        day=said.changed.isoformat() if said.changed else "",
        language=document.language,
        cover=tuple(reader.inline(one) for one in lines if one.get("class") not in UNSAID),
        others=tuple(text.words for one in formats for text in reader.below(one)),
        contents=tuple(reader.inline(one) for one in tree.iterfind(".//nav/ul/li")),
        texts=texts,
        notes=tuple(reader.notes),
        explained=_in_brackets(words) | _explained(tree, reader),
        ordinary=_ordinary(words),
    )


def _ordinary(words: str) -> frozenset[str]:
    """Return in small letters the words of a text that stand in it so, or with one capital."""
    found = re.findall(r"\b[^\W\d_]{3,}\b", words)
    return frozenset(one.lower() for one in found if one.islower() or one.istitle())


class _Reader:
    """Reads one document, and keeps the notes that it meets."""

    def __init__(self, document: Document) -> None:
        self.say = interface(document.language).gettext
        self.tree = document.root
        self.notes: list[str] = []

    def below(self, element: HtmlElement) -> Iterator[Text]:
        """Yield the texts of a block, in order."""
        if element.get("aria-hidden") == "true" or element.get("role") == "doc-endnotes":
            return
        if element.tag in HEADINGS:
            yield Text(self.inline(element), int(element.tag[1]))
        elif element.tag in LISTS:
            yield from self._list(element)
        elif element.tag == "dl":
            for group in element:
                yield from self._pair(group)
        elif element.tag == "table":
            yield from self._table(element)
        elif element.tag == "img":
            yield Text(self._picture(element))
        elif element.tag == "blockquote":
            yield Text(self.say("Quotation:"))
            yield from self._inside(element)
            yield Text(self.say("End of quotation."))
        else:
            yield from self._inside(element)

    def _inside(self, element: HtmlElement) -> Iterator[Text]:
        """Yield the texts of what may hold words, blocks or both."""
        line = self.inline(element)
        if line:
            yield Text(line)
        for child in element:
            if child.tag in BLOCKS or child.tag == "img":
                yield from self.below(child)

    def _list(self, element: HtmlElement) -> Iterator[Text]:
        """Yield the items; those of a list that counts with their number."""
        first = int(element.get("start", "1"))
        for place, item in enumerate(element.iterchildren("li"), first):
            texts = list(self._inside(item))
            lead = f"{place}. " if element.tag == "ol" else ""
            block = next((child for child in item if child.tag in BLOCKS), None)
            is_over = block is not None and block.tag in LISTS
            for number, text in enumerate(texts):
                words = lead + text.words if number == 0 else text.words
                if number == 0 and is_over and not words.endswith((":", ".", "?", "!")):
                    words = self.say("%(name)s, and under it:") % {"name": words}
                yield Text(words, text.level)

    def _pair(self, group: HtmlElement) -> Iterator[Text]:
        """Yield a label with its value, or the label and then each of its values."""
        label = " ".join(self.inline(one) for one in group.iter("dt"))
        for value in group.iter("dd"):
            texts = list(self._inside(value))
            if len(texts) == 1 and not texts[0].level:
                yield Text(f"{label} {texts[0].words}")
            else:
                yield Text(label)
                yield from texts

    def _table(self, table: HtmlElement) -> Iterator[Text]:
        """Yield a table row by row, each cell after the name of its column."""
        for caption in table.iter("caption"):
            yield Text(self.say("Table: %(name)s.") % {"name": self.inline(caption)})
        rows = list(table.iter("tr"))
        heads = [self._cell(cell) for cell in rows[0]] if rows else []
        for place, row in enumerate(rows[1:], 1):
            cells = [self._cell(cell) for cell in row]
            said = [
                f"{head}: {cell}" if head else cell
                for head, cell in zip(heads, cells, strict=False)
                if cell
            ]
            number = self.say("Row %(number)d.") % {"number": place}
            yield Text(f"{number} {' '.join(_closed(one) for one in said)}")

    def _cell(self, cell: HtmlElement) -> str:
        return " ".join(text.words for text in self._inside(cell))

    def _picture(self, image: HtmlElement) -> str:
        return self.say("Picture: %(words)s") % {"words": image.get("alt", "")}

    def inline(self, element: HtmlElement) -> str:
        """Return the words of an element without those of its blocks."""
        return " ".join("".join(self._runs(element)).split())

    def _runs(self, element: HtmlElement) -> Iterator[str]:
        yield element.text or ""
        for child in element:
            if child.tag == "br":
                yield ", "
            elif child.tag == "sup" and (note := self._note(child)):
                yield note
            elif isinstance(child.tag, str) and not self._is_left_out(child):
                yield from self._runs(child)
            yield child.tail or ""

    @staticmethod
    def _is_left_out(child: HtmlElement) -> bool:
        return (
            child.tag in BLOCKS
            or child.tag == "img"
            or child.get("aria-hidden") == "true"
            or "footnote-backref" in child.get("class", "")
        )

    def _note(self, mark: HtmlElement) -> str:
        """Return the mark of a note, whose words are kept; empty where it is none."""
        link = mark.find("a")
        target = "" if link is None else link.get("href", "")
        if not target.startswith("#"):
            return ""
        found = self.tree.get_element_by_id(target[1:], None)
        if found is None:
            return ""
        place = len(self.notes)
        self.notes.append("")
        self.notes[place] = " ".join(text.words for text in self._inside(found))
        return chr(NOTES[0] + place)


def _closed(words: str) -> str:
    """Return words as a sentence."""
    return words if words.endswith((".", "?", "!", ":", ".”", "?”")) else f"{words}."


# A name of several words, and its first letters behind it: Environmental Visual Audits (EVAs).
NAMED = re.compile(
    r"((?:[A-Z][\w’-]+ )(?:(?:[A-Z][\w’-]+|of|for|and|the|in) ){0,7})\(([A-Z]{2,8})(s?)\)"
)


def _in_brackets(words: str) -> dict[str, str]:
    """Return what abbreviations stand for that are in brackets behind their name."""
    found = {}
    for name, letters, plural in NAMED.findall(words):
        full = name.strip().removesuffix(plural)
        if stands_for(letters, full):
            found[letters] = full
    return found


def _explained(tree: HtmlElement, reader: _Reader) -> dict[str, str]:
    """Return what the abbreviations of a document stand for, by the document itself."""
    found: dict[str, str] = {}
    for one in tree.iter("abbr"):
        if one.get("title"):
            found[one.text_content()] = one.get("title", "")
    kinds = set(map(reader.say, PERSON.values()))
    for section in ("glossary", "people"):
        for pair in tree.xpath("//section[@id=$id]//dl/div", id=section):
            label = reader.inline(pair.find("dt")).rstrip(":")
            words = reader.inline(pair.find("dd"))
            if section == "glossary":
                words = words.partition(". ")[0]
            if words in kinds or words.endswith("."):
                words = ""
            for written in _forms(label):
                is_meant = section == "people" or stands_for(written, words)
                found[written] = found.get(written) or (words if is_meant else "")
    return found


def _forms(label: str) -> Sequence[str]:
    """Return the abbreviations that a label of the glossary names."""
    return [
        match["bare"] or match["pair"]
        for match in (ABBREVIATION.fullmatch(part) for part in re.split(r",\s*| / ", label))
        if match
    ]
