"""What formats need of this machine, what of it is missing, and how to mend that."""

from __future__ import annotations

import importlib.util
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from riweb import resources
from riweb.format_record import Format, Need
from riweb.formats import EVERY, FORMATS
from riweb.problems import Problem, Refused, listed, nearest, quoted

NAMES = [row.name for row in EVERY]


@dataclass(frozen=True)
class MachineNeeds:
    """What this machine has and lacks for a format.

    Args:
        has: what is there of what it needs beside riweb itself.
        lacks: what is missing; the format can be made where nothing is.
    """

    format: str
    has: tuple[Need, ...]
    lacks: tuple[Need, ...]

    @property
    def names(self) -> str:
        """What is missing, in words."""
        return ", ".join(need.name for need in self.lacks)

    @property
    def mend(self) -> str:
        """The commands that put it there."""
        return " && ".join(dict.fromkeys(need.mend for need in self.lacks))


def doctor() -> tuple[MachineNeeds, ...]:
    """Return what this machine has and lacks for each format."""
    return tuple(map(look, EVERY))


def look(row: Format) -> MachineNeeds:
    """Return what this machine has and lacks for a format."""
    has = tuple(need for need in row.needs if is_there(need))
    return MachineNeeds(row.name, has, tuple(need for need in row.needs if need not in has))


def is_there(need: Need) -> bool:
    """Tell whether this machine has it."""
    if need.kind == "module":
        return importlib.util.find_spec(need.name) is not None
    if need.kind == "library":
        return resources.load(need.name) is not None
    return shutil.which(need.name) is not None


def versions(row: Format) -> Sequence[str]:
    """Return the versions of what a format is made by, beside Python packages."""
    return [need.version() for need in row.needs if need.version]


def chosen(
    asked: Sequence[str] | None, published: Sequence[str], tell: Callable[[str], None]
) -> tuple[Format, ...]:
    """Return the formats to make, before any work; say which this machine cannot make.

    Args:
        asked: those named on the command line; None where none was.
        published: those that site.yaml names; empty for all but those made on request.

    Raises:
        Refused: when one of those asked for is not there, or cannot be made.
    """
    if wrong := [name for name in asked or () if name not in NAMES]:
        raise Refused(map(unknown, wrong))
    names = published if asked is None else asked
    by_default = asked is None and not published
    wanted = [
        row for row in FORMATS.values() if (not row.on_request if by_default else row.name in names)
    ]
    lacking = [found for found in map(look, wanted) if found.lacks]
    if lacking and asked is not None:
        raise Refused(map(problem, lacking))
    for found in lacking:
        tell(remark(found))
    missing = {found.format for found in lacking}
    return tuple(row for row in wanted if row.name not in missing)


def state() -> list[tuple[str, bool, Sequence[str]]]:
    """Return what can be made on this machine, and by which versions."""
    found = ((row, not look(row).lacks) for row in EVERY)
    return [(row.name, is_able, versions(row) if is_able else ()) for row, is_able in found]


def problem(found: MachineNeeds) -> Problem:
    """Return what to say to somebody who asked for a format that cannot be made here."""
    wrong = f"This format cannot be made on this machine: {found.names} is missing."
    return Problem(found.format, 0, "", wrong, f"Run this command: {found.mend}")


def unknown(name: str) -> Problem:
    """Return what to say to somebody who asked for a format that there is not."""
    guess = nearest(name, NAMES)
    hint = f"Did you mean {guess}? " if guess else ""
    fix = f"{hint}The formats are {listed(NAMES, 'and')}."
    return Problem("--formats", 0, "", f"There is no format {quoted(name)}.", fix)


def remark(found: MachineNeeds) -> str:
    """Return what to say where a format is left out."""
    return (
        f"Left out: {found.format}. This machine lacks {found.names}. To have it made: {found.mend}"
    )
