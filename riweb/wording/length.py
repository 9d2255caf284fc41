"""How long sentences and paragraphs are."""

from __future__ import annotations

from collections.abc import Iterator

from riweb.wording.rule import Rule, with_any
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
        if sentence.words > MOST_WORDS:
            wrong = f"This sentence has {sentence.words} words; {MOST_WORDS} are the most."
            fix = "Make two of it, or a list."
            yield Hit(opening(sentence.text), wrong, fix, sentence.text)


def _long_enough(told: Told) -> list[Passage]:
    """Return the texts that have room for so many words, each of a letter at least."""
    return [one for one in told.passages if len(one.own) > 2 * MOST_WORDS]


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
        among=_long_enough,
    ),
    Rule(
        "long-paragraph",
        f"A paragraph of more than {MOST_SENTENCES} sentences.",
        "A wall of text is skipped, and on a telephone it fills the screen.",
        "GOV.UK content design guidance.",
        _paragraphs,
        ("en", "cy"),
        among=with_any(signs=rf"(?:[.!?…]+[^.!?…\n]+){{{MOST_SENTENCES}}}"),
    ),
)
