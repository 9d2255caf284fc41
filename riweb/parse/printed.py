"""The words for print in a plan: each is a shorter form of a full text beside it."""

from __future__ import annotations

from collections.abc import Iterator

from riweb.parse.texts import walk
from riweb.plan import choosing
from riweb.plan.actions import Action
from riweb.plan.fields import Entry
from riweb.plan.plans import Plan
from riweb.problems import Problem
from riweb.source import Raw


def check(raw: Raw, plan: Plan) -> Iterator[Problem]:
    """Yield the words for print that shorten nothing: what is only in print is hidden from many."""
    for key, entry in walk(plan):
        printed: Entry | None = vars(entry).get("print")
        for name in type(printed).model_fields if printed else ():
            words, place = getattr(printed, name), (*key, "print", name)
            full = getattr(entry, name)
            if name == "we_did" and isinstance(entry, Action):
                full = choosing.we_did(entry)
            if words and not full:
                yield raw.problem(
                    place,
                    f"These words for print have no full text: there is no `{name}` beside them.",
                    f"Write `{name}:` above `print:` as well, for everybody.",
                )
            elif words and len(words) >= len(full):
                yield raw.advice(
                    place,
                    "These words for print are not shorter than the full text.",
                    "Shorten them, or leave them out.",
                )
