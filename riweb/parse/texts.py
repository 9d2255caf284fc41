"""The texts of a file: what readers read, and what is wrong with their Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain
from typing import get_args

from pydantic import BaseModel

from riweb import faults
from riweb.plan.fields import Entry, OfOneLine, Translated, entry_in
from riweb.problems import Problem
from riweb.source import Key, Raw


def walk(value: object) -> Sequence[tuple[Key, Entry]]:
    """Return every group of fields inside a value, with its key, in order."""
    return _walked(_Same(value))


class _Same:
    """A value that equals nothing but itself."""

    def __init__(self, value: object) -> None:
        self.value = value

    def __hash__(self) -> int:
        return id(self.value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.value is other.value


# One plan is looked at from many sides, one after the other.
@lru_cache(maxsize=2)
def _walked(one: _Same) -> Sequence[tuple[Key, Entry]]:
    found: list[tuple[Key, Entry]] = []
    _collect(one.value, (), found)
    return tuple(found)


def _collect(value: object, key: Key, found: list[tuple[Key, Entry]]) -> None:
    if isinstance(value, Entry):
        found.append((key, value))
        fields = vars(value)
        for name, shown in _deeper(type(value)):
            if held := fields[name]:
                _collect(held, (*key, shown), found)
    elif isinstance(value, tuple):
        for number, item in enumerate(value):
            _collect(item, (*key, number), found)
    elif isinstance(value, dict):
        for name, item in value.items():
            _collect(item, (*key, name), found)


@lru_cache
def _deeper(model: type[Entry]) -> tuple[tuple[str, str], ...]:
    """Return the name and the key of each field that may hold groups of fields."""
    fields = model.model_fields.items()
    return tuple((name, one.alias or name) for name, one in fields if entry_in(one.annotation))


@lru_cache
def _marks(model: type[Entry]) -> tuple[tuple[str, str, bool], ...]:
    """Return the name and the key of each field with words, and whether these are of one line."""
    found = []
    for name, field in model.model_fields.items():
        inner = [getattr(part, "__metadata__", ()) for part in get_args(field.annotation)]
        marks = [mark for mark in (*field.metadata, *chain(*inner)) if isinstance(mark, Translated)]
        if marks:
            found.append((name, field.alias or name, isinstance(marks[0], OfOneLine)))
    return tuple(found)


def marked(value: object) -> Iterator[tuple[Key, Key, str, bool]]:
    """Yield every text that readers read: the key of its group, its own key, and the text.

    Last comes whether it is of one line, as titles and names are.
    """
    for key, entry in walk(value):
        fields = vars(entry)
        for name, shown, is_line in _marks(type(entry)):
            held = fields[name]
            if isinstance(held, tuple):
                for number, item in enumerate(held):
                    yield key, (name, number), item, is_line
            elif held:
                yield key, (shown,), held, is_line


def check(raw: Raw, value: BaseModel) -> Iterator[Problem]:
    """Yield what is wrong with the Markdown of every text that readers read."""
    for group, name, text, is_line in marked(value):
        look = faults.of_line if is_line else faults.of_text
        for fault in look(text):
            yield raw.problem((*group, *name), fault.wrong, fault.fix, fault.words)
