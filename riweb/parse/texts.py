"""The texts of a file: what readers read, and what is wrong with their Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel

from riweb import faults
from riweb.plan.fields import Entry, Translated
from riweb.problems import Problem
from riweb.source import Key, Raw

# Texts of one line: they stand in headings, menus and cells.
LINES = frozenset(
    {"title", "name", "label", "group", "term", "role", "team", "unit", "organisation", "who"}
)


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


def translated(value: object) -> Iterator[tuple[Key, Key, str]]:
    """Yield every text that readers read: the key of its group, its own key, and the text."""
    for key, entry in walk(value):
        for name, field in type(entry).model_fields.items():
            held = getattr(entry, name)
            if isinstance(held, str) and any(isinstance(m, Translated) for m in field.metadata):
                if held:
                    yield key, (field.alias or name,), held
            elif isinstance(held, tuple) and "Translated" in repr(field.annotation):
                for number, item in enumerate(held):
                    if isinstance(item, str):
                        yield key, (name, number), item


def check(raw: Raw, value: BaseModel) -> Iterator[Problem]:
    """Yield what is wrong with the Markdown of every text that readers read."""
    for group, name, text in translated(value):
        look = faults.of_line if name[0] in LINES else faults.of_text
        for fault in look(text):
            yield raw.problem((*group, *name), fault.wrong, fault.fix, fault.words)
