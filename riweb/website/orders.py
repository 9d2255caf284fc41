"""A plan's actions in other orders: by date, by lead, by aim."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from riweb.document import action_rows, statements
from riweb.plan.actions import Section
from riweb.plan.parts import Box
from riweb.plan.views import ActionView, Deadline, LeadView
from riweb.render.addresses import anchor
from riweb.render.plan_context import PageKind, PlanContext
from riweb.when import When

# The overview names this many dates.
NEXT_DATES = 3


@dataclass(frozen=True)
class Moment:
    """One date, and everything that is due then."""

    when: When
    deadlines: tuple[Deadline, ...]


@dataclass(frozen=True)
class Stretch:
    """The dates of one year, or those without a year.

    Args:
        anchor: its place on the page.
    """

    anchor: str
    title: str
    moments: tuple[Moment, ...]


@dataclass(frozen=True)
class GridRow:
    """One action in the grid of time.

    Args:
        ticks: True for each box, in order, that one of its steps ticks.
        words: the ticked boxes in words, for screens too narrow for the grid.
    """

    view: ActionView
    ticks: tuple[bool, ...]
    words: str


@dataclass(frozen=True)
class Grid:
    """The grid of time of one section."""

    section: Section
    rows: tuple[GridRow, ...]


@dataclass(frozen=True)
class BoxGroup:
    """A heading over several boxes of the grid, such as a year; its title may be empty."""

    title: str
    boxes: tuple[Box, ...]


@dataclass(frozen=True)
class Led:
    """A lead with the actions they have a part in."""

    lead: LeadView
    anchor: str
    actions: tuple[ActionView, ...]


def _by_date(context: PlanContext) -> Iterator[tuple[str, str]]:
    yield context.render(
        "plan/by-date.html",
        context.address("by-date"),
        _date_title(context),
        stretches=stretches(context),
        undated=undated(context),
        grids=grids(context),
        box_groups=box_groups(context),
        **action_rows.table(context),
    )


def stretches(context: PlanContext) -> tuple[Stretch, ...]:
    """Return the deadlines of a plan, year by year, those without an end last."""
    found: dict[str, list[Deadline]] = {}
    for deadline in context.view.deadlines:
        if deadline.when.repeat != "not given":
            last = deadline.when.last
            found.setdefault(str(last.year) if last else "", []).append(deadline)
    return tuple(
        Stretch(
            f"year-{year or 'open'}",
            year or context.say("No last date"),
            moments(deadlines),
        )
        for year, deadlines in found.items()
    )


def moments(deadlines: Iterable[Deadline]) -> tuple[Moment, ...]:
    """Return deadlines by date, in their order."""
    found: dict[When, list[Deadline]] = {}
    for deadline in deadlines:
        found.setdefault(deadline.when, []).append(deadline)
    return tuple(Moment(when, tuple(items)) for when, items in found.items())


def next_moments(context: PlanContext) -> tuple[Moment, ...]:
    """Return the first dates whose work is not over on the plan's day, the late ones too."""
    today = context.view.as_of
    found = [one for one in context.view.deadlines if one.when.last and not one.is_finished]
    if today:
        found = [one for one in found if one.is_late or (one.when.last or today) >= today]
    return moments(found)[:NEXT_DATES]


def undated(context: PlanContext) -> tuple[ActionView, ...]:
    """Return the actions that have neither a date nor a tick."""
    return tuple(
        view
        for view in context.view.actions
        if all(when.repeat == "not given" for when in view.whens) and not context.ticked(view)
    )


def grids(context: PlanContext) -> tuple[Grid, ...]:
    """Return the grid of time of each section that ticks a box."""
    boxes = context.file.periods
    found = []
    for section in action_rows.sections(context):
        rows = []
        for view in section.actions:
            ids = view.ticks
            if ids:
                ticks = tuple(box.id in ids for box in boxes)
                rows.append(GridRow(view, ticks, context.ticked(view)))
        if rows:
            found.append(Grid(section.section, tuple(rows)))
    return tuple(found)


def box_groups(context: PlanContext) -> tuple[BoxGroup, ...]:
    """Return the boxes of the grid under their headings, in order."""
    found: dict[str, list[Box]] = {}
    for box in context.file.periods:
        found.setdefault(box.group, []).append(box)
    return tuple(BoxGroup(title, tuple(boxes)) for title, boxes in found.items())


def _has_dates(context: PlanContext) -> bool:
    return bool(stretches(context) or grids(context))


def _date_title(context: PlanContext) -> str:
    return context.say("By date")


def _by_lead(context: PlanContext) -> Iterator[tuple[str, str]]:
    led = tuple(
        Led(lead, anchor("lead", lead.code), tuple(context.view.actions_led_by(lead.code)))
        for lead in context.view.lead_list
    )
    yield context.render(
        "plan/by-lead.html",
        context.address("by-lead"),
        _lead_title(context),
        led=led,
        **{**action_rows.table(context), "columns": lambda rows: _columns(context, rows)},
    )


def _columns(context: PlanContext, rows: Sequence[ActionView]) -> action_rows.Columns:
    """Return the columns of the table of one lead: who, only where it says more than the heading.

    That is where others take part as well, or where the one supports and does not lead.
    """
    found = action_rows.columns(context, rows)
    who = any(len(view.leads) > 1 or view.leads[0].part != "lead" for view in rows)
    return replace(found, who=who)


def _lead_title(context: PlanContext) -> str:
    return context.say("By who is responsible")


def _by_aim(context: PlanContext) -> Iterator[tuple[str, str]]:
    yield context.render(
        "plan/by-aim.html",
        context.address("by-aim"),
        _aim_title(context),
        groups=_aims(context),
        actions_for=context.view.actions_for,
        **action_rows.table(context),
    )


def _aims(context: PlanContext) -> tuple[statements.StatementGroup, ...]:
    """Return the groups of statements; tests of success have a page with the figures."""
    return tuple(one for one in statements.groups(context) if one.field != "success_tests")


def _aim_title(context: PlanContext) -> str:
    titles = [group.title for group in _aims(context)]
    return titles[0] if len(titles) == 1 else context.say("Aims and standards")


KINDS = (
    PageKind("by-date", _date_title, _has_dates, _by_date),
    PageKind("by-lead", _lead_title, lambda context: bool(context.view.lead_list), _by_lead),
    PageKind("by-aim", _aim_title, lambda context: bool(_aims(context)), _by_aim),
)
