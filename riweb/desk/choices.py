"""What options of formats can be, told when somebody asks and not only when a copy is made."""

from __future__ import annotations

from pathlib import Path

from riweb.desk.requests import Options
from riweb.formats import OptionRefused, Order
from riweb.formats.braille import signs
from riweb.formats.braille import writer as braille
from riweb.formats.profiles import GIANT_PT, WORD_PT
from riweb.formats.text import WIDTHS

# The numbers that an option of a format may have.
NUMBERS = {
    ("giant-print", "size"): GIANT_PT,
    ("word", "size"): WORD_PT,
    ("text", "columns"): WIDTHS,
    ("braille", "cells"): braille.CELLS,
    ("braille", "lines"): braille.LINES,
}


def check(format: str, language: str, options: Options) -> None:
    """See that options have values that their format can have.

    Raises:
        OptionRefused: when one has not, in the words of the format.
    """
    order = Order(format, "", language, "", Path(), options=options)
    grades = [str(grade) for own, grade in sorted(signs.TABLES) if own == language]
    words = {("braille", "grade"): grades, ("braille", "paper"): list(braille.PAPER)}
    for name, value in options:
        if allowed := NUMBERS.get((format, name)):
            order.number(name, 0, allowed)
        elif value not in words.get((format, name), [value]):
            known = " or ".join(words[format, name])
            raise OptionRefused(f"--{name} {value} is not possible for {format}. Write {known}.")
