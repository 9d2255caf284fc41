"""What a language must be able to say of what is written in signs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol


class Tongue(Protocol):
    """One language's words for numbers, days, money and signs; every text it gives is words only.

    Args:
        months: its names of months in small letters, and their short forms, each with its number.
        quarters: its words for quarters of a year: the first is what is said of one.
        million: its words for a million and more, and the letters written for them, by power of 10.
        halves: the shape of what follows a time in the morning or the evening, `am` or `pm`.
        signs: what is said for a sign wherever nothing else says it.
        units: what is said for a unit after a number, as `counted` takes it.
        shortened: what is said for words cut short, such as `e.g.`, in small letters.
        abbreviations: what is said for well-known words in capitals.
        to, until, or_, point, at, dot, slash, hyphen, minus: the words that join.
    """

    months: Mapping[str, int]
    quarters: tuple[str, ...]
    million: Mapping[str, int]
    halves: str
    signs: Mapping[str, str]
    units: Mapping[str, str]
    shortened: Mapping[str, str]
    abbreviations: Mapping[str, str]
    to: str
    until: str
    or_: str
    point: str
    at: str
    dot: str
    slash: str
    hyphen: str
    minus: str

    def cardinal(self, number: int, after: str = "") -> str:
        """Return a number in words.

        Args:
            after: the word after it, such as a thing that is counted.
        """

    def counted(self, number: int, unit: str) -> str:
        """Return so many of a unit in words.

        Args:
            unit: what `units` says of it.
        """

    def measured(self, words: str, unit: str) -> str:
        """Return so much of a unit where the number, in words, is not a whole one."""

    def after(self, before: str, words: str) -> str:
        """Return a number in words as it becomes after the word before it.

        Where that word changes too, it stands first, with a zero character after it.
        """

    def both(self, first: str, second: str) -> str:
        """Return two numbers in words joined by `and`."""

    def span(self, first: str, second: str) -> str:
        """Return two numbers in words joined by `to`."""

    def and_a_half(self, whole: int, noun: str) -> str:
        """Return so many and a half of what the word after says."""

    def both_quarters(self, first: int, second: int) -> str:
        """Return two quarters of a year, each by its number."""

    def ordinal(self, number: int, ending: str = "", before: str = "", after: str = "") -> str:
        """Return which one in a row, such as `third`.

        Args:
            ending: what is written after the digits, such as `rd`.
            before: the word before it.
            after: the word after it.
        """

    def year(self, number: int) -> str:
        """Return a year as people say it."""

    def decade(self, number: int) -> str:
        """Return ten years by their first, such as `nineteen nineties`."""

    def end_of_years(self, number: int) -> str:
        """Return the last two digits of a year, after the year before."""

    def day(self, day: int, month: int, year: int | None, before: str) -> tuple[str, str]:
        """Return the word before a day as it becomes, and the day itself.

        Args:
            year: None where none is given.
        """

    def month(self, month: int) -> str:
        """Return the name of a month."""

    def money(self, pounds: int, pence: int) -> str:
        """Return an amount of pounds and pence."""

    def millions(self, number: str, power: int) -> str:
        """Return so many millions of pounds.

        Args:
            number: in words.
            power: 6 for a million, 9 for a thousand million.
        """

    def per_cent(self, words: str) -> str:
        """Return a share of a hundred; the number is in words."""

    def fraction(self, above: int, below: int) -> str:
        """Return a fraction; empty where there is no usual word for it."""

    def clock(self, hour: int, minute: int, half: str) -> str:
        """Return a time of day.

        Args:
            half: `am`, `pm`, or empty where the hour counts to 24.
        """

    def digit(self, digit: str) -> str:
        """Return one digit as in a phone number."""
