"""Spelling in English and in Welsh."""

from __future__ import annotations

import re
from collections.abc import Iterator

from riweb.problems import listed, quoted
from riweb.wording import lists, speller
from riweb.wording.values import Hit, Known, Passage, Rule

WORD = re.compile(r"(?<![\w·@/.&'’-])[^\W\d_]{2,}(?:['’-][^\W\d_]+)*(?![\w·@/&])")
# Short words that lean on the one before them in Welsh, and the owner’s s in English.
_LEANING = {
    "cy": re.compile(r"['’](?:r|n|u|i|w|m|ch|th|l|ni|na)$"),
    "en": re.compile(r"(?<=s)['’]$|['’]s$"),
}


def _spelling(passage: Passage, known: Known) -> Iterator[Hit]:
    checker = speller.of(passage.language)
    if not speller.is_there() or passage.quoted:
        return
    ours = lists.words(f"spelling-{passage.language}")
    for block in passage.blocks:
        if block.kind == "name":
            continue
        for sentence in block.sentences:
            for found in WORD.finditer(sentence.own):
                word = found[0]
                if _is_left(word, found.start(), sentence.own):
                    continue
                if _is_right(word, passage.language, known.words | ours, checker):
                    continue
                guesses = checker.guess(_bare(word, passage.language))
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


def _is_right(word: str, language: str, known: frozenset[str], checker: speller.Speller) -> bool:
    bare = _bare(word, language)
    for one in (word.replace("’", "'"), bare, bare.lower()):
        if one.lower() in known or checker.is_right(one):
            return True
    parts = bare.split("-")
    return len(parts) > 1 and all(
        len(part) < 3 or part.lower() in known or checker.is_right(part) for part in parts
    )


RULES = (
    Rule(
        "spelling",
        "A word that is in no dictionary, in English or in Welsh.",
        "A slip of spelling puts readers off, and a voice says it wrongly.",
        "SCOWL’s British dictionary, and the Welsh one of Bangor University.",
        _spelling,
        ("en", "cy"),
        is_once=True,
    ),
)
