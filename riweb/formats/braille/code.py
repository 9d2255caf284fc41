"""Words in a braille code: which table, what is spelled out, and what has no braille."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby

from riweb.formats import EngineComplaint, FileSpec
from riweb.formats.braille import liblouis
from riweb.formats.braille.blocks import BrailleBlock, BrailleRun
from riweb.locales import LOCALES, en
from riweb.locales.record import BrailleCode

LEAVE_OUT = "Leave braille out with --formats."
MARKS = {"strong": liblouis.BOLD, "em": liblouis.ITALIC}


class Unknown(Exception):
    """There are characters that have no braille.

    Args:
        found: each character, with the words that it stands in.
    """

    def __init__(self, found: Sequence[tuple[str, str]]) -> None:
        super().__init__(found)
        self.found = tuple(found)

    def __str__(self) -> str:
        return "; ".join(
            f"“{sign}” ({name_of(sign)}) has no braille, in “{words}”" for sign, words in self.found
        )


def name_of(sign: str) -> str:
    """Return what a character is called, such as `ballot box, U+2610`."""
    name = unicodedata.name(sign, "").lower()
    return f"{name}, U+{ord(sign):04X}".removeprefix(", ")


def code_of(language: str) -> BrailleCode:
    """Return how a language is written in braille.

    Raises:
        EngineComplaint: where there is no braille of it.
    """
    found = LOCALES[language].braille
    if found is None:
        raise EngineComplaint(f"There is no braille of {LOCALES[language].name}.", mend=LEAVE_OUT)
    return found


@dataclass
class Code:
    """A language's braille in a grade.

    Args:
        spelled: words that are never contracted, with their capitals.
        unknown: what has had no braille so far; nothing of it is in what came out.
    """

    language: str
    grade: int
    spelled: frozenset[str] = frozenset()
    unknown: list[tuple[str, str]] = field(default_factory=list)

    def braille(self, block: BrailleBlock) -> str:
        """Return a block in ASCII braille, its words parted by spaces."""
        return "".join(
            self._run(list(runs), language, block.text)
            for language, runs in groupby(block.runs, lambda run: self._of(run))
        )

    def words(self, text: str) -> str:
        """Return words of our own in ASCII braille."""
        return self._run([BrailleRun(text, self.language)], self.language, text)

    def _of(self, run: BrailleRun) -> str:
        """Return the language whose table says a run: that of the braille, or else English.

        In English, other words keep to the signs of English braille, uncontracted.
        Source: The Rules of Unified English Braille, 13 (foreign language).
        """
        is_own = run.language == self.language or code_of(self.language).takes_others
        return self.language if is_own else en.LOCALE.tag

    def _run(self, runs: Sequence[BrailleRun], language: str, whole: str) -> str:
        by = code_of(language)
        table = by.tables[self.grade]
        text, forms = "", list[int]()
        for run in runs:
            # Inside a word it is an apostrophe, which the tables do not see after a number.
            said = re.sub(r"(?<=\w)’(?=\w)", "'", unicodedata.normalize("NFC", run.text))
            said = by.for_table(said)
            form = MARKS.get(run.mark, 0)
            if by.takes_others and run.language != language:
                form |= liblouis.NO_CONTRACT
            text, forms = text + said, [*forms, *[form] * len(said)]
        self.unknown += [(sign, _around(whole, sign)) for sign in _without_braille(table, text)]
        for first, end in _spelled_out(text, self.spelled):
            for place in range(first, end):
                forms[place] |= liblouis.NO_CONTRACT
        made = liblouis.translate(table, text, forms, liblouis.NO_UNDEFINED)
        return by.mended(made)


def _without_braille(table: str, text: str) -> list[str]:
    return [sign for sign in dict.fromkeys(text) if not _has_braille(table, sign)]


@lru_cache(maxsize=2000)
def _has_braille(table: str, sign: str) -> bool:
    return bool(liblouis.translate(table, sign, None, liblouis.NO_UNDEFINED))


def _around(text: str, sign: str, most: int = 25) -> str:
    """Return the words around a sign, up to a semicolon: that parts one complaint from the next."""
    part = next(part for part in text.split("; ") if sign in part)
    place = part.find(sign)
    return " ".join(part[max(place - most, 0) : place + most].split())


def _spelled_out(text: str, spelled: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Yield where each word that is to be spelled out begins and ends."""
    for found in re.finditer(r"\w+", text) if spelled else ():
        if found[0] in spelled:
            yield found.span()


def spelled(spec: FileSpec) -> frozenset[str]:
    """Return the words that grade 2 never shortens: ours, and those of the site.

    Our list has one word on each line; # begins a remark.
    """
    text = (spec.templates / "braille" / "spell-out.txt").read_text(encoding="utf-8")
    lines = (line.partition("#")[0].strip() for line in text.splitlines())
    return frozenset(filter(None, (*lines, *spec.spelled)))
