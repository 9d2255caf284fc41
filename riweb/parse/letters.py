"""Characters that our typeface lacks, and words that no line can hold."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator, Sequence

from pydantic import BaseModel

from riweb import typeface
from riweb.parse.texts import marked
from riweb.problems import Problem, counted, quoted
from riweb.source import Key, Markdown, Raw

# How wide a word may be, as a multiple of the size of the body: what is left of a line in giant
# print of 36 points, in a list that stands in a card, and for the title of a plan on the cover.
LINE_EM = 10.8
COVER_EM = 9.6

# Print breaks these after any of their signs.
ADDRESS = re.compile(r"\w://|www\.|\S@\S|\w\.\w+/")

# Where print may break a word.
BREAKS = re.compile(r"(?<=[-–—/])")

# What Markdown reads as marks, and where its links lead.
LINK = re.compile(r"\]\([^()]*(?:\([^()]*\)[^()]*)*\)|\[\^[^][]*\]:?|<[^<>\s]*>")
LINK_IN_LINE = re.compile(r"\]\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)|\[\^[^][\n]*\]:?|<[^<>\s]*>")
MARKS = re.compile(r"[][*_`|#>\\]")

# Letters that were lost or belong to one typeface only: these are told where files are read.
TOLD = re.compile("[\ue000-\uf8ff\ufffd]")

# So much of a text is shown on each side of a character that is not there.
AROUND = 24


def of_file(raw: Raw) -> Iterator[Problem]:
    """Yield what of a YAML file cannot be printed."""
    texts = [*_codes(raw), *raw.texts]
    if _is_faultless("\n".join(text for _, text in texts)):
        return
    for key, text in texts:
        most = COVER_EM if key == ("title",) else LINE_EM
        for line in text.split("\n"):
            for words, wrong, fix in _faults(line, most):
                yield raw.problem(key, wrong, fix, words)


def of_texts(raw: Raw, value: BaseModel) -> Iterator[Problem]:
    """Yield what of the texts of a file for print alone cannot be printed."""
    for group, name, text, _ in marked(value):
        most = COVER_EM if group == ("title",) else LINE_EM
        for words, wrong, fix in _faults(text, most, "a narrow page"):
            yield raw.problem((*group, *name), wrong, fix, words)


def of_chapter(markdown: Markdown) -> Iterator[Problem]:
    """Yield what of a chapter cannot be printed."""
    if _is_faultless(markdown.text):
        return
    for number, line in enumerate(markdown.text.split("\n"), 1):
        for _, wrong, fix in _faults(line, LINE_EM):
            yield Problem(markdown.file, number, "", wrong, fix)


def _codes(raw: Raw) -> Iterator[tuple[Key, str]]:
    """Yield the codes of people, which are texts too, each with its key."""
    people = raw.value.get("people")
    yield from ((("people", code), code) for code in people) if isinstance(people, dict) else ()


def _is_faultless(lines: str) -> bool:
    """Tell whether nothing is wrong with any of many lines: looked at together, which is quick."""
    shown = html.unescape(lines)
    # An entity may be a break of lines: then it is not clear where a link ends.
    if shown.count("\n") > lines.count("\n"):
        return False
    if typeface.lacking("\n".join(line for line in shown.split("\n") if not line.isascii())):
        return False
    words = set(MARKS.sub("", LINK_IN_LINE.sub("", shown)).split())
    return not any(_too_wide(word, COVER_EM) for word in words)


def _too_wide(word: str, most_em: float) -> str:
    """Return the widest part of a word that may be broken, where it is too wide; or nothing."""
    # No letter is much wider than 1 em.
    if len(word) < most_em or typeface.width_em(word) <= most_em or ADDRESS.search(word):
        return ""
    part = max(BREAKS.split(word), key=typeface.width_em)
    return part if typeface.width_em(part) > most_em else ""


def _faults(
    line: str, most_em: float, where: str = "giant print"
) -> Iterator[tuple[str, str, str]]:
    """Yield words by which to find a fault in its file, what is wrong, and what to do."""
    shown = html.unescape(line)
    if not shown.isascii():
        shown = TOLD.sub("", shown)
        if lacking := typeface.lacking(shown):
            yield _lacking(line, shown, lacking)
    for word in MARKS.sub("", LINK.sub("", shown)).split():
        if part := _too_wide(word, most_em):
            wrong = f"{quoted(part, 40)} is too long a word for one line of {where}."
            yield word, wrong, "Put a hyphen or a space where it may be broken."


def _lacking(line: str, shown: str, letters: Sequence[str]) -> tuple[str, str, str]:
    place = shown.find(letters[0])
    start = shown.rfind(" ", 0, max(0, place - AROUND)) + 1
    end = shown.find(" ", place + AROUND)
    around = shown[start : end if end > 0 else None].strip(" .")
    name = unicodedata.name(letters[0], f"U+{ord(letters[0]):04X}").lower()
    more = f" and {counted(len(letters) - 1, 'more character')}" if letters[1:] else ""
    wrong = f"Our typeface has no “{letters[0]}” ({name}){more}, in {quoted(around)}."
    are_letters = all(letter.isalpha() for letter in letters)
    fix = "Write it with the letters of English or Welsh." if are_letters else "Say it in words."
    return letters[0] if letters[0] in line else line, wrong, fix
