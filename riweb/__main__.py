"""Start riweb: with `python -m riweb`, or as the command `riweb`."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterable
from pathlib import Path
from types import FrameType


def run() -> None:
    """Do what the command line says and end with its exit status.

    Loading the modules takes a second. Nothing is under way then that would have to be cleared
    up, and an exception in the middle of an import may get lost in it: Ctrl-C ends all at once.
    """
    own = signal.getsignal(signal.SIGINT)
    # Where Ctrl-C is to be ignored, as in the background, it stays so.
    is_heard = own is signal.default_int_handler
    if is_heard:
        signal.signal(signal.SIGINT, _stop)
    from riweb import breakdown

    try:
        with breakdown.during("loading its modules"):
            from riweb import cli
    except Exception as error:  # noqa: BLE001 (nothing goes on after it)
        report = breakdown.report(error, sys.argv[1:], Path(".riweb"))
        sys.exit(_told(report.lines("--traceback" in sys.argv)))
    if is_heard:
        signal.signal(signal.SIGINT, own)
    status = cli.main(sys.argv[1:])
    # All is done: what is left takes an instant, and nothing in it wants to be stopped.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    sys.exit(status)


def _stop(number: int, frame: FrameType | None) -> None:
    os.write(2, b"\nStopped.\n")
    # What shells say of a command that Ctrl-C has ended.
    os._exit(130)


def _told(lines: Iterable[str]) -> int:
    """Say what is wrong where nothing that prints is there yet, and return the exit status."""
    os.write(2, "".join(f"{line}\n" for line in lines).encode("ascii", "replace"))
    return 3


if __name__ == "__main__":
    run()
