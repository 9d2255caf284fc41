"""The parity report: what is translated and what is not, for a board and for a spreadsheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from riweb import csvs
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
    headings = ("plan", "language", "state", "place", "file", "line", "text", "translation")
    rows = [
        (
            work.name or "site",
            work.language,
            row.state,
            row.message.context,
            row.message.file,
            row.message.line,
            row.message.text,
            row.entry.text if row.entry else "",
        )
        for work in works
        for row in work.rows
    ]
    return csvs.written([headings, *rows])
