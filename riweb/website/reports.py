"""Reports for a meeting: on plain words, and on what is translated."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from riweb.languages.comparison import TranslationWork
from riweb.lint import house_rules
from riweb.lint.advice import Advice
from riweb.lint.readability import LEAST_WORDS, Measure
from riweb.locales import LOCALES
from riweb.render import templating
from riweb.render.templating import day
from riweb.text import safe_csv

# The endings of the files that there can be.
FORMS = (".html", ".csv")


def page(advice: Sequence[Advice], measures: Sequence[Measure], today: date) -> str:
    """Return the report as one page that needs no other file."""
    counts = Counter(one.rule.id for one in advice)
    files: dict[str, list[Advice]] = {}
    for one in advice:
        files.setdefault(one.file, []).append(one)
    return templating.render(
        "desk/words.html",
        "en",
        None,
        str,
        files=files,
        measures=measures,
        counted=[(house_rules.BY_ID[name], number) for name, number in counts.most_common()],
        names={tag: one.name for tag, one in LOCALES.items()},
        least=LEAST_WORDS,
        day=day(today, "en"),
    )


def table(advice: Sequence[Advice]) -> str:
    """Return the advice as CSV, a piece in each row."""
    columns = "plan", "language", "file", "line", "rule", "words", "what is wrong", "better"
    rows = [
        (
            one.plan or "site",
            one.language,
            one.file,
            one.line,
            one.rule.id,
            one.hit.words,
            one.hit.wrong,
            one.hit.fix,
            one.hit.near,
        )
        for one in advice
    ]
    return safe_csv.written([(*columns, "sentence"), *rows])


STATES = {
    "reviewed": "Checked",
    "draft": "Translated, not checked",
    "stale": "Out of date",
    "missing": "Missing",
}


def write(works: Sequence[TranslationWork], today: date) -> Mapping[str, str]:
    """Return the report as a page and as a table, by the names of the files.

    Args:
        works: what is translated; a plan without a catalogue counts as not translated.
    """
    return {"parity.html": _page(works, today), "parity.csv": _table(works)}


def _page(works: Sequence[TranslationWork], today: date) -> str:
    html = templating.render(
        "desk/parity.html",
        "en",
        None,
        str,
        works=works,
        states=STATES,
        names={tag: one.name for tag, one in LOCALES.items()},
        day=day(today, "en"),
    )
    return html


def _table(works: Sequence[TranslationWork]) -> str:
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
    return safe_csv.written([headings, *rows])
