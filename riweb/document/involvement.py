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


def _get_involved(context: PlanContext) -> Iterator[tuple[str, str]]:
    yield context.render(
        "plan/get-involved.html",
        context.address("get-involved"),
        _get_involved_title(context),
        efforts=efforts(context),
        filters=option_filters(context),
        place=lambda option: anchor("place", option.where) if option.where else "",
    )


def efforts(context: PlanContext) -> tuple[EffortView, ...]:
    """Return the options by the time they take, in the order of the model."""
    options = context.file.options
    found = (
        EffortView(effort, tuple(one for one in options if one.effort == effort))
        for effort in get_args(Effort)
    )
    return tuple(one for one in found if one.options)


def option_filters(context: PlanContext) -> tuple[Filter, ...]:
    """Return the choices by effort and by place."""
    say, options = context.say, context.file.options
    times = [FilterChoice(one.effort, say(labels.EFFORT[one.effort])) for one in efforts(context)]
    places = dict.fromkeys(one.where for one in options if one.where)
    where = [FilterChoice(anchor("place", place), prose.plain(place)) for place in places]
    return useful(
        (
            Filter("effort", say("How much time"), tuple(times)),
            Filter("place", say("Where"), tuple(where)),
        )
    )


def _get_involved_title(context: PlanContext) -> str:
    return context.say("Ways to get involved")


def _said(context: PlanContext) -> Iterator[tuple[str, str]]:
    yield context.render(
        "plan/you-said-we-did.html",
        context.address("you-said-we-did"),
        _said_title(context),
        sections=said_sections(context),
    )


def said_sections(context: PlanContext) -> tuple[SectionView, ...]:
    """Return the sections with only the actions that answer something residents said."""
    found = (
        SectionView(one.section, tuple(filter(is_answer, one.actions))) for one in sections(context)
    )
    return tuple(one for one in found if one.actions)


def is_answer(view: ActionView) -> bool:
    """Tell whether an action says what residents said, or how they were answered."""
    action = view.action
    said = (action.you_said, action.we_will, action.we_did, action.could_not_because)
    return any(said) or bool(action.asked and action.response)


def _said_title(context: PlanContext) -> str:
    return context.say("You said, we did")


KINDS = (
    PageKind(
        "get-involved",
        _get_involved_title,
        lambda context: bool(context.file.options),
        _get_involved,
    ),
    PageKind("you-said-we-did", _said_title, lambda context: bool(said_sections(context)), _said),
)
