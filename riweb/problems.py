"""What is wrong in the content, where, and how to put it right."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

# A value is named by its beginning, so that a problem stays three short lines.
LONGEST_QUOTE = 60


@dataclass(frozen=True, order=True)
class Problem:
    """One thing to put right, for an editor.

    Args:
        file: the path as the editor knows it, such as `content/site.yaml`.
        line: the line, counted from 1; 0 means the file as a whole.
        key: where in the file, such as `sections[2].actions[0].due`; may be empty.
        wrong: what is wrong, in plain sentences.
        fix: what to write or do instead, in plain sentences.
        is_advice: True when it does not stop a build.
    """

    file: str
    line: int
    key: str
    wrong: str
    fix: str
    is_advice: bool = False

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        lines = (f"{place}  {self.key}".rstrip(), f"    {self.wrong}", f"    {self.fix}")
        return "\n".join(map(printable, lines))


class Refused(Exception):
    """A stage found problems, so nothing may be published."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(sorted(set(problems)))
        super().__init__("\n\n".join(map(str, self.problems)))

    def __reduce__(self) -> tuple[type[Refused], tuple[tuple[Problem, ...]]]:
        """Come back whole from a worker process."""
        return Refused, (self.problems,)


def nearest(wrong: str, known: Sequence[str], least: float = 0.6) -> str | None:
    """Return the known word that a typing slip most likely meant, or None.

    Args:
        least: how like the word must be, from 0 to 1.
    """
    written = wrong[:LONGEST_QUOTE].lower()
    found = get_close_matches(written, [word.lower() for word in known], n=1, cutoff=least)
    if not found:
        return None
    return next(word for word in known if word.lower() == found[0])


def quoted(text: str, most: int = LONGEST_QUOTE) -> str:
    """Return what an editor wrote, in quotation marks, on one line and not too long."""
    shown = visible(text, most)
    return f"‘{shown}’" if shown[:1] in ("“", "”") else f"“{shown}”"


def visible(text: str, most: int = LONGEST_QUOTE) -> str:
    """Return a text on one line, without what cannot be shown, cut after `most` characters."""
    clean = printable(" ".join(text.split()))
    return clean if len(clean) <= most else f"{clean[: most - 1].rstrip()}…"


def printable(line: str) -> str:
    """Return a line with a mark in the place of each sign that cannot be shown."""
    if line.isprintable():
        return line
    return "".join(one if one.isprintable() else "�" for one in line)


def counted(number: int, word: str) -> str:
    """Return `1 problem` or `3 problems`."""
    return f"{number} {word}" + ("" if number == 1 else "s")


def listed(words: Sequence[str], last: str = "or") -> str:
    """Return `a, b or c`."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"
