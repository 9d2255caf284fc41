"""What a PDF draws in the colours of a screen, in inks instead.

Words, bands and lines of an insert are set in inks from the start. Photographs and drawings are
not: their dots, their lines and grounds, and the colours that run into each other are put into inks
here, all in the same way, so that a drawing of a photograph's colour is printed like it.

Source:
    ISO 32000-1, 8.6.8 (colour operators), 8.7.4.5 (shadings), 7.10 (functions), 11.6.6 (groups).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import pikepdf
from pikepdf import Name, Operator, Pdf

from riweb.formats.insert import inks

# The operators that set a colour of a screen, and what sets inks in their place. Black alone is set
# as one of four inks: a grey that something clear lies on would be mixed from all of them.
OPERATORS = {"rg": "k", "RG": "K"}
COLOURED = re.compile(rb"\b(?:rg|RG)\b")

# The ends of a function that runs from one colour to another.
ENDS = ("/C0", "/C1")


def in_inks(source: Pdf, is_black: bool) -> None:
    """Put inks in the place of all colours of a screen.

    Args:
        is_black: whether black is the only ink.
    """
    for page in source.pages:
        page.contents_coalesce()
        _redraw(page.obj.Contents, page.obj, is_black)
    for thing in source.objects:
        if isinstance(thing, pikepdf.Stream):
            if thing.get("/Subtype") == Name.Image:
                _repaint(thing, is_black)
            elif thing.get("/Subtype") == Name.Form or thing.get("/PatternType") == 1:
                _redraw(thing, thing, is_black)
        if isinstance(thing, (pikepdf.Dictionary, pikepdf.Stream)):
            _recolour(thing, is_black)


def _redraw(stream: Any, holder: Any, is_black: bool) -> None:
    """Set inks where a page, form or pattern sets colours."""
    if not COLOURED.search(stream.read_bytes()):
        return
    rows = [_in_row(row, is_black) for row in pikepdf.parse_content_stream(holder)]
    stream.write(pikepdf.unparse_content_stream(rows))


def _in_row(row: Any, is_black: bool) -> Any:
    """Return an operator with what it is given; inks where it was a colour of a screen."""
    name = str(row.operator)
    if name not in OPERATORS:
        return row
    inked = _parts(row.operands, is_black)
    return pikepdf.ContentStreamInstruction(inked, Operator(OPERATORS[name]))


def _parts(colour: Sequence[Any], is_black: bool) -> list[float]:
    red, green, blue = (min(1.0, max(0.0, float(part))) for part in colour)
    return inks.black_of(red, green, blue) if is_black else inks.parts(red, green, blue)


def _recolour(thing: Any, is_black: bool) -> None:
    """Put inks into a shading, and say of a group that its colours are inks."""
    for holder in (thing, *(thing[key] for key in ("/Shading", "/Group") if key in thing)):
        if not isinstance(holder, (pikepdf.Dictionary, pikepdf.Stream)):
            continue
        if holder.get("/CS") == Name.DeviceRGB:
            holder.CS = Name.DeviceCMYK
        if "/ShadingType" in holder and holder.get("/ColorSpace") == Name.DeviceRGB:
            holder.ColorSpace = Name.DeviceCMYK
            functions = holder.Function
            for one in functions if isinstance(functions, pikepdf.Array) else [functions]:
                _rerun(one, is_black)


def _rerun(function: Any, is_black: bool) -> None:
    """Have a function run between inks."""
    for one in function.get("/Functions", ()):
        _rerun(one, is_black)
    for end in ENDS:
        if len(function.get(end, ())) == 3:
            function[end] = pikepdf.Array(_parts(function[end], is_black))
    if "/Range" in function:
        function.Range = pikepdf.Array([0, 1] * 4)


def _repaint(thing: Any, is_black: bool) -> None:
    """Put a picture of inks in the place of one of the colours of a screen."""
    is_coloured = thing.get("/ColorSpace") == Name.DeviceRGB
    if not is_coloured and not (is_black and thing.get("/ColorSpace") != Name.DeviceGray):
        return
    image = inks.picture(pikepdf.PdfImage(thing).as_pil_image(), is_black)
    thing.write(image.tobytes())
    thing.ColorSpace = Name.DeviceGray if image.mode == "L" else Name.DeviceCMYK
    thing.BitsPerComponent = 8
    # What is see-through stays so: its mask is grey already.
    for key in ("/Decode", "/DecodeParms"):
        if key in thing:
            del thing[key]
