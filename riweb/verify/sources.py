"""Where each fact of a plan is written: the file and line that an editor looks at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from riweb.content.parse.texts import walk
from riweb.content.source import Key, Raw
from riweb.languages.messages import GAP, Message
from riweb.plan.plans import Plan
from riweb.text import prose
from riweb.verify.differences import letters

Place = tuple[str, int]
Lines = Mapping[Key, Place]


@dataclass(frozen=True)
class Sources:
    """Where the facts of a plan are written, for one of its languages.

    Args:
        file: the plan's own, for what is written nowhere, such as a word of the interface.
        lines: the file and line of each key; of a chapter, `("chapters", its number, …)`.
        published: the plan in the language.
    """

    file: str
    lines: Lines
    published: Plan

    def at(self, key: Key) -> Place:
        """Return the place of a value, or of the nearest thing around it that has one."""
        while key and key not in self.lines:
            key = key[:-1]
        return self.lines.get(key, (self.file, 0))

    def place(self, fact: str) -> Place:
        """Return the place of a fact by its words: the text that shares most of them."""
        sought = letters(fact)
        best, most = (self.file, 0), 0
        for key, text in self._texts():
            own = letters(prose.plain(text))
            if (len(own) > most and own in sought) or (len(sought) > most and sought in own):
                best, most = self.at(key), min(len(own), len(sought))
        return best

    def _texts(self) -> Iterator[tuple[Key, str]]:
        for key, entry in walk(self.published.file):
            for name, field in type(entry).model_fields.items():
                value, shown = getattr(entry, name), (*key, field.alias or name)
                if isinstance(value, str):
                    yield shown, value
                elif isinstance(value, tuple):
                    yield from (
                        ((*shown, n), one) for n, one in enumerate(value) if isinstance(one, str)
                    )
        for number, chapter in enumerate(self.published.chapters):
            yield ("chapters", number, "title"), chapter.title
            for count, part in enumerate(GAP.split(chapter.markdown)):
                yield ("chapters", number, "markdown", count), part


def lines(plan: Raw, texts: Iterable[Message]) -> dict[Key, Place]:
    """Return the file and line of each key of a plan and its chapters.

    Args:
        texts: every message of the plan.
    """
    found = {key: (plan.file, line) for key, line in plan.lines.items()}
    of_chapters = (one for one in texts if one.key[0] == "chapters")
    return found | {one.key: (one.file, one.line) for one in of_chapters}
