"""Numbers, days, money and signs in Welsh words: counting in tens, days the older way."""

from __future__ import annotations

import re
from collections.abc import Mapping

from riweb.locales import known

ONES = known.listed("dim un dau tri pedwar pump chwech saith wyth naw deg")

# Before “deg”, “cant” and “mil”, which is feminine.
TENS = known.listed("- - dau tri pedwar pum chwe saith wyth naw")
HUNDREDS = (
    "cant",
    "dau gant",
    "tri chant",
    "pedwar cant",
    "pum cant",
    "chwe chant",
    "saith cant",
    "wyth cant",
    "naw cant",
)
FEMININE = {2: "dwy", 3: "tair", 4: "pedair"}
BEFORE_A_NOUN = {"pump": "pum", "chwech": "chwe", "cant": "can"}

# What people say before a noun, and of money; elsewhere they count in tens.
OLDER = {12: "deuddeg", 15: "pymtheg", 18: "deunaw", 20: "ugain"}

# Ordinals that have another form before what is feminine.
FEMININE_NTH = {"trydydd": "trydedd", "pedwerydd": "pedwaredd"}
AGE = "oed"
DAYS = known.listed(
    "cyntaf;ail;trydydd;pedwerydd;pumed;chweched;seithfed;wythfed;nawfed;degfed;unfed ar ddeg;"
    "deuddegfed;trydydd ar ddeg;pedwerydd ar ddeg;pymthegfed;unfed ar bymtheg;ail ar bymtheg;"
    "deunawfed;pedwerydd ar bymtheg;ugeinfed;unfed ar hugain;ail ar hugain;trydydd ar hugain;"
    "pedwerydd ar hugain;pumed ar hugain;chweched ar hugain;seithfed ar hugain;"
    "wythfed ar hugain;nawfed ar hugain;degfed ar hugain;unfed ar ddeg ar hugain",
    ";",
)
MONTHS = known.listed(
    "Ionawr Chwefror Mawrth Ebrill Mai Mehefin Gorffennaf Awst Medi Hydref Tachwedd Rhagfyr"
)
HOURS = known.listed("deuddeg;un;dau;tri;pedwar;pump;chwech;saith;wyth;naw;deg;un ar ddeg", ";")
PARTS = {2: "hanner", 3: "traean", 4: "chwarter", 5: "pumed", 8: "wythfed", 10: "degfed"}

# What a word begins with is softened into.
SOFT = (
    ("ll", "l"), ("rh", "r"), ("p", "b"), ("t", "d"), ("c", "g"),
    ("b", "f"), ("d", "dd"), ("g", ""), ("m", "f"),
)  # fmt: skip
UNCHANGED = ("ch", "ph", "th", "dd")
ROUGH = (("p", "ph"), ("t", "th"), ("c", "ch"))

# After these the article is a part of the word: o + y = o’r.
TAKES_R = re.compile(r"[aeiouwyâêîôûŵŷ]$|wedi’i$", re.IGNORECASE)
THE = re.compile(r"(?:^yr?|’r)$", re.IGNORECASE)
SOFTENS = frozenset(
    known.listed(
        "i o ar at am dan dros drwy trwy heb hyd gan wrth tan neu dyma dyna gennyf gennych gennym "
        "ganddo ganddi ganddynt"
    )
)
ROUGHENS = {"a", "â", "gyda", "tua", "na"}
BEFORE_VOWELS = {"a": "ac", "â": "ag", "na": "nac", "gyda": "gydag", "y": "yr"}
NOON = 12


def soft(word: str) -> str:
    """Return a word after what softens its beginning, such as `o`: Mawrth becomes Fawrth."""
    low = word.lower()
    if low.startswith(UNCHANGED) and not low.startswith("dd"):
        return word
    for hard, softened in SOFT:
        if low.startswith(hard) and not (hard in "cpt" and low.startswith((f"{hard}h",))):
            new = softened + word[len(hard) :]
            return new[:1].upper() + new[1:] if word[0].isupper() else new
    return word


def rough(word: str) -> str:
    """Return a word after `a`: tri becomes thri."""
    if word.startswith(UNCHANGED):
        return word
    low = word.lower()
    for hard, roughened in ROUGH:
        if low.startswith(hard) and not low.startswith(UNCHANGED):
            new = roughened + word[len(hard) :]
            return new[:1].upper() + new[1:] if word[0].isupper() else new
    return word


def joined(words: str) -> str:
    """Return `and` with a number after it."""
    return f"{'ac' if words[0].lower() in 'aeiouwyâêîôûŵŷ' else 'a'} {rough(words)}"


def unsoftened(word: str) -> set[str]:
    """Return the words that a word may be, before its beginning was softened."""
    found = {word} | {hard + word[len(softened) :] for hard, softened in SOFT if softened
                      and word.startswith(softened)}  # fmt: skip
    return found | {f"g{word}"}


class Welsh:
    """Welsh as it is said today, and days by the older numbers that people use for them."""

    months: Mapping[str, int] = {
        **{name.lower(): place for place, name in enumerate(MONTHS, 1)},
        **{soft(name).lower(): place for place, name in enumerate(MONTHS, 1)},
        **{"nhachwedd": 11, "thachwedd": 11, "ngorffennaf": 7},
    }
    quarters: tuple[str, ...] = ("chwarter", "chwarteri", "chwarterau")
    million: Mapping[str, int] = {
        "miliwn": 6, "filiwn": 6, "m": 6, "biliwn": 9, "bn": 9,
    }  # fmt: skip
    signs: Mapping[str, str] = known.WELSH_SIGNS
    units: Mapping[str, str] = known.WELSH_UNITS
    shortened: Mapping[str, str] = known.WELSH_SHORTENED
    abbreviations: Mapping[str, str] = known.WELSH
    halves = r"[ap]m| ?y[bhp]"
    to, until, or_, point = "i", "hyd at", "neu", "pwynt"
    at, dot, slash, hyphen, minus = "at", "dot", "slaes", "cysylltnod", "minws"

    def cardinal(self, number: int, after: str = "") -> str:
        """Return a number in words, as the noun after it asks."""
        words = self._number(number)
        if not after or not after[0].islower() or after in known.WELSH_SMALL_WORDS:
            return words
        if number in OLDER:
            return OLDER[number]
        first, space, last = words.rpartition(" ")
        ones = number % 10
        if ones in FEMININE and self._is_feminine(after):
            last = {"thri": "thair", "phedwar": "phedair"}.get(last, FEMININE[ones])
            return f"{first}{space}{last}"
        return words if after == AGE else f"{first}{space}{BEFORE_A_NOUN.get(last, last)}"

    def _thing(self, words: str, noun: str) -> str:
        """Return a number in words with what it counts, changed as the number asks."""
        last = words.rpartition(" ")[2]
        if last in ("dau", "dwy") or (last == "un" and self._is_feminine(noun)):
            return f"{words} {soft(noun)}"
        return f"{words} {rough(noun) if last in ('tri', 'chwe') else noun}"

    def counted(self, number: int, unit: str) -> str:
        """Return so many of a unit in words, its beginning changed: dau gilometr, tri chilometr."""
        noun, space, kind = unit.partition(" ")
        return f"{self._thing(self.cardinal(number, noun), noun)}{space}{kind}"

    def measured(self, words: str, unit: str) -> str:
        """Return so much of a unit, a number in words."""
        return f"{words} {unit}"

    @staticmethod
    def _is_feminine(noun: str) -> bool:
        return bool(unsoftened(noun) & known.WELSH_FEMININE)

    def _number(self, number: int) -> str:
        if number <= 10:
            return ONES[number]
        if number < 100:
            tens, ones = divmod(number, 10)
            ten = {1: "un deg", 2: "dau ddeg"}.get(tens, f"{TENS[tens]} deg")
            return f"{ten} {ONES[ones]}" if ones else ten
        if number < 1000:
            hundreds, rest = divmod(number, 100)
            return self._with_rest(HUNDREDS[hundreds - 1], rest)
        if number < 10**6:
            many, rest = divmod(number, 1000)
            return self._with_rest(self._counted(many, "mil"), rest)
        many, rest = divmod(number, 10**6)
        return self._with_rest(self._counted(many, "miliwn"), rest)

    def _with_rest(self, words: str, rest: int) -> str:
        if not rest:
            return words
        more = self._number(rest)
        return f"{words} {joined(more) if rest <= 10 else more}"

    def _counted(self, many: int, noun: str) -> str:
        """Return so many of a feminine noun."""
        if many == 1:
            return noun
        counted = soft(noun) if many == 2 else noun
        words = self._number(many)
        first, space, last = words.rpartition(" ")
        last = FEMININE.get(many, BEFORE_A_NOUN.get(last, last))
        return f"{first}{space}{last} {counted}"

    def after(self, before: str, words: str) -> str:
        """Return a number in words, softened after `i`, roughened after `a`: but ac un."""
        if words[0] in "aeiouwy" and before in BEFORE_VOWELS:
            return f"{BEFORE_VOWELS[before]}\0{words}"
        # “Y ddau” and “y ddwy fil”, but “y dau ddeg”.
        if THE.search(before) and re.match(r"(?:dau|dwy)\b(?! ddeg)", words):
            return soft(words)
        if before.lower() == "yn" and (found := re.match(r"mil |dwy fil", words)):
            return f"{before[0]}m\0{words}" if found[0] == "mil " else f"n{words[1:]}"
        if before.lower() in SOFTENS:
            return soft(words)
        return rough(words) if before.lower() in ROUGHENS else words

    def both(self, first: str, second: str) -> str:
        """Return two numbers joined by `a`, which roughens: tri a phedwar."""
        return f"{first} {joined(second)}"

    def span(self, first: str, second: str) -> str:
        """Return two numbers joined by `i`, which softens: tri i bedwar."""
        return f"{first} i {soft(second)}"

    def and_a_half(self, whole: int, noun: str) -> str:
        """Return so many and a half: awr a hanner, dwy awr a hanner."""
        if noun in known.WELSH_SMALL_WORDS:
            return f"{self.cardinal(whole)} a hanner {noun}"
        return f"{noun} a hanner" if whole == 1 else f"{self.cardinal(whole, noun)} {noun} a hanner"

    def both_quarters(self, first: int, second: int) -> str:
        """Return two quarters of a year: chwarter tri a chwarter pedwar."""
        return f"chwarter {self.cardinal(first)} a chwarter {self.cardinal(second)}"

    def ordinal(self, number: int, ending: str = "", before: str = "", after: str = "") -> str:
        """Return which one in a row: trydydd, or y drydedd of what is feminine."""
        if not 0 < number <= len(DAYS):
            return f"rhif {self._number(number)}"
        first, space, rest = DAYS[number - 1].partition(" ")
        if ending != "edd" and not (after and self._is_feminine(after)):
            return DAYS[number - 1]
        said = f"{FEMININE_NTH.get(first, first)}{space}{rest}"
        return soft(said) if THE.search(before) else said

    def year(self, number: int) -> str:
        """Return a year as people say it: 1998 is mil naw naw wyth."""
        if 1000 < number < 2000 and number % 100:
            return f"mil {' '.join(ONES[int(digit)] for digit in str(number)[1:])}"
        return self._number(number)

    def decade(self, number: int) -> str:
        """Return ten years by their first."""
        tens = number % 100 // 10
        return f"{TENS[tens]}degau" if tens > 2 else f"{self.year(number)} a’r blynyddoedd wedyn"

    def end_of_years(self, number: int) -> str:
        """Return the last two digits of a year, after the year before."""
        return self._number(number) if number else self.year(2000)

    def day(self, day: int, month: int, year: int | None, before: str) -> tuple[str, str]:
        """Return a day: y pymthegfed o Fawrth, and i’r pymthegfed after `i`."""
        which = DAYS[day - 1]
        words = f"{which} o {soft(MONTHS[month - 1])}"
        if year is not None:
            words += f" {self.year(year)}"
        if THE.search(before):
            return before, words
        if TAKES_R.search(before):
            return f"{before}’r", words
        return before, f"{'yr' if which[0] in 'aeiouw' else 'y'} {words}"

    def month(self, month: int) -> str:
        """Return the name of a month."""
        return MONTHS[month - 1]

    def money(self, pounds: int, pence: int) -> str:
        """Return an amount of pounds and pence; many pounds are `o bunnoedd`."""
        small = self._thing(self.cardinal(pence, "ceiniog"), "ceiniog")
        if not pounds and pence:
            return small
        if pounds <= 100:
            words = self._thing(self.cardinal(pounds, "punt"), "punt")
        else:
            words = f"{self._number(pounds)} o bunnoedd"
        return f"{words} {joined(small)}" if pence else words

    def millions(self, number: str, power: int) -> str:
        """Return so many millions of pounds."""
        name = "miliwn" if power == 6 else "biliwn"
        counted = {"dau": f"dwy {soft(name)}", "tri": f"tair {name}", "pedwar": f"pedair {name}"}
        counted |= {"un": name, "pump": f"pum {name}", "chwech": f"chwe {name}"}
        return f"{counted.get(number, f'{number} {name}')} o bunnoedd"

    def per_cent(self, words: str) -> str:
        """Return a share of a hundred."""
        return f"{words} y cant"

    def fraction(self, above: int, below: int) -> str:
        """Return a fraction in words."""
        if below not in PARTS or not 0 < above < below:
            return ""
        if above == 1:
            return PARTS[below] if below < 5 else f"un rhan o {soft(ONES[below])}"
        if below == 4:
            return "tri chwarter"
        among = soft(FEMININE.get(below, ONES[below]))
        return f"{self._thing(self.cardinal(above, 'rhan'), 'rhan')} o {among}"

    def clock(self, hour: int, minute: int, half: str) -> str:
        """Return a time of day: hanner awr wedi chwech yr hwyr."""
        if not half and not minute and hour in (0, NOON, 24):
            return "hanner dydd" if hour == NOON else "hanner nos"
        if half:
            hour = hour % NOON + (NOON if half == "pm" else 0)
        part = "y bore" if hour < NOON else "y prynhawn" if hour < 18 else "yr hwyr"
        now, later = self._hour(hour), soft(self._hour(hour + 1))
        if not minute:
            return f"{now} o’r gloch {part}"
        if minute <= 30:
            said = {15: "chwarter", 30: "hanner awr"}.get(minute) or self._minutes(minute)
            return f"{said} wedi {now} {part}"
        left = 60 - minute
        said = "chwarter" if left == 15 else self._minutes(left)
        return f"{said} i {later} {part}"

    def _minutes(self, number: int) -> str:
        # Masculine, as in the interface: “tri munud”, and m- is not roughened.
        return self._thing(self.cardinal(number, "munud"), "munud")

    @staticmethod
    def _hour(hour: int) -> str:
        return HOURS[hour % NOON]

    def digit(self, digit: str) -> str:
        """Return one digit as in a phone number."""
        return ONES[int(digit)]
