"""What must agree inside one plan: names, references, days, and words for print."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from riweb.content.parse.texts import walk
from riweb.content.source import Folder, Key, Raw
from riweb.plan import inserts
from riweb.plan.actions import Action, Due
from riweb.plan.fields import FieldGroup
from riweb.plan.plans import PlanFile
from riweb.problems import Problem, nearest, quoted

# Folders of the site, with their names in every language.
FOLDERS = frozenset(
    {
        "about",
        "accessibility",
        "alternative-formats",
        "amdano",
        "assets",
        "chwilio",
        "contact",
        "cy",
        "cynllun-cyhoeddi",
        "cysylltu",
        "en",
        "fformatau-eraill",
        "hygyrchedd",
        "map-or-wefan",
        "plans",
        "publication-scheme",
        "search",
        "sitemap",
    }
)

# Places on the pages of a plan: the ids that stand in templates/.
PLACES = frozenset(
    {
        "about",
        "at-a-glance",
        "belongs",
        "changes",
        "comment",
        "complaints",
        "consultation",
        "contacts",
        "contents",
        "data",
        "dates",
        "easy",
        "editor-notes",
        "foot-formats",
        "formats",
        "glossary",
        "groups",
        "hard-words",
        "have-your-say",
        "main",
        "measures",
        "news",
        "notes",
        "on-request",
        "on-this-page",
        "options",
        "people",
        "pictures",
        "plan-menu",
        "plan-menu-title",
        "plans",
        "promises",
        "ready",
        "sections",
        "structure",
        "success-tests",
        "take-part",
        "undated",
    }
)


def check_days(raw: Raw, plan: PlanFile) -> Iterator[Problem]:
    """Yield every day that cannot be right beside another."""
    if plan.period:
        start, end = plan.period.from_.first, plan.period.to.last
        if start and end and end < start:
            yield raw.problem(
                ("period", "to"),
                "The period ends before it starts.",
                "Put the earlier date in `from`.",
            )
    if plan.published and plan.revised and plan.revised < plan.published:
        yield raw.problem(
            ("revised",),
            "The plan was revised before it was published.",
            "Check `published` and `revised`.",
        )
    newest = max(filter(None, (plan.published, plan.revised)), default=date.min)
    if plan.next_update and plan.next_update < newest:
        yield raw.problem(
            ("next_update",),
            "The next update is before the last one.",
            "Give the day by which the plan will be updated again.",
        )
    if plan.as_of is None and "as_of" not in raw.value and _has_dates(plan):
        yield raw.problem(
            (),
            "The plan has dates, and no day to judge them by.",
            "Add `as_of:` with a day, or `as_of: today`.",
        )


def _has_dates(plan: PlanFile) -> bool:
    return any(isinstance(entry, Due) for _, entry in walk(plan.sections))


def check_printed(raw: Raw, plan: PlanFile) -> Iterator[Problem]:
    """Yield the words for print that shorten nothing: what is only in print is hidden from many."""
    for key, entry in walk(plan):
        printed: FieldGroup | None = vars(entry).get("print")
        for name in type(printed).model_fields if printed else ():
            words, place = getattr(printed, name), (*key, "print", name)
            full = getattr(entry, name)
            if name == "we_did" and isinstance(entry, Action):
                full = inserts.we_did(entry)
            if words and not full:
                yield raw.problem(
                    place,
                    f"These words for print have no full text: there is no `{name}` beside them.",
                    f"Write `{name}:` above `print:` as well, for everybody.",
                )
            elif words and len(words) >= len(full):
                yield raw.advice(
                    place,
                    "These words for print are not shorter than the full text.",
                    "Shorten them, or leave them out.",
                )


@dataclass(frozen=True)
class Names:
    """The names that a plan gives.

    Args:
        ids: by id, the key of what has it; an empty key is a chapter.
        unsure: names that were written where we cannot read them; nothing is said of these.
    """

    ids: Mapping[str, Key]
    unsure: frozenset[str]


def check(raw: Raw, folder: Folder, plan: PlanFile) -> Iterator[Problem]:
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


def _same_ids(raw: Raw, plan: PlanFile, ids: dict[str, Key]) -> Iterator[Problem]:
    for key, entry in walk(plan):
        # The boxes of a picture have names of their own.
        if "id" not in _fields(type(entry)) or (key[:1] == ("pictures",) and "boxes" in key):
            continue
        name = getattr(entry, "id", "")
        if name in PLACES:
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
def _fields(model: type[FieldGroup]) -> frozenset[str]:
    """Return the names of the fields of a group."""
    return frozenset(model.model_fields)


def _written_ids(raw: Raw) -> frozenset[str]:
    """Return every id as written, also those we could not read."""
    return frozenset(text for key, text in raw.texts if key[-1] == "id")


def _targets(raw: Raw, plan: PlanFile, names: Names) -> Iterator[Problem]:
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


def _circles(raw: Raw, plan: PlanFile) -> Iterator[Problem]:
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
