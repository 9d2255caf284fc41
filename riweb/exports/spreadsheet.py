"""actions.csv: the actions of a plan as a table for spreadsheets."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from riweb.document.action_fields import choice, entry_line, held, label_of
from riweb.document.unmarked import capital, legal, numbered, plain
from riweb.plan import field_rows
from riweb.plan.actions import Action, Due, Part, Step, Update
from riweb.plan.field_rows import FieldRow, Kind
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
    yield from _fields(context, row)
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


def _fields(context: PlanContext, line: ActionRow) -> Iterator[Cell]:
    """Yield what the table of fields has for a spreadsheet; a part has fewer fields."""
    for row in field_rows.rows("sheet"):
        heading = label_of(context, row, "sheet")
        yield heading, _RENDERERS[row.kind](context, row, line)


def _held(row: FieldRow, line: ActionRow) -> Any:
    """Return what an action or a part holds in a field, or nothing at all."""
    return held(row, line.view, line.owner)


def _text(context: PlanContext, row: FieldRow, line: ActionRow) -> str:
    return plain(_held(row, line) or "")


def _texts(context: PlanContext, row: FieldRow, line: ActionRow) -> str:
    return _lines(map(plain, _held(row, line) or ()))


def _choice(context: PlanContext, row: FieldRow, line: ActionRow) -> str:
    value = _held(row, line)
    if not value and row.is_of_parts:
        value = line.view.action.status
    return choice(context, row, value or "")


def _entries(context: PlanContext, row: FieldRow, line: ActionRow) -> str:
    entries = _held(row, line) or ()
    return _lines(entry_line(one, context.language, plain, capital) for one in entries)


def _times(context: PlanContext, row: FieldRow, line: ActionRow) -> str:
    """Return dates; those of an owner with those of its steps, each once, and boxes they tick."""
    texts = [_dues(context, _held(row, line) or ())]
    if row.is_of_parts:
        texts += _other_times(context, line.owner)
    return _lines(texts)


def _days(line: ActionRow) -> Iterator[When]:
    owner = line.owner
    for due in (*owner.due, *(due for step in owner.steps for due in step.due)):
        yield due.when


def _first_day(context: PlanContext, row: FieldRow, line: ActionRow) -> str:
    days = [when.first for when in _days(line) if when.first]
    return min(days).isoformat() if days else ""


def _last_day(context: PlanContext, row: FieldRow, line: ActionRow) -> str:
    days = [when.last for when in _days(line) if when.last]
    return max(days).isoformat() if days else ""


def _late(context: PlanContext, row: FieldRow, line: ActionRow) -> str:
    is_late = line.view.is_late
    if isinstance(line.owner, Part):
        is_late = context.view.any_late(line.view.action, line.owner)
    return "" if is_late is None else context.say("Yes") if is_late else context.say("No")


def _steps(context: PlanContext, row: FieldRow, line: ActionRow) -> str:
    return _lines(_step(context, step) for step in line.owner.steps)


def _leads(context: PlanContext, row: FieldRow, line: ActionRow) -> str:
    return _lines(context.responsible(line.view))


def _updates(context: PlanContext, row: FieldRow, line: ActionRow) -> str:
    return _lines(_update(context, one) for one in newest_first(line.owner.updates))


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


def _update(context: PlanContext, update: Update) -> str:
    text = plain(update.text)
    return text if update.date == NOT_GIVEN else f"{_when(context, update.date)}: {text}"


def _refs(context: PlanContext, row: FieldRow, line: ActionRow) -> str:
    """Return all that an action belongs to, and what it cites in other documents."""
    texts = []
    for ref in line.owner.refs if isinstance(line.owner, Action) else ():
        title = plain(context.view.title_of(ref))
        texts.append(f"{title}: {plain(ref.about)}" if ref.about else title)
    return _lines(texts)


def _notes(context: PlanContext, row: FieldRow, line: ActionRow) -> str:
    notes = context.file.editor_notes
    return _lines(plain(note.text) for note in notes if line.owner.id in note.rows)


_RENDERERS: Mapping[Kind, Callable[[PlanContext, FieldRow, ActionRow], str]] = {
    Kind.TEXT: _text,
    Kind.TEXTS: _texts,
    Kind.CHOICE: _choice,
    Kind.ENTRIES: _entries,
    Kind.DUES: _times,
    Kind.FIRST_DAY: _first_day,
    Kind.LAST_DAY: _last_day,
    Kind.LATE: _late,
    Kind.STEPS: _steps,
    Kind.LEADS: _leads,
    Kind.UPDATES: _updates,
    Kind.REFS: _refs,
    Kind.NOTES: _notes,
}
