"""How many pages and files a build publishes, for the pages that tell of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from riweb.pages.scene import PlanScene


@dataclass(frozen=True)
class Census:
    """What is published, in all languages together.

    Args:
        pages: the web pages, those of the site itself among them.
        files: how many finished files there are for readers, by the name of their format;
            `insert` for newsletter pages.
    """

    pages: int
    files: Mapping[str, int]


def of(pages: int, scenes: Iterable[PlanScene]) -> Census:
    """Count what there is.

    Args:
        pages: how many pages there are.
        scenes: those of every plan in every language.
    """
    # A file in both languages is offered in both, and is one.
    formats: dict[str, str] = {}
    for scene in scenes:
        formats |= {one.path: one.format for one in scene.downloads}
        formats |= {path: "insert" for offer in scene.inserts for path, _, _ in offer.files}
    return Census(pages, Counter(formats.values()))
