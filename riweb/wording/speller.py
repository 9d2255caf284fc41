"""The one door to Hunspell: whether a word is spelt right, by the dictionaries we ship."""

from __future__ import annotations

import ctypes
from functools import lru_cache
from typing import Any

from riweb import libraries, shipped

FILE = "libhunspell-1.7.so.0"
MEND = "sudo apt-get install libhunspell-1.7-0"

# To look for words that are meant takes a fiftieth of a second each.
MOST_GUESSES = 40


@lru_cache
def _library() -> ctypes.CDLL | None:
    """Return the library with the types of its functions, or None where it is missing.

    Source: hunspell.h of Hunspell 1.7.
    """
    calls = libraries.load(FILE)
    if calls is None:
        return None
    words = ctypes.POINTER(ctypes.POINTER(ctypes.c_char_p))
    calls.Hunspell_create.restype = ctypes.c_void_p
    calls.Hunspell_create.argtypes = [ctypes.c_char_p, ctypes.c_char_p]
    calls.Hunspell_spell.argtypes = [ctypes.c_void_p, ctypes.c_char_p]
    calls.Hunspell_suggest.argtypes = [ctypes.c_void_p, words, ctypes.c_char_p]
    calls.Hunspell_free_list.argtypes = [ctypes.c_void_p, words, ctypes.c_int]
    return calls


def is_there() -> bool:
    """Tell whether this machine can check spelling."""
    return _library() is not None


class Speller:
    """One dictionary, loaded when it is first asked."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.guesses = 0
        self._calls = _library()
        self._handle: Any = None
        self._known: dict[str, bool] = {}

    def is_right(self, word: str) -> bool:
        """Tell whether a word is in the dictionary; True where there is no Hunspell."""
        if self._calls is None:
            return True
        if word not in self._known:
            self._known[word] = bool(self._calls.Hunspell_spell(self._opened(), word.encode()))
        return self._known[word]

    def knows(self, word: str) -> bool:
        """Tell whether a word is in the dictionary; False where there is no Hunspell."""
        return self._calls is not None and self.is_right(word)

    def guess(self, word: str) -> list[str]:
        """Return up to three words that may have been meant."""
        self.guesses += 1
        if self._calls is None or self.guesses > MOST_GUESSES:
            return []
        found = ctypes.POINTER(ctypes.c_char_p)()
        number = self._calls.Hunspell_suggest(
            self._opened(), ctypes.byref(found), word.encode("utf-8")
        )
        words = [(found[place] or b"").decode("utf-8", "ignore") for place in range(number)]
        self._calls.Hunspell_free_list(self._opened(), ctypes.byref(found), number)
        return words[:3]

    def _opened(self) -> Any:
        if self._handle is None and self._calls is not None:
            start = shipped.folder() / "spelling" / self.language
            names = [f"{start}.{ending}".encode() for ending in ("aff", "dic")]
            self._handle = self._calls.Hunspell_create(*names)
        return self._handle


@lru_cache
def of(language: str) -> Speller:
    """Return the speller of a language."""
    return Speller(language)
