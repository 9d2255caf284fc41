"""The OpenDocument text of a plan: its record."""

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


def _write(spec: FileSpec) -> tuple[MadeFile, ...]:
    from riweb.formats.odt import opendocument

    return opendocument.make(spec)


def _read(spec: FileSpec, made: Sequence[MadeFile]) -> Sequence[ReadBack]:
    from riweb.verify import odt_reader

    return odt_reader.halves(spec, made)


ODT = Format(
    name="odt",
    words=FormatWords(
        title="OpenDocument text",
        good_for="Good if you use LibreOffice or another free program, and want to change letters, "
        "colours and spaces.",
        limits="Some programs show the list of contents without page numbers until you update it. "
        "We tried the file in LibreOffice only.",
        checked="Read back in the order of its text, and compared with the plan.",
        tested="OpenDocument text: opened and saved again by LibreOffice, and compared with the "
        "plan.",
        group="own",
        place=75,
    ),
    kinds={"odt": "OpenDocument text"},
    write=_write,
    read=_read,
    leaves_out={
        "numbers of lists": "The program counts the items itself.",
        "marks of notes": "The program counts the notes itself.",
    },
    adds={"contents": "They repeat the headings."},
    options=(FormatOption("size", WORD_PT),),
    # Drawings become pixels, as in Word.
    needs=(Need("module", "pypdfium2", 'pip install "riweb[word]"', package="pypdfium2"),),
    weight=3,
)
