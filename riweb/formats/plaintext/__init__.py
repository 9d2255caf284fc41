"""A plan as plain text: its record."""

from __future__ import annotations

from collections.abc import Sequence

from riweb.format_record import FileSpec, Format, FormatOption, FormatWords, MadeFile, ReadBack
from riweb.formats.profiles import TEXT_COLUMNS


def _write(spec: FileSpec) -> tuple[MadeFile, ...]:
    from riweb.formats.plaintext import txt

    return txt.make(spec)


def _read(spec: FileSpec, made: Sequence[MadeFile]) -> Sequence[ReadBack]:
    from riweb.verify import text_reader

    return text_reader.halves(spec, made)


TEXT = Format(
    name="text",
    words=FormatWords(
        title="Plain text",
        good_for="Good for screen readers, braille displays and e-mail.",
        limits="It has no pictures and no bold letters. Pictures and diagrams are put into words.",
        checked="Read back line by line, and compared with the plan.",
        group="own",
        place=80,
    ),
    kinds={"txt": "text"},
    write=_write,
    read=_read,
    adds={
        "contents": "They repeat the headings.",
        "addresses": "They stand behind their links.",
    },
    options=(FormatOption("columns", TEXT_COLUMNS),),
)
