"""The sentences of a text, and where each ends."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from riweb.wording import masks

# A full stop after these ends no sentence.
_SHORT = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|eg|ie|cf|vs|Mr|Mrs|Ms|Dr|St|No|no|Nos|nos|tel|Tel|p|pp|para|Cllr|Ltd|e\.e|"
    r"h\.y|e\.a|ayyb|Rev|Prof|approx)|(?<![^\W\d_])[A-Z])\.$"
)
# So far before a full stop the longest of them begins, and one letter more.
_FAR = len("-approx")
# A sentence ends with one of these.
ENDS = ".!?…"
_END = re.compile(rf"(?<![{ENDS}])[{ENDS}]+[”’\"')\]]*\s+(?=[“‘\"'(\[]*[\dA-ZÀ-ÖØ-ÞŴŶ·])")


@dataclass(frozen=True)
class Sentence:
    """One sentence.

    Args:
        text: as a reader reads it, without marks of Markdown.
        own: the same, with a dot for each letter of what others have said or named.
    """

    text: str
    own: str

    @cached_property
    def words(self) -> int:
        """How many words it has, quoted ones too."""
        return masks.count(self.text)


def split(text: str, own: str) -> Iterator[Sentence]:
    """Yield the sentences of a text of one block.

    Args:
        own: the text with a dot for each letter of what others have said or named.
    """
    start = 0
    for end in _END.finditer(text):
        stop = end.start()
        if text[stop] == "." and _SHORT.search(text[max(start, stop - _FAR) : stop + 1]):
            continue
        yield Sentence(text[start : end.end()].rstrip(), own[start : end.end()].rstrip())
        start = end.end()
    if start < len(text):
        yield Sentence(text[start:], own[start:])
