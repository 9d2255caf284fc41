"""Put finished files in output/: all of them or none."""

from __future__ import annotations

import ctypes
import os
import shutil
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from riweb import save
from riweb.problems import Problem

# From linux/fs.h: swap two names in one step that nothing can come between.
AT_FDCWD = -100
RENAME_EXCHANGE = 2


# What the top of a folder holds that a build has made, or that waits for the first one.
OURS, EMPTY = "build.json", frozenset({".gitignore", ".gitkeep"})

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
        if held - EMPTY and OURS not in held:
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

    Args:
        staged: a complete folder on the same disk as `output`.

    Raises:
        OSError: when the folder cannot be written; `output` is then as it was.
    """
    if not output.exists():
        output.parent.mkdir(parents=True, exist_ok=True)
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
        return
    shutil.rmtree(staged, ignore_errors=True)


def recover(work: Path, output: Path) -> None:
    """Clear away what a build that was stopped has left in the work folder."""
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
