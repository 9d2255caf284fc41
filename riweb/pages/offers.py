"""What a plan's pages offer: finished files, and inserts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from riweb.plan.inserts import Insert


@dataclass(frozen=True)
class Download:
    """A finished file that a page offers.

    Args:
        title: such as Large print, 18 point.
        about: kind, pages and size in words.
        size: in bytes.
        pages: None where the format has no pages.
        volume: its number, where its format is in several volumes; else 0.
        version: the version of the words that it was made from, see `document.version_of`.
    """

    path: str
    format: str
    title: str
    about: str
    size: int
    pages: int | None
    volume: int = 0
    version: str = ""


@dataclass(frozen=True)
class Offer:
    """An insert as its page offers it.

    Args:
        limits: how many items a block shows, by its place.
        files: the path, title and kind of each of its files for readers.
    """

    insert: Insert
    limits: Mapping[str, int]
    files: tuple[tuple[str, str, str], ...] = ()
