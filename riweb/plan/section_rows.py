"""Which sections a plan has: in which order, under which heading, and what their cards say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from riweb.plan.field_rows import HERE, SHOWN_BY, FieldPlace, by


@dataclass(frozen=True)
class SectionRow:
    """One section of the linear document; or one a chapter or a group of actions.

    Args:
        field: the field of the plan; empty for the first section, which has several.
        title: in English; empty where each has a title of its own.
        macro: that of `components/document-sections.html` that shows it. With `cards`, its entries
            are shown by `CARD_FORMS`.
        anchor: its place; as `field` where that is empty.
        page: where the website has it. With `HERE`, the overview shows its cards.
        search: how the search page finds it; None where it finds only the page. With `HERE`, each
            card is found.
    """

    field: str
    title: str
    macro: str
    anchor: str = ""
    page: FieldPlace = HERE
    search: FieldPlace | None = HERE

    @property
    def place(self) -> str:
        """Its id in the linear document and on the overview."""
        return self.anchor or self.field


_ORDERS = "riweb/website/orders.py: "
_CHAPTERS = "riweb/website/chapters.py: "
_PEOPLE = "riweb/document/people.py: "
_OVERVIEW = "templates/plan/overview.html: "
_FOUND = "riweb/website/findable.py: "

# In the order of the linear document and its list of contents.
SECTION_ROWS: tuple[SectionRow, ...] = (
    SectionRow(
        "", "About this plan", "about", "about",
        page=by(_OVERVIEW + "plan.file.summary"), search=by(_FOUND + "def _overview"),
    ),
    SectionRow(
        "chapters", "", "chapter",
        page=by(_CHAPTERS + "STRATEGY_KINDS"), search=by(_FOUND + "def _chapters"),
    ),
    SectionRow(
        "aims", "Aims", "statements",
        page=by(_ORDERS + "by-aim"), search=by(_FOUND + "def _statements"),
    ),
    SectionRow(
        "priorities", "What residents put first", "statements",
        page=by(_ORDERS + "by-aim"), search=by(_FOUND + "def _statements"),
    ),
    SectionRow(
        "standards", "Standards", "statements",
        page=by(_ORDERS + "by-aim"), search=by(_FOUND + "def _statements"),
    ),
    SectionRow(
        "success_tests", "How we will know", "statements", "success-tests",
        page=by(_CHAPTERS + "MEASURES_KINDS"), search=by(_FOUND + "def _statements"),
    ),
    SectionRow(
        "sections", "", "actions",
        page=by(_OVERVIEW + "plan.file.sections"), search=by(_FOUND + "def _overview"),
    ),
    SectionRow(
        "options", "Ways to get involved", "cards",
        page=by("templates/plan/get-involved.html: option"), search=by(_FOUND + "def _option"),
    ),
    SectionRow(
        "indicators", "Figures", "measures", "measures",
        page=by(_CHAPTERS + "MEASURES_KINDS"), search=by(_FOUND + "def _figures"),
    ),
    SectionRow(
        "groups", "How the groups fit together", "groups",
        page=by("templates/plan/who-is-who.html: group"), search=by(_FOUND + "def _bodies"),
    ),
    SectionRow(
        "pictures", "Pictures in the source", "pictures",
        page=by("templates/plan/who-is-who.html: picture"), search=None,
    ),
    SectionRow(
        "people", "Who is who", "people",
        page=by("templates/plan/who-is-who.html: person_list"), search=None,
    ),
    SectionRow(
        "consultation", "Who was asked", "consultation",
        page=by(_OVERVIEW + "plan.file.consultation"), search=None,
    ),
    SectionRow("minutes", "Minutes of meetings", "cards"),
    SectionRow(
        "promises", "What this plan promises its readers", "promises",
        page=by(_OVERVIEW + "plan.file.promises"), search=None,
    ),
    SectionRow(
        "complaints", "Comment or complain", "complaints",
        page=by(_OVERVIEW + "plan.file.complaints"), search=by(_FOUND + "def _routes"),
    ),
    SectionRow(
        "contacts", "Contacts", "cards",
        page=by("templates/plan/contacts.html: contact"), search=by(_FOUND + "def _bodies"),
    ),
    SectionRow(
        "glossary", "Words explained", "glossary",
        page=by("templates/plan/glossary.html: term"), search=by(_FOUND + "glossary.terms"),
    ),
    SectionRow(
        "editor_notes", "Notes by the editor", "editor_notes", "editor-notes",
        page=by(_OVERVIEW + "plan.file.editor_notes"), search=None,
    ),
)  # fmt: skip


class CardKind(StrEnum):
    """How a value of a card is put."""

    TEXT = "text"
    LINE = "line"  # several texts, next to each other
    CHOICE = "choice"  # a word of a fixed list, see `field_rows.CHOICES`
    GROUPS = "groups"  # ids of groups, of which the names are said
    WHEN = "when"


@dataclass(frozen=True)
class CardRow:
    """One field of a card, with its label in English."""

    name: str
    label: str
    kind: CardKind = CardKind.TEXT


@dataclass(frozen=True)
class CardForm:
    """What the card of an entry says, in order.

    Args:
        heading: the field that is its heading, behind its number where it has one.
        about: the field that stands below it without a label, or empty.
        rows: those with a label.
    """

    heading: str
    rows: tuple[CardRow, ...]
    about: str = ""


# By the name of the model.
CARD_FORMS: Mapping[str, CardForm] = {
    "Option": CardForm(
        "name",
        (
            CardRow("effort", "How much time", CardKind.CHOICE),
            CardRow("how_often", "How often"),
            CardRow("where", "Where"),
            CardRow("who", "Who can take part"),
            CardRow("formats", "In which forms"),
        ),
        about="about",
    ),
    "Group": CardForm(
        "name",
        (
            CardRow("aliases", "Also called", CardKind.LINE),
            CardRow("members", "Members"),
            CardRow("meets", "Meets"),
            CardRow("reports_to", "Reports to", CardKind.GROUPS),
            CardRow("sits_on", "Has members on", CardKind.GROUPS),
        ),
        about="about",
    ),
    "Contact": CardForm(
        "role",
        (
            CardRow("organisation", "Organisation"),
            CardRow("about", "About"),
            CardRow("name", "Name"),
            CardRow("phone", "Phone"),
            CardRow("mobile", "Mobile"),
            CardRow("textphone", "Textphone"),
            CardRow("email", "E-mail"),
            CardRow("address", "Post"),
            CardRow("web", "Web"),
        ),
    ),
    "Minutes": CardForm(
        "title",
        (
            CardRow("date", "Date of the meeting", CardKind.WHEN),
            CardRow("address", "Address of the file"),
            CardRow("where", "Where to get them"),
        ),
    ),
}

_COVER = "templates/document.html: cover"
_DATES = "riweb/render/plan_context.py: def key_dates"
_SECTIONS = "templates/components/document-sections.html: macro "

# The fields of a plan that no row above holds, each with the file that shows it and the words there
# by which it can be found.
PLAN_SHOWN_BY: Mapping[str, str] = {
    "PlanFile.title": _COVER,
    "PlanFile.organisation": _COVER,
    "PlanFile.period": _COVER,
    "Period.label": _COVER,
    "PlanFile.published": _DATES,
    "PlanFile.revised": _DATES,
    "PlanFile.next_update": _DATES,
    "PlanFile.notice": _SECTIONS + "about",
    "PlanFile.summary": _SECTIONS + "about",
    "PlanFile.changes": _SECTIONS + "about",
    "Change.date": _SECTIONS + "about",
    "Change.text": _SECTIONS + "about",
    "PlanFile.periods": "riweb/render/plan_context.py: def periods",
    "Person.role": "riweb/plan/views.py: def _name",
    "Person.team": "riweb/plan/views.py: def _name",
    "Option.number": _SECTIONS + "cards",
    "Statement.number": _SECTIONS + "statements",
    "Statement.text": _SECTIONS + "statements",
    "Statement.about": _SECTIONS + "statements",
    "Statement.label": _SECTIONS + "statements",
    "Statement.parts": _SECTIONS + "statements",
    "Indicator.name": _SECTIONS + "measures",
    "Indicator.about": _SECTIONS + "measures",
    "Indicator.unit": _SECTIONS + "measures",
    "Indicator.series": _SECTIONS + "measures",
    "Indicator.source": _SECTIONS + "measures",
    "Reading.label": _SECTIONS + "measures",
    "Reading.value": _SECTIONS + "measures",
    "Picture.title": _SECTIONS + "pictures",
    "Picture.alt": _SECTIONS + "pictures",
    "Picture.boxes": _SECTIONS + "pictures",
    "Place.text": _SECTIONS + "pictures",
    "Place.leads_to": _SECTIONS + "pictures",
    "Consulted.who": _SECTIONS + "consultation",
    "Consulted.about": _SECTIONS + "consultation",
    "Consulted.when": _SECTIONS + "consultation",
    "Route.title": _SECTIONS + "complaints",
    "Route.text": _SECTIONS + "complaints",
    "Term.term": _SECTIONS + "glossary",
    "Term.short": _SECTIONS + "glossary",
    "Term.meaning": _SECTIONS + "glossary",
    "Note.text": _SECTIONS + "editor_notes",
    "Note.rows": _SECTIONS + "editor_notes",
}


def renderers() -> frozenset[str]:
    """Return every file, with words in it, that shows something in its own way."""
    found = {*SHOWN_BY.values(), *PLAN_SHOWN_BY.values()}
    for row in SECTION_ROWS:
        found |= {_SECTIONS + row.macro, row.page.by, row.search.by if row.search else ""}
    return frozenset(found - {""})


def shown_fields() -> frozenset[str]:
    """Return every field of a plan besides its actions that readers are told of."""
    found = {*PLAN_SHOWN_BY, *(f"PlanFile.{row.field}" for row in SECTION_ROWS if row.field)}
    for model, form in CARD_FORMS.items():
        names = (form.heading, form.about, *(row.name for row in form.rows))
        found |= {f"{model}.{name}" for name in names if name}
    return frozenset(found - {"PlanFile.chapters"})
