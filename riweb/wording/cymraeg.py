"""What can be checked of the rules of Cymraeg Clir."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from riweb.problems import quoted
from riweb.wording import lists
from riweb.wording.rule import Rule
from riweb.wording.simple import own_sentences
from riweb.wording.told import Told
from riweb.wording.values import Hit, Known, Passage

# Impersonal endings: past, present and, of a few common verbs, conditional.
_PAST = re.compile(r"(?<![\w·’'-])[a-zâêîôûŵŷïöë]{3,}wyd(?![\w·-])", re.IGNORECASE)
_PRESENT = re.compile(r"(?<![\w·’'-])[a-zâêîôûŵŷïöë]{2,}ir(?![\w·-])", re.IGNORECASE)

BETTER = {
    "gellir": "gallwch (you can) or gallwn (we can)",
    "ellir": "allwch (you can) or allwn (we can)",
    "dylid": "dylech (you should) or dylem (we should)",
    "ddylid": "ddylech (you should) or ddylem (we should)",
    "gellid": "gallech or gallem",
    "ellid": "allech or allem",
}

# Fewer of these in a row are usual.
MOST_NOUNS = 4
_WORDS = re.compile(r"[^\W\d_·]+(?:[-’'][^\W\d_·]+)*|[^\w\s]|·+")


def _impersonal(passage: Passage, known: Known) -> Iterator[Hit]:
    others = lists.words("cy-not-impersonal")
    sought = lists.words("cy-impersonal")
    for _, sentence in own_sentences(passage):
        found = [*_PAST.finditer(sentence.own), *_PRESENT.finditer(sentence.own)]
        words = {one.start(): one[0] for one in found if one[0].lower() not in others}
        for one in re.finditer(r"[^\W\d_]+", sentence.own):
            if one[0].lower() in sought:
                words[one.start()] = one[0]
        for start, word in sorted(words.items()):
            if word[0].isupper() and start > 0:
                continue
            wrong = f"{quoted(word)} is impersonal: it does not say who does it."
            better = BETTER.get(word.lower(), "a form that says who, such as “byddwn yn …”")
            yield Hit(word, wrong, f"Better: {better}.", sentence.text)


def _with_impersonal(told: Told) -> list[Passage]:
    ends = {word for word in told.words if word.endswith(("wyd", "ir"))}
    found = (ends - lists.words("cy-not-impersonal")) | lists.words("cy-impersonal")
    return told.at(told.with_words(found))


@cache
def _ending() -> re.Pattern[str]:
    """Return what finds a word that is a noun by its ending."""
    ends = "|".join(sorted(lists.words("cy-noun-endings"), key=len, reverse=True))
    return re.compile(rf"[^\W\d_]{{2,}}(?:{ends})", re.IGNORECASE)


def _chains(passage: Passage, known: Known) -> Iterator[Hit]:
    small = lists.words("cy-no-nouns")
    for _, sentence in own_sentences(passage):
        row: list[re.Match[str]] = []
        for word in [*_WORDS.finditer(sentence.own), None]:
            if word and _ending().fullmatch(word[0]) and word[0].lower() not in small:
                row.append(word)
                continue
            if len(row) > MOST_NOUNS and not all(one[0][0].isupper() for one in row[1:]):
                words = sentence.text[row[0].start() : row[-1].end()]
                wrong = f"{quoted(words)} is {len(row)} nouns in a row."
                fix = "Use a verb, or small words such as “ar gyfer”, “o” and “i” between them."
                yield Hit(words, wrong, fix, sentence.text)
            row = []


def _with_nouns(told: Told) -> list[Passage]:
    """Return the texts that have so many nouns, in a row or not."""
    small = lists.words("cy-no-nouns")
    nouns = (word for word in told.words if _ending().fullmatch(word) and word not in small)
    places = Counter(place for noun in nouns for place in told.words[noun])
    return told.at(place for place, number in places.items() if number > MOST_NOUNS)


RULES = (
    Rule(
        "amhersonol",
        "In Welsh: an impersonal verb, such as gellir, cynhelir or cynhaliwyd.",
        "It is stiff, and does not say who does a thing.",
        "Cymraeg Clir, Bangor University: active verbs, no impersonal ones.",
        _impersonal,
        ("cy",),
        among=_with_impersonal,
    ),
    Rule(
        "enwau",
        f"In Welsh: more than {MOST_NOUNS} nouns in a row.",
        "Readers have to work out which noun belongs to which.",
        "Cymraeg Clir, Bangor University: verbs in place of nouns.",
        _chains,
        ("cy",),
        among=_with_nouns,
    ),
)
