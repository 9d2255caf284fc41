"""The days of a plan that must agree with one another."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from riweb.parse.texts import walk
from riweb.plan.actions import Due
from riweb.plan.plans import Plan
from riweb.problems import Problem
from riweb.source import Raw


def check(raw: Raw, plan: Plan) -> Iterator[Problem]:
    """Yield every day that cannot be right beside another."""
    if plan.period:
        start, end = plan.period.from_.first, plan.period.to.last
        if start and end and end < start:
            yield raw.problem(
                ("period", "to"),
                "The period ends before it starts.",
                "Put the earlier date in `from`.",
            )
    if plan.published and plan.revised and plan.revised < plan.published:
        yield raw.problem(
            ("revised",),
            "The plan was revised before it was published.",
            "Check `published` and `revised`.",
        )
    newest = max(filter(None, (plan.published, plan.revised)), default=date.min)
    if plan.next_update and plan.next_update < newest:
        yield raw.problem(
            ("next_update",),
            "The next update is before the last one.",
            "Give the day by which the plan will be updated again.",
        )
    if plan.as_of is None and "as_of" not in raw.value and _has_dates(plan):
        yield raw.problem(
            (),
            "The plan has dates, and no day to judge them by.",
            "Add `as_of:` with a day, or `as_of: today`.",
        )


def _has_dates(plan: Plan) -> bool:
    return any(isinstance(entry, Due) for _, entry in walk(plan.sections))
