"""Every value of a plan that its readers are told, in the words that they are told it in."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import Any

from riweb.content.parse.texts import walk
from riweb.content.source import Key
from riweb.languages import interface
from riweb.languages.messages import GAP
from riweb.plan import labels
from riweb.plan.fields import FieldGroup
from riweb.plan.plans import Plan
from riweb.plan.views import PlanView, statement_title
from riweb.render import templating
from riweb.text import prose
from riweb.text.prose import AsWritten
from riweb.verify.differences import letters
from riweb.when import NOT_GIVEN, When

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
    "Part.id": "It is our name for a thing.",
    "Section.id": "It is our name for a thing.",
    "Group.id": "It is our name for a thing.",
    "Statement.id": "It is our name for a thing.",
    "Statement.outside": "It chooses a sentence of the interface.",
    "Option.id": "It is our name for a thing.",
    "Indicator.id": "It is our name for a thing.",
    "Contact.id": "It is our name for a thing.",
    "Contact.publish_personal": "It says that a name may be shown.",
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

# Words for the values of fixed lists.
LISTS: Mapping[str, Mapping[str, str]] = {
    "Action.status": labels.STATUS,
    "Part.status": labels.STATUS,
    "Response.decision": labels.DECISION,
    "Option.effort": labels.EFFORT,
    "Lead.part": labels.LEAD_PART,
}

# Of the fields that name another thing by its id, those whose words plan.json has besides.
NAMED = ("Lead.code", "Ref.to")

# A mark of a note, or the start of its words.
NOTE = re.compile(r"\[\^[^\]]+\]:?")


@dataclass(frozen=True)
class Value:
    """One value, as readers are told it.

    Args:
        key: where it is in the plan; of a chapter, `("chapters", its number, …)`.
        home: the id of the action it belongs to, or of the nearest thing with an id; or empty.
        text: in Markdown where `is_text`.
        code: as plan.json has it; empty where that names another thing by its id.
    """

    key: Key
    home: str
    text: str
    is_text: bool
    code: str

    @cached_property
    def plain(self) -> str:
        """Its words without marks, as a reader would say them."""
        return prose.plain(self.text) if self.is_text else self.text

    @cached_property
    def letters(self) -> str:
        """What all formats keep of its words."""
        return letters(self.plain)


# The pages and the data of a plan are looked at one after the other, for the same values.
@lru_cache(maxsize=1)
def of_plan(view: PlanView, language: str) -> tuple[Value, ...]:
    """Return every value of a plan in a language, in the order of the files."""
    return tuple(_of_plan(view, language))


def _of_plan(view: PlanView, language: str) -> Iterator[Value]:
    plan = view.plan.file
    teller = _Teller(view, language)
    homes: dict[Key, str] = {}
    for key, entry in walk(plan):
        above = homes.get(key[:-2], homes.get(key[:-1], ""))
        homes[key] = _home(entry, key, above)
        for name, shown, full in _fields(type(entry)):
            value = getattr(entry, name)
            if value in ("", None, (), NOT_GIVEN):
                continue
            for told in teller.told(entry, full, value):
                yield Value((*key, shown), homes[key], *told)
    yield from _chapters(view.plan)


@lru_cache
def _fields(model: type[FieldGroup]) -> tuple[tuple[str, str, str], ...]:
    """Return the fields that readers are told of: name, key, and name with that of the model."""
    rows = model.model_fields.items()
    found = ((name, one.alias or name, f"{model.__name__}.{name}") for name, one in rows)
    return tuple(row for row in found if row[2] not in NEVER_SHOWN)


def _home(entry: FieldGroup, key: Key, above: str) -> str:
    """Return what a group of fields stands under: an action keeps all that is in it."""
    if key[:1] == ("sections",) and len(key) > 4:
        return above
    return getattr(entry, "id", "") or above


def _chapters(published: Plan) -> Iterator[Value]:
    for number, chapter in enumerate(published.chapters):
        key: Key = ("chapters", number)
        yield Value((*key, "title"), chapter.id, chapter.title, True, chapter.title)
        for count, part in enumerate(GAP.split(chapter.markdown)):
            if count % 2 == 0 and part.strip():
                text = bare(part)
                yield Value((*key, "markdown", count), chapter.id, text, True, text)


def bare(markdown: str) -> str:
    """Return some Markdown without the marks of notes, as a text of its own."""
    if isinstance(markdown, AsWritten):
        return markdown
    text = NOTE.sub("", markdown) if "[^" in markdown else markdown
    return textwrap.dedent(text).strip() if "\n" in text else text.strip()


class _Teller:
    """Puts the values of a plan into words.

    Args:
        ways: for fields that name another thing, what they say.
    """

    def __init__(self, view: PlanView, language: str) -> None:
        self.view = view
        self.language = language
        self.say = interface(language).gettext
        groups = {one.id: one.name for one in view.file.groups}
        boxes = {box.id: box.text for picture in view.file.pictures for box in picture.boxes}
        self.ways: Mapping[str, Callable[[Any], list[str]]] = {
            "Lead.code": lambda lead: [view.lead(lead).name],
            "Ref.to": lambda ref: [view.title_of(ref)],
            "Step.periods": self._ticked,
            "Group.reports_to": lambda one: [groups.get(name, "") for name in one.reports_to],
            "Group.sits_on": lambda one: [groups.get(name, "") for name in one.sits_on],
            "Statement.label": lambda one: [] if one.text else [statement_title(one)],
            "Note.rows": self._rows,
            "Place.leads_to": lambda one: [boxes[name] for name in one.leads_to],
        }

    def told(self, entry: FieldGroup, full: str, value: Any) -> Iterator[tuple[str, bool, str]]:
        """Yield what a field says, whether that may hold Markdown, and how plan.json says it.

        Args:
            full: the name of the field after that of its model.
            value: what it holds.
        """
        if full in self.ways:
            texts = (text for text in self.ways[full](entry) if text)
            yield from ((text, True, text if full in NAMED else "") for text in texts)
        elif full in LISTS:
            # Nothing is said of one who simply leads.
            if LISTS[full][value]:
                yield self.say(LISTS[full][value]), False, value
        elif isinstance(value, When):
            text = value.text(self.language)
            yield text, False, text
        elif isinstance(value, date):
            yield templating.day(value, self.language), False, value.isoformat()
        elif isinstance(value, str):
            yield bare(value), True, bare(value)
        elif isinstance(value, tuple):
            texts = (bare(one) for one in value if isinstance(one, str))
            yield from ((text, True, text) for text in texts)

    def _rows(self, note: Any) -> list[str]:
        """Return the actions that a note is about; more than three are only counted."""
        rows = [self.view.by_id[name] for name in note.rows if name in self.view.by_id]
        return [one.action.title for one in rows] if len(rows) <= 3 else []

    def _ticked(self, step: Any) -> list[str]:
        """Return the boxes that a step ticks; all of them are told as a span."""
        boxes = self.view.file.periods
        ticked = [box.label for box in boxes if box.id in step.periods]
        return ticked[:: len(boxes) - 1] if 2 < len(boxes) == len(ticked) else ticked
