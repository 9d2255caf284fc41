"""One YAML file into a frozen group of fields, with every mistake in plain words."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from riweb.content.parse import placeholders, texts
from riweb.content.source import Key, Raw
from riweb.plan.fields import FieldGroup, entry_at
from riweb.problems import Problem, listed, nearest, quoted

# What pydantic calls the mistakes of shape, and what an editor should do.
GROUP = ("a group of fields", "Write its fields below, each with two more spaces.")
WORDS = ("a text", "Write words after the colon, not a list or more fields.")
LIST = ("a list", "Begin each item on a new line with a hyphen, and write its fields.")
LOGICAL = ("true or false", "Write true or false.")
NUMBER = ("a whole number", "Write it in figures, such as 15.")
SHAPES = {
    "string_type": WORDS,
    "model_type": GROUP,
    "model_attributes_type": GROUP,
    "dict_type": GROUP,
    "tuple_type": ("a list", "Begin each item on a new line with a hyphen and a space."),
    "bool_parsing": LOGICAL,
    "bool_type": LOGICAL,
    "int_parsing": NUMBER,
    "int_parsing_size": NUMBER,
    "int_from_float": NUMBER,
    "int_type": NUMBER,
}


@dataclass(frozen=True)
class Mistake:
    """A mistake in a field.

    Args:
        key: the place to show.
        meant: the field that a wrong name most likely stands for; empty where there is none.
    """

    key: Key
    wrong: str
    fix: str
    meant: str = ""


def of(value: object, model: type[FieldGroup], key: Key, details: ErrorDetails) -> Mistake:
    """Return the mistake that pydantic found, in our words.

    Args:
        value: the file as written.
        key: where the mistake is in it; for a field that is missing, where it should be.
    """
    kind, context = details["type"], details.get("ctx", {})
    name = next((part for part in reversed(key) if isinstance(part, str)), "")
    if kind == "extra_forbidden":
        return _unknown(value, model, key)
    written = placeholders.at(value, key)
    if kind == "missing" and written is None:
        return Mistake(
            key, f"`{name}` is needed here.", f"Add a line `{name}:`. {_help(model, key)}".strip()
        )
    if colon := _split_at_colon(key, written):
        return colon
    this = f"This item of `{name}`" if isinstance(key[-1], int) else f"`{name}`"
    if written in ("", [], {}) or kind in ("string_too_short", "too_short"):
        return Mistake(
            key,
            f"{this} is empty.",
            f"Write something after `{name}:`. {_help(model, key)}".strip(),
        )
    if kind == "editor":
        return Mistake(key, context["what"], context["fix"] + _also(key, context["fix"]))
    if kind == "literal_error":
        return _choice(key, this, written, context["expected"])
    if kind in ("greater_than_equal", "less_than_equal"):
        wrong = f"{quoted(str(written))} is out of the range of {this}."
        at_least = kind == "greater_than_equal"
        limit = context["ge"] if at_least else context["le"]
        return Mistake(key, wrong, f"Write {limit} or {'more' if at_least else 'less'}.")
    what, fix = SHAPES.get(kind, ("something else", _help(model, key)))
    if kind == "model_type" and isinstance(written, str) and placeholders.is_list(model, key):
        what, fix = LIST
    return Mistake(key, f"{this} should be {what}.", fix)


def _also(key: Key, fix: str) -> str:
    """Return what may stand in a field besides a day."""
    return " Or write today." if key[-1] == "as_of" and "Write" in fix else ""


def _help(model: type[FieldGroup], key: Key) -> str:
    """Return what the field reference says of a field."""
    entry = entry_at(model, key[:-1])
    for name, field in entry.model_fields.items() if entry else ():
        if key[-1] in (name, field.alias):
            return field.description or ""
    return ""


def _unknown(value: object, model: type[FieldGroup], key: Key) -> Mistake:
    name = str(key[-1])
    entry = entry_at(model, key[:-1])
    known = [field.alias or name for name, field in entry.model_fields.items()] if entry else []
    guess = nearest(name, known)
    colon = _split_at_colon(key[:-1], placeholders.at(value, key[:-1]))
    if colon and not guess:
        return colon
    fix = f"Write `{guess}` instead." if guess else f"The fields here are {listed(known, 'and')}."
    return Mistake(key, f"{quoted(name)} is not a field we know here.", fix, guess or "")


def _split_at_colon(key: Key, written: object) -> Mistake | None:
    """Return the mistake of an item that is a text with a colon in it, or None."""
    if not key or not isinstance(key[-1], int):
        return None
    if not isinstance(written, dict) or len(written) != 1:
        return None
    before, after = next(iter(written.items()))
    if not isinstance(after, str):
        return None
    text = f"{before}: {after}"
    fix = (
        f'Write: - "{text}"'
        if len(text) < 80 and '"' not in text
        else ('Put the whole text into straight quotation marks: "…".')
    )
    return Mistake(key, f"The colon makes a field of {quoted(before)} here.", fix)


def _choice(key: Key, this: str, written: object, expected: str) -> Mistake:
    known = [word.strip("'") for word in expected.replace(" or ", ", ").split(", ")]
    known = [word for word in known if word]
    if not isinstance(written, str):
        return Mistake(key, f"{this} should be one word.", f"Write {listed(known)}.")
    guess = nearest(written, known)
    hint = f"Did you mean {guess}? " if guess else ""
    wrong = f"{quoted(written)} is not a word we know here."
    return Mistake(key, wrong, f"{hint}Write {listed(known)}.")


Model = TypeVar("Model", bound=FieldGroup)

# A stand-in may bring one mistake to light that another hid, but not many times over.
MOST_ROUNDS = 6


def read(
    raw: Raw,
    model: type[Model],
    problems: list[Problem],
    known: Mapping[str, Collection[str]] | None = None,
) -> Model | None:
    """Return the file as `model`, after adding every mistake to `problems`.

    Args:
        known: words that fields of the model ask for, such as the names of formats.

    No file becomes a part of the site on another way, so that no text is shown unchecked.

    Where there are mistakes, something stands in for each, so that what follows can be checked too.
    None where not even that helps.
    """
    problems += _empty_items(raw)
    value: Any = raw.value
    for turn in range(MOST_ROUNDS):
        try:
            found = model.model_validate(value, context=known)
            problems += placeholders.without(texts.check(raw, found))
            return found
        except ValidationError as error:
            mistaken = error.errors(include_url=False)
            if turn == 0:
                problems += _problems(raw, model, mistaken)
            value = placeholders.put_in(value, model, [details["loc"] for details in mistaken])
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


def _problems(raw: Raw, model: type[FieldGroup], found: list[ErrorDetails]) -> Iterator[Problem]:
    """Yield one problem for each mistake, and none for what only follows from another."""
    told: set[Key] = set()
    meant: set[Key] = set()
    # What is not known comes first: a needed field may be there under a wrong name.
    for details in sorted(found, key=lambda one: one["type"] != "extra_forbidden"):
        key, written = placeholders.known_part(details["loc"], raw.value), details["loc"]
        if details["type"] == "missing" and key[-1:] != written[-1:]:
            key = (*key, written[-1])
        if key in told or key in meant or key[:-1] in told or _is_empty_item(raw, key):
            continue
        mistake = of(raw.value, model, key, details)
        told.add(mistake.key)
        if mistake.meant:
            meant.add((*key[:-1], mistake.meant))
        line, shown = raw.place(mistake.key)
        if placeholders.at(raw.value, mistake.key) is None:
            shown = f"{shown}.{key[-1]}" if shown else str(key[-1])
        yield Problem(raw.file, line, shown, mistake.wrong, mistake.fix)


def _is_empty_item(raw: Raw, key: Key) -> bool:
    """Tell whether a mistake is only that an item of a list is empty."""
    return any(
        isinstance(key[length - 1], int) and placeholders.at(raw.value, key[:length]) == ""
        for length in range(1, len(key) + 1)
    )
