"""What a plan shows: an action, a date, a lead, with what is worked out about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from riweb.plan.actions import Action, Due, Part, Section, Update
from riweb.plan.parts import Statement
from riweb.when import When


@dataclass(frozen=True)
class LeadView:
    """Who is responsible, as shown.

    Args:
        name: the role and team, or the code where nobody explains it.
        is_explained: False where the code stays a code.
    """

    code: str
    name: str
    part: str
    is_explained: bool


@dataclass(frozen=True)
class PersonView:
    """A code of the plan, and who it stands for.

    Args:
        name: the role and team; empty where nobody explains the code.
        kind: a value of `Person.kind`, or empty where the plan does not list the code.
        is_lead: True where some action names the code.
    """

    code: str
    name: str
    kind: str
    is_lead: bool


@dataclass(frozen=True)
class Deadline:
    """One date of one action.

    Args:
        about: which of several things is due then, or empty.
        status: that of the part it belongs to, or of the action, or empty.
        is_late: None where it cannot be judged.
        is_finished: True where the work is over, done or not.
    """

    action: ActionView
    when: When
    about: str
    status: str
    is_late: bool | None
    is_soon: bool
    is_finished: bool


@dataclass(frozen=True)
class ActionView:
    """One action with what is worked out about it.

    Args:
        is_late: True, False, or None where it cannot be judged.
    """

    action: Action
    section: Section
    leads: tuple[LeadView, ...]
    is_late: bool | None
    is_soon: bool

    @property
    def state(self) -> str:
        """The decision where there is one, or the status, or empty."""
        return self.decision or self.status

    @property
    def status(self) -> str:
        """The status of the action, or the one its parts share, or empty."""
        if self.action.status:
            return self.action.status
        shared = {part.status for part in self.action.parts}
        return next(iter(shared)) or "" if len(shared) == 1 else ""

    @property
    def decision(self) -> str:
        """The answer to a recommendation, or empty."""
        return self.action.response.decision if self.action.response else ""

    @cached_property
    def dues(self) -> tuple[Due, ...]:
        """The dates of the action and of its parts, in order."""
        return (*self.action.due, *(due for part in self.action.parts for due in part.due))

    @cached_property
    def whens(self) -> tuple[When, ...]:
        """When something of the action is promised: its own dates, its parts' and its steps'."""
        action = self.action
        steps = (*action.steps, *(step for part in action.parts for step in part.steps))
        return tuple(due.when for due in (*self.dues, *(d for step in steps for d in step.due)))

    @cached_property
    def ticks(self) -> frozenset[str]:
        """The ids of the boxes that some step of the action, or of a part of it, ticks."""
        owners: tuple[Action | Part, ...] = (self.action, *self.action.parts)
        return frozenset(box for one in owners for step in one.steps for box in step.periods)

    @property
    def is_refused(self) -> bool:
        """True where the answer was no."""
        return self.decision in ("not-agreed", "not-needed")


def statement_title(statement: Statement) -> str:
    """Return what a statement says, or what it is called where another document says it."""
    return statement.text or statement.label or statement.id.replace("-", " ").capitalize()


def newest_first(updates: Iterable[Update]) -> list[Update]:
    """Return notes on progress, the newest first, then those without a date as written."""
    dated = [one for one in updates if one.date.last]
    others = [one for one in updates if not one.date.last]
    return sorted(dated, key=lambda one: one.date.sort_key, reverse=True) + others
