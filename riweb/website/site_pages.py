"""The pages of the site itself: home, and those that answer for the site."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from riweb.plan import labels
from riweb.plan.plans import Plan, PlanFile
from riweb.plan.views import PlanView
from riweb.render.edition import Crumb, Edition, host
from riweb.render.plan_context import PlanContext
from riweb.text import prose
from riweb.website import answering, formats_page, plan_pages
from riweb.website.answering import Census


@dataclass(frozen=True)
class PlanEntry:
    """A plan as the pages of the site list it."""

    id: str
    file: PlanFile
    view: PlanView
    counted: str
    menu: tuple[Crumb, ...]
    downloads: tuple[formats_page.FileLine, ...]


@dataclass(frozen=True)
class Absent:
    """A plan that is in another language only.

    Args:
        view: as its readers look at it, in its own language.
        path: what is said of it in this language.
        there: its overview in the language that it has.
        language: that language.
        own: the language in its own words.
    """

    id: str
    file: PlanFile
    view: PlanView
    path: str
    there: str
    language: str
    own: str


@dataclass(frozen=True)
class News:
    """Something that changed in a plan, with its day."""

    plan: PlanEntry
    day: date
    text: str


@dataclass(frozen=True)
class SitePage:
    """A page of the site itself that is to be rendered.

    Args:
        values: what its template needs besides what all of them are given.
    """

    template: str
    here: str
    title: str
    values: Mapping[str, Any] = field(default_factory=dict)


# The home page lists this many changes.
NEWS = 6


def planned(edition: Edition, contexts: Sequence[PlanContext]) -> tuple[SitePage, ...]:
    """Return every page of the site itself, so that they can be counted before they are made.

    Args:
        contexts: those of the plans that are in this language.
    """
    entries = [_entry(one) for one in contexts]
    say, at, home = edition.say, edition.at, [Crumb(edition.say("Home"), edition.at.home)]
    missing = [_absent(one, edition) for one in edition.absent]
    shared: dict[str, Any] = {"plans": entries, "absent": missing, "trail": home}
    classes = answering.classes(edition, contexts, [(one.view, one.path) for one in missing])
    made = {file.format for one in contexts for file in one.downloads}
    rows: tuple[tuple[str, str, dict[str, Any]], ...] = (
        ("about", say("About this site"), {}),
        ("accessibility", say("Accessibility statement"), {}),
        (
            "alternative-formats",
            say("Other formats"),
            {"on_request": formats_page.others(edition, made), "requests": answering.met(edition)},
        ),
        ("contact", say("Have your say"), {"posts_to": host(edition.site)}),
        ("publication-scheme", say("What we publish"), {"classes": classes}),
        ("sitemap", say("All pages"), {}),
    )
    return (
        SitePage("site/home.html", at.home, edition.site.title, shared | _home(entries)),
        *(
            SitePage("site/other-language.html", one.path, one.file.title, _elsewhere(one, home))
            for one in missing
        ),
        *(
            SitePage(f"site/{word}.html", at.page(word), title, shared | values)
            for word, title, values in rows
            if word != "publication-scheme" or edition.has_scheme
        ),
        SitePage("site/not-found.html", f"{at.root}404.html", say("Page not found")),
    )


def pages(
    edition: Edition, planned: Sequence[SitePage], census: Census
) -> Iterator[tuple[str, str]]:
    """Yield the file and HTML of every page of the site itself.

    Args:
        census: how much is published, these pages among it.
    """
    statement = answering.statement(edition, census)
    for one in planned:
        given = {"census": census, "statement": statement, **one.values}
        yield edition.render(one.template, one.here, one.title, **given)


def _home(entries: Sequence[PlanEntry]) -> dict[str, Any]:
    """Return what the home page needs besides the plans."""
    ways = [entry for entry in entries if entry.file.options]
    return {"trail": [], "ways": ways, "news": _news(entries)}


def _elsewhere(one: Absent, home: list[Crumb]) -> dict[str, Any]:
    """Return what the page of a plan that is in another language needs."""
    return {"one": one, "one_only": True, "trail": home}


def _absent(published: Plan, edition: Edition) -> Absent:
    other = next(one for one in edition.others if one.language == published.file.language)
    title = prose.foreign(published.file.title, other.language)
    organisation = prose.foreign(published.file.organisation, other.language)
    period = published.file.period
    if period:
        label = prose.foreign(period.label, other.language)
        period = period.model_copy(update={"label": label})
    marked = {"title": title, "organisation": organisation, "period": period}
    plan = published.file.model_copy(update=marked)
    view = PlanView(published.model_copy(update={"file": plan}), edition.today)
    own = labels.LANGUAGE[other.language]
    here, there = edition.at.plan(published.id), other.plan(published.id)
    return Absent(published.id, plan, view, here, there, other.language, own)


def _entry(context: PlanContext) -> PlanEntry:
    counted = context.row_count(len(context.view.actions))
    lines = formats_page.lines(context)
    return PlanEntry(
        context.view.id, context.file, context.view, counted, plan_pages.menu(context), lines
    )


def _news(entries: Sequence[PlanEntry]) -> list[News]:
    """Return the newest changes of all plans that have a day, newest first."""
    found = [
        News(entry, change.date.last, change.text)
        for entry in entries
        for change in entry.file.changes
        if change.date.last
    ]
    return sorted(found, key=lambda news: news.day, reverse=True)[:NEWS]
