"""Picture files: is this one whole, and of a kind that every format can show?"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator

from riweb.plan.fields import id_for
from riweb.source import svg

# What each kind of file begins with, and what its name should end in.
KINDS = {
    b"\x89PNG\r\n\x1a\n": ("PNG", (".png",)),
    b"\xff\xd8\xff": ("JPEG", (".jpg", ".jpeg")),
}
SUFFIXES = tuple(suffix for _, suffixes in KINDS.values() for suffix in suffixes)

# Larger ones fill the memory of a reader's telephone: 40 megapixels are an A3 page at 400 dpi.
MOST_PIXELS = 40_000_000

# How many bits a PNG has for each channel, and how many channels, by its kind of colour.
DEPTHS = {0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}
CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}

SAVE_AGAIN = "Open it in a picture program and save it again as PNG or JPEG."


def fault(name: str, content: bytes) -> tuple[str, str] | None:
    """Return what is wrong with a picture file and what to do, or None.

    Args:
        name: the file's name.

    Source:
        PNG specification, third edition, 5.2, 5.3 and 11.2; ITU-T T.81, annex B.
    """
    if not re.fullmatch(r"[A-Za-z0-9._-]+", name):
        stem, dot, end = name.rpartition(".")
        better = f"{id_for(stem)}{dot}{end.lower()}" if dot else id_for(name)
        return f"“{name}” cannot be part of a web address.", f"Rename the file to {better}."
    suffix = f".{name.rpartition('.')[2].lower()}" if "." in name else ""
    if suffix == ".svg":
        return svg.fault(name, content)
    if suffix not in SUFFIXES:
        return f"“{name}” is not a kind of picture we can use.", "Save it as PNG, JPEG or SVG."
    for mark, (kind, suffixes) in KINDS.items():
        if not content.startswith(mark):
            continue
        if suffix not in suffixes:
            return (
                f"“{name}” is a {kind} picture inside.",
                f"Change the end of its name to {suffixes[0]}.",
            )
        found = size(content)
        if found is None:
            return f"“{name}” is damaged or not complete.", SAVE_AGAIN
        if found[0] * found[1] > MOST_PIXELS:
            width, height = found
            return (
                f"“{name}” is {width} by {height} pixels, too many to send to a reader.",
                "Make it smaller: 2000 pixels are enough for a whole page.",
            )
        return None
    return f"“{name}” is not a picture inside.", SAVE_AGAIN


def size(content: bytes) -> tuple[int, int] | None:
    """Return the width and height of a picture in pixels; None where it has none we can read."""
    is_png = content.startswith(next(iter(KINDS)))
    return _png_size(content) if is_png else _jpeg_size(content)


def _png_size(content: bytes) -> tuple[int, int] | None:
    """Return width and height; None where a part is damaged or the end is missing."""
    parts = list(_png_parts(content))
    names = [name for name, _ in parts]
    if names[:1] != [b"IHDR"] or names[-1:] != [b"IEND"] or b"IDAT" not in names:
        return None
    if len(parts[0][1]) != 13:
        return None
    width, height, depth, colour, _, _, interlaced = struct.unpack(">IIBBBBB", parts[0][1])
    if not width or not height or depth not in DEPTHS.get(colour, ()):
        return None
    if width * height <= MOST_PIXELS and not interlaced:
        # Each row begins with a byte that says how it is packed.
        row = 1 + (width * depth * CHANNELS[colour] + 7) // 8
        packed = b"".join(held for name, held in parts if name == b"IDAT")
        if _unpacked_size(packed) < row * height:
            return None
    return width, height


def _unpacked_size(packed: bytes) -> int:
    """Return how many bytes are packed; 0 where they are damaged."""
    unpacker, number = zlib.decompressobj(), 0
    try:
        while packed:
            number += len(unpacker.decompress(packed, 1_000_000))
            packed = unpacker.unconsumed_tail
        return number + len(unpacker.flush())
    except zlib.error:
        return 0


def _png_parts(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield the whole and undamaged parts up to the first that is not, or the end."""
    place = 8
    while place + 12 <= len(content):
        (length,) = struct.unpack(">I", content[place : place + 4])
        name, end = content[place + 4 : place + 8], place + 8 + length
        if end + 4 > len(content):
            return
        (check,) = struct.unpack(">I", content[end : end + 4])
        if zlib.crc32(content[place + 4 : end]) != check:
            return
        yield name, content[place + 8 : end]
        if name == b"IEND":
            return
        place = end + 4


def _jpeg_size(content: bytes) -> tuple[int, int] | None:
    """Return width and height; None where they or the end are missing."""
    if b"\xff\xd9" not in content[-4096:]:
        return None
    place = 2
    while place + 9 <= len(content) and content[place] == 0xFF:
        kind = content[place + 1]
        if kind == 0xFF:
            place += 1
            continue
        if kind == 0xD9 or kind == 0xDA:
            return None
        # Start of frame: C0 to CF without DHT (C4), JPG (C8) and DAC (CC).
        if 0xC0 <= kind <= 0xCF and kind not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", content[place + 5 : place + 9])
            return (width, height) if width and height else None
        (length,) = struct.unpack(">H", content[place + 2 : place + 4])
        place += 2 + length
    return None
