"""Links and pictures in a text: where they may lead."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from riweb import prose, web
from riweb.faults.values import Fault, numbered
from riweb.problems import nearest, quoted

PICTURE = (
    "A picture cannot stand inside a text.",
    "Take it out here and list it under `pictures` in plan.yaml.",
)

# Neither goes on past the next bracket that opens, or a line of such brackets would take hours.
PICTURE_MARK = re.compile(r"!\[[^][]*\]\s?[(\[]")
LINK_MARK = re.compile(r"(?<!!)\[[^][]*\]\(\s*<?((?:[^()\s>]|\([^()\s]*\))*)")


def check(text: str) -> Iterator[Fault]:
    if "[" not in text:
        return
    for number, line in numbered(text):
        for found in PICTURE_MARK.finditer(line):
            yield Fault(
                number,
                found[0],
                *PICTURE,
            )
        for found in LINK_MARK.finditer(line):
            if fault := _target(number, found[0], html.unescape(found[1])):
                yield fault
        named = re.match(r" {0,3}\[[^\]^][^\]]*\]:\s*<?(\S+?)>?(?:\s|$)", line)
        if named and (fault := _target(number, named[0].strip(), html.unescape(named[1]))):
            yield fault
    yield from _misleading(text)


def _misleading(text: str) -> Iterator[Fault]:
    """Yield links whose words name another place than they lead to."""
    for lead in prose.leads(text):
        is_told = lead.is_picture or web.is_inside(lead.address) or web.fault(lead.address)
        if not is_told and (found := web.misleads(lead.words, lead.address)):
            yield Fault(*_place(text, lead), *found)


def _target(line: int, words: str, address: str) -> Fault | None:
    """Return what is wrong with the address of a link, or None."""
    found = None if web.is_inside(address) and len(address) > 1 else web.fault(address)
    if not found:
        return None
    wrong, fix = found
    if web.START.match(address):
        return Fault(line, words, wrong, fix)
    if re.match(r"www\.|[a-z0-9-]+\.(org|com|co|gov|net|uk|cymru|wales)\b", address, re.IGNORECASE):
        fix = f"Write https://{address}."
    elif re.fullmatch(r"[^\s@]+@[^\s@]+", address):
        fix = f"Write mailto:{address}."
    elif re.fullmatch(r"[\w./#-]*", address):
        fix = (
            "Write the full address with https://. To name an action or a chapter of this plan, "
            "use `refs`."
        )
        wrong = f"{quoted(address)} leads to nothing: a text is shown on many pages."
        wrong = wrong if address else "This link has no address."
    return Fault(line, words, wrong, fix)


def made(text: str, is_chapter: bool) -> Iterator[Fault]:
    """Yield the pictures and links that a text makes, whatever way it is written, and may not."""
    for lead in prose.leads(text):
        is_inside = web.is_inside(lead.address)
        if lead.is_picture:
            yield Fault(*_place(text, lead), *PICTURE)
        elif is_inside and not is_chapter and not lead.address.startswith("#fn"):
            wrong = f"{quoted(lead.address)} is not an address we accept."
            yield Fault(*_place(text, lead), wrong, web.SAFE)
        elif not is_inside and (found := web.fault(lead.address)):
            yield Fault(*_place(text, lead), *found)


def _place(text: str, lead: prose.Lead) -> tuple[int, str]:
    """Return the line of a link, from 1, and words by which to find it in its file."""
    for words in filter(None, (lead.address, lead.words)):
        for number, line in enumerate(text.split("\n"), 1):
            if words in line:
                return number, words
    return 1, text.split("\n")[0]


def places(text: str) -> Iterator[Fault]:
    """Yield links to headings that are not in the chapter."""
    if "](#" not in text:
        return
    known = [heading.anchor for heading in prose.headings(text)]
    for number, line in numbered(text):
        for found in re.finditer(r"\]\(#([^)\s]*)\)", line):
            if found[1] not in known:
                guess = nearest(found[1], known)
                fix = f"Did you mean #{guess}?" if guess else "Link to a heading of this chapter."
                wrong = f"There is no heading {quoted('#' + found[1])} in this chapter."
                yield Fault(number, found[0], wrong, fix)
