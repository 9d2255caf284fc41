"""One style for all that look alike.

WeasyPrint 70 lets elements share a style where the same rules meet them and their parents share one
too. But it gives an element with an id a style of its own, and so all that stands in it; it gives
each mark of a list its own; and each page, with its 16 margins. Most of the styles of a long
document are then the same, and to work them out is a tenth of the time that it takes. Here only the
name of an element is its own, and marks and pages that are alike share their styles.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from weasyprint import css
from weasyprint.css import ComputedStyle, StyleFor
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

LookedStyle = Any
_style_attributes = css.find_style_attributes
_page_styles = page.set_page_type_computed_styles


def share_styles() -> None:
    """Put these in the place of the engine's own."""
    css.find_style_attributes = without_names
    css.StyleFor = Alike
    page.set_page_type_computed_styles = page_styles


def without_names(*asked: Any) -> Iterator[Any]:
    """Yield what elements say of their style themselves, but not their names."""
    for found in _style_attributes(*asked):
        _, element, declarations, _ = found
        is_name = getattr(declarations[0], "name", "") == "-weasy-anchor"
        if not is_name or not element.get("id"):
            yield found


class Named(ComputedStyle):  # type: ignore[misc]
    """The style of an element with a name, which is that of its twin in all else."""

    def __init__(self, twin: LookedStyle, name: str) -> None:
        super().__init__(
            twin.parent_style,
            twin.cascaded,
            twin.pseudo_type,
            twin.root_style,
            twin.base_url,
            twin.font_config,
            twin.initial_page_sizes,
        )
        self.twin = twin
        self.specified = twin.specified
        self["anchor"] = name

    def __missing__(self, key: str) -> Any:
        """Return what the twin has."""
        value = self[key] = self.twin[key]
        return value


class Alike(StyleFor):  # type: ignore[misc]
    """The styles of a document, as the engine keeps them."""

    def __init__(self, html: Any, sheets: Any, hints: Any, fonts: Any, targets: Any) -> None:
        self.known_parts: dict[Any, LookedStyle] = {}
        self.known_pages: dict[Any, dict[Any, LookedStyle]] = {}
        super().__init__(html, sheets, hints, fonts, targets)
        self.selectors = tuple(dict.fromkeys(_of_pages(sheets)))
        styles = self.get_computed_styles()
        for element in html.etree_element.iter():
            if name := element.get("id"):
                styles[element, None] = Named(styles[element, None], name)
                targets.collect_anchor(name)

    def set_computed_styles(
        self, element: Any, parent: Any, root: Any = None, pseudo_type: Any = None, **more: Any
    ) -> None:
        """Have the style of an element, or of a part of one such as the mark of a list."""
        if pseudo_type is None:
            super().set_computed_styles(element, parent, root, **more)
            return
        styles = self.get_computed_styles()
        own = self.get_cascaded_styles().get((element, pseudo_type), {})
        rules = tuple((name, id(value)) for name, (value, _) in own.items())
        key = (id(styles[parent, None]), pseudo_type, rules)
        if key in self.known_parts:
            styles[element, pseudo_type] = self.known_parts[key]
            return
        super().set_computed_styles(element, parent, root, pseudo_type, **more)
        self.known_parts[key] = styles[element, pseudo_type]


def page_styles(page_type: Any, html: Any, style_for: Any) -> None:
    """Have the styles of a page and of its margins: those of the first page that was like it."""
    key = tuple(style_for._page_type_match(one, page_type) for one in style_for.selectors)
    styles = style_for.get_computed_styles()
    if key not in style_for.known_pages:
        _page_styles(page_type, html, style_for)
        style_for.known_pages[key] = {
            part: style for (element, part), style in styles.items() if element == page_type
        }
        return
    for part, style in style_for.known_pages[key].items():
        styles[page_type, part] = style


def _of_pages(sheets: Any) -> Iterator[Any]:
    """Yield each way in which a stylesheet says which pages it means."""
    for sheet, _, _ in sheets:
        for _, selectors, _ in sheet.page_rules:
            for _, _, pages in selectors:
                yield pages


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
