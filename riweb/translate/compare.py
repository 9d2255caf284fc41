"""A translation beside its text: the same figures, dates, links and marks, or what differs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Literal

from riweb import faults, prose
from riweb.alphabet import mutations
from riweb.faults import easy, sizes
from riweb.plan.fields import AsWritten
from riweb.translate.catalogue import Catalogue, Entry
from riweb.translate.messages import EASY, Message
from riweb.when import MONTHS

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


def state(message: Message, entry: Entry | None, is_checked: bool) -> State:
    """Return how far the translation of a text is.

    Args:
        is_checked: whether the plan says that its translations have been checked.
    """
    if entry is None or not entry.text:
        return "missing"
    if entry.is_fuzzy or entry.source != message.text:
        return "stale"
    return "reviewed" if is_checked or entry.is_reviewed else "draft"


def differences(source: str, text: str, language: str) -> Iterator[tuple[str, str]]:
    """Yield what a translation has otherwise than its text: what is wrong, and what to write.

    Args:
        language: of the translation.
    """
    if not (_is_compared(source) or _is_compared(text)):
        return
    other = "en" if language == "cy" else "cy"
    looks: tuple[tuple[str, Callable[[str, str], Counter[str]]], ...] = (
        ("link or address", lambda words, _: _links(words)),
        ("figure", lambda words, _: _figures(words)),
        ("date", _months),
        ("placeholder", lambda words, _: Counter(PLACEHOLDER.findall(words))),
        ("footnote", lambda words, _: Counter(NOTE.findall(words))),
    )
    for what, look in looks:
        here, there = look(source, other), look(text, language)
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
    for number, month in enumerate(MONTHS[language]):
        names = tuple(mutations(month)) if language == "cy" else (month,)
        written = "|".join(names)
        beside = rf"\d(?:st|nd|rd|th|ain|af|fed|eg)? (?:of |o )?(?:{written})\b|\b(?:{written}) \d"
        found.append((MONTHS["en"][number], names, re.compile(beside)))
    return found


def faults_of(message: Message, entry: Entry, language: str) -> Iterator[tuple[str, str]]:
    """Yield everything that is wrong with a current translation."""
    look = _look(message)
    found = look(entry.text)
    if not sizes.are_too_much([entry.text]):
        yield from differences(message.text, entry.text, language)
        yield from _of_easy(message, entry)
    if found:
        known = {fault.wrong for fault in look(message.text)}
        yield from ((fault.wrong, fault.fix) for fault in found if fault.wrong not in known)


def _of_easy(message: Message, entry: Entry) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with a sentence of Easy Read."""
    if message.key[0] == EASY:
        is_one = message.key[-1] == "text"
        look = easy.of_sentence if is_one else easy.of_sentences
        yield from ((fault.wrong, fault.fix) for fault in look(entry.text))


def _look(message: Message) -> Callable[[str], list[faults.Fault]]:
    if message.key[:1] == ("chapters",) and "markdown" in message.key:
        # A block of a chapter may be a heading; its marks are compared with those of its text.
        return lambda text: faults.of_text(HEADING.sub("", text))
    if isinstance(message.text, AsWritten):
        return faults.of_written
    return faults.of_line if message.is_line else faults.of_text


def entry_of(catalogue: Catalogue | None, message: Message) -> Entry | None:
    """Return the entry of a message, or None where there is none."""
    return catalogue.entries.get(message.context) if catalogue else None
