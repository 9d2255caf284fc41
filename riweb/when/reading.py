"""Read a date, or say what to write instead."""

from __future__ import annotations

from datetime import date

from riweb.problems import quoted
from riweb.when import grammar, hints
from riweb.when.grammar import NotADate
from riweb.when.hints import HELP
from riweb.when.points import When

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
        raise NotADate(
            f"{quoted(text)} is not a date we understand.", hints.instead(words)
        ) from None


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
