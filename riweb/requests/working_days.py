"""Working days: not weekends, nor the bank holidays of England and Wales, nor a site's own."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, timedelta
from functools import lru_cache
from itertools import islice

import holidays

SATURDAY = 5
DAY = timedelta(days=1)


@lru_cache(maxsize=64)
def bank_holidays(year: int) -> frozenset[date]:
    """Return the bank holidays of England and Wales in a year, proclaimed ones too.

    Those at a weekend are left out, as in GOV.UK's list: another day stands in for them.
    """
    found = holidays.country_holidays("GB", subdiv="ENG", years=year)
    return frozenset(day for day in found if day.year == year and day.weekday() < SATURDAY)


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
