"""A site with a request desk, used from the command line as an officer does."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from sites import HERE

from riweb.cli import main

# What `riweb request` gives for some words: the exit status, and what it prints.
Desk = Callable[..., tuple[int, str]]

HEAD = "reference,plan,format,language,options,received,due,made,version,files,sent,withdrawn"


def open_desk(
    plans: str, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Desk:
    """Return a way to run `riweb request` in a folder with a copy of one of our sites."""
    shutil.copytree(HERE / "plans" / plans, folder / "content")
    monkeypatch.chdir(folder)

    def run(words: str, today: str = "2026-11-27") -> tuple[int, str]:
        status = main(["request", *words.split(), "--today", today])
        return status, capsys.readouterr().out

    return run


def register(path: Path = Path("requests.csv")) -> list[dict[str, str]]:
    """Return the register as a programme that knows nothing of riweb reads it."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))
