"""The table of rules, and what a site has decided: exceptions with reasons, and strict rules."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from riweb.content.source import Key, Raw
from riweb.lint import (
    abbreviations,
    cymraeg,
    figures,
    gramadeg,
    manner,
    plainness,
    privacy,
    spelling,
)
from riweb.lint.rule import Hit
from riweb.plan.site import Allowed, Wording
from riweb.problems import Problem, listed, nearest, quoted

RULES = (
    *privacy.RULES,
    *plainness.LENGTH_RULES,
    *plainness.WORD_RULES,
    *plainness.VOICE_RULES,
    *manner.RULES,
    *abbreviations.RULES,
    *figures.RULES,
    *cymraeg.RULES,
    *gramadeg.RULES,
    *spelling.RULES,
)
NAMES = tuple(rule.id for rule in RULES)
BY_ID = {rule.id: rule for rule in RULES}


def check(raw: Raw, wording: Wording, plans: Sequence[str]) -> Iterator[Problem]:
    """Yield each rule and plan that does not exist, and each exception that says nothing.

    Args:
        plans: the ids of all plans.
    """
    for number, name in enumerate(wording.strict):
        yield from _rule(raw, ("wording", "strict", number), name)
    for number, one in enumerate(wording.allow):
        key: Key = ("wording", "allow", number)
        if one.rule:
            yield from _rule(raw, (*key, "rule"), one.rule)
        if one.plan and one.plan not in plans:
            guess = nearest(one.plan, plans)
            fix = f"Did you mean {guess}?" if guess else f"Choose {listed(list(plans))}."
            yield raw.problem((*key, "plan"), f"There is no plan {quoted(one.plan)}.", fix)
        if not one.words and not one.rule:
            wrong = "This exception names no words and no rule, so it would allow everything."
            yield raw.problem(key, wrong, "Add `words` or `rule`.")


def _rule(raw: Raw, key: Key, name: str) -> Iterator[Problem]:
    if name not in BY_ID:
        guess = nearest(name, NAMES)
        fix = f"Did you mean {guess}?" if guess else f"Choose {listed(NAMES)}."
        yield raw.problem(key, f"There is no rule {quoted(name)}.", fix)


def allows(one: Allowed, rule: str, plan: str, hit: Hit) -> bool:
    """Tell whether an exception is about what a rule has found."""
    if (one.rule and one.rule != rule) or (one.plan and one.plan != plan):
        return False
    if not one.words:
        return True
    found, near = _alike(hit.words), _alike(hit.near)
    for words in map(_alike, one.words):
        # More of a sentence may be given than we quote.
        if words in found or (found in words and words in near):
            return True
    return False


def _alike(text: str) -> str:
    return " ".join(text.lower().replace("’", "'").split())


def unused(raw: Raw, wording: Wording, used: set[int]) -> Iterator[Problem]:
    """Advise on each exception that nothing in the content needs.

    Args:
        used: the places in the list of those that something does.
    """
    for number, one in enumerate(wording.allow):
        if number not in used:
            said = f" for {quoted(listed(one.words, 'and'))}" if one.words else ""
            wrong = f"Nothing in the content needs this exception{said} any more."
            yield raw.advice(("wording", "allow", number), wrong, "Take it out of the list.")
