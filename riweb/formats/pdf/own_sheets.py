"""Pages of a size of their own, in any colours: for inserts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from riweb.formats.pdf import breaks, decoration, styles
from riweb.formats.pdf.styles import BASE, Closed
from riweb.formats.pdf.writer import listening
from riweb.formats.profiles import giant

# A column of an insert is about as wide, in letters, as a page in the largest print.
NARROW = giant(36)


@dataclass(frozen=True)
class Sheets:
    """What inserts are laid out with.

    Args:
        folder: our templates, with fonts/ and styles/.
        images: the folder of pictures; None where there are none.
    """

    folder: Path
    images: Path | None

    def lay_out(self, document: str, css: str) -> Any:
        """Return a document's pages, as the engine's own `Document`.

        Args:
            css: what stands before styles/insert.css: sizes and colours.

        Raises:
            EngineComplaint: when the engine logs anything at all.
        """
        parsed, fonts = _style(self.folder)
        fetcher = Closed(self.folder, self.images)
        own = CSS(string=css, font_config=fonts)
        with listening():
            html = HTML(
                string=breaks.together(document, NARROW), base_url=BASE, url_fetcher=fetcher
            )
            return html.render(stylesheets=[own, parsed], font_config=fonts)


@lru_cache(maxsize=2)
def _style(folder: Path) -> tuple[CSS, FontConfiguration]:
    """Return the parsed style of all inserts with its fonts; costly, so kept."""
    fonts = FontConfiguration()
    sheet = (folder / "styles" / "insert.css").read_text(encoding="utf-8")
    text = "".join([*styles.faces(), sheet])
    return CSS(string=text, font_config=fonts, url_fetcher=Closed(folder)), fonts


def plain(made: Any) -> bytes:
    """Return pages as a PDF without tags, for a press."""
    with listening():
        content: bytes = made.write_pdf(custom_metadata=False)
        return content


def tagged(made: Any) -> bytes:
    """Return pages as PDF/UA-1."""
    with listening():
        decoration.prepare(made)
        content: bytes = made.write_pdf(pdf_variant="pdf/ua-1", custom_metadata=False)
        return content
