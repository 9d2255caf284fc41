"""Texts that are too long or too tangled for a reader, and for the programmes that make pages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from riweb.content.faults.markdown_faults import Fault
from riweb.content.source.limits import LONGEST_TEXT
from riweb.problems import counted, quoted
from riweb.text import unseen

# A page has about 3,000 letters. Longer lines were pasted by mistake, and take long to read.
LONGEST_LINE = 5_000

# Some 30 pages; the longest chapter of a real plan that we know has 9,228 letters.
LONGEST_CHAPTER = 100_000

# Between two empty lines. A table of 100 rows, with a link in each and one to spare, has less.
LONGEST_BLOCK = LONGEST_TEXT
MOST_BRACKETS = 500

# Marks of footnotes and their texts, in one text.
MOST_NOTES = 1_000

# Lists and quotations in one another; more than three are hard to follow, on paper and by ear.
DEEPEST = 6

# A list item or a quotation that begins, at the start of a line and one after the other.
BEGINS = re.compile(r"(?:[ \t]*(?:[-+*]|\d{1,9}[.)])[ \t]|[ \t]*>)+")
MARK = re.compile(r"[-+*>]|\d+[.)]")

# Each list in a list begins four spaces further on.
STEP = 4


def check(text: str, most: int = LONGEST_TEXT) -> Iterator[Fault]:
    """Yield what of a text is too much; nothing else should be looked for then.

    Args:
        most: how many letters it may have.
    """
    if len(text) > most:
        wrong = f"This text has {len(text):,} letters; {most:,} are the most."
        fix = "Make chapters of it, or take out what does not belong here."
        yield Fault(1, text[:40].split("\n")[0], wrong, fix)
        return
    if long := unseen.LONG_CODE.search(text):
        place = text.count("\n", 0, long.start()) + 1
        wrong = f"{quoted(long[0], 20)} is a character that cannot be shown."
        yield Fault(place, long[0], wrong, "Delete it and type the words again.")
        return
    if text.count("[^") > MOST_NOTES:
        wrong = f"There are more than {MOST_NOTES} marks of footnotes in this text."
        yield Fault(1, "[^", wrong, "Make chapters of it, each with its own.")
        return
    size = brackets = 0
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            size = brackets = 0
            continue
        before = size, brackets
        size, brackets = size + len(line) + 1, brackets + line.count("[")
        if fault := _of_line(number, line):
            yield fault
        elif before[0] <= LONGEST_BLOCK < size:
            wrong = f"There are more than {LONGEST_BLOCK:,} letters here without an empty line."
            yield Fault(number, line[:40], wrong, "Leave an empty line between paragraphs.")
        elif before[1] <= MOST_BRACKETS < brackets:
            wrong = f"There are more than {MOST_BRACKETS} signs [ here without an empty line."
            fix = "Leave an empty line between paragraphs, and write each link as [words](address)."
            yield Fault(number, line[:40], wrong, fix)


def are_too_much(texts: Iterable[str]) -> bool:
    """Tell whether one of some texts is too much to be looked at more closely."""
    return any(True for text in texts for _ in check(text))


def _of_line(number: int, line: str) -> Fault | None:
    if len(line) > LONGEST_LINE:
        wrong = f"This paragraph has {len(line):,} letters, more than anybody can read."
        return Fault(number, line[:40], wrong, "Break it into short ones.")
    found = BEGINS.match(line)
    if not found:
        return None
    space = len(line.expandtabs(STEP)) - len(line.expandtabs(STEP).lstrip())
    depth = len(MARK.findall(found[0])) + space // STEP
    if depth <= DEEPEST:
        return None
    wrong = f"There are {counted(depth, 'list')} or quotations in one another here."
    fix = f"Write {DEEPEST} at most; where a line begins with - or >, write \\ before the sign."
    return Fault(number, line[:40], wrong, fix)
