"""A plan as its readers look at it: lateness, names of leads, orders by date, lead and aim."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from riweb.plan.actions import Action, Due, Lead, Part, Ref, Section, Update
from riweb.plan.parts import Statement
from riweb.plan.plans import Plan, statements
from riweb.text.alphabet import Alphabet
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


ENGLISH = Alphabet("en")

# Work that is over cannot be late.
FINISHED = ("done", "stopped", "merged", "replaced")

# "Due soon" begins this long before a date: a quarter, since panels and boards mostly meet once a
# quarter, and what comes before their next meeting is what they can still do something about. 92
# days are the longest quarter (July to September, and October to December), so that a date at the
# end of a quarter is soon from its first day on. Source: our own choice; no rule says how long.
SOON = timedelta(days=92)


class PlanView:
    """One plan with everything worked out that readers are shown.

    Args:
        today: used only where the plan says `as_of: today`.
        alphabet: the order of names.
    """

    def __init__(self, plan: Plan, today: date, alphabet: Alphabet = ENGLISH) -> None:
        self.plan = plan
        self.alphabet = alphabet
        self.file = plan.file
        self.id = plan.id
        self.as_of = today if self.file.as_of == "today" else self.file.as_of
        self.actions = tuple(self._view(s, a) for s, a in plan.actions())
        self.by_id = {view.action.id: view for view in self.actions}

    @property
    def changed(self) -> date | None:
        """The day on which the plan last changed, by its own word; None where it gives none."""
        days = filter(None, (self.file.published, self.file.revised))
        return max(days, default=None)

    @property
    def is_overdue(self) -> bool | None:
        """Whether the plan itself should have been updated by the day it is judged by.

        Returns:
            None where it is closed, or promises no update, or gives no day to judge by.
        """
        due = self.file.next_update
        if due is None or self.as_of is None or self.file.state == "closed":
            return None
        return due < self.as_of

    def _view(self, section: Section, action: Action) -> ActionView:
        leads = tuple(map(self.lead, action.leads))
        late = self.any_late(action, action, *action.parts)
        is_soon = not late and any(self.is_soon(due.when, action.status) for due in action.due)
        return ActionView(action, section, leads, late, is_soon)

    def any_late(self, action: Action, *owners: Action | Part) -> bool | None:
        """Judge the dates of the action or of parts of it, and those of their steps.

        Returns:
            True where one is late; None where none can be judged.
        """
        judged = [
            self.is_late(due.when, owner.status or action.status)
            for owner in owners
            for due in (*owner.due, *(due for step in owner.steps for due in step.due))
        ]
        return None if all(one is None for one in judged) else any(judged)

    def is_late(self, when: When, status: str | None) -> bool | None:
        """Judge one date by the day of the plan.

        Returns:
            None where there is no status, no day to judge by or no end to judge.
        """
        if not status or self.as_of is None or when.last is None or when.repeat:
            return False if status in FINISHED else None
        return status not in FINISHED and when.last < self.as_of

    def is_soon(self, when: When, status: str | None) -> bool:
        """Tell whether a date that is not over comes within a quarter of the plan's day."""
        if self.as_of is None or when.last is None or status in FINISHED:
            return False
        return self.as_of <= when.last <= self.as_of + SOON

    def lead(self, lead: Lead) -> LeadView:
        """Return who a lead is, as shown."""
        name = self._name(lead.code)
        return LeadView(lead.code, name or lead.code, lead.part, bool(name))

    def _name(self, code: str) -> str:
        """Return the role and team that a code stands for, or empty."""
        person = self.file.people.get(code)
        return ", ".join(filter(None, (person.role, person.team))) if person else ""

    @cached_property
    def lead_list(self) -> tuple[LeadView, ...]:
        """Everyone who leads something, once, those explained first, by name."""
        seen = {lead.code: lead for view in self.actions for lead in view.leads}
        key = self.alphabet.sort_key
        return tuple(sorted(seen.values(), key=lambda one: (not one.is_explained, key(one.name))))

    @cached_property
    def person_list(self) -> tuple[PersonView, ...]:
        """Every code that the plan lists or uses, those explained first."""
        people = self.file.people
        leads = {lead.code for lead in self.lead_list}
        found = [
            PersonView(
                code, self._name(code), people[code].kind if code in people else "", code in leads
            )
            for code in dict.fromkeys((*people, *(lead.code for lead in self.lead_list)))
        ]
        key = self.alphabet.sort_key
        return tuple(sorted(found, key=lambda one: (not one.name, key(one.code))))

    @cached_property
    def deadlines(self) -> tuple[Deadline, ...]:
        """Every date, earliest first; those without a date last."""
        found = [deadline for view in self.actions for deadline in self._deadlines(view)]
        return tuple(sorted(found, key=lambda deadline: deadline.when.sort_key))

    def _deadlines(self, view: ActionView) -> Iterator[Deadline]:
        owners: tuple[Action | Part, ...] = (view.action, *view.action.parts)
        for owner in owners:
            status = owner.status or view.action.status
            for due in owner.due:
                yield self._deadline(view, due, due.about or self._title(owner, view), status)
            for step in owner.steps:
                for due in step.due:
                    yield self._deadline(view, due, due.about or step.text, status)

    @staticmethod
    def _title(owner: Action | Part, view: ActionView) -> str:
        return "" if owner is view.action else owner.title

    def _deadline(self, view: ActionView, due: Due, about: str, status: str | None) -> Deadline:
        late, soon = self.is_late(due.when, status), self.is_soon(due.when, status)
        is_soon = bool(soon and not late)
        return Deadline(view, due.when, about, status or "", late, is_soon, status in FINISHED)

    @cached_property
    def has_decisions(self) -> bool:
        """True where the plan answers recommendations."""
        return any(view.decision for view in self.actions)

    @cached_property
    def has_asked_dates(self) -> bool:
        """True where some recommendation asked for a date."""
        return any(view.action.asked and view.action.asked.due for view in self.actions)

    def counts(self, key: Callable[[ActionView], str]) -> list[tuple[str, int]]:
        """Return how many actions have each value of `key`, in order of first use."""
        return [(value, n) for value, n in Counter(map(key, self.actions)).items() if value]

    @cached_property
    def statement_list(self) -> tuple[Statement, ...]:
        """Every aim, priority, standard and test, with those inside them."""
        plan = self.file
        return tuple(statements(plan.aims, plan.priorities, plan.standards, plan.success_tests))

    def actions_for(self, statement: Statement) -> list[ActionView]:
        """Return the actions that name an aim, priority, standard or test."""
        return [v for v in self.actions if any(ref.to == statement.id for ref in v.action.refs)]

    def actions_naming(self, name: str) -> list[ActionView]:
        """Return the actions that refer to an aim, a chapter or another action by its id."""
        return [v for v in self.actions if any(ref.to == name for ref in v.action.refs)]

    def actions_led_by(self, code: str) -> list[ActionView]:
        """Return the actions that a code leads or joins in."""
        return [view for view in self.actions if any(one.code == code for one in view.leads)]

    def title_of(self, ref: Ref) -> str:
        """Return what a reference names, in words."""
        for statement in self.statement_list:
            if statement.id == ref.to:
                return statement_title(statement)
        if ref.to in self.by_id:
            return self.by_id[ref.to].action.title
        chapters = {chapter.id: chapter.title for chapter in self.plan.chapters}
        return chapters.get(ref.to, ref.to)
