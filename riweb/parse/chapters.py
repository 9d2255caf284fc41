"""Strategy text into chapters."""

from __future__ import annotations

import re

from riweb import faults
from riweb.parse import letters
from riweb.plan.plans import Chapter
from riweb.problems import Problem
from riweb.source import Markdown


def read(markdown: Markdown, problems: list[Problem]) -> Chapter | None:
    """Return the chapter, or None after adding what is wrong with it to `problems`."""
    lines = markdown.text.split("\n")
    first = next((number for number, line in enumerate(lines) if line.strip()), None)
    if first is None:
        problems.append(
            Problem(
                markdown.file,
                0,
                "",
                "This chapter is empty.",
                "Write a title such as “# Ways to take part” and a text, or remove the file.",
            )
        )
        return None
    before = len(problems)
    title, start = _title(markdown, lines, first, problems)
    body = "\n".join(lines[start:])
    if not body.strip():
        problems.append(
            Problem(
                markdown.file,
                first + 1,
                "",
                "This chapter has a title and no text.",
                "Write the text below the title, or remove the file.",
            )
        )
        return None
    start += body[: len(body) - len(body.lstrip())].count("\n")
    for fault in faults.of_chapter(body.strip()):
        problems.append(Problem(markdown.file, start + fault.line, "", fault.wrong, fault.fix))
    problems += letters.of_chapter(markdown)
    if len(problems) > before:
        return None
    return Chapter(id=markdown.name, title=title, markdown=body.strip(), file=markdown.file)


def _title(
    markdown: Markdown, lines: list[str], first: int, problems: list[Problem]
) -> tuple[str, int]:
    """Return the title and the number of lines up to the text below it."""
    line = lines[first]
    found = re.match(r"# +(.*\w.*)", line)
    if not found:
        words = line.strip("#= ").strip()
        problems.append(
            Problem(
                markdown.file,
                first + 1,
                "",
                "This chapter has no title.",
                f"Begin it with a title: # {words}"
                if re.search(r"\w", words) and len(words) < 80 and line.startswith("#")
                else "Begin it with a line such as: # Ways to take part",
            )
        )
        # A heading of the wrong kind stood for the title; anything else is text.
        return "", first + 1 if line.startswith("#") else first
    title = found[1].rstrip("# ")
    for fault in faults.of_line(title):
        problems.append(Problem(markdown.file, first + 1, "", fault.wrong, fault.fix))
    return title, first + 1
