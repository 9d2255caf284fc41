"""How many requests there were and how many were met in time, with small numbers hidden."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from riweb.formats import FORMATS
from riweb.locales import LOCALES
from riweb.requests import working_days
from riweb.requests.rows import Request
from riweb.text import safe_csv

# A smaller number of people may be recognised.
# Source: the practice of public bodies to withhold numbers below five, considered in Information
# Commissioner v Miller [2018] UKUT 229 (AAC), which was about housing figures.
LEAST = 5

# The landlord's year: that of accounts and of tenant satisfaction measures, from 1 April.
FIRST_MONTH = 4

# Days taken are counted in weeks of work.
BAND = 5


@dataclass(frozen=True)
class CountLine:
    """A number of requests.

    Args:
        names: what they are of; several where their numbers are only told together.
    """

    names: tuple[str, ...]
    count: int


@dataclass(frozen=True)
class RequestReport:
    """What may be told of a year.

    Args:
        first, last: its days.
        total: how many requests there were; None where they are too few to tell.
        in_time: how many of them were met in time.
        waiting: how many of them are open and not yet due, so that the year is not settled.
        formats, languages, quarters, days: empty where nothing can be told.
    """

    first: date
    last: date
    total: int | None
    in_time: int
    waiting: int
    formats: tuple[CountLine, ...] = ()
    languages: tuple[CountLine, ...] = ()
    quarters: tuple[CountLine, ...] = ()
    days: tuple[CountLine, ...] = ()

    @property
    def tables(self) -> tuple[tuple[str, tuple[CountLine, ...]], ...]:
        """Each table with its name."""
        return (
            ("formats", self.formats),
            ("languages", self.languages),
            ("quarters", self.quarters),
            ("days", self.days),
        )


def year_of(day: date) -> int:
    """Return the landlord's year that a day is in, by the calendar year in which it begins."""
    return day.year - (day.month < FIRST_MONTH)


def report(
    requests: Iterable[Request], year: int, today: date, closed: Collection[date] = ()
) -> RequestReport:
    """Return what may be told of the requests that came in a year.

    Args:
        year: the calendar year in which it begins.
        closed: days on which the office was closed, beside holidays.
    """
    first, last = date(year, FIRST_MONTH, 1), date(year + 1, FIRST_MONTH, 1) - timedelta(days=1)
    found = [one for one in requests if first <= one.received <= last and not one.withdrawn]
    met = [one for one in found if one.is_met]
    waiting = sum(one.is_open and one.due >= today for one in found)
    if len(found) < LEAST:
        return RequestReport(first, last, None, 0, waiting)
    return RequestReport(
        first,
        last,
        len(found),
        len(met),
        waiting,
        _table(found, lambda one: one.format, list(FORMATS)),
        _table(found, lambda one: one.language, list(LOCALES)),
        _table(found, lambda one: quarter(one.received), [quarter(day) for day in _quarters(year)]),
        _table(met, lambda one: band(one, closed), _bands([band(one, closed) for one in met])),
    )


def _table(
    requests: Sequence[Request], name: Callable[[Request], str], order: Sequence[str]
) -> tuple[CountLine, ...]:
    counts = Counter(map(name, requests))
    return hidden([CountLine((one,), counts[one]) for one in order if counts[one]])


def hidden(lines: Sequence[CountLine]) -> tuple[CountLine, ...]:
    """Return a table without its small numbers; nothing where all would have to be hidden.

    Small numbers are told together with the smallest of the others, so that no sum gives one away:
    the total of the table is known. Which of those lines is which nobody can tell, since any two
    could change places. That is why all that are as small as the smallest of the others go with it.
    """
    small = [line for line in lines if 0 < line.count < LEAST]
    others = [line.count for line in lines if line.count >= LEAST]
    if not small:
        return tuple(lines)
    if not others:
        return ()
    together = [line for line in lines if line.count < LEAST or line.count == min(others)]
    names = tuple(name for line in together for name in line.names)
    told = tuple(line for line in lines if line not in together)
    return (*told, CountLine(names, sum(line.count for line in together)))


def quarter(day: date) -> str:
    """Return the quarter that a day is in, such as `2026-04 to 2026-06`."""
    month = day.month - (day.month - 1) % 3
    return f"{day.year}-{month:02} to {day.year}-{month + 2:02}"


def _quarters(year: int) -> list[date]:
    return [date(year, 4, 1), date(year, 7, 1), date(year, 10, 1), date(year + 1, 1, 1)]


def band(request: Request, closed: Collection[date]) -> str:
    """Return how many working days a request took, such as `6 to 10`."""
    taken = working_days.between(request.received, request.sent or request.due, closed)
    last = max(1, -(-taken // BAND)) * BAND
    return f"{0 if last == BAND else last - BAND + 1} to {last}"


def _bands(names: Iterable[str]) -> list[str]:
    return sorted(set(names), key=lambda name: int(name.partition(" ")[0]))


def table(found: RequestReport) -> bytes:
    """Return the report as a CSV file."""
    span = f"{found.first.isoformat()} to {found.last.isoformat()}"
    rows: list[tuple[str, str, str | int]] = [("what", "which", "requests")]
    if found.total is None:
        rows.append(("all", span, f"fewer than {LEAST}"))
    else:
        rows += [("all", span, found.total), ("met in time", span, found.in_time)]
    rows += [
        (n, " and ".join(line.names), line.count) for n, lines in found.tables for line in lines
    ]
    return safe_csv.written(rows).encode()


def published(found: RequestReport) -> str:
    """Return the report as the file that a site shows, see `RequestsMet`."""
    lines = [
        "# Written by `riweb request report --publish`. Small numbers are told together.",
        f"from: {found.first.isoformat()}",
        f"to: {found.last.isoformat()}",
        f"total: {found.total}",
        f"in_time: {found.in_time}",
    ]
    for name, rows in found.tables:
        lines += [f"{name}:"] if rows else []
        for row in rows:
            names = ", ".join(f'"{one}"' for one in row.names)
            lines += [f"  - names: [{names}]", f"    count: {row.count}"]
    return "\n".join(lines) + "\n"
