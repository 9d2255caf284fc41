"""Plain English: words to avoid, the passive voice, and how long sentences are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, partial

from riweb import resources
from riweb.lint import sentences, word_lists
from riweb.lint.rule import (
    EVERY_LANGUAGE,
    Among,
    Hit,
    KnownWords,
    Passage,
    Rule,
    TextBlock,
    Told,
    with_any,
)
from riweb.lint.sentences import ENDS, Sentence
from riweb.problems import quoted

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


def own_sentences(passage: Passage) -> Iterator[tuple[TextBlock, Sentence]]:
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


def _avoid(passage: Passage, known: KnownWords) -> Iterator[Hit]:
    return of_list("avoid", passage, "is one of the words to avoid")


def _simpler(passage: Passage, known: KnownWords) -> Iterator[Hit]:
    return of_list("simpler", passage, "can be said in plainer words")


def _nouns(passage: Passage, known: KnownWords) -> Iterator[Hit]:
    return of_list("nouns", passage, "makes a noun of a verb")


def of_list(name: str, passage: Passage, what: str) -> Iterator[Hit]:
    """Yield each phrase of one of our lists; `what` says what is wrong with it."""
    listed = word_lists.phrases(name)
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
    return told.at(word_lists.phrases(name).places(told))


def _latin(passage: Passage, known: KnownWords) -> Iterator[Hit]:
    for _, sentence in own_sentences(passage):
        for found in LATIN.finditer(sentence.own):
            key = found[0].lower().replace(".", "")
            wrong = f"{quoted(found[0])} is Latin, which many readers read wrongly."
            yield Hit(found[0], wrong, f"Better: {LATIN_BETTER[key]}.", sentence.text)


WORD_RULES = (
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
_BE = r"(?:am|is|are|was|were|be|been|being)"
_ADVERB = (
    r"(?:(?:not|also|then|always|often|usually|only|now|all|both|fully|regularly|\w+ly) ){0,2}"
)
_WITH = r"(?:(?:out|up|in|on|over|together|\w+ly) )?"

# Before these, a promise without anybody who keeps it.
_MUST = r"(?:will|shall|must|should|would|(?:is|are|was|were) to)"

# After these, “by” names a means and not somebody who does it.
MEANS = {
    "measured",
    "followed",
    "judged",
    "surrounded",
    "split",
    "sorted",
    "grouped",
    "arranged",
    "listed",
    "ordered",
    "increased",
    "reduced",
    "replaced",
    "raised",
    "cut",
    "improved",
    "accompanied",
    "caused",
}

# After “by” these make no doer: a time, a place, a way of doing.
_NO_DOER = re.compile(
    r" by (?:(?:the )?(?:end|start|middle|beginning|close|summer|spring|autumn|winter|date|time|"
    r"post|"
    r"phone|telephone|e-?mail|letter|text|hand|car|bus|law|name|number|age|area|mail|fax|way|means|"
    r"default|using|doing|\w+ing|\d\S*|[£%]\S*|half|about|around|at least|as much|up to|then|now|"
    r"January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Monday|Friday|"
    r"next|this|that time|mid|early|late|agreement|each other|year|month|week|quarter)"
    r")\b",
    re.IGNORECASE,
)


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what finds a passive with its doer, and one that hides the doer of a promise."""
    irregular = "|".join(sorted(resources.words("participles"), key=len, reverse=True))
    done = rf"(?:[a-z]+(?:-[a-z]+)?ed|{irregular})"
    with_doer = re.compile(
        rf"\b{_BE} {_ADVERB}(?P<done>{done}) {_WITH}by (?=[\w·“‘])",
        re.I,
    )
    promised = re.compile(rf"\b{_MUST} {_ADVERB}be {_ADVERB}(?P<done>{done})\b", re.I)
    return with_doer, promised


def _passive(passage: Passage, known: KnownWords) -> Iterator[Hit]:
    if passage.in_notes:
        # They tell what a source says, and that often does not say who.
        return
    with_doer, promised = _patterns()
    states = resources.words("states")
    for block, sentence in own_sentences(passage):
        if block.kind in ("cell",):
            continue
        seen: set[int] = set()
        for found in with_doer.finditer(sentence.own):
            end = found.end() - 4
            if _NO_DOER.match(sentence.own, end) or found["done"].lower() in MEANS:
                continue
            seen.add(found.start("done"))
            words = sentence.text[found.start() : found.end()].strip()
            wrong = f"{quoted(words)} is passive: it names the doer last."
            fix = "Begin with who does it: “The Board checks …”, not “is checked by the Board”."
            yield Hit(words, wrong, fix, sentence.text)
        for found in promised.finditer(sentence.own):
            if found["done"].lower() in states or found.start("done") in seen:
                continue
            words = sentence.text[found.start() : found.end()]
            wrong = f"{quoted(words)} is passive: it does not say who does it."
            yield Hit(words, wrong, "Say who: “we will …”, “you must …”.", sentence.text)


VOICE_RULES = (
    Rule(
        "passive",
        "The passive voice, such as “will be done” or “is done by us”.",
        "In a plan, readers need to know who does a thing. The active voice is shorter too.",
        "Plain English Campaign, How to write in plain English, active verbs.",
        _passive,
        among=with_any({"be", "by"}),
    ),
)

# Source: GOV.UK, writing for GOV.UK, short sentences; Cymraeg Clir, rule 4.
MOST_WORDS = 25

# Source: GOV.UK content design guidance, paragraphs of no more than 5 sentences.
MOST_SENTENCES = 5

# Easy Read has a stricter rule of its own.
EASY = "easy-read"


def _sentences(passage: Passage, known: KnownWords) -> Iterator[Hit]:
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
        and any(sentences.count(block.text) > MOST_WORDS for block in one.blocks)
    ]


def _with_many_ends(told: Told) -> list[Passage]:
    return [one for one in told.passages if sum(map(one.own.count, ENDS)) >= MOST_SENTENCES]


def _paragraphs(passage: Passage, known: KnownWords) -> Iterator[Hit]:
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


LENGTH_RULES = (
    Rule(
        "long-sentence",
        f"A sentence of more than {MOST_WORDS} words.",
        "Readers lose the thread, above all those who read slowly or by ear.",
        "GOV.UK, writing for GOV.UK; Cymraeg Clir, Bangor University.",
        _sentences,
        EVERY_LANGUAGE,
        among=_with_many_words,
    ),
    Rule(
        "long-paragraph",
        f"A paragraph of more than {MOST_SENTENCES} sentences.",
        "A wall of text is skipped, and on a telephone it fills the screen.",
        "GOV.UK content design guidance.",
        _paragraphs,
        EVERY_LANGUAGE,
        among=_with_many_ends,
    ),
)
