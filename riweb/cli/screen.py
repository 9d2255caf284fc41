"""What is printed, on a screen that may show fewer characters than we use."""

from __future__ import annotations

import codecs
import io
import sys
import unicodedata

from riweb.problems import Problem

# What stands for a sign that the screen has not; others are told by their plain letter, or as ?.
PLAIN = {"“": '"', "”": '"', "‘": "'", "’": "'", "…": "...", "–": "-", "—": "-", "×": "x"}


def prepare() -> None:
    """Let nothing that is printed fail on what the screen, or the file it is, cannot show."""
    codecs.register_error("riweb-plain", _plain)
    for stream in (sys.stdout, sys.stderr):
        # There is none where whoever started us has closed it.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="riweb-plain")


def _plain(error: UnicodeError) -> tuple[str, int]:
    """Return what is shown in the place of signs that cannot be, and where to go on."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(map(_shown, error.object[error.start : error.end])), error.end


def _shown(sign: str) -> str:
    bare = "".join(one for one in unicodedata.normalize("NFKD", sign) if one.isascii())
    return PLAIN.get(sign) or bare or "?"


def tell(line: str) -> None:
    """Print at once, also where the screen is a file."""
    print(line, flush=True)


def show(problems: tuple[Problem, ...]) -> None:
    """Print problems, with an empty line after each."""
    for problem in problems:
        print(f"{problem}\n")
