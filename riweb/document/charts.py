"""Figures as a table with a bar beside each: the number is always there in words too."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from riweb.plan import labels
from riweb.plan.parts import Indicator
from riweb.render.plan_context import PlanContext

# Bars are drawn this wide, in the units of components/chart.html.
BAR_WIDTH = 200


@dataclass(frozen=True)
class ChartRow:
    """One row of a chart.

    Args:
        value: the figure as shown.
        width: how far its bar goes, 0 to BAR_WIDTH; None where the value is no number.
        start: where a range begins on its bar; 0 where the value is one number.
    """

    label: str
    value: str
    width: int | None
    start: int = 0


@dataclass(frozen=True)
class Chart:
    """A table of figures with a bar beside each.

    Args:
        head: the heading over the labels.
        unit: the heading over the figures.
    """

    title: str
    head: str
    unit: str
    rows: tuple[ChartRow, ...]

    @property
    def has_long_figures(self) -> bool:
        """True where a figure is longer than a plain number, such as `79 to 80%`."""
        return any(row.width is not None and len(row.value) > 5 for row in self.rows)


def glance(context: PlanContext) -> list[Chart]:
    """Return the charts of a plan's overview: its answers and states, or when things are due."""
    found = [*_counted(context)]
    return found or [chart for chart in (_ticks(context), _years(context)) if chart]


def _counted(context: PlanContext) -> list[Chart]:
    say, plan = context.say, context.view
    tables = (
        (
            say("The answers"),
            say("Answer"),
            plan.counts(lambda view: view.decision),
            labels.DECISION,
        ),
        (say("How far it is"), say("State"), plan.counts(lambda view: view.status), labels.STATUS),
    )
    made = []
    for title, head, counts, names in tables:
        rows = [(say(names[value]), number) for value, number in counts]
        # Without them, 5 that are done of 59 would look like all there is.
        silent = len(plan.actions) - sum(number for _, number in counts)
        if counts and silent:
            rows.append((say("Not given"), silent))
        if rows:
            made.append(_chart(title, head, _rows_word(context), rows))
    return made


def _ticks(context: PlanContext) -> Chart | None:
    """Return how many actions are under way in each box of a grid of time."""
    boxes = context.file.periods
    rows = [
        (
            ", ".join(filter(None, (box.group, box.label))),
            sum(box.id in view.ticks for view in context.view.actions),
        )
        for box in boxes
    ]
    say = context.say
    if not any(number for _, number in rows):
        return None
    return _chart(say("What is planned when"), say("Period"), _rows_word(context), rows)


def _years(context: PlanContext) -> Chart | None:
    """Return how many dates fall into each year, where there are several years."""
    counts: dict[str, int] = {}
    for deadline in context.view.deadlines:
        if deadline.when.last:
            year = str(deadline.when.last.year)
            counts[year] = counts.get(year, 0) + 1
    say = context.say
    if len(counts) < 2:
        return None
    return _chart(say("When things are due"), say("Year"), say("Dates"), list(counts.items()))


def _rows_word(context: PlanContext) -> str:
    return context.row_words()[1].capitalize()


def _chart(title: str, head: str, unit: str, counts: Sequence[tuple[str, int]]) -> Chart:
    most = max(number for _, number in counts)
    rows = (ChartRow(label, str(n), round(BAR_WIDTH * n / max(most, 1))) for label, n in counts)
    return Chart(title, head, unit, tuple(rows))


def indicator(context: PlanContext, one: Indicator) -> Chart:
    """Return the chart of a figure that is followed; a range is drawn from its least to its most.

    Percentages are drawn out of 100, other figures out of the largest.
    """
    spans = [span(reading.value) for reading in one.series]
    is_percent = one.unit == "%" or all(
        "%" in reading.value for reading in one.series if span(reading.value)
    )
    full = 100.0 if is_percent else max((s[1] for s in spans if s), default=0.0)
    rows = []
    for reading, found in zip(one.series, spans, strict=True):
        value = f"{reading.value}{one.unit}" if one.unit == "%" else reading.value
        if found is None or full <= 0:
            rows.append(ChartRow(reading.label, reading.value, None))
            continue
        start, end = (min(BAR_WIDTH, round(BAR_WIDTH * part / full)) for part in found)
        rows.append(ChartRow(reading.label, value, end, start if found[0] < found[1] else 0))
    say = context.say
    unit = one.unit if one.unit not in ("", "%") else say("Figure")
    return Chart(one.name, say("What"), unit, tuple(rows))


def span(value: str) -> tuple[float, float] | None:
    """Return the least and the most that a figure says, or None where it is no number.

    It reads `79`, `79.5%`, `£1,200`, `79 to 80` and `79–80`.
    """
    number = r"£?(\d[\d,]*(?:\.\d+)?)\s*%?"
    found = re.fullmatch(rf"\s*{number}(?:\s*(?:to|i|-|–)\s*{number})?\s*", value)
    if not found:
        return None
    first, last = (float(part.replace(",", "")) if part else None for part in found.groups())
    return (first or 0.0, last if last is not None else first or 0.0)
