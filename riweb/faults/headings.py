"""Headings in a chapter: each one level below the last, and none in other texts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from riweb.faults.values import Fault, numbered
from riweb.problems import quoted

HEADING = re.compile(r"(#+)(.*)")
UNDERLINE = re.compile(r"(=+|-+) *")


def none(text: str) -> Iterator[Fault]:
    for number, line in numbered(text):
        if line.startswith("#"):
            fix = "Take the # away; use **bold**, or write a chapter."
            if re.match(r"#\d", line):
                fix = f"Write “No {line[1:].split()[0]}”, or \\# for the sign itself."
            wrong = f"{quoted(line, 40)} begins with #, which makes a heading."
            yield Fault(number, line, wrong, fix)
    yield from _underlined(text)


def _underlined(text: str) -> Iterator[Fault]:
    if "\n" not in text:
        return
    lines = text.split("\n")
    for number, line in enumerate(lines[1:], 2):
        if UNDERLINE.fullmatch(line) and lines[number - 2].strip():
            yield Fault(
                number,
                line,
                f"The line below {quoted(lines[number - 2], 40)} makes a heading of it.",
                "Remove this line. For a heading, write ## before it; leave a line empty "
                "above a rule.",
            )


def check(text: str) -> Iterator[Fault]:
    level = 1
    for number, line in numbered(text):
        if not (found := HEADING.match(line)):
            continue
        deeper, words = len(found[1]), found[2].strip(" #")
        if not words or not re.match(r"\s", found[2]):
            yield Fault(
                number,
                line,
                "There is no space after the #." if words else "This heading has no words.",
                f"Write {found[1]} and a space before a heading, or \\# for the sign itself.",
            )
        elif deeper == 1:
            yield Fault(number, line, "A chapter has one title, at its top.", f"Write: ## {words}")
        elif deeper > level + 1:
            right = "#" * (level + 1)
            yield Fault(number, line, "This heading skips a level.", f"Write: {right} {words}")
            deeper = level + 1
        level = max(2, min(deeper, 6)) if deeper > 1 else level
    yield from _underlined(text)
