"""What the desk prints of requests, copies and reports."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from itertools import takewhile

from riweb import when
from riweb.cli.making import said
from riweb.formats import FORMATS
from riweb.languages.catalogues import NAMES
from riweb.problems import counted, visible
from riweb.requests import counts as counts
from riweb.requests import working_days
from riweb.requests.counts import LEAST, Report
from riweb.requests.reissue import Copy, CopyChange
from riweb.requests.rows import Request

# So many copies that were sent are listed, and so many changes of each, unless all are asked for.
MOST_SENT = 10
MOST_CHANGES = 10
LONGEST_TEXT = 200

# Of a long text, so many characters are shown before what has changed.
BEFORE = 60
TITLES = {
    "formats": "By format",
    "languages": "By language",
    "quarters": "By quarter",
    "days": "Working days that those in time took",
}


def waiting_and_sent(
    requests: Sequence[Request], today: date, closed: Collection[date], is_all: bool
) -> Iterator[str]:
    """Yield the lines of the list: what is late, what is due, what was sent."""
    waiting = sorted((one for one in requests if one.is_open), key=lambda one: one.due)
    late = [one for one in waiting if one.due < today]
    due = [one for one in waiting if one.due >= today]
    if not waiting:
        yield "Nobody is waiting for a copy."
    for title, some in (("Late", late), ("Due", due)):
        if some:
            yield f"{title}: {len(some)}"
            for one in some:
                yield f"    {one.reference}: {one.named}. {_time(one, today, closed)}{_state(one)}"
    ended_ = [one for one in requests if not one.is_open]
    ended_.sort(key=lambda one: one.sent or one.withdrawn or one.received, reverse=True)
    if ended_:
        shown = ended_ if is_all else ended_[:MOST_SENT]
        more = (
            "" if len(shown) == len(ended_) else f" (the last {len(shown)}; --all shows them all)"
        )
        yield f"Done: {len(ended_)}{more}"
        for one in shown:
            yield f"    {ended(one)}"


def _time(one: Request, today: date, closed: Collection[date]) -> str:
    """Return by when it has to be sent, and how long that is."""
    if one.due < today:
        late = counted(working_days.between(one.due, today, closed), "working day")
        return f"It was due on {said(one.due)}: {late} ago."
    left = working_days.between(today, one.due, closed)
    return f"Send it by {said(one.due)}: {counted(left, 'working day')} left."


def _state(one: Request) -> str:
    return f" Made on {said(one.made)}." if one.made else " Not made yet."


def ended(one: Request) -> str:
    """Return what became of a request."""
    if one.withdrawn:
        return f"{one.reference}: {one.named}. No longer wanted since {said(one.withdrawn)}."
    if one.sent is None:
        return f"{one.reference}: {one.named}. Send it by {said(one.due)}."
    how = "in time" if one.is_met else f"late: it was due on {said(one.due)}"
    return f"{one.reference}: {one.named}. Sent on {said(one.sent)}, {how}."


def counted_copies(number: int, all_sent: int) -> str:
    """Return how many copies are out of date."""
    if not number:
        return "No copy that was sent is out of date."
    return f"Out of date: {number} of {all_sent}. To send a new one, add the request again."


def outdated(copies: Sequence[Copy], is_all: bool) -> Iterator[str]:
    """Yield the lines about copies that are out of date, those that lack the same together.

    Args:
        is_all: whether every change is told.
    """
    alike: dict[object, list[Copy]] = {}
    for copy in copies:
        one = copy.request
        alike.setdefault((one.plan, one.version, copy.version, copy.changes), []).append(copy)
    for group in alike.values():
        yield ""
        for copy in group:
            one = copy.request
            day = said(one.sent) if one.sent else ""
            version = f", version {one.version}" if one.version else ""
            yield f"{one.reference}: {one.named}. Sent on {day}{version}."
        yield from _now(group[0], is_all)


def _now(copy: Copy, is_all: bool) -> Iterator[str]:
    """Yield what a plan says now that a copy does not."""
    if not copy.version:
        yield "    The plan is not there any more in this format and language."
        return
    if copy.changes is None:
        yield f"    The plan is now version {copy.version}. We did not keep what was sent, so we"
        yield "    cannot say what has changed."
        return
    yield f"    The plan is now version {copy.version}. What has changed:"
    shown = copy.changes if is_all else copy.changes[:MOST_CHANGES]
    for change in shown:
        yield from _changed(change)
    if rest := len(copy.changes) - len(shown):
        yield f"    And in {rest} more places: --all shows them all."


def _changed(change: CopyChange) -> Iterator[str]:
    yield f"    {visible(change.heading, LONGEST_TEXT) or 'On the cover'}"
    is_paired = len(change.was) == len(change.now)
    for title, texts, others in (
        ("was", change.was, change.now),
        ("now", change.now, change.was),
    ):
        for place, text in enumerate(texts):
            shown = _from_change(text, others[place]) if is_paired else text
            yield f"        {title}: {visible(shown, LONGEST_TEXT)}"


def _from_change(text: str, other: str) -> str:
    """Return a text; a long one from a little before where it begins to be another."""
    same = takewhile(lambda pair: pair[0] == pair[1], zip(text, other, strict=False))
    start = sum(1 for _ in same) - BEFORE
    if len(text) <= LONGEST_TEXT or start <= 0:
        return text
    return f"… {text[start:].partition(' ')[2]}"


def report(found: Report, today: date) -> Iterator[str]:
    """Yield the lines of a report."""
    span = when.parse(f"{found.first.isoformat()} to {found.last.isoformat()}").text()
    yield f"Requests from {span}"
    if found.total is None:
        yield f"    Fewer than {LEAST}, so nothing is told of them."
        return
    yield f"    {found.in_time} of {found.total} requests met in time."
    if found.waiting:
        yield f"    {found.waiting} of the others may still be."
    for name, lines in found.tables:
        yield f"{TITLES[name]}"
        if not lines:
            yield "    Too few of each to tell."
        for line in lines:
            yield f"    {_named(name, line)}: {line.count}"
    yield f"Numbers below {LEAST} are only told together with others."
    if found.last >= today:
        yield "This year is not over. Do not publish this: two such reports, one taken from the"
        yield "other, can show a number that is hidden."


def _named(table: str, line: counts.CountLine) -> str:
    titles = {name: row.words.title for name, row in FORMATS.items()}
    shown = {"formats": titles, "languages": NAMES}.get(table, {})
    names = [shown.get(name, name) for name in line.names]
    if table == "quarters":
        names = [when.parse(name).text() for name in names]
    return names[0] if len(names) == 1 else f"{', '.join(names)} (together)"
