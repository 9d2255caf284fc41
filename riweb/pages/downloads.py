"""The other formats of a plan, and how to ask for one that is not there."""

from __future__ import annotations

from collections.abc import Iterator

from riweb.pages.kinds import Kind
from riweb.pages.scene import PlanScene


def title(scene: PlanScene) -> str:
    """Return what the page is called."""
    return scene.scene.say("Other formats")


def pages(scene: PlanScene) -> Iterator[tuple[str, str]]:
    """Yield the page of formats."""
    yield scene.render("plan/formats.html", scene.address("formats"), title(scene))


KINDS = (Kind("formats", title, lambda scene: True, pages),)
