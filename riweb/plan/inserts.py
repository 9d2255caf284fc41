"""An insert: pages of a plan that go into a printed newsletter, and the actions they show."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, model_validator

from riweb.plan.actions import Action, Status, Update
from riweb.plan.fields import Day, Fact, FieldGroup, Id, Listed, Text
from riweb.plan.plans import Language, Plan

SizeName = Literal["a4-2", "a4-a5-4", "a5-2", "dl-6", "half-page"]
"""The sizes that an insert can have, each with its fold and its number of pages."""
BlockKind = Literal[
    "you-said-we-did",
    "progress",
    "dates",
    "get-involved",
    "promises",
    "text",
    "quotation",
    "picture",
    "about",
    "other-formats",
    "contact",
    "reply-slip",
]
"""What an insert can be made of."""


class Worded(FieldGroup):
    """Words of an insert. A text alone may stand for the entry, in an insert of one language."""

    text: Text = Field("", description="The words, where the insert is in one language.")
    cy: Text = Field("", description="The words in Welsh.")
    en: Text = Field("", description="The words in English.")

    @model_validator(mode="before")
    @classmethod
    def _alone(cls, value: Any) -> Any:
        return {"text": value} if isinstance(value, str) else value

    def of(self, language: str) -> str:
        """Return the words in a language; empty where there are none."""
        return (self.cy if language == "cy" else self.en) or self.text


class Chosen(FieldGroup):
    """One thing of the plan that is shown. Its id alone may stand for the entry."""

    id: Id = Field(description="The id of the action, option or group.")
    title: Worded | None = Field(None, description="A shorter title, for print.")
    you_said: Worded | None = Field(None, description="Shorter words for `you_said`, for print.")
    we_will: Worded | None = Field(None, description="Shorter words for `we_will`, for print.")
    we_did: Worded | None = Field(None, description="Shorter words for `we_did`, for print.")
    about: Worded | None = Field(None, description="Shorter words for `about`, for print.")

    @model_validator(mode="before")
    @classmethod
    def _alone(cls, value: Any) -> Any:
        return {"id": value} if isinstance(value, str) else value


class InsertBlock(FieldGroup):
    """One block of an insert. The name of its kind alone may stand for the entry."""

    kind: BlockKind = Field(description="What sort of block it is.")
    title: Worded | None = Field(None, description="Its heading, where not the usual one.")
    text: Worded | None = Field(
        None, description="The words of a text, a quotation or a slip; else words under a heading."
    )
    items: Listed[Chosen] = Field((), description="What is shown, by ids, in this order.")
    section: Fact = Field("", description="The id of the section whose actions are shown.")
    status: Listed[Status] = Field((), description="Show the actions that are so far.")
    since: Day | None = Field(None, description="Show what has an update of this day or later.")
    newest: bool = Field(False, description="`true` to show the newest items, as many as fit.")
    most: int = Field(0, description="Show no more items than so many; 0 is no limit.", ge=0)
    who: Worded | None = Field(None, description="Whose words a quotation is.")
    consent: bool = Field(False, description="`true` when they agreed that their words are shown.")
    file: Fact = Field("", description="A picture in `inserts/images/`, of 300 dots to the inch.")
    alt: Worded | None = Field(None, description="What someone who cannot see it should be told.")
    lines: int = Field(4, description="Lines to write on, in a reply slip.", ge=1, le=20)

    @model_validator(mode="before")
    @classmethod
    def _alone(cls, value: Any) -> Any:
        return {"kind": value} if isinstance(value, str) else value


class InsertFile(FieldGroup):
    """What a file of `inserts/` says."""

    title: Worded = Field(description="The heading at the top of the first page.")
    plan: Fact = Field(description="The id of the plan that it is about.", min_length=1)
    language: Literal["en", "cy", "both"] = Field(
        "en", description="The language, or `both`: Welsh on the first half, English on the other."
    )
    size: SizeName = Field(description="The size of its pages and how it is folded.")
    text_size: int = Field(14, description="The size of its words in points.", ge=12, le=18)
    intro: Worded | None = Field(None, description="One or two sentences below the heading.")
    address: Fact = Field(
        "", description="A short address that leads to its web page; its page’s own if left out."
    )
    profile: Fact = Field(
        "", description="The ICC profile of the printer: a CMYK .icc file in `inserts/`."
    )
    condition: Fact = Field("", description="The name of that printing condition, such as FOGRA51.")
    impose: Literal["", "booklet"] = Field(
        "", description="`booklet` for sheets with the pages in the order of folding as well."
    )
    blocks: Listed[InsertBlock] = Field(description="The blocks, in reading order.", min_length=1)

    @property
    def languages(self) -> tuple[Language, ...]:
        """Its languages, Welsh first."""
        return ("cy", "en") if self.language == "both" else (self.language,)


class Insert(FieldGroup):
    """An insert with its id and the files it needs, ready to be laid out.

    Args:
        file: the path that problems name.
        lines: the line of each block in that file, then of each of its items.
        pictures: where each picture is, by its name.
        profile: where the printer's profile is; None where none is named.
        digest: a hash of the bytes of all of these.
    """

    id: Id
    sheet: InsertFile
    file: str
    lines: Mapping[str, int]
    pictures: Mapping[str, Path] = {}
    profile: Path | None = None
    digest: str = ""

    def line(self, *key: object) -> int:
        """Return the line of a block or of one of its items, or the nearest that there is."""
        while key and ".".join(map(str, key)) not in self.lines:
            key = key[:-1]
        return self.lines.get(".".join(map(str, key)), 1)


def actions(published: Plan, block: InsertBlock) -> list[tuple[Chosen, Action]]:
    """Return the actions that a block chooses, in the order they are shown.

    That is the order of the ids, or that of the plan, or the newest first.
    """
    by_id = {action.id: action for _, action in published.actions()}
    if block.items:
        return [(one, by_id[one.id]) for one in block.items if one.id in by_id]
    found = [
        action
        for section, action in published.actions()
        if (not block.section or section.id == block.section)
        and (not block.status or action.status in block.status)
        and (not block.since or (newest(action) or date.min) >= block.since)
        and we_did(action)
    ]
    if block.newest:
        # Those without a day come last, in the order of the plan.
        found.sort(key=lambda action: newest(action) or date.min, reverse=True)
    return [(Chosen(id=action.id), action) for action in found[: block.most or None]]


def updates(action: Action) -> Iterator[Update]:
    """Yield the notes on progress of an action and of its parts."""
    yield from action.updates
    for part in action.parts:
        yield from part.updates


def newest(action: Action) -> date | None:
    """Return the day of the newest note on progress; None where no note has a day."""
    return max(filter(None, (one.date.last for one in updates(action))), default=None)


def we_did(action: Action) -> str:
    """Return what was done about an action: what it says, or its newest note on progress."""
    if action.we_did or action.could_not_because:
        return action.we_did
    notes = sorted(updates(action), key=lambda one: one.date.last or date.min, reverse=True)
    return notes[0].text if notes else ""
