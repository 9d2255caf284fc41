"""Photographs: a copy that holds only what it shows, the right way up, in the colours of screens.

A camera notes where it was, when, and whose it is; a programme adds what it was told. Nobody who
looks at a page asks for that, and it can lead to somebody's door. Where the dots can stay as they
are, the rest is cut away around them. Where they cannot, they are packed again as closely as they
were.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from typing import Any

from PIL import Image, ImageCms, JpegImagePlugin

from riweb.content.source import jpeg, png

# What each kind of file begins with.
MARKS = {"PNG": png.SIGNATURE, "JPEG": b"\xff\xd8\xff"}

# 40 megapixels are an A3 page at 400 dpi. More fill the memory of a reader's telephone, and a
# small file can claim far more than the memory of any machine: its head is read before its dots.
MOST_PIXELS = 40_000_000

# How a camera was held, and what puts it right. Source: Exif 3.0, 4.6.5.1, Orientation.
ORIENTATION = 0x0112
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}

# Those after which what was wide is high.
ON_ITS_SIDE = (5, 6, 7, 8)

# Two profiles say the same where no colour differs by more, in steps of 255: no eye sees it.
SAME = 3


@dataclass(frozen=True)
class Photograph:
    """What is known of a picture of dots before its dots are looked at.

    Args:
        kind: PNG or JPEG.
        width: in pixels, as it is shown.
        orientation: how the camera was held; 1 is upright.
        profile: the colour profile, if any.
        content: the file without all that shows nothing, and without the profile.
        needs_drawing: whether its dots have to be packed again, apart from turning and colours.
    """

    kind: str
    width: int
    height: int
    orientation: int
    profile: bytes
    content: bytes
    needs_drawing: bool = False


def kind(content: bytes) -> str:
    """Return `PNG` or `JPEG`; empty where it is neither."""
    return next((name for name, mark in MARKS.items() if content.startswith(mark)), "")


def read(content: bytes) -> Photograph | None:
    """Return what is known of a picture; None where it is damaged or not complete.

    Too large a picture is told by its size: of such a one, no dots are unpacked.
    """
    found = _found(content)
    if found is None or is_too_large(found):
        return found
    return found if _is_drawable(found) else None


def _found(content: bytes) -> Photograph | None:
    return _png(content) if kind(content) == "PNG" else _jpeg(content)


def is_too_large(found: Photograph) -> bool:
    """Tell whether a picture has more dots than we take."""
    return found.width * found.height > MOST_PIXELS


def cleaned(content: bytes) -> bytes:
    """Return a picture that `read` takes as it is published."""
    found = _found(content)
    assert found
    if not _is_drawn_again(found):
        return found.content
    with Image.open(BytesIO(found.content), formats=(found.kind,)) as image:
        drawn = _in_screen_colours(image, found.profile)
        if found.orientation in TURNS:
            drawn = drawn.transpose(TURNS[found.orientation])
        return _saved(drawn, image, found)


def _png(content: bytes) -> Photograph | None:
    parts = png.parts(content)
    head = png.head(parts)
    if head is None:
        return None
    turn = orientation(png.exif(parts))
    width, height = _turned(head.width, head.height, turn)
    profile = png.profile(parts) if head.colour in (2, 3, 6) else b""
    # Engines know no grey of 16 bits.
    is_deep = head.colour == 0 and head.depth == 16
    made = Photograph("PNG", width, height, turn, profile, png.bare(parts), is_deep)
    return made if is_too_large(made) or png.has_all_dots(parts) else None


def _jpeg(content: bytes) -> Photograph | None:
    parts = jpeg.parts(content)
    size = jpeg.size(parts)
    if size is None:
        return None
    turn = orientation(jpeg.exif(parts))
    # Greys and inks stay what they are, and so keep what says how they are meant.
    is_coloured = jpeg.channels(parts) == 3
    profile = jpeg.profile(parts) if is_coloured else b""
    is_raw = jpeg.is_of_screen_colours(parts)
    kept = jpeg.bare(parts, has_profile=not is_coloured, is_jfif=not is_raw)
    return Photograph("JPEG", *_turned(*size, turn), turn, profile, kept, is_raw)


def _turned(width: int, height: int, turn: int) -> tuple[int, int]:
    return (height, width) if turn in ON_ITS_SIDE else (width, height)


def orientation(exif: bytes) -> int:
    """Return how a camera was held, from 1 to 8; 1 where it does not say so.

    Args:
        exif: its notes, as a TIFF file has them.
    """
    order = {b"II": "<", b"MM": ">"}.get(exif[:2])
    if order is None or len(exif) < 8:
        return 1
    (start,) = struct.unpack(f"{order}I", exif[4:8])
    rows = exif[start + 2 :]
    number = int.from_bytes(exif[start : start + 2], "little" if order == "<" else "big")
    for row in range(min(number, len(rows) // 12)):
        tag, form, _, value = struct.unpack(f"{order}HHIH", rows[row * 12 : row * 12 + 10])
        if (tag, form) == (ORIENTATION, 3):
            return value if value in TURNS else 1
    return 1


def _is_drawn_again(found: Photograph) -> bool:
    return found.needs_drawing or found.orientation != 1 or _is_of_other_colours(found.profile)


@lru_cache(maxsize=64)
def _is_of_other_colours(profile: bytes) -> bool:
    """Tell whether the colours of a profile look otherwise where it is not looked at."""
    sample = Image.new("RGB", (5, 25))
    steps = (0, 64, 128, 192, 255)
    sample.putdata([(red, green, blue) for red in steps for green in steps for blue in steps])
    meant = _converted(sample, profile)
    pairs = zip(sample.tobytes(), meant.tobytes(), strict=True)
    return any(abs(one - other) > SAME for one, other in pairs)


def _converted(image: Image.Image, profile: bytes) -> Image.Image:
    """Return a picture in the colours of screens; as it is where its profile is none."""
    if not profile:
        return image
    try:
        found = ImageCms.ImageCmsProfile(BytesIO(profile))
        transform = ImageCms.buildTransform(
            found,
            ImageCms.createProfile("sRGB"),
            "RGB",
            "RGB",
            ImageCms.Intent.RELATIVE_COLORIMETRIC,
            ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )
        made = ImageCms.applyTransform(image, transform)
    except (ImageCms.PyCMSError, OSError):
        return image
    return made or image


def _in_screen_colours(image: Image.Image, profile: bytes) -> Image.Image:
    """Return a picture in colours that look right to whoever looks at no profile."""
    if image.mode.startswith("I"):
        return image.convert("I").point(lambda grey: grey / 256).convert("L")
    if image.mode not in ("P", "RGB", "RGBA") or not _is_of_other_colours(profile):
        return image.copy()
    if image.mode == "RGB" and "transparency" not in image.info:
        return _converted(image, profile)
    clear = image.convert("RGBA")
    made = _converted(clear.convert("RGB"), profile)
    made.putalpha(clear.getchannel("A"))
    return made


def _is_drawable(found: Photograph) -> bool:
    try:
        with Image.open(BytesIO(found.content), formats=(found.kind,)) as image:
            # For this an eighth of the size is enough.
            image.draft("RGB", (max(1, found.width // 8), max(1, found.height // 8)))
            image.load()
    except (OSError, SyntaxError, ValueError):
        return False
    return True


def _saved(drawn: Image.Image, source: Any, found: Photograph) -> bytes:
    kept = BytesIO()
    if found.kind == "PNG":
        drawn.save(kept, "PNG", dpi=source.info.get("dpi"))
        return png.bare(png.parts(kept.getvalue()))
    sampling = JpegImagePlugin.get_sampling(source)
    is_on_its_side = found.orientation in ON_ITS_SIDE
    drawn.save(
        kept,
        "JPEG",
        qtables=[_table(one, is_on_its_side) for one in source.quantization.values()][:2],
        # Colours of half the width would have to become colours of half the height.
        subsampling=0 if sampling < 0 or (sampling == 1 and is_on_its_side) else sampling,
        optimize=True,
        dpi=source.info.get("dpi", (0, 0)),
        icc_profile=source.info.get("icc_profile"),
    )
    return jpeg.bare(jpeg.parts(kept.getvalue()), has_profile=drawn.mode != "RGB")


def _table(table: list[int], is_on_its_side: bool) -> list[int]:
    """Return how roughly each frequency is kept, across and down exchanged where it is turned."""
    if not is_on_its_side:
        return table
    return [table[8 * column + row] for row in range(8) for column in range(8)]
