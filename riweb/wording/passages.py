"""Every text of the content in every language, ready to be looked at."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from riweb.plan.plans import Published
from riweb.source import Key, shown
from riweb.translate.compare import entry_of
from riweb.translate.messages import EASY, Message
from riweb.translate.status import Work
from riweb.wording import blocks
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


def names_of(messages: Sequence[Message], texts: Mapping[str, str]) -> re.Pattern[str] | None:
    """Return a pattern that finds the names in a plan, in the language of `texts`.

    Args:
        texts: by the context of each message.
    """
    found = {
        text
        for message in messages
        if kind_of(message.key, message.is_line) == "name"
        and (text := texts.get(message.context, ""))
        # A whole sentence under such a field is no name, and a single small word is too little.
        if len(text) < 80 and (any(map(str.isupper, text[1:])) or message.key[-1] == "term")
    }
    if not found:
        return None
    ordered = sorted(found, key=lambda one: (-len(one), one))
    firsts = "".join(sorted({re.escape(one[0]) for one in ordered}))
    inner = "|".join(re.escape(one) for one in ordered)
    return re.compile(rf"(?<![\w·])(?=[{firsts}])(?:{inner})(?:s|’s|’)?(?!\w)", re.IGNORECASE)


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
    entries = {}
    if work:
        for message in messages:
            entry = entry_of(work.catalogue, message)
            if entry and entry.text and not entry.is_fuzzy:
                entries[message.context] = entry
    texts = {
        message.context: entries[message.context].text if work else message.text
        for message in messages
        if not work or message.context in entries
    }
    names = names_of(messages, texts)
    for message in messages:
        if message.context not in texts:
            continue
        file, line, key = message.file, message.line, shown(message.key)
        if work:
            file, line, key = work.file, entries[message.context].line, message.context
        elif message.key[0] == "chapters":
            key = ""
        elif message.key[0] == EASY:
            key = shown(message.key[1:])
        field = next(part for part in reversed(message.key) if isinstance(part, str))
        kind, text = kind_of(message.key, message.is_line), texts[message.context]
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


def _chapter(message: Message, published: Published | None) -> str:
    """Return the title of the chapter that a text is from, the word for Easy Read, or empty."""
    if message.key[0] == EASY:
        return EASY
    if published and message.key[0] == "chapters" and isinstance(message.key[1], int):
        return published.chapters[message.key[1]].title
    return ""
