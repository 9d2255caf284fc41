"""The facts of a linear document as a format says them: plain, in braille cells, or spoken."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from riweb.formats.braille import blocks
from riweb.formats.braille.blocks import BlockKind, BrailleRun
from riweb.formats.braille.code import Code
from riweb.languages import interface
from riweb.verify.differences import Alternatives, FactItem, languages, letters
from riweb.verify.facts import BREAK, MARK, NUMBER, OF_NOTE, DocumentFacts, FactTable, ReadBlock

# The signs that begin and end emphasis in the Welsh code.
EMPHASIS = re.compile(r"\.[.']")
Said = Callable[[str], tuple[str, ...]]


@dataclass(frozen=True)
class Manner:
    """Which words a format adds to those of the document.

    Args:
        numbers: the numbers of lists stand in its text.
        of_notes: so do those before notes.
        marks: so do the numbers of notes where their marks are: plain, raised or not at all.
        pictures: it says of the words for a picture that they are that.
    """

    numbers: bool = True
    of_notes: bool = False
    marks: Literal["", "plain", "raised"] = ""
    pictures: bool = False


def words(block: ReadBlock, manner: Manner = Manner()) -> str:
    """Return the words of a fact, without what the manner leaves out."""
    return " ".join("".join(text for text, _ in runs(block, manner)).split())


def runs(block: ReadBlock, manner: Manner) -> Iterator[tuple[str, str]]:
    """Yield the words of a fact with their language; empty for what is in none."""
    for text, language in block.spans:
        if language == MARK:
            numbers = "".join(mark.rpartition("=")[2] for mark in text.split())
            numbers = numbers.translate(blocks.RAISED) if manner.marks == "raised" else numbers
            yield from [(numbers, "")] if manner.marks else ()
        elif language in (NUMBER, OF_NOTE):
            is_said = manner.numbers if language == NUMBER else manner.of_notes
            yield from [(text, "")] if is_said else ()
        else:
            yield text.replace(BREAK, " "), language


def plain(
    document: DocumentFacts, manner: Manner, is_apart: bool = False
) -> list[FactItem | Alternatives]:
    """Return the facts of a text as they are written.

    Args:
        is_apart: True where notes stand elsewhere.
    """

    def item(block: ReadBlock) -> FactItem:
        said = words(block, manner)
        return FactItem(said, letters(said), languages(runs(block, manner)))

    return list(_items(document, manner, item, is_apart))


def cells(document: DocumentFacts, manner: Manner, code: Code) -> list[FactItem | Alternatives]:
    """Return the facts of a text in braille cells, by the format's own code."""

    def item(block: ReadBlock) -> FactItem:
        return FactItem(words(block, manner), as_cells(_braille(block, manner, code)))

    return list(_items(document, manner, item))


def read_back(
    document: DocumentFacts, manner: Manner, code: Code, back: Callable[[str], str]
) -> list[FactItem | Alternatives]:
    """Return the facts of a text as they are written.

    A few do not come back from braille as they went in, such as an address in brackets. Of those
    the file may have what the format’s own code and `back` make of them.

    Args:
        back: gives the letters of some braille.
    """

    def item(block: ReadBlock) -> FactItem:
        return FactItem(words(block, manner), back(_braille(block, manner, code)))

    pairs = zip(plain(document, manner), _items(document, manner, item), strict=True)
    return [_either(one, other) for one, other in pairs]


def _either(
    one: FactItem | Alternatives, other: FactItem | Alternatives
) -> FactItem | Alternatives:
    if isinstance(one, FactItem) and isinstance(other, FactItem) and one.letters == other.letters:
        return one
    ways = [each.ways if isinstance(each, Alternatives) else ((each,),) for each in (one, other)]
    return Alternatives((*ways[0], *ways[1]))


def _braille(block: ReadBlock, manner: Manner, code: Code) -> str:
    """Return a fact in braille, without marks of emphasis."""
    said = tuple(
        BrailleRun(
            blocks.UNSEEN.sub("", re.sub(r"\s+", " ", text)),
            language or code.language,
        )
        for text, language in runs(block, manner)
    )
    return code.braille(blocks.BrailleBlock(BlockKind.PARAGRAPH, said))


def as_cells(braille: str) -> str:
    """Return the cells of some braille without spaces and without what marks emphasis."""
    return EMPHASIS.sub("", "".join(braille.split()))


def _items(
    document: DocumentFacts,
    manner: Manner,
    item: Callable[[ReadBlock], FactItem],
    is_apart: bool = False,
) -> Iterator[FactItem | Alternatives]:
    say = interface(document.language).gettext
    for one in document.text:
        if isinstance(one, FactTable):
            ways = (_cards(one, document.language), _table(one))
            yield Alternatives(tuple(tuple(map(item, way)) for way in ways))
        elif one.kind == "picture" and manner.pictures:
            yield item(_led(one, say("Picture: %(words)s")))
        elif one.kind != "note" or not is_apart:
            yield item(one)


def _led(block: ReadBlock, phrase: str) -> ReadBlock:
    """Return a fact with the words that a format puts before it."""
    before, _, after = phrase.partition(re.findall(r"%\(\w+\)s", phrase)[0])
    return replace(block, spans=((before, ""), *block.spans, (after, "")))


def _table(table: FactTable) -> list[ReadBlock]:
    """Return a table cell by cell."""
    first = [table.caption] if table.caption else []
    return [*first, *(cell for row in table.rows for cell in row)]


def _cards(table: FactTable, language: str) -> list[ReadBlock]:
    """Return a table row by row, each cell after the heading of its column."""
    heads, *rows = table.rows
    found = [table.caption] if table.caption else []
    for row in rows:
        for place, head in enumerate(heads):
            cell = row[place] if place < len(row) else ReadBlock("cell", ())
            spans = (
                cell.spans
                if words(cell)
                else ((interface(language).gettext("No information"), language),)
            )
            label = (*head.spans, (": ", "")) if words(head) else ()
            found.append(ReadBlock("cell", (*label, *spans)))
    return found


# Spoken
def spoken(document: DocumentFacts, said: Said) -> list[FactItem]:
    """Return the facts of a text sentence by sentence; a note follows the one with its mark.

    Args:
        said: gives the sentences of a text.
    """
    say = interface(document.language).gettext
    found: list[FactItem] = []
    for one in _told(document.text, say):
        found += _sentences(one, document, said, say("Note: %(words)s"))
    return found


def _told(text: Iterable[ReadBlock | FactTable], say: Callable[[str], str]) -> Iterator[ReadBlock]:
    for one in text:
        if isinstance(one, FactTable):
            if one.caption:
                yield _led(one.caption, say("Table: %(name)s."))
            heads, *rows = one.rows
            for number, row in enumerate(rows, 1):
                yield _row(say("Row %(number)d.") % {"number": number}, heads, row)
        elif one.kind == "picture":
            yield _led(one, say("Picture: %(words)s"))
        elif one.kind != "note":
            yield one


def _row(name: str, heads: Iterable[ReadBlock], row: Iterable[ReadBlock]) -> ReadBlock:
    """Return a row of a table as one text: each cell after the heading of its column."""
    spans = [(f"{name} ", "")]
    for head, cell in zip(heads, row, strict=False):
        if not (value := words(cell)):
            continue
        label = f"{words(head)}: " if words(head) else ""
        end = " " if value.endswith((".", "?", "!", ":", ".”", "?”")) else ". "
        spans += [(label, ""), *_trimmed(cell), (end, "")]
    return ReadBlock("cell", tuple(spans))


def _trimmed(cell: ReadBlock) -> Iterator[tuple[str, str]]:
    for place, (text, language) in enumerate(cell.spans):
        yield (text.strip() if place in (0, len(cell.spans) - 1) else text), language


def _sentences(
    block: ReadBlock, document: DocumentFacts, said: Said, note: str
) -> Iterator[FactItem]:
    before, notes = "", dict[int, list[str]]()
    for text, language in block.spans:
        if language == MARK:
            place = max(1, len(said(" ".join(before.split()))))
            ids = [mark.partition("=")[0] for mark in text.split()]
            notes.setdefault(place, []).extend(document.notes[one] for one in ids)
        elif language != OF_NOTE:
            before += text.replace(BREAK, ", ")
    fact = " ".join(before.split())
    for place, sentence in enumerate(said(fact), 1):
        yield FactItem(fact, letters(sentence))
        for own in notes.get(place, ()):
            yield from (FactItem(own, letters(one)) for one in said(note % {"words": own}))
