"""The fields of an action as a page or a document shows them, by the table of fields."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from markupsafe import Markup

from riweb.plan import field_rows
from riweb.plan.actions import Action, Part
from riweb.plan.field_rows import CHOICES, ENTRY_FORMS, FieldRow, Kind, Output
from riweb.plan.fields import FieldGroup
from riweb.plan.views import ActionView
from riweb.render import templating
from riweb.render.plan_context import PlanContext
from riweb.text import prose
from riweb.when import NOT_GIVEN


@dataclass(frozen=True)
class ShownField:
    """A field of an action or of a part of it, ready for its renderer.

    Args:
        kind: which macro shows it.
        value: never empty.
        anchor: what the addresses of its notes begin with.
    """

    label: Markup
    kind: Kind
    shape: str
    value: Any
    anchor: str


def held(row: FieldRow, view: ActionView, owner: Action | Part) -> Any:
    """Return what an action or a part holds in a field; empty or None where it has nothing."""
    if row.is_worked_out and owner is view.action:
        return getattr(view, row.field, None)
    value: Any = owner
    for name in row.field.split("."):
        if isinstance(value, tuple):
            value = tuple(getattr(entry, name) for entry in value)
        else:
            value = getattr(value, name, None)
    if row.kind in (Kind.REFS, Kind.REFS_OUTSIDE):
        is_outside = row.kind is Kind.REFS_OUTSIDE
        return tuple(ref for ref in value or () if ref.outside == is_outside)
    return value


def shown(
    context: PlanContext, view: ActionView, output: Output, part: Part | None = None
) -> Iterator[ShownField]:
    """Yield the fields that an action, or a part of it, has something in, in order."""
    owner = part or view.action
    for row in field_rows.rows(output):
        place = row.at(output)
        if not place or (part and not row.is_of_parts):
            continue
        kind = place.kind or row.kind
        value = _ready(context, kind, row, held(row, view, owner))
        if value:
            label = label_of(context, row, output, is_part=bool(part))
            yield ShownField(Markup(label), kind, place.shape, value, place.anchor)


def grouped(fields: Iterator[ShownField]) -> Iterator[tuple[bool, list[ShownField]]]:
    """Yield fields that stand together: True and those of a list of facts, or False and others."""
    for is_fact, group in groupby(fields, lambda field: field.shape == "fact"):
        yield is_fact, list(group)


def label_of(context: PlanContext, row: FieldRow, output: Output, *, is_part: bool = False) -> str:
    """Return what an output calls a field, in the language of the context."""
    if row.label_asked and output != "sheet" and not is_part and context.view.has_asked_dates:
        return context.say(row.label_asked)
    return context.say(row.label_in(output))


def choice(context: PlanContext, row: FieldRow, value: str) -> str:
    """Return the words for a value of a fixed list; empty for none."""
    words = CHOICES[field_rows.resolved(row.field)]
    return context.say(words[value]) if value else ""


def entry_line(
    entry: FieldGroup,
    language: str,
    inline: Callable[[str], str] = prose.inline,
    worded: Callable[[str], str] = str,
) -> str:
    """Return a group of fields in one line, by its form.

    Args:
        inline: makes a text of the plan into what is shown.
        worded: makes the words of a date or another value into what is shown.
    """
    form = ENTRY_FORMS[type(entry).__name__]

    def said(name: str) -> str:
        value = getattr(entry, name)
        if value in ("", None, NOT_GIVEN):
            return ""
        return inline(value) if isinstance(value, str) else worded(value.text(language))

    text = " ".join(filter(None, map(said, form.main)))
    if form.before and said(form.before):
        text = f"{said(form.before)}: {text}"
    return f"{text} ({said(form.after)})" if form.after and said(form.after) else text


def _ready(context: PlanContext, kind: Kind, row: FieldRow, value: Any) -> Any:
    """Return a value as its macro takes it; empty or None where nothing is shown."""
    if not value or value == NOT_GIVEN:
        return None
    if kind is Kind.CHOICE:
        return Markup(choice(context, row, value))
    if kind is Kind.LATE:
        day = templating.day(context.view.as_of, context.language) if context.view.as_of else ""
        return Markup(context.say("Yes, on %(day)s", day=day))
    if kind is Kind.ENTRIES:
        return [Markup(entry_line(entry, context.language)) for entry in value]
    return value
