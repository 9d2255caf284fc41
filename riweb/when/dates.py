"""Read a date, or say what to write instead."""

from __future__ import annotations

import re
from datetime import date

from riweb.problems import nearest, quoted
from riweb.when import grammar
from riweb.when.grammar import MONTH_NAMES, NotADate, point, read
from riweb.when.points import REPEATS, Point, When

HELP = "Write it like 2009-06, 30 June 2009, ongoing, or every year."

# How plans say the same as one of REPEATS.
MEANINGS = {
    "annual": "every year",
    "annually": "every year",
    "yearly": "every year",
    "each year": "every year",
    "per year": "every year",
    "once a year": "every year",
    "every 12 months": "every year",
    "six monthly": "every six months",
    "six-monthly": "every six months",
    "6 monthly": "every six months",
    "every 6 months": "every six months",
    "twice a year": "every six months",
    "half-yearly": "every six months",
    "quarterly": "every quarter",
    "each quarter": "every quarter",
    "every 3 months": "every quarter",
    "every three months": "every quarter",
    "every 2 months": "every two months",
    "monthly": "every month",
    "each month": "every month",
    "continuous": "ongoing",
    "continuing": "ongoing",
    "rolling": "ongoing",
    "on going": "ongoing",
    "on-going": "ongoing",
    "always": "ongoing",
    "tbc": "not given",
    "tba": "not given",
    "to be confirmed": "not given",
    "to be agreed": "not given",
    "n/a": "not given",
    "unknown": "not given",
    "none": "not given",
    "?": "not given",
    "-": "not given",
    "": "not given",
}

# Words before a date that a plan does without, or keeps in `printed`.
BEFORE = re.compile(
    r"(by|in|on|at|before|during|around|about|approximately|approx\.?|circa|c\.|the|end of|early|"
    r"end|late|middle of|mid|start of|beginning of|due|week of|w/c|"
    r"(mon|tues|wednes|thurs|fri|satur|sun)day,?)[ -]"
)


def instead(words: str) -> str:
    """Return what to write instead of a text that is no date.

    Args:
        words: as `grammar.plain` returns them.
    """
    if words in MEANINGS:
        return f"Write {MEANINGS[words]}."
    for look in (_figures, _short_year, _no_year, _spelling):
        if hint := look(words):
            return hint
    core = words
    while found := BEFORE.match(core):
        core = core[found.end() :]
    meant = _read(core)
    if core != words and meant:
        return f"Write {meant.text()}; the exact words of the source can go under `printed`."
    guess = nearest(words, REPEATS) if len(words) > 4 else None
    return f"Did you mean {guess}? {HELP}" if guess else HELP


def _read(words: str) -> When | None:
    try:
        return read(words)
    except NotADate:
        return None


def _figures(words: str) -> str:
    """Read figures between strokes or full stops: 30/06/2009, 06/2009, 2008/09."""
    if found := re.fullmatch(r"(\d{4})/(\d{2}|\d{4})", words):
        first, second = int(found[1]), int(found[2])
        if second in ((first + 1) % 100, first + 1):
            return f"Write April {first} to March {first + 1}, if it is the financial year."
    if not re.fullmatch(r"\d{1,4}([/.-]\d{1,4}){1,2}", words):
        return ""
    parts = [int(part) for part in re.findall(r"\d+", words)]
    if len(parts) == 2:
        parts.insert(0, 0)
    first, month, last = parts
    day, year = (last, first) if first > 99 else (first, last)
    return _written(day, month, year + 2000 if year < 100 else year)


def _written(day: int, month: int, year: int) -> str:
    if not 1 <= month <= 12 or not 1900 <= year <= 2199 or day > Point(year, month).last.day:
        return ""
    unsure = ", if the day comes first" if 0 < day <= 12 and day != month else ""
    return f"Write {Point(year, month, day or None).text('en')}{unsure}."


def _short_year(words: str) -> str:
    """Read a year in two digits: June 09."""
    found = re.fullmatch(r"(.*[a-z]) ?['’-]?(\d{2})", words)
    meant = _read(f"{found[1]} 20{found[2]}") if found else None
    return f"Write the year in four digits: {meant.text()}." if meant else ""


def _no_year(words: str) -> str:
    """Read a day or month without a year: 30 June."""
    meant = _read(f"{words} 2000")
    return "Add the year, as in 30 June 2009 or June 2009." if meant else ""


def _spelling(words: str) -> str:
    """Read a month with a slip in it: Febuary 2009."""
    for name in re.findall(r"[a-z]{4,}", words):
        guess = nearest(name, MONTH_NAMES)
        if guess and guess != name:
            try:
                meant = point(words.replace(name, guess))
            except NotADate:
                continue
            return f"Write {meant.text('en')}."
    return ""


__all__ = ["DAY_HELP", "HELP", "NotADate", "day", "parse"]
DAY_HELP = "Write it like 2010-01-19 or 19 January 2010."


def parse(text: str) -> When:
    """Read a time as people write it.

    Raises:
        NotADate: with a sentence for the editor and what to write, when we do not understand it.
    """
    words = grammar.plain(text)
    try:
        return grammar.read(words)
    except NotADate as error:
        if error.fix:
            raise NotADate(f"{quoted(text)} {error}.", error.fix) from None
        raise NotADate(f"{quoted(text)} is not a date we understand.", instead(words)) from None


def day(text: str) -> date:
    """Read a day, written `2010-01-19` or `19 January 2010`.

    Raises:
        NotADate: with a sentence for the editor and what to write.
    """
    when = parse_for_day(text)
    if when.repeat or when.start is None or when.start != when.end:
        raise NotADate(f"{quoted(text)} is not one day.", DAY_HELP)
    if not when.start.day:
        raise NotADate(f"{quoted(text)} has no day of the month.", f"Add the day. {DAY_HELP}")
    return when.start.first


def parse_for_day(text: str) -> When:
    try:
        return parse(text)
    except NotADate as error:
        fix = DAY_HELP if error.fix.endswith(HELP) else error.fix
        raise NotADate(str(error).replace("a date", "a day"), fix) from None
