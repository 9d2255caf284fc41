"""Footnotes in a text: each named once or more, each with one text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from riweb.faults.values import Fault, numbered
from riweb.problems import quoted

# Beside its text, each has a mark that leads back to every place that names it.
MOST_PLACES = 50


def check(text: str) -> Iterator[Fault]:
    """Yield footnotes without a text, texts without a footnote, and two texts for one."""
    if "[^" not in text:
        return
    defined: dict[str, int] = {}
    named: dict[str, int] = {}
    places: Counter[str] = Counter()
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
        for name in re.findall(r"\[\^([^][]+)\]", line):
            named.setdefault(name, number)
            places[name] += 1
            if places[name] == MOST_PLACES + 1:
                wrong = f"The footnote {quoted(name)} is named more than {MOST_PLACES} times."
                yield Fault(number, f"[^{name}]", wrong, "Name it where it matters most.")
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
