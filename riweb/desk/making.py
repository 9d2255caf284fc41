"""Make what is asked for, into a folder named by its reference."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from riweb import save
from riweb.desk import requests, sent
from riweb.desk.requests import Request
from riweb.pipeline import build
from riweb.pipeline.inputs import Options, Wanted

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
    wanted = Wanted(request.plan, request.format, request.language, request.options)
    files = build.make(options, wanted, lambda line: None)
    place = folders.copies / requests.folder_name(request.reference)
    save.folder(place)
    save.files({place / file.name: file.content for file in files})
    for file in files:
        tell(f"{place / file.name}: {file.title} ({file.about}, {len(file.content) / 1000:.0f} kB)")
    version = sent.keep(folders.versions, request, files[0].documents)
    names = " ".join(file.name for file in files)
    return replace(request, made=day, version=version, files=names)
