"""Finished files, one module a format, one row in a table."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from riweb.document import Document


class EngineComplaint(Exception):
    """An engine warned of something, so the file may not be right.

    Args:
        words: what the engine said.
        path: the file that was to be made.
        mend: what to do about it; empty where it is about a plan's pictures or characters.
    """

    def __init__(self, words: str, path: str = "", mend: str = "") -> None:
        super().__init__(words, path, mend)
        self.words = words
        self.path = path
        self.mend = mend


class OptionRefused(EngineComplaint):
    """An option was given a value that its format cannot have."""


# The documents of a plan that formats are made from.
Source = Literal["plan", "easy-read"]


@dataclass(frozen=True)
class FileSpec:
    """What a file is to be made from, and for whom.

    Args:
        format: the name of a row.
        document: what the format is made from; in both languages, the Welsh one.
        spelled: words of the site that braille never shortens, with their capitals.
        second: the same in the other language, for a format that is in both; else None.
        language: that of the pages that offer it.
        brand: the publisher's colour, as #rrggbb.
        templates: our templates, with fonts/ and styles/.
        images: the folder of the plan's pictures, or None.
        options: what one person asked for, by name, such as `size`; empty for what is published.
    """

    format: str
    document: Document
    language: str
    brand: str
    templates: Path
    images: Path | None = None
    options: tuple[tuple[str, str], ...] = ()
    second: Document | None = None
    spelled: tuple[str, ...] = ()

    def option(self, name: str, otherwise: str) -> str:
        """Return what was asked for under a name, or what holds where nobody asks."""
        return dict(self.options).get(name, otherwise)

    def number(self, name: str, otherwise: int, allowed: range) -> int:
        """Return the number that was asked for under a name, or what holds where nobody asks.

        Raises:
            OptionRefused: when it is no number, or not one of those allowed.
        """
        return number(self.format, name, self.option(name, str(otherwise)), allowed)


def number(format: str, name: str, asked: str, allowed: range) -> int:
    """Return the number that was asked for as an option of a format.

    Raises:
        OptionRefused: when it is no number, or not one of those allowed.
    """
    if not re.fullmatch(r"[0-9]{1,6}", asked) or int(asked) not in allowed:
        raise OptionRefused(
            f"--{name} {asked} is not possible for {format}. "
            f"Write a whole number from {allowed[0]} to {allowed[-1]}."
        )
    return int(asked)


@dataclass(frozen=True)
class MadeFile:
    """A finished file.

    Args:
        title: what readers are told it is, such as `Large print, 18 point`, in their language.
        about: its kind and length, such as `PDF, 44 pages`, in their language.
        pages: None where it has none.
        variant: what tells it from the other files of its spec, such as `2` for volume 2.
        extension: where it is not that of the format's row.
    """

    content: bytes
    title: str
    about: str
    pages: int | None = None
    variant: str = ""
    extension: str = ""


@dataclass(frozen=True)
class Need:
    """Something a format cannot be made without, and may be missing on a machine.

    Args:
        kind: whether `name` is a Python module, a shared library or a programme.
        mend: the command that puts it there.
    """

    kind: Literal["module", "library", "programme"]
    name: str
    mend: str


@dataclass(frozen=True)
class Format:
    """One row: how a format is named, and which module makes it.

    Args:
        module: its name; loaded only in a worker that makes such a file, since engines are slow
            to load and most builds make none. It has `make(spec) -> tuple[MadeFile, ...]`.
        options: the names of the options that it knows.
        is_bilingual: whether it is made of a plan in two languages, and of no other.
        source: which document it is made from: all of the plan, or its Easy Read where it has one.
        on_request: True where a build makes it only when `--formats` names it.
    """

    name: str
    module: str
    extension: str
    options: tuple[str, ...] = ()
    needs: tuple[Need, ...] = ()
    is_bilingual: bool = False
    on_request: bool = False
    source: Source = "plan"


LIBLOUIS = Need("library", "liblouis.so.20", "sudo apt-get install liblouis20 liblouis-data")
PDF = "riweb.formats.pdf.writer"
SOUND = 'pip install "riweb[audio]"'
WORD = tuple(Need("module", name, 'pip install "riweb[word]"') for name in ("docx", "pypdfium2"))
ROWS = (
    Format("large-print", PDF, "pdf"),
    Format("giant-print", PDF, "pdf", options=("size",)),
    Format("clear-print", PDF, "pdf"),
    Format("easy-read", "riweb.formats.pdf.easy_sheet", "pdf", source="easy-read"),
    Format("bilingual", "riweb.formats.pdf.bilingual", "pdf", is_bilingual=True),
    Format("word", "riweb.formats.word.docx", "docx", options=("size",), needs=WORD),
    Format("text", "riweb.formats.plaintext", "txt", options=("columns",)),
    Format("epub", "riweb.formats.epub.book", "epub"),
    Format(
        "braille",
        "riweb.formats.braille.brf",
        "brf",
        options=("grade", "cells", "lines", "paper"),
        needs=(LIBLOUIS,),
    ),
    Format(
        "audio",
        "riweb.formats.audio.maker",
        "mp3",
        needs=tuple(Need("module", name, SOUND) for name in ("espeakng_loader", "lameenc")),
        # A minute is half a megabyte, once as MP3 and once for DAISY players.
        on_request=True,
    ),
)
FORMATS = {row.name: row for row in ROWS}
PRESS = 'pip install "riweb[inserts]"'
INSERT = Format(
    "insert",
    "riweb.formats.insert.press",
    "pdf",
    options=("impose", "black", "proof"),
    needs=(Need("module", "segno", PRESS), Need("module", "pypdfium2", PRESS)),
)
"""Newsletter inserts: made of files of their own, and not of every plan."""
