"""The sections of a plan, as the linear document, its contents and the overview show them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup, escape

from riweb.document import action_rows
from riweb.plan.field_rows import CHOICES
from riweb.plan.fields import FieldGroup
from riweb.plan.section_rows import CARD_FORMS, SECTION_ROWS, CardKind, CardRow, SectionRow
from riweb.render.plan_context import PlanContext


@dataclass(frozen=True)
class PlanSection:
    """A section, and a line of the list of contents.

    Args:
        number: as printed; may be empty.
        macro: that which shows it.
        content: what the plan holds in it.
    """

    anchor: str
    number: str
    title: str
    macro: str
    content: Any


@dataclass(frozen=True)
class Card:
    """An entry of a section.

    Args:
        title: in Markdown.
        about: in Markdown; may be empty.
        pairs: each label with its value, ready for a line; none is empty.
    """

    id: str
    number: str
    title: str
    about: str
    pairs: tuple[tuple[Markup, str], ...]


def contents(context: PlanContext) -> list[PlanSection]:
    """Return every section of the document, in order."""
    return [section for row in SECTION_ROWS for section in _sections(context, row)]


def _sections(context: PlanContext, row: SectionRow) -> Iterator[PlanSection]:
    if row.macro == "chapter":
        for chapter in context.view.plan.chapters:
            yield PlanSection(chapter.id, "", chapter.title, row.macro, chapter)
    elif row.macro == "actions":
        for view in action_rows.sections(context):
            one = view.section
            yield PlanSection(one.id, one.number, one.title, row.macro, view)
    elif content := held(context, row):
        yield PlanSection(row.place, "", context.say(row.title), row.macro, content)


def held(context: PlanContext, row: SectionRow) -> Any:
    """Return what a plan has for a section; empty where it has nothing."""
    if not row.field:
        return context.file
    if row.field == "people":
        return context.view.person_list
    entries = getattr(context.file, row.field)
    if row.field == "complaints":
        return entries or context.site.publisher.complaints
    if row.macro in ("cards", "groups"):
        return tuple(card(context, entry) for entry in entries)
    return entries


def overview(context: PlanContext) -> Iterator[PlanSection]:
    """Yield the sections that the overview shows as cards, since they have no page of their own."""
    for row in SECTION_ROWS:
        if not row.page.by:
            yield from _sections(context, row)


def found_cards(context: PlanContext) -> Iterator[tuple[str, Card]]:
    """Yield the cards that search finds by the table, each with the title of its section."""
    for row in SECTION_ROWS:
        if row.search and not row.search.by:
            for one in held(context, row):
                yield context.say(row.title), one


def card(context: PlanContext, entry: FieldGroup) -> Card:
    """Return the card of an entry, by the form of its model."""
    form = CARD_FORMS[type(entry).__name__]
    pairs = ((row.label, _value(context, row, entry)) for row in form.rows)
    return Card(
        getattr(entry, "id"),  # noqa: B009 (each model with cards has one)
        getattr(entry, "number", ""),
        getattr(entry, form.heading),
        getattr(entry, form.about) if form.about else "",
        tuple((Markup(context.say(label)), value) for label, value in pairs if value),
    )


def _value(context: PlanContext, row: CardRow, entry: FieldGroup) -> str:
    value = getattr(entry, row.name)
    if row.kind is CardKind.LINE:
        return ", ".join(value)
    if row.kind is CardKind.GROUPS:
        return ", ".join(group.name for group in context.file.groups if group.id in value)
    if row.kind is CardKind.CHOICE:
        words = CHOICES[f"{type(entry).__name__}.{row.name}"]
        return Markup(context.say(words[value])) if value else ""
    if row.kind is CardKind.WHEN:
        return escape(value.text(context.language))
    return str(value) if type(value) is str else value
