"""The texts of a plan: chapters, mistakes in their Markdown, and characters we cannot show."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from typing import get_args

from pydantic import BaseModel

from riweb.content import faults
from riweb.content.source import Key, Markdown, Raw
from riweb.plan.fields import FieldGroup, OfOneLine, Translated, Unmarked, entry_in
from riweb.plan.plans import Chapter
from riweb.problems import Problem, counted, quoted
from riweb.text import typeface


def walk(value: object) -> Sequence[tuple[Key, FieldGroup]]:
    """Return every group of fields inside a value, with its key, in order."""
    return _walked(_Same(value))


class _Same:
    """A value that equals nothing but itself."""

    def __init__(self, value: object) -> None:
        self.value = value

    def __hash__(self) -> int:
        return id(self.value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.value is other.value


# One plan is looked at from many sides, one after the other.
@lru_cache(maxsize=2)
def _walked(one: _Same) -> Sequence[tuple[Key, FieldGroup]]:
    found: list[tuple[Key, FieldGroup]] = []
    _collect(one.value, (), found)
    return tuple(found)


def _collect(value: object, key: Key, found: list[tuple[Key, FieldGroup]]) -> None:
    if isinstance(value, FieldGroup):
        found.append((key, value))
        fields = vars(value)
        for name, shown in _deeper(type(value)):
            if held := fields[name]:
                _collect(held, (*key, shown), found)
    elif isinstance(value, tuple):
        for number, item in enumerate(value):
            _collect(item, (*key, number), found)
    elif isinstance(value, dict):
        for name, item in value.items():
            _collect(item, (*key, name), found)


@lru_cache
def _deeper(model: type[FieldGroup]) -> tuple[tuple[str, str], ...]:
    """Return the name and the key of each field that may hold groups of fields."""
    fields = model.model_fields.items()
    return tuple((name, one.alias or name) for name, one in fields if entry_in(one.annotation))


Mark = type[Translated] | type[OfOneLine] | type[Unmarked]
"""How a text is shown and checked: as Markdown, as Markdown of one line, or as it is written."""

# What is wrong with a text of each kind. Nothing that is shown as Markdown is of another.
LOOKS: Mapping[Mark, Callable[[str], list[faults.Fault]]] = {
    Translated: faults.of_text,
    OfOneLine: faults.of_line,
    Unmarked: faults.of_written,
}


@lru_cache
def _marks(model: type[FieldGroup]) -> tuple[tuple[str, str, Mark], ...]:
    """Return the name and the key of each field with texts, and of what kind these are."""
    found = []
    for name, field in model.model_fields.items():
        inner = [getattr(part, "__metadata__", ()) for part in get_args(field.annotation)]
        for mark in (*field.metadata, *chain(*inner)):
            if type(mark) in LOOKS:
                found.append((name, field.alias or name, type(mark)))
                break
    return tuple(found)


def every(value: object) -> Iterator[tuple[Key, Key, str, Mark]]:
    """Yield every text: the key of its group, its own key, the text, and of what kind it is."""
    for key, entry in walk(value):
        fields = vars(entry)
        for name, shown, mark in _marks(type(entry)):
            held = fields[name]
            if isinstance(held, dict):
                for code in held:
                    yield key, (shown, code), code, mark
            elif isinstance(held, tuple):
                for number, item in enumerate(held):
                    yield key, (name, number), item, mark
            elif held:
                yield key, (shown,), held, mark


def marked(value: object) -> Iterator[tuple[Key, Key, str, bool]]:
    """Yield every text that readers read: the key of its group, its own key, and the text.

    Last comes whether it is of one line, as titles and names are.
    """
    for key, name, text, mark in every(value):
        if mark is not Unmarked:
            yield key, name, text, mark is OfOneLine


def check(raw: Raw, value: BaseModel) -> Iterator[Problem]:
    """Yield what is wrong with every text, looked at in the way in which it is shown."""
    for group, name, text, mark in every(value):
        for fault in LOOKS[mark](text):
            yield raw.problem((*group, *name), fault.wrong, fault.fix, fault.words)


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


def read(markdown: Markdown, problems: list[Problem]) -> Chapter | None:
    """Return the chapter, or None after adding what is wrong with it to `problems`."""
    lines = markdown.text.split("\n")
    first = next((number for number, line in enumerate(lines) if line.strip()), None)
    if first is None:
        problems.append(
            Problem(
                markdown.file,
                0,
                "",
                "This chapter is empty.",
                "Write a title such as “# Ways to take part” and a text, or remove the file.",
            )
        )
        return None
    before = len(problems)
    title, start = _title(markdown, lines, first, problems)
    body = "\n".join(lines[start:])
    if not body.strip():
        problems.append(
            Problem(
                markdown.file,
                first + 1,
                "",
                "This chapter has a title and no text.",
                "Write the text below the title, or remove the file.",
            )
        )
        return None
    start += body[: len(body) - len(body.lstrip())].count("\n")
    for fault in faults.of_chapter(body.strip()):
        problems.append(Problem(markdown.file, start + fault.line, "", fault.wrong, fault.fix))
    problems += of_chapter(markdown)
    if len(problems) > before:
        return None
    return Chapter(id=markdown.name, title=title, markdown=body.strip(), file=markdown.file)


def _title(
    markdown: Markdown, lines: list[str], first: int, problems: list[Problem]
) -> tuple[str, int]:
    """Return the title and the number of lines up to the text below it."""
    line = lines[first]
    found = re.match(r"# +(.*\w.*)", line)
    if not found:
        words = line.strip("#= ").strip()
        problems.append(
            Problem(
                markdown.file,
                first + 1,
                "",
                "This chapter has no title.",
                f"Begin it with a title: # {words}"
                if re.search(r"\w", words) and len(words) < 80 and line.startswith("#")
                else "Begin it with a line such as: # Ways to take part",
            )
        )
        # A heading of the wrong kind stood for the title; anything else is text.
        return "", first + 1 if line.startswith("#") else first
    title = found[1].rstrip("# ")
    for fault in faults.of_line(title):
        problems.append(Problem(markdown.file, first + 1, "", fault.wrong, fault.fix))
    return title, first + 1
