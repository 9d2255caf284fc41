"""A translation beside its text: what differs, how far it is, and what stops it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Literal

from riweb.content import faults
from riweb.content.faults import sizes, text_faults
from riweb.languages.catalogues import Catalogue, CatalogueEntry
from riweb.languages.messages import EASY, Message
from riweb.locales import LOCALES, en
from riweb.problems import Problem, quoted
from riweb.text import prose
from riweb.text.prose import AsWritten

State = Literal["missing", "stale", "draft", "reviewed"]
LINK = re.compile(
    r"\]\(([^()\s]+(?:\([^()\s]*\)[^()\s]*)*)\)"
    r"|\b((?:https?://|www\.)[^\s<>()]+[^\s<>().,;:]|(?<![\w.+-])[\w.+-]+@[\w.-]+\w)"
)
DIGIT = re.compile(r"\d")
FIGURE = re.compile(r"\d+(?:[.,:/]\d+)*")

# Without one of these a text has nothing that must be the same in its translation.
COMPARED = re.compile(r"[\d|@%]|://|www\.")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]")
NOTE = re.compile(r"\[\^[^][]+\]:?")
HEADING = re.compile(r"(?m)^#{2,6} +")
MARKS = {
    "a heading": re.compile(r"^(#+) ", re.MULTILINE),
    "a list item": re.compile(r"^[ \t]*(?:[-*+]|\d+[.)])( )", re.MULTILINE),
    "a line of a table": re.compile(r"^(\|).*\|[ \t]*$", re.MULTILINE),
    "a column of a table": re.compile(r"(?<!\\)\|"),
    "bold": re.compile(r"\*\*"),
    "code": re.compile(r"`"),
}


def state(message: Message, entry: CatalogueEntry | None, is_checked: bool) -> State:
    """Return how far the translation of a text is.

    Args:
        is_checked: whether the plan says that its translations have been checked.
    """
    if entry is None or not entry.text:
        return "missing"
    if entry.is_fuzzy or entry.source != message.text:
        return "stale"
    return "reviewed" if is_checked or entry.is_reviewed else "draft"


def differences(source: str, text: str, own: str, language: str) -> Iterator[tuple[str, str]]:
    """Yield what a translation has otherwise than its text: what is wrong, and what to write.

    Args:
        own: the language of the text.
        language: that of the translation.
    """
    if not (_is_compared(source) or _is_compared(text)):
        return
    looks: tuple[tuple[str, Callable[[str, str], Counter[str]]], ...] = (
        ("link or address", lambda words, _: _links(words)),
        ("figure", lambda words, _: _figures(words)),
        ("date", _months),
        ("placeholder", lambda words, _: Counter(PLACEHOLDER.findall(words))),
        ("footnote", lambda words, _: Counter(NOTE.findall(words))),
    )
    for what, look in looks:
        here, there = look(source, own), look(text, language)
        if here == there:
            continue
        if lost := here - there:
            yield f"The {what} {_listed(lost)} is not in the translation.", "Put it in."
        if more := there - here:
            yield f"The {what} {_listed(more)} is only in the translation.", "Take it out."
    for what, pattern in MARKS.items():
        if sorted(pattern.findall(source)) != sorted(pattern.findall(text)):
            yield (
                f"The translation does not have the Markdown of its text: {what}.",
                "Write the same marks in the same places.",
            )
            return


def _is_compared(text: str) -> bool:
    return prose.is_marked(text) or bool(COMPARED.search(text))


def _listed(found: Counter[str]) -> str:
    return ", ".join(f"“{one}”" for one in sorted(found))


def _links(text: str) -> Counter[str]:
    return Counter(target or address for target, address in LINK.findall(text))


def _figures(text: str) -> Counter[str]:
    """Return the figures outside links and notes."""
    if not DIGIT.search(text):
        return Counter()
    rest = NOTE.sub(" ", LINK.sub(" ", text))
    rest = re.sub(r"(?m)^([ \t]*)\d+[.)] ", r"\1", rest)
    return Counter(FIGURE.findall(rest))


def _months(text: str, language: str) -> Counter[str]:
    """Return the months that stand beside a figure, each by its English name."""
    found: Counter[str] = Counter()
    if not DIGIT.search(text):
        return found
    for english, names, beside in _beside(language):
        if any(name in text for name in names) and (count := len(beside.findall(text))):
            found[english] = count
    return found


@lru_cache
def _beside(language: str) -> list[tuple[str, tuple[str, ...], re.Pattern[str]]]:
    """Return the English name of each month, its names, and what matches one beside a figure."""
    found = []
    for number, month in enumerate(LOCALES[language].dates.months):
        names = LOCALES[language].initials.forms(month)
        written = "|".join(names)
        beside = rf"\d(?:st|nd|rd|th|ain|af|fed|eg)? (?:of |o )?(?:{written})\b|\b(?:{written}) \d"
        found.append((en.LOCALE.dates.months[number], names, re.compile(beside)))
    return found


def faults_of(
    message: Message, entry: CatalogueEntry, own: str, language: str
) -> Iterator[tuple[str, str]]:
    """Yield everything that is wrong with a current translation.

    Args:
        own: the language of the text.
        language: that of the translation.
    """
    look = _look(message)
    found = look(entry.text)
    if not sizes.are_too_much([entry.text]):
        yield from differences(message.text, entry.text, own, language)
        yield from _of_easy(message, entry)
    if found:
        known = {fault.wrong for fault in look(message.text)}
        yield from ((fault.wrong, fault.fix) for fault in found if fault.wrong not in known)


def _of_easy(message: Message, entry: CatalogueEntry) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with a sentence of Easy Read."""
    if message.key[0] == EASY:
        is_one = message.key[-1] == "text"
        look = text_faults.of_sentence if is_one else text_faults.of_sentences
        yield from ((fault.wrong, fault.fix) for fault in look(entry.text))


def _look(message: Message) -> Callable[[str], list[faults.Fault]]:
    if message.key[:1] == ("chapters",) and "markdown" in message.key:
        # A block of a chapter may be a heading; its marks are compared with those of its text.
        return lambda text: faults.of_text(HEADING.sub("", text))
    if isinstance(message.text, AsWritten):
        return faults.of_written
    return faults.of_line if message.is_line else faults.of_text


def entry_of(catalogue: Catalogue | None, message: Message) -> CatalogueEntry | None:
    """Return the entry of a message, or None where there is none."""
    return catalogue.entries.get(message.context) if catalogue else None


@dataclass(frozen=True)
class StatusRow:
    """One text and how far its translation is.

    Args:
        entry: None where the catalogue does not have the text.
    """

    message: Message
    entry: CatalogueEntry | None
    state: State


@dataclass(frozen=True)
class TranslationWork:
    """What one plan, or the site itself, has for another language.

    Args:
        name: the id of the plan; empty for the site itself.
        title: what it is called, in its own language.
        file: the path of the catalogue as problems name it.
        source, language: what it is written in, and translated into.
        catalogue: None where there is none.
        is_checked: whether it says that its translation has been checked.
    """

    name: str
    title: str
    file: str
    source: str
    language: str
    messages: tuple[Message, ...]
    catalogue: Catalogue | None
    is_checked: bool

    @cached_property
    def rows(self) -> tuple[StatusRow, ...]:
        """Every text, in reading order."""
        found = []
        for message in self.messages:
            entry = entry_of(self.catalogue, message)
            found.append(StatusRow(message, entry, state(message, entry, self.is_checked)))
        return tuple(found)

    @cached_property
    def counts(self) -> Mapping[State, int]:
        """How many texts are in each state."""
        counted = Counter(row.state for row in self.rows)
        return {name: counted[name] for name in ("reviewed", "draft", "stale", "missing")}

    def problems(self) -> Iterator[Problem]:
        """Yield what stops the plan from being published in the language.

        A draft may have texts that are missing or out of date; it may never say another figure.
        """
        for row in self.rows:
            if row.state in ("missing", "stale") and self.is_checked:
                yield self._undone(row)
        yield from self.faults()

    def faults(self) -> Iterator[Problem]:
        """Yield where a current translation says another thing than its text."""
        for row in self.rows:
            if row.entry and row.state in ("draft", "reviewed"):
                yield from self._faults(row.message, row.entry)

    def _undone(self, row: StatusRow) -> Problem:
        message, name = row.message, LOCALES[self.language].name
        if row.state == "missing":
            wrong = f"The {name} of this text is missing: {quoted(message.text)}"
        else:
            wrong = f"The {name} of this text is out of date: {quoted(message.text)}"
        fix = (
            f"Run `riweb translate update`, then write the {name} below "
            f"“{message.context}” in {self.file}."
        )
        return Problem(message.file, message.line, message.context, wrong, fix)

    def _faults(self, message: Message, entry: CatalogueEntry) -> Iterator[Problem]:
        for wrong, fix in faults_of(message, entry, self.source, self.language):
            more = f" Its text is {message.file}:{message.line}."
            yield Problem(self.file, entry.line, message.context, wrong, fix + more)
