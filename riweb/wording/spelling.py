"""Spelling in English and in Welsh."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from riweb.problems import listed, quoted
from riweb.wording import lists, speller
from riweb.wording.rule import Rule, with_any
from riweb.wording.told import Told
from riweb.wording.values import Hit, Known, Passage

WORD = re.compile(r"(?<![\w·@/.&'’-])[^\W\d_]{2,}(?:['’-][^\W\d_]+)*(?![\w·@/&])")
# Short words that lean on the one before them in Welsh, and the owner’s s in English.
_LEANING = {
    "cy": re.compile(r"['’](?:r|n|u|i|w|m|ch|th|l|ni|na)$"),
    "en": re.compile(r"(?<=s)['’]$|['’]s$"),
}


def _misspelt(told: Told) -> Iterable[Passage]:
    """Return the texts with a word that is perhaps wrong; names are sorted out where it stands."""
    if not speller.is_there():
        return ()
    wrong = [
        word
        for word in set(WORD.findall(told.own.text))
        if not _is_common(word, told.language)
        and not _is_right(word, told.language, told.known.words)
    ]
    return with_any(signs="|".join(map(re.escape, wrong)))(told) if wrong else ()


def _spelling(passage: Passage, known: Known) -> Iterator[Hit]:
    if not speller.is_there() or passage.quoted:
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
                guesses = speller.of(passage.language).guess(_bare(word, passage.language))
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
    return _LEANING[language].sub("", word).replace("’", "'")


@cache
def _is_common(word: str, language: str) -> bool:
    """Tell whether a word is right everywhere."""
    return _is_right(word, language, frozenset())


def _is_right(word: str, language: str, known: frozenset[str]) -> bool:
    """Tell whether a word is right, or each part of it between hyphens.

    Args:
        known: words that are right in this plan.
    """
    checker, ours = speller.of(language), lists.words(f"spelling-{language}")

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
        ("en", "cy"),
        is_once=True,
        among=_misspelt,
    ),
)
