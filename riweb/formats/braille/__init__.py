"""A plan in braille: its record."""

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
from riweb.formats.profiles import BRAILLE_CELLS, BRAILLE_LINES


def _write(spec: FileSpec) -> tuple[MadeFile, ...]:
    from riweb.formats.braille import brf

    return brf.make(spec)


def _read(spec: FileSpec, made: Sequence[MadeFile]) -> Sequence[ReadBack]:
    from riweb.verify import braille_reader

    return braille_reader.halves(spec, made)


def _version() -> str:
    from riweb.formats.braille import liblouis

    return liblouis.version()


LIBLOUIS = Need(
    "library",
    "liblouis.so.20",
    "sudo apt-get install liblouis20 liblouis-data",
    version=_version,
)
BRAILLE = Format(
    name="braille",
    words=FormatWords(
        title="Braille",
        good_for="Good for an embosser or a braille display.",
        limits="This braille was made by a computer program. Nobody has proof-read it.",
        limits_in={
            "cy": "This Welsh braille was made by a computer program. A transcriber must check it "
            "before it is used."
        },
        checked="Read back into print, and compared with the plan.",
        checked_in={"cy": "Compared with the plan sign by sign."},
        tested="Braille: the English is translated back into print and compared with the plan.",
        group="senses",
        place=90,
    ),
    kinds={"brf": "braille"},
    write=_write,
    read=_read,
    leaves_out={"capitals": "They are lost where words of capitals are read back."},
    adds={
        "the note of the transcriber": "It says how the braille was made.",
        "contents": "They repeat the headings, with the pages.",
        "ends": "The end of each volume and of the plan.",
    },
    options=(
        FormatOption("grade", allowed_in={"en": ("1", "2"), "cy": ("1",)}),
        FormatOption("cells", BRAILLE_CELLS),
        FormatOption("lines", BRAILLE_LINES),
        FormatOption("paper", ("A4",)),
    ),
    needs=(LIBLOUIS,),
    weight=3,
    is_spelled=True,
)
