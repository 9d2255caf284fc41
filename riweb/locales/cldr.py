"""The one door to Babel: how languages count, and what they call the months, by CLDR."""

from __future__ import annotations

from babel import core, plural
from babel.plural import PluralRule

# The forms that a counted text may have, in the order of catalogues.
FORMS = ("zero", "one", "two", "few", "many", "other")

__all__ = ["PluralRule", "form", "header", "months", "plurals"]


def months(tag: str) -> tuple[str, ...]:
    """Return the names of the months in a language, as they stand in a date."""
    names = core.Locale.parse(tag).months["format"]["wide"]
    return tuple(names[number] for number in range(1, 13))


def plurals(tag: str) -> PluralRule:
    """Return the plural rule of a language."""
    return core.Locale.parse(tag).plural_form


def form(rule: PluralRule, number: int) -> int:
    """Return which form a counted text has, counted from 0 as in catalogues."""
    forms = [name for name in FORMS if name in rule.tags or name == "other"]
    return forms.index(rule(number))


def header(rule: PluralRule) -> str:
    """Return what the head of a catalogue says of plurals."""
    return plural.to_gettext(rule)
