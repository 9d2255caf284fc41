"""A small CMYK profile for tests: whole enough for programmes that read profiles."""

from __future__ import annotations

import struct
from itertools import product


def cmyk() -> bytes:
    """Return an ICC profile of a press, version 2, that takes inks for what they leave of white.

    Source:
        ICC.1:2001-04, 6.1 (header), 6.5.7 (lut8Type), 6.5.12 and 6.5.17 (descriptions).
    """
    tags = {
        b"desc": _desc(b"Riweb test press"),
        b"cprt": b"text\0\0\0\0No rights are reserved.\0",
        b"wtpt": b"XYZ \0\0\0\0" + struct.pack(">3i", 63190, 65536, 54061),
        b"A2B0": _lut(4, 3, [_lab(*inks) for inks in product((0, 1), repeat=4)]),
        b"B2A0": _lut(3, 4, [(0, 0, 0, 255 if light == 0 else 0) for light, _, _ in _corners()]),
    }
    table, body = struct.pack(">I", len(tags)), b""
    start = 128 + 4 + 12 * len(tags)
    for name, content in tags.items():
        table += name + struct.pack(">II", start + len(body), len(content))
        body += content + b"\0" * (-len(content) % 4)
    return _header(start + len(body)) + table + body


def _header(size: int) -> bytes:
    made = struct.pack(">I4sI4s4s4s", size, b"\0" * 4, 0x02400000, b"prtr", b"CMYK", b"Lab ")
    made += struct.pack(">6H", 2026, 1, 1, 0, 0, 0) + b"acsp" + b"\0" * 28
    made += struct.pack(">3i", 63190, 65536, 54061)
    return made + b"\0" * (128 - len(made))


def _desc(words: bytes) -> bytes:
    text = words + b"\0"
    return b"desc\0\0\0\0" + struct.pack(">I", len(text)) + text + b"\0" * (8 + 3 + 67)


def _lab(cyan: int, magenta: int, yellow: int, black: int) -> tuple[int, int, int]:
    light = 0 if black else 255 - 70 * (cyan + magenta + yellow)
    return light, 128 + 60 * (magenta - cyan), 128 + 60 * (yellow - cyan)


def _corners() -> list[tuple[int, ...]]:
    return list(product((0, 1), repeat=3))


def _lut(inputs: int, outputs: int, grid: list[tuple[int, ...]]) -> bytes:
    straight = bytes(range(256))
    made = b"mft1\0\0\0\0" + bytes((inputs, outputs, 2, 0))
    made += struct.pack(">9i", *(65536 if place % 4 == 0 else 0 for place in range(9)))
    points = b"".join(bytes(max(0, min(255, part)) for part in point) for point in grid)
    return made + straight * inputs + points + straight * outputs
