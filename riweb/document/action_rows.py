"""The actions of a plan as tables and facts, and the choices by which readers narrow them down."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from riweb.plan import labels
from riweb.plan.actions import Ref, Section
from riweb.plan.fields import as_id
from riweb.plan.views import ActionView
from riweb.render.addresses import anchor
from riweb.render.edition import Crumb
from riweb.render.plan_context import PageKind, PlanContext
from riweb.text import prose
from riweb.when import REPEATS, When


@dataclass(frozen=True)
class FilterChoice:
    """One choice of a filter: the value that rows carry, and its words."""

    value: str
    text: str


@dataclass(frozen=True)
class Filter:
    """One field of the filter form.

    Args:
        name: the `data-…` attribute of rows that it is compared with.
    """

    name: str
    title: str
    choices: tuple[FilterChoice, ...]


def useful(filters: Iterable[Filter]) -> tuple[Filter, ...]:
    """Return the filters that offer a choice at all."""
    return tuple(one for one in filters if len(one.choices) > 1)


@dataclass(frozen=True)
class SectionView:
    """A section with the views of its actions."""

    section: Section
    actions: tuple[ActionView, ...]


@dataclass(frozen=True)
class Columns:
    """Which columns of the table of actions have something to show."""

    decision: bool
    status: bool  # where there are decisions, these are shown beside them
    has_states: bool  # or else that column says only what is late or due soon
    who: bool
    asked: bool
    due: bool


def title(context: PlanContext) -> str:
    """Return what the page of all actions is called, such as All tasks."""
    return context.say("All %(rows)s", rows=context.row_words()[1])


def pages(context: PlanContext) -> Iterator[tuple[str, str]]:
    """Yield the file and HTML of the page of all actions and of each action."""
    name = title(context)
    yield context.render(
        "plan/actions.html",
        context.address("actions"),
        name,
        sections=sections(context),
        filters=filters(context),
        **table(context),
    )
    views = context.view.actions
    for place, view in enumerate(views):
        yield context.render(
            "plan/action.html",
            context.at.action(context.view.id, view.action.id),
            view.action.title,
            parents=(Crumb(name, context.address("actions")),),
            crumb=_short(context, view),
            view=view,
            before=views[place - 1] if place else None,
            after=views[place + 1] if place + 1 < len(views) else None,
            has_facts=has_facts,
            are_brief=lambda refs: are_brief(context, refs),
            notes=notes(context, view),
            description=view.action.about or view.action.title,
        )


def table(context: PlanContext) -> dict[str, Any]:
    """Return what `components/action-table.html` needs besides its rows."""
    return {
        "columns": lambda rows: columns(context, rows),
        "due_line": lambda view: due_line(context, view),
        "asked_line": lambda view: asked_line(context, view),
        "due_years": due_years,
        "due_title": context.say("Promised by" if context.view.has_asked_dates else "By when"),
    }


def sections(context: PlanContext) -> tuple[SectionView, ...]:
    """Return the sections with the views of their actions, in order."""
    return tuple(
        SectionView(section, tuple(v for v in context.view.actions if v.section is section))
        for section in context.file.sections
    )


def columns(context: PlanContext, views: Sequence[ActionView]) -> Columns:
    """Return which columns some of the actions fill."""
    return Columns(
        decision=any(view.decision for view in views),
        status=not context.view.has_decisions
        and any(view.status or view.is_late or view.is_soon for view in views),
        has_states=any(view.status for view in views),
        who=any(view.leads for view in views),
        asked=any(asked_line(context, view) for view in views),
        due=any(due_line(context, view) for view in views),
    )


def asked_line(context: PlanContext, view: ActionView) -> str:
    """Return every date that was asked for, on one line."""
    asked = view.action.asked
    return _line(context, [due.when for due in asked.due]) if asked else ""


def due_line(context: PlanContext, view: ActionView) -> str:
    """Return every date of an action and of its steps on one line, each once, or its ticks."""
    return _line(context, view.whens) or _upper(context.ticked(view))


def _line(context: PlanContext, whens: Iterable[When]) -> str:
    given = sorted((w for w in whens if w.repeat != "not given"), key=lambda w: w.sort_key)
    texts = [when.text(context.language) for when in given]
    return _upper(", ".join(dict.fromkeys(texts)))


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def due_years(view: ActionView) -> list[str]:
    """Return the years in which something of the action is due, or its repeat as one word."""
    return sorted({str(when.last.year) if when.last else as_id(when.repeat) for when in view.whens})


def filters(context: PlanContext) -> tuple[Filter, ...]:
    """Return the choices of the filter form."""
    say, plan = context.say, context.view
    decisions = [
        FilterChoice(value, say(labels.DECISION[value]))
        for value, _ in plan.counts(lambda view: view.decision)
    ]
    states = [
        FilterChoice(value, say(labels.STATUS[value]))
        for value, _ in plan.counts(lambda view: view.status)
    ]
    sections = [FilterChoice(one.id, prose.plain(one.title)) for one in plan.file.sections]
    leads = [
        FilterChoice(anchor("lead", one.code), prose.plain(one.name)) for one in plan.lead_list
    ]
    years = [
        FilterChoice(year, _year(context, year))
        for year in sorted({year for view in plan.actions for year in due_years(view)})
    ]
    return useful(
        (
            Filter("section", say("Section"), tuple(sections)),
            Filter("decision", say("Answer"), tuple(decisions)),
            Filter("status", say("State"), tuple(states)),
            Filter("lead", say("Who"), tuple(leads)),
            Filter("due", say("Due in"), tuple(years)),
        )
    )


def _year(context: PlanContext, value: str) -> str:
    if value.isdigit():
        return value
    repeat = next(word for word in REPEATS if as_id(word) == value)
    return _upper(When(repeat=repeat).text(context.language))


def _short(context: PlanContext, view: ActionView) -> str:
    """Return what the last crumb says: the number where there is one."""
    if view.action.number:
        return f"{context.row_words()[0].capitalize()} {view.action.number}"
    return view.action.title


def has_facts(view: ActionView) -> bool:
    """Tell whether an action has anything for its list of facts."""
    action = view.action
    return any(
        (
            action.outcomes,
            action.leads,
            action.due,
            action.status_reason,
            action.measures,
            action.target,
            action.current,
            action.monitored_by,
            action.resources,
            action.refs,
            action.asked and action.asked.due,
        )
    )


def are_brief(context: PlanContext, refs: Iterable[Ref]) -> bool:
    """Tell whether all that an action refers to is a few words each, such as `Aim 2`."""
    return all(len(context.view.title_of(ref)) < 25 and not ref.about for ref in refs)


def notes(context: PlanContext, view: ActionView) -> list[object]:
    """Return the editor's notes about an action or its parts."""
    ids = {view.action.id, *(part.id for part in view.action.parts)}
    return [note for note in context.file.editor_notes if ids & set(note.rows)]


KINDS = (PageKind("actions", title, lambda context: bool(context.view.actions), pages),)
