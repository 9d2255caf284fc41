"""Words in capitals as they are said, and what they stand for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from riweb.formats.audio.words import TONGUES

ABBREVIATION = re.compile(
    r"\b(?P<pair>[A-Z](?:&[A-Z])+)\b|\b(?P<bare>[A-Z][A-Z]+)(?P<end>[’']?s)?\b"
)
ROMAN = {"II": 2, "III": 3, "IV": 4, "VI": 6, "VII": 7, "VIII": 8, "IX": 9}


@dataclass
class Letters:
    """How the abbreviations of one document are said.

    Args:
        explained: what each stands for, where the document says so.
        ordinary: the words of the document that are no abbreviations, in small letters; they may
            stand in capitals too.
        unknown: those that were met and that nothing explains; they are spelt.
    """

    language: str
    explained: Mapping[str, str]
    ordinary: frozenset[str]
    unknown: set[str] = field(default_factory=set)

    def said(self, text: str) -> str:
        """Return a text with its abbreviations as words or letters."""
        return ABBREVIATION.sub(self._one, text)

    def met(self, text: str) -> list[tuple[str, str]]:
        """Return each explained abbreviation of a text as letters, with what it stands for.

        One that the text itself explains is left out.
        """
        found = {}
        for match in ABBREVIATION.finditer(text):
            full = self.explained.get(match["bare"] or match["pair"], "")
            if full and full.lower() not in text.lower():
                found[self._spelt(match["bare"] or match["pair"])] = full
        return list(found.items())

    def meanings(self) -> list[tuple[str, str]]:
        """Return every explained abbreviation as letters, with what it stands for."""
        return [(self._spelt(written), full) for written, full in self.explained.items()]

    def _one(self, match: re.Match[str]) -> str:
        written, end = match["bare"] or match["pair"], match["end"] or ""
        known = TONGUES[self.language].abbreviations.get(written, "")
        if written in self.explained:
            words = self._spelt(written)
        elif known:
            words = known
        elif written in ROMAN:
            words = TONGUES[self.language].cardinal(ROMAN[written])
        elif written.lower() in self.ordinary:
            words = written.lower()
        else:
            if not match["pair"]:
                self.unknown.add(written)
            words = self._spelt(written)
        is_spelt = bool(re.search(r"\b\w$", words))
        return words + ("’s" if end and is_spelt else end)

    def _spelt(self, written: str) -> str:
        """Return an abbreviation in letters, or as the word that people make of it."""
        tongue = TONGUES[self.language]
        known = tongue.abbreviations.get(written, "")
        if known and " " not in known:
            return known
        return " ".join(tongue.signs["&"] if one == "&" else one for one in written)


def stands_for(written: str, words: str) -> bool:
    """Tell whether words can be what an abbreviation stands for: they have its letters in turn."""
    rest = iter(words.lower())
    letters = re.sub(r"[^a-z]", "", re.sub(r"s$", "", written).lower())
    return words[:1].lower() == letters[:1] and all(letter in rest for letter in letters)
