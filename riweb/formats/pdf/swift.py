"""The engine's own small functions again, with the same answers, sooner.

WeasyPrint 70 works out for every box what depends on its style alone: lengths in pixels, where the
box stands, the font. Boxes that look alike share a style (riweb.formats.pdf.alike): here an answer
is worked out once and kept with the style. Where an answer depends on more than the style, the
engine's own function is asked.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from weasyprint.formatting_structure.boxes import Box
from weasyprint.layout import (
    absolute,
    background,
    block,
    column,
    flex,
    grid,
    inline,
    page,
    percent,
    table,
)
from weasyprint.layout import float as floats
from weasyprint.text import line_break
from weasyprint.text.ffi import ffi, gobject, pango
from weasyprint.text.line_break import Layout

# Where the engine asks for lengths: each of these has the function under its own name.
ASKING = (absolute, block, column, floats, grid, inline, page, percent, table)

LENGTHS = tuple(
    f"{name}_{side}"
    for name in ("margin", "padding")
    for side in ("left", "right", "top", "bottom")
)
LIMITS = ("min_width", "max_width", "min_height", "max_height")
SIDES = ("top", "right", "bottom", "left")
CORNERS = ("top_left", "top_right", "bottom_right", "bottom_left")
SQUARE = {f"border_{corner}_radius": (0, 0) for corner in CORNERS}

# Styles that ask for none of these need no more than a font and a language.
PLAIN = {
    "font_kerning": "auto",
    "font_variant_ligatures": "normal",
    "font_variant_position": "normal",
    "font_variant_caps": "normal",
    "font_variant_numeric": "normal",
    "font_variant_alternates": "normal",
    "font_variant_east_asian": "normal",
    "font_feature_settings": "normal",
    "font_language_override": "normal",
    "text_decoration_line": "none",
}

Style = Any

_lengths = percent.resolve_percentages
_radii = percent.resolve_radii_percentages
_font_key = line_break._font_style_cache_key
_setup = Layout.setup
_is_in_flow = Box.is_in_normal_flow


def install() -> None:
    """Put these in the place of the engine's own."""
    for module in ASKING:
        module.resolve_percentages = lengths
    background.resolve_radii_percentages = radii
    flex.percent.resolve_percentages = lengths
    line_break._font_style_cache_key = font_key
    Layout.setup = setup
    Box.is_in_normal_flow = is_in_normal_flow


def lengths(box: Any, containing_block: Any) -> None:
    """Set the lengths of a box, as `weasyprint.layout.percent.resolve_percentages` does."""
    style = box.style
    try:
        known = style.known_lengths
    except AttributeError:
        known = style.known_lengths = _in_pixels(style)
    if known is None:
        _lengths(box, containing_block)
    else:
        _set(box, known)


def _set(box: Any, values: Mapping[str, Any]) -> None:
    held = box._box if type(box) is absolute.AbsolutePlaceholder else box
    held.__dict__.update(values)


def _in_pixels(style: Style) -> dict[str, Any] | None:
    """Return the lengths that a style gives whatever is around it; None where it does not."""
    if style["box_sizing"] != "content-box" or style["border_collapse"] == "collapse":
        return None
    found: dict[str, Any] = {}
    for name in (*LENGTHS, *LIMITS, "width", "height"):
        value = style[name]
        if value is None or value == "auto":
            found[name] = 0 if value and name in ("min_width", "min_height") else value
        elif getattr(value, "unit", None) == "px":
            found[name] = value.value
        else:
            return None
    return found | {f"border_{side}_width": style[f"border_{side}_width"] for side in SIDES}


def radii(box: Any) -> None:
    """Set how round the corners of a box are: most are not."""
    style = box.style
    try:
        is_square = style.is_square
    except AttributeError:
        is_square = style.is_square = all((0, "px") in style[name] for name in SQUARE)
    if is_square:
        _set(box, SQUARE)
    else:
        _radii(box)


def is_in_normal_flow(box: Any) -> bool:
    """Tell whether a box follows the one before it."""
    style = box.style
    asked = style["float"], style["position"]
    try:
        known = style.known_flow
    except AttributeError:
        known = None
    if known is None or known[0] != asked:
        known = style.known_flow = asked, _is_in_flow(box)
    return bool(known[1])


def font_key(style: Style, include_size: bool = False) -> str:
    """Return what tells the font of a style from others."""
    name = "known_sized_font" if include_size else "known_font"
    try:
        found: str = style.__dict__[name]
    except KeyError:
        found = style.__dict__[name] = _font_key(style, include_size)
    return found


def setup(layout: Any, style: Style) -> None:
    """Prepare to set text in a style, as `weasyprint.text.line_break.Layout.setup` does."""
    try:
        known = style.known_setup
    except AttributeError:
        is_plain = all(style[name] == value for name, value in PLAIN.items())
        known = style.known_setup = _font(style) if is_plain and style["lang"] else None
    if known is None:
        _setup(layout, style)
        return
    context, description, language = known
    layout.style, layout.language, layout.first_line_direction = style, language, 0
    layout.ascent = layout.underline_position = layout.strikethrough_position = None
    layout.layout = ffi.gc(pango.pango_layout_new(context), gobject.g_object_unref)
    pango.pango_layout_set_auto_dir(layout.layout, False)
    pango.pango_layout_set_font_description(layout.layout, description)


def _font(style: Style) -> tuple[Any, Any, Any]:
    """Return what texts in a style are set with: the context, the font and the language."""
    made = pango.pango_font_map_create_context(style.font_config.font_map)
    context = ffi.gc(made, gobject.g_object_unref)
    pango.pango_context_set_round_glyph_positions(context, False)
    pango.pango_context_set_base_dir(context, line_break.PANGO_DIRECTION[style["direction"]])
    name, _ = line_break.unicode_to_char_p(style["lang"])
    language = pango.pango_language_from_string(name)
    pango.pango_context_set_language(context, language)
    return context, line_break.get_font_description(style), language
