"""Spelling in English and in Welsh; the one door to Hunspell."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import Any

from riweb import resources
from riweb.lint.rule import Hit, KnownWords, Passage, Rule, Told, with_any
from riweb.locales import LOCALES
from riweb.problems import listed, quoted

FILE = "libhunspell-1.7.so.0"
MEND = "sudo apt-get install libhunspell-1.7-0"

# To look for words that are meant takes a fiftieth of a second each.
MOST_GUESSES = 40


@lru_cache
def _library() -> ctypes.CDLL | None:
    """Return the library with the types of its functions, or None where it is missing.

    Source: hunspell.h of Hunspell 1.7.
    """
    calls = resources.load(FILE)
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
            start = resources.folder() / "spelling" / self.language
            names = [f"{start}.{ending}".encode() for ending in ("aff", "dic")]
            self._handle = self._calls.Hunspell_create(*names)
        return self._handle


@lru_cache
def of(language: str) -> Speller:
    """Return the speller of a language."""
    return Speller(language)


WORD = re.compile(r"(?<![\w·@/.&'’-])[^\W\d_]{2,}(?:['’-][^\W\d_]+)*(?![\w·@/&])")


def _misspelt(told: Told) -> Iterable[Passage]:
    """Return the texts with a word that is perhaps wrong; names are sorted out where it stands."""
    if not is_there():
        return ()
    wrong = [
        word
        for word in set(WORD.findall(told.own.text))
        if not _is_common(word, told.language)
        and not _is_right(word, told.language, told.known.words)
    ]
    return with_any(signs="|".join(map(re.escape, wrong)))(told) if wrong else ()


def _spelling(passage: Passage, known: KnownWords) -> Iterator[Hit]:
    if not is_there() or passage.quoted:
        return
    for block in passage.blocks:
        if block.kind == "name":
            continue
        for sentence in block.sentences:
            for found in WORD.finditer(sentence.own):
                word = found[0]
                if _is_left(word, found.start(), sentence.own):
                    continue
                if _is_right(word, passage.language, known.words):
                    continue
                guesses = of(passage.language).guess(_bare(word, passage.language))
                fix = "If it is right, add it to `words` under `wording` in site.yaml."
                if guesses:
                    fix = f"Did you mean {listed([quoted(one) for one in guesses])}? {fix}"
                wrong = f"{quoted(word)} is not in the dictionary."
                yield Hit(word, wrong, fix, sentence.text)


def _is_left(word: str, start: int, text: str) -> bool:
    """Tell whether a word is left alone: a name, an abbreviation, or part of an address."""
    if any(letter.isupper() for letter in word[1:]) or not word[0].isalpha():
        return True
    return word[0].isupper() and bool(text[:start].strip(" “‘(\"'·"))


def _bare(word: str, language: str) -> str:
    return LOCALES[language].clitics.sub("", word).replace("’", "'")


@cache
def _is_common(word: str, language: str) -> bool:
    """Tell whether a word is right everywhere."""
    return _is_right(word, language, frozenset())


def _is_right(word: str, language: str, known: frozenset[str]) -> bool:
    """Tell whether a word is right, or each part of it between hyphens.

    Args:
        known: words that are right in this plan.
    """
    checker, ours = of(language), resources.words(f"spelling-{language}")

    def is_right(one: str) -> bool:
        return one.lower() in known or one.lower() in ours or checker.is_right(one)

    bare = _bare(word, language)
    if any(map(is_right, (word.replace("’", "'"), bare, bare.lower()))):
        return True
    parts = bare.split("-")
    return len(parts) > 1 and all(len(part) < 3 or is_right(part) for part in parts)


RULES = (
    Rule(
        "spelling",
        "A word that is in no dictionary, in English or in Welsh.",
        "A slip of spelling puts readers off, and a voice says it wrongly.",
        "SCOWL’s British dictionary, and the Welsh one of Bangor University.",
        _spelling,
        tuple(tag for tag, one in LOCALES.items() if one.has_dictionary),
        is_once=True,
        among=_misspelt,
    ),
)
