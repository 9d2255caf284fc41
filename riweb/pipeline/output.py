"""The folders that a build writes to: what is in output/, and who works in .riweb/."""

from __future__ import annotations

import fcntl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from riweb import publish
from riweb.pipeline import inputs


def state(folder: Path) -> str:
    """Return a hash of names, sizes and times of everything in output/."""
    if not folder.is_dir():
        return ""
    rows = [
        (path.relative_to(folder).as_posix(), stat.st_size, stat.st_mtime_ns)
        for path in sorted(folder.rglob("*"))
        if path.is_file() and (stat := path.stat())
    ]
    return inputs.digest(rows)


@contextmanager
def alone(work: Path, tell: Callable[[str], None]) -> Iterator[None]:
    """Hold the work folder, so that two builds do not meet in it."""
    publish.folder(work.parent)
    work.mkdir(exist_ok=True)
    with (work / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            tell("Another build is running here. Waiting for it to end …")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield
