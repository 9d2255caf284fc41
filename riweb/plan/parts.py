"""What a plan holds besides its actions: people, groups, aims, options, figures, words."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field, model_validator

from riweb.plan.fields import Fact, FieldGroup, Id, Line, Listed, Text, When
from riweb.when import NOT_GIVEN


class Period(FieldGroup):
    """The time that a plan covers, as printed and as days."""

    label: Line = Field(description="As printed, such as 2008 to 2011.", min_length=1)
    from_: When = Field(NOT_GIVEN, alias="from", description="When it starts.")
    to: When = Field(NOT_GIVEN, description="When it ends.")


class Box(FieldGroup):
    """One column of a grid of time whose boxes are ticked."""

    id: Id = Field(description="Our id, unique in the plan.")
    label: Line = Field(description="As printed, such as 2008/09, quarters 3 and 4.", min_length=1)
    group: Line = Field("", description="The heading over several boxes, such as 2008/09.")


class Person(FieldGroup):
    """Who a code stands for, by role and never by name."""

    role: Line = Field("", description="The post, such as Chief Executive.")
    team: Line = Field("", description="The team or body.")
    kind: Literal["", "initials", "role", "team", "outside-body", "residents-body"] = Field(
        "", description="What sort of person or body it is, where that is known."
    )


class PrintedWay(FieldGroup):
    """Shorter words for printed newsletters, each for the text of the same name beside it."""

    name: Line = Field("", description="A shorter name.")
    about: Text = Field("", description="What it is, in fewer words.")


class Group(FieldGroup):
    """A body such as a panel, a forum or a board."""

    id: Id = Field(description="Our id, unique in the plan.")
    name: Line = Field(description="Its full name.", min_length=1)
    aliases: Listed[Line] = Field((), description="Other names and abbreviations.")
    about: Text = Field("", description="What it does.")
    print: PrintedWay | None = Field(
        None, description="Shorter words for newsletters; the full ones stay everywhere else."
    )
    reports_to: Listed[Id] = Field((), description="Ids of the groups it reports or leads to.")
    sits_on: Listed[Id] = Field(
        (), description="Ids of groups that it has members on, without reporting to them."
    )
    members: Text = Field("", description="Who sits on it.")
    meets: Text = Field("", description="How often it meets.")

    @property
    def above(self) -> tuple[str, ...]:
        """Ids of the groups it stands below: those it reports to and those it has members on."""
        return (*self.reports_to, *self.sits_on)


class Statement(FieldGroup):
    """A numbered or lettered aim, priority, standard or test; it may have smaller ones inside."""

    id: Id = Field(description="Our id, unique in the plan.")
    number: Fact = Field("", description="The number or letter as printed.")
    text: Line = Field("", description="What it says.")
    about: Text = Field("", description="More about it.")
    outside: bool = Field(False, description="`true` when its words are in another document.")
    label: Line = Field(
        "", description="What it is called where its words are in another document, such as Aim 3."
    )
    parts: Listed[Statement] = Field((), description="Smaller statements inside it.")


Effort = Literal["at-home", "now-and-then", "regular", "elected"]
"""How much time an option takes, the least first."""


class Option(FieldGroup):
    """A way for residents to get involved."""

    id: Id = Field(description="Our id, unique in the plan.")
    number: Fact = Field("", description="The number as printed.")
    name: Line = Field(description="What it is called.", min_length=1)
    about: Text = Field("", description="What it is, and what happens.")
    print: PrintedWay | None = Field(
        None, description="Shorter words for newsletters; the full ones stay everywhere else."
    )
    effort: Effort = Field(description="How much time it takes.")
    how_often: Text = Field("", description="How often, such as 4 times a year.")
    where: Text = Field("", description="Where, such as at home, or on your estate.")
    who: Line = Field("", description="Who can take part.")
    formats: Text = Field("", description="In which forms and languages it is offered.")


class Reading(FieldGroup):
    """One cell of an indicator."""

    label: Line = Field(description="What it is of, such as Target 2008/09.", min_length=1)
    value: Fact = Field(description="A number, a range or a word.", min_length=1)


class Indicator(FieldGroup):
    """A figure that is followed over time or against others."""

    id: Id = Field(description="Our id, unique in the plan.")
    name: Line = Field(description="What is measured.", min_length=1)
    unit: Fact = Field("", description="The unit, such as %.")
    about: Text = Field("", description="How to read it.")
    series: Listed[Reading] = Field(description="The figures, in order.", min_length=1)
    source: Text = Field("", description="Where the figures come from.")


class Term(FieldGroup):
    """A word or abbreviation, explained."""

    term: Line = Field(description="The word or the full name.", min_length=1)
    short: Fact = Field("", description="Its abbreviation.")
    meaning: Text = Field("", description="What it means.")


class Contact(FieldGroup):
    """Whom to ask, by role; a person's own details only with `publish_personal: true`."""

    id: Id = Field(description="Our id, unique in the plan.")
    role: Line = Field(description="The post or team.", min_length=1)
    organisation: Line = Field("", description="The body.")
    about: Text = Field("", description="What to ask them about.")
    phone: Fact = Field("", description="Office telephone number.")
    textphone: Fact = Field("", description="Textphone or relay number.")
    email: Fact = Field("", description="Office e-mail address.")
    address: Line = Field("", description="Postal address, on one line.")
    web: Fact = Field("", description="Web address.")
    name: Fact = Field("", description="A person's name: needs publish_personal.")
    mobile: Fact = Field("", description="A person's mobile number: needs publish_personal.")
    publish_personal: bool = Field(
        False, description="`true` when the person has agreed that their details are shown."
    )


class Route(FieldGroup):
    """A way to complain or to comment."""

    id: Id = Field(description="Our id, unique in the plan.")
    title: Line = Field(description="What it is for.", min_length=1)
    text: Text = Field(description="What to do.", min_length=1)
    contacts: Listed[Id] = Field((), description="Ids of `contacts`.")


class Consulted(FieldGroup):
    """Who was asked about the plan. A text alone may stand for the entry."""

    who: Line = Field(description="The group or event.", min_length=1)
    about: Text = Field("", description="How they were asked, and how many.")
    when: When = Field(NOT_GIVEN, description="When.")

    @model_validator(mode="before")
    @classmethod
    def _alone(cls, value: Any) -> Any:
        return {"who": value} if isinstance(value, str) else value


class Minutes(FieldGroup):
    """The minutes of one meeting, and where they are."""

    id: Id = Field(description="Our id, unique in the plan.")
    date: When = Field(description="The day of the meeting.")
    title: Line = Field(description="Which meeting it was.", min_length=1)
    address: Fact = Field("", description="The web address of the file.")
    where: Line = Field("", description="Where to get them, in words.")


class Place(FieldGroup):
    """One place in a diagram, with an arrow to others."""

    id: Id = Field(description="Our id, unique in the picture.")
    text: Line = Field(description="The words in the box.", min_length=1)
    leads_to: Listed[Id] = Field((), description="Ids of boxes an arrow goes to.")
    inside: Id | Literal[""] = Field("", description="The id of the box this one is in.")


class Picture(FieldGroup):
    """A diagram as data, a picture file, or a picture that the source has lost."""

    id: Id = Field(description="Our id, unique in the plan.")
    title: Line = Field(description="What it shows.", min_length=1)
    alt: Text = Field(description="What someone who cannot see it should be told.", min_length=1)
    file: Fact = Field("", description="The file’s name in images/: a PNG, a JPEG or an SVG.")
    missing: bool = Field(False, description="`true` when the source has lost it.")
    boxes: Listed[Place] = Field((), description="The boxes of a diagram, in reading order.")


class Note(FieldGroup):
    """What the editor repaired or could not resolve. A text alone may stand for the entry."""

    text: Text = Field(description="What was repaired, or is not known.", min_length=1)
    rows: Listed[Id] = Field((), description="Ids of the actions or parts it is about.")

    @model_validator(mode="before")
    @classmethod
    def _alone(cls, value: Any) -> Any:
        return {"text": value} if isinstance(value, str) else value


class Change(FieldGroup):
    """What changed in the plan, and when."""

    date: When = Field(description="When it changed.")
    text: Text = Field(description="What changed.", min_length=1)
