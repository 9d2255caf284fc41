"""What was sent: the words of each version, kept beside the register to compare later."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from riweb import save
from riweb.build import whole
from riweb.build.inputs import Options, SingleRequest
from riweb.document import Document
from riweb.formats import FORMATS
from riweb.locales import BILINGUAL
from riweb.requests import rows
from riweb.requests.rows import Request


def languages(request: Request) -> tuple[str, ...]:
    """Return the languages that a copy is in, in its order."""
    return BILINGUAL if FORMATS[request.format].is_bilingual else (request.language,)


def version(documents: Sequence[Document]) -> str:
    """Return the version of a copy that is made from these documents, one for each language."""
    return "+".join(one.version for one in documents)


def keep(folder: Path, request: Request, documents: Sequence[Document]) -> str:
    """Keep the documents that a copy was made from, and return their version.

    Each version is kept once, however many copies are made of it.

    Raises:
        Refused: when they cannot be written.
    """
    found = version(documents)
    save.folder(folder)
    kept = zip(places(folder, request, found), documents, strict=True)
    save.files({place: one.html.encode() for place, one in kept if not place.is_file()})
    return found


def places(folder: Path, request: Request, version: str) -> Iterator[Path]:
    """Yield the file of each document that a version of a copy was made from."""
    source = FORMATS[request.format].source
    kind = "" if source == "plan" else f"-{source}"
    for language, part in zip(languages(request), version.split("+"), strict=False):
        yield folder / f"{request.plan}{kind}-{language}-{part}.html"


Tell = Callable[[str], None]


@dataclass(frozen=True)
class Folders:
    """Where the desk puts things.

    Args:
        copies: holds a folder for each reference.
        versions: holds the words of each version that was made.
    """

    copies: Path
    versions: Path


def make(options: Options, request: Request, folders: Folders, day: date, tell: Tell) -> Request:
    """Make the files of a request and return it as it is then.

    Args:
        day: the one on which it is made.
        tell: is given a line for each file.

    Raises:
        NotKnown: when the plan is not there in that language.
        OptionRefused: when an option has a value that it cannot have.
        Refused: when the content, or what is made from it, has problems, or a file cannot be
            written.
    """
    wanted = SingleRequest(request.plan, request.format, request.language, request.options)
    files = whole.make(options, wanted, lambda line: None)
    place = folders.copies / rows.folder_name(request.reference)
    save.folder(place)
    save.files({place / file.name: file.content for file in files})
    for file in files:
        tell(f"{place / file.name}: {file.title} ({file.about}, {len(file.content) / 1000:.0f} kB)")
    version = keep(folders.versions, request, files[0].documents)
    names = " ".join(file.name for file in files)
    return replace(request, made=day, version=version, files=names)
