"""actions.csv: the actions of a plan as a table for spreadsheets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from riweb.document.unmarked import capital, legal, numbered, plain
from riweb.plan import labels
from riweb.plan.actions import Action, Due, Figure, Part, Step, Update
from riweb.plan.views import ActionView, newest_first
from riweb.render.identities import full
from riweb.render.plan_context import PlanContext
from riweb.text import safe_csv
from riweb.when import NOT_GIVEN, When

Cell = tuple[str, str]
"""The heading of a column, and the text of one row in it."""


@dataclass(frozen=True)
class ActionRow:
    """An action, or a part of one.

    Args:
        owner: the action itself or one of its parts.
        place: which part it is, counted from 1; 0 for the action itself.
    """

    view: ActionView
    owner: Action | Part
    place: int


def write(context: PlanContext) -> tuple[str, str] | None:
    """Return path and text of a plan's table, or None where it has no actions.

    A row stands for an action; its parts follow, each in a row of its own that repeats the number,
    the title and the leads. A column with nothing in any row is left out. Several things in one
    cell stand on lines of their own.
    """
    rows = [[*_cells(context, row)] for view in context.view.actions for row in _rows(view)]
    if not rows:
        return None
    shown = [place for place in range(len(rows[0])) if any(row[place][1] for row in rows)]
    headings = [rows[0][place][0] for place in shown]
    texts = [[row[place][1] for place in shown] for row in rows]
    table = safe_csv.written([legal(text) for text in row] for row in (headings, *texts))
    return context.at.data(context.view.id, "actions.csv"), table


def _rows(view: ActionView) -> Iterator[ActionRow]:
    owners: tuple[Action | Part, ...] = (view.action, *view.action.parts)
    for place, owner in enumerate(owners):
        yield ActionRow(view, owner, place)


def _cells(context: PlanContext, row: ActionRow) -> Iterator[Cell]:
    """Yield every cell of a row, the same columns in each."""
    yield from _names(context, row)
    yield from _answers(context, row)
    yield from _promises(context, row)
    yield from _progress(context, row)
    yield from _places(context, row)


def _names(context: PlanContext, row: ActionRow) -> Iterator[Cell]:
    say, view = context.say, row.view
    yield say("Section"), numbered(view.section.number, view.section.title)
    yield say("Number"), view.action.number
    yield capital(context.row_words()[0]), plain(view.action.title)
    yield say("Part"), _part(context, row)
    yield say("About"), plain(row.owner.about) if isinstance(row.owner, Action) else ""


def _part(context: PlanContext, row: ActionRow) -> str:
    if not isinstance(row.owner, Part):
        return ""
    return plain(row.owner.title) or context.say("Part %(number)s", number=row.place)


def _answers(context: PlanContext, row: ActionRow) -> Iterator[Cell]:
    """Yield what residents said or a panel recommended, and the answers: of the action only."""
    say = context.say
    action = row.owner if isinstance(row.owner, Action) else None
    asked, response = (action.asked, action.response) if action else (None, None)
    yield say("You said"), plain(action.you_said) if action else ""
    yield say("We will"), plain(action.we_will) if action else ""
    yield say("We did"), plain(action.we_did) if action else ""
    yield say("Why we could not"), plain(action.could_not_because) if action else ""
    yield say("What was recommended"), plain(asked.text) if asked else ""
    yield say("Asked for by"), _dues(context, asked.due) if asked else ""
    yield say("Answer"), say(labels.DECISION[response.decision]) if response else ""
    yield say("The answer in words"), plain(response.text) if response else ""
    yield say("Reason for the answer"), plain(response.reason) if response else ""


def _promises(context: PlanContext, row: ActionRow) -> Iterator[Cell]:
    """Yield what will be done, by whom and by when."""
    say, owner = context.say, row.owner
    whens = [due.when for due in (*owner.due, *(due for step in owner.steps for due in step.due))]
    firsts = [when.first for when in whens if when.first]
    lasts = [when.last for when in whens if when.last]
    yield say("What will be done"), _lines(_step(context, step) for step in owner.steps)
    yield say("What will be different"), _lines(map(plain, owner.outcomes))
    yield say("Who is responsible"), _lines(context.responsible(row.view))
    yield say("By when"), _lines([_dues(context, owner.due), *_other_times(context, owner)])
    yield say("First day"), min(firsts).isoformat() if firsts else ""
    yield say("Last day"), max(lasts).isoformat() if lasts else ""
    yield say("How it is measured"), _lines(map(plain, owner.measures))
    yield say("Who checks progress"), _lines(map(plain, owner.monitored_by))


def _progress(context: PlanContext, row: ActionRow) -> Iterator[Cell]:
    """Yield how far it is, the figures and the notes."""
    say, owner, view = context.say, row.owner, row.view
    action = owner if isinstance(owner, Action) else None
    status = view.status if action else owner.status or view.action.status or ""
    late = view.is_late if action else context.view.any_late(view.action, owner)
    yield say("State"), say(labels.STATUS[status]) if status else ""
    yield say("About its state"), plain(owner.status_reason)
    yield say("Late"), "" if late is None else say("Yes") if late else say("No")
    yield say("Target"), _lines(_figure(context, one) for one in action.target) if action else ""
    yield (
        say("Reached so far"),
        _lines(_figure(context, one) for one in action.current) if action else "",
    )
    yield (
        say("Money and staff"),
        _lines(plain(one.text) for one in action.resources) if action else "",
    )
    yield say("Progress"), _lines(_update(context, one) for one in newest_first(owner.updates))
    yield say("Belongs to"), _lines(_refs(context, action)) if action else ""
    yield say("Notes by the editor"), _lines(_notes(context, owner.id))


def _places(context: PlanContext, row: ActionRow) -> Iterator[Cell]:
    """Yield what the row is called by programmes, and where it is on the site."""
    say, is_draft = context.say, context.file.state == "draft"
    yield say("Id"), row.owner.id
    yield say("Page"), full(context, context.row_page(row.owner.id))
    yield say("Draft"), say("This plan is a draft. It may still change.") if is_draft else ""


def _lines(texts: Iterable[str]) -> str:
    return "\n".join(filter(None, texts))


def _dues(context: PlanContext, dues: Iterable[Due]) -> str:
    return _lines(_due(context, due) for due in dues)


def _due(context: PlanContext, due: Due) -> str:
    """Return a date with what is due then and the words of the source."""
    text = _when(context, due.when)
    if due.about:
        text += f": {plain(due.about)}"
    if due.printed:
        text += f" ({context.say('printed as “%(text)s”') % {'text': due.printed}})"
    return text


def _other_times(context: PlanContext, owner: Action | Part) -> Iterator[str]:
    """Yield the dates of the steps, each once, and the boxes that steps tick."""
    own = {due.when for due in owner.due}
    whens = {due.when for step in owner.steps for due in step.due} - own
    for when in sorted(whens, key=lambda one: one.sort_key):
        yield _when(context, when)
    ticked = {box for step in owner.steps for box in step.periods}
    yield capital(legal(context.periods(ticked)))


def _when(context: PlanContext, when: When) -> str:
    return capital(when.text(context.language))


def _step(context: PlanContext, step: Step) -> str:
    """Return a step with its dates and its boxes."""
    say = context.say
    times = [*(_due(context, due) for due in step.due), legal(context.periods(step.periods))]
    text = "; ".join(filter(None, times))
    found = f"{plain(step.text)} ({text})" if text else plain(step.text)
    if step.certain:
        return found
    return f"{found} {say('The source does not show for certain which boxes belong to this step.')}"


def _figure(context: PlanContext, figure: Figure) -> str:
    text = " ".join(filter(None, (figure.value, plain(figure.unit))))
    if figure.about:
        text = f"{plain(figure.about)}: {text}"
    return text if figure.when == NOT_GIVEN else f"{text} ({_when(context, figure.when)})"


def _update(context: PlanContext, update: Update) -> str:
    text = plain(update.text)
    return text if update.date == NOT_GIVEN else f"{_when(context, update.date)}: {text}"


def _refs(context: PlanContext, action: Action) -> Iterator[str]:
    for ref in action.refs:
        title = plain(context.view.title_of(ref))
        yield f"{title}: {plain(ref.about)}" if ref.about else title


def _notes(context: PlanContext, row_id: str) -> Iterator[str]:
    for note in context.file.editor_notes:
        if row_id in note.rows:
            yield plain(note.text)
