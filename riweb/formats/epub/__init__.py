"""The e-book of a plan: its record."""

from __future__ import annotations

from collections.abc import Sequence

from riweb.format_record import FileSpec, Format, FormatWords, MadeFile, ReadBack


def _write(spec: FileSpec) -> tuple[MadeFile, ...]:
    from riweb.formats.epub import book

    return book.make(spec)


def _read(spec: FileSpec, made: Sequence[MadeFile]) -> Sequence[ReadBack]:
    from riweb.verify import epub_reader

    return epub_reader.halves(spec, made)


EPUB = Format(
    name="epub",
    words=FormatWords(
        title="E-book",
        good_for="Good for phones, tablets and e-readers: the text fits your screen, in letters "
        "and colours that you choose.",
        limits="You need an app or a device that opens e-books. We have not tried it on e-readers.",
        checked="Read back as a reading app goes through it, and compared with the plan.",
        tested="E-book: EPUBCheck, and Ace by DAISY.",
        group="own",
        place=60,
    ),
    kinds={"epub": "e-book"},
    write=_write,
    read=_read,
    leaves_out={"numbers of lists": "The reading programme counts the items itself."},
    adds={"contents": "They repeat the headings.", "ways back": "A link behind each note."},
    weight=5,
)
