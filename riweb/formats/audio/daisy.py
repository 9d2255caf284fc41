"""A DAISY 2.02 book: one heading, one SMIL file and one MP3 for each section.

Source: DAISY 2.02 Specification, 28 February 2001. A book of this kind, `audioNcc`, has headings
as its only text; all else is heard.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise
from xml.sax.saxutils import escape, quoteattr

from riweb.formats.audio.recording import Recording, Spoken

GENERATOR = "riweb"

# The earliest day that a zip can give its files: the same book has the same bytes.
DAY_OF_FILES = (1980, 1, 1, 0, 0, 0)
XHTML = (
    '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" '
    '"http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">'
)
SMIL = (
    '<!DOCTYPE smil PUBLIC "-//W3C//DTD SMIL 1.0//EN" "http://www.w3.org/TR/REC-smil/SMIL10.dtd">'
)
DECLARATION = '<?xml version="1.0" encoding="utf-8"?>'
LAYOUT = '<layout><region id="txtView" /></layout>'


@dataclass(frozen=True)
class DaisyFacts:
    """What a book says of itself.

    Args:
        day: as 2010-01-19.
        is_real_day: False where the plan names none, and `day` only begins its first year.
    """

    title: str
    creator: str
    publisher: str
    day: str
    is_real_day: bool
    identifier: str
    language: str
    narrator: str


def write(recording: Recording, facts: DaisyFacts) -> bytes:
    """Return the book as a zip."""
    files: dict[str, bytes] = {}
    elapsed = 0
    for place, spoken in enumerate(recording.spoken, 1):
        files[f"{name(place)}.smil"] = _smil(place, spoken, elapsed, facts).encode()
        files[f"{name(place)}.mp3"] = spoken.file
        elapsed += spoken.length
    files["master.smil"] = _master(recording, facts).encode()
    files["ncc.html"] = _ncc(recording, facts, len(files) + 1).encode()
    return _zipped(files)


def name(place: int) -> str:
    """Return the name of a section's files, without their endings."""
    return f"s{place:04}"


def clock(milliseconds: int) -> str:
    """Return a length as 01:02:03.450."""
    seconds, rest = divmod(milliseconds, 1000)
    return f"{hours(seconds)}.{rest:03}"


def hours(seconds: int) -> str:
    """Return a length as 01:02:03."""
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def _ncc(recording: Recording, facts: DaisyFacts, files: int) -> str:
    """Return the navigation control centre: every heading, and what the book says of itself."""
    language = quoteattr(facts.language)
    return "\n".join(
        [
            DECLARATION,
            XHTML,
            f'<html xmlns="http://www.w3.org/1999/xhtml" lang={language} xml:lang={language}>',
            "<head>",
            f"<title>{escape(facts.title)}</title>",
            '<meta http-equiv="Content-type" content="text/html; charset=utf-8" />',
            *_metas(_known(recording, facts, files)),
            "</head>",
            "<body>",
            *_headings(recording.spoken),
            "</body>",
            "</html>\n",
        ]
    )


def _known(recording: Recording, facts: DaisyFacts, files: int) -> dict[str, str]:
    """Return what the book says of itself, by the names that DAISY 2.02 gives."""
    levels = [one.section.level for one in recording.spoken]
    return {
        "dc:title": facts.title,
        "dc:creator": facts.creator,
        "dc:publisher": facts.publisher,
        "dc:date": facts.day,
        "dc:identifier": facts.identifier,
        "dc:language": facts.language,
        "dc:format": "Daisy 2.02",
        "ncc:charset": "utf-8",
        "ncc:depth": str(max(levels)),
        "ncc:files": str(files),
        "ncc:footnotes": "0",
        "ncc:generator": GENERATOR,
        "ncc:maxPageNormal": "0",
        "ncc:multimediaType": "audioNcc",
        "ncc:narrator": facts.narrator,
        "ncc:pageFront": "0",
        "ncc:pageNormal": "0",
        "ncc:pageSpecial": "0",
        "ncc:prodNotes": "0",
        "ncc:producedDate": facts.day if facts.is_real_day else "",
        "ncc:producer": facts.publisher,
        "ncc:setInfo": "1 of 1",
        "ncc:sidebars": "0",
        "ncc:tocItems": str(len(levels)),
        "ncc:totalTime": hours(round(recording.length / 1000)),
    }


def _headings(spoken: Sequence[Spoken]) -> Iterator[str]:
    for place, one in enumerate(spoken, 1):
        kind = ' class="title"' if place == 1 else ""
        tag, link = f"h{one.section.level}", f"{name(place)}.smil#p{place:04}"
        words = escape(one.section.written)
        yield f'<{tag}{kind} id="h{place:04}"><a href="{link}">{words}</a></{tag}>'


def _smil(place: int, spoken: Spoken, elapsed: int, facts: DaisyFacts) -> str:
    """Return the order of play of one section.

    Args:
        elapsed: how long all before it lasts, in thousandths of a second.
    """
    known = {
        "dc:format": "Daisy 2.02",
        "dc:identifier": facts.identifier,
        "dc:title": facts.title,
        "ncc:generator": GENERATOR,
        "ncc:timeInThisSmil": clock(spoken.length),
        "ncc:totalElapsedTime": clock(elapsed),
        "title": spoken.section.written,
    }
    clips = [
        f'<audio src="{name(place)}.mp3" clip-begin="npt={begin / 1000:.3f}s" '
        f'clip-end="npt={end / 1000:.3f}s" id="a{place:04}-{number}" />'
        for number, (begin, end) in enumerate(pairwise((0, *spoken.clips)), 1)
    ]
    body = [
        f'<seq dur="{spoken.length / 1000:.3f}s">',
        f'<par endsync="last" id="p{place:04}">',
        f'<text src="ncc.html#h{place:04}" id="t{place:04}" />',
        "<seq>",
        *clips,
        "</seq>",
        "</par>",
        "</seq>",
    ]
    return _play(known, body)


def _master(recording: Recording, facts: DaisyFacts) -> str:
    """Return the order of all sections."""
    known = {
        "dc:format": "Daisy 2.02",
        "dc:identifier": facts.identifier,
        "dc:title": facts.title,
        "ncc:generator": GENERATOR,
        "ncc:timeInThisSmil": clock(recording.length),
    }
    parts = [
        f'<ref src="{name(place)}.smil" title={quoteattr(one.section.written)} id="r{place:04}" />'
        for place, one in enumerate(recording.spoken, 1)
    ]
    return _play(known, parts)


def _play(known: dict[str, str], body: Sequence[str]) -> str:
    head = ["<head>", *_metas(known), LAYOUT, "</head>"]
    lines = [DECLARATION, SMIL, "<smil>", *head, "<body>", *body, "</body>", "</smil>\n"]
    return "\n".join(lines)


def _metas(known: dict[str, str]) -> Iterator[str]:
    for key, value in known.items():
        if not value:
            continue
        yield f'<meta name="{key}" content={quoteattr(value)} />'


def _zipped(files: dict[str, bytes]) -> bytes:
    """Return files as a zip; sound, which is tight already, is stored as it is."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as book:
        for path, content in sorted(files.items()):
            info = zipfile.ZipInfo(path, DAY_OF_FILES)
            info.external_attr = 0o644 << 16
            is_sound = path.endswith(".mp3")
            info.compress_type = zipfile.ZIP_STORED if is_sound else zipfile.ZIP_DEFLATED
            book.writestr(info, content)
    return made.getvalue()
