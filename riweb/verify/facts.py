"""What a finished file says, block by block, whatever its format."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, Literal

from lxml import html as parser

Kind = Literal["title", "contents", "heading", "text", "item", "cell", "picture", "note"]


@dataclass(frozen=True)
class ReadBlock:
    """A paragraph, a heading, an item, a cell, the words for a picture, or a note.

    Args:
        spans: its words in order, each stretch with its language.
        level: of a heading, 1 for the sections of a plan.
        links: the addresses outside that it leads to, in order.
    """

    kind: Kind
    spans: tuple[tuple[str, str], ...]
    level: int = 0
    links: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """All its words, with single spaces."""
        return " ".join("".join(words for words, _ in self.spans).split())


def spans(runs: list[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Return words with their languages, neighbours in one language as one."""
    return tuple(
        ("".join(words for words, _ in group), language)
        for language, group in groupby(runs, key=lambda run: run[1])
    )


# Elements that stand in a line of words; all others begin a new fact. A label and its value are
# one, unless the value is several.
IN_LINE = {
    *("a", "abbr", "b", "br", "code", "em", "i", "img", "span", "strong", "sub", "sup"),
    *("dt", "dd"),
}
KINDS: dict[str, Kind] = {
    **{f"h{level}": "heading" for level in range(1, 7)},
    **{"li": "item", "td": "cell", "th": "cell"},
}

# Elements with one of these classes say nothing of the plan: what is said of a format, a way back.
UNSAID = ("format", "footnote-backref")

# A line that ends within a fact.
BREAK = "\N{LINE SEPARATOR}"

# In the place of a language: the number that a list gives to an item; that before a note; and the
# ids of notes whose marks stand here, each with its number, such as `doc-fn-1=1`. Not every format
# writes them.
NUMBER = "#"
OF_NOTE = "="
MARK = "^"
SIGNS = frozenset({NUMBER, OF_NOTE, MARK})


@dataclass(frozen=True)
class FactTable:
    """A table: its first row holds the headings of its columns.

    Args:
        caption: None where it has none.
        rows: each a row of cells; what a cell says may be empty.
    """

    caption: ReadBlock | None
    rows: tuple[tuple[ReadBlock, ...], ...]


@dataclass(frozen=True)
class DocumentFacts:
    """What a linear document says.

    Args:
        cover: what stands on the cover, without the name of the format.
        text: everything after the contents, each note where the document has it.
        contents: the list of contents, which a file may have.
        notes: the words of each note, by its id.
    """

    language: str
    cover: tuple[ReadBlock, ...]
    contents: tuple[ReadBlock, ...]
    text: tuple[ReadBlock | FactTable, ...]
    notes: Mapping[str, str]


def read(document: str) -> DocumentFacts:
    """Return what a linear document says."""
    tree: Any = parser.document_fromstring(document)
    language = tree.get("lang", "en")
    found = (tree.find(path) for path in (".//header", ".//nav", ".//main"))
    cover, contents, text = (() if one is None else below(one, language) for one in found)
    notes = {
        one.get("id"): " ".join(
            text for text, sign in _cell(one, language).spans if sign != OF_NOTE
        )
        for one in tree.xpath("//*[@role='doc-endnotes']/ol/li")
    }
    return DocumentFacts(language, _blocks(cover), _blocks(contents), text, notes)


def below(element: Any, language: str = "") -> tuple[ReadBlock | FactTable, ...]:
    """Return what an element says.

    Args:
        language: that of what is around it.
    """
    reading = _Reading()
    reading.element(element, language)
    reading.close("text")
    return tuple(reading.facts)


def _blocks(facts: Sequence[ReadBlock | FactTable]) -> tuple[ReadBlock, ...]:
    return tuple(one for one in facts if isinstance(one, ReadBlock))


@dataclass
class _Reading:
    """Goes through a part of the document and keeps its facts.

    Args:
        runs: words and language of what has been read of the fact that is open.
        kind: that of the fact that is open.
    """

    facts: list[ReadBlock | FactTable] = field(default_factory=list)
    runs: list[tuple[str, str]] = field(default_factory=list)
    is_note: bool = False

    def element(self, element: Any, language: str, kind: Kind = "text") -> None:
        """Read an element and what is in it.

        Args:
            language, kind: those of what is around it.
        """
        if not isinstance(element.tag, str) or _is_hidden(element):
            return
        if "footnote-ref" in element.get("class", ""):
            self.runs.append((f"{element.get('href')[1:]}={element.text_content()} ", MARK))
            return
        language = element.get("lang") or language
        if element.tag == "table":
            self.close(kind)
            self.facts.append(self._table(element, language))
            return
        if element.tag == "img":
            self.close(kind)
            self.runs.append((element.get("alt", ""), language))
            self.close("picture")
            return
        self._block_or_line(element, language, kind)

    def _block_or_line(self, element: Any, language: str, kind: Kind) -> None:
        is_block, before = element.tag not in IN_LINE, self.is_note
        inner = KINDS.get(element.tag, kind)
        if is_block:
            self.close(kind)
        self.is_note = before or element.get("role") == "doc-endnotes"
        if element.tag == "li" and element.getparent().tag == "ol":
            sign = OF_NOTE if self.is_note else NUMBER
            self.runs.append((f"{_number(element)}. ", sign))
        if element.tag == "dd":
            self.runs.append((" ", language))
        self.runs.append((BREAK if element.tag == "br" else element.text or "", language))
        for child in element:
            self.element(child, language, inner)
            self.runs.append((child.tail or "", language))
        if is_block:
            self.close(inner)
        self.is_note = before

    def close(self, kind: Kind) -> None:
        """End the fact that is open, if it has words; a number waits for those that it counts."""
        if all(sign in (NUMBER, OF_NOTE) for words, sign in self.runs if words.strip()):
            self.runs = [run for run in self.runs if run[0].strip()]
            return
        said = spans([run for run in self.runs if run[0]])
        self.runs.clear()
        if "".join(words for words, _ in said).strip():
            self.facts.append(ReadBlock("note" if self.is_note else kind, said))

    def _table(self, table: Any, language: str) -> FactTable:
        caption = table.find("caption")
        rows = tuple(
            tuple(_cell(cell, row.get("lang") or language) for cell in row.iterchildren("th", "td"))
            for row in table.iter("tr")
        )
        return FactTable(None if caption is None else _cell(caption, language), rows)


def _cell(cell: Any, language: str) -> ReadBlock:
    """Return what a cell or a caption says, as one fact."""
    reading = _Reading(is_note=True)
    reading.element(cell, language)
    reading.close("cell")
    runs = [run for one in _blocks(reading.facts) for run in (*one.spans, (" ", language))]
    return ReadBlock("cell", spans(runs))


def _number(item: Any) -> int:
    """Return the number that a list gives to an item."""
    around = item.getparent()
    return int(around.get("start", "1")) + list(around.iterchildren("li")).index(item)


def _is_hidden(element: Any) -> bool:
    """Tell whether an element says nothing of the plan: a bar of a chart, a way back."""
    names = element.get("class", "").split()
    return element.get("aria-hidden") == "true" or any(name in names for name in UNSAID)


def facts(text: Sequence[ReadBlock | FactTable]) -> Iterator[ReadBlock]:
    """Yield every fact of a text, each cell of a table as one."""
    for one in text:
        if isinstance(one, ReadBlock):
            yield one
        else:
            yield from [one.caption] if one.caption else []
            yield from (cell for row in one.rows for cell in row if cell.text)
