"""What the engine may read: our own files, and nothing from anywhere else."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from weasyprint import CSS
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from riweb.formats.profiles import Profile
from riweb.text.typeface import FACES, FAMILY
from riweb.website.easy_read_pages import PICTURES

# What addresses count from. RFC 2606, 2: a name under .invalid leads nowhere.
BASE = "https://riweb.invalid/"
TOP_MM, BOTTOM_MM = 20, 26

# A picture that stands in its own address: a QR code, or one inside a drawing.
INSIDE = re.compile(r"data:image/(?:png|jpeg);base64,")

# What the engine cannot tell from the bytes alone.
TYPES = {".svg": "image/svg+xml"}


class Closed(URLFetcher):  # type: ignore[misc]
    """Reads files of some folders, each by its name alone, and refuses all else.

    Args:
        templates: our templates, with fonts/ and the drawings of Easy Read.
        images: the folder of the document's own pictures; None where it has none.
    """

    def __init__(self, templates: Path, images: Path | None = None) -> None:
        super().__init__(allowed_protocols=("data",))
        self.folders = {"": images} | {place: templates / place for place in ("fonts", PICTURES)}

    def fetch(self, url: str, headers: Any = None) -> Any:
        """Return what an address of ours leads to.

        Raises:
            ValueError: where it is none of ours.
        """
        if INSIDE.match(url):
            return super().fetch(url, headers)
        place, _, name = unquote(url.removeprefix(BASE)).rpartition("/")
        folder = self.folders.get(place)
        if not url.startswith(BASE) or folder is None or name in ("", ".", ".."):
            raise ValueError(f"{url} is outside the plan.")
        path = folder / name
        kind = TYPES.get(path.suffix.lower(), "application/octet-stream")
        return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": kind})


@lru_cache(maxsize=8)
def parsed(folder: Path, profile: Profile, brand: str) -> tuple[CSS, FontConfiguration]:
    """Return the parsed stylesheet of a profile with its fonts; costly, so kept.

    Args:
        folder: our templates, with fonts/ and styles/.
        brand: the publisher's colour, as #rrggbb.
    """
    fonts = FontConfiguration()
    text = css(folder, profile, brand)
    return CSS(string=text, font_config=fonts, url_fetcher=Closed(folder)), fonts


def css(folder: Path, profile: Profile, brand: str) -> str:
    """Return the whole stylesheet of a profile: fonts, pages, and the sheets it names."""
    sheets = [(folder / "styles" / name).read_text(encoding="utf-8") for name in profile.sheets]
    return "".join([*faces(), _pages(profile, brand), *sheets])


def faces() -> list[str]:
    """Return the rules that name our fonts."""
    return [
        f'@font-face {{ font-family: "{FAMILY}"; font-weight: {weight}; '
        f'src: url("{BASE}fonts/{name}"); }}'
        for weight, name in FACES.items()
    ]


def _pages(profile: Profile, brand: str) -> str:
    """Return what a profile sets: margins, page number, sizes and colour."""
    inner, outer = profile.inner_mm, profile.outer_mm
    font = f'font: {profile.body_pt}pt "{FAMILY}"'

    def number(right_mm: int) -> str:
        # It stands in the same place of each sheet, whichever side the binding is on.
        shown = f"content: counter(page); {font}; padding-right: {right_mm}mm"
        return f"@bottom-right {{ {shown} }}"

    right = f"margin: {TOP_MM}mm {outer}mm {BOTTOM_MM}mm {inner}mm; {number(inner - outer)}"
    left = f"margin: {TOP_MM}mm {inner}mm {BOTTOM_MM}mm {outer}mm; {number(0)}"
    sizes = "".join(f"--h{level}: {profile.heading_em(level)}em; " for level in (1, 2, 3))
    return (
        "@page { size: A4 }"
        # Of a document in two languages, each begins on a right-hand page that is page 1.
        "@page :blank { @bottom-right { content: none } }"
        "@page :nth(1 of other) { counter-reset: page 1 }"
        ".half { page: half } .other { page: other; break-before: right }"
        f"@page :right {{ {right} }}"
        f"@page :left {{ {left} }}"
        f".cover::before {{ left: -{inner}mm; top: -{TOP_MM}mm }}"
        f"html {{ font-size: {profile.body_pt}pt; line-height: {profile.leading}; "
        f"--brand: {brand}; {sizes} }}"
    )
