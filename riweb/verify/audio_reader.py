"""Read a recording back: its script, and its DAISY book with the length of every clip."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise

from lxml import etree

from riweb.document.linear import version_of
from riweb.format_record import FileSpec, MadeFile
from riweb.formats.audio import script as spoken_script
from riweb.languages import interface
from riweb.verify import expected
from riweb.verify import facts as verify_facts
from riweb.verify.differences import FactItem, letters
from riweb.verify.halves import Half

# What the script of a recording says besides the words of the document.
SAID_BESIDES = ("Quotation:", "End of quotation.", "End of note.")

XHTML = "{http://www.w3.org/1999/xhtml}"
HEADINGS = tuple(f"{XHTML}h{level}" for level in range(1, 7))

# From ISO/IEC 11172-3 and 13818-3, layer III: kbit/s by the first half of the third byte.
RATES_1 = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
RATES_2 = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
SAMPLES_A_SECOND = {3: (44_100, 48_000, 32_000), 2: (22_050, 24_000, 16_000)}


@dataclass(frozen=True)
class ScriptPart:
    """A section of a script.

    Args:
        paragraphs: in order, without the heading.
    """

    heading: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True)
class Clip:
    """A phrase of a book, in thousandths of a second from the start of its file."""

    file: str
    begin: int
    end: int


@dataclass(frozen=True)
class Heard:
    """A section of a book.

    Args:
        level: 1 to 6.
    """

    level: int
    heading: str
    clips: tuple[Clip, ...]

    @property
    def length(self) -> int:
        """How long it lasts, in thousandths of a second."""
        return sum(clip.end - clip.begin for clip in self.clips)


@dataclass(frozen=True)
class DaisyBook:
    """A DAISY 2.02 book.

    Args:
        facts: what it says of itself, by name.
        lengths: how long each of its sound files plays, in thousandths of a second.
    """

    facts: dict[str, str]
    sections: tuple[Heard, ...]
    lengths: dict[str, int]


def script(content: bytes) -> tuple[ScriptPart, ...]:
    """Return the sections of a script."""
    found = []
    for part in content.decode().strip().split("\n\n\n"):
        heading, *paragraphs = part.split("\n\n")
        found.append(ScriptPart(heading, tuple(paragraphs)))
    return tuple(found)


def book(content: bytes) -> DaisyBook:
    """Return a book from its zip.

    Raises:
        KeyError: when a file that the book names is not in it.
    """
    with zipfile.ZipFile(BytesIO(content)) as files:
        ncc = etree.fromstring(files.read("ncc.html"))
        metas = ncc.iterfind(f"{XHTML}head/{XHTML}meta[@name]")
        sections = tuple(_heard(one, files) for one in ncc.iter(*HEADINGS))
        sounds = [name for name in files.namelist() if name.endswith(".mp3")]
        lengths = {name: length(files.read(name)) for name in sounds}
        return DaisyBook(
            {_of(one, "name"): _of(one, "content") for one in metas}, sections, lengths
        )


def _heard(heading: etree._Element, files: zipfile.ZipFile) -> Heard:
    link = heading[0]
    path, _, mark = _of(link, "href").partition("#")
    smil = etree.fromstring(files.read(path))
    clips = tuple(
        Clip(_of(one, "src"), _time(_of(one, "clip-begin")), _time(_of(one, "clip-end")))
        for one in smil.iterfind(f".//par[@id='{mark}']//audio")
    )
    return Heard(int(str(heading.tag)[-1]), link.text or "", clips)


def _of(element: etree._Element, name: str) -> str:
    """Return the value of an attribute."""
    return str(element.attrib[name])


def _time(text: str) -> int:
    """Return a time such as npt=1.230s in thousandths of a second."""
    return round(float(text.removeprefix("npt=").removesuffix("s")) * 1000)


def check_book(found: DaisyBook) -> Iterator[str]:
    """Yield what is wrong with the lengths of a book."""
    for one in found.sections:
        if not one.clips:
            yield f"Nothing is heard under “{one.heading}”."
        for clip in one.clips:
            if not clip.begin < clip.end <= found.lengths.get(clip.file, 0):
                yield f"A clip under “{one.heading}” is not in its file."
        for before, after in pairwise(one.clips):
            if (after.file, after.begin) != (before.file, before.end):
                yield f"A clip under “{one.heading}” does not follow the one before."
    hours, minutes, seconds = map(int, found.facts["ncc:totalTime"].split(":"))
    total = sum(one.length for one in found.sections)
    if abs(total - 1000 * (hours * 3600 + minutes * 60 + seconds)) > 1000:
        yield "The length that the book gives is not that of its clips."


def length(content: bytes) -> int:
    """Return how long an MP3 plays, in thousandths of a second, by going through its frames.

    Raises:
        ValueError: when something between is no frame of layer III.
    """
    place, seconds = _after_tags(content), 0.0
    while place < len(content):
        head = int.from_bytes(content[place : place + 4], "big")
        version = head >> 19 & 3
        if head >> 21 != 0x7FF or version not in SAMPLES_A_SECOND or head >> 17 & 3 != 1:
            raise ValueError(f"no frame at byte {place}")
        rate = SAMPLES_A_SECOND[version][head >> 10 & 3]
        samples, rates = (1152, RATES_1) if version == 3 else (576, RATES_2)
        size = samples // 8 * 1000 * rates[head >> 12 & 15] // rate + (head >> 9 & 1)
        seconds += samples / rate
        place += size
    return int(seconds * 1000)


def _after_tags(content: bytes) -> int:
    """Return where the sound begins: after ID3v2, whose size has seven bits in each byte."""
    if not re.match(rb"ID3", content):
        return 0
    size = 0
    for byte in content[6:10]:
        size = size << 7 | byte
    return 10 + size


def halves(spec: FileSpec, made: Sequence[MadeFile]) -> list[Half]:
    """Return what the script say, against the document they were made from."""
    document = verify_facts.read(spec.document)
    said, say = spoken_script.sayer(spec.document), interface(spec.language).gettext
    written = next(one.content for one in made if one.extension == "txt")
    opening, *parts = script(written)
    number = say("Version number: %(number)s") % {"number": version_of(spec.document)}
    cover = (one for one in map(expected.words, document.cover) if one != number)
    facts = [FactItem(one, letters("".join(said(one)))) for one in cover]
    spoken = "".join("".join((one.heading, *one.paragraphs)) for one in parts)
    extras = {letters("".join(said(say(one)))) for one in SAID_BESIDES}
    extras |= {letters(say("%(name)s, and under it:") % {"name": ""})}
    extras |= set(map(letters, spoken_script.explanations(spec.document)))
    return [
        Half(
            document,
            expected.spoken(document, said),
            letters(spoken),
            letters("".join((opening.heading, *opening.paragraphs))),
            facts,
            extras=frozenset(extras),
        )
    ]
