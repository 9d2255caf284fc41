"""The passive voice: what is done, where nobody is said to do it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from riweb.problems import quoted
from riweb.wording import lists
from riweb.wording.rule import Rule, with_any
from riweb.wording.simple import own_sentences
from riweb.wording.values import Hit, Known, Passage

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
    irregular = "|".join(sorted(lists.words("participles"), key=len, reverse=True))
    done = rf"(?:[a-z]+(?:-[a-z]+)?ed|{irregular})"
    with_doer = re.compile(
        rf"\b{_BE} {_ADVERB}(?P<done>{done}) {_WITH}by (?=[\w·“‘])",
        re.I,
    )
    promised = re.compile(rf"\b{_MUST} {_ADVERB}be {_ADVERB}(?P<done>{done})\b", re.I)
    return with_doer, promised


def _passive(passage: Passage, known: Known) -> Iterator[Hit]:
    if passage.in_notes:
        # They tell what a source says, and that often does not say who.
        return
    with_doer, promised = _patterns()
    states = lists.words("states")
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


RULES = (
    Rule(
        "passive",
        "The passive voice, such as “will be done” or “is done by us”.",
        "In a plan, readers need to know who does a thing. The active voice is shorter too.",
        "Plain English Campaign, How to write in plain English, active verbs.",
        _passive,
        among=with_any({"be", "by"}),
    ),
)
