"""MP3 by LAME, and what its tags say: titles and chapters."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from codecs import BOM_UTF16_LE
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from riweb.format_record import EngineComplaint
from riweb.formats.audio.recording import MEND, SAMPLES_PER_SECOND

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

# Of a list of chapters: nothing stands above it; its chapters are played one after the other.
TOP_LEVEL, ORDERED = 0b10, 0b01

# A list of chapters counts them in one byte.
MOST_NAMES = 255


@dataclass(frozen=True)
class Mp3Chapter:
    """A part of a recording, in thousandths of a second from its start."""

    title: str
    start: int
    end: int


@dataclass(frozen=True)
class Mp3Facts:
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
    """Return samples of one channel as MP3, without tags.

    Raises:
        EngineComplaint: when LAME is not here, or ends without having done it.
    """
    if importlib.util.find_spec("lameenc") is None:
        raise EngineComplaint("The programme that writes MP3, LAME, is not here.", mend=MEND)
    numbers = map(str, (SAMPLES_PER_SECOND, KBIT_PER_SECOND, QUALITY))
    command = [sys.executable, "-P", str(Path(__file__).with_name("encoder.py")), *numbers]
    # In a session of its own it does not hear Ctrl-C, and ends when its input ends.
    done = subprocess.run(command, input=samples, stdout=subprocess.PIPE, start_new_session=True)
    if done.returncode:
        raise EngineComplaint("The programme that writes MP3, LAME, ended too soon.", mend=MEND)
    return done.stdout


def milliseconds(content: bytes) -> int:
    """Return how long MP3 frames of `encode` play."""
    number, place = 0, 0
    while place + 4 <= len(content):
        number += 1
        # Bit 1 of the third byte: this frame is one byte longer.
        place += FRAME_BYTES + (content[place + 2] >> 1 & 1)
    return number * SAMPLES_PER_FRAME * 1000 // SAMPLES_PER_SECOND


def tagged(content: bytes, facts: Mp3Facts, chapters: Sequence[Mp3Chapter]) -> bytes:
    """Return MP3 frames as a file with title tags and chapters.

    Source:
        id3.org, ID3 tag version 2.3.0, 3 and 4.2; ID3v2 Chapter Frame Addendum 1.0.
    """
    texts = {
        "TIT2": facts.title,
        "TPE1": facts.artist,
        "TALB": facts.title,
        "TCON": SPEECH,
        "TLAN": LANGUAGES.get(facts.language, facts.language),
        "TLEN": str(milliseconds(content)),
        "TPUB": facts.publisher,
        "TYER": facts.year,
    }
    tags = b"".join(_text(name, words) for name, words in texts.items() if words)
    tags += _contents([f"chapter{place}" for place in range(len(chapters))])
    tags += b"".join(_chapter(f"chapter{place}", one) for place, one in enumerate(chapters))
    # Seven bits in each byte, so that no player takes the size for sound.
    size = bytes(len(tags) >> bits & 0x7F for bits in (21, 14, 7, 0))
    return b"ID3\x03\x00\x00" + size + tags + content


def _frame(name: str, body: bytes) -> bytes:
    return name.encode() + len(body).to_bytes(4, "big") + b"\0\0" + body


def _text(name: str, words: str) -> bytes:
    """Return a frame of text, in the only encoding of version 2.3 that has all letters."""
    utf16 = b"\x01"
    return _frame(name, utf16 + BOM_UTF16_LE + words.encode("utf-16-le") + b"\0\0")


def _contents(names: Sequence[str], own: str = "contents", is_top: bool = True) -> bytes:
    """Return the list of chapters, in order; where they are too many for one, a list of lists."""
    parts = [names[start : start + MOST_NAMES] for start in range(0, len(names), MOST_NAMES)]
    lists = [f"{own}{place}" for place in range(len(parts))] if len(parts) > 1 else []
    flags = (TOP_LEVEL if is_top else 0) | ORDERED
    listed = lists or names
    ids = b"".join(name.encode() + b"\0" for name in (own, *listed))
    head, rest = ids[: len(own) + 1], ids[len(own) + 1 :]
    below = (_contents(part, name, False) for name, part in zip(lists, parts, strict=False))
    return _frame("CTOC", head + bytes((flags, len(listed))) + rest) + b"".join(below)


def _chapter(name: str, chapter: Mp3Chapter) -> bytes:
    times = chapter.start.to_bytes(4, "big") + chapter.end.to_bytes(4, "big")
    # All ones: look at the times, not at places in the file.
    places = b"\xff" * 8
    return _frame("CHAP", name.encode() + b"\0" + times + places + _text("TIT2", chapter.title))
