"""The pages of the site itself: home, and those that answer for the site."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from riweb.pages.scene import PlanScene
from riweb.plan.plans import Plan


@dataclass(frozen=True)
class Entry:
    """A plan as the home page lists it."""

    id: str
    plan: Plan
    counted: str


@dataclass(frozen=True)
class News:
    """Something that changed in a plan, with its day."""

    plan: Entry
    day: date
    text: str


# The home page lists this many changes.
NEWS = 6


def pages(scenes: Sequence[PlanScene]) -> Iterator[tuple[str, str]]:
    """Yield the file and HTML of every page of the site itself."""
    scene = scenes[0].scene
    entries = [_entry(one) for one in scenes]
    yield scene.render(
        "site/home.html", scene.at.home, scene.site.title, plans=entries, news=_news(entries)
    )


def _entry(scene: PlanScene) -> Entry:
    return Entry(scene.plan.id, scene.plan.plan, scene.row_count(len(scene.plan.actions)))


def _news(entries: Sequence[Entry]) -> list[News]:
    """Return the newest changes of all plans that have a day, newest first."""
    found = [
        News(entry, change.date.last, change.text)
        for entry in entries
        for change in entry.plan.changes
        if change.date.last
    ]
    return sorted(found, key=lambda news: news.day, reverse=True)[:NEWS]
