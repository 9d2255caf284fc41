"""What is wrong with a field, in plain words."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic_core import ErrorDetails

from riweb.parse import stand_ins
from riweb.plan.fields import Entry, entry_at
from riweb.problems import listed, nearest, quoted
from riweb.source import Key

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


def of(value: object, model: type[Entry], key: Key, details: ErrorDetails) -> Mistake:
    """Return the mistake that pydantic found, in our words.

    Args:
        value: the file as written.
        key: where the mistake is in it; for a field that is missing, where it should be.
    """
    kind, context = details["type"], details.get("ctx", {})
    name = next((part for part in reversed(key) if isinstance(part, str)), "")
    if kind == "extra_forbidden":
        return _unknown(value, model, key)
    written = stand_ins.at(value, key)
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
    if kind == "model_type" and isinstance(written, str) and stand_ins.is_list(model, key):
        what, fix = LIST
    return Mistake(key, f"{this} should be {what}.", fix)


def _also(key: Key, fix: str) -> str:
    """Return what may stand in a field besides a day."""
    return " Or write today." if key[-1] == "as_of" and "Write" in fix else ""


def _help(model: type[Entry], key: Key) -> str:
    """Return what the field reference says of a field."""
    entry = entry_at(model, key[:-1])
    for name, field in entry.model_fields.items() if entry else ():
        if key[-1] in (name, field.alias):
            return field.description or ""
    return ""


def _unknown(value: object, model: type[Entry], key: Key) -> Mistake:
    name = str(key[-1])
    entry = entry_at(model, key[:-1])
    known = [field.alias or name for name, field in entry.model_fields.items()] if entry else []
    guess = nearest(name, known)
    colon = _split_at_colon(key[:-1], stand_ins.at(value, key[:-1]))
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
