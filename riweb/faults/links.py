"""Links and pictures in a text: where they may lead."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from riweb import prose
from riweb.faults.values import Fault, numbered
from riweb.problems import nearest, quoted

# What a link may begin with. Nothing else is the same on every page and on paper.
SAFE_LINK = re.compile(r"https?://[^\s/]+\.|mailto:[^\s@]+@[^\s@]+|tel:\+?[\d-]+$", re.IGNORECASE)

# Neither goes on past the next bracket that opens, or a line of such brackets would take hours.
PICTURE = re.compile(r"!\[[^][]*\]\s?[(\[]")
LINK = re.compile(r"(?<!!)\[[^][]*\]\(\s*<?((?:[^()\s>]|\([^()\s]*\))*)")


def check(text: str) -> Iterator[Fault]:
    if "[" not in text:
        return
    for number, line in numbered(text):
        for found in PICTURE.finditer(line):
            yield Fault(
                number,
                found[0],
                "A picture cannot stand inside a text.",
                "Take it out here and list it under `pictures` in plan.yaml.",
            )
        for found in LINK.finditer(line):
            if fault := _target(number, found[0], html.unescape(found[1])):
                yield fault
        named = re.match(r" {0,3}\[[^\]^][^\]]*\]:\s*<?(\S+?)>?(?:\s|$)", line)
        if named and (fault := _target(number, named[0].strip(), html.unescape(named[1]))):
            yield fault


def _target(line: int, words: str, address: str) -> Fault | None:
    """Return what is wrong with the address of a link, or None."""
    if SAFE_LINK.match(address) or re.fullmatch(r"#[\w-]+", address):
        return None
    fix = "Write an address that begins with https://, mailto: or tel:."
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
        return Fault(line, words, wrong if address else "This link has no address.", fix)
    return Fault(line, words, f"{quoted(address)} is not an address we accept.", fix)


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
