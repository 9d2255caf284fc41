"""A table in a CSV file, as we write it and as spreadsheets write it back."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from riweb.problems import Problem, nearest, quoted, visible
from riweb.text import safe_csv

SAVE_AS = "Open it in a spreadsheet and save it as “CSV UTF-8”."

# What a spreadsheet turns into a day or a number as it opens a file, and so spoils: 2024/11, 0012,
# 12-Mar, 12345e67.
SPOILED = re.compile(
    r"0\d+|\d{12,}|\d+e\d+"
    r"|\d+[/.-](?:0?[1-9]|1[0-2])(?:[/.-]\d+)?|(?:0?[1-9]|1[0-2])[/.-]\d+(?:[/.-]\d+)?"
    r"|(?:\d+[/ .-])?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*(?:[/ .-]\d+)?",
    re.IGNORECASE,
)

# More than this, spreadsheets cut from a cell without a word as they save it.
# Source: Microsoft, Excel specifications and limits.
LONGEST_CELL = 32_767


@dataclass(frozen=True)
class CsvRow:
    """A row, with the line that it begins on."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class CsvTable:
    """A table as it is in its file.

    Args:
        columns: the headings, as they are written.
        places: where each column that we know is.
        delimiter: what stands between cells.
    """

    columns: tuple[str, ...]
    places: dict[str, int]
    rows: tuple[CsvRow, ...] = ()
    delimiter: str = ","

    def cell(self, row: CsvRow, column: str) -> str:
        """Return what a row has in a column that we know."""
        text = row.cells[self.places[column]].strip()
        # Our own mark, which keeps spreadsheets from changing what follows.
        return text[1:] if text.startswith("'") else text

    def row(self, values: dict[str, str], before: CsvRow | None = None) -> CsvRow:
        """Return a row with other values, and with what it had in columns that we do not know."""
        cells = list(before.cells if before else ("",) * len(self.columns))
        for column, value in values.items():
            cells[self.places[column]] = value
        return CsvRow(before.line if before else 0, tuple(cells))

    def written(self) -> bytes:
        """Return the file."""
        known = set(self.places.values())
        rows = [
            [kept(cell) if place in known else cell for place, cell in enumerate(row.cells)]
            for row in self.rows
        ]
        return safe_csv.written([self.columns, *rows], self.delimiter).encode()


def kept(text: str) -> str:
    """Return the text of a cell so that a spreadsheet takes it neither for a day nor a number."""
    text = text.strip().removeprefix("'")
    return f"'{text}" if SPOILED.fullmatch(text) else text


def empty(columns: Sequence[str]) -> CsvTable:
    """Return a table without rows."""
    return CsvTable(tuple(columns), {name: place for place, name in enumerate(columns)})


def read(raw: bytes, file: str, columns: Sequence[str], problems: list[Problem]) -> CsvTable | None:
    """Return the table in a file, or None after adding what is wrong with it to `problems`.

    Args:
        file: its name for people.
        columns: those that it has to have, in any order and among others.
    """
    text = _decoded(raw, file, problems)
    if text is None:
        return None
    delimiter = _delimiter(text, columns)
    rows = list(_rows(text, delimiter, file, problems))
    if not rows:
        if not problems:
            fix = f"Write in its first line: {','.join(columns)}"
            problems.append(Problem(file, 1, "", "This file has no headings.", fix))
        return None
    head, *others = rows
    places = _places(head, columns, file, problems)
    sheet = CsvTable(head.cells, places, (), delimiter)
    for row in rows:
        problems += _too_long(row, head.cells, file)
    fitted = [_fitted(row, len(head.cells), file, problems) for row in others]
    return None if problems else replace(sheet, rows=tuple(fitted))


def _decoded(raw: bytes, file: str, problems: list[Problem]) -> str | None:
    """Return the text of a file."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        wrong = "This file is in UTF-16, which we do not read."
        problems.append(Problem(file, 0, "", wrong, SAVE_AS))
        return None
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        wrong = "This line has a letter that is not in UTF-8."
        problems.append(Problem(file, line, "", wrong, SAVE_AS))
        return None
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        wrong = "This line has a sign in it that is no text."
        problems.append(Problem(file, line, "", wrong, SAVE_AS))
        return None
    return text


def _delimiter(text: str, columns: Sequence[str]) -> str:
    """Return what stands between the cells: what gives most of the headings that we know."""
    line = next((line for line in text.splitlines() if line.strip(" ,;\t")), "")

    def known(sign: str) -> int:
        return sum(_plain(cell.strip('"')) in columns for cell in line.split(sign))

    return max(",;\t", key=known)


def _rows(text: str, delimiter: str, file: str, problems: list[Problem]) -> Iterator[CsvRow]:
    """Yield each row that is not empty."""
    # Else a long cell would be told as we tell a quotation mark that is not closed.
    before = csv.field_size_limit(len(text) + 1)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield CsvRow(line, tuple(cells))
            line = reader.line_num + 1
    except csv.Error:
        wrong = "There is a quotation mark here that is not closed, or stands inside a cell."
        fix = "Take it away, or write it twice inside quotation marks."
        problems.append(Problem(file, line, "", wrong, fix))
    finally:
        csv.field_size_limit(before)


def _too_long(row: CsvRow, head: Sequence[str], file: str) -> Iterator[Problem]:
    """Yield a problem for each cell of a row that no spreadsheet would keep whole."""
    for place, cell in enumerate(row.cells):
        if len(cell) > LONGEST_CELL:
            name = head[place].strip() if row.cells is not head and place < len(head) else ""
            wrong = f"A cell has {len(cell):,} letters; a spreadsheet keeps {LONGEST_CELL:,}."
            fix = "Shorten it. If it has swallowed other lines, close its quotation mark."
            yield Problem(file, row.line, visible(name), wrong, fix)


def _plain(heading: str) -> str:
    """Return a heading as we know it, whatever its capitals and the marks around it."""
    return heading.strip().strip("'").casefold()


def _places(
    head: CsvRow, columns: Iterable[str], file: str, problems: list[Problem]
) -> dict[str, int]:
    """Return where each column that we know is."""
    found = [_plain(cell) for cell in head.cells]
    spare = [cell.strip() for cell, name in zip(head.cells, found, strict=True) if name]
    spare = [cell for cell in spare if _plain(cell) not in columns]
    for name in columns:
        if found.count(name) > 1:
            wrong, fix = f"Two columns are called {quoted(name)}.", "Give one of them another name."
        elif name not in found:
            wrong = f"There is no column {quoted(name)}."
            guess = nearest(name, spare, 0.5) or _holding(name, spare)
            fix = f"Add it, with this heading: {name}"
            fix = f"If {quoted(guess)} is meant, call it {name}. If not, add it." if guess else fix
        else:
            continue
        problems.append(Problem(file, head.line, "", wrong, fix))
    return {name: found.index(name) for name in columns if name in found}


def _holding(name: str, headings: Iterable[str]) -> str | None:
    """Return the heading that has a column's name in it, such as `Date received`."""
    return next((heading for heading in headings if name in _plain(heading).split()), None)


def _fitted(row: CsvRow, width: int, file: str, problems: list[Problem]) -> CsvRow:
    """Return a row with as many cells as there are columns."""
    if any(cell.strip() for cell in row.cells[width:]):
        wrong = f"This line has {len(row.cells)} cells, and the headings are {width}."
        fix = "Put quotation marks around a cell that has a comma in it, or take a cell away."
        problems.append(Problem(file, row.line, "", wrong, fix))
    cells = row.cells[:width]
    return CsvRow(row.line, (*cells, *("",) * (width - len(cells))))
