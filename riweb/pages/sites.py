"""The pages of the site itself: home, and those that answer for the site."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import get_args

from riweb.pages import plans
from riweb.pages.scene import Crumb, Download, PlanScene
from riweb.plan.plans import InformationClass, Plan


@dataclass(frozen=True)
class Entry:
    """A plan as the home page lists it."""

    id: str
    plan: Plan
    counted: str
    menu: tuple[Crumb, ...]
    downloads: tuple[Download, ...]


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
    say, at, home = scene.say, scene.at, [Crumb(scene.say("Home"), scene.at.home)]
    yield scene.render(
        "site/home.html",
        at.home,
        scene.site.title,
        plans=entries,
        ways=[entry for entry in entries if entry.plan.options],
        news=_news(entries),
    )
    for template, word, title in (
        ("site/alternative-formats.html", "alternative-formats", say("Other formats")),
        ("site/accessibility.html", "accessibility", say("Accessibility of this site")),
        ("site/sitemap.html", "sitemap", say("All pages")),
    ):
        yield scene.render(template, at.page(word), title, plans=entries, trail=home)
    if scene.has_scheme:
        yield scene.render(
            "site/publication-scheme.html",
            at.page("publication-scheme"),
            say("What we publish"),
            classes=[
                (name, [one for one in entries if information_class(one.plan) == name])
                for name in get_args(InformationClass)
            ],
            trail=home,
        )
    yield scene.render("site/not-found.html", f"{at.root}404.html", say("Page not found"))


def information_class(plan: Plan) -> InformationClass:
    """Return the class of the publication scheme that a plan belongs to."""
    if plan.publication_class:
        return plan.publication_class
    return "governance" if plan.kind == "scrutiny-response" else "policies"


def _entry(scene: PlanScene) -> Entry:
    counted = scene.row_count(len(scene.plan.actions))
    return Entry(scene.plan.id, scene.plan.plan, counted, plans.menu(scene), scene.downloads)


def _news(entries: Sequence[Entry]) -> list[News]:
    """Return the newest changes of all plans that have a day, newest first."""
    found = [
        News(entry, change.date.last, change.text)
        for entry in entries
        for change in entry.plan.changes
        if change.date.last
    ]
    return sorted(found, key=lambda news: news.day, reverse=True)[:NEWS]
