"""The footnotes of a Word document."""

from __future__ import annotations

from collections.abc import Sequence

from docx.oxml import parse_xml

from riweb.formats.paragraphs import Note
from riweb.formats.word.body import paragraph
from riweb.formats.word.markup import Element, spaces, text, w
from riweb.formats.word.words import Words

# The line between text and notes, and the one where a note goes on: Word wants both as notes.
LINES = ((-1, "separator"), (0, "continuationSeparator"))


def root() -> Element:
    """Return the root of the part, with the lines between text and notes."""
    made: Element = parse_xml(f"<w:footnotes {spaces()}/>")
    for number, kind in LINES:
        line = w("p", w("r", w(kind)))
        made.append(w("footnote", line, type=kind, id=number))
    return made


def fill(made: Element, notes: Sequence[Note], words: Words) -> None:
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
