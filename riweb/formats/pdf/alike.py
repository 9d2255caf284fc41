"""One style for all that look alike.

WeasyPrint 70 lets elements share a style where the same rules meet them and their parents share one
too. But it gives an element with an id a style of its own, and so all that stands in it; it gives
each mark of a list its own; and each page, with its 16 margins. Most of the styles of a long
document are then the same, and to work them out is a tenth of the time that it takes. Here only the
name of an element is its own, and marks and pages that are alike share their styles.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from weasyprint import css
from weasyprint.css import ComputedStyle, StyleFor
from weasyprint.layout import page

Style = Any

_style_attributes = css.find_style_attributes
_page_styles = page.set_page_type_computed_styles


def install() -> None:
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

    def __init__(self, twin: Style, name: str) -> None:
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
        self.known_parts: dict[Any, Style] = {}
        self.known_pages: dict[Any, dict[Any, Style]] = {}
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
