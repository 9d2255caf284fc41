"""The accessibility statement: what the build knows, what an editor says, what the law asks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from riweb import words
from riweb.pages import downloads
from riweb.pages.census import Census
from riweb.pages.language import Scene
from riweb.plan.answering import FOR_PAPER, Accessibility, KnownFault, Tested


@dataclass(frozen=True)
class Checked:
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
class Statement:
    """What the page says.

    Args:
        compliance: the sentence that the law asks for.
        last: the newest test that an editor tells of; None where there is none.
        is_tested_by_people: whether people who use assistive technology have tested the site.
    """

    said: Accessibility
    compliance: str
    groups: tuple[FaultGroup, ...]
    formats: tuple[Checked, ...]
    tests: tuple[Tested, ...]
    last: Tested | None
    is_tested_by_people: bool

    @property
    def faults(self) -> tuple[KnownFault, ...]:
        """Every fault, in the order of its groups."""
        return tuple(fault for group in self.groups for fault in group.faults)


def statement(scene: Scene, census: Census) -> Statement:
    """Return the statement of a site in one language."""
    said = scene.site.accessibility
    faults = (*said.known_faults, *_of_formats(scene))
    groups = tuple(
        FaultGroup(why, scene.say(words.NON_ACCESSIBLE[why]), found)
        for why in words.NON_ACCESSIBLE
        if (found := tuple(fault for fault in faults if fault.why == why))
    )
    tests = tuple(sorted(said.tests, key=lambda one: one.day, reverse=True))
    return Statement(
        said,
        scene.say(words.COMPLIANCE[_compliance(said, groups)]),
        groups,
        tuple(_formats(scene, census)),
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


def _of_formats(scene: Scene) -> Iterator[KnownFault]:
    """Yield what not everybody can use of the formats that the site publishes."""
    offered = scene.site.formats or FOR_PAPER
    if any(name in FOR_PAPER for name in offered):
        yield KnownFault(
            text=scene.say("PDF files are made for paper and do not fit a small screen."),
            means=scene.say("On a phone you have to move sideways to read them."),
            instead=scene.say("The web pages say the same, and fit every screen."),
            criteria=("1.4.10",),
        )
    if "bilingual" in offered and scene.others:
        yield KnownFault(
            text=scene.say("In the PDF to print and turn over, one half is upside down."),
            means=scene.say("It can be read on paper only."),
            instead=scene.say("The same pages are in the PDF in Welsh and then in English."),
            criteria=("1.3.2",),
        )


def _formats(scene: Scene, census: Census) -> Iterator[Checked]:
    """Yield the web pages, and then each format that is ready or made when somebody asks."""
    say, count = scene.say, scene.count
    pages = count("%(num)d page", "%(num)d pages", census.pages)
    yield Checked("web", say("Web pages"), pages, say(words.CHECKED["web"]))
    for one in downloads.every(scene):
        if one.format == "bilingual" and not scene.others:
            continue
        number = census.files.get(one.format, 0)
        files = count("%(num)d file", "%(num)d files", number) if number else ""
        own = f"{one.format}-{scene.language}"
        checked = say(words.CHECKED[own if own in words.CHECKED else one.format])
        yield Checked(one.format, one.title, files, checked, one.limits)
    if number := census.files.get("insert", 0):
        files = count("%(num)d file", "%(num)d files", number)
        yield Checked("insert", say("Newsletter pages"), files, say(words.CHECKED["insert"]))
