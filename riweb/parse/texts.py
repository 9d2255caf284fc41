"""The texts of a file: what readers read, and what is wrong with their Markdown."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import chain
from typing import get_args

from pydantic import BaseModel

from riweb import faults
from riweb.plan.fields import Entry, OfOneLine, Translated
from riweb.problems import Problem
from riweb.source import Key, Raw


def walk(value: object, key: Key = ()) -> Iterator[tuple[Key, Entry]]:
    """Yield every group of fields inside a value, with its key."""
    if isinstance(value, Entry):
        yield key, value
        for name, field in type(value).model_fields.items():
            yield from walk(getattr(value, name), (*key, field.alias or name))
    elif isinstance(value, tuple):
        for number, item in enumerate(value):
            yield from walk(item, (*key, number))
    elif isinstance(value, dict):
        for name, item in value.items():
            yield from walk(item, (*key, name))


@lru_cache
def _marks(model: type[Entry]) -> tuple[tuple[str, str, type[Translated]], ...]:
    """Return the name, the key and the mark of each field with words that readers read."""
    found = []
    for name, field in model.model_fields.items():
        inner = [getattr(part, "__metadata__", ()) for part in get_args(field.annotation)]
        marks = [mark for mark in (*field.metadata, *chain(*inner)) if isinstance(mark, Translated)]
        if marks:
            found.append((name, field.alias or name, type(marks[0])))
    return tuple(found)


def _marked(value: object) -> Iterator[tuple[Key, Key, str, type[Translated]]]:
    """Yield every text that readers read: the key of its group, its own key, it, and its mark."""
    for key, entry in walk(value):
        for name, shown, mark in _marks(type(entry)):
            held = getattr(entry, name)
            if isinstance(held, tuple):
                for number, item in enumerate(held):
                    yield key, (name, number), item, mark
            elif held:
                yield key, (shown,), held, mark


def translated(value: object) -> Iterator[tuple[Key, Key, str]]:
    """Yield every text that readers read: the key of its group, its own key, and the text."""
    return ((key, name, text) for key, name, text, _ in _marked(value))


def check(raw: Raw, value: BaseModel) -> Iterator[Problem]:
    """Yield what is wrong with the Markdown of every text that readers read."""
    for group, name, text, mark in _marked(value):
        look = faults.of_line if issubclass(mark, OfOneLine) else faults.of_text
        for fault in look(text):
            yield raw.problem((*group, *name), fault.wrong, fault.fix, fault.words)
