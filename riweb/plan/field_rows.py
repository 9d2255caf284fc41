"""Which fields of a plan readers are shown: under which label, in which order, and where."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Literal

from riweb.plan import labels
from riweb.plan.actions import Action, Part
from riweb.plan.fields import FieldGroup, entry_in

Output = Literal["document", "page", "sheet", "search"]
"""The linear document, the action's page, actions.csv, and what the search page looks through."""


class Kind(StrEnum):
    """How the value of a field is put: each output has one renderer for each kind."""

    TEXT = "text"
    TEXTS = "texts"
    CHOICE = "choice"  # a word of a fixed list, see CHOICES
    ENTRIES = "entries"  # groups of fields, each said in one line, see ENTRY_FORMS
    DUES = "dues"
    STEPS = "steps"
    LEADS = "leads"
    UPDATES = "updates"
    REFS = "refs"
    REFS_OUTSIDE = "refs-outside"
    ANSWER = "answer"
    LATE = "late"
    FIRST_DAY = "first-day"
    LAST_DAY = "last-day"
    NOTES = "notes"


@dataclass(frozen=True)
class FieldPlace:
    """That an output shows a field, and where.

    Args:
        after: the row that it follows there; empty where it stands in the order of the table.
        label: what the output calls it, where that is not the label of the row.
        shape: of the page: `fact` is a line of the list of facts, `heading` has a heading of its
            own, and `said` a heading in a frame.
        kind: how it is put there, where that is not the kind of the row.
        anchor: of the page: what the addresses of its notes begin with.
        by: the file and the macro or function that shows it, where its shape there resists the
            table: then the table only says so.
    """

    after: str = ""
    label: str = ""
    shape: Literal["fact", "heading", "said"] = "fact"
    kind: Kind | None = None
    anchor: str = ""
    by: str = ""


HERE = FieldPlace()


def by(renderer: str) -> FieldPlace:
    """Return the place of a field that an output shows in its own way."""
    return FieldPlace(by=renderer)


@dataclass(frozen=True)
class FieldRow:
    """One field of an action, as readers meet it; those of the same name in parts follow it.

    Args:
        name: the field, with a dot before one of a group inside it, such as `asked.due`.
        label: in English, as the catalogue has it.
        path: as `name`, where two rows show one field.
        label_asked: what it is called where panels asked for dates of their own.
        is_worked_out: True where the value is one of the action's view and not as written.
        document, page, sheet, search: None where that output does not have it.
    """

    name: str
    label: str
    kind: Kind
    path: str = ""
    label_asked: str = ""
    is_worked_out: bool = False
    document: FieldPlace | None = HERE
    page: FieldPlace | None = HERE
    sheet: FieldPlace | None = HERE
    search: FieldPlace | None = HERE

    @property
    def field(self) -> str:
        """The path of its field from the action."""
        return self.path or self.name

    @property
    def is_of_parts(self) -> bool:
        """True where a part of an action has the field too."""
        return self.field in Part.model_fields

    def at(self, output: Output) -> FieldPlace | None:
        """Return its place in an output."""
        place: FieldPlace | None = getattr(self, output)
        return place

    def label_in(self, output: Output) -> str:
        """Return what an output calls it, in English."""
        place = self.at(output)
        return place.label if place and place.label else self.label


_FRAME = "templates/components/document.html: action"
_TOP = "templates/plan/action.html: block"
_NAMES = "riweb/exports/spreadsheet.py: _names"
_FOUND = "riweb/website/findable.py: _action"
_MARKS = "riweb/website/findable.py: _marks"
_ANSWER = "templates/components/action-facts.html: answer"


def _said(anchor: str) -> FieldPlace:
    return FieldPlace(shape="said", anchor=anchor)


# In the order in which the linear document says them.
ACTION_ROWS: tuple[FieldRow, ...] = (
    FieldRow(
        "number", "Number", Kind.TEXT,
        document=by(_FRAME), page=by(_TOP), sheet=by(_NAMES), search=by(_FOUND),
    ),
    FieldRow(
        "title", "Title", Kind.TEXT,
        document=by(_FRAME), page=by("riweb/document/action_rows.py: pages"), sheet=by(_NAMES),
        search=by(_FOUND),
    ),
    FieldRow(
        "about", "About", Kind.TEXT, document=by(_FRAME), page=by(_TOP), sheet=by(_NAMES)
    ),
    FieldRow("you_said", "You said", Kind.TEXT, page=_said("said")),
    FieldRow("we_will", "We will", Kind.TEXT, page=_said("will")),
    FieldRow("we_did", "We did", Kind.TEXT, page=_said("did")),
    FieldRow("could_not_because", "Why we could not", Kind.TEXT, page=_said("not")),
    FieldRow(
        "asked.text", "What was recommended", Kind.TEXT,
        page=FieldPlace(shape="heading", anchor="asked"),
    ),
    FieldRow(
        "response.decision", "The answer", Kind.CHOICE,
        page=FieldPlace(shape="heading", kind=Kind.ANSWER), sheet=FieldPlace(label="Answer"),
        search=by(_MARKS),
    ),
    FieldRow(
        "response.text", "In words", Kind.TEXT,
        page=by(_ANSWER), sheet=FieldPlace(label="The answer in words"),
    ),
    FieldRow(
        "response.reason", "Why", Kind.TEXT,
        page=by(_ANSWER), sheet=FieldPlace(label="Reason for the answer"),
    ),
    FieldRow(
        "status", "State", Kind.CHOICE, is_worked_out=True,
        page=by(_TOP), sheet=FieldPlace(after="monitored_by"), search=by(_MARKS),
    ),
    FieldRow(
        "is_late", "Late", Kind.LATE, is_worked_out=True,
        page=by(_TOP), sheet=FieldPlace(after="status_reason"), search=by(_MARKS),
    ),
    FieldRow(
        "status_reason", "About its state", Kind.TEXT,
        page=FieldPlace(after="due"), sheet=FieldPlace(after="status"),
        search=FieldPlace(after="measures"),
    ),
    FieldRow("steps", "What will be done", Kind.STEPS, page=FieldPlace(shape="heading")),
    FieldRow("outcomes", "What will be different", Kind.TEXTS),
    FieldRow(
        "leads", "Who is responsible", Kind.LEADS, is_worked_out=True, search=by(_FOUND)
    ),
    FieldRow(
        "asked.due", "Asked for by", Kind.DUES, sheet=FieldPlace(after="asked.text"), search=None
    ),
    FieldRow("due", "By when", Kind.DUES, label_asked="Promised by", search=by(_FOUND)),
    FieldRow(
        "first_day", "First day", Kind.FIRST_DAY, is_worked_out=True,
        document=None, page=None, search=None,
    ),
    FieldRow(
        "last_day", "Last day", Kind.LAST_DAY, is_worked_out=True,
        document=None, page=None, search=None,
    ),
    FieldRow("measures", "How it is measured", Kind.TEXTS),
    FieldRow("target", "Target", Kind.ENTRIES, search=None),
    FieldRow("current", "Reached so far", Kind.ENTRIES, search=None),
    FieldRow(
        "monitored_by", "Who checks progress", Kind.TEXTS,
        sheet=FieldPlace(after="measures"), search=None,
    ),
    FieldRow("resources.text", "Money and staff", Kind.TEXTS, search=None),
    FieldRow("budget", "Budget", Kind.ENTRIES),
    FieldRow("refs", "Belongs to", Kind.REFS, sheet=FieldPlace(after="updates"), search=None),
    FieldRow(
        "refs_outside", "See also, in another document", Kind.REFS_OUTSIDE, path="refs",
        sheet=by("riweb/exports/spreadsheet.py: _refs"), search=None,
    ),
    FieldRow("updates", "Progress", Kind.UPDATES, page=FieldPlace(shape="heading")),
    FieldRow(
        "notes", "Notes by the editor", Kind.NOTES, is_worked_out=True,
        document=by("templates/components/document-sections.html: editor_notes"), page=by(_TOP),
        sheet=FieldPlace(after="refs"), search=None,
    ),
)  # fmt: skip


@lru_cache
def rows(output: Output) -> tuple[FieldRow, ...]:
    """Return the rows that an output renders by this table, in its order."""
    ordered: list[FieldRow] = []
    moved: list[FieldRow] = []
    for row in ACTION_ROWS:
        place = row.at(output)
        if place and not place.by:
            (moved if place.after else ordered).append(row)
    while moved:
        row = moved.pop(0)
        place = row.at(output)
        names = [one.name for one in ordered]
        if place and place.after in names:
            ordered.insert(names.index(place.after) + 1, row)
        elif place and place.after in [one.name for one in moved]:
            moved.append(row)
        else:
            raise ValueError(f"{row.name} follows {place and place.after}, not in {output}")
    return tuple(ordered)


@dataclass(frozen=True)
class EntryForm:
    """How a group of fields is said in one line: `about: value unit (when)`.

    Args:
        before: the field that stands before a colon, or empty.
        main: the fields that stand next to each other.
        after: the field that stands in brackets, or empty.
    """

    before: str
    main: tuple[str, ...]
    after: str

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields that it says."""
        return tuple(filter(None, (self.before, *self.main, self.after)))


# By the name of the model.
ENTRY_FORMS: Mapping[str, EntryForm] = {
    "Budget": EntryForm(before="label", main=("amount",), after="period"),
    "Figure": EntryForm(before="about", main=("value", "unit"), after="when"),
}

# Words for the values of fixed lists.
CHOICES: Mapping[str, Mapping[str, str]] = {
    "Action.status": labels.STATUS,
    "Part.status": labels.STATUS,
    "Response.decision": labels.DECISION,
    "Option.effort": labels.EFFORT,
    "Lead.part": labels.LEAD_PART,
}


# Fields inside those of the table, and of a plan besides its actions, each with the file that shows
# it and the macro, function or words there by which it can be found.
_SECTIONS = "templates/components/document-sections.html: "
_MACROS = "templates/components/document.html: "
SHOWN_BY: Mapping[str, str] = {
    "Action.parts": _MACROS + "part",
    "Part.title": _MACROS + "part",
    "Due.when": _MACROS + "due_text",
    "Due.about": _MACROS + "due_text",
    "Due.printed": _MACROS + "due_text",
    "Lead.code": "riweb/plan/views.py: def lead(",
    "Lead.part": "riweb/render/plan_context.py: def responsible",
    "Step.text": _MACROS + "steps",
    "Step.due": _MACROS + "steps",
    "Step.periods": _MACROS + "steps",
    "Update.text": _MACROS + "updates",
    "Update.date": _MACROS + "updates",
    "Ref.to": "riweb/document/linear.py: def ref_texts",
    "Ref.about": "riweb/document/linear.py: def ref_texts",
    "Section.number": "riweb/document/plan_sections.py: one.number",
    "Section.title": "riweb/document/plan_sections.py: one.title",
    "Section.intro": _SECTIONS + "section.content.section.intro",
    "Section.actions": _SECTIONS + "section.content.actions",
}

# Fields that no reader is told of, by design, with the reason.
NEVER_SHOWN: Mapping[str, str] = {
    "PlanFile.language": "It is the language of the file.",
    "PlanFile.translation": "A draft says so in a sentence of the interface.",
    "PlanFile.state": "A draft says so in a sentence of the interface.",
    "PlanFile.addresses": "It is a web address.",
    "PlanFile.as_of": "It is shown only where something is judged by it.",
    "PlanFile.kind": "It sorts plans on the pages of the site.",
    "PlanFile.publication_class": "It sorts plans in the publication scheme.",
    "PlanFile.row_word": "It is a word of sentences that count.",
    "Period.from_": "The label says it as printed.",
    "Period.to": "The label says it as printed.",
    "Box.id": "It is our name for a thing.",
    "Box.label": "Each step says the boxes that it ticks.",
    "Box.group": "Each step says the boxes that it ticks.",
    "Person.kind": "It is said only where there is no name.",
    "PrintedAction.title": "Only printed newsletters have it.",
    "PrintedAction.you_said": "Only printed newsletters have it.",
    "PrintedAction.we_will": "Only printed newsletters have it.",
    "PrintedAction.we_did": "Only printed newsletters have it.",
    "PrintedAction.could_not_because": "Only printed newsletters have it.",
    "PrintedWay.name": "Only printed newsletters have it.",
    "PrintedWay.about": "Only printed newsletters have it.",
    "Action.id": "It is a web address.",
    "Action.print": "Only printed newsletters have it.",
    "Part.id": "It is our name for a thing.",
    "Section.id": "It is our name for a thing.",
    "Group.id": "It is our name for a thing.",
    "Group.print": "Only printed newsletters have it.",
    "Statement.id": "It is our name for a thing.",
    "Statement.outside": "It chooses a sentence of the interface.",
    "Option.id": "It is our name for a thing.",
    "Option.print": "Only printed newsletters have it.",
    "Indicator.id": "It is our name for a thing.",
    "Contact.id": "It is our name for a thing.",
    "Contact.publish_personal": "It says that a name may be shown.",
    "Minutes.id": "It is our name for a thing.",
    "Route.id": "It is our name for a thing.",
    "Route.contacts": "The contacts stand in a section of their own.",
    "Place.id": "It is our name for a thing.",
    "Place.inside": "The list of boxes is nested.",
    "Picture.id": "It is our name for a thing.",
    "Picture.file": "It is the name of a file.",
    "Picture.missing": "It chooses a sentence of the interface.",
    "Step.certain": "It chooses a sentence of the interface.",
    "Resource.kind": "The text says it in words.",
    "Ref.outside": "It chooses the label.",
    "Chapter.id": "It is a web address.",
    "Chapter.file": "It is the name of a file.",
}


def resolved(path: str) -> str:
    """Return the field that a path from the action ends in, such as `Asked.due`."""
    model: type[FieldGroup] = Action
    *above, last = path.split(".")
    for name in above:
        model = entry_in(model.model_fields[name].annotation) or model
    return f"{model.__name__}.{last}"


def shown_fields() -> frozenset[str]:
    """Return every field that readers are told of, after its model, such as `Figure.value`."""
    found = set(SHOWN_BY)
    for row in ACTION_ROWS:
        if not row.is_worked_out or row.field in Action.model_fields:
            *above, _ = row.field.split(".")
            paths = (".".join(row.field.split(".")[: n + 1]) for n in range(len(above) + 1))
            found |= {resolved(path) for path in paths}
            found |= {f"Part.{row.field}"} if row.is_of_parts else set()
    found |= {f"{name}.{field}" for name, form in ENTRY_FORMS.items() for field in form.fields}
    return frozenset(found)
