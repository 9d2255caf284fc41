"""Aims, priorities, standards and tests of success, in groups."""

from __future__ import annotations

from dataclasses import dataclass

from riweb.plan.parts import Statement
from riweb.render.plan_context import PlanContext


@dataclass(frozen=True)
class StatementGroup:
    """The statements of one field of the plan.

    Args:
        field: its name in plan.yaml.
        anchor: its place on a page and in the linear document.
    """

    field: str
    anchor: str
    title: str
    statements: tuple[Statement, ...]

    @property
    def is_outside(self) -> bool:
        """True when the words of every statement are in another document."""
        return all(one.outside and not one.text for one in self.statements)


def groups(context: PlanContext) -> tuple[StatementGroup, ...]:
    """Return the groups that the plan has, in reading order."""
    say, plan = context.say, context.file
    found = (
        StatementGroup("aims", "aims", say("Aims"), plan.aims),
        StatementGroup(
            "priorities", "priorities", say("What residents put first"), plan.priorities
        ),
        StatementGroup("standards", "standards", say("Standards"), plan.standards),
        StatementGroup(
            "success_tests", "success-tests", say("How we will know"), plan.success_tests
        ),
    )
    return tuple(group for group in found if group.statements)
