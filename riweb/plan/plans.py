"""A plan: everything its folder says, its chapters and its Easy Read among it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from riweb.plan.actions import Action, Part, Section
from riweb.plan.fields import Day, Fact, FieldGroup, Id, Line, Listed, PageId, Text
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


class HardWord(FieldGroup):
    """A hard word and what it means, shown below the sentence that uses it first."""

    word: Line = Field(description="The word, as it is in bold in the sentence.", min_length=1)
    meaning: Line = Field(description="What it means, in short sentences.", min_length=1)


class EasyItem(FieldGroup):
    """One idea in one sentence, with its picture."""

    text: Line = Field(
        description="One sentence of 15 words at most; hard words in **bold**.", min_length=1
    )
    picture: Fact = Field(description="The name of the picture that shows it.", min_length=1)
    hard_words: Listed[HardWord] = Field((), description="Hard words that it is the first to use.")


class EasySection(FieldGroup):
    """Some sentences under a heading."""

    id: Id = Field(description="Its name in addresses.")
    title: Line = Field(description="The heading.", min_length=1)
    items: Listed[EasyItem] = Field((), description="Its sentences, in reading order.")


class EasyPicture(FieldGroup):
    """A picture of Easy Read, and by what right it is used."""

    name: Id = Field(description="What sentences call it.")
    file: Fact = Field("", description="The file’s name in images/.")
    shows: Fact = Field("", description="What can be seen in it.")
    licence: Fact = Field("", description="Its licence, such as CC BY-SA 4.0.")
    by: Fact = Field("", description="Who drew it or took it, and where it is from.")


class EasyRead(FieldGroup):
    """What `easy-read.yaml` says."""

    title: Line = Field(description="The plan’s name, in easy words.", min_length=1)
    sections: Listed[EasySection] = Field((), description="Its parts, in reading order.")
    pictures: Listed[EasyPicture] = Field((), description="Pictures of your own, besides ours.")

    def items(self) -> Iterator[EasyItem]:
        """Every sentence, in reading order."""
        for section in self.sections:
            yield from section.items

    def hard_words(self) -> Iterator[HardWord]:
        """Every hard word, in order of first use."""
        for item in self.items():
            yield from item.hard_words


class PictureList(FieldGroup):
    """What the list of our own pictures says."""

    pictures: Listed[EasyPicture] = Field((), description="Our pictures, by name.")


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


class Chapter(FieldGroup):
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


class PlanFile(FieldGroup):
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


class Image(FieldGroup):
    """A picture file of a plan.

    Args:
        name: its name in `images/`.
        path: where it is read from.
        sha256: the hash of its bytes, so that another picture of the same name is another value.
    """

    name: str
    path: Path
    sha256: str


class Plan(FieldGroup):
    """A plan with its id, chapters and pictures, ready to be shown.

    Args:
        images: those of its own that the plan uses.
        easy: its Easy Read, where somebody has written it.
        drawings: those of our own pictures that its Easy Read uses.
    """

    id: Id
    file: PlanFile
    chapters: tuple[Chapter, ...] = ()
    images: tuple[Image, ...] = ()
    easy: EasyRead | None = None
    drawings: tuple[Image, ...] = ()

    def actions(self) -> Iterator[tuple[Section, Action]]:
        """Every action with its section, in order."""
        for section in self.file.sections:
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
