"""The lines of a text: joined where they only wrap, and set apart like those of its source."""

from __future__ import annotations

import re

# A line that begins a thing of its own: an item, a row, a heading, a quotation, a footnote.
BEGINS = re.compile(r"\s*(?:[-*+] |\d+[.)] |\||#|>|\[\^[^\]]+\]:|(?:-{3,}|\*{3,}|_{3,})\s*$)")
# A line after which nothing of it can follow.
ENDS = re.compile(r"\s*(?:\||#)|.*(?:  |\\)$")
BREAK = re.compile(r"(\n(?:[ \t]*\n)*)")
BLANK = " \t\n"


def joined(text: str) -> str:
    """Return a text with each paragraph and each item on a line of its own."""
    made: list[str] = []
    before = ""
    for number, row in enumerate(text.split("\n")):
        if before.strip() and row.strip() and not ENDS.match(before) and not BEGINS.match(row):
            made[-1] = before.rstrip(BLANK)
            before = row.strip(BLANK)
            made += (" ", before)
        else:
            before = row
            made += ("\n", row) if number else (row,)
    return "".join(made)


def laid(text: str, source: str) -> str:
    """Return a translation with the line breaks of its source.

    Word processors make paragraphs of lines, and put empty ones between; in Markdown both mean
    something.
    """
    indent = source[: len(source) - len(source.lstrip(" \t"))]
    rows = [row for row in joined(text).strip(BLANK).split("\n") if row.strip(BLANK)]
    gaps = BREAK.split(joined(source).strip(BLANK))[1::2]
    if len(rows) != len(gaps) + 1:
        gap = "\n\n" if any(len(gap) > 1 for gap in gaps) else "\n"
        return indent + re.sub(r"\n(?:[ \t]*\n)+", gap, joined(text).strip(BLANK))
    return indent + "".join(row + gap for row, gap in zip(rows, [*gaps, ""], strict=True))
