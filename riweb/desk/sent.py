"""What was sent: the words of each version, kept beside the register to compare later."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from riweb import save
from riweb.desk.requests import Request
from riweb.formats import FORMATS
from riweb.pages import document, entrance


def languages(request: Request) -> tuple[str, ...]:
    """Return the languages that a copy is in, in its order."""
    return entrance.ORDER if FORMATS[request.format].is_bilingual else (request.language,)


def version(html: str) -> str:
    """Return the version of a linear document or of one of Easy Read."""
    return document.version_of(html) or document.version_of_words(html)


def keep(folder: Path, request: Request, documents: Sequence[str]) -> str:
    """Keep the documents that a copy was made from, and return their version.

    Each version is kept once, however many copies are made of it.

    Raises:
        Refused: when they cannot be written.
    """
    found = "+".join(map(version, documents))
    save.folder(folder)
    kept = zip(places(folder, request, found), documents, strict=True)
    save.files({place: html.encode() for place, html in kept if not place.is_file()})
    return found


def places(folder: Path, request: Request, version: str) -> Iterator[Path]:
    """Yield the file of each document that a version of a copy was made from."""
    source = FORMATS[request.format].source
    kind = "" if source == "plan" else f"-{source}"
    for language, part in zip(languages(request), version.split("+"), strict=False):
        yield folder / f"{request.plan}{kind}-{language}-{part}.html"
