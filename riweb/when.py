"""Dates as people write them: a day, a month, a year, a range, "ongoing", "every year"."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

HELP = "Write it like 2009-06, 30 June 2009, ongoing, or every year."

MONTHS = {
    "en": (
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
    "cy": (
        "Ionawr",
        "Chwefror",
        "Mawrth",
        "Ebrill",
        "Mai",
        "Mehefin",
        "Gorffennaf",
        "Awst",
        "Medi",
        "Hydref",
        "Tachwedd",
        "Rhagfyr",
    ),
}

# The first and last month of each season; winter runs into the next year.
SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "winter": (12, 14)}
SEASON_WORDS = {
    "en": {"spring": "spring", "summer": "summer", "autumn": "autumn", "winter": "winter"},
    "cy": {"spring": "gwanwyn", "summer": "haf", "autumn": "hydref", "winter": "gaeaf"},
}

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
REPEAT_WORDS = {
    "en": {word: word for word in REPEATS},
    "cy": {
        "ongoing": "yn barhaus",
        "every year": "bob blwyddyn",
        "every six months": "bob chwe mis",
        "every quarter": "bob chwarter",
        "every two months": "bob dau fis",
        "every month": "bob mis",
        "review": "adolygu",
        "not given": "heb ei roi",
    },
}


@dataclass(frozen=True)
class Point:
    """A day, a month, a season or a year; a day is never made up.

    Args:
        month: 1 to 12; None means a whole year or a season.
        day: None means a whole month.
        season: a key of SEASONS, or empty.
    """

    year: int
    month: int | None = None
    day: int | None = None
    season: str = ""

    @property
    def first(self) -> date:
        """The first day it can mean."""
        month = SEASONS[self.season][0] if self.season else self.month or 1
        return date(self.year, month, self.day or 1)

    @property
    def last(self) -> date:
        """The last day it can mean, by which it sorts."""
        if self.day:
            return self.first
        month = SEASONS[self.season][1] if self.season else self.month or 12
        year, month = (self.year + 1, month - 12) if month > 12 else (self.year, month)
        return date(year, month, monthrange(year, month)[1])

    def text(self, language: str) -> str:
        """Return it in words, such as `30 March 2010`, `November 2013` or `summer 2009`."""
        if self.season:
            return f"{SEASON_WORDS[language][self.season]} {self.year}"
        if self.month is None:
            return str(self.year)
        month = MONTHS[language][self.month - 1]
        return f"{self.day} {month} {self.year}" if self.day else f"{month} {self.year}"


@dataclass(frozen=True)
class When:
    """A time as people write it.

    Args:
        start: None means no fixed beginning.
        end: the end of a range, or the same as `start`; None means no fixed end.
        repeat: a word of REPEATS that follows or stands alone, or empty.
    """

    start: Point | None = None
    end: Point | None = None
    repeat: str = ""

    @property
    def first(self) -> date | None:
        """The first day it can mean, or None."""
        return self.start.first if self.start else None

    @property
    def last(self) -> date | None:
        """The last day it can mean, or None where it has no end."""
        return self.end.last if self.end else None

    @property
    def sort_key(self) -> tuple[date, str]:
        """Dates in order, those without a date last."""
        return (self.last or date.max, self.repeat)

    def text(self, language: str = "en") -> str:
        """Return it in words in that language (`en` or `cy`)."""
        repeat = REPEAT_WORDS[language].get(self.repeat, "")
        if not self.start or not self.end:
            return repeat
        joins = {"en": (" to ", ", then "), "cy": (" i ", ", wedyn ")}[language]
        span = self.start.text(language)
        if self.end != self.start:
            span += joins[0] + self.end.text(language)
        return span + (joins[1] + repeat if repeat else "")


NOT_GIVEN = When(repeat="not given")


def parse(text: str) -> When:
    """Read a time as people write it.

    Raises:
        ValueError: with a sentence for the editor, when it is none we understand.
    """
    words = " ".join(text.split()).lower()
    if words in REPEATS:
        return When(repeat=words)
    span, _, repeat = words.partition(", then ")
    if repeat and repeat not in REPEATS[:-1]:
        raise ValueError(f"“{text}” is not a date we understand.")
    first, _, last = span.partition(" to ")
    try:
        start = _point(first)
        end = _point(last) if last else start
    except ValueError:
        raise ValueError(f"“{text}” is not a date we understand.") from None
    if end.last < start.first:
        raise ValueError(f"“{text}” ends before it starts.")
    return When(start, end, repeat)


def day(text: str) -> date:
    """Read a day, written `2010-01-19` or `19 January 2010`.

    Raises:
        ValueError: with a sentence for the editor.
    """
    try:
        point = _point(" ".join(text.split()).lower())
    except ValueError:
        raise ValueError(f"“{text}” is not a day we understand.") from None
    if not point.day:
        raise ValueError(f"“{text}” has no day of the month.")
    return point.first


def _point(words: str) -> Point:
    if found := re.fullmatch(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", words):
        year, month, day_ = (int(part) if part else None for part in found.groups())
        return _real(Point(year or 0, month, day_))
    found = re.fullmatch(r"(?:(\d{1,2}) )?([a-z]+) (\d{4})", words)
    if not found:
        raise ValueError(words)
    day_text, name, year_text = found.groups()
    if name in SEASONS and not day_text:
        return _real(Point(int(year_text), season=name))
    months = [month.lower() for month in MONTHS["en"]]
    month = months.index(name) + 1 if name in months else _short_month(name, months)
    return _real(Point(int(year_text), month, int(day_text) if day_text else None))


def _short_month(name: str, months: list[str]) -> int:
    for number, month in enumerate(months, 1):
        if len(name) >= 3 and month.startswith(name):
            return number
    raise ValueError(name)


def _real(point: Point) -> Point:
    """Return the point, after the calendar has agreed that there is such a day."""
    if not 1900 <= point.year <= 2199:
        raise ValueError(point.year)
    _ = point.first, point.last
    return point
