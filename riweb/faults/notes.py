"""Footnotes in a text: each named once or more, each with one text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from riweb.faults.values import Fault, numbered
from riweb.problems import quoted


def check(text: str) -> Iterator[Fault]:
    """Yield footnotes without a text, texts without a footnote, and two texts for one."""
    if "[^" not in text:
        return
    defined: dict[str, int] = {}
    named: dict[str, int] = {}
    for number, line in numbered(text):
        start = re.match(r" {0,3}\[\^([^\]]+)\]:(.*)", line)
        if start:
            if start[1] in defined:
                wrong = f"The footnote {quoted(start[1])} has two texts."
                yield Fault(number, line, wrong, "Give each footnote a name of its own.")
            elif not start[2].strip():
                wrong = f"The footnote {quoted(start[1])} has no text."
                yield Fault(number, line, wrong, f"Write its words after [^{start[1]}]:")
            defined.setdefault(start[1], number)
            line = start[2]
        for name in re.findall(r"\[\^([^\]]+)\]", line):
            named.setdefault(name, number)
    for name, number in named.items():
        if name not in defined:
            yield Fault(
                number,
                f"[^{name}]",
                f"The footnote {quoted(name)} has no text.",
                f"Add a line at the end: [^{name}]: and its words.",
            )
    for name, number in defined.items():
        if name not in named:
            yield Fault(
                number,
                f"[^{name}]:",
                f"The footnote {quoted(name)} is not named in the text.",
                f"Write [^{name}] where it belongs, or remove it.",
            )
