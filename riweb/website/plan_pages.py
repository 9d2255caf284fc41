"""Every page of one plan."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from riweb.document import action_rows, charts, glossary, involvement, people
from riweb.lint import readability
from riweb.lint.readability import Measure
from riweb.plan.plans import Plan
from riweb.render import plan_context
from riweb.render.addresses import file_of
from riweb.render.edition import Crumb, Edition
from riweb.render.plan_context import Download, InsertOffer, PageKind, PlanContext
from riweb.website import chapters, easy_read_pages, formats_page, insert_pages, orders

# In the order of the menu.
KINDS = (
    *easy_read_pages.KINDS,
    *action_rows.KINDS,
    *orders.KINDS,
    *chapters.STRATEGY_KINDS,
    *involvement.KINDS,
    *chapters.MEASURES_KINDS,
    *people.KINDS,
    *glossary.KINDS,
    *insert_pages.KINDS,
    *formats_page.KINDS,
)


def context_of(
    edition: Edition,
    plan: Plan,
    downloads: tuple[Download, ...] = (),
    inserts: tuple[InsertOffer, ...] = (),
) -> PlanContext:
    """Return what the pages of a plan are made from, with their menu.

    Args:
        downloads: the finished files that the pages offer.
        inserts: those that are about the plan.
    """
    context = plan_context.of(edition, plan, downloads, inserts)
    return replace(context, menu=menu(context))


def pages(context: PlanContext) -> Iterator[tuple[str, str]]:
    """Yield the file and HTML of every page of a plan."""
    linker = glossary.linker(context)
    # Easy Read explains its words itself.
    easy_read = file_of(context.address("easy-read"))
    for path, html in _pages(context):
        if linker and path not in (file_of(linker.address), easy_read):
            yield path, linker.put_in(html, context.edition.links_from(path))
        else:
            yield path, html


def _pages(context: PlanContext) -> Iterator[tuple[str, str]]:
    yield context.render(
        "plan/overview.html",
        context.address(),
        context.file.title,
        charts=charts.glance(context),
        next_dates=orders.next_moments(context),
        downloads=formats_page.lines(context),
        measure=_measure(context),
    )
    for kind in kinds(context):
        yield from kind.pages(context)


def _measure(context: PlanContext) -> Measure | None:
    """Return how hard the plan is to read, where the site wants this on the page."""
    if not context.site.wording.show_reading_age:
        return None
    return readability.of_edition(context.view.plan, context.language)


def kinds(context: PlanContext) -> list[PageKind]:
    """Return the kinds of page that the plan has something for, in order of the menu."""
    return [kind for kind in KINDS if kind.is_there(context)]


def menu(context: PlanContext) -> tuple[Crumb, ...]:
    """Return title and path of the plan's pages, the overview first."""
    first = Crumb(context.say("Overview"), context.address())
    others = [Crumb(kind.title(context), context.address(kind.word)) for kind in kinds(context)]
    return (first, *others)
