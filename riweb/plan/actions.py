"""What an action is made of: steps, outcomes, leads, dates, answers and progress."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field, model_validator

from riweb.plan.fields import Fact, FieldGroup, Id, Line, Listed, PageId, Pounds, Text, When
from riweb.when import NOT_GIVEN

Status = Literal["not-started", "in-progress", "done", "ongoing", "stopped", "merged", "replaced"]
Decision = Literal[
    "agreed", "agreed-in-part", "not-agreed", "not-needed", "done", "joint", "later", "noted"
]
REFUSALS: tuple[Decision, ...] = ("not-agreed", "not-needed")


class Due(FieldGroup):
    """One date by which something is promised. A date alone may stand for the entry."""

    when: When = Field(description="When: 2009-06, 30 June 2009, ongoing, every year …")
    about: Line = Field("", description="What is due then, where there are several dates.")
    printed: Fact = Field("", description="The words of the source, where we had to interpret.")

    @model_validator(mode="before")
    @classmethod
    def _alone(cls, value: Any) -> Any:
        return {"when": value} if isinstance(value, str) else value


class Lead(FieldGroup):
    """Who is responsible. A code alone may stand for the entry."""

    code: Fact = Field(description="A code from `people`, such as CW.")
    part: Literal["lead", "joint", "support"] = Field(
        "lead", description="What part they have in it."
    )

    @model_validator(mode="before")
    @classmethod
    def _alone(cls, value: Any) -> Any:
        return {"code": value} if isinstance(value, str) else value


class Step(FieldGroup):
    """One thing to be done. A text alone may stand for the entry."""

    text: Text = Field(description="What will be done.", min_length=1)
    due: Listed[Due] = Field((), description="By when.")
    periods: Listed[Id] = Field((), description="Ids of the `periods` that are ticked.")
    certain: bool = Field(
        True, description="`false` where the source does not say which boxes belong to it."
    )

    @model_validator(mode="before")
    @classmethod
    def _alone(cls, value: Any) -> Any:
        return {"text": value} if isinstance(value, str) else value


class Update(FieldGroup):
    """A note on progress. A text alone may stand for the entry."""

    text: Text = Field(description="What has happened.", min_length=1)
    date: When = Field(NOT_GIVEN, description="When it was so, where the source says.")

    @model_validator(mode="before")
    @classmethod
    def _alone(cls, value: Any) -> Any:
        return {"text": value} if isinstance(value, str) else value


class Figure(FieldGroup):
    """A number that is aimed at or has been reached."""

    value: Fact = Field(description="The number, such as 16 or 79 to 80.", min_length=1)
    unit: Line = Field("", description="What is counted, such as members or %.")
    about: Line = Field("", description="What the number says.")
    when: When = Field(NOT_GIVEN, description="When it is to be reached, or was counted.")


class Resource(FieldGroup):
    """What it costs or needs. A text alone may stand for the entry."""

    text: Text = Field(description="The resources, in plain words.", min_length=1)
    kind: Literal[
        "", "within-budget", "current-staff", "other-budget", "may-need-more", "not-known"
    ] = Field("", description="Which kind of resource.")

    @model_validator(mode="before")
    @classmethod
    def _alone(cls, value: Any) -> Any:
        return {"text": value} if isinstance(value, str) else value


class Budget(FieldGroup):
    """An amount of money for the action."""

    label: Line = Field("", description="What it is for, such as new noticeboards.")
    amount: Pounds = Field(description="Pounds, as a number such as 12500 or 12500.50.")
    period: Line = Field("", description="The time it is for, such as 2026/27.")


class Ref(FieldGroup):
    """A link to an aim, another action or a chapter. An id alone may stand for the entry."""

    to: Fact = Field(description="The id of an aim, priority, action or chapter in this plan.")
    about: Line = Field("", description="Why it is named.")
    outside: bool = Field(False, description="`true` when it is in another document.")

    @model_validator(mode="before")
    @classmethod
    def _alone(cls, value: Any) -> Any:
        return {"to": value} if isinstance(value, str) else value


class Asked(FieldGroup):
    """What a scrutiny panel recommended."""

    text: Text = Field(description="What was recommended.", min_length=1)
    due: Listed[Due] = Field((), description="The date that was asked for, if one was.")


class Response(FieldGroup):
    """How the organisation answered a recommendation."""

    decision: Decision = Field(description="The answer.")
    text: Text = Field("", description="The answer in words.")
    reason: Text = Field("", description="Why, above all where the answer is no.")


class Part(FieldGroup):
    """One of several sub-rows that a row is made of."""

    id: Id = Field(description="Our id, unique in the plan.")
    title: Line = Field("", description="What this part is about.")
    steps: Listed[Step] = Field((), description="What will be done.")
    outcomes: Listed[Text] = Field((), description="What will be different.")
    measures: Listed[Text] = Field((), description="How it is measured.")
    due: Listed[Due] = Field((), description="By when.")
    status: Status | None = Field(None, description="How far it is.")
    status_reason: Text = Field("", description="Why it has that status.")
    monitored_by: Listed[Text] = Field((), description="Who checks progress.")
    updates: Listed[Update] = Field((), description="Notes on progress.")


class PrintedAction(FieldGroup):
    """Shorter words for printed newsletters, each for the text of the same name beside it."""

    title: Line = Field("", description="A shorter title.")
    you_said: Text = Field("", description="What residents said, in fewer words.")
    we_will: Text = Field("", description="What was promised, in fewer words.")
    we_did: Text = Field("", description="What was done, in fewer words.")
    could_not_because: Text = Field("", description="Why it could not be done, in fewer words.")


class Action(FieldGroup):
    """A row of the plan: one promise, with all that is known of it."""

    id: PageId = Field(description="Our id, stable and unique in the plan; the page's address.")
    number: Fact = Field("", description="The number as printed; may repeat or have gaps.")
    title: Line = Field(description="What will be done, in one plain line.", min_length=1)
    about: Text = Field("", description="More about it.")
    you_said: Text = Field("", description="What residents said.")
    we_will: Text = Field("", description="What was promised in answer.")
    we_did: Text = Field("", description="What was done in answer.")
    could_not_because: Text = Field("", description="Why it could not be done.")
    print: PrintedAction | None = Field(
        None, description="Shorter words for newsletters; the full ones stay everywhere else."
    )
    asked: Asked | None = Field(None, description="For scrutiny: what was recommended.")
    response: Response | None = Field(None, description="For scrutiny: how it was answered.")
    steps: Listed[Step] = Field((), description="What will be done, step by step.")
    outcomes: Listed[Text] = Field((), description="What will be different.")
    measures: Listed[Text] = Field((), description="How it is measured.")
    monitored_by: Listed[Text] = Field((), description="Who checks progress.")
    leads: Listed[Lead] = Field((), description="Who is responsible.")
    due: Listed[Due] = Field((), description="By when.")
    status: Status | None = Field(None, description="How far it is. Lateness is worked out.")
    status_reason: Text = Field("", description="Why it has that status.")
    target: Listed[Figure] = Field((), description="Figures to be reached.")
    current: Listed[Figure] = Field((), description="Figures reached so far.")
    resources: Listed[Resource] = Field((), description="What it costs or needs.")
    budget: Listed[Budget] = Field((), description="How much money it has.")
    updates: Listed[Update] = Field((), description="Notes on progress, newest first.")
    refs: Listed[Ref] = Field((), description="Aims, actions and chapters it belongs to.")
    parts: Listed[Part] = Field((), description="Sub-rows, where the row has several.")


class Section(FieldGroup):
    """A group of actions, such as an objective or a theme."""

    id: Id = Field(description="Our id, unique in the plan.")
    number: Fact = Field("", description="The number as printed.")
    title: Line = Field(description="The heading.", min_length=1)
    intro: Text = Field("", description="What the section is about.")
    actions: Listed[Action] = Field((), description="The actions, in order.")
