"""Files under the content folder: their names, their bytes and their text, or what is wrong."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path

from riweb.plan.fields import unfit
from riweb.problems import Problem, counted, printable, quoted
from riweb.text import unseen

# Far above any real plan, and low enough that nothing a person writes can exhaust memory.
MOST_BYTES = 1_000_000
MOST_PICTURE_BYTES = 20_000_000

# What systems and editors leave in folders by themselves.
LITTER = re.compile(r"\..*|.*~|~\$.*|\#.*\#|thumbs\.db|desktop\.ini", re.IGNORECASE)

# Pasted with text, never seen, and of no effect on what is seen: hyphens that are shown at the end
# of a line only, spaces of no width, and marks of the direction that our languages have anyway.
# What turns letters round is left for `tree` and `faults` to tell: its writer saw other words.
STRAY = re.compile(
    "[\u00ad\u061c\u200b\u200e\u200f\u202a\u202c\u202d\u2060\u2066\u2068\u2069\ufeff]"
)

# Typed by word processors for a hyphen and a space that hold together; few typefaces have them.
# And two that YAML takes for line ends, which editors do not.
PLAINER = {"\u2011": "-", "\u202f": "\xa0", "\u2028": " ", "\u2029": " "}

# Signs that no reader can be shown: controls and pasted objects, those of one typeface only,
# and what stands for a lost letter.
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffc\ufffe\uffff]")
PRIVATE = re.compile("[\ue000-\uf8ff]")
LOST = re.compile("\ufffd")

# UTF-8 that was once read as Windows-1252 and saved so: each matches what one sign became.
GARBLED = re.compile(
    "â€[\u0090-\u009f˜™š›œžŸ“”•–—\u00a6]|Â[\u00a0-\u00bf]|Ã[\u0080-\u00bf]|Å[µ·´¶]"
)
UNSHOWN = re.compile(f"[{CONTROL.pattern[1:-1]}{PRIVATE.pattern[1:-1]}{LOST.pattern}]")

# All of these but the sign â, with which Welsh words are written: most texts have none.
ODD = re.compile(f"[{UNSHOWN.pattern[1:-1]}ÂÃÅ]")


class Files:
    """Reads files under one root and collects what is wrong with them."""

    def __init__(self, root: Path, problems: list[Problem]) -> None:
        self.root = root
        self.problems = problems
        self.name = root.name if root.name not in ("", "..") else root.resolve().name

    def add(self, path: Path, wrong: str, fix: str, line: int = 0) -> None:
        """Add a problem with a file or folder."""
        self.problems.append(Problem(self.shown(path), line, "", wrong, fix))

    def shown(self, path: Path) -> str:
        """Return a path as the editor knows it."""
        whole = Path(self.name, path.relative_to(self.root)).as_posix()
        # A name that is not UTF-8, or holds a line break, still has to be printed.
        return printable(os.fsencode(whole).decode("utf-8", "replace"))

    def may_open(self, folder: Path) -> bool:
        """Tell whether we take what a folder holds; add a problem where we do not."""
        if not self._is_inside(folder):
            return False
        if not os.access(folder, os.R_OK | os.X_OK, effective_ids=True):
            self._unreadable(folder, PermissionError())
            return False
        return True

    def names(self, folder: Path) -> list[Path]:
        """Return what a folder holds, by name, without what systems leave there by themselves."""
        if not folder.is_dir() or not self.may_open(folder):
            return []
        try:
            found = sorted(path for path in folder.iterdir() if not LITTER.fullmatch(path.name))
        except OSError as error:  # it has gone since we looked
            self._unreadable(folder, error)
            return []
        self._unfit(found)
        return found

    def _unfit(self, paths: Iterable[Path]) -> None:
        """Add a problem for each name of a folder that not every server and disk can hold."""
        first: dict[str, str] = {}
        for path in paths:
            name = os.fsencode(path.name).decode("utf-8", "replace")
            if fault := unfit(name):
                self.add(path, *fault)
            other = first.setdefault(unicodedata.normalize("NFC", name).casefold(), name)
            if other == name:
                continue
            same = unicodedata.normalize("NFC", other) == unicodedata.normalize("NFC", name)
            how = "in how its accents are stored" if same else "in capital letters"
            self.add(
                path,
                f"{quoted(name)} and {quoted(other)} differ only {how}.",
                "Many servers and disks take them for one. Give one of them another name.",
            )

    def bytes_of(self, path: Path, most: int = MOST_BYTES) -> bytes | None:
        """Return a file's bytes, or None where we do not take it."""
        if not self._is_inside(path):
            return None
        try:
            if not path.is_file():
                wrong = "This is a folder, not a file." if path.is_dir() else "This is no file."
                self.add(path, wrong, "Put a file of this name here, or remove it.")
                return None
            if path.stat().st_size > most:
                limit = f"{most // 1_000_000} MB"
                self.add(
                    path,
                    f"This file is larger than {limit}.",
                    "Make the picture smaller."
                    if most == MOST_PICTURE_BYTES
                    else "Split it, or remove what does not belong to it.",
                )
                return None
            return path.read_bytes()
        except OSError as error:
            self._unreadable(path, error)
            return None

    def _is_inside(self, path: Path) -> bool:
        try:
            inside = path.resolve().is_relative_to(self.root.resolve())
        except (OSError, RuntimeError):  # a link that leads to itself
            inside = False
        if not inside:
            self.add(
                path, "This leads out of the content folder.", "Put a copy of the file itself here."
            )
        return inside

    def _unreadable(self, path: Path, error: OSError) -> None:
        if isinstance(error, FileNotFoundError):
            gone = "This was here a moment ago and has gone."
            self.add(path, gone, "Put it back, or take out what asks for it.")
            return
        why = "you may not open it" if isinstance(error, PermissionError) else error.strerror
        self.add(
            path,
            f"This cannot be read: {why}.",
            "Ask whoever looks after this computer to let you.",
        )

    def text(self, path: Path, is_composed: bool = True) -> str | None:
        """Return a file's text with plain line ends, or None.

        Args:
            is_composed: whether a letter and its accent, saved as two signs, become one.
        """
        raw = self.bytes_of(path)
        if raw is None:
            return None
        try:
            text = raw.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            self._not_utf8(path, raw, error.start)
            return None
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        text = STRAY.sub("", text)
        for sign, plainer in PLAINER.items():
            text = text.replace(sign, plainer)
        if ODD.search(text) or "â€" in text or unseen.LONG_CODE.search(text):
            self._odd_signs(path, text)
            # What is wrong is told; blanked here, so that the rest of the file can be looked at.
            text = unseen.LONG_CODE.sub(" ", UNSHOWN.sub(" ", text))
        return unicodedata.normalize("NFC", text) if is_composed else text

    def _not_utf8(self, path: Path, raw: bytes, start: int) -> None:
        line = raw[:start].count(b"\n") + 1
        before = raw[raw.rfind(b"\n", 0, start) + 1 : start].decode("utf-8", "ignore")[-20:].strip()
        where = f"The letter after {quoted(before)} is" if before else "This file is"
        if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
            line, where = 1, "This file is"
        self.add(
            path,
            f"{where} not saved as UTF-8, the way of storing letters that we read.",
            "Save the file again as UTF-8. In Notepad: Save as, then Encoding.",
            line,
        )

    def _odd_signs(self, path: Path, text: str) -> None:
        """Add a problem for each kind of sign that no reader should meet, at its first place."""
        kinds = (
            (
                CONTROL,
                "There is a character here that cannot be shown",
                "Delete it and type the words again.",
            ),
            (
                PRIVATE,
                "There is a sign here that only one typeface has",
                "Delete it. Begin the items of a list with a hyphen and a space.",
            ),
            (
                unseen.LONG_CODE,
                "There is a sign here by a number that no sign has",
                "Delete it and type the sign itself.",
            ),
            (LOST, "A letter has been lost here: “�”", "Type the word again."),
            (GARBLED, "Letters are garbled here", ""),
        )
        for pattern, wrong, fix in kinds:
            lines = [n for n, row in enumerate(text.split("\n"), 1) if pattern.search(row)]
            if not lines:
                continue
            if pattern is GARBLED:
                garbled = pattern.search(text)
                assert garbled
                wrong = f"Letters are garbled here: {quoted(garbled[0])}"
                fix = f"Write {_mended(garbled[0])} instead."
            more = counted(len(lines) - 1, "more line")
            also = f", and on {more}" if len(lines) > 1 else ""
            self.add(path, f"{wrong}{also}.", fix, lines[0])


def _mended(garbled: str) -> str:
    """Return the sign that was read in the wrong encoding."""
    codes = bytearray()
    for letter in garbled:
        try:
            codes += letter.encode("cp1252")
        except UnicodeEncodeError:
            codes += letter.encode("latin-1", "ignore")
    return codes.decode("utf-8", "replace")
