"""A drawing (SVG) alone on a page of its own size, for formats that cannot draw it themselves."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from weasyprint import CSS, HTML
from weasyprint.formatting_structure.boxes import ReplacedBox
from weasyprint.text.fonts import FontConfiguration

from riweb.formats.pdf import styles
from riweb.formats.pdf.styles import BASE, Closed
from riweb.formats.pdf.writer import listening


def page(templates: Path, images: Path, name: str, most_mm: tuple[float, float]) -> bytes:
    """Return a PDF of one page, which the drawing fills.

    Args:
        templates: ours, with fonts/.
        images: the folder of the drawing.
        name: of its file.
        most_mm: how wide and how high it may be at the most; it is never larger than itself.

    Raises:
        EngineComplaint: when the engine logs anything at all.
    """
    sheet, fonts = _style(templates)
    most = "max-width: {}mm; max-height: {}mm".format(*most_mm)
    text = f'<!doctype html><title>A drawing</title><img src="{name}" alt="A drawing">'
    html = HTML(string=text, base_url=BASE, url_fetcher=Closed(templates, images))

    def laid_out(width: str, height: str) -> Any:
        size = f"@page {{ size: {width} {height}; margin: 0 }} img {{ {most} }}"
        return html.render(stylesheets=[sheet, CSS(string=size)], font_config=fonts)

    with listening():
        width, height = _size(laid_out(*(f"{mm}mm" for mm in most_mm)).pages[0]._page_box)
        made: bytes = laid_out(f"{width}px", f"{height}px").write_pdf()
        return made


def _size(box: Any) -> tuple[float, float]:
    """Return how wide and how high the picture on a page is, in pixels of CSS."""
    while not isinstance(box, ReplacedBox):
        box = box.children[0]
    return box.width, box.height


@lru_cache(maxsize=2)
def _style(templates: Path) -> tuple[CSS, FontConfiguration]:
    """Return our typeface, and a picture that is a block; costly, so kept."""
    fonts = FontConfiguration()
    text = "".join([*styles.faces(), "body { margin: 0 } img { display: block }"])
    return CSS(string=text, font_config=fonts, url_fetcher=Closed(templates)), fonts
