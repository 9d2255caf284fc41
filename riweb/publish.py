"""Put finished files in output/: all of them or none."""

from __future__ import annotations

import ctypes
import os
import shutil
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from errno import EBUSY, EXDEV
from pathlib import Path
from stat import S_IRWXU, S_ISGID

from riweb import save
from riweb.problems import Problem

# From linux/fs.h: swap two names in one step that nothing can come between.
AT_FDCWD = -100
RENAME_EXCHANGE = 2

# What the top of a folder holds that a build has made, or that waits for the first one.
OURS, EMPTY = "build.json", frozenset({".gitignore", ".gitkeep", "lost+found"})

# In a folder that cannot be exchanged itself: what takes part in an exchange of what it holds. A
# disk keeps `lost+found` for itself.
INSIDE, STAYS = ".riweb-exchange", frozenset({".riweb-exchange", "lost+found"})

# What whoever serves the site needs: to read each file, and to go into each folder.
READ, ENTER = 0o444, 0o555

# What a new folder has besides: only its owner may change what is in it.
OPEN = 0o755
PLACE_FIX = "Name another folder with --output."
REMEDIES = save.Remedies(
    "Make room on the disk, or name a folder on another one with --output.",
    f"Ask whoever looks after this computer to let you. {PLACE_FIX}",
    "Build again. If that does not help, ask whoever looks after this computer.",
)


def objection(content: Path, output: Path) -> Problem | None:
    """Return why a site must not be put in the place of `output`, or None.

    What stands there is removed, so it has to be a site that we made, or nothing.

    Args:
        output: with all links followed.
    """
    source = Path(os.path.realpath(content))
    wrong = ""
    if output.exists() and not output.is_dir():
        wrong = "This is a file, and the site is a folder."
    elif source == output or source.is_relative_to(output):
        wrong = "The content is in this folder, and the site would take its place."
    elif output.is_relative_to(source) and not _is_hidden(output.relative_to(source)):
        wrong = "The site cannot be put inside the content."
    elif output.is_dir() and os.access(output, os.R_OK):
        held = {path.name for path in output.iterdir()}
        if held - EMPTY and not held & {OURS, INSIDE}:
            wrong = "This folder holds something that is no site of ours, and would be lost."
    return Problem(str(output), 0, "", wrong, PLACE_FIX) if wrong else None


def _is_hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def problem(error: OSError, output: Path) -> Problem:
    """Return what the system did not let us do, in plain words."""
    place = os.fsdecode(error.filename) if error.filename else str(output)
    return save.problem(error, place, REMEDIES)


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Finish a block that is begun, whatever Ctrl-C says."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def swap(staged: Path, output: Path) -> None:
    """Put a staged folder in the place of output/ by rename, and remove the old one.

    Where output/ is a mount point it cannot be renamed, so that what it holds is exchanged.

    Args:
        staged: a complete folder, beside `output` where that is possible.

    Raises:
        OSError: when the folder cannot be written; `output` is then as it was.
    """
    try:
        _opened(staged, output)
        _swap(staged, output)
    except OSError as error:
        if error.errno not in (EBUSY, EXDEV):
            raise
        output.mkdir(exist_ok=True)
        _exchange_inside(staged, output)
    shutil.rmtree(staged, ignore_errors=True)


def folder(path: Path) -> None:
    """Make a folder and those above it that are missing; a web server can go into them."""
    if not path.is_dir():
        folder(path.parent)
        path.mkdir(exist_ok=True)
        path.chmod(path.stat().st_mode | OPEN)


def _opened(staged: Path, output: Path) -> None:
    """Let a web server read what is staged, and leave to whom output/ belongs as it is.

    What is let is added to what is: a team that shares a group keeps its right to write.
    """
    before = output.stat() if output.exists() else None
    is_shared = bool(before and before.st_mode & S_ISGID)
    for top, _, names in os.walk(staged):
        path = Path(top)
        path.chmod(path.stat().st_mode | ENTER | (S_ISGID if is_shared else 0))
        for name in names:
            file = path / name
            file.chmod(file.stat().st_mode | READ)
            if before and is_shared:
                _give(file, before.st_gid)
        if before and (is_shared or path == staged):
            _give(path, before.st_gid)
    # Who let its group or others into output/, and whom, has chosen that. One that only its owner
    # can read is none that anybody chose to publish in.
    if before and before.st_mode & ENTER & ~S_IRWXU:
        staged.chmod(before.st_mode)
    else:
        staged.chmod(staged.stat().st_mode | OPEN)


def _give(path: Path, group: int) -> None:
    """Give a file to a group, where we may."""
    if path.stat().st_gid != group:
        mode = path.stat().st_mode
        with suppress(PermissionError):
            os.chown(path, -1, group)
            # The system takes the sign of a shared folder away from what changes hands.
            path.chmod(mode)


def _swap(staged: Path, output: Path) -> None:
    """Put a staged folder in the place of output/ by rename."""
    if not output.exists():
        folder(output.parent)
        staged.rename(output)
        return
    if not _exchange(staged, output):
        # Without the exchange there is an instant with no output/; `recover` mends a stop there.
        old = staged.with_name("old")
        shutil.rmtree(old, ignore_errors=True)
        output.rename(old)
        try:
            staged.rename(output)
        except OSError:
            old.rename(output)
            raise
        shutil.rmtree(old, ignore_errors=True)


def _exchange_inside(staged: Path, output: Path) -> None:
    """Exchange what a folder holds, name by name, where the folder itself cannot be.

    All is copied to where it only has to be renamed first. Only then is anything moved, which takes
    an instant; `recover` goes on from a stop in it.
    """
    inside = output / INSIDE
    shutil.rmtree(inside, ignore_errors=True)
    half, whole, old = inside / "half", inside / "new", inside / "old"
    try:
        old.mkdir(parents=True)
        _copy(staged, half)
        # What is in the new site, as long as it is not all moved.
        (inside / "names").write_text("\n".join(_names(half)), encoding="utf-8")
        half.rename(whole)
    except OSError as error:
        shutil.rmtree(inside, ignore_errors=True)
        raise OSError(error.errno, error.strerror, str(output)) from None
    _move_inside(output)


def _copy(source: Path, place: Path) -> None:
    """Copy a folder with the modes of all that is in it."""
    for top, _, names in os.walk(source):
        target = place / Path(top).relative_to(source)
        target.mkdir()
        shutil.copymode(top, target)
        for name in names:
            shutil.copy(Path(top, name), target / name)


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def _move_inside(output: Path) -> None:
    """Move what is new into its place and what is old out of it; what is moved already stays.

    Raises:
        OSError: when something cannot be moved; all is then where it was.
    """
    inside = output / INSIDE
    whole, old = inside / "new", inside / "old"
    new = (inside / "names").read_text(encoding="utf-8").split("\n")
    moved: list[tuple[Path, Path]] = []

    def move(path: Path, place: Path) -> None:
        path.rename(place)
        moved.append((path, place))

    try:
        for name in new:
            if (whole / name).exists():
                if (output / name).exists():
                    move(output / name, old / name)
                move(whole / name, output / name)
        for name in _names(output):
            if name not in STAYS and name not in new:
                move(output / name, old / name)
    except OSError:
        for path, place in reversed(moved):
            place.rename(path)
        shutil.rmtree(inside, ignore_errors=True)
        raise
    shutil.rmtree(inside, ignore_errors=True)


def recover(work: Path, output: Path) -> None:
    """Clear away what a build that was stopped has left in the work folder."""
    inside = output / INSIDE
    if (inside / "new").is_dir():
        _move_inside(output)
    elif inside.exists():
        shutil.rmtree(inside, ignore_errors=True)
    old = work / "old"
    if old.exists() and not output.exists():
        old.rename(output)
    for name in ("old", "stage"):
        shutil.rmtree(work / name, ignore_errors=True)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step; False where the system cannot."""
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError):
        return False
    done = renameat2(AT_FDCWD, os.fsencode(one), AT_FDCWD, os.fsencode(other), RENAME_EXCHANGE)
    return bool(done == 0)
