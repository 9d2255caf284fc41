"""Every text of the content in every language, ready to be looked at."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from riweb.parse import texts
from riweb.plan.inserts import InsertFile
from riweb.plan.plans import Published
from riweb.source import Key, Raw, shown
from riweb.translate.catalogue import Entry
from riweb.translate.compare import entry_of
from riweb.translate.messages import EASY, Message
from riweb.translate.status import Work
from riweb.wording import blocks, masks
from riweb.wording.masks import Names
from riweb.wording.values import Kind, Passage

# Fields that name a body, a post, a place or a document.
NAMES = {
    "term",
    "aliases",
    "organisation",
    "address",
    "team",
    "role",
    "label",
    "to",
    "unit",
    "word",
}
# Fields that stand as headings where they are shown.
HEADINGS = {"title"}
# Fields that are called by their language.
NAMED_LANGUAGES = ("cy", "en")
# Residents’ own words.
QUOTED = {"you_said"}


def kind_of(key: Key, is_line: bool) -> Kind:
    """Return what a text is, by its field."""
    names = [part for part in key if isinstance(part, str)]
    field = names[-1]
    if field in NAMES or names[-2:] in (["groups", "name"], ["publisher", "name"]):
        return "name"
    if names[-2:] == ["boxes", "text"] or names[-2:] == ["consultation", "who"]:
        return "name"
    if field in HEADINGS or names == ["options", "name"]:
        return "heading"
    return "line" if is_line and names[0] != EASY else "prose"


def names_of(named: Iterable[tuple[str, str]]) -> Names:
    """Return a pattern that finds names in a text in small letters.

    Args:
        named: the field and the words of each.
    """
    found = {
        masks.small(text)
        for field, text in named
        # A whole sentence under such a field is no name, and a single small word is too little.
        if text and len(text) < 80 and (any(map(str.isupper, text[1:])) or field == "term")
    }
    if not found:
        return None
    # By their first letter, so that at most places no name has to be tried; then the longest first.
    ordered = sorted(found, key=lambda one: (one[0], -len(one), one))
    inner = "|".join(
        f"{re.escape(first)}(?:{'|'.join(re.escape(one[1:]) for one in names)})"
        for first, names in groupby(ordered, key=lambda one: one[0])
    )
    return re.compile(rf"(?<![\w·])(?:{inner})(?:s|’s|’)?(?!\w)")


def of(
    plan: str,
    language: str,
    messages: Sequence[Message],
    published: Published | None,
    work: Work | None = None,
) -> Iterator[Passage]:
    """Yield the texts of one plan in one language.

    Args:
        work: its translation; None for the language that it is written in.
    """
    entries = dict(_translated(work, messages)) if work else {}
    told = [
        (message, kind_of(message.key, message.is_line), entry.text if entry else message.text)
        for message in messages
        if (entry := entries.get(message.context)) or not work
    ]
    names = names_of((_field(one.key), words) for one, kind, words in told if kind == "name")
    for message, kind, text in told:
        file, line, key = _place(message)
        if work:
            file, line, key = work.file, entries[message.context].line, message.context
        field = _field(message.key)
        yield Passage(
            plan,
            language,
            _chapter(message, published),
            file,
            line,
            key,
            field,
            text,
            blocks.read(text, kind, None if kind == "name" else names),
            field in QUOTED,
            work is not None,
        )


def _field(key: Key) -> str:
    """Return the name of the field that a text stands in."""
    return next(part for part in reversed(key) if isinstance(part, str))


def _translated(work: Work, messages: Sequence[Message]) -> Iterator[tuple[str, Entry]]:
    """Yield what stands in a catalogue for each message that it has, by the message's context."""
    for message in messages:
        entry = entry_of(work.catalogue, message)
        if entry and entry.text and not entry.is_fuzzy:
            yield message.context, entry


def _place(message: Message) -> tuple[str, int, str]:
    """Return the file, the line and the key under which an editor finds a text."""
    key = message.key[1:] if message.key[0] == EASY else message.key
    shown_key = "" if message.key[0] == "chapters" else shown(key)
    return message.file, message.line, shown_key


def of_insert(sheet: InsertFile, raw: Raw, told: Sequence[Passage]) -> Iterator[Passage]:
    """Yield the texts of a newsletter insert that are in one language.

    Args:
        told: the texts of its plan in that language, with the names in them.
    """
    language = told[0].language
    names = names_of(
        (one.field, one.raw) for one in told for block in one.blocks[:1] if block.kind == "name"
    )
    for group, name, text, is_line in texts.marked(sheet):
        key = (*group, *name)
        own = name[-1] if name[-1] in NAMED_LANGUAGES else sheet.languages[0]
        if own != language or own not in sheet.languages:
            continue
        line, shown_key = raw.place(key)
        made = blocks.read(text, kind_of(group or key, is_line), names)
        field = str(group[-1] if group else name[-1])
        block = sheet.blocks[group[1]] if len(group) > 1 and isinstance(group[1], int) else None
        is_quoted = field in QUOTED or bool(block and block.kind == "quotation")
        place = (raw.file, line, shown_key, field)
        yield Passage(sheet.plan, language, "", *place, text, made, is_quoted)


def _chapter(message: Message, published: Published | None) -> str:
    """Return the title of the chapter that a text is from, the word for Easy Read, or empty."""
    if message.key[0] == EASY:
        return EASY
    if published and message.key[0] == "chapters" and isinstance(message.key[1], int):
        return published.chapters[message.key[1]].title
    return ""
