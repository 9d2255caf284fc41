"""Finished braille, read back: its pages and lines, and English braille as text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from riweb.formats.braille import liblouis

ENGLISH = {1: "en-ueb-g1.ctb", 2: "en-ueb-g2.ctb"}

# What may stand in a file: the 64 signs of ASCII braille, and the ends of lines and pages.
NO_BRAILLE = re.compile(rb"[^ -_\r\n\f]")
ENDS = re.compile(rb"\r(?!\n)|(?<!\r)\n|(?<!\n)\f")

# The signs that say where bold and italic letters are; and rows of guide dots.
EMPHASIS = re.compile(r"[\^.][127']")
GUIDE = re.compile('"+')

# An entry in the contents: its words, guide dots and the number of a page.
CONTENTS = re.compile(r'.* "{2,} #[A-J]+$')

# Stops and closing brackets at the end of a word. The library takes some of them for letters when
# the word before them is short; so they are read by themselves.
STOPS = {
    '">': ")",
    ".>": "]",
    ",0": "’",
    "'": "’",
    "0": "”",
    "1": ",",
    "2": ";",
    "3": ":",
    "4": ".",
    "6": "!",
    "8": "?",
}
STOP = "|".join(map(re.escape, STOPS))
CLOSING = re.compile(rf"(?<=[A-Z!()&=*<%?:$\]\[\\>+;/'.])(?<![#.])(?:{STOP})+$")

# The colon of an address, which the library takes for letters.
COLON = re.compile("(?<=3)(?=_/)")

# A number, behind opening signs: letters after it, up to a hyphen, are never contractions.
NUMBER = re.compile('(?:,?8|"<)*#[^-]+')

# Words that the library does not know when they stand by themselves.
ALONE = {"5": "enough"}


@dataclass(frozen=True)
class ReadBraillePage:
    """A page of braille.

    Args:
        number: as it stands at the right of the first line, in braille; empty on a title page.
        head: what stands before it on the first line.
        lines: those under the first.
    """

    number: str
    head: str
    lines: tuple[str, ...]


def read(content: bytes) -> tuple[ReadBraillePage, ...]:
    """Return the pages of a file."""
    found = []
    for text in content.decode("ascii").split("\f"):
        first, *lines = text.split("\r\n")[:-1]
        head, _, number = first.rpartition(" ")
        found.append(ReadBraillePage(number, head.strip(), tuple(lines)))
    return tuple(found)


def parts(content: bytes) -> tuple[tuple[ReadBraillePage, ...], tuple[ReadBraillePage, ...]]:
    """Return the pages up to the end of the contents, and those with the text after them."""
    pages = read(content)
    ends = [n for n, page in enumerate(pages, 1) if any(map(CONTENTS.match, page.lines))]
    last = ends[-1] if ends else 0
    return pages[:last], pages[last:]


def faults(content: bytes, cells: int, lines: int) -> Iterator[str]:
    """Yield what an embosser would stumble over.

    Args:
        cells: how many a line may have.
        lines: how many a page may have.
    """
    for found in sorted(set(NO_BRAILLE.findall(content))):
        yield f"“{found.decode('latin-1')}” is no braille"
    if ENDS.search(content):
        yield "a line does not end as embossers expect"
    for number, page in enumerate(content.split(b"\f"), 1):
        rows = page.split(b"\r\n")
        if len(rows) - 1 > lines:
            yield f"page {number} has {len(rows) - 1} lines"
        for row in rows:
            if len(row) > cells:
                yield f"page {number} has a line of {len(row)} cells"


def braille_words(pages: Sequence[ReadBraillePage]) -> Iterator[str]:
    """Yield the words under the first lines in braille; those parted between lines are whole."""
    begun = ""
    for page in pages:
        for line in page.lines:
            words = line.split()
            for word in words:
                if word is words[-1] and word.endswith('"') and not GUIDE.fullmatch(word):
                    begun += word[:-1]
                elif not GUIDE.fullmatch(word):
                    yield begun + word
                    begun = ""


def english_words(pages: Sequence[ReadBraillePage], grade: int) -> list[str]:
    """Return the words under the first lines of pages as text.

    A capital may be lost where a row of words is in capitals; every other sign comes back.
    """
    found = (_text(word, ENGLISH[grade]) for word in braille_words(pages))
    # The parts of a telephone number are one word in braille.
    return [word for text in found for word in text.split()]


@lru_cache(maxsize=20_000)
def _text(word: str, table: str) -> str:
    plain = EMPHASIS.sub("", word)
    closing = CLOSING.search(plain)
    word = plain[: closing.start()] if closing else plain
    parts = [
        ALONE.get(part) or liblouis.back(ENGLISH[1] if NUMBER.fullmatch(part) else table, part)
        for part in COLON.split(word)
    ]
    stops = re.findall(STOP, closing[0]) if closing else []
    return "".join([*parts, *(STOPS[stop] for stop in stops)])
