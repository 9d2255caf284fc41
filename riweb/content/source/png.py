"""The parts of a PNG file: how large a picture it holds, and a copy with no more than that.

Source:
    PNG specification, third edition, 5.2, 5.3, 8.1 and 11.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

SIGNATURE = b"\x89PNG\r\n\x1a\n"

# How many bits there may be for each channel, and how many channels, by the kind of colour.
DEPTHS = {0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}
CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}

# What shows the picture: its dots, what is clear, how bright its colours are, how close its dots.
SHOWN = frozenset(
    {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"sBIT", b"pHYs"}
)

# Adam7: where each pass begins, and how far its dots are apart, across and down.
PASSES = (
    (0, 0, 8, 8),
    (4, 0, 8, 8),
    (0, 4, 4, 8),
    (2, 0, 4, 4),
    (0, 2, 2, 4),
    (1, 0, 2, 2),
    (0, 1, 1, 2),
)

# The profiles of presses, the largest that there are, have 2 or 3 MB.
MOST_OF_PROFILE = 5_000_000


@dataclass(frozen=True)
class PngPart:
    """One part, or chunk, that is not damaged."""

    name: bytes
    inside: bytes

    @property
    def content(self) -> bytes:
        """All of its bytes."""
        named = self.name + self.inside
        return struct.pack(">I", len(self.inside)) + named + struct.pack(">I", zlib.crc32(named))


@dataclass(frozen=True)
class Head:
    """What the first part says.

    Args:
        depth: bits of each channel.
        colour: its kind: 0 grey, 2 colours, 3 a palette, 4 and 6 the first two with clear dots.
    """

    width: int
    height: int
    depth: int
    colour: int
    is_interlaced: bool


def parts(content: bytes) -> tuple[PngPart, ...]:
    """Return the parts up to the end; none at all where one is damaged, or the end is missing."""
    found, place = [], len(SIGNATURE)
    while place + 12 <= len(content):
        (length,) = struct.unpack(">I", content[place : place + 4])
        name, end = content[place + 4 : place + 8], place + 8 + length
        if end + 4 > len(content):
            return ()
        (check,) = struct.unpack(">I", content[end : end + 4])
        if zlib.crc32(content[place + 4 : end]) != check:
            return ()
        found.append(PngPart(name, content[place + 8 : end]))
        if name == b"IEND":
            return tuple(found)
        place = end + 4
    return ()


def head(found: Sequence[PngPart]) -> Head | None:
    """Return what the first part says; None where no picture can be as it says."""
    if not found or found[0].name != b"IHDR" or len(found[0].inside) != 13:
        return None
    width, height, depth, colour, _, _, way = struct.unpack(">IIBBBBB", found[0].inside)
    if not width or not height or depth not in DEPTHS.get(colour, ()) or way > 1:
        return None
    return Head(width, height, depth, colour, bool(way))


def has_all_dots(found: Sequence[PngPart]) -> bool:
    """Tell whether as many dots are packed as the first part says, without unpacking more."""
    said = head(found)
    if said is None:
        return False
    unpacker, left = zlib.decompressobj(), _size(said)
    packed = b"".join(part.inside for part in found if part.name == b"IDAT")
    try:
        while packed and left > 0:
            left -= len(unpacker.decompress(packed, min(left, 1_000_000)))
            packed = unpacker.unconsumed_tail
    except zlib.error:
        return False
    return left <= 0


def _size(said: Head) -> int:
    """Return how many bytes the dots take; each row begins with one that says how it is packed."""
    bits = said.depth * CHANNELS[said.colour]
    number = 0
    for left, top, across, down in PASSES if said.is_interlaced else ((0, 0, 1, 1),):
        width = -(-(said.width - left) // across)
        height = -(-(said.height - top) // down)
        if width > 0 and height > 0:
            number += height * (1 + (width * bits + 7) // 8)
    return number


def exif(found: Sequence[PngPart]) -> bytes:
    """Return what a camera noted; empty where it noted nothing."""
    return next((part.inside for part in found if part.name == b"eXIf"), b"")


def profile(found: Sequence[PngPart]) -> bytes:
    """Return the colour profile; empty where there is none, or it cannot be unpacked."""
    inside = next((part.inside for part in found if part.name == b"iCCP"), b"")
    _, _, packed = inside.partition(b"\0")
    unpacker = zlib.decompressobj()
    try:
        content = unpacker.decompress(packed[1:], MOST_OF_PROFILE)
    except zlib.error:
        return b""
    return content if unpacker.eof else b""


def bare(found: Sequence[PngPart]) -> bytes:
    """Return a file with what shows the picture and nothing else; no dot of it is changed."""
    return SIGNATURE + b"".join(part.content for part in found if part.name in SHOWN)
