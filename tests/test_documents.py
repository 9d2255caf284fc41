"""The documents for people who read the checkout: in order, and nothing cut off."""

from __future__ import annotations

import re
from itertools import pairwise

from sites import HERE

ROOT = HERE.parent


def test_every_line_of_the_changelog_belongs_to_an_entry() -> None:
    lines = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8").splitlines()
    wrong = [
        line
        for before, line in pairwise(lines)
        # A line that goes on in the middle of a sentence follows one that ends in the middle.
        if line.startswith("  ") and (not before or (before[-1] in ".!?" and line[2].islower()))
    ]
    assert wrong == []


def test_no_words_stand_in_the_changelog_twice() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if len(line) > 40]
    assert sorted(lines) == sorted(set(lines))


def test_decisions_stand_in_the_order_of_their_days() -> None:
    text = (ROOT / "docs" / "decisions.md").read_text(encoding="utf-8")
    days = re.findall(r"(?m)^\*\*(\d{4}-\d\d-\d\d)", text)
    assert len(days) > 90
    assert days == sorted(days)
