"""What an engine complains about, as problems that an editor understands."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from riweb.formats import EngineComplaint
from riweb.plan.inserts import Insert
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
    sources = tuple(_of_plans(complaint.path, content))
    yield from _problems(complaint, content, sources, (complaint.path, 0))


def of_insert(complaint: EngineComplaint, content: Path, insert: Insert) -> Iterator[Problem]:
    """Yield a problem for each thing that an engine has said of an insert."""
    own = content / "inserts" / f"{insert.id}.yaml"
    sources = (own, *_of_plan(content / "plans" / insert.sheet.plan))
    yield from _problems(complaint, content, sources, (insert.file, 1))


def _problems(
    complaint: EngineComplaint, content: Path, sources: Sequence[Path], otherwise: tuple[str, int]
) -> Iterator[Problem]:
    """Yield the problems.

    Args:
        sources: the files in which the words may stand.
        otherwise: the file and line to name where they stand in none.
    """
    for line in complaint.words.splitlines():
        place = partial(_place, sources=sources, content=content, otherwise=otherwise)
        yield _known(line, place) or Problem(
            *otherwise,
            "",
            f"This file could not be made as it should be: {line}",
            complaint.mend
            or "Look for a picture or a character that the words name, and change it in the plan.",
        )


def _known(line: str, place: Callable[[str], tuple[str, int]]) -> Problem | None:
    for pattern, wrong, fix in KNOWN:
        if found := pattern.search(line):
            file, number = place(found[1])
            return Problem(file, number, "", wrong.format(words=quoted(found[1])), fix)
    return None


def _of_plans(path: str, content: Path) -> Iterator[Path]:
    """Yield the files that a finished file is made from.

    Args:
        path: of the finished file; the name of its plan is the folder two above it.
    """
    own = content / "plans" / (path.split("/")[-3:-2] or [""])[0]
    # In another language, a plan may have another name in addresses.
    plans = [own] if own.is_dir() else sorted((content / "plans").glob("*"))
    for plan in plans:
        yield from _of_plan(plan)


def _of_plan(plan: Path) -> tuple[Path, ...]:
    return plan / "plan.yaml", *sorted(plan.glob("chapters/*.md")), plan / "cy.po"


def _place(
    words: str, sources: Sequence[Path], content: Path, otherwise: tuple[str, int]
) -> tuple[str, int]:
    """Return the file and line in which the words stand first."""
    for source in (*sources, content / "site.yaml"):
        if not source.is_file():
            continue
        for number, line in enumerate(source.read_text(encoding="utf-8").splitlines(), 1):
            if words in line:
                return Path(content.name, source.relative_to(content)).as_posix(), number
    return otherwise
