"""The register of requests: a file that several people read and write at once."""

from __future__ import annotations

import errno
import fcntl
import os
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from riweb import save
from riweb.problems import Problem, Refused
from riweb.requests import csv_table, rows
from riweb.requests.csv_table import CsvTable
from riweb.requests.rows import COLUMNS, KnownNames, Request, Wrong

# How long we wait for somebody else who is writing, in seconds; it takes them a few hundredths.
PATIENCE = 30
PAUSE = 0.005

# Some shared folders know no locks. There we still see that a file has changed meanwhile.
NO_LOCKS = {errno.ENOLCK, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EINVAL}


@dataclass(frozen=True)
class RegisterFile:
    """What the register says.

    Args:
        requests: one for each row of the sheet.
    """

    sheet: CsvTable
    requests: tuple[Request, ...] = ()

    def with_added(self, one: Request) -> RegisterFile:
        """Return the same with another request at the end."""
        made = replace(self.sheet, rows=(*self.sheet.rows, self.sheet.row(rows.values(one))))
        return RegisterFile(made, (*self.requests, one))

    def with_changed(self, before: Request, after: Request) -> RegisterFile:
        """Return the same with a request in the place of another.

        Raises:
            Gone: when it is not there any more, or somebody else has changed it.
        """
        if before not in self.requests:
            raise Gone(before)
        place = self.requests.index(before)
        return replace(self, requests=(*self.requests[:place], after, *self.requests[place + 1 :]))

    def written(self) -> bytes:
        """Return the file: each line as we write it, with what it had in columns of others."""
        lines = tuple(
            self.sheet.row(rows.values(one), row)
            for one, row in zip(self.requests, self.sheet.rows, strict=True)
        )
        return replace(self.sheet, rows=lines).written()


class Gone(Exception):
    """A line of the register is not there any more, or says something else."""

    def __init__(self, request: Request) -> None:
        super().__init__(request.named)
        self.request = request


class Register:
    """The file.

    Args:
        path: where it is; it need not be there yet.
        known: what the site has.
    """

    def __init__(self, path: Path, known: KnownNames) -> None:
        self.path = Path(os.path.realpath(path))
        self.shown = path.as_posix()
        self.known = known

    def read(self) -> RegisterFile:
        """Return what it says.

        Raises:
            Refused: with everything that is wrong with it.
        """
        return self._book(self._bytes())

    def change(self, edit: Callable[[RegisterFile], RegisterFile]) -> RegisterFile:
        """Change it, alone, and return what it says then.

        The file is replaced in one step: whoever reads it has the old one or the new one.

        Raises:
            Refused: when something is wrong with it, or it cannot be written; it is then as it was.
        """
        with self._alone():
            if problem := self._opened():
                raise Refused([problem])
            while True:
                before = self._bytes()
                after = edit(self._book(before))
                if save.files({Path(self.shown): after.written()}, partial(self._is, before)):
                    return after

    def _is(self, raw: bytes | None) -> bool:
        return self._bytes() == raw

    def _bytes(self) -> bytes | None:
        try:
            return self.path.read_bytes()
        except FileNotFoundError:
            return None

    def _book(self, raw: bytes | None) -> RegisterFile:
        if raw is None:
            return RegisterFile(csv_table.empty(COLUMNS))
        problems: list[Problem] = []
        found = csv_table.read(raw, self.shown, COLUMNS, problems)
        requests = []
        waiting: dict[object, int] = {}
        for row in found.rows if found else ():
            try:
                one = rows.request(found, row, self.known) if found else None
            except Wrong as fault:
                problems.append(rows.problem(self.shown, row, fault))
                continue
            if one and one.is_open and one.wanted in waiting:
                wrong = f"This asks for the same as line {waiting[one.wanted]}, and both are open."
                problems.append(Problem(self.shown, row.line, "", wrong, "Remove one of them."))
            if one:
                requests.append(one)
                waiting |= {one.wanted: row.line} if one.is_open else {}
        if problems or found is None:
            raise Refused(problems)
        return RegisterFile(found, tuple(requests))

    def _opened(self) -> Problem | None:
        """Return who has the file open in LibreOffice: what they save would undo what we write."""
        lock = self.path.with_name(f".~lock.{self.path.name}#")
        try:
            owner = lock.read_text(encoding="utf-8", errors="replace").split(",")
        except OSError:
            return None
        name = next((part.strip() for part in owner if part.strip()), "")
        wrong = "The register is open in LibreOffice" + (f", by {name}." if name else ".")
        return Problem(self.shown, 0, "", wrong, "Save and close it there, then try again.")

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Hold the register, so that nobody else writes it."""
        with ExitStack() as held:
            with save.refusing(Path(self.shown)):
                beside = self.path.with_name(f".{self.path.name}.lock")
                lock = held.enter_context(beside.open("a"))
            with suppress(OSError):
                # Whoever may write the folder may hold it, not only who came first.
                os.fchmod(lock.fileno(), 0o666)
            self._wait(lock.fileno())
            save.clear(self.path)
            yield

    def _wait(self, lock: int) -> None:
        end = time.monotonic() + PATIENCE
        while True:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() > end:
                    wrong = "Somebody else is writing the register just now."
                    raise Refused(
                        [Problem(self.shown, 0, "", wrong, "Try again in a minute.")]
                    ) from None
                time.sleep(PAUSE)
            except OSError as error:
                if error.errno not in NO_LOCKS:
                    raise
                return
            else:
                return
