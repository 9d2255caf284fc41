"""Write the linear document as braille for embossers and displays."""

from __future__ import annotations

from riweb.formats import EngineComplaint, Made, OptionRefused, Order
from riweb.formats.braille import blocks, layout, liblouis
from riweb.formats.braille.binding import Binder
from riweb.formats.braille.layout import Sheet
from riweb.formats.braille.signs import TABLES, Code, Unknown, spelled
from riweb.pages.document import for_format
from riweb.translate import interface

# The page that each size of paper has room for, at the usual 6 mm a cell and 10 mm a line.
PAPER = {"A4": Sheet(32, 27)}
CELLS = range(24, 61)
LINES = range(15, 41)


def make(order: Order) -> tuple[Made, ...]:
    """Return the volumes of a plan in braille, with the words that pages offer them by.

    Raises:
        OptionRefused: when an option has a value that it cannot have.
        EngineComplaint: when a character of the plan has no braille, or liblouis is not here.
    """
    try:
        return _made(order, _grade(order), _sheet(order))
    except Unknown as unknown:
        raise EngineComplaint(str(unknown)) from None
    except liblouis.Missing as missing:
        raise EngineComplaint(f"liblouis lacks {missing} on this machine") from None


def _made(order: Order, grade: int, sheet: Sheet) -> tuple[Made, ...]:
    say, count = interface(order.language).gettext, interface(order.language).ngettext
    code = Code(order.language, grade, spelled(order))
    book = blocks.read(for_format(order.document, _code_name(order.language, grade)))
    volumes = Binder(book, code, sheet, _note(order.language)).volumes()
    if code.unknown:
        raise Unknown(list(dict.fromkeys(code.unknown)))
    made = []
    for number, pages in enumerate(volumes, 1):
        title, is_one = say("Braille, grade %(grade)d") % {"grade": grade}, len(volumes) == 1
        if not is_one:
            title += say(", volume %(number)d") % {"number": number}
        about = count("BRF, %(num)d braille page", "BRF, %(num)d braille pages", len(pages))
        content = layout.written(pages)
        variant = "" if is_one else str(number)
        made.append(Made(content, title, about % {"num": len(pages)}, len(pages), variant))
    return tuple(made)


def _code_name(language: str, grade: int) -> str:
    say = interface(language).gettext
    if language == "cy":
        return say("Welsh braille, grade %(grade)d") % {"grade": grade}
    return say("Unified English Braille, grade %(grade)d") % {"grade": grade}


def _note(language: str) -> list[str]:
    """Return what a reader has to know of how this braille was made."""
    say = interface(language).gettext
    found = [
        say("This braille was made by a computer program. Nobody has proof-read it."),
        say("Tables are set out as lists, one row after the other. Pictures are put into words."),
        say("Page numbers are at the right of the first line."),
    ]
    if language == "cy":
        welsh = say(
            "Its signs are those of Welsh braille before it took over those of Unified English "
            "Braille. A transcriber of Welsh braille must check it before anybody relies on it."
        )
        found.insert(1, welsh)
    return found


def _grade(order: Order) -> int:
    """Return the grade that is asked for: 2 for English and 1 for Welsh where none is."""
    grades = sorted(grade for language, grade in TABLES if language == order.language)
    asked = order.option("grade", str(grades[-1]))
    if asked not in map(str, grades):
        known = " or ".join(map(str, grades))
        raise OptionRefused(
            f"--grade {asked} is not possible for {order.format} in this language. Write {known}."
        )
    return int(asked)


def _sheet(order: Order) -> Sheet:
    """Return the size of page that is asked for."""
    paper = order.option("paper", "")
    if paper and paper not in PAPER:
        raise OptionRefused(
            f"--paper {paper} is not possible for {order.format}. Write {' or '.join(PAPER)}."
        )
    usual = PAPER.get(paper, Sheet())
    cells = order.number("cells", usual.cells, CELLS)
    return Sheet(cells, order.number("lines", usual.lines, LINES))
