"""The pages of a document."""

from __future__ import annotations

import gc
import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from weasyprint import HTML

from riweb.document import volumes
from riweb.document.linear import for_format, language_of
from riweb.format_record import EngineComplaint, FileSpec, MadeFile
from riweb.formats.pdf import breaks, decoration, speed, styles, tags
from riweb.formats.pdf.styles import BASE, Closed
from riweb.formats.profiles import GIANT_PT, PRINT, Profile, giant
from riweb.languages import interface
from riweb.text.typeface import FAMILY

tags.install()
breaks.mend()
breaks.mend_lines()
speed.share_styles()
speed.install()


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
        kept = breaks.together(text, self.profile)
        fetcher = Closed(self.folder, self.images)
        html = HTML(string=kept, base_url=BASE, url_fetcher=fetcher)
        breaks.let_break(html.etree_element, self.profile, styles.TOP_MM + styles.BOTTOM_MM)
        return html.render(stylesheets=[css], font_config=fonts)


def pages_of_ids(made: Any) -> dict[str, int]:
    """Return the page, counted from 1, on which each element with an id begins."""
    found: dict[str, int] = {}
    for number, page in enumerate(made.pages, 1):
        for name in page.anchors:
            found.setdefault(name, number)
    return found


# A plan of so few pages, the contents among them, needs no list of contents.
SHORT_PAGES = 7


@dataclass(frozen=True)
class Pdf:
    """A finished PDF.

    Args:
        pages: how many it has.
        document: the linear document that it shows.
    """

    content: bytes
    pages: int
    document: str


class _Listener(logging.Handler):
    """Keeps what the engine complains about."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one line."""
        self.lines.append(record.getMessage())


@contextmanager
def listening() -> Iterator[None]:
    """Listen to the engine.

    Raises:
        EngineComplaint: at the end, when the engine logged anything at all.
    """
    log, listener = logging.getLogger("weasyprint"), _Listener()
    log.addHandler(listener)
    was, log.propagate = log.propagate, False
    try:
        yield
    finally:
        log.removeHandler(listener)
        log.propagate = was
    if listener.lines:
        raise EngineComplaint("\n".join(dict.fromkeys(listener.lines)))


def make(spec: FileSpec) -> tuple[MadeFile, ...]:
    """Return the files of a print format, with the words that pages offer them by.

    Raises:
        EngineComplaint: when the engine logs anything at all.
        OptionRefused: when the size is not one that we can make.
    """
    profile = PRINT[spec.format]
    if spec.option("size", ""):
        profile = giant(spec.number("size", profile.body_pt, GIANT_PT))
    words = interface(spec.language)
    files = write(spec.document, profile, spec.brand, spec.templates, spec.images)
    made = []
    for number, one in enumerate(files, 1):
        title, is_one = profile.size_title(spec.language), len(files) == 1
        if not is_one:
            title += words.gettext(", volume %(number)d") % {"number": number}
        about = words.ngettext("PDF, %(num)d page", "PDF, %(num)d pages", one.pages)
        variant = "" if is_one else str(number)
        made.append(MadeFile(one.content, title, about % {"num": one.pages}, one.pages, variant))
    return tuple(made)


def write(
    document: str, profile: Profile, brand: str, folder: Path, images: Path | None = None
) -> tuple[Pdf, ...]:
    """Return the linear document as PDF/UA-1: one file, or several volumes of a long one.

    Args:
        document: the HTML of `pages.document`.
        brand: the publisher's colour, as #rrggbb.
        folder: our templates, with fonts/ and styles/.
        images: the folder of the plan's pictures, or None.

    Raises:
        EngineComplaint: when the engine logs anything at all.
    """
    press = Press(profile, brand, folder, images)
    text = prepared(document, profile)
    with listening():
        made = press.lay_out(text)
        number = len(made.pages)
        if number <= SHORT_PAGES:
            text = without_contents(text)
            made = press.lay_out(text)
        if profile.most_pages is None or number <= profile.most_pages:
            return (_finished(made, text),)
        parts = volumes.split(text, pages_of_ids(made), number, profile.most_pages)
        del made
        return tuple(_volume(press, part) for part in parts)


def _volume(press: Press, part: str) -> Pdf:
    # Boxes know each other, so those of the volume before stay until they are looked for.
    gc.collect()
    return _finished(press.lay_out(part), part)


def prepared(document: str, profile: Profile) -> str:
    """Return a linear document as this profile shows it: named, and with cards for wide tables."""
    named = for_format(document, profile.size_title(language_of(document)))
    return _counted_from(volumes.as_cards(named, profile.most_columns))


def _counted_from(document: str) -> str:
    """Return a document whose lists begin with the number that they say: the engine takes 1."""

    def begun(found: re.Match[str]) -> str:
        return f'<ol start="{found[1]}" style="counter-reset: list-item {int(found[1]) - 1}"'

    return re.sub(r'<ol start="(\d+)"', begun, document)


def without_contents(document: str) -> str:
    """Return a document without its list of contents."""
    return re.sub(r'<nav class="contents".*?</nav>\n?', "", document, flags=re.DOTALL)


def laid_out(press: Press, text: str) -> tuple[bytes, int]:
    """Return a document of two parts as a PDF, and the page, from 0, on which the second begins.

    Raises:
        EngineComplaint: when the engine logs anything at all.
    """
    with listening():
        made = press.lay_out(text)
        starts = [
            number
            for number, page in enumerate(made.pages)
            if page._page_box.page_type.name == "other"
        ]
        return _finished(made, text).content, starts[0]


def _finished(made: Any, text: str) -> Pdf:
    decoration.prepare(made)
    content = made.write_pdf(pdf_variant="pdf/ua-1", custom_metadata=False)
    for font in made.fonts.values():
        if font.family != FAMILY:
            tags.LOGGER.error('Another typeface draws "%s"', "".join(font.to_unicode.values()))
    return Pdf(content, len(made.pages), text)
