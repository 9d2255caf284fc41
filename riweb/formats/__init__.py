"""Finished files, one module a format, one row in a table."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Format:
    """One row: how a format is named, and which module makes it.

    Args:
        module: its name; loaded only in a worker that makes such a file, since engines are slow
            to load and most builds make none.
        has_variants: True where one plan has several such files.
    """

    name: str
    module: str
    extension: str


FORMATS = {row.name: row for row in (Format("large-print", "riweb.formats.pdf", "pdf"),)}
