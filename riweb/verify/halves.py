"""What a finished file says, and what it should say: what the reader of each format gives."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from riweb.format_record import Difference
from riweb.languages import interface
from riweb.verify import expected, facts
from riweb.verify.differences import (
    Alternatives,
    FactItem,
    compare,
    lacking,
    languages,
    letters,
)
from riweb.verify.expected import Manner
from riweb.verify.facts import Document, ReadBlock


@dataclass(frozen=True)
class Half:
    """What files say in one language, against the document in that language.

    Args:
        wanted: the facts of the document, in order.
        found: the letters of the text.
        cover: the letters of what stands before the text.
        facts: those of the cover, each as it is looked for there.
        notes: those that stand apart from the text, wanted and found; in any order.
        spans: what the text says with the language of each stretch; empty where a format has none.
        extras: the letters of what the format may say besides.
    """

    document: Document
    wanted: Sequence[FactItem | Alternatives]
    found: str
    cover: str
    facts: Sequence[FactItem | Alternatives]
    notes: tuple[Sequence[str], Sequence[str]] = ((), ())
    spans: Sequence[tuple[str, str]] = ()
    extras: frozenset[str] = frozenset()

    def differences(self) -> list[Difference]:
        """Return where they say something else than the document."""
        found = [Difference("missing", one.fact) for one in lacking(self.facts, self.cover)]
        found += compare(self.wanted, self.found, self.extras, languages(self.spans))
        wanted, said = (Counter(map(letters, notes)) for notes in self.notes)
        for one in self.notes[0]:
            if said[letters(one)] != wanted[letters(one)]:
                is_less = said[letters(one)] < wanted[letters(one)]
                found.append(Difference("missing" if is_less else "doubled", one))
        return found


def blocks_half(
    document: Document, found: Sequence[ReadBlock], manner: Manner, is_apart: bool = False
) -> Half:
    """Return what blocks say: first those of the cover and the contents, then those of the text."""
    last = [n for n, one in enumerate(found) if one.kind in ("title", "contents")]
    first = last[-1] + 1 if last else 0
    said = [one for one in found[first:] if not _goes_on(one, document.language)]
    text = [one for one in said if one.kind != "note" or not is_apart]
    back = interface(document.language).gettext("Back to the text")
    notes: tuple[list[str], list[str]] = [], []
    if is_apart:
        own = [one for one in facts.facts(document.text) if one.kind == "note"]
        notes = (
            [expected.words(one) for one in own],
            [one.text for one in said if one.kind == "note"],
        )
    return Half(
        document,
        expected.plain(document, manner, is_apart),
        letters("".join(one.text for one in text)),
        letters("".join(one.text for one in found[:first])),
        _cover(document),
        notes,
        [span for one in text for span in one.spans],
        frozenset([letters(back)]),
    )


def _goes_on(block: ReadBlock, language: str) -> bool:
    """Tell whether a block is the heading of a section that a volume goes on with."""
    end = interface(language).gettext("(continued)")
    return block.kind in ("heading", "text") and block.text.endswith(f" {end}")


def _cover(document: Document) -> list[FactItem | Alternatives]:
    found = [expected.words(one) for one in document.cover]
    return [FactItem(one, letters(one)) for one in found]
