"""Numbers, days, money and signs in English words."""

from __future__ import annotations

from collections.abc import Mapping

from riweb.locales import known

ONES = known.listed(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
)
TENS = known.listed("- - twenty thirty forty fifty sixty seventy eighty ninety")
SCALES = ((10**9, "thousand million"), (10**6, "million"), (10**3, "thousand"))
IRREGULAR = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
}
MONTHS = known.listed(
    "January February March April May June July August September October November December"
)
SHORT_MONTHS = {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8,
    "sep": 9, "sept": 9, "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip
PARTS = {2: "half", 3: "third", 4: "quarter", 5: "fifth", 6: "sixth", 8: "eighth", 10: "tenth"}
NOON = 12


class English:
    """English as it is said in Britain."""

    months: Mapping[str, int] = {
        **{name.lower(): place for place, name in enumerate(MONTHS, 1)},
        **SHORT_MONTHS,
    }
    quarters: tuple[str, ...] = ("quarter", "quarters")
    million: Mapping[str, int] = {"million": 6, "m": 6, "billion": 9, "bn": 9}
    signs: Mapping[str, str] = known.ENGLISH_SIGNS
    units: Mapping[str, str] = known.ENGLISH_UNITS
    shortened: Mapping[str, str] = known.ENGLISH_SHORTENED
    abbreviations: Mapping[str, str] = known.ENGLISH
    halves = r" ?[ap]\.?m"
    to, until, or_, point = "to", "up to", "or", "point"
    at, dot, slash, hyphen, minus = "at", "dot", "slash", "hyphen", "minus"

    def cardinal(self, number: int, after: str = "") -> str:
        """Return a number in words."""
        if number < len(ONES):
            return ONES[number]
        if number < 100:
            tens, ones = divmod(number, 10)
            return TENS[tens] + (f"-{ONES[ones]}" if ones else "")
        if number < 1000:
            hundreds, rest = divmod(number, 100)
            return f"{ONES[hundreds]} hundred" + (f" and {self.cardinal(rest)}" if rest else "")
        for size, name in SCALES:
            if number >= size:
                many, rest = divmod(number, size)
                joined = " and " if rest < 100 else " "
                return f"{self.cardinal(many)} {name}" + (
                    f"{joined}{self.cardinal(rest)}" if rest else ""
                )
        return ""

    def counted(self, number: int, unit: str) -> str:
        """Return so many of a unit in words: one metre, two metres."""
        one, _, several = unit.partition(";")
        return f"{self.cardinal(number)} {one if number == 1 else several}"

    def measured(self, words: str, unit: str) -> str:
        """Return so much of a unit, a number in words."""
        return f"{words} {unit.partition(';')[2]}"

    def after(self, before: str, words: str) -> str:
        """Return a number in words as it is."""
        return words

    def both(self, first: str, second: str) -> str:
        """Return two numbers joined by `and`."""
        return f"{first} and {second}"

    def span(self, first: str, second: str) -> str:
        """Return two numbers joined by `to`."""
        return f"{first} to {second}"

    def and_a_half(self, whole: int, noun: str) -> str:
        """Return so many and a half: two and a half days."""
        return f"{self.cardinal(whole)} and a half {noun}"

    def both_quarters(self, first: int, second: int) -> str:
        """Return two quarters of a year: quarters three and four."""
        return f"quarters {self.both(self.cardinal(first), self.cardinal(second))}"

    def ordinal(self, number: int, ending: str = "", before: str = "", after: str = "") -> str:
        """Return which one in a row."""
        words = self.cardinal(number)
        start, hyphen, last = words.rpartition("-")
        if not hyphen:
            start, hyphen, last = words.rpartition(" ")
        if last in IRREGULAR:
            return start + hyphen + IRREGULAR[last]
        return f"{start}{hyphen}{last[:-1]}ieth" if last.endswith("y") else f"{words}th"

    def year(self, number: int) -> str:
        """Return a year as people say it."""
        century, rest = divmod(number, 100)
        if number < 1000:
            return self.cardinal(number)
        if 2000 <= number < 2010:
            return self.cardinal(number)
        if rest == 0:
            return f"{self.cardinal(century)} hundred"
        if rest < 10:
            return f"{self.cardinal(century)} oh {self.cardinal(rest)}"
        return f"{self.cardinal(century)} {self.cardinal(rest)}"

    def decade(self, number: int) -> str:
        """Return ten years by their first."""
        words = self.year(number)
        return f"{words[:-1]}ies" if words.endswith("y") else f"{words}s"

    def end_of_years(self, number: int) -> str:
        """Return the last two digits of a year, after the year before."""
        return self.cardinal(number) if number else self.year(2000)

    def day(self, day: int, month: int, year: int | None, before: str) -> tuple[str, str]:
        """Return a day; `the` is not said twice."""
        the = "" if before.lower() == "the" else "the "
        words = f"{the}{self.ordinal(day)} of {MONTHS[month - 1]}"
        return before, words if year is None else f"{words} {self.year(year)}"

    def month(self, month: int) -> str:
        """Return the name of a month."""
        return MONTHS[month - 1]

    def money(self, pounds: int, pence: int) -> str:
        """Return an amount of pounds and pence."""
        small = f"{self.cardinal(pence)} {'penny' if pence == 1 else 'pence'}"
        if not pounds and pence:
            return small
        words = f"{self.cardinal(pounds)} {'pound' if pounds == 1 else 'pounds'}"
        return f"{words} and {small}" if pence else words

    def millions(self, number: str, power: int) -> str:
        """Return so many millions of pounds."""
        return f"{number} {'million' if power == 6 else 'billion'} pounds"

    def per_cent(self, words: str) -> str:
        """Return a share of a hundred."""
        return f"{words} per cent"

    def fraction(self, above: int, below: int) -> str:
        """Return a fraction in words."""
        if below not in PARTS or not 0 < above < below:
            return ""
        if above == 1:
            return f"{'an' if below == 8 else 'a'} {PARTS[below]}"
        return f"{self.cardinal(above)} {PARTS[below]}s"

    def clock(self, hour: int, minute: int, half: str) -> str:
        """Return a time of day."""
        if not half and not minute and hour in (0, NOON, 24):
            return "twelve noon" if hour == NOON else "midnight"
        if half:
            hour = hour % NOON + (NOON if half == "pm" else 0)
        part = "morning" if hour < NOON else "afternoon" if hour < 18 else "evening"
        words = self.cardinal(hour % NOON or NOON)
        if minute:
            words += f" {'oh ' if minute < 10 else ''}{self.cardinal(minute)}"
        else:
            words += " o’clock"
        return f"{words} in the {part}"

    def digit(self, digit: str) -> str:
        """Return one digit as in a phone number."""
        return "oh" if digit == "0" else ONES[int(digit)]
