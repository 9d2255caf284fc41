"""Where each fact of a plan is written: the file and line that an editor looks at."""

from __future__ import annotations

from dataclasses import dataclass

from riweb import prose
from riweb.audit.compared import letters


@dataclass(frozen=True)
class Place:
    """Where words are written.

    Args:
        text: as written, in the language of the file.
    """

    file: str
    line: int
    text: str


@dataclass(frozen=True)
class Sources:
    """Where the facts of a plan in one language are written.

    Args:
        file: the one that a fact is in which is nowhere else, such as a word of the interface.
    """

    file: str
    places: tuple[Place, ...] = ()

    def place(self, fact: str) -> Place:
        """Return the place of a fact: that of the longest words that it shares with a text."""
        sought = letters(fact)
        best, most = Place(self.file, 0, fact), 0
        for one in self.places:
            own = letters(prose.plain(one.text))
            shared = min(len(own), len(sought)) if own in sought or sought in own else 0
            if shared > most:
                best, most = one, shared
        return best
