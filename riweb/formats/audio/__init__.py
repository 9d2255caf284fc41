"""A plan read aloud: its record."""

from __future__ import annotations

from collections.abc import Sequence

from riweb.format_record import FileSpec, Format, FormatWords, MadeFile, Need, ReadBack

MEND = 'pip install "riweb[audio]"'


def _write(spec: FileSpec) -> tuple[MadeFile, ...]:
    from riweb.formats.audio import maker

    return maker.make(spec)


def _read(spec: FileSpec, made: Sequence[MadeFile]) -> Sequence[ReadBack]:
    from riweb.verify import audio_reader

    return audio_reader.halves(spec, made)


AUDIO = Format(
    name="audio",
    words=FormatWords(
        title="Audio",
        good_for="Good if you would rather listen: as one file, or as a book for DAISY players.",
        limits="The voice is synthetic and may say some names wrongly. Nobody has listened to the "
        "whole recording.",
        checked="Its script is compared with the plan, and the length of each part with its sound.",
        tested="Audio: its files decoded, and its script searched for signs that a voice cannot "
        "say.",
        group="senses",
        place=100,
    ),
    kinds={"mp3": "audio", "zip": "audio book", "txt": "text"},
    write=_write,
    read=_read,
    leaves_out={
        "cells without words": "There is nothing to say; every other cell has its heading.",
        "the version number": "Nobody can keep eight letters and digits in their ear.",
    },
    adds={
        "the announcement": "It says what is heard, how long it lasts and by which voice.",
        "what abbreviations mean": "Once in each section.",
        "quotations and notes": "Where they begin and end.",
    },
    needs=(
        Need("module", "espeakng_loader", MEND, package="espeakng-loader"),
        Need("module", "lameenc", MEND, package="lameenc"),
    ),
    # A minute is half a megabyte, once as MP3 and once for DAISY players.
    on_request=True,
    weight=150,
)
