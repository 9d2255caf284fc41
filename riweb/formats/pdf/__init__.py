"""The formats that are PDFs: the record of each."""

from __future__ import annotations

from collections.abc import Sequence

from riweb.format_record import (
    FileSpec,
    Format,
    FormatBarrier,
    FormatOption,
    FormatWords,
    MadeFile,
    ReadBack,
)
from riweb.formats.profiles import GIANT_PT


def _write(spec: FileSpec) -> tuple[MadeFile, ...]:
    from riweb.formats.pdf import writer

    return writer.make(spec)


def _write_easily(spec: FileSpec) -> tuple[MadeFile, ...]:
    from riweb.formats.pdf import easy_sheet

    return easy_sheet.make(spec)


def _write_both(spec: FileSpec) -> tuple[MadeFile, ...]:
    from riweb.formats.pdf import bilingual

    return bilingual.make(spec)


def _read(spec: FileSpec, made: Sequence[MadeFile]) -> Sequence[ReadBack]:
    from riweb.verify import pdf_reader

    return pdf_reader.halves(spec, made)


def _read_both(spec: FileSpec, made: Sequence[MadeFile]) -> Sequence[ReadBack]:
    from riweb.verify import pdf_reader

    return pdf_reader.both_halves(spec, made)


KINDS = {"pdf": "large print"}
CHECKED = "Read back in the order of a screen reader, and compared with the plan."
TESTED = (
    "PDF: page-validation and veraPDF, by the rules of PDF/UA-1. The file to print and turn over "
    "is for paper and is not checked in this way."
)
LEAVES_OUT = {"marks of notes": "They are numbers that lead to the notes, which are compared."}
ADDS = {
    "contents": "They repeat the headings.",
    "volumes": "Each has its cover, and the heading again of the section it goes on with.",
    "ways back": "A link behind each note.",
}
ON_PAPER = FormatBarrier(
    "PDF files are made for paper and do not fit a small screen.",
    "On a phone you have to move sideways to read them.",
    "The web pages say the same, and fit every screen.",
    ("1.4.10",),
)
UPSIDE_DOWN = FormatBarrier(
    "In the PDF to print and turn over, one half is upside down.",
    "It can be read on paper only.",
    "The same pages are in the PDF in Welsh and then in English.",
    ("1.3.2",),
)
LARGE = Format(
    name="large-print",
    words=FormatWords(
        title="Large print",
        good_for="Good if ordinary print is too small for you, on paper or on a screen.",
        limits="The pages are made for A4 paper. On a small screen you may have to move sideways "
        "to read them.",
        checked=CHECKED,
        tested=TESTED,
        group="print",
        place=10,
        barriers=(ON_PAPER,),
    ),
    kinds=KINDS,
    weight=35,
    write=_write,
    read=_read,
    leaves_out=LEAVES_OUT,
    adds=ADDS,
)
GIANT = Format(
    name="giant-print",
    words=FormatWords(
        title="Giant print",
        good_for="Good if large print is still too small for you.",
        limits="It has the most pages, and a long plan comes in several volumes. We can make "
        "other sizes, from 20 to 36 point, when you ask.",
        checked=CHECKED,
        tested=TESTED,
        group="print",
        place=20,
        barriers=(ON_PAPER,),
    ),
    kinds=KINDS,
    weight=50,
    write=_write,
    read=_read,
    leaves_out=LEAVES_OUT,
    adds=ADDS,
    options=(FormatOption("size", GIANT_PT),),
)
CLEAR = Format(
    name="clear-print",
    words=FormatWords(
        title="Clear print",
        good_for="Good for handing out on paper, in letters that are clear to most people.",
        limits="The letters are too small if you need large print.",
        checked=CHECKED,
        tested=TESTED,
        group="print",
        place=30,
        barriers=(ON_PAPER,),
    ),
    kinds=KINDS,
    weight=30,
    write=_write,
    read=_read,
    leaves_out=LEAVES_OUT,
    adds=ADDS,
)
EASY = Format(
    name="easy-read",
    words=FormatWords(
        title="Easy Read",
        good_for="Good if reading is hard for you: short sentences, each with a picture.",
        limits="It says the main things only, and not the whole plan. People who use Easy Read "
        "have not tested it yet.",
        checked="Sentences are counted, hard words are looked up, and each sentence has its "
        "picture.",
        tested=TESTED,
        group="",
        place=40,
        barriers=(ON_PAPER,),
    ),
    kinds=KINDS,
    weight=35,
    write=_write_easily,
    read=None,
    leaves_out={
        "all but its own sentences": "It is a shorter text of its own, from easy-read.yaml."
    },
    source="easy-read",
)
BOTH = Format(
    name="bilingual",
    words=FormatWords(
        title="Both languages in one file",
        good_for="Good for printing and handing out where people read Welsh or English.",
        limits="The file to print and turn over is for paper only, because one half of it is "
        "upside down on a screen.",
        checked="Read back in both languages in the order of a screen reader, and compared with "
        "the plan.",
        tested=TESTED,
        group="print",
        place=50,
        barriers=(ON_PAPER, UPSIDE_DOWN),
    ),
    kinds=KINDS,
    weight=60,
    write=_write_both,
    read=_read_both,
    leaves_out={
        **LEAVES_OUT,
        "the file to be turned over": "It has the pages of the other, turned, without tags.",
    },
    adds=ADDS,
    is_bilingual=True,
)
