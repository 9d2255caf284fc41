"""The report on plain words: as a page for a meeting, and as a table for a spreadsheet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from riweb import csvs
from riweb.pages import environment
from riweb.pages.environment import day
from riweb.translate.catalogue import NAMES
from riweb.wording import rules
from riweb.wording.advice import Advice
from riweb.wording.reading import LEAST_WORDS, Measure

# The endings of the files that there can be.
FORMS = (".html", ".csv")


def page(advice: Sequence[Advice], measures: Sequence[Measure], today: date) -> str:
    """Return the report as one page that needs no other file."""
    counts = Counter(one.rule.id for one in advice)
    files: dict[str, list[Advice]] = {}
    for one in advice:
        files.setdefault(one.file, []).append(one)
    return environment.render(
        "desk/words.html",
        "en",
        None,
        str,
        files=files,
        measures=measures,
        counted=[(rules.BY_ID[name], number) for name, number in counts.most_common()],
        names=NAMES,
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
    return csvs.written([(*columns, "sentence"), *rows])
