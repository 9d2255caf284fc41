"""The ways of writing a date that we take."""

from __future__ import annotations

import re

from riweb.locales import en
from riweb.problems import counted
from riweb.when.points import REPEATS, SEASONS, Point, When

EARLIEST, LATEST = 1900, 2199
MONTH_NAMES = tuple(month.lower() for month in en.LOCALE.dates.months)


class NotADate(ValueError):
    """A text is no date.

    Args:
        fix: what to write instead; empty where only the words themselves can say.
    """

    def __init__(self, wrong: str, fix: str = "") -> None:
        super().__init__(wrong)
        self.fix = fix


def plain(text: str) -> str:
    """Return a text in small letters, with plain spaces and hyphens, without quotation marks."""
    words = re.sub(r"[‐-―−]", "-", " ".join(text.lower().split()))
    return words.strip("“”‘’\"'. ")


def read(words: str) -> When:
    """Read a time.

    Args:
        words: as `plain` returns them.

    Raises:
        NotADate: when it is none we take.
    """
    if words in REPEATS:
        return When(repeat=words)
    span, _, repeat = words.partition(", then ")
    if repeat and repeat not in REPEATS[:-1]:
        raise NotADate(words)
    first, last = _ends(span)
    start = point(first)
    end = point(last) if last else start
    if end.last < start.first:
        raise NotADate("ends before it starts", "Write the earlier date first.")
    return When(start, end, repeat)


def _ends(span: str) -> tuple[str, str]:
    """Return both ends of a range; the second is empty where there is only one point."""
    if found := re.fullmatch(r"(\d{4})-(\d{4})", span):
        return found[1], found[2]
    first, *last = re.split(r" to | - ", span.removeprefix("from "), maxsplit=1)
    return first, last[0] if last else ""


def point(words: str) -> Point:
    """Read a day, a month, a season or a year.

    Raises:
        NotADate: when it is none we take, or when the calendar has no such day.
    """
    if found := re.fullmatch(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", words):
        year, month, day = (int(part) if part else None for part in found.groups())
        return _real(year or 0, month, day)
    found = re.fullmatch(r"(?:(\d{1,2})(?:st|nd|rd|th)? )?([a-z]+)\.?,? (\d{4})", words)
    if found:
        day_text, name, year_text = found.groups()
    elif found := re.fullmatch(r"([a-z]+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})", words):
        name, day_text, year_text = found.groups()
    else:
        raise NotADate(words)
    if name in SEASONS and not day_text:
        return _real(int(year_text), season=name)
    return _real(int(year_text), _month(name), int(day_text) if day_text else None)


def _month(name: str) -> int:
    """Return the number of a month that is written out or cut to three letters or more."""
    for number, month in enumerate(MONTH_NAMES, 1):
        if len(name) >= 3 and month.startswith(name):
            return number
    raise NotADate(name)


def _real(year: int, month: int | None = None, day: int | None = None, season: str = "") -> Point:
    """Return the point, after the calendar has agreed that there is such a day."""
    if not EARLIEST <= year <= LATEST:
        raise NotADate(
            f"names the year {year}", f"Write a year from {EARLIEST} to {LATEST}, in four digits."
        )
    if month is not None and not 1 <= month <= 12:
        raise NotADate(f"names a month {month}", "Write a month from 01 to 12, as in 2009-06.")
    if day is not None and month is not None:
        days = Point(year, month).last.day
        if not 1 <= day <= days:
            name = en.LOCALE.dates.months[month - 1]
            raise NotADate("is not in the calendar", f"{name} {year} has {counted(days, 'day')}.")
    return Point(year, month, day, season)
