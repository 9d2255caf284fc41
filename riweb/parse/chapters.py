"""Strategy text into chapters."""

from __future__ import annotations

import re

from riweb import prose
from riweb.plan.plans import Chapter
from riweb.problems import Problem
from riweb.source import Markdown


def read(markdown: Markdown, problems: list[Problem]) -> Chapter | None:
    """Return the chapter, or None after adding what is wrong with it to `problems`."""
    lines = markdown.text.split("\n")
    first = next((number for number, line in enumerate(lines) if line.strip()), None)
    if first is None or not re.match(r"# +\S", lines[first]):
        problems.append(
            Problem(
                markdown.file,
                (first or 0) + 1,
                "",
                "This chapter has no title.",
                "Begin it with a line such as “# Ways to take part”.",
            )
        )
        return None
    body = "\n".join(lines[first + 1 :])
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
    faults = prose.faults(body, is_block=True)
    for fault in faults:
        problems.append(Problem(markdown.file, first + 1 + fault.line, "", fault.wrong, fault.fix))
    title = lines[first].lstrip("# ").strip()
    if faults:
        return None
    return Chapter(id=markdown.name, title=title, markdown=body.strip("\n"), file=markdown.file)
