"""One request for a plan in another format, and its row in the register."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from riweb import when
from riweb.format_record import OptionRefused
from riweb.formats import FORMATS
from riweb.languages.catalogues import NAMES
from riweb.plan.fields import unfit
from riweb.problems import Problem, listed, nearest, quoted
from riweb.requests.csv_table import CsvRow, CsvTable

Options = tuple[tuple[str, str], ...]

# Of Britain.
PHONE = re.compile(r"(?:\+44|0)[1-37]\d[\d ()-]{7,}")

# Letters, digits, and single signs between them: so that two references never share a folder.
REFERENCE = re.compile(r"[A-Za-z0-9]+(?:[/._-][A-Za-z0-9]+)*")
LONGEST_REFERENCE = 40
REFERENCE_HELP = "Write your own reference for the request, such as 2024/117."


@dataclass(frozen=True)
class Request:
    """One line of the register.

    Args:
        reference: the landlord's own; who asked is not ours to know.
        options: what else was asked for, by name, such as `size`.
        made: the day on which the copy was made; None before.
        version: of the plan that the copy was made from, see `document.version_of`; for a copy in
            two languages that of each, with a plus between them.
        files: the names of the files that were made.
        sent: the day on which the copy was sent; None before.
        withdrawn: the day on which it was no longer wanted; None where it is.
    """

    reference: str
    plan: str
    format: str
    language: str
    options: Options
    received: date
    due: date
    made: date | None = None
    version: str = ""
    files: str = ""
    sent: date | None = None
    withdrawn: date | None = None

    @property
    def is_open(self) -> bool:
        """Whether somebody is still waiting."""
        return self.sent is None and self.withdrawn is None

    @property
    def is_met(self) -> bool:
        """Whether the copy was sent in time."""
        return self.sent is not None and self.sent <= self.due

    @property
    def wanted(self) -> tuple[str, str, str, str, Options]:
        """What was asked for, and under which reference, capitals or not."""
        return self.reference.upper(), self.plan, self.format, self.language, self.options

    @property
    def named(self) -> str:
        """What was asked for in words, such as `poole in giant print (size 28), in English`."""
        chosen = ", ".join(f"{name} {value}" for name, value in self.options)
        kind = self.format_name + (f" ({chosen})" if chosen else "")
        if self.format in FORMATS and FORMATS[self.format].is_bilingual:
            return f"{self.plan}, {kind}"
        return f"{self.plan}, {kind}, {NAMES.get(self.language, self.language)}"

    @property
    def format_name(self) -> str:
        """What the format is called, such as `giant print`; `Easy Read` keeps its capitals."""
        row = FORMATS.get(self.format)
        name = row.words.title if row else self.format
        return name if name.istitle() and " " in name else name[:1].lower() + name[1:]


def reference_fault(text: str) -> tuple[str, str] | None:
    """Return what is wrong with a reference and what to write, or None."""
    if "@" in text or PHONE.fullmatch(text):
        return f"{quoted(text)} looks like somebody’s address or number.", REFERENCE_HELP
    if not REFERENCE.fullmatch(text) or len(text) > LONGEST_REFERENCE:
        return (
            f"{quoted(text)} cannot be a reference.",
            f"{REFERENCE_HELP} It has letters, digits and single / . _ - between them.",
        )
    if not re.search(r"\d", text):
        return f"{quoted(text)} has no number in it, so it may be a name.", REFERENCE_HELP
    return None


def folder_name(reference: str) -> str:
    """Return the name of the folder for a reference; two references never have the same.

    A stroke becomes `_` and an underscore two of them. Signs stand alone in a reference, so that
    can be told apart. Small and capital letters are one, as on many disks.
    """
    name = reference.upper().replace("_", "__").replace("/", "_")
    return f"{name}_" if unfit(name) else name


COLUMNS = (
    "reference",
    "plan",
    "format",
    "language",
    "options",
    "received",
    "due",
    "made",
    "version",
    "files",
    "sent",
    "withdrawn",
)
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?: (Mon|Tue|Wed|Thu|Fri|Sat|Sun))?", re.IGNORECASE)
DAY_HELP = "Write it like 2026-01-31."

# As a spreadsheet writes days back: 03/04/2026, 3.4.26, 2026/04/03.
TURNED = re.compile(r"(\d{1,4})[/.-](\d{1,2})[/.-](\d{1,4})")


@dataclass(frozen=True)
class KnownNames:
    """What a site has.

    Args:
        plans: the ids of its plans.
        languages: those of the site.
    """

    plans: Sequence[str]
    languages: Sequence[str]


class Wrong(Exception):
    """What a cell holds is not what we read: in which column, and what to write instead."""

    def __init__(self, column: str, wrong: str, fix: str) -> None:
        super().__init__(wrong)
        self.column, self.wrong, self.fix = column, wrong, fix


def request(sheet: CsvTable, row: CsvRow, known: KnownNames) -> Request:
    """Return the request in a row.

    Raises:
        Wrong: with the first thing that is wrong with it.
    """
    cells = {name: sheet.cell(row, name) for name in COLUMNS}
    days = {name: _day(name, cells[name]) for name in ("made", "sent", "withdrawn")}
    found = Request(
        cells["reference"],
        cells["plan"],
        cells["format"].lower(),
        cells["language"].lower(),
        _options(cells["options"]),
        _needed("received", cells["received"]),
        _needed("due", cells["due"]),
        days["made"],
        cells["version"].lower(),
        cells["files"],
        days["sent"],
        days["withdrawn"],
    )
    for fault in _faults(found, known):
        raise fault
    return found


def values(found: Request) -> dict[str, str]:
    """Return what the register says of a request, by column."""
    return {
        "reference": found.reference,
        "plan": found.plan,
        "format": found.format,
        "language": found.language,
        "options": "; ".join(f"{name}={value}" for name, value in found.options),
        "received": written(found.received),
        "due": written(found.due),
        "made": written(found.made),
        "version": found.version,
        "files": found.files,
        "sent": written(found.sent),
        "withdrawn": written(found.withdrawn),
    }


def written(day: date | None) -> str:
    """Return a day such as `2026-01-31 Sat`: no spreadsheet takes it for one, and turns it round.

    It sorts as it should, and the weekday shows a slip.
    """
    return f"{day.isoformat()} {WEEKDAYS[day.weekday()]}" if day else ""


def problem(file: str, row: CsvRow, fault: Wrong) -> Problem:
    """Return what to say of a row."""
    return Problem(file, row.line, fault.column, fault.wrong, fault.fix)


def _needed(column: str, text: str) -> date:
    found = _day(column, text)
    if found is None:
        raise Wrong(column, "There is no day here.", DAY_HELP)
    return found


def _day(column: str, text: str) -> date | None:
    """Return the day in a cell, or None where it is empty."""
    if not text:
        return None
    if found := DAY.fullmatch(text):
        try:
            day = date.fromisoformat(found[1])
        except ValueError:
            raise Wrong(column, f"There is no day {found[1]}.", DAY_HELP) from None
        weekday = WEEKDAYS[day.weekday()]
        if found[2] and found[2].title() != weekday:
            wrong = f"{found[1]} is a {weekday}, not a {found[2].title()}."
            raise Wrong(column, wrong, f"Write {written(day)}, or correct the day.")
        return _possible(column, day)
    if TURNED.fullmatch(text):
        raise Wrong(column, f"{quoted(text)} can be read in more than one way.", _readings(text))
    try:
        return _possible(column, when.day(text))
    except when.NotADate:
        raise Wrong(column, f"{quoted(text)} is not a day that we understand.", DAY_HELP) from None


def _possible(column: str, day: date) -> date:
    if not 2000 <= day.year <= 2100:
        raise Wrong(column, f"The year {day.year} cannot be right.", DAY_HELP)
    return day


def _readings(text: str) -> str:
    """Return how to write a day that is in figures in another order."""
    found = TURNED.fullmatch(text)
    first, second, last = (int(part) for part in found.groups()) if found else (0, 0, 0)
    orders = (
        [(first, second, last), (first, last, second)]
        if first > 99
        else [(last, second, first), (last, first, second)]
    )
    days: list[date] = []
    for year, month, day in orders:
        try:
            days.append(date(year + 2000 if year < 100 else year, month, day))
        except ValueError:
            continue
    said = [f"{one.isoformat()} if it is {one.day} {one:%B %Y}" for one in dict.fromkeys(days)]
    if len(said) == 1:
        return f"Write {days[0].isoformat()}."
    return f"Write {', or '.join(said)}." if said else DAY_HELP


def _options(text: str) -> Options:
    """Return the options in a cell, such as `size=28; grade=1`."""
    found = []
    for part in filter(None, (part.strip() for part in re.split(r"[;,]", text))):
        name, sign, value = (one.strip() for one in part.partition("="))
        if not sign or not name or not value:
            wrong = f"{quoted(part)} is not an option."
            raise Wrong("options", wrong, "Write it like size=28, with a semicolon before another.")
        found.append((name, value))
    return tuple(found)


def _faults(found: Request, known: KnownNames) -> Iterator[Wrong]:
    """Yield what is wrong between the cells of a row."""
    if fault := reference_fault(found.reference):
        yield Wrong("reference", *fault)
    if found.format not in FORMATS:
        wrong = f"There is no format {quoted(found.format)}."
        yield Wrong("format", wrong, choice(found.format, list(FORMATS)))
    if found.language not in NAMES:
        wrong = f"There is no language {quoted(found.language)}."
        yield Wrong("language", wrong, choice(found.language, list(NAMES)))
    # A plan that copies were sent of may be gone since.
    if found.is_open and found.plan not in known.plans:
        wrong = f"There is no plan {quoted(found.plan)}."
        yield Wrong("plan", wrong, choice(found.plan, known.plans))
    for name, _ in found.options:
        if found.format in FORMATS and name not in FORMATS[found.format].option_names:
            wrong = f"{found.format} has no option {quoted(name)}."
            yield Wrong("options", wrong, "Take it away, or choose another format.")
    if found.is_open and found.format in FORMATS:
        try:
            FORMATS[found.format].check(found.language, found.options)
        except OptionRefused as refused:
            wrong, stop, fix = refused.words.partition(". ")
            yield Wrong("options", f"{wrong.removeprefix('--')}{stop}".strip(), fix)
    for column in ("due", "made", "sent", "withdrawn"):
        day = getattr(found, column)
        if day and day < found.received:
            wrong = f"{day.isoformat()} is before the day it was received."
            yield Wrong(column, wrong, "Correct one of the two days.")


def choice(text: str, known: Sequence[str]) -> str:
    """Return what to write instead of a word that we do not know."""
    guess = nearest(text, known)
    return f"Did you mean {guess}?" if guess else f"Choose {listed(known)}."
