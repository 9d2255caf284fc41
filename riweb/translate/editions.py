"""A plan, or the site itself, in another language: the same facts, other words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from riweb import prose
from riweb.plan.fields import Entry
from riweb.plan.plans import Chapter, Published
from riweb.plan.site import SiteFile
from riweb.source import Key
from riweb.translate.catalogue import Catalogue
from riweb.translate.compare import entry_of, state
from riweb.translate.messages import EASY, GAP, Message

Value = TypeVar("Value", bound=Entry)


def of_site(site: SiteFile, messages: tuple[Message, ...], catalogue: Catalogue | None) -> SiteFile:
    """Return the site's own texts in the language of a catalogue."""
    return _with(site, (), _texts(messages, catalogue, site.language))


def of_plan(
    published: Published, messages: tuple[Message, ...], catalogue: Catalogue | None
) -> Published:
    """Return a plan in the language of a catalogue.

    A text without a current translation stays in its own language, and is marked so; only a
    plan whose translation is a draft is let so far.
    """
    texts = _texts(messages, catalogue, published.plan.language)
    chapters = tuple(
        _chapter(chapter, ("chapters", number), texts)
        for number, chapter in enumerate(published.chapters)
    )
    plan = _with(published.plan, (), texts)
    easy = _with(published.easy, (EASY,), texts) if published.easy else None
    return published.model_copy(update={"plan": plan, "chapters": chapters, "easy": easy})


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
    if isinstance(value, Entry):
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
