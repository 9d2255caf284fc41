"""Something valid in the place of each mistake, so that the rest of a file can be checked."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator, Sequence
from itertools import count
from typing import Any, Literal, get_args, get_origin

from annotated_types import MinLen
from pydantic.fields import FieldInfo

from riweb.content.source import Key
from riweb.plan.fields import FieldGroup, StandIn
from riweb.problems import Problem
from riweb.when import When

# Marks a stand-in, so that nothing is said about it; no plan has such a name.
MARK = "in-the-place-of-a-mistake"
_numbers = count(1)


def without(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Yield the problems that are not about what we put in the place of a mistake."""
    return (problem for problem in problems if MARK not in problem.wrong)


def at(value: object, key: Key) -> object:
    """Return what stands at a key, or None where nothing does."""
    for part in key:
        if isinstance(value, dict):
            value = value.get(part)
        elif isinstance(value, list) and isinstance(part, int) and part < len(value):
            value = value[part]
        else:
            return None
    return value


def known_part(key: Key, value: object) -> Key:
    """Return the beginning of a key of the model that is really written in a value."""
    found: list[str | int] = []
    for part in key:
        if part == 0 and isinstance(value, dict):
            # One value alone stands for a list of one.
            continue
        value = at(value, (part,))
        if value is None:
            break
        found.append(part)
    return tuple(found)


def put_in(value: Any, model: type[FieldGroup], keys: Iterable[Key]) -> Any:
    """Return a copy of a file's value with something valid at each key, or with nothing there."""
    made = copy.deepcopy(value)
    for key in keys:
        place = known_part(key, made)
        if isinstance(at(made, place), dict) and _field(model, (*place, key[-1])):
            # A field that is needed and missing.
            place = (*place, key[-1])
        if not place:
            continue
        holder: Any = at(made, place[:-1])
        field = _field(model, place)
        if isinstance(holder, dict) and (field is None or not field.is_required()):
            holder.pop(place[-1], None)
        elif holder is not None:
            holder[place[-1]] = _stand_in(_annotation(model, place), field, _marks(model, place))
    return made


def is_list(model: type[FieldGroup], key: Key) -> bool:
    """Tell whether a list stands at a key."""
    return get_origin(_annotation(model, key)) is tuple


def _field(model: type[FieldGroup], key: Key) -> FieldInfo | None:
    """Return the field that the last part of a key names; None for an item or an unknown name."""
    holder = _annotation(model, key[:-1])
    if not _is_entry(holder) or not isinstance(key[-1], str):
        return None
    fields = {field.alias or name: field for name, field in holder.model_fields.items()}
    return fields.get(key[-1])


def _annotation(model: type[FieldGroup], key: Key) -> Any:
    """Return the type of what stands at a key, or None where no field is known there."""
    found: Any = model
    for part in key:
        if _is_entry(found):
            fields = {field.alias or name: field for name, field in found.model_fields.items()}
            field = fields.get(part) if isinstance(part, str) else None
            found = _bare(field.annotation) if field else None
        elif get_origin(found) is dict:
            found = _bare(get_args(found)[1])
        elif get_origin(found) is tuple:
            # One value alone may stand for a list of one.
            inner = _bare(get_args(found)[0])
            found = inner if isinstance(part, int) else _annotation(inner, (part,))
    return found


def _bare(annotation: Any) -> Any:
    """Return a type without `None` and without what is noted on it."""
    inner = [part for part in get_args(annotation) if part is not type(None)]
    if get_origin(annotation) in (tuple, dict, Literal) or not inner:
        return annotation
    return _bare(inner[0])


def _marks(model: type[FieldGroup], key: Key) -> Sequence[Any]:
    """Return what is noted on the type of a field, or of an item of a list."""
    if field := _field(model, key):
        return field.metadata
    holder = _annotation(model, key[:-1])
    return getattr(get_args(holder)[0], "__metadata__", ()) if get_origin(holder) is tuple else ()


def _stand_in(annotation: Any, field: FieldInfo | None, marks: Sequence[Any] = ()) -> Any:
    """Return a value of a type: its needed fields, its first word, or a name of its own.

    Args:
        marks: what is noted on the type.
    """
    for mark in marks:
        if isinstance(mark, StandIn):
            return mark.words
    if _is_entry(annotation):
        return {
            one.alias or name: _stand_in(_bare(one.annotation), one, one.metadata)
            for name, one in annotation.model_fields.items()
            if one.is_required()
        }
    if get_origin(annotation) is Literal:
        return get_args(annotation)[0]
    if get_origin(annotation) is tuple:
        least = any(isinstance(mark, MinLen) for mark in (field.metadata if field else ()))
        return [_stand_in(_bare(get_args(annotation)[0]), None)] if least else []
    if get_origin(annotation) is dict:
        return {}
    return "not given" if annotation is When else f"{MARK}-{next(_numbers)}"


def _is_entry(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, FieldGroup)
