"""How long sentences and paragraphs are."""

from __future__ import annotations

from collections.abc import Iterator

from riweb.wording import masks
from riweb.wording.rule import Rule
from riweb.wording.sentences import ENDS
from riweb.wording.simple import own_sentences
from riweb.wording.told import Told
from riweb.wording.values import Hit, Known, Passage

# Source: GOV.UK, writing for GOV.UK, short sentences; Cymraeg Clir, rule 4.
MOST_WORDS = 25
# Source: GOV.UK content design guidance, paragraphs of no more than 5 sentences.
MOST_SENTENCES = 5
# Easy Read has a stricter rule of its own.
EASY = "easy-read"


def _sentences(passage: Passage, known: Known) -> Iterator[Hit]:
    if passage.chapter == EASY:
        return
    for _, sentence in own_sentences(passage):
        if len(sentence.text) > 2 * MOST_WORDS and sentence.words > MOST_WORDS:
            wrong = f"This sentence has {sentence.words} words; {MOST_WORDS} are the most."
            fix = "Make two of it, or a list."
            yield Hit(opening(sentence.text), wrong, fix, sentence.text)


def _with_many_words(told: Told) -> list[Passage]:
    # Each word is a letter at least, and so is what parts it from the next.
    return [
        one
        for one in told.passages
        if len(one.own) > 2 * MOST_WORDS
        and any(masks.count(block.text) > MOST_WORDS for block in one.blocks)
    ]


def _with_many_ends(told: Told) -> list[Passage]:
    return [one for one in told.passages if sum(map(one.own.count, ENDS)) >= MOST_SENTENCES]


def _paragraphs(passage: Passage, known: Known) -> Iterator[Hit]:
    if passage.quoted:
        return
    for block in passage.blocks:
        number = len(block.sentences)
        if block.kind in ("prose", "item") and number > MOST_SENTENCES:
            wrong = f"This paragraph has {number} sentences; {MOST_SENTENCES} are the most."
            fix = "Make two paragraphs of it, or a list."
            yield Hit(opening(block.text), wrong, fix, block.text)


def opening(text: str) -> str:
    """Return the first words of a sentence, by which it is found."""
    return " ".join(text.split()[:6])


RULES = (
    Rule(
        "long-sentence",
        f"A sentence of more than {MOST_WORDS} words.",
        "Readers lose the thread, above all those who read slowly or by ear.",
        "GOV.UK, writing for GOV.UK; Cymraeg Clir, Bangor University.",
        _sentences,
        ("en", "cy"),
        among=_with_many_words,
    ),
    Rule(
        "long-paragraph",
        f"A paragraph of more than {MOST_SENTENCES} sentences.",
        "A wall of text is skipped, and on a telephone it fills the screen.",
        "GOV.UK content design guidance.",
        _paragraphs,
        ("en", "cy"),
        among=_with_many_ends,
    ),
)
