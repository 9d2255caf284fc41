"""Tables as CSV files, in which no spreadsheet finds a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

# A spreadsheet takes a cell that begins so for a formula; the last four are the wide forms of the
# first.
# Source: OWASP, CSV Injection.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")

# Excel reads a file as UTF-8 only when it begins with this mark.
MARK = "\ufeff"


def written(rows: Iterable[Iterable[str | int]], delimiter: str = ",") -> str:
    """Return rows as the text of a CSV file.

    Args:
        rows: the headings first; texts that would be a formula are guarded, numbers are numbers.
    """
    text = io.StringIO()
    table = csv.writer(text, delimiter=delimiter, lineterminator="\r\n")
    for row in rows:
        table.writerow([guarded(cell) if isinstance(cell, str) else cell for cell in row])
    return MARK + text.getvalue()


def guarded(text: str) -> str:
    """Return the text of a cell so that no spreadsheet takes it for a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text
