"""A text as it is said: no digit, no sign and no unexplained abbreviation is left in it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from riweb.formats import EngineComplaint
from riweb.formats.audio import rules
from riweb.formats.audio.rules import Say, Surroundings
from riweb.locales import LOCALES
from riweb.locales.tongue import Tongue

ABBREVIATION = re.compile(
    r"\b(?P<pair>[A-Z](?:&[A-Z])+)\b|\b(?P<bare>[A-Z][A-Z]+)(?P<end>[’']?s)?\b"
)
LEAVE_OUT = "Leave audio out with --formats."
ROMAN = {"II": 2, "III": 3, "IV": 4, "VI": 6, "VII": 7, "VIII": 8, "IX": 9}


def tongue_of(language: str) -> Tongue:
    """Return the words for numbers, days and signs in a language.

    Raises:
        EngineComplaint: where nothing is read aloud in it.
    """
    found = LOCALES[language].speech
    if found is None:
        raise EngineComplaint(f"There is no voice for {LOCALES[language].name}.", mend=LEAVE_OUT)
    return found


@dataclass
class Letters:
    """How the abbreviations of one document are said.

    Args:
        explained: what each stands for, where the document says so.
        ordinary: the words of the document that are no abbreviations, in small letters; they may
            stand in capitals too.
        unknown: those that were met and that nothing explains; they are spelt.
    """

    language: str
    explained: Mapping[str, str]
    ordinary: frozenset[str]
    unknown: set[str] = field(default_factory=set)

    def said(self, text: str) -> str:
        """Return a text with its abbreviations as words or letters."""
        return ABBREVIATION.sub(self._one, text)

    def met(self, text: str) -> list[tuple[str, str]]:
        """Return each explained abbreviation of a text as letters, with what it stands for.

        One that the text itself explains is left out.
        """
        found = {}
        for match in ABBREVIATION.finditer(text):
            full = self.explained.get(match["bare"] or match["pair"], "")
            if full and full.lower() not in text.lower():
                found[self._spelt(match["bare"] or match["pair"])] = full
        return list(found.items())

    def meanings(self) -> list[tuple[str, str]]:
        """Return every explained abbreviation as letters, with what it stands for."""
        return [(self._spelt(written), full) for written, full in self.explained.items()]

    def _one(self, match: re.Match[str]) -> str:
        written, end = match["bare"] or match["pair"], match["end"] or ""
        known = tongue_of(self.language).abbreviations.get(written, "")
        if written in self.explained:
            words = self._spelt(written)
        elif known:
            words = known
        elif written in ROMAN:
            words = tongue_of(self.language).cardinal(ROMAN[written])
        elif written.lower() in self.ordinary:
            words = written.lower()
        else:
            if not match["pair"]:
                self.unknown.add(written)
            words = self._spelt(written)
        is_spelt = bool(re.search(r"\b\w$", words))
        return words + ("’s" if end and is_spelt else end)

    def _spelt(self, written: str) -> str:
        """Return an abbreviation in letters, or as the word that people make of it."""
        tongue = tongue_of(self.language)
        known = tongue.abbreviations.get(written, "")
        if known and " " not in known:
            return known
        return " ".join(tongue.signs["&"] if one == "&" else one for one in written)


def stands_for(written: str, words: str) -> bool:
    """Tell whether words can be what an abbreviation stands for: they have its letters in turn."""
    rest = iter(words.lower())
    letters = re.sub(r"[^a-z]", "", re.sub(r"s$", "", written).lower())
    return words[:1].lower() == letters[:1] and all(letter in rest for letter in letters)


NUMBER = r"\d+(?:,\d{3})*(?:\.\d+)?"
DASH = r"[-–—−]"
NTH = r"(?:st|nd|rd|th|af|ail|il|ydd|edd|fed|ed|eg|ain)"
YEAR = r"(?:18|19|20)\d\d"

# Nothing of a longer word or number stands before.
APART = r"(?<![\w£])(?<!\d[.,/])"

# Short forms that are words as well, unless a number follows.
BEFORE_NUMBERS = frozenset({"no.", "nos.", "p.", "pp.", "para.", "tud.", "rh.", "ff."})

# A fraction that is one sign, such as ½: its own two numbers stand on both sides of a stroke.
FRACTION = re.compile("[¼-¾⅐-⅟↉]")

# A small letter that is a name, such as objective b; Welsh and English have words of one letter.
LONE_LETTER = re.compile(
    r"(?<![\w’'.])[a-z](?=[,;:.)]|$)|(?<![\w’'.])[b-hj-np-x](?![\w’'.])"
    r"|\ba(?= (?:to|i) [a-z](?![\w’']))"
)

# Kinds of signs that are not said: modifiers, invisible signs, and what has no meaning of its own.
SHAPING = frozenset({"Sk", "Cf", "Cc", "Cs", "Co", "Cn", "Mn"})
RULES: tuple[tuple[Say, str], ...] = (
    (
        rules.address,
        r"(?:https?://|www\.)[^\s<>()“”\"]*[\w/]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
        r"|(?<![\w.])(?:[a-z0-9-]+\.)+(?:com|cymru|example|gov|info|net|org|uk|wales)\b"
        r"(?:/[\w./-]*\w)?",
    ),
    (rules.postcode, r"\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b"),
    (
        rules.phone,
        APART + r"(?:18001 )?(?:\+\d{2} ?(?:\(0\) ?)?|\(?0)\d[\d() ]{6,14}\d(?![\w/])",
    ),
    (
        rules.clock,
        APART + r"(?=\d{1,2}(?::[0-5]\d|(?:\.[0-5]\d)?(?:HALVES)\b))"
        r"(?P<hour>[01]?\d|2[0-4])(?:[:.](?P<minute>[0-5]\d))?"
        r"(?P<half>(?:HALVES)\b)?(?![\w:])"
        r"(?P<till> ?[-–] ?(?=\d{1,2}(?:[:.]\d\d|(?:HALVES)\b)))?",
    ),
    (
        rules.iso_day,
        APART + r"(?P<iso_year>\d{4})-(?P<iso_month>0[1-9]|1[0-2])-"
        r"(?P<iso_day>0[1-9]|[12]\d|3[01])(?!\w)",
    ),
    (
        rules.short_day,
        APART + r"(?P<sd>[12]\d|3[01]|0?[1-9])[/.](?P<sm>1[0-2]|0?[1-9])[/.]"
        r"(?P<sy>\d{4}|\d{2})(?![\w/])",
    ),
    (
        rules.long_day,
        APART + rf"(?:(?P<first>[12]\d|3[01]|0?[1-9]){NTH}?(?: ?{DASH} ?| to | i ))?"
        rf"(?P<ld>[12]\d|3[01]|0?[1-9]){NTH}?(?: of| o)? (?P<lm>MONTHS)"
        r"(?:,? (?P<ly>\d{4}))?(?!\w)",
    ),
    (
        rules.month,
        r"(?<!\w)(?P<mm>MONTHS)(?P<my>(?:,? |[-/])\d{4}|[-/ ’']+\d\d(?: \d\d)?)(?![\w/]|[,.]\d)",
    ),
    (
        rules.money,
        rf"(?P<loss>(?<![\w)])[-−]£|£[-−]|£) ?(?P<pounds>{NUMBER})(?P<size> ?(?:MILLION|k)\b)?"
        rf"(?: ?{DASH} ?£?(?P<pounds2>{NUMBER})(?P<size2> ?(?:MILLION|k)\b)?)?",
    ),
    (
        rules.coins,
        rf"(?P<lost>(?<![\w)])[-−])?(?P<coin>[$€]) ?(?P<coins>{NUMBER})(?P<many> ?(?:MILLION)\b)?",
    ),
    (rules.decade, APART + r"(?P<tens>(?:18|19|20)\d0)(?:s|au)\b"),
    (
        rules.years,
        APART + rf"(?P<y1>{YEAR}) ?(?:/|{DASH}) ?(?P<y2>{YEAR}|\d\d(?!\d))(?![\w/-])",
    ),
    (rules.quarters, r"(?i:\b(?:QUARTERS)) (?P<q1>[1-4])/(?P<q2>[1-4])(?!\w)"),
    (rules.quarter, r"\bQ(?P<qn>[1-4])\b"),
    (
        rules.per_cent,
        APART + rf"(?P<pcm>[-−])?(?P<pc>{NUMBER}) ?%?(?:(?:{DASH}|/)(?P<pc2>{NUMBER}))? ?%",
    ),
    (rules.ordinal, APART + rf"(?P<nth>\d{{1,3}})(?P<ending>{NTH})\b"),
    (rules.one_to_one, APART + r"121(?P<ones>[’']?s)\b"),
    (rules.even, APART + r"50/50(?!\w)"),
    (rules.and_a_half, APART + r"(?P<wholes>\d{1,3}) 1⁄2 (?P<halved>[^\W\d_]+)"),
    (
        rules.fraction,
        APART + r"(?:(?P<whole>\d+) )?(?P<above>\d{1,3})(?P<stroke>[/⁄])"
        r"(?P<below>\d{1,3})(?![\w/])",
    ),
    (rules.dotted, r"(?:^|(?<=\()|(?<=; ))(?P<dotted>\d{1,3}(?:\.\d{1,3})+)(?=\.(?:\s|$))"),
    (rules.from_to, APART + rf"(?P<from>\d{{1,4}}) ?{DASH} ?(?P<upto>\d{{1,4}})(?![\w-])"),
    (rules.measure, APART + rf"(?P<below0>(?<!\))[-−])?(?P<much>{NUMBER})(?P<unit>UNITS)\b"),
    (rules.code, r"\b(?=[^\W_]*\d)(?=[^\W_]*[^\W\d_])[^\W_]+"),
    (rules.plain, rf"(?P<minus>(?<![\w)])[-−](?=\d))?(?P<plain>{NUMBER})"),
)

# What these say is no number that the word before could change.
BY_THE_LETTER = frozenset(
    {rules.address, rules.postcode, rules.phone, rules.code, rules.long_day, rules.month}
)


@cache
def _pattern(language: str) -> tuple[re.Pattern[str], dict[str, Say]]:
    """Return all rules of a language as one pattern, and the rule behind each of its groups."""
    tongue = tongue_of(language)
    longest = sorted(tongue.units, key=len, reverse=True)
    # One letter is a unit only where it touches the number, and is a small one: 5m, not 5 M.
    several = "|".join(one for one in longest if len(one) > 1)
    units = f" ?(?ai:{several})|[{''.join(one for one in longest if len(one) == 1)}]"
    months = "|".join(sorted((name.title() for name in tongue.months), key=len, reverse=True))
    filled = {
        "MONTHS": months,
        "MILLION": "|".join(sorted(tongue.million, key=len, reverse=True)),
        "QUARTERS": "|".join(sorted(tongue.quarters, key=len, reverse=True)),
        "UNITS": units,
        "HALVES": tongue.halves,
    }
    parts, names = [], {}
    for place, (rule, shape) in enumerate(RULES):
        for name, words in filled.items():
            shape = shape.replace(name, words)
        names[f"rule{place}"] = rule
        parts.append(f"(?P<rule{place}>{shape})")
    return re.compile("|".join(parts)), names


def spoken(text: str, language: str, has_quarters: bool = False) -> str:
    """Return a text with words for all that is written in digits and signs.

    Words in capitals stay as they are: `letters` says them.

    Args:
        has_quarters: True where the document gives quarters as 1/2 and 3/4.
    """
    tongue = tongue_of(language)
    text = _short_forms(_plain_signs(text, tongue), tongue)
    return _without_signs(_with_numbers(text, language, has_quarters), tongue)


def _plain_signs(text: str, tongue: Tongue) -> str:
    """Return a text with one kind of space and of digit."""
    text = re.sub(rf"(?<=\d)(?={FRACTION.pattern})", " ", text)
    text = FRACTION.sub(lambda match: unicodedata.normalize("NFKC", match.group()), text)
    text = unicodedata.normalize("NFC", text).replace('"', "")
    return " ".join("".join(_plain_sign(one, tongue) for one in text).split())


def _plain_sign(sign: str, tongue: Tongue) -> str:
    """Return a picture sign by its name, nothing for what only shapes others, and digits plain."""
    kind = unicodedata.category(sign)
    if kind in SHAPING:
        return ""
    if kind == "So" and sign not in tongue.signs:
        return f", {unicodedata.name(sign, '').lower()}, "
    value = unicodedata.digit(sign, None)
    return sign if value is None or sign.isascii() else str(value)


def _short_forms(text: str, tongue: Tongue) -> str:
    """Return a text with whole words for words cut short."""
    longest = sorted(tongue.shortened, key=len, reverse=True)
    shape = "|".join(map(re.escape, longest))

    def whole(match: re.Match[str]) -> str:
        written = match.group()
        key = written.lower()
        if key not in tongue.shortened:
            # A sign from elsewhere that is taken for one of its letters, such as a long s.
            return written
        title = tongue.shortened[key][0].isupper()
        if written[0].isupper() != title and key not in BEFORE_NUMBERS:
            return written
        if key in BEFORE_NUMBERS and not re.match(r"\s?\d", text[match.end() :]):
            return written
        return tongue.shortened[key] + ("." if _ends_sentence(match, text) else "")

    return re.sub(rf"(?<![\w.])(?:{shape})(?!\w)", whole, text, flags=re.IGNORECASE)


def _ends_sentence(match: re.Match[str], text: str) -> bool:
    return match.group().endswith(".") and match.end() == len(text)


def _with_numbers(text: str, language: str, has_quarters: bool) -> str:
    pattern, names = _pattern(language)
    said, place = "", 0
    for match in pattern.finditer(text):
        rule = next(names[name] for name in names if match[name] is not None)
        said += text[place : match.start()]
        before = re.search(r"[\w’]+(?=\s*$)", said)
        after = re.match(r"\s+([^\W\d_]+)", text[match.end() :])
        around = Surroundings(
            before.group() if before else "", after[1] if after else "", has_quarters
        )
        said, words = _put(said, rule(tongue_of(language), match, around))
        if rule not in BY_THE_LETTER:
            last = said.split()[-1] if said.split() else ""
            said, words = _put(said, tongue_of(language).after(last, words))
        said += words
        place = match.end()
    return said + text[place:]


def _put(said: str, words: str) -> tuple[str, str]:
    """Return what was said, its last word changed where words ask for it before a mark."""
    new, mark, rest = words.rpartition("\0")
    return (re.sub(r"[\w’]+\s*$", f"{new} ", said) if mark else said), rest


def _without_signs(text: str, tongue: Tongue) -> str:
    text = "".join(digit_words(one, tongue) for one in text)
    for sign, word in tongue.signs.items():
        if sign != "&":
            text = text.replace(sign, f" {word} ")
    text = re.sub(rf"(?<=\w)/(?={tongue.or_}\b)", " ", text)
    text = re.sub(r"(?<=\w)/(?=\w)", f" {tongue.or_} ", text)
    text = re.sub(r"(?:(?<![A-Z])&|&(?![A-Z]))\s*(\w*)", lambda match: _and(match, tongue), text)
    text = LONE_LETTER.sub(lambda match: match.group().upper(), text)
    text = re.sub(r"\s[-–—]+(?=\s)|[—]|\s/\s|\|", ", ", text)
    text = re.sub(r"(?<!\w)[-–—]+|[-–—]+(?!\w)|[*•·/^]", " ", text)
    text = re.sub(r"\s*[(\[{]\s*", ", ", text)
    text = re.sub(r"\s*[)\]}]", ", ", text)
    return tidy(text)


def _and(match: re.Match[str], tongue: Tongue) -> str:
    """Return what is said for a sign that stands for `and`, with the word after it."""
    words = tongue.both("", match[1]).strip() if match[1] else tongue.signs["&"]
    return f" {words} "


def digit_words(sign: str, tongue: Tongue) -> str:
    """Return a digit of any script in words, and every other sign as it is."""
    value = unicodedata.numeric(sign, None) if not sign.isalpha() else None
    if value is None:
        return sign
    if value == int(value) and value >= 0:
        return f" {tongue.cardinal(int(value))} "
    return " "


def tidy(text: str) -> str:
    """Return a text with its commas and spaces in order."""
    text = " ".join(text.split())
    text = re.sub(r"\s+([,.;:!?])", r"\1", text)
    text = re.sub(r",+\s*(?=[,.;:!?])", "", text)
    text = re.sub(r"([.;:!?])\s*,\s*", r"\1 ", text)
    text = re.sub(r"^[\s,;:]+|[\s,;]+$", "", text)
    return re.sub(r",(?=[^\s”’])", ", ", text)
