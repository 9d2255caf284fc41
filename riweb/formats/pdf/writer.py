"""Write the linear document as a tagged PDF."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher

from riweb.formats import EngineComplaint
from riweb.formats.pdf import keep, lines, tags
from riweb.formats.profiles import Profile

lines.mend()
tags.install()


@dataclass(frozen=True)
class Pdf:
    """A finished PDF and how many pages it has."""

    content: bytes
    pages: int


class _Closed(URLFetcher):  # type: ignore[misc]
    """Reads files of ours only; nothing is fetched from anywhere else."""

    def __init__(self, folders: tuple[Path, ...]) -> None:
        super().__init__()
        self.folders = folders

    def fetch(self, url: str, headers: Any = None) -> Any:
        """Return the file at a file: address inside our folders, and refuse all else."""
        path = Path(url.removeprefix("file://")).resolve()
        if not url.startswith("file:///") or not any(
            path.is_relative_to(folder) for folder in self.folders
        ):
            raise ValueError(f"{url} is outside the plan.")
        return super().fetch(url, headers)


class _Listener(logging.Handler):
    """Keeps what the engine complains about."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one line."""
        self.lines.append(record.getMessage())


@contextmanager
def _listening() -> Iterator[_Listener]:
    log, listener = logging.getLogger("weasyprint"), _Listener()
    log.addHandler(listener)
    was = log.propagate
    log.propagate = False
    try:
        yield listener
    finally:
        log.removeHandler(listener)
        log.propagate = was


@lru_cache(maxsize=8)
def _styles(folder: Path, body_pt: int, brand: str) -> tuple[CSS, FontConfiguration]:
    """Return the parsed stylesheet of a profile with its fonts; costly, so kept."""
    fonts = FontConfiguration()
    faces = "".join(
        '@font-face {{ font-family: "Atkinson Hyperlegible Next"; font-weight: {}; '
        'src: url("{}"); }}'.format(weight, (folder / "fonts" / name).as_uri())
        for weight, name in (
            (400, "AtkinsonHyperlegibleNext-Regular.ttf"),
            (700, "AtkinsonHyperlegibleNext-Bold.ttf"),
        )
    )
    sheet = (folder / "styles" / "document.css").read_text(encoding="utf-8")
    sheet = sheet.replace("var(--body)", f"{body_pt}pt").replace("var(--brand)", brand)
    css = CSS(string=faces + sheet, font_config=fonts, url_fetcher=_Closed((folder,)))
    return css, fonts


def _split_cards(rendered: Any) -> list[str]:
    """Return the ids of the cards that stand on more than one page, in order."""
    pages: dict[str, set[int]] = {}
    for number, page in enumerate(rendered.pages):
        # The laid-out boxes of a page have no public name.
        for box in page._page_box.descendants():
            if box.element_tag == "article" and (name := box.element.get("id")):
                pages.setdefault(name, set()).add(number)
    return [name for name, on in pages.items() if len(on) > 1]


def write(document: str, profile: Profile, brand: str, folder: Path, changed: date | None) -> Pdf:
    """Return the linear document as a PDF/UA-1 file.

    Args:
        document: the HTML of `pages.document`.
        brand: the publisher's colour, as #rrggbb.
        folder: our templates, with fonts/ and styles/.
        changed: the day the plan was changed last, or None.

    Raises:
        EngineComplaint: when the engine logs anything at all.
    """
    css, fonts = _styles(folder, profile.body_pt, brand)
    with _listening() as listener:
        html = HTML(
            string=keep.together(document), base_url=str(folder), url_fetcher=_Closed((folder,))
        )
        rendered = html.render(stylesheets=[css], font_config=fonts)
        if tall := _split_cards(rendered):
            # A card that no page can hold is first pushed to a new page and then split all the
            # same, which leaves its section's heading alone. Let such a card begin where it is.
            rules = ", ".join(f"#{name}" for name in tall) + " { break-inside: auto }"
            loose = CSS(string=rules, font_config=fonts)
            rendered = html.render(stylesheets=[css, loose], font_config=fonts)
        tags.prepare(rendered)
        content = rendered.write_pdf(pdf_variant="pdf/ua-1", custom_metadata=False)
    if listener.lines:
        raise EngineComplaint("; ".join(listener.lines))
    return Pdf(content, len(rendered.pages))
