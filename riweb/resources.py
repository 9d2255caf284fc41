"""What riweb brings: its templates, which a site may override, and shared libraries by name."""

from __future__ import annotations

import ctypes
import ctypes.util
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from riweb.problems import Problem, Refused

PACKAGE = Path(__file__).resolve().parent


def folder() -> Path:
    """Return the folder of our own templates: in a checkout, or inside the installed package."""
    installed = PACKAGE / "templates"
    return installed if installed.is_dir() else PACKAGE.parent / "templates"


def find(name: str, override: Path | None) -> Path:
    """Return a template or style, from the site's own templates where it has one."""
    if override and (override / name).is_file():
        return override / name
    return folder() / name


@cache
def words(name: str) -> frozenset[str]:
    """Return one of our lists of single words."""
    return frozenset(word for row in word_rows(name) for word in row.split())


def word_rows(name: str) -> Iterator[str]:
    """Yield the lines of one of our lists of words, without remarks."""
    path = folder() / "words" / "plain" / f"{name}.txt"
    for row in path.read_text(encoding="utf-8").splitlines():
        if row.strip() and not row.startswith("#"):
            yield row


def text(name: str, content: bytes) -> str:
    """Return the words of a template or style.

    Raises:
        Refused: where it is not UTF-8.
    """
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        wrong = "This file is not saved as UTF-8, the way of storing letters that we read."
        fix = "Save it again as UTF-8, or remove it: riweb then takes its own."
        raise Refused([Problem(f"templates/{name}", line, "", wrong, fix)]) from None


def load(name: str) -> ctypes.CDLL | None:
    """Return a library, or None where it is not on this machine.

    Args:
        name: such as `liblouis.so.20`; other systems find it by the word in it.
    """
    word = name.partition(".so")[0].removeprefix("lib")
    for file in (name, ctypes.util.find_library(word)):
        try:
            if file:
                return ctypes.CDLL(file)
        except OSError:
            continue
    return None
