"""The pages of a document: laid out again where the first try leaves something that reads badly."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from weasyprint import CSS, HTML
from weasyprint.formatting_structure import boxes

from riweb.formats.pdf import keep, styles
from riweb.formats.pdf.fetch import Closed
from riweb.formats.profiles import Profile

HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}


@dataclass(frozen=True)
class Press:
    """What documents of one profile are laid out with.

    Args:
        brand: the publisher's colour, as #rrggbb.
        folder: our templates, with fonts/ and styles/.
        images: the folder that the addresses of pictures count from; it may be read as well.
    """

    profile: Profile
    brand: str
    folder: Path
    images: Path | None = None

    def lay_out(self, text: str) -> Any:
        """Return a document's pages, as the engine's own `Document`."""
        css, fonts = styles.parsed(self.folder, self.profile, self.brand)
        base = self.images or self.folder
        folders = (self.folder, *filter(None, [self.images]))
        html = HTML(string=keep.together(text), base_url=f"{base}/", url_fetcher=Closed(folders))
        made = html.render(stylesheets=[css], font_config=fonts)
        loose: set[str] = set()
        while found := loose_cards(made) - loose:
            loose |= found
            rules = ", ".join(f"#{name}" for name in sorted(loose)) + " { break-inside: auto }"
            more = CSS(string=rules, font_config=fonts)
            made = html.render(stylesheets=[css, more], font_config=fonts)
        return made


def loose_cards(made: Any) -> set[str]:
    """Return the ids of the cards that have to be split over pages.

    The engine pushes a card to a new page to keep it whole. Where no page can hold it, it is then
    split all the same; where the heading above it was to stay with it, that is left alone.
    """
    pages: dict[str, set[int]] = {}
    stranded: set[str] = set()
    ends_with_heading = False
    for number, page in enumerate(made.pages):
        # The laid-out boxes of a page have no public name.
        found = list(_in_flow(page._page_box))
        cards = [box.element.get("id") for box in found if box.element_tag == "article"]
        for name in filter(None, cards):
            pages.setdefault(name, set()).add(number)
        if ends_with_heading:
            stranded |= {name for name in cards[:1] if name}
        lines = [box for box in found if isinstance(box, boxes.LineBox)]
        ends_with_heading = bool(lines) and lines[-1].element_tag in HEADINGS
    return stranded | {name for name, on in pages.items() if len(on) > 1}


def _in_flow(box: Any) -> Iterator[Any]:
    """Yield the boxes of a page's text, in order."""
    if not isinstance(box, boxes.MarginBox):
        yield box
        for child in getattr(box, "children", ()):
            yield from _in_flow(child)


def pages_of_ids(made: Any) -> dict[str, int]:
    """Return the page, counted from 1, on which each element with an id begins."""
    found: dict[str, int] = {}
    for number, page in enumerate(made.pages, 1):
        for name in page.anchors:
            found.setdefault(name, number)
    return found
