"""Words to avoid, longer words than needed, nouns made of verbs, and Latin."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from riweb.problems import quoted
from riweb.wording import lists
from riweb.wording.rule import Among, Rule, with_any
from riweb.wording.sentences import Sentence
from riweb.wording.told import Told
from riweb.wording.values import Block, Hit, Known, Passage

LATIN = re.compile(r"(?<![\w.])(?:e\.g\.?|eg|i\.e\.?|ie|etc\.?|viz\.?|cf\.?|N\.?B\.?)(?![\w.])")
LATIN_BETTER = {
    "eg": "for example, or such as",
    "ie": "that is; or say it in other words",
    "etc": "and so on; or name them all, after “such as”",
    "viz": "namely",
    "cf": "compare",
    "nb": "please note",
}

# What follows a word with a capital where both are parts of a name.
_GOES_ON = re.compile(r"[ -](?:(?:and|of|for|the|in) )?[A-Z·]")


def own_sentences(passage: Passage) -> Iterator[tuple[Block, Sentence]]:
    """Yield each sentence in which the writer’s own words may be better."""
    if passage.quoted:
        return
    for block in passage.blocks:
        if block.kind != "name":
            for sentence in block.sentences:
                yield block, sentence


def is_name(found: re.Match[str]) -> bool:
    """Tell whether words that were found are a name, or part of one, by their capitals."""
    text, start = found.string, found.start()
    if not found[0][0].isupper():
        # A name that goes on with a capital, such as “focus on Disability”, is none of ours.
        return False
    before = text[:start].rstrip(" “‘(\"'")
    if before and before[-1] not in ".:!?…":
        return True
    return bool(_GOES_ON.match(text, found.end()))


def _avoid(passage: Passage, known: Known) -> Iterator[Hit]:
    return of_list("avoid", passage, "is one of the words to avoid")


def _simpler(passage: Passage, known: Known) -> Iterator[Hit]:
    return of_list("simpler", passage, "can be said in plainer words")


def _nouns(passage: Passage, known: Known) -> Iterator[Hit]:
    return of_list("nouns", passage, "makes a noun of a verb")


def of_list(name: str, passage: Passage, what: str) -> Iterator[Hit]:
    """Yield each phrase of one of our lists; `what` says what is wrong with it."""
    listed = lists.phrases(name)
    for _, sentence in own_sentences(passage):
        for found, better in listed.find(sentence.own):
            if is_name(found):
                continue
            words = sentence.text[found.start() : found.end()]
            yield Hit(words, f"{quoted(words)} {what}.", f"Better: {better}.", sentence.text)


def with_one_of(name: str) -> Among:
    """Return what chooses the texts with any phrase of one of our lists."""
    return partial(_among, name)


def _among(name: str, told: Told) -> list[Passage]:
    return told.at(lists.phrases(name).places(told))


def _latin(passage: Passage, known: Known) -> Iterator[Hit]:
    for _, sentence in own_sentences(passage):
        for found in LATIN.finditer(sentence.own):
            key = found[0].lower().replace(".", "")
            wrong = f"{quoted(found[0])} is Latin, which many readers read wrongly."
            yield Hit(found[0], wrong, f"Better: {LATIN_BETTER[key]}.", sentence.text)


RULES = (
    Rule(
        "word-to-avoid",
        "A word that GOV.UK asks writers to avoid.",
        "It sounds official and says little; readers take it in more than one way.",
        "GOV.UK style guide, A to Z, words to avoid.",
        _avoid,
        among=with_one_of("avoid"),
    ),
    Rule(
        "simpler-word",
        "A long or official word that has an everyday one.",
        "Everyday words are read faster, and by more people.",
        "Plain English Campaign; GOV.UK, writing for GOV.UK.",
        _simpler,
        among=with_one_of("simpler"),
    ),
    Rule(
        "noun-of-verb",
        "A noun made of a verb, such as “make a decision” for “decide”.",
        "The verb alone is shorter and says who does what.",
        "Plain English Campaign, How to write in plain English, nominalisations.",
        _nouns,
        among=with_one_of("nouns"),
    ),
    Rule(
        "latin",
        "Latin, such as e.g., i.e. or etc.",
        "Some readers do not know it, and some screen readers say it wrongly.",
        "GOV.UK style guide, A to Z, eg, etc and ie.",
        _latin,
        among=with_any({"eg", "e", "ie", "i", "etc", "viz", "cf", "nb", "n"}),
    ),
)
