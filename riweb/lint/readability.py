"""How hard a text is to read: reading age in English, length of sentences and words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from riweb.content.parse import texts
from riweb.lint import corpus
from riweb.lint.plainness import EASY
from riweb.lint.rule import Passage, TextBlock
from riweb.lint.sentences import WORD
from riweb.plan.plans import Plan
from riweb.text import prose

# A shorter text says too little about how hard it is.
LEAST_WORDS = 100

# Children in England are five years older than the number of their grade in America.
AGE_OF_GRADE = 5

# Source: C. H. Björnsson, Läsbarhet (1968): a long word has more than 6 letters.
LONG_WORD = 7


@dataclass(frozen=True)
class Measure:
    """How hard one chapter, or one plan as a whole, is to read.

    Args:
        part: the title of the chapter; empty for the whole plan.
        average: words in a sentence, on average.
        longest: words in the longest sentence.
        long_words: the share of words of more than 6 letters, in per cent.
        age: the reading age in years; None where it is not measured: in Welsh, or too short.
    """

    plan: str
    title: str
    part: str
    language: str
    words: int
    average: float
    longest: int
    long_words: int
    age: int | None


def measures(published: Plan | None, told: Sequence[Passage]) -> Iterator[Measure]:
    """Yield the measure of a plan in one language, then of each of its chapters.

    Texts that are too short are left out.
    """
    if published is None or not told:
        return
    title = next((one.raw for one in told if one.key == "title"), published.file.title)
    parts: dict[str, list[Passage]] = {"": [one for one in told if one.chapter != EASY]}
    for passage in told:
        if passage.chapter:
            parts.setdefault(passage.chapter, []).append(passage)
    for part, own in parts.items():
        sentences = list(sentences_of(own))
        if sum(len(WORD.findall(one)) for one in sentences) >= LEAST_WORDS:
            name = "Easy Read" if part == EASY else part
            yield _measure((published.id, title, name, own[0].language), sentences)


def of_edition(published: Plan, language: str) -> Measure | None:
    """Return the measure of a plan whose texts are in that language; None if too short.

    Easy Read is left out: it has a measure of its own.
    """
    plan = published.file
    found = [
        block
        for group, name, text, is_line in texts.marked(plan)
        if prose.bare(text) == text
        for block in corpus.read(text, corpus.kind_of((*group, *name), is_line), None)
    ]
    for chapter in published.chapters:
        if prose.bare(chapter.markdown) == chapter.markdown:
            found += corpus.read(chapter.markdown, "prose", None)
    sentences = list(_whole(found))
    if sum(len(WORD.findall(one)) for one in sentences) < LEAST_WORDS:
        return None
    return _measure((published.id, prose.bare(plan.title), "", language), sentences)


def sentences_of(told: Iterable[Passage]) -> Iterator[str]:
    """Yield each whole sentence of prose: no headings, names or items of a few words."""
    for passage in told:
        yield from _whole(passage.blocks)


def _whole(found: Iterable[TextBlock]) -> Iterator[str]:
    for block in found:
        if block.kind in ("prose", "item", "footnote") and block.text[-1:] in (*".!?:”’)",):
            yield from (one.text for one in block.sentences)


def _measure(name: tuple[str, str, str, str], sentences: Sequence[str]) -> Measure:
    counts = [len(WORD.findall(one)) for one in sentences]
    words = [word for one in sentences for word in WORD.findall(one)]
    long_words = sum(len(word) >= LONG_WORD for word in words)
    return Measure(
        *name,
        len(words),
        round(len(words) / len(sentences), 1),
        max(counts),
        round(100 * long_words / len(words)),
        age(sentences) if name[3] == "en" else None,
    )


def age(sentences: Sequence[str]) -> int:
    """Return the reading age of English sentences, in years.

    Source:
        J. P. Kincaid and others, Derivation of New Readability Formulas, Research Branch Report
        8-75 (1975): the Flesch-Kincaid grade; five years are added to make it an age.
    """
    words = [word for one in sentences for word in WORD.findall(one)]
    in_word = sum(map(syllables, words))
    grade = 0.39 * len(words) / len(sentences) + 11.8 * in_word / len(words) - 15.59
    return max(5, round(grade + AGE_OF_GRADE))


_SILENT = re.compile(r"(?:[^laeiouy]es|(?<![tdeaiou])ed|[^aeiouyl]e|[aeiou]le|lle)$")
_VOWELS = re.compile(r"[aeiouyàâéèêëïîôöûü]+")

# Two vowels that are two syllables, and endings that look like more than they are.
_APART = re.compile(
    r"ia(?!n$|l$|ge)|io(?!n)|iu|eo(?!us|p)|(?<!q)ua(?!r)|(?<!q)ue(?=n|t$)|ui(?=n|d)(?<!qui)|[aeiou]ing|creat|scien|"
    r"(?<=[aeioy])est$|ea(?=l$)(?<=re)|oe(?=m|t)|[^aeiou]le(?=d$)|oy(?=ee)|ism$|ted$|ded$|dia|"
    r"(?<=[bcdfghklmnprstvz])ier$|ying|(?<=[r])ia"
)


@lru_cache(maxsize=20_000)
def syllables(word: str) -> int:
    """Return how many syllables an English word has, by its spelling; at least 1."""
    total = 0
    for part in re.findall(r"[^\W\d_]+|\d+", re.sub(r"['’]", "", word)):
        if part.isdigit():
            total += min(len(part), 4)
        elif len(part) > 1 and part.isupper() and len(part) < 5:
            total += sum(3 if letter == "W" else 1 for letter in part)
        else:
            total += _of_letters(part.lower())
    return max(1, total)


def _of_letters(word: str) -> int:
    if word in IRREGULAR:
        return IRREGULAR[word]
    count = len(_VOWELS.findall(word))
    if _SILENT.search(word) and not re.search(r"(?:[sxz]|ch|sh|[cg])es$|[td]ed$", word):
        count -= 1
    count += len(_APART.findall(word)) - len(re.findall(r"ted$|ded$", word))
    return max(1, count)


# Words of plans whose spelling says too much or too little.
IRREGULAR = {
    "caretaker": 3,
    "caretakers": 3,
    "business": 2,
    "businesses": 3,
    "every": 2,
    "everyone": 3,
    "everything": 3,
    "everybody": 4,
    "area": 3,
    "areas": 3,
    "idea": 3,
    "ideas": 3,
    "people": 2,
    "different": 2,
    "several": 2,
    "website": 2,
    "websites": 2,
    "homes": 1,
    "something": 2,
    "sometimes": 2,
    "someone": 2,
    "therefore": 2,
    "wednesday": 2,
    "science": 2,
    "being": 2,
    "society": 4,
    "variety": 4,
    "quiet": 2,
    "diet": 2,
    "client": 2,
    "clients": 2,
    "used": 1,
    "lease": 1,
    "leaseholder": 3,
    "leaseholders": 3,
    "housing": 2,
    "agreement": 3,
    "agreements": 3,
    "improvement": 3,
    "improvements": 3,
    "involvement": 3,
    "management": 3,
    "statement": 2,
    "statements": 2,
    "themselves": 2,
    "themself": 2,
    "safety": 2,
    "lately": 2,
    "completely": 3,
    "timetable": 3,
    "timetables": 3,
    "household": 2,
    "households": 2,
    "neighbourhood": 3,
    "neighbourhoods": 3,
    "reviewed": 2,
    "reviewing": 3,
    "poem": 2,
    "create": 2,
    "creates": 2,
    "created": 3,
    "period": 3,
    "periods": 3,
    "initial": 3,
    "initials": 3,
    "material": 4,
    "materials": 4,
    "usually": 4,
    "actually": 4,
    "annually": 4,
    "annual": 3,
    "manual": 3,
    "individual": 5,
    "individuals": 5,
    "evaluate": 4,
    "situation": 4,
    "situations": 4,
    "graduate": 3,
    "equality": 4,
}
