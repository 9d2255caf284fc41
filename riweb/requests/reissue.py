"""Which copies that were sent are out of date, and what has changed in each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from pathlib import Path

from riweb.format_record import Source
from riweb.formats import FORMATS
from riweb.requests import copies
from riweb.requests.rows import Request
from riweb.verify.facts import SIGNS, FactTable, ReadBlock, read

# Gives the document of a plan in a language, as it is now; empty where there is none.
Current = Callable[[str, str, Source, date], str]


@dataclass(frozen=True)
class Fact:
    """A text of a document.

    Args:
        heading: that it stands under; empty on the cover.
    """

    heading: str
    text: str
    is_heading: bool = False


@dataclass(frozen=True)
class CopyChange:
    """What has changed under one heading.

    Args:
        heading: empty for the cover.
        was, now: the texts that are gone, and those that stand there now.
    """

    heading: str
    was: tuple[str, ...]
    now: tuple[str, ...]


@dataclass(frozen=True)
class Copy:
    """A copy that was sent.

    Args:
        version: that of the plan now; empty where the plan is there no more.
        changes: what has changed since; None where the words that were sent are not kept.
    """

    request: Request
    version: str
    changes: tuple[CopyChange, ...] | None


def latest(requests: Iterable[Request]) -> list[Request]:
    """Return the newest copy that was sent of each thing that was asked for.

    What is asked for again, and not sent yet, is left out: it will be of the newest version.
    """
    found: dict[object, Request] = {}
    again = set()
    for one in requests:
        if one.is_open:
            again.add(one.wanted)
        before = found.get(one.wanted)
        if one.sent and (before is None or before.sent is None or before.sent <= one.sent):
            found[one.wanted] = one
    return [one for wanted, one in found.items() if wanted not in again]


def outdated(requests: Iterable[Request], current: Current, versions: Path) -> Iterator[Copy]:
    """Yield each copy that says something else than its plan does now.

    Args:
        versions: the folder that holds the words of each version that was made.
    """
    for one in latest(requests):
        # A copy that was made elsewhere is judged by the day on which it was sent.
        day = one.made or one.sent or one.received
        source = FORMATS[one.format].source
        now = [current(one.plan, language, source, day) for language in copies.languages(one)]
        version = "+".join(map(copies.version, now)) if all(now) else ""
        if version == one.version:
            continue
        before = _kept(one, versions)
        if not version or before is None:
            yield Copy(one, version, None)
            continue
        found = tuple(change for pair in zip(before, now, strict=True) for change in changes(*pair))
        if found:
            yield Copy(one, version, found)


def _kept(request: Request, versions: Path) -> list[str] | None:
    """Return the documents that a copy was made from, or None where they are not all there."""
    places = list(copies.places(versions, request, request.version))
    if len(places) != len(copies.languages(request)) or not request.version:
        return None
    try:
        return [place.read_text(encoding="utf-8") for place in places]
    except OSError:
        return None


def changes(before: str, now: str) -> Iterator[CopyChange]:
    """Yield what is not the same in two linear documents, heading by heading."""
    old, new = _facts(before), _facts(now)
    texts, texts_now = [fact.text for fact in old], [fact.text for fact in new]
    renamed: dict[str, str] = {}
    found: dict[str, tuple[list[str], list[str]]] = {}
    for kind, *places in SequenceMatcher(None, texts, texts_now, autojunk=False).get_opcodes():
        first, last, start, end = places
        if kind == "equal":
            continue
        gone, come = old[first:last], new[start:end]
        renamed |= _renamed(gone, come)
        for fact in gone:
            heading = renamed.get(fact.heading, fact.heading)
            found.setdefault(heading, ([], []))[0].append(fact.text)
        for fact in come:
            found.setdefault(fact.heading, ([], []))[1].append(fact.text)
    for heading, (was, then) in found.items():
        # What has only moved below its heading says the same.
        old_only, new_only = _without(was, then), _without(then, was)
        if old_only or new_only:
            yield CopyChange(heading, tuple(old_only), tuple(new_only))


def _renamed(gone: Sequence[Fact], come: Sequence[Fact]) -> dict[str, str]:
    """Return the new name of each heading that has another, where as many go as come."""
    names = [[fact.text for fact in facts if fact.is_heading] for facts in (gone, come)]
    return dict(zip(*names, strict=True)) if len(names[0]) == len(names[1]) else {}


def _without(some: Sequence[str], others: Sequence[str]) -> list[str]:
    rest, found = list(others), []
    for one in some:
        if one in rest:
            rest.remove(one)
        else:
            found.append(one)
    return found


def _facts(html: str) -> list[Fact]:
    """Return every text of a document, in order, each with the heading that it stands under."""
    document = read(html)
    number = copies.version(html)
    found = [Fact("", block.text) for block in document.cover if number not in block.text]
    heading = ""
    for one in document.text:
        if isinstance(one, FactTable):
            found += [Fact(heading, text) for text in _lines(one)]
            continue
        text = _said(one)
        heading = text if one.kind == "heading" else heading
        found.append(Fact(heading, text, one.kind == "heading"))
    return found


def _said(block: ReadBlock) -> str:
    """Return the words of a block, without numbers that only say where it stands."""
    own = (words for words, sign in block.spans if sign not in SIGNS)
    return " ".join("".join(own).split())


def _lines(table: FactTable) -> Iterator[str]:
    """Yield the caption of a table, and each of its rows in a line."""
    for row in ((table.caption,) if table.caption else (), *table.rows):
        if text := "; ".join(filter(None, map(_said, row))):
            yield text
