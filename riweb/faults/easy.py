"""The faults of a sentence in Easy Read, in any language: how long it is, and how many it is.

Source:
    GOV.UK and Department of Health guides to Easy Read; PIF: 15 words a sentence at most, one idea
    in each.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from riweb import prose
from riweb.faults.values import Fault
from riweb.problems import quoted

MOST_WORDS = 15

# The end of a sentence that another follows.
END = re.compile(r"(?<=[.!?])[”’\")]*\s+(?=[“‘\"(]*[^\W_a-z])")
SIGN = re.compile(r"\w")


def sentences(text: str) -> list[str]:
    """Return the sentences of a text, without its marks."""
    return [one for one in END.split(prose.plain(text)) if SIGN.search(one)]


def of_sentence(text: str) -> Iterator[Fault]:
    """Yield what is wrong with a text that is to be one short sentence."""
    found = sentences(text)
    if len(found) > 1:
        second = found[1].rstrip(".")
        yield Fault(
            1,
            "",
            f"There are {len(found)} sentences here: the second is {quoted(second)}.",
            "Make an item of each, with a picture of its own.",
        )
    yield from of_sentences(text)


def of_sentences(text: str) -> Iterator[Fault]:
    """Yield what is wrong with a text that is to be short sentences."""
    for sentence in sentences(text):
        words = list(filter(SIGN.search, sentence.split()))
        if len(words) > MOST_WORDS:
            yield Fault(
                1,
                "",
                f"This sentence has {len(words)} words: {quoted(sentence)}",
                f"Write {MOST_WORDS} words at most. Say one thing in each sentence.",
            )
