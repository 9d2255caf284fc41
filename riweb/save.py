"""Save files that people own: written whole beside their place, then put into it by rename."""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, replace
from errno import EACCES, EDQUOT, EFBIG, EISDIR, ELOOP, ENOENT, ENOSPC, ENOTDIR, EPERM, EROFS
from pathlib import Path

from riweb.problems import Problem, Refused

# What the name of a file ends in until it is whole.
HALF = ".tmp"

# A name may have 255 bytes; of ours, so many letters stand in that of its half.
LONGEST_NAME = 50


@dataclass(frozen=True)
class Remedies:
    """What to do where the system does not let us write.

    Args:
        room: where the disk is full.
        rights: where we may not write.
        other: for all else.
    """

    room: str = "Make room on the disk, then try again."
    rights: str = "Ask whoever looks after this computer to let you write here."
    other: str = "Try again. If that does not help, ask whoever looks after this computer."


def problem(error: OSError, place: str, remedies: Remedies) -> Problem:
    """Return what the system did not let us do, in plain words."""
    if error.errno in (ENOSPC, EDQUOT, EFBIG):
        return Problem(place, 0, "", "There is no room left to write this.", remedies.room)
    if error.errno in (EACCES, EPERM, EROFS):
        return Problem(place, 0, "", "You may not write here.", remedies.rights)
    wrong = f"The system would not let us: {error.strerror or error}."
    return Problem(place, 0, "", wrong, remedies.other)


def file(path: Path, content: bytes) -> None:
    """Save one file; see `files`."""
    files({path: content})


def files(contents: Mapping[Path, bytes], is_current: Callable[[], bool] | None = None) -> bool:
    """Save files: none of them is touched before all are written whole beside their places.

    A file that is there keeps its mode and, where the system lets us, its owner and group. Where
    a name is a link, the file that it leads to is meant. What is no file, such as /dev/stdout, has
    nothing to lose and is written into.

    Args:
        is_current: asked when all is written; where it says no, every file stays as it is.

    Returns:
        Whether they were saved.

    Raises:
        Refused: when one cannot be written; each is then as it was.
    """
    with ExitStack() as halves:
        waiting = []
        for path, content in contents.items():
            with refusing(path):
                waiting.append((path, halves.enter_context(_beside(path, content))))
        if is_current is not None and not is_current():
            return False
        for path, (half, place) in waiting:
            with refusing(path):
                if half is None:
                    place.write_bytes(contents[path])
                else:
                    half.replace(place)
                    _sync(place.parent)
    return True


def folder(path: Path) -> None:
    """Make a folder, with those above it, where it is not there yet.

    Raises:
        Refused: when it cannot be made.
    """
    with refusing(path):
        path.mkdir(parents=True, exist_ok=True)


def tree(source: Path, place: Path) -> None:
    """Save a copy of a folder as a new one: all of it or nothing.

    Raises:
        Refused: when it cannot be written; nothing of it stays.
    """
    folder(place.parent)
    with refusing(place), tempfile.TemporaryDirectory(HALF, ".", place.parent) as beside:
        whole = Path(beside) / place.name
        for path in sorted(source.rglob("*")):
            if path.is_file():
                # Not with its mode: riweb itself may lie where nobody may write.
                copy = whole / path.relative_to(source)
                copy.parent.mkdir(parents=True, exist_ok=True)
                copy.write_bytes(path.read_bytes())
        whole.rename(place)


def clear(path: Path) -> None:
    """Remove what a save that was killed has left beside a file, which the caller holds alone."""
    for beside in path.parent.iterdir():
        if beside.name.startswith(_start(path)) and beside.suffix == HALF:
            beside.unlink(missing_ok=True)


def _start(place: Path) -> str:
    """Return what the name of a half begins with."""
    return f".{place.name[:LONGEST_NAME]}."


@contextmanager
def refusing(path: Path) -> Iterator[None]:
    """Refuse with a problem of this file what the system does not let us do."""
    try:
        yield
    except OSError as error:
        found = problem(error, str(path), Remedies())
        if error.errno in (ENOENT, ENOTDIR):
            fix = "Make the folder first, or name another place."
            found = replace(found, wrong="There is no folder to write this into.", fix=fix)
        if error.errno == EISDIR:
            found = replace(found, wrong="This is a folder, not a file.", fix="Name another place.")
        raise Refused([found]) from error


@contextmanager
def _beside(path: Path, content: bytes) -> Iterator[tuple[Path | None, Path]]:
    """Write what is to be saved beside its place; yield where it is and the place.

    The first is None where the place is no file that could be replaced.
    """
    place = Path(os.path.realpath(path))
    before = _found(place)
    if before and not stat.S_ISREG(before.st_mode):
        yield None, place
        return
    number, name = tempfile.mkstemp(HALF, _start(place), place.parent)
    half = Path(name)
    try:
        with os.fdopen(number, "wb") as new:
            _like(half, place, before)
            new.write(content)
            new.flush()
            # The time of the old file came with its mode.
            os.utime(half)
            os.fsync(number)
        yield half, place
    finally:
        half.unlink(missing_ok=True)


def _found(place: Path) -> os.stat_result | None:
    """Return what stands in a place; None where nothing does.

    Raises:
        OSError: when it must not be written: a folder, a circle of links, a file to read only.
    """
    try:
        found = place.lstat()
    except FileNotFoundError:
        if not place.parent.is_dir():
            raise
        return None
    wrong = 0
    if stat.S_ISDIR(found.st_mode):
        wrong = EISDIR
    elif stat.S_ISLNK(found.st_mode):
        wrong = ELOOP
    elif not os.access(place, os.W_OK):
        # A rename asks only whether the folder may be written.
        wrong = EACCES
    if wrong:
        raise OSError(wrong, os.strerror(wrong), str(place))
    return found


def _like(half: Path, place: Path, before: os.stat_result | None) -> None:
    """Give a new file the owner and mode of the old one, or those of any new file."""
    if before is None:
        mask = os.umask(0)
        os.umask(mask)
        half.chmod(0o666 & ~mask)
        return
    for owner in (before.st_uid, -1):
        # Only root may give a file away; a group may be given by whoever is in it.
        with suppress(PermissionError):
            os.chown(half, owner, before.st_gid)
            break
    shutil.copystat(place, half)


def _sync(folder: Path) -> None:
    """Have the new name of a file on the disk, where the system can."""
    with suppress(OSError):
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)
