"""The chapters of a plan's strategy text."""

from __future__ import annotations

from collections.abc import Iterator

from riweb import prose
from riweb.pages import actions
from riweb.pages.kinds import Kind
from riweb.pages.language import Crumb
from riweb.pages.scene import PlanScene


def title(scene: PlanScene) -> str:
    """Return what the chapters are called together."""
    return scene.scene.say("Strategy text")


def pages(scene: PlanScene) -> Iterator[tuple[str, str]]:
    """Yield the page that lists the chapters, and the page of each chapter."""
    chapters = scene.plan.published.chapters
    yield scene.render(
        "plan/strategy.html",
        scene.address("strategy"),
        title(scene),
        chapters=[(chapter, prose.headings(chapter.markdown)) for chapter in chapters],
    )
    for place, chapter in enumerate(chapters):
        headings = [one for one in prose.headings(chapter.markdown) if one.level == 2]
        yield scene.render(
            "plan/chapter.html",
            scene.at.chapter(scene.plan.id, chapter.id),
            chapter.title,
            parents=(Crumb(title(scene), scene.address("strategy")),),
            chapter=chapter,
            headings=headings if len(headings) > 2 else [],
            before=chapters[place - 1] if place else None,
            after=chapters[place + 1] if place + 1 < len(chapters) else None,
            views=scene.plan.actions_naming(chapter.id),
            description=prose.opening(chapter.markdown),
            **actions.table(scene),
        )


KINDS = (Kind("strategy", title, lambda scene: bool(scene.plan.published.chapters), pages),)
