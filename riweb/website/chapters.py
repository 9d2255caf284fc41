"""The chapters of a plan's strategy text, and its figures and tests of success."""

from __future__ import annotations

from collections.abc import Iterator

from riweb.document import action_rows, charts
from riweb.render.edition import Crumb
from riweb.render.plan_context import PageKind, PlanContext
from riweb.text import prose


def strategy_title(context: PlanContext) -> str:
    """Return what the chapters are called together."""
    return context.say("Strategy text")


def strategy_pages(context: PlanContext) -> Iterator[tuple[str, str]]:
    """Yield the page that lists the chapters, and the page of each chapter."""
    chapters = context.view.plan.chapters
    yield context.render(
        "plan/strategy.html",
        context.address("strategy"),
        strategy_title(context),
        chapters=[(chapter, prose.headings(chapter.markdown)) for chapter in chapters],
    )
    for place, chapter in enumerate(chapters):
        headings = [one for one in prose.headings(chapter.markdown) if one.level == 2]
        yield context.render(
            "plan/chapter.html",
            context.at.chapter(context.view.id, chapter.id),
            chapter.title,
            parents=(Crumb(strategy_title(context), context.address("strategy")),),
            chapter=chapter,
            headings=headings if len(headings) > 2 else [],
            before=chapters[place - 1] if place else None,
            after=chapters[place + 1] if place + 1 < len(chapters) else None,
            views=context.view.actions_naming(chapter.id),
            description=prose.opening(chapter.markdown),
            **action_rows.table(context),
        )


STRATEGY_KINDS = (
    PageKind(
        "strategy",
        strategy_title,
        lambda context: bool(context.view.plan.chapters),
        strategy_pages,
    ),
)


def measures_title(context: PlanContext) -> str:
    """Return what the page is called."""
    plan = context.file
    if not plan.indicators:
        return context.say("How we will know")
    return context.say("Figures")


def measures_pages(context: PlanContext) -> Iterator[tuple[str, str]]:
    """Yield the page of figures and tests."""
    plan = context.file
    yield context.render(
        "plan/measures.html",
        context.address("measures"),
        measures_title(context),
        indicators=[(one, charts.indicator(context, one)) for one in plan.indicators],
        actions_for=context.view.actions_for,
        **action_rows.table(context),
    )


def _is_there(context: PlanContext) -> bool:
    plan = context.file
    return bool(plan.indicators or plan.success_tests)


MEASURES_KINDS = (PageKind("measures", measures_title, _is_there, measures_pages),)
