"""Bring a catalogue up to date with the content, without losing a translation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from riweb.translate.catalogue import Catalogue, Entry
from riweb.translate.messages import Message

# So alike two texts of one list must be to be one text that was moved and changed.
ALIKE = 0.6


def update(messages: Sequence[Message], old: Catalogue | None) -> list[Entry]:
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
        self.by_source: dict[str, list[Entry]] = defaultdict(list)
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

    def entries(self) -> list[Entry]:
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

    def _same(self, message: Message) -> Entry | None:
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

    def _changed(self, message: Message) -> Entry:
        """Return the entry of a new or changed text."""
        entry = self.free.pop(message.context, None) or self._alike(message)
        if entry is None:
            return Entry(message.context, message.text, note=message.note)
        previous = entry.previous or entry.source
        return Entry(
            message.context,
            message.text,
            entry.text,
            is_fuzzy=True,
            previous=previous if previous != message.text else "",
            note=message.note,
            remark=entry.remark,
        )

    def _alike(self, message: Message) -> Entry | None:
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
