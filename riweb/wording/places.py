"""The line of a file in which words stand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

# So far below the beginning of a text its words are looked for.
MOST_ROWS = 60


class Places:
    """Finds the lines of words in the files of a content folder.

    Args:
        content: the folder; paths that problems name begin with its name.
    """

    def __init__(self, content: Path) -> None:
        self.content = content
        self._rows: Callable[[str], Sequence[str]] = cache(self._read)

    def line(self, file: str, line: int, words: str, near: str) -> int:
        """Return the line of words in the text that begins at `line`, or the nearest we know.

        Args:
            near: the sentence that they are in; empty where it is not known.
        """
        rows = self._rows(file)
        start, end = line - 1, min(len(rows), line - 1 + MOST_ROWS)
        if line < 1 or start >= len(rows):
            return line
        if file.endswith(".po"):
            start, end = self._translation(rows, start, end)
        at = self._beginning(rows, start, end, near)
        begin, last = (at, min(end, at + 12)) if at is not None else (start, end)
        for number in range(begin, last):
            if words in rows[number]:
                return number + 1
        return begin + 1 if at is not None else line

    @staticmethod
    def _translation(rows: Sequence[str], start: int, end: int) -> tuple[int, int]:
        """Return where the translation of an entry begins and ends."""
        found = next((n for n in range(start, end) if rows[n].startswith("msgstr")), start)
        last = next((n for n in range(found, end) if not rows[n].strip()), end)
        return found, last

    @staticmethod
    def _beginning(rows: Sequence[str], start: int, end: int, near: str) -> int | None:
        """Return the row in which a sentence begins, by as many of its words as stand in one."""
        words = near.split()
        for count in (6, 4, 3):
            sought = " ".join(words[:count])
            if len(words) >= count or count == 3:
                for number in range(start, end):
                    if sought and sought in rows[number]:
                        return number
        return None

    def _read(self, file: str) -> Sequence[str]:
        path = self.content.joinpath(*file.split("/")[1:])
        try:
            return path.read_text(encoding="utf-8-sig").split("\n")
        except (OSError, UnicodeDecodeError):
            return ()
