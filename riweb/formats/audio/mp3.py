"""MP3 by LAME, and what its tags say: titles and chapters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

import lameenc
from mutagen import id3

from riweb.formats.audio.voice import SAMPLES_PER_SECOND

# Measured at 16 to 48 against the sound before: at 24, what is between 4 and 8 kHz, which makes
# an s an s, is 7 dB off; at 32 it is 2 to 3.
KBIT_PER_SECOND = 32
# LAME's own scale, 0 best to 9 quickest. 7 is nearer to the sound before than 2 (a difference of
# 19 dB below it, not 17), and three times as quick.
QUALITY = 7
SAMPLES_PER_FRAME = 576
FRAME_BYTES = 72_000 * KBIT_PER_SECOND // SAMPLES_PER_SECOND
LANGUAGES = {"en": "eng", "cy": "cym"}
SPEECH = "Speech"


@dataclass(frozen=True)
class Chapter:
    """A part of a recording, in thousandths of a second from its start."""

    title: str
    start: int
    end: int


@dataclass(frozen=True)
class Facts:
    """What the tags of a recording say.

    Args:
        year: empty where none is known.
    """

    title: str
    artist: str
    publisher: str
    language: str
    year: str


def encode(samples: bytes) -> bytes:
    """Return samples of one channel as MP3, without tags."""
    encoder = lameenc.Encoder()
    encoder.set_in_sample_rate(SAMPLES_PER_SECOND)
    encoder.set_channels(1)
    encoder.set_bit_rate(KBIT_PER_SECOND)
    encoder.set_quality(QUALITY)
    encoder.silence()
    return bytes(encoder.encode(samples)) + bytes(encoder.flush())


def milliseconds(content: bytes) -> int:
    """Return how long MP3 frames of `encode` play."""
    number, place = 0, 0
    while place + 4 <= len(content):
        number += 1
        # Bit 1 of the third byte: this frame is one byte longer.
        place += FRAME_BYTES + (content[place + 2] >> 1 & 1)
    return number * SAMPLES_PER_FRAME * 1000 // SAMPLES_PER_SECOND


def tagged(content: bytes, facts: Facts, chapters: Sequence[Chapter]) -> bytes:
    """Return MP3 frames as a file with title tags and chapters."""
    tags = id3.ID3()
    texts = {
        id3.TIT2: facts.title,
        id3.TALB: facts.title,
        id3.TPE1: facts.artist,
        id3.TPUB: facts.publisher,
        id3.TLAN: LANGUAGES.get(facts.language, facts.language),
        id3.TCON: SPEECH,
        id3.TYER: facts.year,
        id3.TLEN: str(milliseconds(content)),
    }
    for kind, words in texts.items():
        if words:
            tags.add(kind(encoding=id3.Encoding.UTF16, text=words))
    names = [f"chapter{place}" for place in range(len(chapters))]
    flags = id3.CTOCFlags.TOP_LEVEL | id3.CTOCFlags.ORDERED
    tags.add(id3.CTOC(element_id="contents", flags=flags, child_element_ids=names, sub_frames=[]))
    for name, chapter in zip(names, chapters, strict=True):
        title = id3.TIT2(encoding=id3.Encoding.UTF16, text=chapter.title)
        tags.add(
            id3.CHAP(
                element_id=name,
                start_time=chapter.start,
                end_time=chapter.end,
                start_offset=0xFFFFFFFF,
                end_offset=0xFFFFFFFF,
                sub_frames=[title],
            )
        )
    file = BytesIO()
    tags.save(file, v1=0, v2_version=3, padding=lambda info: 0)
    return file.getvalue() + content
