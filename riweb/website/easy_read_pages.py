"""A plan in Easy Read: its page, and the document that its PDF is made from."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from riweb.document.linear import FORMAT_PLACE
from riweb.plan.plans import EasyRead, HardWord, Plan
from riweb.render.addresses import DRAWINGS
from riweb.render.plan_context import PageKind, PlanContext

# Below the folder of templates.
PICTURES = "easy-read/pictures"


@dataclass(frozen=True)
class Credit:
    """Who made pictures, and their licence."""

    by: str
    licence: str


def title(context: PlanContext) -> str:
    """Return what the menu calls the page."""
    return context.say("Easy Read")


def pages(context: PlanContext) -> Iterator[tuple[str, str]]:
    """Yield the page."""
    plan, here = context.view.plan, context.address("easy-read")
    link = context.edition.links_from(here)

    def picture(name: str) -> str:
        own = _own(plan).get(name)
        return link(context.at.image(plan.id, own) if own else DRAWINGS + _drawing(name))

    values = _values(context, picture)
    values["prints"] = [one for one in context.downloads if one.format == "easy-read"]
    yield context.render(
        "plan/easy-read.html", here, _easy(plan).title, crumb=title(context), **values
    )


def document(context: PlanContext) -> str:
    """Return the Easy Read of a plan as one HTML document.

    Our own pictures are named from the folder of templates, the plan's from its own.
    """
    plan, facts = context.view.plan, context.file

    def picture(name: str) -> str:
        return _own(plan).get(name) or f"{PICTURES}/{_drawing(name)}"

    values = {
        **context.values,
        **_values(context, picture),
        "changed": max(filter(None, (facts.published, facts.revised)), default=None),
        "format_place": FORMAT_PLACE,
    }
    here, name = context.address(), _easy(plan).title
    return context.edition.render("easy-read/document.html", here, name, **values)[1]


def _own(published: Plan) -> Mapping[str, str]:
    """Return the files of the plan's own pictures, by their names."""
    return {one.name: one.file for one in _easy(published).pictures}


def _drawing(name: str) -> str:
    return f"{name}.svg"


def _values(context: PlanContext, picture: Callable[[str], str]) -> dict[str, Any]:
    easy = _easy(context.view.plan)
    return {
        "easy": easy,
        "picture": picture,
        "hard_words": _in_order(context, easy),
        "credits": tuple(dict.fromkeys(Credit(one.by, one.licence) for one in easy.pictures)),
    }


def _in_order(context: PlanContext, easy: EasyRead) -> list[HardWord]:
    """Return the hard words in the order of the alphabet."""
    key = context.edition.alphabet.sort_key
    return sorted(easy.hard_words(), key=lambda one: key(one.word))


def _easy(published: Plan) -> EasyRead:
    assert published.easy
    return published.easy


def _is_there(context: PlanContext) -> bool:
    return context.view.plan.easy is not None


KINDS = (PageKind("easy-read", title, _is_there, pages),)
