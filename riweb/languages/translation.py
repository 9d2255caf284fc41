"""Put translations into a plan, and bring a catalogue up to date without losing one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from typing import Any, TypeVar

from riweb.content.source import Key
from riweb.languages.catalogues import Catalogue, CatalogueEntry
from riweb.languages.comparison import entry_of, state
from riweb.languages.messages import EASY, GAP, Message
from riweb.plan.fields import FieldGroup
from riweb.plan.plans import Chapter, Plan
from riweb.plan.site import SiteFile
from riweb.text import prose

# So alike two texts of one list must be to be one text that was moved and changed.
ALIKE = 0.6


def update(messages: Sequence[Message], old: Catalogue | None) -> list[CatalogueEntry]:
    """Return the entries of a catalogue for the messages, then those that are obsolete.

    A text that has moved keeps its translation; one that has changed keeps the old translation,
    is fuzzy and remembers its old words; one that is gone becomes obsolete.
    """
    return _Update(messages, old).entries()


class _Update:
    def __init__(self, messages: Sequence[Message], old: Catalogue | None) -> None:
        self.messages = messages
        self.old = old.entries if old else {}
        self.gone = list(old.obsolete) if old else []
        self.by_source: dict[str, list[CatalogueEntry]] = defaultdict(list)
        for one in (*self.old.values(), *self.gone):
            if one.text:
                self.by_source[one.source].append(one)
        current = {message.context: message.text for message in messages}
        # The translations that no text has claimed yet.
        self.free = {
            context: one
            for context, one in self.old.items()
            if one.text and current.get(context) != one.source
        }

    def entries(self) -> list[CatalogueEntry]:
        # Texts that are as they were claim their translations before changed ones look for one.
        kept = {message.context: self._same(message) for message in self.messages}
        made = [kept[one.context] or self._changed(one) for one in self.messages]
        used = {one.source for one in made if one.text}
        left = [
            replace(one, is_obsolete=True, is_fuzzy=False, previous="", note="")
            for one in (*self.free.values(), *self.gone)
            if one.source not in used
        ]
        once = {(one.context, one.source): one for one in reversed(left)}
        return [*made, *sorted(once.values(), key=lambda one: (one.context, one.source))]

    def _same(self, message: Message) -> CatalogueEntry | None:
        """Return the entry of a text that has not changed, wherever it was; None for others."""
        entry = self.old.get(message.context)
        if entry is not None and entry.source == message.text and entry.text:
            return replace(entry, note=message.note)
        found = self.by_source.get(message.text)
        if not found:
            return None
        donor = min(found, key=lambda one: (one.is_fuzzy, one.is_obsolete, one.context))
        self.free.pop(donor.context, None)
        return replace(donor, context=message.context, note=message.note, is_obsolete=False)

    def _changed(self, message: Message) -> CatalogueEntry:
        """Return the entry of a new or changed text."""
        entry = self.free.pop(message.context, None) or self._alike(message)
        if entry is None:
            return CatalogueEntry(message.context, message.text, note=message.note)
        previous = entry.previous or entry.source
        return CatalogueEntry(
            message.context,
            message.text,
            entry.text,
            is_fuzzy=True,
            previous=previous if previous != message.text else "",
            note=message.note,
            remark=entry.remark,
        )

    def _alike(self, message: Message) -> CatalogueEntry | None:
        """Return a free entry of the same list whose text is much like this one."""
        parent = message.context.rpartition("/")[0]
        best, found = ALIKE, None
        for context, one in self.free.items():
            if context.rpartition("/")[0] == parent:
                ratio = SequenceMatcher(None, one.source, message.text).ratio()
                if ratio > best:
                    best, found = ratio, one
        if found:
            del self.free[found.context]
        return found


Value = TypeVar("Value", bound=FieldGroup)


def of_site(site: SiteFile, messages: tuple[Message, ...], catalogue: Catalogue | None) -> SiteFile:
    """Return the site's own texts in the language of a catalogue."""
    return _with(site, (), _texts(messages, catalogue, site.language))


def of_plan(published: Plan, messages: tuple[Message, ...], catalogue: Catalogue | None) -> Plan:
    """Return a plan in the language of a catalogue.

    A text without a current translation stays in its own language, and is marked so; only a
    plan whose translation is a draft is let so far.
    """
    texts = _texts(messages, catalogue, published.file.language)
    chapters = tuple(
        _chapter(chapter, ("chapters", number), texts)
        for number, chapter in enumerate(published.chapters)
    )
    plan = _with(published.file, (), texts)
    easy = _with(published.easy, (EASY,), texts) if published.easy else None
    return published.model_copy(update={"file": plan, "chapters": chapters, "easy": easy})


def _texts(
    messages: tuple[Message, ...], catalogue: Catalogue | None, language: str
) -> dict[Key, str]:
    """Return what stands for each text, by its key."""
    found = {}
    for message in messages:
        entry = entry_of(catalogue, message)
        if entry and state(message, entry, True) == "reviewed":
            # What is shown as it is written is so in every language.
            found[message.key] = type(message.text)(entry.text)
        else:
            found[message.key] = prose.foreign(message.text, language)
    return found


def _with(entry: Value, key: Key, texts: Mapping[Key, str]) -> Value:
    """Return a group of fields with other texts in it."""
    changed = {}
    for name, field in type(entry).model_fields.items():
        value = getattr(entry, name)
        made = _value(value, (*key, field.alias or name), texts)
        if made is not value:
            changed[name] = made
    return entry.model_copy(update=changed) if changed else entry


def _value(value: Any, key: Key, texts: Mapping[Key, str]) -> Any:
    if isinstance(value, str):
        return texts.get(key, value)
    if isinstance(value, FieldGroup):
        return _with(value, key, texts)
    if isinstance(value, tuple):
        made = tuple(_value(one, (*key, place), texts) for place, one in enumerate(value))
        return made if any(a is not b for a, b in zip(made, value, strict=True)) else value
    if isinstance(value, dict):
        return {name: _value(one, (*key, name), texts) for name, one in value.items()}
    return value


def _chapter(chapter: Chapter, key: Key, texts: Mapping[Key, str]) -> Chapter:
    parts = GAP.split(chapter.markdown)
    made = [texts.get((*key, "markdown", count), part) for count, part in enumerate(parts)]
    title = texts.get((*key, "title"), chapter.title)
    return chapter.model_copy(update={"title": title, "markdown": "".join(made)})
