"""A mistake of riweb itself: what was being done, where in the code, and the report of it."""

from __future__ import annotations

import os
import platform
import re
import shlex
import sys
import tempfile
import traceback
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from importlib import metadata
from pathlib import Path

from riweb import resources

# What decides most over what goes wrong, besides riweb and Python.
ENGINES = ("weasyprint", "pydantic", "lxml", "jinja2", "python-docx", "pikepdf")

# Python puts values into its messages between quotation marks, and those may be of the content.
VALUE = re.compile(r"(['\"]).*\1", re.DOTALL)
LONGEST_MESSAGE = 200


class Breakdown(Exception):
    """A mistake of riweb that another process met, in texts, which always come back whole.

    Args:
        doing: what was being done, the outermost first.
        kind: the name of the exception.
        trace: where in the code, without texts of the content.
        full: the same as Python tells it.
    """

    def __init__(self, doing: tuple[str, ...], kind: str, trace: str, full: str) -> None:
        super().__init__(doing, kind, trace, full)
        self.doing, self.kind, self.trace, self.full = doing, kind, trace, full


@contextmanager
def during(doing: str) -> Iterator[None]:
    """Let a mistake that is met in a block say what was being done, such as `reading poole`."""
    try:
        yield
    except Exception as error:
        error.add_note(doing)
        raise


def of(error: BaseException) -> Breakdown:
    """Return a mistake as texts; one that came from another process is that already."""
    notes = tuple(reversed(getattr(error, "__notes__", ())))
    if isinstance(error, Breakdown):
        return Breakdown((*notes, *error.doing), error.kind, error.trace, error.full)
    full = "".join(traceback.format_exception(error))
    return Breakdown(notes, type(error).__name__, "\n".join(_traced(error)), full)


def _traced(error: BaseException) -> Iterator[str]:
    """Yield the lines of a traceback, with the names of files from the top of their package."""
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before:
        yield from _traced(before)
        yield "which led to"
    for frame in traceback.extract_tb(error.__traceback__):
        yield f"  {_short(frame.filename)}, line {frame.lineno}, in {frame.name}"
        yield f"    {frame.line}"
    first = VALUE.sub("…", str(error)).partition("\n")[0][:LONGEST_MESSAGE]
    yield f"{type(error).__name__}: {first}" if first else type(error).__name__


def _short(name: str) -> str:
    """Return the name of a file of code or of a template without what is special to a machine."""
    path = Path(name)
    tops = [resources.PACKAGE.parent, resources.folder().parent, *map(Path, filter(None, sys.path))]
    within = [path.relative_to(top) for top in tops if path.is_relative_to(top)]
    # A folder of packages may be inside a checkout: the nearest top counts.
    return min(within, key=lambda one: len(one.parts), default=Path(path.name)).as_posix()


@dataclass(frozen=True)
class BreakdownReport:
    """What is told of a mistake.

    Args:
        text: all of it, as it is sent to whoever looks after riweb.
        place: the file that it is in, or None where none could be written.
    """

    broken: Breakdown
    text: str
    place: Path | None

    def lines(self, is_full: bool) -> Iterator[str]:
        """Yield what to print.

        Args:
            is_full: whether to show the traceback as Python tells it too.
        """
        if is_full:
            yield self.broken.full.rstrip()
            yield ""
        yield f"riweb has stopped: {self.broken.kind}."
        yield "This is a mistake of riweb, not of your content."
        yield from self.particulars()

    def particulars(self) -> Iterator[str]:
        """Yield what to print of it where riweb goes on: all but that it has stopped."""
        if self.broken.kind == "BrokenProcessPool":
            yield "Or the system has ended one of its processes for lack of memory: try --jobs 1."
        if self.broken.doing:
            yield f"It was {', '.join(self.broken.doing)}."
        if self.place is None:
            yield "No report could be written. This is what it says:"
            yield ""
            yield self.text.rstrip()
            return
        yield f"A report is in {self.place}. It holds no text of yours."
        yield "Please send it to whoever looks after riweb."


def report(error: BaseException, words: Sequence[str], work: Path) -> BreakdownReport:
    """Write the report of a mistake and return what to tell of it.

    Args:
        words: the command line.
        work: the work folder of the site; where it cannot be written, the system's own for
            files that do not last is used.
    """
    broken = of(error)
    now = datetime.now()
    text = "\n".join(_text(broken, words, now)) + "\n"
    name = f"{now:%Y-%m-%d-%H%M%S}-{os.getpid()}.txt"
    for in_work in (True, False):
        try:
            place = work / "reports" if in_work else Path(tempfile.gettempdir(), "riweb-reports")
            place.mkdir(parents=True, exist_ok=True)
            (place / name).write_text(text, encoding="utf-8", errors="replace")
        except OSError:
            continue
        return BreakdownReport(broken, text, place / name)
    return BreakdownReport(broken, text, None)


def _text(broken: Breakdown, words: Sequence[str], now: datetime) -> Iterable[str]:
    versions = [f"    {name} {_version(name)}" for name in ("riweb", *ENGINES)]
    return (
        "A mistake of riweb",
        "",
        f"When: {now:%Y-%m-%d %H:%M}",
        f"Asked for: {shlex.join(('riweb', *words))}",
        "What was being done:",
        *(f"    {one}" for one in broken.doing or ("nothing that has a name",)),
        "",
        "Versions:",
        *versions,
        f"    Python {platform.python_version()}",
        f"    {platform.platform()}",
        "",
        "Where in the code (values are left out, since they may be of the content):",
        broken.trace,
    )


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "is not there"
