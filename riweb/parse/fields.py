"""One YAML file into a frozen group of fields, with every mistake in plain words."""

from __future__ import annotations

from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from riweb.plan.fields import Entry, entry_at
from riweb.problems import Problem, listed, nearest
from riweb.source import Raw

Model = TypeVar("Model", bound=Entry)

# What pydantic calls the mistakes of shape, and what an editor should do.
SHAPES = {
    "string_type": ("a text", "Write words after the colon, not a list or more fields."),
    "model_type": ("a group of fields", "Write its fields below, each with two more spaces."),
    "model_attributes_type": (
        "a group of fields",
        "Write its fields below, each with two more spaces.",
    ),
    "dict_type": ("a group of fields", "Write its fields below, each with two more spaces."),
    "tuple_type": ("a list", "Begin each item on a new line with a hyphen and a space."),
    "bool_parsing": ("true or false", "Write true or false."),
    "bool_type": ("true or false", "Write true or false."),
    "int_parsing": ("a whole number", "Write it in figures, such as 15."),
    "int_type": ("a whole number", "Write it in figures, such as 15."),
}


def read(raw: Raw, model: type[Model], problems: list[Problem]) -> Model | None:
    """Return the file as `model`, or None after adding every mistake to `problems`."""
    try:
        return model.model_validate(raw.value)
    except ValidationError as error:
        for details in error.errors(include_url=False):
            problems.append(_problem(raw, model, details))
        return None


def _problem(raw: Raw, model: type[Entry], details: ErrorDetails) -> Problem:
    key, kind = details["loc"], details["type"]
    line, shown = raw.place(key)
    field = str(key[-1]) if key else ""
    wrong, fix = _words(model, key, kind, details)
    if kind == "missing" and shown:
        field = f"{shown}.{field}"
    return Problem(raw.file, line, field if kind == "missing" else shown, wrong, fix)


def _words(
    model: type[Entry], key: tuple[int | str, ...], kind: str, details: ErrorDetails
) -> tuple[str, str]:
    """Return what is wrong and what to write instead."""
    context: dict[str, Any] = details.get("ctx", {})
    name = next((part for part in reversed(key) if isinstance(part, str)), "")
    if kind == "editor":
        return context["what"], context["fix"]
    if kind == "missing":
        return f"`{name}` is needed here.", f"Add a line `{name}:`. {_help(model, key)}"
    if kind == "extra_forbidden":
        return _unknown(model, key, name)
    if kind == "literal_error":
        return _choice(str(details["input"]), context["expected"])
    if kind == "string_too_short":
        return f"`{name}` is empty.", f"Write something after `{name}:`. {_help(model, key)}"
    if kind == "too_short":
        return f"`{name}` is empty.", "Add at least one item, each beginning with a hyphen."
    if kind in SHAPES:
        what, fix = SHAPES[kind]
        return f"`{name}` should be {what}.", fix
    return f"`{name}` is not right: {details['msg'].lower()}.", _help(model, key)


def _help(model: type[Entry], key: tuple[int | str, ...]) -> str:
    """Return what the field reference says of a field."""
    entry = entry_at(model, key[:-1])
    if entry is None:
        return ""
    for name, field in entry.model_fields.items():
        if key[-1] in (name, field.alias):
            return field.description or ""
    return ""


def _unknown(model: type[Entry], key: tuple[int | str, ...], name: str) -> tuple[str, str]:
    entry = entry_at(model, key[:-1])
    known = [field.alias or name for name, field in entry.model_fields.items()] if entry else []
    guess = nearest(name, known)
    fix = f"Write `{guess}` instead." if guess else f"The fields here are {listed(known, 'and')}."
    return f"`{name}` is not a field we know here.", fix


def _choice(written: str, expected: str) -> tuple[str, str]:
    known = [word.strip("'") for word in expected.replace(" or ", ", ").split(", ")]
    known = [word for word in known if word]
    guess = nearest(written, known)
    hint = f"Did you mean {guess}? " if guess else ""
    return f"“{written}” is not a word we know here.", f"{hint}Write {listed(known)}."
