"""The Word document of a plan: its record."""

from __future__ import annotations

from collections.abc import Sequence

from riweb.format_record import (
    FileSpec,
    Format,
    FormatOption,
    FormatWords,
    MadeFile,
    Need,
    ReadBack,
)
from riweb.formats.profiles import WORD_PT

MEND = 'pip install "riweb[word]"'


def _write(spec: FileSpec) -> tuple[MadeFile, ...]:
    from riweb.formats.word import docx

    return docx.make(spec)


def _read(spec: FileSpec, made: Sequence[MadeFile]) -> Sequence[ReadBack]:
    from riweb.verify import word_reader

    return word_reader.halves(spec, made)


WORD = Format(
    name="word",
    words=FormatWords(
        title="Word document",
        good_for="Good if you want to change letters, colours and spaces, or copy parts of the "
        "plan.",
        limits="The list of contents has no page numbers until you update it. We tried the file "
        "in LibreOffice and not in Word.",
        checked="Read back as a screen reader goes through it, and compared with the plan.",
        tested="Word document: opened and saved again by LibreOffice, and compared with the plan.",
        group="own",
        place=70,
    ),
    kinds={"docx": "Word document"},
    write=_write,
    read=_read,
    leaves_out={
        "numbers of lists": "Word counts the items itself.",
        "marks of notes": "Word counts the notes itself.",
    },
    adds={"contents": "They repeat the headings."},
    options=(FormatOption("size", WORD_PT),),
    needs=(
        Need("module", "docx", MEND, package="python-docx"),
        Need("module", "pypdfium2", MEND, package="pypdfium2"),
    ),
    weight=3,
)
