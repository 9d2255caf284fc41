"""Figures that are followed, and the tests of success."""

from __future__ import annotations

from collections.abc import Iterator

from riweb.pages import actions, charts
from riweb.pages.kinds import Kind
from riweb.pages.scene import PlanScene


def title(scene: PlanScene) -> str:
    """Return what the page is called."""
    plan = scene.plan.plan
    if not plan.indicators:
        return scene.scene.say("How we will know")
    return scene.scene.say("Figures")


def pages(scene: PlanScene) -> Iterator[tuple[str, str]]:
    """Yield the page of figures and tests."""
    plan = scene.plan.plan
    yield scene.render(
        "plan/measures.html",
        scene.address("measures"),
        title(scene),
        indicators=[(one, charts.indicator(scene, one)) for one in plan.indicators],
        actions_for=scene.plan.actions_for,
        **actions.table(scene),
    )


def _is_there(scene: PlanScene) -> bool:
    plan = scene.plan.plan
    return bool(plan.indicators or plan.success_tests)


KINDS = (Kind("measures", title, _is_there, pages),)
