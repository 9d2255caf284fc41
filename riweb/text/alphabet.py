"""The order of letters in each language, with its digraphs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from riweb.locales import LOCALES
from riweb.locales.record import LetterOrder

Key = tuple[str, str]


@dataclass(frozen=True)
class Alphabet:
    """The letters of a language, in order.

    Args:
        apart: more words in which two signs are two letters, such as `Ban|gor`.
    """

    language: str = "en"
    apart: tuple[str, ...] = field(default=(), hash=False)

    def sort_key(self, text: str) -> Key:
        """Return what puts a text in its place; accents and capitals decide only between equals."""
        plain = _plain(text)
        return ("".join(self._letters(plain)) if self._order.letters else plain), text

    def initial(self, text: str) -> str:
        """Return the first letter of a text, such as `ll`; empty where it begins with no letter."""
        first = next(self._signs(_plain(text)), "")
        return first if first.isalpha() else ""

    def _letters(self, plain: str) -> Iterator[str]:
        """Yield a sign that stands for the place of each letter of a text without accents."""
        letters = self._order.letters
        for sign in self._signs(plain):
            yield chr(1000 + letters.index(sign) if sign in letters else ord(sign) % 1000)

    def _signs(self, plain: str) -> Iterator[str]:
        """Yield each letter, and what is none, of a text in small letters without accents."""
        if not self._order.letters:
            yield from plain
            return
        for word, is_apart in self._apart.items():
            plain = plain.replace(word, is_apart)
        digraphs = (letter for letter in self._order.letters if len(letter) > 1)
        yield from re.findall(rf"{'|'.join(digraphs)}|[^|]", plain)

    @property
    def _order(self) -> LetterOrder:
        return LOCALES[self.language].order

    @cached_property
    def _apart(self) -> Mapping[str, str]:
        words = {_plain(word) for word in (*self._order.apart, *self.apart)}
        return {word.replace("|", ""): word for word in words}


def _plain(text: str) -> str:
    """Return a text in small letters, without accents."""
    if text.isascii():
        return text.lower()
    parted = unicodedata.normalize("NFD", text.casefold())
    return "".join(sign for sign in parted if not unicodedata.combining(sign))
