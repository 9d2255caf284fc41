"""The pages of the site itself: home, and those that answer for the site."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import get_args

from riweb import prose, words
from riweb.pages import downloads, plans, requests
from riweb.pages.language import Crumb, Scene
from riweb.pages.scene import PlanScene
from riweb.plan.plans import InformationClass, Plan, Published


@dataclass(frozen=True)
class Entry:
    """A plan as the home page lists it."""

    id: str
    plan: Plan
    counted: str
    menu: tuple[Crumb, ...]
    downloads: tuple[downloads.Line, ...]


@dataclass(frozen=True)
class Absent:
    """A plan that is in another language only.

    Args:
        path: what is said of it in this language.
        there: its overview in the language that it has.
        language: that language.
        own: the language in its own words.
    """

    plan: Plan
    path: str
    there: str
    language: str
    own: str


@dataclass(frozen=True)
class News:
    """Something that changed in a plan, with its day."""

    plan: Entry
    day: date
    text: str


# The home page lists this many changes.
NEWS = 6


def pages(
    scene: Scene, scenes: Sequence[PlanScene], absent: Sequence[Published]
) -> Iterator[tuple[str, str]]:
    """Yield the file and HTML of every page of the site itself.

    Args:
        scenes: those of the plans that are in this language.
        absent: the plans that are in another language only.
    """
    entries = [_entry(one) for one in scenes]
    say, at, home = scene.say, scene.at, [Crumb(scene.say("Home"), scene.at.home)]
    yield scene.render(
        "site/home.html",
        at.home,
        scene.site.title,
        plans=entries,
        ways=[entry for entry in entries if entry.plan.options],
        news=_news(entries),
        absent=[_absent(one, scene) for one in absent],
    )
    for one in (_absent(plan, scene) for plan in absent):
        yield scene.render(
            "site/other-language.html",
            one.path,
            one.plan.title,
            one=one,
            one_only=True,
            trail=home,
        )
    for template, word, title in (
        ("site/alternative-formats.html", "alternative-formats", say("Other formats")),
        ("site/accessibility.html", "accessibility", say("Accessibility of this site")),
        ("site/sitemap.html", "sitemap", say("All pages")),
    ):
        yield scene.render(
            template,
            at.page(word),
            title,
            plans=entries,
            trail=home,
            absent=[_absent(one, scene) for one in absent],
            formats=downloads.every(scene),
            requests=requests.met(scene),
            on_request=downloads.others(
                scene, {file.format for one in scenes for file in one.downloads}
            ),
        )
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


def _absent(published: Published, scene: Scene) -> Absent:
    other = next(one for one in scene.others if one.language == published.plan.language)
    title = prose.foreign(published.plan.title, other.language)
    organisation = prose.foreign(published.plan.organisation, other.language)
    plan = published.plan.model_copy(update={"title": title, "organisation": organisation})
    own = words.LANGUAGE[other.language]
    here = scene.at.plan(published.id)
    return Absent(plan, here, other.plan(published.id), other.language, own)


def information_class(plan: Plan) -> InformationClass:
    """Return the class of the publication scheme that a plan belongs to."""
    if plan.publication_class:
        return plan.publication_class
    return "governance" if plan.kind == "scrutiny-response" else "policies"


def _entry(scene: PlanScene) -> Entry:
    counted = scene.row_count(len(scene.plan.actions))
    return Entry(scene.plan.id, scene.plan.plan, counted, plans.menu(scene), downloads.lines(scene))


def _news(entries: Sequence[Entry]) -> list[News]:
    """Return the newest changes of all plans that have a day, newest first."""
    found = [
        News(entry, change.date.last, change.text)
        for entry in entries
        for change in entry.plan.changes
        if change.date.last
    ]
    return sorted(found, key=lambda news: news.day, reverse=True)[:NEWS]
