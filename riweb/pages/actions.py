"""The pages of a plan's actions: all of them, and each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from riweb import words
from riweb.pages.environment import slugged as slug
from riweb.pages.kinds import Kind
from riweb.pages.scene import Crumb, PlanScene
from riweb.plan.actions import Section
from riweb.views import ActionView


@dataclass(frozen=True)
class SectionView:
    """A section with the views of its actions."""

    section: Section
    actions: tuple[ActionView, ...]


@dataclass(frozen=True)
class Columns:
    """Which columns of the table of actions have something to show."""

    state: bool
    who: bool
    due: bool


@dataclass(frozen=True)
class Filter:
    """One choice of a filter form: its field, title, and value and text of each choice."""

    name: str
    title: str
    choices: tuple[tuple[str, str], ...]


def title(scene: PlanScene) -> str:
    """Return what the page of all actions is called, such as All tasks."""
    return scene.scene.say("All %(rows)s", rows=scene.row_words()[1])


def pages(scene: PlanScene) -> Iterator[tuple[str, str]]:
    """Yield the file and HTML of the page of all actions and of each action."""
    name = title(scene)
    yield scene.render(
        "plan/actions.html",
        scene.address("actions"),
        name,
        sections=sections(scene),
        filters=filters(scene),
        due_years=due_years,
        due_line=lambda view: due_line(scene, view),
        columns=columns(scene),
    )
    views = scene.plan.actions
    for place, view in enumerate(views):
        yield scene.render(
            "plan/action.html",
            scene.at.action(scene.plan.id, view.action.id),
            view.action.title,
            parents=(Crumb(name, scene.address("actions")),),
            crumb=_short(scene, view),
            view=view,
            before=views[place - 1] if place else None,
            after=views[place + 1] if place + 1 < len(views) else None,
            has_facts=has_facts,
            notes=notes(scene, view),
            description=view.action.about or view.action.title,
        )


def sections(scene: PlanScene) -> tuple[SectionView, ...]:
    """Return the sections with the views of their actions, in order."""
    return tuple(
        SectionView(section, tuple(v for v in scene.plan.actions if v.section is section))
        for section in scene.plan.plan.sections
    )


def columns(scene: PlanScene) -> Columns:
    """Return which columns some action fills."""
    views = scene.plan.actions
    return Columns(
        any(view.state or view.is_late or view.is_soon for view in views),
        any(view.leads for view in views),
        any(due_line(scene, view) for view in views),
    )


def due_line(scene: PlanScene, view: ActionView) -> str:
    """Return every date of an action and of its steps on one line, each once, or its ticks."""
    dues = [due.when for due in view.dues]
    dues += [due.when for step in view.action.steps for due in step.due]
    dues = [when for when in dues if when.repeat != "not given"]
    texts = [when.text(scene.scene.language) for when in sorted(dues, key=lambda w: w.sort_key)]
    line = ", ".join(dict.fromkeys(texts)) or scene.ticked(view)
    return line[:1].upper() + line[1:]


def due_years(view: ActionView) -> list[str]:
    """Return the years in which something of the action is due, or its repeat as one word."""
    dues = [due.when for due in view.dues]
    dues += [due.when for step in view.action.steps for due in step.due]
    years = {str(when.last.year) if when.last else slug(when.repeat) for when in dues}
    return sorted(years)


def filters(scene: PlanScene) -> list[Filter]:
    """Return the choices of the filter form; one that would offer a single value is left out."""
    say, plan = scene.scene.say, scene.plan
    decisions = [(v, say(words.DECISION[v])) for v, _ in plan.counts(lambda view: view.decision)]
    states = [(v, say(words.STATUS[v])) for v, _ in plan.counts(lambda view: view.status)]
    years = sorted({year for view in plan.actions for year in due_years(view)})
    found = [
        Filter("section", say("Section"), tuple((s.id, s.title) for s in plan.plan.sections)),
        Filter("state", say("Decision") if decisions else say("State"), tuple(decisions or states)),
        Filter("lead", say("Who"), tuple((slug(one.code), one.name) for one in plan.lead_list)),
        Filter("due", say("Due in"), tuple((y, _year(scene, y)) for y in years)),
    ]
    return [one for one in found if len(one.choices) > 1]


def _year(scene: PlanScene, value: str) -> str:
    return value if value.isdigit() else scene.scene.say(value[5:].replace("-", " ").capitalize())


def _short(scene: PlanScene, view: ActionView) -> str:
    """Return what the last crumb says: the number where there is one."""
    if view.action.number:
        return f"{scene.row_words()[0].capitalize()} {view.action.number}"
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


def notes(scene: PlanScene, view: ActionView) -> list[object]:
    """Return the editor's notes about an action or its parts."""
    ids = {view.action.id, *(part.id for part in view.action.parts)}
    return [note for note in scene.plan.plan.editor_notes if ids & set(note.rows)]


KINDS = (Kind("actions", title, lambda scene: bool(scene.plan.actions), pages),)
