"""Finished files, one package a format, one row in a table."""

from __future__ import annotations

from riweb.format_record import Format
from riweb.formats.audio import AUDIO
from riweb.formats.braille import BRAILLE
from riweb.formats.epub import EPUB
from riweb.formats.insert import INSERT
from riweb.formats.odt import ODT
from riweb.formats.pdf import BOTH, CLEAR, EASY, GIANT, LARGE
from riweb.formats.plaintext import TEXT
from riweb.formats.word import WORD

__all__ = ["EVERY", "FORMATS", "INSERT"]

# In the order in which they are made, and in which lists of files have them.
ROWS = (LARGE, GIANT, CLEAR, EASY, BOTH, WORD, ODT, TEXT, EPUB, BRAILLE, AUDIO)
FORMATS: dict[str, Format] = {row.name: row for row in ROWS}
EVERY = (*ROWS, INSERT)
