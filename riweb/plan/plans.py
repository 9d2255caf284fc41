"""A plan: everything its folder says."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from riweb.plan.actions import Action, Part, Section
from riweb.plan.easy import EasyRead
from riweb.plan.fields import Day, Entry, Fact, Id, Line, Listed, PageId, Text
from riweb.plan.parts import (
    Box,
    Change,
    Consulted,
    Contact,
    Group,
    Indicator,
    Note,
    Option,
    Period,
    Person,
    Picture,
    Route,
    Statement,
    Term,
)

Language = Literal["en", "cy"]

InformationClass = Literal[
    "governance",
    "spending",
    "stock",
    "performance",
    "services",
    "lists",
    "policies",
]
"""The seven classes of a publication scheme.

Source:
    Social Tenant Access to Information Requirements, policy statement of 30 September 2025.
"""


class Chapter(Entry):
    """Strategy text: one Markdown file of `chapters/`.

    Args:
        id: from the file's name, without its number.
        markdown: the text after the title.
        file: the path that problems name.
    """

    id: Id
    title: Line
    markdown: Text
    file: str


class Plan(Entry):
    """One plan, as `plan.yaml` and its chapters say it."""

    title: Line = Field(description="The plan's name.", min_length=1)
    summary: Text = Field("", description="What it is, in two or three sentences.")
    organisation: Line = Field(description="Whose plan it is.", min_length=1)
    kind: Literal["action-plan", "strategy", "scrutiny-response"] = Field(
        description="What sort of document it is."
    )
    language: Language = Field("en", description="The language it is written in.")
    translation: Literal["checked", "draft"] = Field(
        "checked",
        description="`draft` while nobody who speaks the other language well has checked it.",
    )
    addresses: dict[Language, PageId] = Field(
        {}, description="Its name in web addresses, by language, where it is not its folder's."
    )
    state: Literal["draft", "current", "closed"] = Field(
        "current", description="A draft says so on every page and in every format."
    )
    period: Period | None = Field(None, description="The time it covers.")
    as_of: Day | Literal["today"] | None = Field(
        None, description="The day against which late and due soon are judged, or today."
    )
    published: Day | None = Field(None, description="The day it was first published.")
    revised: Day | None = Field(None, description="The day it was last changed.")
    next_update: Day | None = Field(None, description="The day by which it will be updated.")
    publication_class: InformationClass | None = Field(
        None, description="Where the publication scheme lists it; worked out from `kind` if empty."
    )
    notice: Text = Field("", description="Words that every overview begins with.")
    row_word: Literal["action", "task", "aim", "recommendation", "theme"] = Field(
        "action", description="What this plan calls a row."
    )
    periods: Listed[Box] = Field((), description="The boxes of a grid that steps tick.")
    people: Annotated[
        dict[Fact, Person], BeforeValidator(lambda value: {} if value == "" else value)
    ] = Field({}, description="Codes, and who each stands for.")
    groups: Listed[Group] = Field((), description="Panels, forums and boards.")
    sections: Listed[Section] = Field((), description="Groups of actions, in order.")
    aims: Listed[Statement] = Field((), description="Aims and objectives.")
    priorities: Listed[Statement] = Field((), description="What residents put first.")
    standards: Listed[Statement] = Field((), description="Standards that are promised.")
    success_tests: Listed[Statement] = Field((), description="How success will be known.")
    options: Listed[Option] = Field((), description="Ways to get involved.")
    indicators: Listed[Indicator] = Field((), description="Figures that are followed.")
    glossary: Listed[Term] = Field((), description="Words and abbreviations.")
    contacts: Listed[Contact] = Field((), description="Whom to ask, by role.")
    complaints: Listed[Route] = Field((), description="Ways to comment and complain.")
    consultation: Listed[Consulted] = Field((), description="Who was asked about the plan.")
    promises: Listed[Text] = Field((), description="What it promises its readers.")
    pictures: Listed[Picture] = Field((), description="Diagrams and pictures.")
    changes: Listed[Change] = Field((), description="What changed in the plan, and when.")
    editor_notes: Listed[Note] = Field((), description="What was repaired or is not known.")


class Image(Entry):
    """A picture file of a plan.

    Args:
        name: its name in `images/`.
        path: where it is read from.
        sha256: the hash of its bytes, so that another picture of the same name is another value.
    """

    name: str
    path: Path
    sha256: str


class Published(Entry):
    """A plan with its id, chapters and pictures, ready to be shown.

    Args:
        images: those of its own that the plan uses.
        easy: its Easy Read, where somebody has written it.
        drawings: those of our own pictures that its Easy Read uses.
    """

    id: Id
    plan: Plan
    chapters: tuple[Chapter, ...] = ()
    images: tuple[Image, ...] = ()
    easy: EasyRead | None = None
    drawings: tuple[Image, ...] = ()

    def actions(self) -> Iterator[tuple[Section, Action]]:
        """Every action with its section, in order."""
        for section in self.plan.sections:
            for action in section.actions:
                yield section, action


def parts(action: Action) -> Iterator[Part]:
    """The action's sub-rows."""
    yield from action.parts


def statements(*groups: tuple[Statement, ...]) -> Iterator[Statement]:
    """Every statement with those inside it, in reading order."""
    for group in groups:
        for statement in group:
            yield statement
            yield from statements(statement.parts)
