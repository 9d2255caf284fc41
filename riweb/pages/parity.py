"""The parity report: what is translated and what is not, for a board and for a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from datetime import date

from riweb.pages import environment
from riweb.pages.environment import day
from riweb.translate.catalogue import NAMES
from riweb.translate.status import Work

STATES = {
    "reviewed": "Checked",
    "draft": "Translated, not checked",
    "stale": "Out of date",
    "missing": "Missing",
}


def write(works: Sequence[Work], today: date) -> Mapping[str, str]:
    """Return the report as a page and as a table, by the names of the files.

    Args:
        works: what is translated; a plan without a catalogue counts as not translated.
    """
    return {"parity.html": _page(works, today), "parity.csv": _table(works)}


def _page(works: Sequence[Work], today: date) -> str:
    html = environment.render(
        "desk/parity.html",
        "en",
        None,
        str,
        works=works,
        states=STATES,
        names=NAMES,
        day=day(today, "en"),
    )
    return html


def _table(works: Sequence[Work]) -> str:
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\r\n")
    rows.writerow(["plan", "language", "state", "place", "file", "line", "text", "translation"])
    for work in works:
        for row in work.rows:
            message, entry = row.message, row.entry
            rows.writerow(
                [
                    work.name or "site",
                    work.language,
                    row.state,
                    message.context,
                    message.file,
                    message.line,
                    safe(message.text),
                    safe(entry.text if entry else ""),
                ]
            )
    # The mark by which spreadsheets know that a file is UTF-8.
    return f"\ufeff{text.getvalue()}"


def safe(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return f"’{text}" if text[:1] in ("=", "+", "-", "@") else text
