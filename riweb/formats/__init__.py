"""Finished files, one module a format, one row in a table."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal


class EngineComplaint(Exception):
    """An engine warned of something, so the file may not be right.

    Args:
        words: what the engine said.
        path: the file that was to be made.
    """

    def __init__(self, words: str, path: str = "") -> None:
        super().__init__(words, path)
        self.words = words
        self.path = path


class OptionRefused(EngineComplaint):
    """An option was given a value that its format cannot have."""


@dataclass(frozen=True)
class Order:
    """What a file is to be made from, and for whom.

    Args:
        format: the name of a row.
        document: the linear document's HTML.
        language: that of the document.
        brand: the publisher's colour, as #rrggbb.
        templates: our templates, with fonts/ and styles/.
        images: the folder of the plan's pictures, or None.
        options: what one person asked for, by name, such as `size`; empty for what is published.
    """

    format: str
    document: str
    language: str
    brand: str
    templates: Path
    images: Path | None = None
    options: tuple[tuple[str, str], ...] = ()

    def option(self, name: str, otherwise: str) -> str:
        """Return what was asked for under a name, or what holds where nobody asks."""
        return dict(self.options).get(name, otherwise)

    def number(self, name: str, otherwise: int, allowed: range) -> int:
        """Return the number that was asked for under a name, or what holds where nobody asks.

        Raises:
            OptionRefused: when it is no number, or not one of those allowed.
        """
        asked = self.option(name, str(otherwise))
        if not re.fullmatch(r"[0-9]{1,6}", asked) or int(asked) not in allowed:
            raise OptionRefused(
                f"--{name} {asked} is not possible for {self.format}. "
                f"Write a whole number from {allowed[0]} to {allowed[-1]}."
            )
        return int(asked)


@dataclass(frozen=True)
class Made:
    """A finished file.

    Args:
        title: what readers are told it is, such as `Large print, 18 point`, in their language.
        about: its kind and length, such as `PDF, 44 pages`, in their language.
        pages: None where it has none.
        variant: what tells it from the other files of its order, such as `2` for volume 2.
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
            to load and most builds make none. It has `make(order) -> tuple[Made, ...]`.
        options: the names of the options that it knows.
    """

    name: str
    module: str
    extension: str
    options: tuple[str, ...] = ()
    needs: tuple[Need, ...] = ()


PDF = "riweb.formats.pdf.writer"
ROWS = (
    Format("large-print", PDF, "pdf"),
    Format("giant-print", PDF, "pdf", options=("size",)),
    Format("clear-print", PDF, "pdf"),
)
FORMATS = {row.name: row for row in ROWS}
