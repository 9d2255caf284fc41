"""What follows `riweb request` on the command line."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from riweb import save
from riweb.build import documents
from riweb.build.inputs import NotKnown, Options
from riweb.cli import making, request_lines
from riweb.format_record import OptionRefused
from riweb.formats import FORMATS
from riweb.problems import Refused, counted, quoted
from riweb.requests import copies, counts, intake, reissue, rows
from riweb.requests.copies import Folders
from riweb.requests.register import Gone, Register, RegisterFile
from riweb.requests.rows import Request

# The register has no request of another year: those are slips, or a clock that is wrong.
YEARS = range(2000, 2101)


def add(verb: argparse.ArgumentParser) -> None:
    """Describe what follows `riweb request` on the command line."""
    deeds = verb.add_subparsers(dest="deed", required=True, metavar="DEED")
    parsers = {
        "add": deeds.add_parser("add", help="write down a request"),
        "list": deeds.add_parser("list", help="say what is late, due and sent"),
        "make": deeds.add_parser("make", help="make the copies that people wait for"),
        "done": deeds.add_parser("done", help="write down that a copy is sent"),
        "reissue": deeds.add_parser("reissue", help="say which copies are out of date"),
        "report": deeds.add_parser("report", help="count the requests of a year"),
    }
    _describe_add(parsers["add"])
    parsers["list"].add_argument("--all", action="store_true", help="every copy that was sent")
    parsers["make"].add_argument("--ref", default="", help="only those of this reference")
    parsers["make"].add_argument("--out", type=Path, metavar="DIR", help="where to put the copies")
    _describe_done(parsers["done"])
    parsers["reissue"].add_argument("--all", action="store_true", help="every change")
    parsers["report"].add_argument("--year", type=int, help="2026 for April 2026 to March 2027")
    parsers["report"].add_argument("--out", type=Path, metavar="FILE", help="a CSV file to write")
    parsers["report"].add_argument(
        "--publish", action="store_true", help="have the site show the last whole year"
    )
    for parser in parsers.values():
        parser.add_argument("--content", type=Path, default=Path("content"), metavar="DIR")
        parser.add_argument(
            "--register", type=Path, metavar="FILE", help="requests.csv beside content/ if left out"
        )
        parser.add_argument("--today", type=making.day, default=date.today(), metavar="DATE")


def _describe_add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("plan", metavar="PLAN", help="its folder in content/plans")
    parser.add_argument("format", metavar="FORMAT", help=", ".join(FORMATS))
    parser.add_argument("--ref", required=True, help="your own reference, such as 2024/117")
    parser.add_argument("--language", default="", metavar="en|cy")
    parser.add_argument("--received", type=making.day, metavar="DATE", help="today if left out")
    making.add_options(parser)


def _describe_done(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("ref", metavar="REF", help="your own reference, such as 2024/117")
    for name in ("plan", "format", "language"):
        parser.add_argument(f"--{name}", default="", help=f"only what is in this {name}")
    parser.add_argument("--sent", type=making.day, metavar="DATE", help="today if left out")
    parser.add_argument("--elsewhere", action="store_true", help="we did not make it with riweb")
    parser.add_argument("--withdrawn", action="store_true", help="it is not wanted any more")


def register_of(asked: argparse.Namespace) -> Path:
    """Return where the register is."""
    given: Path | None = asked.register
    return given or asked.content.parent / "requests.csv"


def check_place(asked: argparse.Namespace) -> None:
    """Refuse a register in a folder that is published, or that others get to see."""
    path = register_of(asked)
    folders = path.resolve().parents
    fix = "Name another file after --register."
    if asked.content.resolve() in folders:
        raise NotKnown(f"{path} is in {asked.content}, which others work in. {fix}")
    if any((folder / "build.json").is_file() for folder in folders):
        raise NotKnown(f"{path} is in a site that is published. {fix}")
    if path.suffix.lower() != ".csv":
        raise NotKnown(f"{path} has no .csv at its end. {fix}")
    if not path.absolute().parent.is_dir():
        raise NotKnown(f"There is no folder {path.parent}. Make it first, or name another file.")
    if asked.register and asked.deed != "add" and not path.exists():
        raise NotKnown(f"There is no register {path}. The first request makes it.")
    if path.is_dir():
        raise NotKnown(f"{path} is a folder. {fix}")


Tell = Callable[[str], None]


@dataclass(frozen=True)
class Desk:
    """What every deed works with.

    Args:
        asked: the command line.
        where: the site.
    """

    asked: argparse.Namespace
    where: intake.RequestedSite
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
        place = getattr(self.asked, "out", None) or register_of(self.asked).with_suffix("")
        return Folders(place, path.with_name(f"{path.stem}-versions"))


def run(asked: argparse.Namespace, tell: Tell) -> bool:
    """Do what the command line says; tell whether all is well.

    Raises:
        NotKnown, OptionRefused: when the command line is wrong.
        Refused: with everything that is wrong with the register or the content, or with the
            file that cannot be written.
        OSError: when the register cannot be held alone.
    """
    check_place(asked)
    where = intake.place(asked.content)
    desk = Desk(asked, where, Register(register_of(asked), where.known), tell)
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
            f"The clock of this computer says that it is {making.said(desk.today)}. Set it right, "
            "or write the day of today, such as --today 2026-01-31."
        )
    if received > desk.today:
        raise NotKnown(f"{making.said(received)} is still to come. When was it received?")
    intake.check_format(asked.format)
    chosen = making.chosen_options(asked)
    language = asked.language or where.file.languages[0]
    due = intake.due(received, where.file)
    one = Request(asked.ref.strip(), asked.plan, asked.format, language, chosen, received, due)
    intake.check(one, where)

    def added(book: RegisterFile) -> RegisterFile:
        if any(other.is_open and other.wanted == one.wanted for other in book.requests):
            raise NotKnown(f"{one.reference} asks for this already, and it is not sent yet.")
        return book.with_added(one)

    desk.register.change(added)
    desk.tell(f"{one.reference}: {one.named}. Send it by {making.said(due)}.")
    remarks = list(intake.remarks(one, asked.content))
    for remark in remarks:
        desk.tell(remark)
    if not remarks:
        desk.tell("To make it: riweb request make")
    return True


def _list(desk: Desk) -> bool:
    book, closed = desk.register.read(), desk.where.file.other_formats.closed_days
    for line in request_lines.waiting_and_sent(book.requests, desk.today, closed, desk.asked.all):
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
    if remarks := list(intake.remarks(one, desk.asked.content)):
        desk.tell(f"    Not made. {' '.join(remarks)}")
        return False
    try:
        intake.check(one, desk.where)
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
        raise NotKnown(f"{making.said(day)} is still to come. When was it sent?")
    found = _chosen(desk, desk.register.read())
    for one in found:
        if day < one.received:
            came = making.said(one.received)
            raise NotKnown(f"{one.reference} was received after that, on {came}.")
        if not (one.made or asked.elsewhere or asked.withdrawn):
            raise NotKnown(
                f"{one.reference}: {one.named} is not made yet. Make it: riweb request make. "
                "If it was made in another way, add --elsewhere."
            )
    after = [_ended(desk, one, day) for one in found]

    def changed(book: RegisterFile) -> RegisterFile:
        for pair in zip(found, after, strict=True):
            book = book.with_changed(*pair)
        return book

    try:
        desk.register.change(changed)
    except Gone as gone:
        desk.tell(f"{gone.request.reference}: somebody else has changed its line. Look again.")
        return False
    for one in after:
        desk.tell(request_lines.ended(one))
    return True


def _chosen(desk: Desk, book: RegisterFile) -> list[Request]:
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


def _none_open(reference: str, book: RegisterFile) -> str:
    """Return what to say where nobody waits under a reference."""
    same = [one for one in book.requests if one.reference.upper() == reference.upper()]
    if any(one.is_open for one in same):
        return f"{reference} asks for something else: see riweb request list."
    if same:
        return f"That is done already. {request_lines.ended(same[-1])}"
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
    current = documents.Now(desk.options).document
    source = FORMATS[one.format].source
    now = [current(one.plan, language, source, day) for language in copies.languages(one)]
    version = copies.keep(desk.folders.versions, one, now) if all(now) else ""
    return replace(one, sent=day, version=version)


def _reissue(desk: Desk) -> bool:
    requests = desk.register.read().requests
    all_sent = reissue.latest(requests)
    if not any(one.sent for one in requests):
        desk.tell("No copy was sent yet.")
        return True
    current = documents.Now(desk.options).document
    found = list(reissue.outdated(requests, current, desk.folders.versions))
    desk.tell(request_lines.counted_copies(len(found), len(all_sent)))
    for line in request_lines.outdated(found, desk.asked.all):
        desk.tell(line)
    return True


def _report(desk: Desk) -> bool:
    asked, this = desk.asked, counts.year_of(desk.today)
    year = this - bool(asked.publish) if asked.year is None else asked.year
    if not 2000 <= year <= this:
        raise NotKnown(f"{year} is not a year that we can count. Write --year {this}.")
    closed = desk.where.file.other_formats.closed_days
    found = counts.report(desk.register.read().requests, year, desk.today, closed)
    for line in request_lines.report(found, desk.today):
        desk.tell(line)
    if asked.out:
        save.file(asked.out, counts.table(found))
        desk.tell(f"{asked.out}: the same as a table")
    return _published(desk, found) if asked.publish else True


def _published(desk: Desk, found: counts.Report) -> bool:
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
    save.file(path, counts.published(found).encode())
    desk.tell(f"{path}: what the site will show")
    if not desk.where.file.other_formats.show_requests:
        desk.tell("To show it, write `show_requests: true` below other_formats in site.yaml.")
    return True
