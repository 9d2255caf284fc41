"""What a single field cannot show: ids used twice, links to nothing, texts that are not safe."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any, get_args

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from riweb import prose
from riweb.plan.fields import Entry, Translated
from riweb.plan.parts import Picture
from riweb.plan.plans import Plan, Published
from riweb.problems import Problem, nearest
from riweb.source import PICTURE_KINDS, Folder, Key, Raw


def check(folder: Folder, published: Published) -> Iterator[Problem]:
    """Yield everything that is wrong between the fields of one plan, and advice."""
    plan, raw = published.plan, folder.plan
    ids: dict[str, Key] = {}
    yield from _same_ids(raw, plan, ids, published)
    yield from texts(raw, plan)
    yield from _targets(raw, plan, ids)
    yield from _dates(raw, plan)
    yield from _personal(raw, plan)
    yield from _pictures(raw, folder, plan)
    yield from _unexplained(raw, plan)
    yield from _terms(raw, plan)


def walk(value: object) -> list[tuple[Key, Entry]]:
    """Return every group of fields inside a value, with its key, in order."""
    found: list[tuple[Key, Entry]] = []

    def visit(value: object, key: Key) -> None:
        if isinstance(value, Entry):
            found.append((key, value))
            for name, shown in _inner(type(value)):
                visit(getattr(value, name), (*key, shown))
        elif isinstance(value, tuple):
            for number, item in enumerate(value):
                visit(item, (*key, number))
        elif isinstance(value, dict):
            for name, item in value.items():
                visit(item, (*key, name))

    visit(value, ())
    return found


@cache
def _inner(model: type[Entry]) -> tuple[tuple[str, str], ...]:
    """Return the fields that may hold groups of fields, each with the name that editors write."""
    fields = model.model_fields.items()
    return tuple((name, field.alias or name) for name, field in fields if "Entry" in _bases(field))


def _bases(field: FieldInfo) -> set[str]:
    """Return the names of the classes that a field's value, or what is in it, may be of."""

    def inside(annotation: Any) -> set[str]:
        if isinstance(annotation, type):
            return {base.__name__ for base in annotation.__mro__}
        return {name for part in get_args(annotation) for name in inside(part)}

    return inside(field.annotation)


def texts(raw: Raw, value: BaseModel) -> Iterator[Problem]:
    """Yield what is wrong with the Markdown of every text that readers read."""
    for key, name, text in translated(value):
        for fault in prose.faults(text, is_block=False):
            line, shown = raw.place((*key, *name))
            yield Problem(raw.file, line, shown, fault.wrong, fault.fix)


def translated(value: object) -> Iterator[tuple[Key, Key, str]]:
    """Yield every text that readers read: the key of its group, its own key, and the text."""
    for key, entry in walk(value):
        for name, shown in _texts(type(entry)):
            held = getattr(entry, name)
            if isinstance(held, tuple):
                for number, item in enumerate(held):
                    yield key, (shown, number), item
            elif held:
                yield key, (shown,), held


@cache
def _texts(model: type[Entry]) -> tuple[tuple[str, str], ...]:
    """Return the fields that hold a text for readers, or a list of them."""
    return tuple(
        (name, field.alias or name)
        for name, field in model.model_fields.items()
        if any(isinstance(mark, Translated) for mark in field.metadata)
        or "Translated" in repr(field.annotation)
    )


def _problem(raw: Raw, key: Key, wrong: str, fix: str, is_advice: bool = False) -> Problem:
    line, shown = raw.place(key)
    return Problem(raw.file, line, shown, wrong, fix, is_advice)


def _same_ids(raw: Raw, plan: Plan, ids: dict[str, Key], published: Published) -> Iterator[Problem]:
    for chapter in published.chapters:
        ids[chapter.id] = ()
    for key, entry in walk(plan):
        name = getattr(entry, "id", None)
        if not isinstance(name, str) or (key[:1] == ("pictures",) and len(key) > 2):
            continue
        if name in ids:
            where = raw.place((*ids[name], "id"))[0]
            first = f"line {where}" if ids[name] else "the name of a chapter"
            yield _problem(
                raw,
                (*key, "id"),
                f"The id “{name}” is used already: {first}.",
                f"Give this one an id of its own, such as {name}-2.",
            )
        else:
            ids[name] = key


def _targets(raw: Raw, plan: Plan, ids: dict[str, Key]) -> Iterator[Problem]:
    """Yield a problem for each name that leads to nothing."""
    rows = {action.id for section in plan.sections for action in section.actions}
    rows |= {part.id for s in plan.sections for a in s.actions for part in a.parts}
    known: dict[str, tuple[set[str], str]] = {
        "periods": ({box.id for box in plan.periods}, "the `periods` of this plan"),
        "reports_to": ({group.id for group in plan.groups}, "the `groups` of this plan"),
        "contacts": ({contact.id for contact in plan.contacts}, "the `contacts` of this plan"),
        "rows": (rows, "the actions of this plan"),
        "to": (set(ids), "this plan"),
    }
    for key, entry in walk(plan):
        for field in known.keys() & type(entry).model_fields.keys():
            names, where = known[field]
            held: Any = getattr(entry, field)
            # At the top of the plan, `periods` and `contacts` hold the things themselves.
            if not key or (field == "to" and getattr(entry, "outside", True)):
                continue
            for number, name in enumerate(held if isinstance(held, tuple) else (held,)):
                if isinstance(name, str) and name not in names:
                    at = (*key, field, number) if isinstance(held, tuple) else (*key, field)
                    yield _unknown(raw, at, name, names, where)


def _unknown(raw: Raw, key: Key, name: str, names: set[str], where: str) -> Problem:
    guess = nearest(name, sorted(names))
    fix = f"Did you mean {guess}?" if guess else f"Use an id from {where}."
    if key[-1] == "to":
        fix += " If it is in another document, add `outside: true`."
    return _problem(raw, key, f"There is no “{name}” in {where}.", fix)


def _dates(raw: Raw, plan: Plan) -> Iterator[Problem]:
    if plan.period:
        start, end = plan.period.from_.first, plan.period.to.last
        if start and end and end < start:
            yield _problem(
                raw,
                ("period", "to"),
                "The period ends before it starts.",
                "Put the earlier date in `from`.",
            )
    if plan.published and plan.revised and plan.revised < plan.published:
        yield _problem(
            raw,
            ("revised",),
            "The plan was revised before it was published.",
            "Check `published` and `revised`.",
        )
    newest = max(filter(None, (plan.published, plan.revised)), default=date.min)
    if plan.next_update and plan.next_update < newest:
        yield _problem(
            raw,
            ("next_update",),
            "The next update is before the last one.",
            "Give the day by which the plan will be updated again.",
        )
    has_dates = any(action.due for section in plan.sections for action in section.actions)
    if has_dates and plan.as_of is None:
        yield _problem(
            raw,
            (),
            "The plan has dates, and no day to judge them by.",
            "Add `as_of:` with a day, or `as_of: today`.",
        )


def _personal(raw: Raw, plan: Plan) -> Iterator[Problem]:
    for number, contact in enumerate(plan.contacts):
        for field in ("name", "mobile"):
            if getattr(contact, field) and not contact.publish_personal:
                yield _problem(
                    raw,
                    ("contacts", number, field),
                    f"`{field}` is a person's own detail.",
                    "Remove it, or add `publish_personal: true` when they agree.",
                )


def _pictures(raw: Raw, folder: Folder, plan: Plan) -> Iterator[Problem]:
    for number, picture in enumerate(plan.pictures):
        key: Key = ("pictures", number)
        kinds = [bool(picture.file), picture.missing, bool(picture.boxes)]
        if sum(kinds) != 1:
            yield _problem(
                raw,
                key,
                "We cannot tell what this picture is.",
                "Give it one of `file`, `boxes` or `missing: true`.",
            )
        if picture.file:
            yield from _file(raw, (*key, "file"), folder, picture)
        names = {box.id for box in picture.boxes}
        for row, box in enumerate(picture.boxes):
            for name in (*box.leads_to, *filter(None, [box.inside])):
                if name not in names:
                    yield _unknown(raw, (*key, "boxes", row), name, names, "this picture")


def _file(raw: Raw, key: Key, folder: Folder, picture: Picture) -> Iterator[Problem]:
    path = folder.images.get(picture.file)
    if path is None:
        guess = nearest(picture.file, sorted(folder.images))
        yield _problem(
            raw,
            key,
            f"There is no picture “{picture.file}” in images/.",
            f"Did you mean {guess}?" if guess else "Put the file into images/.",
        )
        return
    mark = PICTURE_KINDS.get(path.suffix.lower())
    if mark is None:
        yield _problem(
            raw,
            key,
            f"“{picture.file}” is not a kind of picture we can use.",
            "Save it as PNG or JPEG.",
        )
    elif not path.read_bytes().startswith(mark):
        yield _problem(
            raw,
            key,
            f"“{picture.file}” is not a picture inside.",
            "Open it in a picture program and save it again as PNG or JPEG.",
        )


def _unexplained(raw: Raw, plan: Plan) -> Iterator[Problem]:
    """Advise on each code that nobody explains, once."""
    seen = {code for code, person in plan.people.items() if person.role or person.team}
    for s, section in enumerate(plan.sections):
        for a, action in enumerate(section.actions):
            for n, lead in enumerate(action.leads):
                if lead.code not in seen:
                    seen.add(lead.code)
                    key: Key = ("sections", s, "actions", a, "leads", n)
                    yield _problem(
                        raw,
                        key,
                        f"Nothing says who “{lead.code}” is.",
                        f"Add {lead.code} to `people` with a role or a team.",
                        True,
                    )


def _terms(raw: Raw, plan: Plan) -> Iterator[Problem]:
    """Yield a problem for a term that is explained in two ways."""
    seen: dict[tuple[str, str], str] = {}
    for number, term in enumerate(plan.glossary):
        name = (term.term.lower(), term.short)
        if seen.setdefault(name, term.meaning) != term.meaning:
            yield _problem(
                raw,
                ("glossary", number),
                f"“{term.term}” is explained in two ways.",
                "Keep one meaning, or join them in one entry.",
            )
