"""One YAML file into a frozen group of fields, with every mistake."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from riweb.parse import mistakes, stand_ins, texts
from riweb.plan.fields import Entry
from riweb.problems import Problem
from riweb.source import Key, Raw

Model = TypeVar("Model", bound=Entry)

# A stand-in may bring one mistake to light that another hid, but not many times over.
MOST_ROUNDS = 6


def read(raw: Raw, model: type[Model], problems: list[Problem]) -> Model | None:
    """Return the file as `model`, after adding every mistake to `problems`.

    No file becomes a part of the site on another way, so that no text is shown unchecked.

    Where there are mistakes, something stands in for each, so that what follows can be checked too.
    None where not even that helps.
    """
    problems += _empty_items(raw)
    value: Any = raw.value
    for turn in range(MOST_ROUNDS):
        try:
            found = model.model_validate(value)
            problems += stand_ins.without(texts.check(raw, found))
            return found
        except ValidationError as error:
            mistaken = error.errors(include_url=False)
            if turn == 0:
                problems += _problems(raw, model, mistaken)
            value = stand_ins.put_in(value, model, [details["loc"] for details in mistaken])
    return None


def _empty_items(raw: Raw) -> Iterator[Problem]:
    """Yield the items of lists that hold nothing."""
    for key, text in raw.texts:
        if text == "" and isinstance(key[-1], int):
            yield raw.problem(
                key,
                "This item of the list is empty.",
                "Write its words after the hyphen, or remove it.",
            )


def _problems(raw: Raw, model: type[Entry], found: list[ErrorDetails]) -> Iterator[Problem]:
    """Yield one problem for each mistake, and none for what only follows from another."""
    told: set[Key] = set()
    meant: set[Key] = set()
    # What is not known comes first: a needed field may be there under a wrong name.
    for details in sorted(found, key=lambda one: one["type"] != "extra_forbidden"):
        key, written = stand_ins.known_part(details["loc"], raw.value), details["loc"]
        if details["type"] == "missing" and key[-1:] != written[-1:]:
            key = (*key, written[-1])
        if key in told or key in meant or key[:-1] in told or _is_empty_item(raw, key):
            continue
        mistake = mistakes.of(raw.value, model, key, details)
        told.add(mistake.key)
        if mistake.meant:
            meant.add((*key[:-1], mistake.meant))
        line, shown = raw.place(mistake.key)
        if stand_ins.at(raw.value, mistake.key) is None:
            shown = f"{shown}.{key[-1]}" if shown else str(key[-1])
        yield Problem(raw.file, line, shown, mistake.wrong, mistake.fix)


def _is_empty_item(raw: Raw, key: Key) -> bool:
    """Tell whether a mistake is only that an item of a list is empty."""
    return any(
        isinstance(key[length - 1], int) and stand_ins.at(raw.value, key[:length]) == ""
        for length in range(1, len(key) + 1)
    )
