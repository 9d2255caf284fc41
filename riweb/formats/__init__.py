"""Finished files, one module a format, one row in a table."""

from __future__ import annotations

from dataclasses import dataclass


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


@dataclass(frozen=True)
class Format:
    """One row: how a format is named, and which module makes it.

    Args:
        module: its name; loaded only in a worker that makes such a file, since engines are slow
            to load and most builds make none.
    """

    name: str
    module: str
    extension: str


ROWS = (
    Format("large-print", "riweb.formats.pdf.writer", "pdf"),
    Format("giant-print", "riweb.formats.pdf.writer", "pdf"),
    Format("clear-print", "riweb.formats.pdf.writer", "pdf"),
)
FORMATS = {row.name: row for row in ROWS}
