"""Colour profiles of presses: can this one be read, and does it say what a press does with inks?

Source:
    ICC.1:2022, 7.2 (header), 7.3 (table of tags), 8.5 (what a profile of an output device has).
"""

from __future__ import annotations

import struct
from io import BytesIO

from PIL import Image, ImageCms

HEADER = 128
CLASS, SPACE, MIDDLE, SIGNATURE = slice(12, 16), slice(16, 20), slice(20, 24), slice(36, 40)
SPACES = {b"RGB ": "RGB", b"GRAY": "grey", b"Lab ": "Lab"}
CLASSES = {b"mntr": "a screen", b"scnr": "a camera or scanner", b"link": "one step of printing"}

# Versions that PDF can hold: those after 4 are of another kind.
VERSIONS = (2, 4)

# Without these, nobody can tell which inks give which colour, and which colour some inks give.
NEEDED = frozenset({b"A2B0", b"B2A0", b"wtpt"})

# The most tags that a profile of a press has is about 30.
MOST_TAGS = 200

# The lightness of paper and of black ink, from 0 to 255: of the greyest newsprint it is about 200,
# and the palest black on it about 90.
LEAST_PAPER, MOST_BLACK = 150, 130
ASK_PRINTER = "Ask your printer for the CMYK profile of their press, or leave out `profile`."
COPY_AGAIN = "Copy it again from where you got it, or ask your printer to send it again."


def fault(content: bytes) -> tuple[str, str] | None:
    """Return what is wrong with the profile of a press and what to do, or None."""
    if len(content) < HEADER or content[SIGNATURE] != b"acsp":
        return "This file is not a colour profile inside.", ASK_PRINTER
    if content[SPACE] != b"CMYK":
        kind = SPACES.get(content[SPACE], "another")
        return f"This is a profile for {kind} colours; a press prints CMYK.", ASK_PRINTER
    if content[CLASS] != b"prtr":
        kind = CLASSES.get(content[CLASS], "something else")
        return f"This is a profile for {kind}, not for a press.", ASK_PRINTER
    if content[8] not in VERSIONS:
        wrong = f"This colour profile is of version {content[8]}, which a PDF cannot hold."
        return wrong, "Ask your printer for one of version 2 or 4."
    if not _has_its_parts(content) or not _is_read(content):
        return "This colour profile is damaged or not complete.", COPY_AGAIN
    return None


def _has_its_parts(content: bytes) -> bool:
    """Tell whether a profile is as long as it says, and has in it what it says it has."""
    size, number = struct.unpack(">I", content[:4])[0], content[HEADER : HEADER + 4]
    if size != len(content) or len(number) < 4 or content[MIDDLE] not in (b"Lab ", b"XYZ "):
        return False
    rows = min(struct.unpack(">I", number)[0], MOST_TAGS)
    start = HEADER + 4 + 12 * rows
    if start > size:
        return False
    tags = dict[bytes, int]()
    for row in range(HEADER + 4, start, 12):
        name, place, length = struct.unpack(">4sII", content[row : row + 12])
        if place < start or length < 8 or place + length > size:
            return False
        tags[name] = length
    return tags.keys() >= NEEDED


def _is_read(content: bytes) -> bool:
    """Tell whether LittleCMS, which many programmes of printers are built on, makes sense of it."""
    try:
        found = ImageCms.ImageCmsProfile(BytesIO(content))
        screen = ImageCms.createProfile("sRGB")
        shown = ImageCms.buildTransform(found, screen, "CMYK", "RGB")
        printed = ImageCms.buildTransform(screen, found, "RGB", "CMYK")
        paper, black = (
            ImageCms.applyTransform(Image.new("CMYK", (1, 1), inks), shown)
            for inks in ((0, 0, 0, 0), (0, 0, 0, 255))
        )
        white = ImageCms.applyTransform(Image.new("RGB", (1, 1), "white"), printed)
    except (ImageCms.PyCMSError, OSError, ValueError):
        return False
    if paper is None or black is None or white is None:
        return False
    lightness = [image.convert("L").tobytes()[0] for image in (paper, black)]
    # What is white on a screen is printed with next to no ink.
    return lightness[0] >= LEAST_PAPER and lightness[1] <= MOST_BLACK and max(white.tobytes()) < 64
