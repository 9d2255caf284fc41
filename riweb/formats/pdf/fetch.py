"""What the engine may read: our fonts, our drawings, the pictures of one document, nothing else.

The engine is told no paths. It names what it wants by addresses of our own, which are the same
wherever the files stand, so that the bytes it writes are the same too, and no letter of a path can
be taken for a part of an address.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from weasyprint.urls import URLFetcher, URLFetcherResponse

from riweb.pages.easy import PICTURES

# What addresses count from. RFC 2606, 2: a name under .invalid leads nowhere.
BASE = "https://riweb.invalid/"

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
