"""The parts of a JPEG file: how large a picture it holds, and a copy with no more than that.

Source:
    ITU-T T.81, annex B (parts and their marks); ITU-T T.871 (JFIF); ICC.1:2022, annex B.4.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

END, SCAN = 0xD9, 0xDA
JFIF, EXIF, PROFILE, ADOBE = 0xE0, 0xE1, 0xE2, 0xEE

# How a picture is packed: baseline, extended and progressive, which all readers know.
FRAMES = (0xC0, 0xC1, 0xC2)

# What decodes a picture: tables, frame, scans, and how often a scan begins anew.
NEEDED = frozenset({*FRAMES, 0xC4, 0xDB, 0xDC, 0xDD, SCAN, END})

# In a scan, FF 00 is a byte of it, and FF D0 to FF D7 part it; other marks end it.
MARK = re.compile(rb"\xff[^\x00\xff]")
END_OF_SCAN = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")

# JFIF 1.01, square dots, no small picture beside the large one.
PLAIN_JFIF = b"\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"


@dataclass(frozen=True)
class JpegPart:
    """One part.

    Args:
        kind: the second byte of its mark.
        content: all of its bytes, the mark among them.
    """

    kind: int
    content: bytes

    @property
    def inside(self) -> bytes:
        """What it holds, without mark and length."""
        return self.content[4:]


def parts(content: bytes) -> tuple[JpegPart, ...]:
    """Return the parts from the first after the beginning to the end of the picture.

    What stands between parts, and after the end, is no part: programmes put films there.

    Returns:
        None at all where one is cut off, or the end is missing.
    """
    found = tuple(_parts(content))
    return found if found and found[-1].kind == END else ()


def _parts(content: bytes) -> Iterator[JpegPart]:
    place = 2
    while mark := MARK.search(content, place):
        place, kind = mark.start(), content[mark.end() - 1]
        if kind == END:
            yield JpegPart(kind, content[place : mark.end()])
            return
        end = mark.end() + int.from_bytes(content[mark.end() : mark.end() + 2], "big")
        if end < mark.end() + 2 or end > len(content):
            return
        if kind == SCAN:
            after = END_OF_SCAN.search(content, end)
            if after is None:
                return
            end = after.start()
        yield JpegPart(kind, content[place:end])
        place = end


def size(found: Sequence[JpegPart]) -> tuple[int, int] | None:
    """Return width and height in pixels; None where a reader would not find a picture."""
    frame = _frame(found)
    if frame is None or not any(part.kind == SCAN for part in found):
        return None
    depth, channels = frame[0], frame[5]
    height, width = int.from_bytes(frame[1:3], "big"), int.from_bytes(frame[3:5], "big")
    if depth != 8 or channels not in (1, 3, 4) or len(frame) < 6 + 3 * channels:
        return None
    return (width, height) if width and height else None


def _frame(found: Iterable[JpegPart]) -> bytes | None:
    inside = next((part.inside for part in found if part.kind in FRAMES), b"")
    return inside if len(inside) >= 6 else None


def channels(found: Iterable[JpegPart]) -> int:
    """Return how many colours it is made of; 0 where nothing says so."""
    frame = _frame(found)
    return frame[5] if frame else 0


def is_of_screen_colours(found: Iterable[JpegPart]) -> bool:
    """Tell whether it keeps red, green and blue as they are, which JFIF does not know."""
    marks = {part.kind: part.inside for part in reversed(tuple(found))}
    frame = _frame(found)
    if frame is None or frame[5] != 3 or marks.get(JFIF, b"").startswith(b"JFIF\0"):
        return False
    adobe = marks.get(ADOBE, b"")
    if adobe.startswith(b"Adobe") and len(adobe) >= 12:
        return adobe[11] == 0
    return frame[6:15:3] == b"RGB"


def exif(found: Iterable[JpegPart]) -> bytes:
    """Return what a camera noted; empty where it noted nothing."""
    start = b"Exif\0\0"
    notes = (part.inside for part in found if part.kind == EXIF)
    return next((one.removeprefix(start) for one in notes if one.startswith(start)), b"")


def profile(found: Iterable[JpegPart]) -> bytes:
    """Return the colour profile, which may stand in several parts; empty where there is none."""
    pieces = [part.inside for part in found if _is_of_profile(part)]
    return b"".join(one[14:] for one in sorted(pieces, key=lambda one: one[12:13]))


def _is_of_profile(part: JpegPart) -> bool:
    return part.kind == PROFILE and part.inside.startswith(b"ICC_PROFILE\0")


def bare(found: Sequence[JpegPart], has_profile: bool = False, is_jfif: bool = True) -> bytes:
    """Return a file with what shows the picture and nothing else; no dot of it is changed.

    Args:
        has_profile: whether its colour profile is kept.
        is_jfif: whether it says that it is JFIF, with colours as JFIF has them.
    """
    kept = [part.content for part in found if _is_kept(part, has_profile)]
    # Word looks for the mark of JFIF at the beginning.
    return b"".join((b"\xff\xd8", _jfif(found) if is_jfif else b"", *kept))


def _is_kept(part: JpegPart, has_profile: bool) -> bool:
    if part.kind == ADOBE:
        return part.inside.startswith(b"Adobe")
    return part.kind in NEEDED or (has_profile and _is_of_profile(part))


def _jfif(found: Sequence[JpegPart]) -> bytes:
    """Return the part that says how close the dots are, without the small picture in it."""
    said = next((one.inside for one in found if one.kind == JFIF), b"")
    if not said.startswith(b"JFIF\0") or len(said) < 12:
        return PLAIN_JFIF
    return PLAIN_JFIF[:4] + said[:12] + b"\0\0"
