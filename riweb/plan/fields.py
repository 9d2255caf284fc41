"""The kinds of value that a field can hold, with how each is read."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import Annotated, Any, TypeVar, get_args

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    PlainSerializer,
    PlainValidator,
    StringConstraints,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import PydanticCustomError

from riweb import when
from riweb.problems import quoted
from riweb.text.prose import AsWritten

Item = TypeVar("Item")

# So long a name still fits, with all that is added to it, in every file system.
LONGEST_ID = 60

# Names that Windows keeps for devices, in small or capital letters and with any ending.
# Source: Microsoft, Naming Files, Paths, and Namespaces.
DEVICE = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]) *(?:\.|$)", re.IGNORECASE)


class FieldGroup(BaseModel):
    """A frozen group of fields; a key it does not know is a problem."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    @model_validator(mode="before")
    @classmethod
    def _given(cls, value: Any) -> Any:
        """Leave out what is written without a value."""
        if not isinstance(value, dict) or "" not in value.values():
            return value
        known = {field.alias or name for name, field in cls.model_fields.items()}
        return {name: held for name, held in value.items() if held != "" or name not in known}


class Translated:
    """Marks a text that readers read, and so one that translators translate."""


class OfOneLine(Translated):
    """Marks a text that stands in a heading, a menu, a cell or among other words."""


class Unmarked:
    """Marks a field whose value is shown as it is written: no sign in it is Markdown."""


class StandIn:
    """Marks a field with a value that it can have, for the place of one that it cannot have.

    The rest of a file can then be checked; see `content.parse.placeholders`.
    """

    def __init__(self, words: str) -> None:
        self.words = words


def wrong(what: str, fix: str) -> PydanticCustomError:
    """Return an error that carries what is wrong and what to write instead, for an editor."""
    return PydanticCustomError("editor", "{what}", {"what": what, "fix": fix})


def _id(value: str) -> str:
    if not is_id(value):
        if len(value) > LONGEST_ID:
            raise wrong(
                f"{quoted(value)} is too long for a web address.",
                f"Shorten it to {LONGEST_ID} letters at most.",
            )
        raise wrong(
            f"{quoted(value)} cannot be part of a web address.",
            f"Use small letters, digits and single hyphens, such as {id_for(value)}.",
        )
    return value


def _page_id(value: str) -> str:
    if fault := unfit(value):
        raise wrong(*fault)
    return value


def unfit(name: str) -> tuple[str, str] | None:
    """Return why some servers and disks cannot hold a name and what to do; None where all can."""
    if DEVICE.match(name):
        return (
            f"Nothing can be called {quoted(name)} on Windows, which keeps that name for itself.",
            f"Choose another name, such as our-{name.rstrip(' .')}.",
        )
    if name != name.rstrip(" ."):
        # In the words, the quotation marks show where it ends.
        end = "full stop" if name.endswith(".") else "space"
        return (
            f"The name {quoted(name.rstrip(' .'))} has a {end} after it, which Windows takes away.",
            f"Take the {end} away.",
        )
    return None


def is_id(text: str) -> bool:
    """Tell whether a text can be an id: small letters, digits and single hyphens."""
    return bool(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", text)) and len(text) <= LONGEST_ID


def as_id(text: str) -> str:
    """Return the nearest id that a text makes."""
    plain = unicodedata.normalize("NFKD", re.sub(r"[‐-―−]", "-", text))
    small = plain.encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", small).strip("-") or "one"


def id_for(text: str) -> str:
    """Return the nearest id that a text makes and that every disk can hold."""
    name = as_id(text)[:LONGEST_ID].strip("-")
    return f"our-{name}" if unfit(name) else name


def _when(value: object) -> when.When:
    if isinstance(value, when.When):
        return value
    if not isinstance(value, str):
        raise wrong("A date should stand here, not a list or more fields.", when.HELP)
    try:
        return when.parse(value)
    except when.NotADate as error:
        raise wrong(str(error), error.fix) from None


def _day(value: object) -> date:
    if isinstance(value, date):
        return value
    if not isinstance(value, str):
        raise wrong("A day should stand here, not a list or more fields.", when.DAY_HELP)
    try:
        return when.day(value)
    except when.NotADate as error:
        raise wrong(str(error), error.fix) from None


def _listed(value: Any) -> Any:
    """One value alone stands for a list of one; nothing stands for an empty list."""
    if value == "":
        return ()
    return value if isinstance(value, (list, tuple)) else (value,)


# An amount as an editor writes it: pounds, and pence where there are some.
# A spreadsheet drops the last nought of 850.50.
AMOUNT = re.compile(r"(0|[1-9][0-9]{0,11})(?:\.([0-9]{1,2}))?")


def _pounds(value: object) -> AsWritten:
    # One that has been read already is not read again.
    if isinstance(value, AsWritten):
        return value
    found = AMOUNT.fullmatch(value.strip()) if isinstance(value, str) else None
    if found is None:
        raise wrong(
            f"{quoted(value)} is not an amount in pounds."
            if isinstance(value, str)
            else "An amount in pounds should stand here, not a list or more fields.",
            "Write the number alone, such as 12500 or 12500.50.",
        )
    pounds, pence = found[1], (found[2] or "").ljust(2, "0")
    return AsWritten(f"£{int(pounds):,}" + (f".{pence}" if pence != "00" else ""))


Text = Annotated[str, StringConstraints(strip_whitespace=True), Translated()]
"""Words that readers read; may hold a little Markdown. Empty means not given."""
Line = Annotated[str, StringConstraints(strip_whitespace=True), OfOneLine()]
"""Words that readers read, all in one line: no list, no second paragraph."""
Fact = Annotated[
    str, StringConstraints(strip_whitespace=True), AfterValidator(AsWritten), Unmarked()
]
"""A name, number, code or address that is the same in every language, and is shown as written.

Empty means not given.
"""
Pounds = Annotated[
    str,
    PlainValidator(_pounds),
    WithJsonSchema({"type": ["number", "string"]}),
    Unmarked(),
    StandIn("1"),
]
"""An amount of money as a number such as 12500 or 12500.50, held as it is shown: £12,500."""
Id = Annotated[
    str,
    AfterValidator(_id),
    WithJsonSchema({"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"}),
]
"""Our own stable name for a thing: small letters, digits and single hyphens."""
PageId = Annotated[Id, AfterValidator(_page_id)]
"""An id that names a folder of the site too, and so one that every disk can hold."""
When = Annotated[
    when.When,
    PlainValidator(_when),
    PlainSerializer(lambda value: value.text(), return_type=str),
    WithJsonSchema({"type": ["string", "number"]}),
]
"""A time as people write it, see `when`."""
Day = Annotated[date, PlainValidator(_day), WithJsonSchema({"type": "string"})]
"""One day, such as `2010-01-19` or `19 January 2010`."""
Listed = Annotated[tuple[Item, ...], BeforeValidator(_listed)]
"""A list; one value alone stands for a list of one."""


def entry_at(model: type[FieldGroup], key: tuple[str | int, ...]) -> type[FieldGroup] | None:
    """Return the group of fields that a key leads to from `model`, or None where it has none."""
    found: type[FieldGroup] | None = model
    for part in key:
        if found is None:
            return None
        if isinstance(part, str):
            fields = {field.alias or name: field for name, field in found.model_fields.items()}
            if part not in fields:
                # A key of a mapping, such as a code of `people`: still the same group.
                continue
            found = entry_in(fields[part].annotation)
    return found


def entry_in(annotation: Any) -> type[FieldGroup] | None:
    """Return the group of fields inside a list, a mapping or an optional value."""
    if isinstance(annotation, type) and issubclass(annotation, FieldGroup):
        return annotation
    inner = (entry_in(part) for part in get_args(annotation))
    return next((entry for entry in inner if entry), None)
