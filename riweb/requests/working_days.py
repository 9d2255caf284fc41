"""Working days: not weekends, nor the bank holidays of England and Wales, nor a site's own."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, timedelta
from functools import lru_cache
from itertools import islice

MONDAY, SATURDAY = 0, 5
DAY = timedelta(days=1)

# Holidays that were moved: by proclamation, from the day that the rule gives to another.
# Source: GOV.UK, Bank holidays (https://www.gov.uk/bank-holidays), and its earlier editions.
MOVED = {
    date(1995, 5, 1): date(1995, 5, 8),  # 50 years after the war in Europe
    date(2002, 5, 27): date(2002, 6, 4),  # Golden Jubilee
    date(2012, 5, 28): date(2012, 6, 4),  # Diamond Jubilee
    date(2020, 5, 4): date(2020, 5, 8),  # 75 years after the war in Europe
    date(2022, 5, 30): date(2022, 6, 2),  # Platinum Jubilee
}

# Holidays that were given once. Source: the same.
ONCE = {
    date(1999, 12, 31),  # Millennium
    date(2002, 6, 3),  # Golden Jubilee
    date(2011, 4, 29),  # Royal wedding
    date(2012, 6, 5),  # Diamond Jubilee
    date(2022, 6, 3),  # Platinum Jubilee
    date(2022, 9, 19),  # state funeral of Queen Elizabeth II
    date(2023, 5, 8),  # coronation of King Charles III
}


def easter(year: int) -> date:
    """Return Easter Sunday.

    Source: the anonymous Gregorian algorithm, as in Meeus, Astronomical Algorithms, chapter 8.
    """
    golden, century, rest = year % 19, year // 100, year % 100
    leap, late = divmod(century, 4)
    moved = (century - (century + 8) // 25 + 1) // 3
    moon = (19 * golden + century - leap - moved + 15) % 30
    fours, years = divmod(rest, 4)
    sunday = (32 + 2 * late + 2 * fours - moon - years) % 7
    late_moon = (golden + 11 * moon + 22 * sunday) // 451
    month, day = divmod(moon + sunday - 7 * late_moon + 114, 31)
    return date(year, month, day + 1)


@lru_cache(maxsize=64)
def bank_holidays(year: int) -> frozenset[date]:
    """Return the bank holidays of England and Wales in a year."""
    sunday = easter(year)
    by_rule = {
        _weekday_from(date(year, 1, 1)),
        sunday - 2 * DAY,
        sunday + DAY,
        _monday_from(date(year, 5, 1)),
        _monday_from(date(year, 5, 25)),
        _monday_from(date(year, 8, 25)),
        *_christmas(date(year, 12, 25)),
    }
    once = {day for day in ONCE if day.year == year}
    return frozenset({MOVED.get(day, day) for day in by_rule} | once)


def _christmas(day: date) -> list[date]:
    """Return Christmas Day and Boxing Day, or what stands in for one that is at a weekend."""
    found = [one for one in (day, day + DAY) if one.weekday() < SATURDAY]
    later = _weekday_from(day + 2 * DAY)
    return [*found, later, later + DAY][:2]


def _monday_from(day: date) -> date:
    """Return the first Monday that is not before a day."""
    return day + (MONDAY - day.weekday()) % 7 * DAY


def _weekday_from(day: date) -> date:
    """Return the first day that is not before a day, and not at a weekend."""
    return day if day.weekday() < SATURDAY else _monday_from(day)


def is_working(day: date, closed: Collection[date] = ()) -> bool:
    """Tell whether an office is open on a day.

    Args:
        closed: days of its own.
    """
    at_work = day.weekday() < SATURDAY
    return at_work and day not in closed and day not in bank_holidays(day.year)


def after(day: date, count: int, closed: Collection[date] = ()) -> date:
    """Return the day that is `count` working days after another, which is not counted.

    Source: as section 10 (1) of the Freedom of Information Act 2000 counts.
    """
    return next(islice(_following(day, closed), count - 1, None))


def between(first: date, last: date, closed: Collection[date] = ()) -> int:
    """Return how many working days there are after one day, up to another and with it."""
    found = 0
    for day in _following(first, closed):
        if day > last:
            return found
        found += 1
    return found


def _following(day: date, closed: Collection[date]) -> Iterator[date]:
    """Yield the working days after a day."""
    while True:
        day += DAY
        if is_working(day, closed):
            yield day
