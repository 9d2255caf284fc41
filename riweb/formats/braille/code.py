"""Words in a braille code: which table, what is spelled out, and what has no braille."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby

from riweb.format_record import FileSpec
from riweb.formats.braille import liblouis
from riweb.formats.braille.blocks import BrailleBlock, BrailleRun

# The tables of each language and grade.
# Welsh grade 2 does not come back from braille as it went in, so we do not make it.
TABLES = {
    ("en", 1): "en-ueb-g1.ctb",
    ("en", 2): "en-ueb-g2.ctb",
    ("cy", 1): "cy-cy-g1.utb",
}
MARKS = {"strong": liblouis.BOLD, "em": liblouis.ITALIC}

# How the Welsh table, which is older than many signs, is to be asked for them.
WELSH_SIGNS: Mapping[str, str] = {"½": "1/2", "¼": "1/4", "¾": "3/4", "…": "...", "•": "-"}
RAISED_NUMBER = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
LOWERED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


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
        """Return the language whose table says a run.

        In English, Welsh words keep to the signs of English braille, uncontracted.
        Source: The Rules of Unified English Braille, 13 (foreign language).
        """
        return "en" if self.language == "en" or run.language != "cy" else "cy"

    def _run(self, runs: Sequence[BrailleRun], language: str, whole: str) -> str:
        table = TABLES[language, self.grade]
        text, forms = "", list[int]()
        for run in runs:
            # Inside a word it is an apostrophe, which the tables do not see after a number.
            said = re.sub(r"(?<=\w)’(?=\w)", "'", unicodedata.normalize("NFC", run.text))
            said = said if language == "en" else _for_welsh_table(said)
            form = MARKS.get(run.mark, 0)
            if run.language != "en" and language == "en":
                form |= liblouis.NO_CONTRACT
            text, forms = text + said, [*forms, *[form] * len(said)]
        self.unknown += [(sign, _around(whole, sign)) for sign in _without_braille(table, text)]
        for first, end in _spelled_out(text, self.spelled):
            for place in range(first, end):
                forms[place] |= liblouis.NO_CONTRACT
        made = liblouis.translate(table, text, forms, liblouis.NO_UNDEFINED)
        # The Welsh table takes a letter after an apostrophe for a letter that stands alone.
        return made if language == "en" else re.sub("';(?=[A-Z])", "'", made)


def _for_welsh_table(text: str) -> str:
    """Return a text with what the Welsh table says wrongly or not at all put in other words."""
    for sign, words in WELSH_SIGNS.items():
        text = text.replace(sign, words)
    # A dash by itself is two cells and one inside a word or number is one, as before UEB.
    text = re.sub("(?<! )[–—]|[–—](?! )", "-", text).replace("–", "--").replace("—", "--")
    return RAISED_NUMBER.sub(lambda found: f" ({found[0].translate(LOWERED)})", text)


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
