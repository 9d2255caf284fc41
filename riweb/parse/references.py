"""Names inside one plan: used twice, leading to nothing or round in a circle, or empty."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from riweb.parse import reserved
from riweb.parse.texts import walk
from riweb.plan.fields import Entry
from riweb.plan.plans import Plan
from riweb.problems import Problem, nearest, quoted
from riweb.source import Folder, Key, Raw


@dataclass(frozen=True)
class Names:
    """The names that a plan gives.

    Args:
        ids: by id, the key of what has it; an empty key is a chapter.
        unsure: names that were written where we cannot read them; nothing is said of these.
    """

    ids: Mapping[str, Key]
    unsure: frozenset[str]


def check(raw: Raw, folder: Folder, plan: Plan) -> Iterator[Problem]:
    """Yield every id that is used twice, every name that leads to nothing, and circles."""
    ids: dict[str, Key] = {chapter.name: () for chapter in folder.chapters}
    yield from _same_ids(raw, plan, ids)
    names = Names(ids, _written_ids(raw))
    yield from _targets(raw, plan, names)
    yield from _circles(raw, plan)
    for number, section in enumerate(plan.sections):
        if not section.actions:
            yield raw.problem(
                ("sections", number),
                f"The section {quoted(section.title)} has no actions.",
                "Write them below `actions:`, or remove the section.",
            )


def unknown(raw: Raw, key: Key, name: str, known: Iterable[str], where: str) -> Problem:
    """Return the problem of a name that leads to nothing."""
    guess = nearest(name, sorted(known))
    fix = f"Did you mean {guess}?" if guess else f"Use an id from {where}."
    if key[-1] == "to":
        fix += " If it is in another document, add `outside: true`."
    return raw.problem(key, f"There is no {quoted(name)} in {where}.", fix)


def _same_ids(raw: Raw, plan: Plan, ids: dict[str, Key]) -> Iterator[Problem]:
    for key, entry in walk(plan):
        # The boxes of a picture have names of their own.
        if "id" not in _fields(type(entry)) or (key[:1] == ("pictures",) and "boxes" in key):
            continue
        name = getattr(entry, "id", "")
        if name in reserved.PLACES:
            yield raw.problem(
                (*key, "id"),
                f"Our pages use the id {quoted(name)} themselves.",
                f"Give this one another, such as our-{name}.",
            )
        if name in ids:
            where = raw.line((*ids[name], "id"))
            first = f"line {where} has it" if ids[name] else "a chapter has this name"
            yield raw.problem(
                (*key, "id"),
                f"The id {quoted(name)} is used already: {first}.",
                f"Give this one an id of its own, such as {name}-2.",
            )
        else:
            ids[name] = key


@lru_cache
def _fields(model: type[Entry]) -> frozenset[str]:
    """Return the names of the fields of a group."""
    return frozenset(model.model_fields)


def _written_ids(raw: Raw) -> frozenset[str]:
    """Return every id as written, also those we could not read."""
    return frozenset(text for key, text in raw.texts if key[-1] == "id")


def _targets(raw: Raw, plan: Plan, names: Names) -> Iterator[Problem]:
    """Yield a problem for each name that leads to nothing."""
    rows = {action.id for section in plan.sections for action in section.actions}
    rows |= {part.id for s in plan.sections for a in s.actions for part in a.parts}
    known: dict[str, tuple[set[str], str]] = {
        "periods": ({box.id for box in plan.periods}, "the `periods` of this plan"),
        "reports_to": ({group.id for group in plan.groups}, "the `groups` of this plan"),
        "sits_on": ({group.id for group in plan.groups}, "the `groups` of this plan"),
        "contacts": ({contact.id for contact in plan.contacts}, "the `contacts` of this plan"),
        "rows": (rows, "the actions of this plan"),
        "to": (set(names.ids), "this plan"),
    }
    for key, entry in walk(plan):
        for field in known.keys() & _fields(type(entry)) if key else ():
            held: Any = getattr(entry, field)
            if held is None or (field == "to" and getattr(entry, "outside", True)):
                continue
            ids, where = known[field]
            for number, name in enumerate(held if isinstance(held, tuple) else (held,)):
                if isinstance(name, str) and name not in ids and name not in names.unsure:
                    at = (*key, field, number) if isinstance(held, tuple) else (*key, field)
                    yield unknown(raw, at, name, ids, where)


def _circles(raw: Raw, plan: Plan) -> Iterator[Problem]:
    """Yield a problem for groups that report to each other, and boxes inside each other."""
    above = {group.id: group.above for group in plan.groups}
    for circle in circles(above):
        number = next(n for n, group in enumerate(plan.groups) if group.id == circle[0])
        yield raw.problem(
            ("groups", number, "reports_to"),
            f"These groups report round in a circle: {', '.join((*circle, circle[0]))}."
            if len(circle) > 1
            else f"The group “{circle[0]}” reports to itself.",
            "Take away the `reports_to` that is not so.",
        )


def circles(leads_to: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, ...]]:
    """Yield each round of names that lead to one another, once, from its first name on.

    Args:
        leads_to: for each name, in order, those it leads to.
    """
    done: set[str] = set()
    for start in leads_to:
        if start in done:
            continue
        path: list[str] = [start]
        waiting = [list(leads_to.get(start, ()))]
        while path:
            if not waiting[-1]:
                done.add(path.pop())
                waiting.pop()
                continue
            name = waiting[-1].pop(0)
            if name in path:
                yield _from_first(tuple(path[path.index(name) :]), leads_to)
            elif name not in done and name in leads_to:
                path.append(name)
                waiting.append(list(leads_to[name]))


def _from_first(circle: tuple[str, ...], order: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Return the circle begun with the name that is written first."""
    places = list(order)
    first = min(range(len(circle)), key=lambda place: places.index(circle[place]))
    return circle[first:] + circle[:first]
