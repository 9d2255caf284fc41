"""The one door to liblouis: text into braille, and braille into text, by its tables."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from riweb import resources

FILE = "liblouis.so.20"

# Its bits of `mode` and of the typeform of a character.
# Source: liblouis.h of 3.24, translationModes and typeforms.
NO_UNDEFINED = 128
ITALIC = 0x1
BOLD = 0x4
NO_CONTRACT = 0x1000

# Its logLevels: LOU_LOG_OFF.
SILENT = 60_000

# Dots as the 64 characters of North American ASCII braille.
ASCII_BRAILLE = "en-us-brf.dis"

# The English tables lack raised numbers. One is a single sign with its superscript indicator,
# however many digits it has.
# Source: The Rules of Unified English Braille, 3.24 (level change indicators).
RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
DIGIT_DOTS = ("245", "1", "12", "14", "145", "15", "124", "1245", "125", "24")
NOTES = 100


class Missing(Exception):
    """The library, or one of its tables, is not on this machine."""


@dataclass(frozen=True)
class _Library:
    """The library and how it writes characters.

    Args:
        calls: its functions.
        bytes_each: 2 or 4 for each character, by how the library was built.
    """

    calls: ctypes.CDLL
    bytes_each: int

    @property
    def encoding(self) -> str:
        return "utf-32-le" if self.bytes_each == 4 else "utf-16-le"


def version() -> str:
    """Return the library's version; empty where it is not on this machine."""
    try:
        return str(_library().calls.lou_version().decode())
    except Missing:
        return ""


@lru_cache(maxsize=1)
def _library() -> _Library:
    """Return the library, loaded once.

    Raises:
        Missing: when it is not on this machine.
    """
    calls = resources.load(FILE)
    if calls is None:
        raise Missing(FILE)
    calls.lou_version.restype = ctypes.c_char_p
    # It would print what it thinks; what matters comes back as a failure.
    calls.lou_setLogLevel(SILENT)
    return _Library(calls, calls.lou_charSize())


@lru_cache(maxsize=8)
def _tables(name: str) -> bytes:
    """Return the list of tables that the library is given, with our rules in it.

    Raises:
        Missing: when the library or the table is not on this machine.
    """
    tables = f"{ASCII_BRAILLE},{name}".encode()
    calls = _library().calls
    # A table takes rules only until it is used for the first time.
    for rule in _raised_numbers() if name.startswith("en-ueb") else ():
        calls.lou_compileString(tables, rule.encode())
    if not calls.lou_checkTable(tables):
        raise Missing(name)
    return tables


def _raised_numbers() -> Iterator[str]:
    for number in range(NOTES):
        digits = [int(digit) for digit in str(number)]
        signs = "".join(RAISED[digit] for digit in digits)
        dots = "-".join(DIGIT_DOTS[digit] for digit in digits)
        yield f"{'math' if number < 10 else 'always'} {signs} 56-35-3456-{dots}"


def translate(table: str, text: str, forms: Sequence[int] | None = None, mode: int = 0) -> str:
    """Return a text in ASCII braille.

    Args:
        table: such as `en-ueb-g2.ctb`.
        forms: for each character, what it is marked with: ITALIC, BOLD or NO_CONTRACT, added up.

    Raises:
        Missing: when the library or the table is not on this machine.
    """
    return _call("lou_translateString", table, text, forms, mode)


def back(table: str, braille: str) -> str:
    """Return ASCII braille as text."""
    return _call("lou_backTranslateString", table, braille, None, 0)


def _call(name: str, table: str, given: str, forms: Sequence[int] | None, mode: int) -> str:
    if not given:
        return ""
    library, tables = _library(), _tables(table)
    raw = given.encode(library.encoding)
    length = len(raw) // library.bytes_each
    room = 16 * length + 64
    out = ctypes.create_string_buffer(room * library.bytes_each)
    got = ctypes.c_int(room)
    # The library writes into it as well, for each character that comes out.
    typeform: Any = None
    if forms and any(forms):
        typeform = (ctypes.c_ushort * room)(*forms)
    call = getattr(library.calls, name)
    taken = ctypes.c_int(length)
    if not call(tables, raw, ctypes.byref(taken), out, ctypes.byref(got), typeform, None, mode):
        raise ValueError(f"liblouis could not do {given!r} with {table}")
    return out.raw[: got.value * library.bytes_each].decode(library.encoding)
