"""Aims, priorities, standards and tests of success, in groups."""

from __future__ import annotations

from dataclasses import dataclass

from riweb.pages.scene import PlanScene
from riweb.plan.parts import Statement


@dataclass(frozen=True)
class Group:
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


def groups(scene: PlanScene) -> tuple[Group, ...]:
    """Return the groups that the plan has, in reading order."""
    say, plan = scene.scene.say, scene.plan.plan
    found = (
        Group("aims", "aims", say("Aims"), plan.aims),
        Group("priorities", "priorities", say("What residents put first"), plan.priorities),
        Group("standards", "standards", say("Standards"), plan.standards),
        Group("success_tests", "success-tests", say("How we will know"), plan.success_tests),
    )
    return tuple(group for group in found if group.statements)
