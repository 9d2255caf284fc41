"""Which actions of a plan a block of an insert shows, and what was done about each."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from riweb.plan.actions import Action, Update
from riweb.plan.inserts import Block, Chosen
from riweb.plan.plans import Published


def actions(published: Published, block: Block) -> list[tuple[Chosen, Action]]:
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
