"""Days on the command line, and in what it prints."""

from __future__ import annotations

import argparse
from datetime import date

from riweb import when


def day(text: str) -> date:
    """Return the day that the command line names.

    Raises:
        argparse.ArgumentTypeError: with what to write instead.
    """
    try:
        return when.day(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{error} Write it like 2026-01-31.") from None


def said(day: date) -> str:
    """Return a day in words, such as `Friday 18 December 2026`."""
    return f"{day:%A} {day.day} {day:%B %Y}"
