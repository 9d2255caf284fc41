"""Abbreviations that nothing explains."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from riweb.problems import quoted
from riweb.wording import lists, speller
from riweb.wording.length import EASY
from riweb.wording.rule import Rule, with_any
from riweb.wording.values import Hit, Known, Passage

# Capitals with perhaps a small letter among them or an s after them: KLOE, RoSPA, TRAs.
LETTERS = re.compile(
    r"(?<![\w·&/.@#-])(?:[A-Z]{2,6}|[A-Z]+(?:&[A-Z]+)+|[A-Z][a-z]?[A-Z]{1,4})(?:s|’s|'s)?(?![\w·&/@-])"
)
# So far before an abbreviation the first of the words begins that it is short for.
FAR = 600
# The letters of a postcode, a paper size and the like are no abbreviation.
_CODE = re.compile(r"[A-Z]{1,2}\d")


def explained(texts: Iterable[str]) -> Iterator[str]:
    """Yield each abbreviation that stands in brackets after what it is short for, or before it."""
    for text in texts:
        if "(" not in text:
            continue
        for found in re.finditer(r"\(([A-Z][A-Za-z&]{1,7})\)", text):
            if is_short_for(found[1], text[max(0, found.start() - FAR) : found.start()]):
                yield _single(found[1])
        for found in re.finditer(r"\b([A-Z][A-Za-z&]{1,7}) \(([^()]{6,80})\)", text):
            if is_short_for(found[1], found[2]):
                yield _single(found[1])


def _single(letters: str) -> str:
    """Return an abbreviation as it is of one thing."""
    return re.sub(r"(?:['’]s|(?<=[A-Z])s)$", "", letters)


def is_short_for(letters: str, before: str) -> bool:
    """Tell whether the last words of a text begin with these letters, in their order."""
    sought = [letter.lower() for letter in letters if letter.isalpha() and letter.isupper()]
    words = re.findall(r"[^\W\d_]+", before)[-2 * len(sought) - 3 :]
    initials = [word[0].lower() for word in words]
    for start, initial in enumerate(initials):
        if sought and initial == sought[0]:
            rest = iter(initials[start:])
            if all(letter in rest for letter in sought):
                return True
    return False


def _unexplained(passage: Passage, known: Known) -> Iterator[Hit]:
    if passage.is_translation or passage.quoted or passage.chapter == EASY:
        return
    if passage.in_notes:
        # They tell of abbreviations that the source does not explain.
        return
    everybody = lists.words("letters") | lists.words("capitals")
    for block in passage.blocks:
        if block.kind == "name":
            continue
        for sentence in block.sentences:
            if sentence.text.isupper() and " " in sentence.text:
                continue
            for found in LETTERS.finditer(sentence.own):
                letters = _single(found[0])
                if letters in everybody or letters in known.abbreviations or len(letters) < 2:
                    continue
                if len(letters) > 3 and speller.of("en").knows(letters.lower()):
                    # A word in capitals is no abbreviation.
                    continue
                wrong = f"Nothing explains the abbreviation {quoted(letters)}."
                fix = "Write it in full the first time, with the letters in brackets; or add it to "
                yield Hit(letters, wrong, f"{fix}`glossary` as `short`.", sentence.text)


RULES = (
    Rule(
        "abbreviation",
        "An abbreviation that is neither in the glossary nor written in full the first time.",
        "Readers outside the office do not know it, and a recording spells it out.",
        "WCAG 2.2, 3.1.4; GOV.UK style guide, A to Z, abbreviations and acronyms.",
        _unexplained,
        ("en", "cy"),
        is_once=True,
        among=with_any(signs=r"[A-Z](?:[A-Z&]|[a-z][A-Z])"),
    ),
)
