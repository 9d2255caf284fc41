"""Welsh."""

from __future__ import annotations

import re
from collections.abc import Mapping

from riweb.locales import cldr
from riweb.locales.mutations import MUTATIONS, NEVER, mutations
from riweb.locales.record import (
    BrailleCode,
    DateWords,
    InitialChanges,
    LetterOrder,
    Locale,
    OfferPhrases,
    TranslatorWords,
)
from riweb.locales.welsh import Welsh

# Source: CLDR, collation of Welsh: each of these is one letter, and ng comes after g.
LETTERS = (
    *("a", "b", "c", "ch", "d", "dd", "e", "f", "ff", "g", "ng", "h", "i", "j", "k", "l"),
    *("ll", "m", "n", "o", "p", "ph", "q", "r", "rh", "s", "t", "th", "u", "v", "w", "x"),
    *("y", "z"),
)

# Words in which two signs are two letters, as the dictionaries sort them; a bar parts the two.
APART = (
    *("ban|gor", "dan|gos", "llon|gyfarch", "llan|gollen", "lan|gollen", "llan|gefni"),
    *("lan|gefni", "ar|hol", "ar|hos", "ar|hau", "ar|had", "er|honddu", "ewn|gofnod", "laen|gar"),
)

# How words begin after “i”: a soft mutation. A date that begins with a figure stays.
AFTER_I = {
    "Mawrth": "Fawrth",
    "Mai": "Fai",
    "Mehefin": "Fehefin",
    "Gorffennaf": "Orffennaf",
    "Medi": "Fedi",
    "Tachwedd": "Dachwedd",
    "Rhagfyr": "Ragfyr",
    "gwanwyn": "wanwyn",
    "gaeaf": "aeaf",
}

# How the braille table, which is older than many signs, is to be asked for them.
SIGNS: Mapping[str, str] = {"½": "1/2", "¼": "1/4", "¾": "3/4", "…": "...", "•": "-"}
RAISED_NUMBER = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
LOWERED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def until(words: str) -> str:
    """Return the end of a range, such as `i Fawrth 2011`."""
    word, space, rest = words.partition(" ")
    return f"i’r {rest}" if word == "yr" else f"i {AFTER_I.get(word, word)}{space}{rest}"


def for_braille_table(text: str) -> str:
    """Return a text with what the braille table says wrongly or not at all put in other words."""
    for sign, words in SIGNS.items():
        text = text.replace(sign, words)
    # A dash by itself is two cells and one inside a word or number is one, as before UEB.
    text = re.sub("(?<! )[–—]|[–—](?! )", "-", text).replace("–", "--").replace("—", "--")
    return RAISED_NUMBER.sub(lambda found: f" ({found[0].translate(LOWERED)})", text)


def mended_braille(cells: str) -> str:
    """Return braille as it should be where the table takes a letter after an apostrophe for one
    that stands alone."""
    return re.sub("';(?=[A-Z])", "'", cells)


LOCALE = Locale(
    tag="cy",
    regional="cy-GB",
    code="cym",
    name="Welsh",
    own_name="Cymraeg",
    # Welsh comes first wherever both languages stand on one page.
    # Source: Welsh Language Commissioner, bilingual design.
    place=1,
    sign="\ue002",
    plural=cldr.plurals("cy"),
    plural_header=(
        "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n==3 ? 3 : n==6 ? 4 : 5);"
    ),
    dates=DateWords(
        months=cldr.months("cy"),
        # Without its article, hydref is October.
        seasons={"spring": "gwanwyn", "summer": "haf", "autumn": "yr hydref", "winter": "gaeaf"},
        repeats={
            "ongoing": "yn barhaus",
            "every year": "bob blwyddyn",
            "every six months": "bob chwe mis",
            "every quarter": "bob chwarter",
            "every two months": "bob dau fis",
            "every month": "bob mis",
            "review": "adolygu",
            "not given": "heb ei nodi",
        },
        until=until,
        then=", wedyn ",
    ),
    also="Mae’r cynllun hwn ar gael yn Gymraeg hefyd.",
    paths={
        "actions": "camau",
        "by-date": "yn-ol-dyddiad",
        "by-lead": "yn-ol-cyfrifoldeb",
        "by-aim": "yn-ol-nod",
        "strategy": "strategaeth",
        "get-involved": "cymryd-rhan",
        "you-said-we-did": "dywedoch-chi-gwnaethom-ni",
        "measures": "mesurau",
        "who-is-who": "pwy-yw-pwy",
        "glossary": "geirfa",
        "contacts": "manylion-cyswllt",
        "easy-read": "hawdd-ei-ddeall",
        "formats": "fformatau",
        "downloads": "lawrlwytho",
        "inserts": "cylchlythyr",
        "images": "lluniau",
        "about": "amdano",
        "contact": "cysylltu",
        "accessibility": "hygyrchedd",
        "alternative-formats": "fformatau-eraill",
        "publication-scheme": "cynllun-cyhoeddi",
        "search": "chwilio",
        "sitemap": "map-or-wefan",
    },
    formats={
        "large-print": "print-bras",
        "giant-print": "print-enfawr",
        "clear-print": "print-clir",
        "bilingual": "dwyieithog",
        "back-to-back": "cefn-wrth-gefn",
        "tilt-and-turn": "trowch-drosodd",
        "easy-read": "hawdd-ei-ddeall",
        "text": "testun",
        "audio": "sain",
    },
    offers=OfferPhrases(
        name="Welsh",
        unchecked_plan="No Welsh speaker has checked the Welsh of this plan yet.",
        unchecked_page="No Welsh speaker has checked the Welsh on this page yet.",
        unchecked="No Welsh speaker has checked the Welsh.",
        missing_plans="Plans that are not in Welsh yet",
        missing_plan="Plan that is not in Welsh yet",
        is_missing="This plan is not in Welsh yet.",
        read_there="You can read it in Welsh.",
        read_plan="Read this plan in Welsh",
        ask="If you would like it in Welsh, ask us.",
        plans="Plans in Welsh",
        proceed="Continue in Welsh",
        write_to_us="You can write to us in Welsh or in English.",
        no_reading_age="This is a guide: there is no measure of reading age for Welsh.",
    ),
    translators=TranslatorWords(
        from_to="o’r %(source)s i’r %(target)s",
        names={"en": "Saesneg", "cy": "Gymraeg"},
        steps=(
            "Ysgrifennwch y cyfieithiad yn y golofn dde. Gadewch y golofn chwith fel y mae.",
            "Cadwch bob ffigur, dyddiad a nodyn fel [^1]. Mewn dolen fel [geiriau](cyfeiriad), "
            "cyfieithwch y geiriau a chadwch y cyfeiriad. Cadwch farciau fel **, - a |.",
            "Mae’r llinell fach lwyd yn dweud o ble mae’r testun. Peidiwch â’i dileu.",
            "Os yw testun wedi newid, mae’r testun cynt oddi tano mewn llwyd. Newidiwch y "
            "cyfieithiad. Os yw’n dal yn gywir, dilëwch y llinellau llwyd o dan y testun.",
            "Cadwch y ffeil fel ffeil Word (.docx) a’i hanfon yn ôl.",
        ),
        keep_line="Peidiwch â dileu’r llinell hon.",
        changed="Wedi newid ers ei gyfieithu. Y testun cynt:",
        terms="Geiriau i’w defnyddio",
        note="Nodyn",
    ),
    order=LetterOrder(LETTERS, APART),
    initials=InitialChanges(mutations, MUTATIONS, NEVER),
    has_dictionary=True,
    clitics=re.compile(r"['’](?:r|n|u|i|w|m|ch|th|l|ni|na)$"),
    voice="cy",
    speech=Welsh(),
    braille=BrailleCode(
        # Grade 2 does not come back from braille as it went in, so we do not make it.
        tables={1: "cy-cy-g1.utb"},
        name="Welsh braille, grade %(grade)d",
        note=(
            "Its signs are those of Welsh braille before it took over those of Unified English "
            "Braille. A transcriber of Welsh braille must check it before anybody relies on it."
        ),
        limits="braille-cy",
        for_table=for_braille_table,
        mended=mended_braille,
        is_read_back=False,
    ),
)
