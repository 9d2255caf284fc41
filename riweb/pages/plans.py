"""Every page of one plan."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from riweb import words
from riweb.pages import actions
from riweb.pages.scene import PlanScene

# Bars are drawn this wide, in the units of components/chart.html.
BAR_WIDTH = 200


@dataclass(frozen=True)
class Row:
    """One row of a chart: its label, its value as shown, and the width of its bar."""

    label: str
    value: str
    width: int


@dataclass(frozen=True)
class Chart:
    """A table of figures with a bar beside each."""

    title: str
    head: str
    unit: str
    rows: tuple[Row, ...]


def pages(scene: PlanScene) -> Iterator[tuple[str, str]]:
    """Yield the file and HTML of every page of a plan."""
    yield scene.render(
        "plan/overview.html", scene.address(), scene.plan.plan.title, charts=charts(scene)
    )
    yield from actions.pages(scene)


def charts(scene: PlanScene) -> list[Chart]:
    """Return how many actions there are in each decision and in each status."""
    say, plan = scene.scene.say, scene.plan
    tables = [
        (say("Answers"), say("Answer"), plan.counts(lambda view: view.decision), words.DECISION),
        (say("How far it is"), say("State"), plan.counts(lambda view: view.status), words.STATUS),
    ]
    most = max(len(plan.actions), 1)
    return [
        Chart(
            title,
            head,
            say("How many"),
            tuple(
                Row(say(names[value]), str(number), round(BAR_WIDTH * number / most))
                for value, number in counts
            ),
        )
        for title, head, counts, names in tables
        if counts
    ]
