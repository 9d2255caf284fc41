"""What an engine complains about, as problems that an editor understands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from riweb.formats import EngineComplaint
from riweb.problems import Problem, quoted

# What engines say, what it means, and what to do; the group is what to look for in the plan.
KNOWN = (
    (
        re.compile(r"Failed to (?:load image at '|render SVG image )\S*?([^/' ]+)(?:'|$)"),
        "The picture {words} cannot be drawn.",
        "Open it in a picture program and save it again, a drawing as PNG.",
    ),
    (
        re.compile(r'Image "[^"]*?([^/"]+)" has no required alt description'),
        "The picture {words} has no description.",
        "Add `alt:` with what someone who cannot see it should be told.",
    ),
    (
        re.compile(r'(?:Another typeface draws|\.notdef glyph rendered .*?:) "(.)'),
        "Our typeface has no {words}.",
        "Say it in words.",
    ),
    (
        re.compile(r"“(.)” \([^)]*\) has no braille"),
        "{words} has no braille.",
        "Say it in words.",
    ),
    (
        re.compile(r"No anchor #(\S+) for internal URI reference"),
        "A link leads to {words}, which is not in this format.",
        "Take the link away, or correct it.",
    ),
)


def problems(complaint: EngineComplaint, content: Path) -> Iterator[Problem]:
    """Yield a problem for each thing that an engine has said.

    Args:
        content: the content folder, in which its place is looked for.
    """
    for line in complaint.words.splitlines():
        yield _known(line, complaint.path, content) or Problem(
            complaint.path,
            0,
            "",
            f"This file could not be made as it should be: {line}",
            complaint.mend
            or "Look for a picture or a character that the words name, and change it in the plan.",
        )


def _known(line: str, path: str, content: Path) -> Problem | None:
    for pattern, wrong, fix in KNOWN:
        if found := pattern.search(line):
            file, number = _place(found[1], path, content)
            return Problem(file, number, "", wrong.format(words=quoted(found[1])), fix)
    return None


def _place(words: str, path: str, content: Path) -> tuple[str, int]:
    """Return the file and line in which the words stand first, or the file that was to be made.

    Args:
        path: of that file; the name of its plan is the folder two above it.
    """
    own = content / "plans" / (path.split("/")[-3:-2] or [""])[0]
    # In another language, a plan may have another name in addresses.
    plans = [own] if own.is_dir() else sorted((content / "plans").glob("*"))
    found = (
        source
        for plan in plans
        for source in (plan / "plan.yaml", *sorted(plan.glob("chapters/*.md")), plan / "cy.po")
    )
    for source in (*found, content / "site.yaml"):
        if not source.is_file():
            continue
        for number, line in enumerate(source.read_text(encoding="utf-8").splitlines(), 1):
            if words in line:
                return Path(content.name, source.relative_to(content)).as_posix(), number
    return path, 0
