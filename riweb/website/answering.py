"""What a site answers for: its accessibility statement, publication scheme and requests met."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import get_args

from riweb import when
from riweb.format_record import Format
from riweb.plan import labels
from riweb.plan.plans import InformationClass, PlanFile
from riweb.plan.site import Accessibility, KnownFault, RequestCount, RequestsMet, Tested
from riweb.plan.views import PlanView
from riweb.render.edition import Edition
from riweb.render.plan_context import PlanContext
from riweb.website import formats_page
from riweb.website.formats_page import FileLine


@dataclass(frozen=True)
class Census:
    """What is published, in all languages together.

    Args:
        pages: the web pages, those of the site itself among them.
        files: how many finished files there are for readers, by the name of their format;
            `insert` for newsletter pages.
    """

    pages: int
    files: Mapping[str, int]


def of(pages: int, contexts: Iterable[PlanContext]) -> Census:
    """Count what there is.

    Args:
        pages: how many pages there are.
        contexts: those of every plan in every language.
    """
    # A file in both languages is offered in both, and is one.
    formats: dict[str, str] = {}
    for context in contexts:
        formats |= {one.path: one.format for one in context.downloads}
        formats |= {path: "insert" for offer in context.inserts for path, _, _ in offer.files}
    return Census(pages, Counter(formats.values()))


@dataclass(frozen=True)
class SchemeItem:
    """Something that is published.

    Args:
        path: of this site; empty for what is elsewhere.
        web: its address elsewhere; empty for what is here, and for what people ask for.
        owner: who looks after it; empty where nobody says.
        date: the day it last changed; None where nobody says.
        period: the time it covers, or empty.
        files: every finished file of it.
    """

    title: str
    path: str = ""
    web: str = ""
    owner: str = ""
    date: date | None = None
    period: str = ""
    files: tuple[FileLine, ...] = ()


@dataclass(frozen=True)
class Class:
    """A class of the scheme, with what is in it."""

    name: str
    title: str
    items: tuple[SchemeItem, ...]


def information_class(plan: PlanFile) -> InformationClass:
    """Return the class of the publication scheme that a plan belongs to."""
    if plan.publication_class:
        return plan.publication_class
    return "governance" if plan.kind == "scrutiny-response" else "policies"


def classes(
    edition: Edition, contexts: Sequence[PlanContext], absent: Sequence[tuple[PlanView, str]]
) -> list[Class]:
    """Return the seven classes in the order of the scheme.

    Args:
        contexts: those of the plans that are in this language.
        absent: the plans that are in another language only, and what is said of each in this one.
    """
    found: dict[str, list[SchemeItem]] = {name: [] for name in get_args(InformationClass)}
    for one in contexts:
        item = _plan(one.view, one.address(), tuple(_files(one)))
        found[information_class(one.file)].append(item)
    for view, path in absent:
        found[information_class(view.file)].append(_plan(view, path))
    found["policies"] += _own(edition)
    for other in edition.site.publications:
        owner = other.owner or edition.site.publisher.name
        item = SchemeItem(other.title, web=other.web, owner=owner, date=other.date)
        found[other.information_class].append(item)
    return [
        Class(name, edition.say(labels.INFORMATION_CLASS[name]), tuple(items))
        for name, items in found.items()
    ]


def _plan(view: PlanView, path: str, files: tuple[FileLine, ...] = ()) -> SchemeItem:
    plan = view.file
    return SchemeItem(
        plan.title,
        path,
        owner=plan.organisation,
        date=view.changed,
        period=plan.period.label if plan.period else "",
        files=files,
    )


def _files(context: PlanContext) -> Iterator[FileLine]:
    """Yield every finished file of a plan: each volume, and the newsletter pages too."""
    for one in context.downloads:
        yield FileLine(one.title, one.about, one.path)
    for offer in context.inserts:
        for path, _, kind in offer.files:
            title = offer.insert.sheet.title.of(context.language)
            yield FileLine(title, kind, path)


def _own(edition: Edition) -> Iterator[SchemeItem]:
    """Yield the pages of the site that are policies of its publisher."""
    name, said = edition.site.publisher.name, edition.site.accessibility
    at, say = edition.at, edition.say
    yield SchemeItem(say("Other formats"), at.page("alternative-formats"), owner=name)
    day = said.reviewed or said.prepared
    yield SchemeItem(say("Accessibility statement"), at.page("accessibility"), owner=name, date=day)


@dataclass(frozen=True)
class CheckedFormat:
    """A format with what the build looked at, and its limits.

    Args:
        count: how many files there are, in words; empty where none is ready-made.
        limits: empty for the web pages.
    """

    name: str
    title: str
    count: str
    checked: str
    limits: str = ""


@dataclass(frozen=True)
class FaultGroup:
    """Faults of one kind, under a heading that the law names."""

    name: str
    title: str
    faults: tuple[KnownFault, ...]


@dataclass(frozen=True)
class AccessibilityStatement:
    """What the page says.

    Args:
        compliance: the sentence that the law asks for.
        tested: which tests of riweb look at the files of its formats.
        last: the newest test that an editor tells of; None where there is none.
        is_tested_by_people: whether people who use assistive technology have tested the site.
    """

    said: Accessibility
    compliance: str
    groups: tuple[FaultGroup, ...]
    formats: tuple[CheckedFormat, ...]
    tested: tuple[str, ...]
    tests: tuple[Tested, ...]
    last: Tested | None
    is_tested_by_people: bool

    @property
    def faults(self) -> tuple[KnownFault, ...]:
        """Every fault, in the order of its groups."""
        return tuple(fault for group in self.groups for fault in group.faults)


def statement(edition: Edition, census: Census) -> AccessibilityStatement:
    """Return the statement of a site in one language."""
    said = edition.site.accessibility
    faults = (*said.known_faults, *_of_formats(edition))
    groups = tuple(
        FaultGroup(why, edition.say(labels.NON_ACCESSIBLE[why]), found)
        for why in labels.NON_ACCESSIBLE
        if (found := tuple(fault for fault in faults if fault.why == why))
    )
    tests = tuple(sorted(said.tests, key=lambda one: one.day, reverse=True))
    return AccessibilityStatement(
        said,
        edition.say(labels.COMPLIANCE[_compliance(said, groups)]),
        groups,
        tuple(_formats(edition, census)),
        _tested(edition),
        tests,
        tests[0] if tests else None,
        any(one.kind == "disabled-people" for one in tests),
    )


def _compliance(said: Accessibility, groups: tuple[FaultGroup, ...]) -> str:
    names = {group.name for group in groups}
    if said.compliance == "fully" or not names:
        return "fully"
    exempt = names & {"burden", "out-of-scope"}
    why = "both" if "not-compliant" in names and exempt else "exemptions" if exempt else "faults"
    return f"{said.compliance or 'partially'}-{why}"


def _of_formats(edition: Edition) -> Iterator[KnownFault]:
    """Yield what not everybody can use of the formats that the site publishes."""
    say, chosen = edition.say, edition.site.formats
    offered = [row for row in _rows(edition) if row.name in chosen or not chosen]
    for barrier in dict.fromkeys(one for row in offered for one in row.words.barriers):
        yield KnownFault(
            text=say(barrier.text),
            means=say(barrier.means),
            instead=say(barrier.instead),
            criteria=barrier.criteria,
        )


def _rows(edition: Edition) -> Iterator[Format]:
    """Yield the formats that the plans of a site can be in, which are two where it is in one."""
    for row in formats_page.of_plans(edition):
        if edition.others or not row.is_bilingual:
            yield row


def _formats(edition: Edition, census: Census) -> Iterator[CheckedFormat]:
    """Yield the web pages, and then each format that is ready or made when somebody asks."""
    say, count = edition.say, edition.count
    pages = count("%(num)d page", "%(num)d pages", census.pages)
    yield CheckedFormat("web", say("Web pages"), pages, say(labels.CHECKED_WEB))
    of_inserts = [row for row in edition.formats if row.source == "insert"]
    for row in (*_rows(edition), *of_inserts):
        words, number = row.words, census.files.get(row.name, 0)
        if row.source == "insert" and not number:
            continue
        files = count("%(num)d file", "%(num)d files", number) if number else ""
        limits = say(words.limits_in.get(edition.language, words.limits)) if words.limits else ""
        checked = say(words.checked_in.get(edition.language, words.checked))
        yield CheckedFormat(row.name, say(words.title), files, checked, limits)


def _tested(edition: Edition) -> tuple[str, ...]:
    """Return which tests of riweb look at its formats, each once."""
    rows = formats_page.of_plans(edition)
    texts = dict.fromkeys(row.words.tested for row in rows if row.words.tested)
    return tuple(edition.say(tested) for tested in texts)


@dataclass(frozen=True)
class RequestTable:
    """A table of numbers.

    Args:
        head: what its lines are.
        lines: what each is of, and how many.
    """

    title: str
    head: str
    lines: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Met:
    """What a page shows of requests.

    Args:
        in_time: in a sentence.
        span: the days on which they came, in words.
    """

    in_time: str
    span: str
    tables: tuple[RequestTable, ...]


def met(edition: Edition) -> Met | None:
    """Return what a page shows of requests, or None where the site shows nothing."""
    found = edition.requests
    if found is None:
        return None
    in_time = edition.say(
        "We met %(met)d of %(total)d requests in time.", met=found.in_time, total=found.total
    )
    return Met(in_time, _span(edition, found), tuple(_tables(edition, found)))


def _span(edition: Edition, found: RequestsMet) -> str:
    days = when.parse(f"{found.from_.isoformat()} to {found.to.isoformat()}")
    return days.text(edition.language)


def _tables(edition: Edition, found: RequestsMet) -> Iterator[RequestTable]:
    """Yield each table that there is something to tell in."""
    say = edition.say
    kinds: tuple[tuple[str, str, Sequence[RequestCount], Callable[[Edition, str], str]], ...] = (
        (say("By format"), say("Format"), found.formats, _format),
        (say("By language"), say("Language"), found.languages, _language),
        (say("By quarter"), say("Quarter"), found.quarters, _quarter),
        (say("How long it took"), say("Working days"), found.days, _days),
    )
    for title, head, rows, label in kinds:
        if rows:
            lines = [
                (_together(edition, [label(edition, name) for name in row.names]), row.count)
                for row in rows
            ]
            yield RequestTable(title, head, tuple(lines))


def _together(edition: Edition, names: Sequence[str]) -> str:
    if len(names) == 1:
        return names[0]
    return edition.say("Together: %(names)s", names=", ".join(names))


def _format(edition: Edition, name: str) -> str:
    return next((edition.say(row.words.title) for row in edition.formats if row.name == name), name)


def _language(edition: Edition, name: str) -> str:
    return edition.say("English") if name == "en" else edition.say("Welsh")


def _quarter(edition: Edition, name: str) -> str:
    try:
        return when.parse(name).text(edition.language)
    except when.NotADate:
        return name


def _days(edition: Edition, name: str) -> str:
    first, _, last = name.partition(" to ")
    return edition.say("%(first)s to %(last)s", first=first, last=last)
