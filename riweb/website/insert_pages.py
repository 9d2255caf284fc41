"""The web pages of inserts, which say what goes into printed newsletters."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from markupsafe import Markup

from riweb.render.edition import Crumb, Twin
from riweb.render.plan_context import PageKind, PlanContext
from riweb.website.insert_view import Side


def title(context: PlanContext) -> str:
    """Return what the page of all inserts is called."""
    return context.say("Newsletter pages")


def pages(context: PlanContext) -> Iterator[tuple[str, str]]:
    """Yield the page of all inserts of a plan, and the page of each."""
    here = context.address("inserts")
    sides = [(Side(context, one.insert, one.limits), one) for one in context.inserts]
    languages = {language for one in context.inserts for language in one.insert.sheet.languages}
    yield context.render(
        "plan/inserts.html",
        here,
        title(context),
        sides=[side for side, _ in sides],
        twins=_twins(context, here, languages),
    )
    for side, offer in sides:
        prefix = context.edition.links_from(side.page)(side.page).removesuffix("index.html")
        yield context.render(
            "insert/page.html",
            side.page,
            side.title,
            (Crumb(title(context), here),),
            side=side,
            body=Markup(side.html(False, prefix)),
            files=offer.files,
            twins=_twins(context, side.page, side.insert.sheet.languages),
        )


def _twins(context: PlanContext, here: str, languages: Collection[str]) -> tuple[Twin, ...]:
    """Return the same page in the other languages, or the plan’s first where there is none."""
    others = {one.language: one for one in context.edition.others}
    return tuple(
        twin
        if twin.language in languages or not twin.is_same
        else Twin(twin.language, others[twin.language].plan(context.view.id), False)
        for twin in context.edition.twins(here)
    )


KINDS = (PageKind("inserts", title, lambda context: bool(context.inserts), pages),)
