"""The web pages of inserts, which say what goes into printed newsletters."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from markupsafe import Markup

from riweb.render.edition import Crumb, Twin
from riweb.render.plan_context import PageKind, PlanContext
from riweb.website.insert_view import Side


def title(scene: PlanContext) -> str:
    """Return what the page of all inserts is called."""
    return scene.scene.say("Newsletter pages")


def pages(scene: PlanContext) -> Iterator[tuple[str, str]]:
    """Yield the page of all inserts of a plan, and the page of each."""
    here = scene.address("inserts")
    sides = [(Side(scene, one.insert, one.limits), one) for one in scene.inserts]
    languages = {language for one in scene.inserts for language in one.insert.sheet.languages}
    yield scene.render(
        "plan/inserts.html",
        here,
        title(scene),
        sides=[side for side, _ in sides],
        twins=_twins(scene, here, languages),
    )
    for side, offer in sides:
        prefix = scene.scene.links_from(side.page)(side.page).removesuffix("index.html")
        yield scene.render(
            "insert/page.html",
            side.page,
            side.title,
            (Crumb(title(scene), here),),
            side=side,
            body=Markup(side.html(False, prefix)),
            files=offer.files,
            twins=_twins(scene, side.page, side.insert.sheet.languages),
        )


def _twins(scene: PlanContext, here: str, languages: Collection[str]) -> tuple[Twin, ...]:
    """Return the same page in the other languages, or the plan’s first where there is none."""
    others = {one.language: one for one in scene.scene.others}
    return tuple(
        twin
        if twin.language in languages or not twin.is_same
        else Twin(twin.language, others[twin.language].plan(scene.plan.id), False)
        for twin in scene.scene.twins(here)
    )


KINDS = (PageKind("inserts", title, lambda scene: bool(scene.inserts), pages),)
