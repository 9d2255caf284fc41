"""The chapters of a plan's strategy text, and its figures and tests of success."""

from __future__ import annotations

from collections.abc import Iterator

from riweb.document import action_rows, charts
from riweb.render.edition import Crumb
from riweb.render.plan_context import PageKind, PlanContext
from riweb.text import prose


def strategy_title(scene: PlanContext) -> str:
    """Return what the chapters are called together."""
    return scene.scene.say("Strategy text")


def strategy_pages(scene: PlanContext) -> Iterator[tuple[str, str]]:
    """Yield the page that lists the chapters, and the page of each chapter."""
    chapters = scene.plan.published.chapters
    yield scene.render(
        "plan/strategy.html",
        scene.address("strategy"),
        strategy_title(scene),
        chapters=[(chapter, prose.headings(chapter.markdown)) for chapter in chapters],
    )
    for place, chapter in enumerate(chapters):
        headings = [one for one in prose.headings(chapter.markdown) if one.level == 2]
        yield scene.render(
            "plan/chapter.html",
            scene.at.chapter(scene.plan.id, chapter.id),
            chapter.title,
            parents=(Crumb(strategy_title(scene), scene.address("strategy")),),
            chapter=chapter,
            headings=headings if len(headings) > 2 else [],
            before=chapters[place - 1] if place else None,
            after=chapters[place + 1] if place + 1 < len(chapters) else None,
            views=scene.plan.actions_naming(chapter.id),
            description=prose.opening(chapter.markdown),
            **action_rows.table(scene),
        )


STRATEGY_KINDS = (
    PageKind(
        "strategy",
        strategy_title,
        lambda scene: bool(scene.plan.published.chapters),
        strategy_pages,
    ),
)


def measures_title(scene: PlanContext) -> str:
    """Return what the page is called."""
    plan = scene.plan.plan
    if not plan.indicators:
        return scene.scene.say("How we will know")
    return scene.scene.say("Figures")


def measures_pages(scene: PlanContext) -> Iterator[tuple[str, str]]:
    """Yield the page of figures and tests."""
    plan = scene.plan.plan
    yield scene.render(
        "plan/measures.html",
        scene.address("measures"),
        measures_title(scene),
        indicators=[(one, charts.indicator(scene, one)) for one in plan.indicators],
        actions_for=scene.plan.actions_for,
        **action_rows.table(scene),
    )


def _is_there(scene: PlanContext) -> bool:
    plan = scene.plan.plan
    return bool(plan.indicators or plan.success_tests)


MEASURES_KINDS = (PageKind("measures", measures_title, _is_there, measures_pages),)
