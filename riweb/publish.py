"""Put finished files in output/: all of them or none."""

from __future__ import annotations

import ctypes
import os
import shutil
from pathlib import Path

# From linux/fs.h: swap two names in one step that nothing can come between.
AT_FDCWD = -100
RENAME_EXCHANGE = 2


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
