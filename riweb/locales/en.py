"""English, in which riweb itself is written."""

from __future__ import annotations

import re

from riweb.locales import cldr
from riweb.locales.english import English
from riweb.locales.record import BrailleCode, DateWords, Locale, OfferPhrases, TranslatorWords

PATHS = (
    "actions",
    "by-date",
    "by-lead",
    "by-aim",
    "strategy",
    "get-involved",
    "you-said-we-did",
    "measures",
    "who-is-who",
    "glossary",
    "contacts",
    "easy-read",
    "formats",
    "downloads",
    "inserts",
    "images",
    "about",
    "contact",
    "accessibility",
    "alternative-formats",
    "publication-scheme",
    "search",
    "sitemap",
)
SEASONS = ("spring", "summer", "autumn", "winter")
REPEATS = (
    "ongoing",
    "every year",
    "every six months",
    "every quarter",
    "every two months",
    "every month",
    "review",
    "not given",
)

# A among letters that are spelt, which espeak-ng would take for the article.
LETTER_A = re.compile(r"(?<=\b[A-Z] )A\b|\bA(?=(?: [A-Z]\b|[,;:]))")


def until(words: str) -> str:
    """Return the end of a range, such as `to March 2011`."""
    return f"to {words}"


LOCALE = Locale(
    tag="en",
    regional="en-GB",
    code="eng",
    name="English",
    own_name="English",
    place=2,
    sign="\ue001",
    plural=cldr.plurals("en"),
    plural_header="nplurals=2; plural=(n != 1);",
    dates=DateWords(
        months=cldr.months("en"),
        seasons={word: word for word in SEASONS},
        repeats={word: word for word in REPEATS},
        until=until,
        then=", then ",
    ),
    also="This plan is also available in English.",
    paths={word: word for word in PATHS},
    offers=OfferPhrases(
        name="English",
        unchecked_plan="Nobody has checked the English of this plan yet.",
        unchecked_page="Nobody has checked the English on this page yet.",
        unchecked="Nobody has checked the English.",
        missing_plans="Plans that are not in English yet",
        missing_plan="Plan that is not in English yet",
        is_missing="This plan is not in English yet.",
        read_there="You can read it in English.",
        read_plan="Read this plan in English",
        ask="If you would like it in English, ask us.",
        plans="Plans in English",
        proceed="Continue in English",
    ),
    translators=TranslatorWords(
        from_to="from %(source)s to %(target)s",
        names={"cy": "Welsh"},
        steps=(
            "Write the translation in the right column. Leave the left column as it is.",
            "Keep every figure, date and note such as [^1]. In a link such as [words](address), "
            "translate the words and keep the address. Keep marks such as **, - and |.",
            "The small grey line says where the text is from. Do not delete it.",
            "Where a text has changed, the text before stands below it in grey. Mend the "
            "translation. If it is still right, delete the grey lines below the text.",
            "Save the file as Word (.docx) and send it back.",
        ),
        keep_line="Do not delete this line.",
        changed="Changed since it was translated. The text before:",
        terms="Words to use",
        note="Note",
    ),
    has_dictionary=True,
    clitics=re.compile(r"(?<=s)['’]$|['’]s$"),
    has_reading_age=True,
    voice="gmw/en",
    phonemes=((LETTER_A, "[[eI]]"),),
    speech=English(),
    braille=BrailleCode(
        tables={1: "en-ueb-g1.ctb", 2: "en-ueb-g2.ctb"},
        name="Unified English Braille, grade %(grade)d",
        takes_others=True,
    ),
)
