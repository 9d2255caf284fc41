"""The texts of a file: what readers read, and what is wrong with each as it is shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from typing import get_args

from pydantic import BaseModel

from riweb import faults
from riweb.plan.fields import Entry, OfOneLine, Translated, Unmarked, entry_in
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


Mark = type[Translated] | type[OfOneLine] | type[Unmarked]
"""How a text is shown and checked: as Markdown, as Markdown of one line, or as it is written."""

# What is wrong with a text of each kind. Nothing that is shown as Markdown is of another.
LOOKS: Mapping[Mark, Callable[[str], list[faults.Fault]]] = {
    Translated: faults.of_text,
    OfOneLine: faults.of_line,
    Unmarked: faults.of_written,
}


@lru_cache
def _marks(model: type[Entry]) -> tuple[tuple[str, str, Mark], ...]:
    """Return the name and the key of each field with texts, and of what kind these are."""
    found = []
    for name, field in model.model_fields.items():
        inner = [getattr(part, "__metadata__", ()) for part in get_args(field.annotation)]
        for mark in (*field.metadata, *chain(*inner)):
            if type(mark) in LOOKS:
                found.append((name, field.alias or name, type(mark)))
                break
    return tuple(found)


def every(value: object) -> Iterator[tuple[Key, Key, str, Mark]]:
    """Yield every text: the key of its group, its own key, the text, and of what kind it is."""
    for key, entry in walk(value):
        fields = vars(entry)
        for name, shown, mark in _marks(type(entry)):
            held = fields[name]
            if isinstance(held, dict):
                for code in held:
                    yield key, (shown, code), code, mark
            elif isinstance(held, tuple):
                for number, item in enumerate(held):
                    yield key, (name, number), item, mark
            elif held:
                yield key, (shown,), held, mark


def marked(value: object) -> Iterator[tuple[Key, Key, str, bool]]:
    """Yield every text that readers read: the key of its group, its own key, and the text.

    Last comes whether it is of one line, as titles and names are.
    """
    for key, name, text, mark in every(value):
        if mark is not Unmarked:
            yield key, name, text, mark is OfOneLine


def check(raw: Raw, value: BaseModel) -> Iterator[Problem]:
    """Yield what is wrong with every text, looked at in the way in which it is shown."""
    for group, name, text, mark in every(value):
        for fault in LOOKS[mark](text):
            yield raw.problem((*group, *name), fault.wrong, fault.fix, fault.words)
