"""The order of letters in each language, with the digraphs of Welsh."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

# Source: CLDR, collation of Welsh: each of these is one letter, and ng comes after g.
WELSH = (
    *("a", "b", "c", "ch", "d", "dd", "e", "f", "ff", "g", "ng", "h", "i", "j", "k", "l"),
    *("ll", "m", "n", "o", "p", "ph", "q", "r", "rh", "s", "t", "th", "u", "v", "w", "x"),
    *("y", "z"),
)
DIGRAPHS = tuple(letter for letter in WELSH if len(letter) == 2)

# Words in which two signs are two letters, as the dictionaries sort them; a bar parts the two.
APART = (
    *("ban|gor", "dan|gos", "llon|gyfarch", "llan|gollen", "lan|gollen", "llan|gefni"),
    *("lan|gefni", "ar|hol", "ar|hos", "ar|hau", "ar|had", "er|honddu", "ewn|gofnod", "laen|gar"),
)
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
        return ("".join(self._letters(plain)) if self.language == "cy" else plain), text

    def initial(self, text: str) -> str:
        """Return the first letter of a text, such as `ll`; empty where it begins with no letter."""
        first = next(self._signs(_plain(text)), "")
        return first if first.isalpha() else ""

    def _letters(self, plain: str) -> Iterator[str]:
        """Yield a sign that stands for the place of each letter of a text without accents."""
        for sign in self._signs(plain):
            yield chr(1000 + WELSH.index(sign) if sign in WELSH else ord(sign) % 1000)

    def _signs(self, plain: str) -> Iterator[str]:
        """Yield each letter, and what is none, of a text in small letters without accents."""
        if self.language != "cy":
            yield from plain
            return
        for word, is_apart in self._apart.items():
            plain = plain.replace(word, is_apart)
        yield from re.findall(rf"{'|'.join(DIGRAPHS)}|[^|]", plain)

    @cached_property
    def _apart(self) -> Mapping[str, str]:
        words = {_plain(word) for word in (*APART, *self.apart)}
        return {word.replace("|", ""): word for word in words}


def _plain(text: str) -> str:
    """Return a text in small letters, without accents."""
    if text.isascii():
        return text.lower()
    parted = unicodedata.normalize("NFD", text.casefold())
    return "".join(sign for sign in parted if not unicodedata.combining(sign))


# How the first letter of a Welsh word changes: soft, nasal, aspirate. Longer signs come first.
MUTATIONS = (
    ("rh", "r"),
    ("ll", "l"),
    ("p", "b", "mh", "ph"),
    ("t", "d", "nh", "th"),
    ("c", "g", "ngh", "ch"),
    ("b", "f", "m"),
    ("d", "dd", "n"),
    ("g", "", "ng"),
    ("m", "f"),
)
VOWELS = frozenset("aeiouwy")

# These letters are not the first of their digraph.
NEVER = ("ph", "th", "ch", "dd")


def mutations(word: str) -> tuple[str, ...]:
    """Return a Welsh word as it may begin after other words, itself first.

    The case of the first letter is kept: Cymru gives Gymru, Nghymru and Chymru. A vowel takes an h
    after some words: ein hamcanion.
    """
    small = word.lower()
    if _plain(small[:1]) in VOWELS:
        first = f"H{small[:1]}" if word[:1].isupper() else f"h{small[:1]}"
        return word, first + word[1:]
    for first, *changed in MUTATIONS:
        if small.startswith(first) and not small.startswith(NEVER):
            rest = word[len(first) :]
            made = (f"{start}{rest}" for start in changed)
            if word[:1].isupper():
                made = (f"{one[:1].upper()}{one[1:]}" for one in made)
            return (word, *made)
    return (word,)


def softened(word: str) -> str:
    """Return a Welsh word with the soft mutation, such as Fawrth for Mawrth."""
    made = mutations(word)
    return word if len(made) == 1 or _plain(word[:1]) in VOWELS else made[1]
