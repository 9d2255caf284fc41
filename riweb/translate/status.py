"""How far the translation of each plan is, and what stops it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from riweb.problems import Problem, quoted
from riweb.translate.catalogue import NAMES, Catalogue, Entry
from riweb.translate.compare import State, entry_of, faults_of, state
from riweb.translate.messages import Message


@dataclass(frozen=True)
class Row:
    """One text and how far its translation is.

    Args:
        entry: None where the catalogue does not have the text.
    """

    message: Message
    entry: Entry | None
    state: State


@dataclass(frozen=True)
class Work:
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
    def rows(self) -> tuple[Row, ...]:
        """Every text, in reading order."""
        found = []
        for message in self.messages:
            entry = entry_of(self.catalogue, message)
            found.append(Row(message, entry, state(message, entry, self.is_checked)))
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

    def _undone(self, row: Row) -> Problem:
        message, name = row.message, NAMES[self.language]
        if row.state == "missing":
            wrong = f"The {name} of this text is missing: {quoted(message.text)}"
        else:
            wrong = f"The {name} of this text is out of date: {quoted(message.text)}"
        fix = (
            f"Run `riweb translate update`, then write the {name} below "
            f"“{message.context}” in {self.file}."
        )
        return Problem(message.file, message.line, message.context, wrong, fix)

    def _faults(self, message: Message, entry: Entry) -> Iterator[Problem]:
        for wrong, fix in faults_of(message, entry, self.language):
            more = f" Its text is {message.file}:{message.line}."
            yield Problem(self.file, entry.line, message.context, wrong, fix + more)
