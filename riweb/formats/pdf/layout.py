"""The pages of a document."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from weasyprint import HTML

from riweb.formats.pdf import keep, styles, tall
from riweb.formats.pdf.fetch import BASE, Closed
from riweb.formats.profiles import Profile


@dataclass(frozen=True)
class Press:
    """What documents of one profile are laid out with.

    Args:
        brand: the publisher's colour, as #rrggbb.
        folder: our templates, with fonts/ and styles/.
        images: the folder of the document's own pictures; None where it has none.
    """

    profile: Profile
    brand: str
    folder: Path
    images: Path | None = None

    def lay_out(self, text: str) -> Any:
        """Return a document's pages, as the engine's own `Document`."""
        css, fonts = styles.parsed(self.folder, self.profile, self.brand)
        kept = keep.together(text, self.profile)
        fetcher = Closed(self.folder, self.images)
        html = HTML(string=kept, base_url=BASE, url_fetcher=fetcher)
        tall.let_break(html.etree_element, self.profile, styles.TOP_MM + styles.BOTTOM_MM)
        return html.render(stylesheets=[css], font_config=fonts)


def pages_of_ids(made: Any) -> dict[str, int]:
    """Return the page, counted from 1, on which each element with an id begins."""
    found: dict[str, int] = {}
    for number, page in enumerate(made.pages, 1):
        for name in page.anchors:
            found.setdefault(name, number)
    return found
