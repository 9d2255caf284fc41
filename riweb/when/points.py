"""Points in time as exact as they were written, and the words for them in each language."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from riweb.locales import LOCALES

# The first and last month of each season; winter runs into the next year.
SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "winter": (12, 14)}

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
            return f"{LOCALES[language].dates.seasons[self.season]} {self.year}"
        if self.month is None:
            return str(self.year)
        month = LOCALES[language].dates.months[self.month - 1]
        return f"{self.day} {month} {self.year}" if self.day else f"{month} {self.year}"

    def text_as_end(self, language: str) -> str:
        """Return it in words as the end of a range, such as `to March 2011` or `i Fawrth 2011`."""
        return LOCALES[language].dates.until(self.text(language))


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
        """Return it in words in that language."""
        words = LOCALES[language].dates
        repeat = words.repeats.get(self.repeat, "")
        if not self.start or not self.end:
            return repeat
        span = self.start.text(language)
        if self.end != self.start:
            span += f" {self.end.text_as_end(language)}"
        return span + (words.then + repeat if repeat else "")


NOT_GIVEN = When(repeat="not given")
