"""SVG pictures: what they may hold, and a copy that holds nothing else."""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

from lxml import etree

from riweb.content.source import photographs, shapes
from riweb.content.source.shapes import LINK
from riweb.problems import quoted
from riweb.text import typeface

SVG = "{http://www.w3.org/2000/svg}"

# What every format can draw.
DRAWN = frozenset(
    {
        "circle",
        "clipPath",
        "defs",
        "desc",
        "ellipse",
        "g",
        "image",
        "line",
        "linearGradient",
        "marker",
        "mask",
        "path",
        "pattern",
        "polygon",
        "polyline",
        "radialGradient",
        "rect",
        "stop",
        "style",
        "svg",
        "switch",
        "symbol",
        "text",
        "textPath",
        "title",
        "tspan",
        "use",
    }
)

# What draws nothing, and is left out of the copy.
NOTHING = frozenset({"metadata"})

# In styles: what names another file, and signs under which such a name can be hidden.
OUTSIDE = re.compile(
    r"url\((?!\s*[\"']?\s*#)|@import|image-set|\bsrc\(|://|\\|expression\(|javascript:",
    re.IGNORECASE,
)

# Colours that older readers leave out, that have no plain place among inks, or that the engine of
# PDFs gets wrong where they run into each other. Drawing programs write #rrggbb or rgb().
COLOUR = re.compile(
    r"\b(?:hsla?|hwb|lab|lch|oklab|oklch|color|color-mix|device-cmyk)\(", re.IGNORECASE
)
PICTURE = re.compile(r"data:image/(?:png|jpeg);base64,")
NUMBER = re.compile(r"-?(?:\d+\.?\d*|\.\d+)(?:e-?\d{1,2})?")
LENGTH = re.compile(r"(?=.*[1-9])(?:\d+\.?\d*|\.\d+)(?:[a-z]{2}|%)?$")

# Of a gradient or mask: measured as the drawing is; and a part of it that nothing is outside of.
ON_PAGE = "userSpaceOnUse"
EVERYWHERE = ("-100000", "-100000", "200000", "200000")
FAMILY = re.compile(r"font-family\s*:[^;}]*;?")
FONT = re.compile(r"\bfont\s*:[^;}]*?(\d[\d.]*(?:px|pt|em|%)?)(?:/\S+)?\s[^;}]*")
PLAIN = "Save it as plain SVG, or as PNG."
Element = Any


def fault(name: str, content: bytes) -> tuple[str, str] | None:
    """Return what is wrong with an SVG picture and what to do, or None.

    Args:
        name: the file's name.
    """
    try:
        root = _read(content)
    except etree.XMLSyntaxError as error:
        line = error.lineno or 1
        return f"“{name}” is damaged or not complete, at its line {line}.", PLAIN
    if root.tag != f"{SVG}svg":
        return f"“{name}” is not an SVG picture inside.", PLAIN
    tree = root.getroottree()
    if tree.docinfo.doctype or tree.docinfo.internalDTD is not None:
        fix = "Delete that part up to its >, or save the picture as plain SVG."
        return f"“{name}” has a part that begins with <!DOCTYPE, which we do not accept.", fix
    if shapes.is_too_much(root):
        return f"“{name}” has too many shapes or points, or a shape that is part of itself.", PLAIN
    for line, what in _faults(root):
        return f"Line {line} of “{name}” {what}.", PLAIN
    if not _has_size(root):
        return f"“{name}” does not say how wide and how high it is.", PLAIN
    return None


def cleaned(content: bytes) -> bytes:
    """Return a picture without fault as it is published.

    Remarks, what drawing programs keep for themselves, and names of typefaces are left out: words
    are set in ours. Photographs in it are cleaned as well.
    """
    root = _read(content)
    for element in list(root.iter()):
        if _is_of_svg(element) and _name(element) not in NOTHING:
            _clean(element)
        else:
            _drop(element)
    if root.find(f".//{SVG}text") is not None:
        root.set("font-family", f"'{typeface.FAMILY}', sans-serif")
    etree.cleanup_namespaces(root)
    return etree.tostring(root, encoding="utf-8") + b"\n"


def _read(content: bytes) -> Element:
    # Nothing that the file declares is put in, and nothing outside is read.
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    return etree.fromstring(content, parser)


def _name(element: Element) -> str:
    return str(etree.QName(element).localname)


def _has_size(root: Element) -> bool:
    """Tell whether a picture says its width and height, each more than nothing."""
    box = re.split(r"[\s,]+", root.get("viewBox", "").strip())
    sides = [root.get("width", ""), root.get("height", "")]
    given = [bool(LENGTH.match(side)) for side in sides if side]
    if box == [""]:
        return given == [True, True]
    return len(box) == 4 and all(map(NUMBER.fullmatch, box)) and _positive(box) and all(given)


def _positive(box: list[str]) -> bool:
    return float(box[2]) > 0 and float(box[3]) > 0


def _is_of_svg(element: Element) -> bool:
    return isinstance(element.tag, str) and element.tag.startswith(SVG)


def _faults(root: Element) -> Iterator[tuple[int, str]]:
    """Yield the line of each fault, and what the line does."""
    above: list[Element] = list(root.itersiblings(preceding=True))
    for one in above:
        if one.tag is etree.ProcessingInstruction and one.target == "xml-stylesheet":
            yield one.sourceline or 1, "names a file outside"
    for element in root.iter("*"):
        line, name = element.sourceline or 1, _name(element)
        if name.lower() == "script":
            yield line, "has a script, which may not be published"
        elif _is_of_svg(element):
            yield from ((line, what) for what in _of_element(element, name))


def _of_element(element: Element, name: str) -> Iterator[str]:
    if name == "foreignObject":
        yield "holds a part that is no picture (foreignObject)"
    elif name not in DRAWN | NOTHING:
        yield f"holds “{name}”, which not every format can draw"
    if name == "style" and OUTSIDE.search(element.text or ""):
        yield "names a file outside in its styles"
    if name == "style" and COLOUR.search(element.text or ""):
        yield "has a colour that not every format can draw"
    if missing := typeface.lacking("".join(element.itertext())):
        yield f"has “{missing[0]}”, a character that our typeface lacks"
    for key, value in element.attrib.items():
        # Those of drawing programs are left out of the copy.
        if (not key.startswith("{") or key == LINK) and (what := _attribute(key, value)):
            yield what


def _attribute(name: str, value: str) -> str:
    """Return what is wrong with an attribute; empty where nothing is."""
    if name.lower().startswith("on"):
        return f"has {quoted(name)}, which starts a script"
    if name in ("href", LINK, "src"):
        if PICTURE.match(value.strip()):
            return _of_photograph(_inside(value))
        is_inside = value.strip().startswith("#")
        return "" if is_inside else f"leads to {quoted(value)}, outside of the picture"
    if COLOUR.search(value):
        return f"has a colour in {quoted(name)} that not every format can draw"
    return f"names a file outside in {quoted(name)}" if OUTSIDE.search(value) else ""


def _inside(address: str) -> bytes:
    """Return the picture of dots that stands in its own address."""
    try:
        return b64decode(unquote(address).partition(",")[2])
    except ValueError:
        return b""


def _of_photograph(content: bytes) -> str:
    """Return what is wrong with a picture of dots in a drawing; empty where nothing is."""
    found = photographs.read(content) if photographs.kind(content) else None
    if found is None:
        return "holds a picture that is damaged or not complete"
    if photographs.is_too_large(found):
        return f"holds a picture of {found.width} by {found.height} pixels, too many for a reader"
    return ""


def _drop(element: Element) -> None:
    """Take an element out, and leave the words after it."""
    parent = element.getparent()
    if parent is None:
        return
    before = element.getprevious()
    if element.tail and before is not None:
        before.tail = (before.tail or "") + element.tail
    elif element.tail:
        parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def _clean(element: Element) -> None:
    """Take out the attributes that draw nothing, and the names of typefaces."""
    _say_plainly(element)
    for key in list(element.attrib):
        if key == "font-family" or (key.startswith("{") and key != LINK):
            del element.attrib[key]
        elif key in ("href", LINK) and PICTURE.match(element.attrib[key].strip()):
            copy = photographs.cleaned(_inside(element.attrib[key]))
            kind = photographs.kind(copy).lower()
            element.set(key, f"data:image/{kind};base64,{b64encode(copy).decode()}")
    if style := element.get("style"):
        element.set("style", _own_typeface(style))
    if _name(element) == "style" and element.text:
        element.text = _own_typeface(element.text)


def _say_plainly(element: Element) -> None:
    """Say in user units what WeasyPrint 70 gets wrong in parts of a shape's own box.

    It measures the radius of a glow by the diagonal of the box, and looks for what a mask lets
    through at the corner of the drawing. A mask says itself where it lets nothing through.
    """
    name = _name(element)
    if name == "radialGradient" and element.get("gradientUnits") != ON_PAGE:
        is_own = element.get("href") is None and element.get(LINK) is None
        radius = element.get("r", "50%" if is_own else "")
        if re.fullmatch(r"[\d.]+%", radius):
            element.set("r", f"{float(radius[:-1]) / 100:g}")
    elif name == "mask" and element.get("maskUnits") != ON_PAGE:
        element.set("maskUnits", ON_PAGE)
        for key, value in zip(("x", "y", "width", "height"), EVERYWHERE, strict=True):
            element.set(key, value)


def _own_typeface(css: str) -> str:
    return FONT.sub(r"font-size: \1", FAMILY.sub("", css))
