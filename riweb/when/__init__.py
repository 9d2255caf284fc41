"""Dates as people write them: a day, a month, a year, a range, "ongoing", "every year"."""

from riweb.when.dates import DAY_HELP, HELP, NotADate, day, parse
from riweb.when.points import NOT_GIVEN, REPEATS, SEASONS, Point, When

__all__ = [
    "DAY_HELP",
    "HELP",
    "NOT_GIVEN",
    "REPEATS",
    "SEASONS",
    "NotADate",
    "Point",
    "When",
    "day",
    "parse",
]
