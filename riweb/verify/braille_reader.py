"""Finished braille, read back: its pages and lines, and English braille as text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from riweb.format_record import FileSpec, MadeFile
from riweb.formats.braille import liblouis
from riweb.formats.braille.code import Code, spelled
from riweb.languages import interface
from riweb.verify import expected
from riweb.verify import facts as verify_facts
from riweb.verify.differences import FactItem, letters
from riweb.verify.expected import Manner
from riweb.verify.facts import Document
from riweb.verify.halves import Half

SAID_IN_BRAILLE = Manner(of_notes=True, marks="raised", pictures=True)

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


def halves(spec: FileSpec, made: Sequence[MadeFile]) -> list[Half]:
    """Return what the volumes say, against the document they were made from."""
    document = verify_facts.read(spec.document)
    say = interface(spec.language).gettext
    volumes = [parts(one.content) for one in made]
    front = [page for before, _ in volumes for page in before]
    text = [page for _, after in volumes for page in after]
    ends = [say("End of the plan"), say("(continued)")]
    ends += [say("End of volume %(number)d") % {"number": n} for n in range(1, len(made))]
    grade = spec.number("grade", 2 if spec.language == "en" else 1, range(1, 3))
    code = Code(spec.language, grade, spelled(spec))
    is_english = spec.language == "en"
    half = (_in_english if is_english else _in_cells)(document, code, text, front)
    extras = {letters(one) if is_english else expected.as_cells(code.words(one)) for one in ends}
    headings = [one.letters for one in half.wanted if isinstance(one, FactItem)]
    again = {one + end for end in extras for one in headings if len(made) > 1}
    return [replace(half, extras=frozenset(extras | again))]


def _in_english(
    document: Document,
    code: Code,
    text: Sequence[ReadBraillePage],
    front: Sequence[ReadBraillePage],
) -> Half:
    """Return what braille says, read back as English."""

    def back(pages: Sequence[ReadBraillePage]) -> str:
        return letters("".join(english_words(pages, code.grade)))

    def line(one: str) -> str:
        return back([ReadBraillePage("", "", (one,))])

    cover = replace(document, text=document.cover)
    return Half(
        document,
        expected.read_back(document, SAID_IN_BRAILLE, code, line),
        back(text),
        back(front),
        expected.read_back(cover, SAID_IN_BRAILLE, code, line),
    )


def _in_cells(
    document: Document,
    code: Code,
    text: Sequence[ReadBraillePage],
    front: Sequence[ReadBraillePage],
) -> Half:
    """Return what braille says in cells: Welsh does not come back as it went in."""
    cover = replace(document, text=document.cover)
    return Half(
        document,
        expected.cells(document, SAID_IN_BRAILLE, code),
        expected.as_cells("".join(braille_words(text))),
        expected.as_cells("".join(braille_words(front))),
        expected.cells(cover, SAID_IN_BRAILLE, code),
    )
