"""Every page of one plan."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from riweb import words
from riweb.pages import (
    actions,
    downloads,
    glossary,
    involvement,
    measures,
    orders,
    people,
    strategy,
)
from riweb.pages.kinds import Kind
from riweb.pages.scene import Crumb, PlanScene

# In the order of the menu.
MODULES = (actions, orders, strategy, involvement, measures, people, glossary, downloads)

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
    scene = scene.with_menu(menu(scene))
    yield scene.render(
        "plan/overview.html", scene.address(), scene.plan.plan.title, charts=charts(scene)
    )
    for kind in kinds(scene):
        yield from kind.pages(scene)


def kinds(scene: PlanScene) -> list[Kind]:
    """Return the kinds of page that the plan has something for, in order of the menu."""
    return [kind for module in MODULES for kind in module.KINDS if kind.is_there(scene)]


def menu(scene: PlanScene) -> tuple[Crumb, ...]:
    """Return title and path of the plan's pages, the overview first."""
    first = Crumb(scene.scene.say("Overview"), scene.address())
    others = [Crumb(kind.title(scene), scene.address(kind.word)) for kind in kinds(scene)]
    return (first, *others)


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
