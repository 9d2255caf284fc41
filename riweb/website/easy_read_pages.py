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


def title(scene: PlanContext) -> str:
    """Return what the menu calls the page."""
    return scene.scene.say("Easy Read")


def pages(scene: PlanContext) -> Iterator[tuple[str, str]]:
    """Yield the page."""
    plan, here = scene.plan.published, scene.address("easy-read")
    link = scene.scene.links_from(here)

    def picture(name: str) -> str:
        own = _own(plan).get(name)
        return link(scene.at.image(plan.id, own) if own else DRAWINGS + _drawing(name))

    values = _values(scene, picture)
    values["prints"] = [one for one in scene.downloads if one.format == "easy-read"]
    yield scene.render("plan/easy-read.html", here, _easy(plan).title, crumb=title(scene), **values)


def document(scene: PlanContext) -> str:
    """Return the Easy Read of a plan as one HTML document.

    Our own pictures are named from the folder of templates, the plan's from its own.
    """
    plan, facts = scene.plan.published, scene.plan.plan

    def picture(name: str) -> str:
        return _own(plan).get(name) or f"{PICTURES}/{_drawing(name)}"

    values = {
        **scene.values,
        **_values(scene, picture),
        "changed": max(filter(None, (facts.published, facts.revised)), default=None),
        "format_place": FORMAT_PLACE,
    }
    here, name = scene.address(), _easy(plan).title
    return scene.scene.render("easy-read/document.html", here, name, **values)[1]


def _own(published: Plan) -> Mapping[str, str]:
    """Return the files of the plan's own pictures, by their names."""
    return {one.name: one.file for one in _easy(published).pictures}


def _drawing(name: str) -> str:
    return f"{name}.svg"


def _values(scene: PlanContext, picture: Callable[[str], str]) -> dict[str, Any]:
    easy = _easy(scene.plan.published)
    return {
        "easy": easy,
        "picture": picture,
        "hard_words": _in_order(scene, easy),
        "credits": tuple(dict.fromkeys(Credit(one.by, one.licence) for one in easy.pictures)),
    }


def _in_order(scene: PlanContext, easy: EasyRead) -> list[HardWord]:
    """Return the hard words in the order of the alphabet."""
    key = scene.scene.alphabet.sort_key
    return sorted(easy.hard_words(), key=lambda one: key(one.word))


def _easy(published: Plan) -> EasyRead:
    assert published.easy
    return published.easy


def _is_there(scene: PlanContext) -> bool:
    return scene.plan.published.easy is not None


KINDS = (PageKind("easy-read", title, _is_there, pages),)
