"""The verbs of `riweb request`: the register of requests for other formats."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from riweb import save
from riweb.cli import days, making, requests_asked, requests_told
from riweb.desk import asking, reissue, report, rows, sent
from riweb.desk import making as copies
from riweb.desk.making import Folders
from riweb.desk.register import Book, Gone, Register
from riweb.desk.requests import Request
from riweb.formats import FORMATS, OptionRefused
from riweb.pipeline import linear
from riweb.pipeline.inputs import NotKnown, Options
from riweb.problems import Refused, counted, quoted

# The register has no request of another year: those are slips, or a clock that is wrong.
YEARS = range(2000, 2101)

Tell = Callable[[str], None]


@dataclass(frozen=True)
class Desk:
    """What every deed works with.

    Args:
        asked: the command line.
        where: the site.
    """

    asked: argparse.Namespace
    where: asking.Place
    register: Register
    tell: Tell

    @property
    def today(self) -> date:
        """The day on which it is done."""
        day: date = self.asked.today
        return day

    @property
    def options(self) -> Options:
        """What a copy is made with."""
        return Options(self.asked.content, Path("output"), jobs=1, today=self.today)

    @property
    def folders(self) -> Folders:
        """Where copies go, and where the words of each version are kept: beside the register."""
        path = self.register.path
        place = getattr(self.asked, "out", None) or requests_asked.register_of(
            self.asked
        ).with_suffix("")
        return Folders(place, path.with_name(f"{path.stem}-versions"))


def run(asked: argparse.Namespace, tell: Tell) -> bool:
    """Do what the command line says; tell whether all is well.

    Raises:
        NotKnown, OptionRefused: when the command line is wrong.
        Refused: with everything that is wrong with the register or the content, or with the
            file that cannot be written.
        OSError: when the register cannot be held alone.
    """
    requests_asked.check_place(asked)
    where = asking.place(asked.content)
    desk = Desk(asked, where, Register(requests_asked.register_of(asked), where.known), tell)
    deeds = {
        "add": _add,
        "list": _list,
        "make": _make,
        "done": _done,
        "reissue": _reissue,
        "report": _report,
    }
    return deeds[asked.deed](desk)


def _add(desk: Desk) -> bool:
    asked, where = desk.asked, desk.where
    received = asked.received or desk.today
    if desk.today.year not in YEARS:
        raise NotKnown(
            f"The clock of this computer says that it is {days.said(desk.today)}. Set it right, or "
            "write the day of today, such as --today 2026-01-31."
        )
    if received > desk.today:
        raise NotKnown(f"{days.said(received)} is still to come. When was it received?")
    asking.check_format(asked.format)
    chosen = making.chosen_options(asked)
    language = asked.language or where.file.languages[0]
    due = asking.due(received, where.file)
    one = Request(asked.ref.strip(), asked.plan, asked.format, language, chosen, received, due)
    asking.check(one, where)

    def added(book: Book) -> Book:
        if any(other.is_open and other.wanted == one.wanted for other in book.requests):
            raise NotKnown(f"{one.reference} asks for this already, and it is not sent yet.")
        return book.with_added(one)

    desk.register.change(added)
    desk.tell(f"{one.reference}: {one.named}. Send it by {days.said(due)}.")
    remarks = list(asking.remarks(one, asked.content))
    for remark in remarks:
        desk.tell(remark)
    if not remarks:
        desk.tell("To make it: riweb request make")
    return True


def _list(desk: Desk) -> bool:
    book, closed = desk.register.read(), desk.where.file.other_formats.closed_days
    for line in requests_told.waiting_and_sent(book.requests, desk.today, closed, desk.asked.all):
        desk.tell(line)
    return True


def _make(desk: Desk) -> bool:
    book, wanted = desk.register.read(), desk.asked.ref.upper()
    found = [one for one in book.requests if one.is_open and wanted in ("", one.reference.upper())]
    if wanted and not found:
        raise NotKnown(_none_open(desk.asked.ref, book))
    made = [one for one in found if _made(desk, one)]
    if not found:
        desk.tell("Nobody is waiting for a copy.")
    elif made:
        desk.tell(f"{counted(len(made), 'request')} made. When a copy is on its way:")
        desk.tell(f"    riweb request done {made[0].reference}")
    if left := len(found) - len(made):
        desk.tell(f"{counted(left, 'request')} not made: see above.")
    return not left


def _made(desk: Desk, one: Request) -> bool:
    """Make one copy, and write it down; tell whether that went well."""
    desk.tell(f"{one.reference}: {one.named} …")
    if remarks := list(asking.remarks(one, desk.asked.content)):
        desk.tell(f"    Not made. {' '.join(remarks)}")
        return False
    try:
        asking.check(one, desk.where)
        after = copies.make(desk.options, one, desk.folders, desk.today, desk.tell)
        desk.register.change(lambda book: book.with_changed(one, after))
    except NotKnown as unknown:
        desk.tell(f"    Not made. {unknown}")
    except OptionRefused as refused:
        desk.tell(f"    Not made. {refused.words}")
    except Gone:
        desk.tell("    Somebody else has changed its line meanwhile, so we left it as it is.")
    except Refused as found:
        for problem in found.problems:
            desk.tell(f"{problem}\n")
        desk.tell("    Not made, because of what is said above.")
    else:
        return True
    return False


def _done(desk: Desk) -> bool:
    asked, day = desk.asked, desk.asked.sent or desk.today
    if day > desk.today:
        raise NotKnown(f"{days.said(day)} is still to come. When was it sent?")
    found = _chosen(desk, desk.register.read())
    for one in found:
        if day < one.received:
            came = days.said(one.received)
            raise NotKnown(f"{one.reference} was received after that, on {came}.")
        if not (one.made or asked.elsewhere or asked.withdrawn):
            raise NotKnown(
                f"{one.reference}: {one.named} is not made yet. Make it: riweb request make. "
                "If it was made in another way, add --elsewhere."
            )
    after = [_ended(desk, one, day) for one in found]

    def changed(book: Book) -> Book:
        for pair in zip(found, after, strict=True):
            book = book.with_changed(*pair)
        return book

    try:
        desk.register.change(changed)
    except Gone as gone:
        desk.tell(f"{gone.request.reference}: somebody else has changed its line. Look again.")
        return False
    for one in after:
        desk.tell(requests_told.ended(one))
    return True


def _chosen(desk: Desk, book: Book) -> list[Request]:
    """Return the open requests that the command line means."""
    asked = desk.asked
    found = [
        one
        for one in book.requests
        if one.is_open
        and one.reference.upper() == asked.ref.upper()
        and asked.plan in ("", one.plan)
        and asked.format in ("", one.format)
        and asked.language in ("", one.language)
    ]
    if not found:
        raise NotKnown(_none_open(asked.ref, book))
    return found


def _none_open(reference: str, book: Book) -> str:
    """Return what to say where nobody waits under a reference."""
    same = [one for one in book.requests if one.reference.upper() == reference.upper()]
    if any(one.is_open for one in same):
        return f"{reference} asks for something else: see riweb request list."
    if same:
        return f"That is done already. {requests_told.ended(same[-1])}"
    waiting = list(dict.fromkeys(one.reference for one in book.requests if one.is_open))
    hint = rows.choice(reference, waiting) if waiting else "Nobody is waiting for a copy."
    return f"There is no request {quoted(reference)}. {hint}"


def _ended(desk: Desk, one: Request, day: date) -> Request:
    """Return a request that nobody waits for any more."""
    if desk.asked.withdrawn:
        return replace(one, withdrawn=day)
    if one.made:
        return replace(one, sent=day)
    # A copy that was made elsewhere is taken to be of the plan as it is now.
    current = linear.Now(desk.options).document
    source = FORMATS[one.format].source
    now = [current(one.plan, language, source, day) for language in sent.languages(one)]
    version = sent.keep(desk.folders.versions, one, now) if all(now) else ""
    return replace(one, sent=day, version=version)


def _reissue(desk: Desk) -> bool:
    requests = desk.register.read().requests
    all_sent = reissue.latest(requests)
    if not any(one.sent for one in requests):
        desk.tell("No copy was sent yet.")
        return True
    current = linear.Now(desk.options).document
    found = list(reissue.outdated(requests, current, desk.folders.versions))
    desk.tell(requests_told.counted_copies(len(found), len(all_sent)))
    for line in requests_told.outdated(found, desk.asked.all):
        desk.tell(line)
    return True


def _report(desk: Desk) -> bool:
    asked, this = desk.asked, report.year_of(desk.today)
    year = this - bool(asked.publish) if asked.year is None else asked.year
    if not 2000 <= year <= this:
        raise NotKnown(f"{year} is not a year that we can count. Write --year {this}.")
    closed = desk.where.file.other_formats.closed_days
    found = report.report(desk.register.read().requests, year, desk.today, closed)
    for line in requests_told.report(found, desk.today):
        desk.tell(line)
    if asked.out:
        save.file(asked.out, report.table(found))
        desk.tell(f"{asked.out}: the same as a table")
    return _published(desk, found) if asked.publish else True


def _published(desk: Desk, found: report.Report) -> bool:
    """Have the site show a report, where it can be told."""
    if found.last >= desk.today:
        raise NotKnown("That year is not over. The site can show it when it is.")
    if found.waiting:
        raise NotKnown(
            f"{counted(found.waiting, 'request')} of that year may still be met in time. "
            "Publish when they are sent."
        )
    if found.total is None:
        raise NotKnown("They are too few to publish: somebody might be recognised.")
    path = desk.asked.content / "requests-met.yaml"
    save.file(path, report.published(found).encode())
    desk.tell(f"{path}: what the site will show")
    if not desk.where.file.other_formats.show_requests:
        desk.tell("To show it, write `show_requests: true` below other_formats in site.yaml.")
    return True
