"""The publication scheme: the seven classes, with all that is published in each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import get_args

from riweb import words
from riweb.pages.downloads import Line
from riweb.pages.language import Scene
from riweb.pages.scene import PlanScene
from riweb.plan.plans import InformationClass, Plan
from riweb.views import PlanView


@dataclass(frozen=True)
class Item:
    """Something that is published.

    Args:
        path: of this site; empty for what is elsewhere.
        web: its address elsewhere; empty for what is here, and for what people ask for.
        owner: who looks after it; empty where nobody says.
        date: the day it last changed; None where nobody says.
        period: the time it covers, or empty.
        files: every finished file of it.
    """

    title: str
    path: str = ""
    web: str = ""
    owner: str = ""
    date: date | None = None
    period: str = ""
    files: tuple[Line, ...] = ()


@dataclass(frozen=True)
class Class:
    """A class of the scheme, with what is in it."""

    name: str
    title: str
    items: tuple[Item, ...]


def information_class(plan: Plan) -> InformationClass:
    """Return the class of the publication scheme that a plan belongs to."""
    if plan.publication_class:
        return plan.publication_class
    return "governance" if plan.kind == "scrutiny-response" else "policies"


def classes(
    scene: Scene, scenes: Sequence[PlanScene], absent: Sequence[tuple[PlanView, str]]
) -> list[Class]:
    """Return the seven classes in the order of the scheme.

    Args:
        scenes: those of the plans that are in this language.
        absent: the plans that are in another language only, and what is said of each in this one.
    """
    found: dict[str, list[Item]] = {name: [] for name in get_args(InformationClass)}
    for one in scenes:
        item = _plan(one.plan, one.address(), tuple(_files(one)))
        found[information_class(one.plan.plan)].append(item)
    for view, path in absent:
        found[information_class(view.plan)].append(_plan(view, path))
    found["policies"] += _own(scene)
    for other in scene.site.publications:
        owner = other.owner or scene.site.publisher.name
        item = Item(other.title, web=other.web, owner=owner, date=other.date)
        found[other.information_class].append(item)
    return [
        Class(name, scene.say(words.INFORMATION_CLASS[name]), tuple(items))
        for name, items in found.items()
    ]


def _plan(view: PlanView, path: str, files: tuple[Line, ...] = ()) -> Item:
    plan = view.plan
    return Item(
        plan.title,
        path,
        owner=plan.organisation,
        date=view.changed,
        period=plan.period.label if plan.period else "",
        files=files,
    )


def _files(scene: PlanScene) -> Iterator[Line]:
    """Yield every finished file of a plan: each volume, and the newsletter pages too."""
    for one in scene.downloads:
        yield Line(one.title, one.about, one.path)
    for offer in scene.inserts:
        for path, _, kind in offer.files:
            title = offer.insert.sheet.title.of(scene.scene.language)
            yield Line(title, kind, path)


def _own(scene: Scene) -> Iterator[Item]:
    """Yield the pages of the site that are policies of its publisher."""
    name, said = scene.site.publisher.name, scene.site.accessibility
    at, say = scene.at, scene.say
    yield Item(say("Other formats"), at.page("alternative-formats"), owner=name)
    day = said.reviewed or said.prepared
    yield Item(say("Accessibility statement"), at.page("accessibility"), owner=name, date=day)
