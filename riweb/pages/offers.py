"""The inserts that a plan's pages offer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from riweb.plan.inserts import Insert


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
