"""Ways to get involved, and what residents said and what was done."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import get_args

from riweb.document.action_rows import Filter, FilterChoice, SectionView, sections, useful
from riweb.plan import labels
from riweb.plan.parts import Effort, Option
from riweb.plan.views import ActionView
from riweb.render.addresses import anchor
from riweb.render.plan_context import PageKind, PlanContext
from riweb.text import prose


@dataclass(frozen=True)
class EffortView:
    """The options that take about the same time, the easiest first.

    Args:
        effort: a value of `plan.parts.Effort`.
    """

    effort: str
    options: tuple[Option, ...]


def _get_involved(scene: PlanContext) -> Iterator[tuple[str, str]]:
    yield scene.render(
        "plan/get-involved.html",
        scene.address("get-involved"),
        _get_involved_title(scene),
        efforts=efforts(scene),
        filters=option_filters(scene),
        place=lambda option: anchor("place", option.where) if option.where else "",
    )


def efforts(scene: PlanContext) -> tuple[EffortView, ...]:
    """Return the options by the time they take, in the order of the model."""
    options = scene.plan.plan.options
    found = (
        EffortView(effort, tuple(one for one in options if one.effort == effort))
        for effort in get_args(Effort)
    )
    return tuple(one for one in found if one.options)


def option_filters(scene: PlanContext) -> tuple[Filter, ...]:
    """Return the choices by effort and by place."""
    say, options = scene.scene.say, scene.plan.plan.options
    times = [FilterChoice(one.effort, say(labels.EFFORT[one.effort])) for one in efforts(scene)]
    places = dict.fromkeys(one.where for one in options if one.where)
    where = [FilterChoice(anchor("place", place), prose.plain(place)) for place in places]
    return useful(
        (
            Filter("effort", say("How much time"), tuple(times)),
            Filter("place", say("Where"), tuple(where)),
        )
    )


def _get_involved_title(scene: PlanContext) -> str:
    return scene.scene.say("Ways to get involved")


def _said(scene: PlanContext) -> Iterator[tuple[str, str]]:
    yield scene.render(
        "plan/you-said-we-did.html",
        scene.address("you-said-we-did"),
        _said_title(scene),
        sections=said_sections(scene),
    )


def said_sections(scene: PlanContext) -> tuple[SectionView, ...]:
    """Return the sections with only the actions that answer something residents said."""
    found = (
        SectionView(one.section, tuple(filter(is_answer, one.actions))) for one in sections(scene)
    )
    return tuple(one for one in found if one.actions)


def is_answer(view: ActionView) -> bool:
    """Tell whether an action says what residents said, or how they were answered."""
    action = view.action
    said = (action.you_said, action.we_will, action.we_did, action.could_not_because)
    return any(said) or bool(action.asked and action.response)


def _said_title(scene: PlanContext) -> str:
    return scene.scene.say("You said, we did")


KINDS = (
    PageKind(
        "get-involved",
        _get_involved_title,
        lambda scene: bool(scene.plan.plan.options),
        _get_involved,
    ),
    PageKind("you-said-we-did", _said_title, lambda scene: bool(said_sections(scene)), _said),
)
