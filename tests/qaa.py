"""A made-up language, as a third one that riweb knows: its record, and riweb run with it."""

from __future__ import annotations

import os
from pathlib import Path

from riweb import resources
from riweb.locales import LOCALES, Locale
from riweb.locales.cldr import PluralRule
from riweb.locales.record import DateWords, OfferPhrases, TranslatorWords

ENGLISH = LOCALES["en"]


def until(words: str) -> str:
    """Return the end of a range."""
    return f"qto {words}"


LOCALE = Locale(
    tag="qaa",
    regional="qaa",
    code="qaa",
    name="Qaa",
    own_name="Qaaqaa",
    place=3,
    sign="\ue0aa",
    plural=PluralRule({"one": "n is 1"}),
    dates=DateWords(
        months=tuple(f"q{name}" for name in ENGLISH.dates.months),
        seasons={name: f"q{name}" for name in ENGLISH.dates.seasons},
        repeats={name: f"q{name}" for name in ENGLISH.dates.repeats},
        until=until,
        then=", qthen ",
    ),
    also="Qthis qplan qis qalso qin qaa.",
    paths={word: f"q{word}" for word in ENGLISH.paths},
    offers=OfferPhrases(
        name="Qaa",
        unchecked_plan="Nobody has checked the Qaa of this plan yet.",
        unchecked_page="Nobody has checked the Qaa on this page yet.",
        unchecked="Nobody has checked the Qaa.",
        missing_plans="Plans that are not in Qaa yet",
        missing_plan="Plan that is not in Qaa yet",
        is_missing="This plan is not in Qaa yet.",
        read_there="You can read it in Qaa.",
        read_plan="Read this plan in Qaa",
        ask="If you would like it in Qaa, ask us.",
        plans="Plans in Qaa",
        proceed="Continue in Qaa",
    ),
    translators=TranslatorWords(
        from_to="qfrom %(source)s qto %(target)s",
        names={},
        steps=("Qwrite.",),
        keep_line="Qkeep.",
        changed="Qchanged:",
        terms="Qwords",
        note="Qnote",
    ),
)
LOCALES[LOCALE.tag] = LOCALE

# riweb's own templates with the catalogue of this language beside the others, where it is built.
if "QAA_PACKAGE" in os.environ:
    resources.PACKAGE = Path(os.environ["QAA_PACKAGE"])
