"""Boxes and arrows, laid out from left to right for a picture of a given width."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

# All in the units of the picture, of which 16 are the height of its letters.
FONT = 16
LINE = 20
BOX = 176
PADDING = 10
GAP_ACROSS = 44
GAP_DOWN = 16
HEAD = 9

# The widest letters of our typeface take about this part of the letter's height on average.
LETTER = 0.56


@dataclass(frozen=True)
class DiagramNode:
    """Something to be drawn in a box.

    Args:
        above: the ids of the boxes an arrow goes to from here.
    """

    id: str
    text: str
    above: tuple[str, ...]


@dataclass(frozen=True)
class DrawnBox:
    """A box in its place.

    Args:
        lines: its words, and below the upper edge of the picture each line's foot.
    """

    x: float
    y: float
    width: float
    height: float
    lines: tuple[tuple[str, float], ...]


@dataclass(frozen=True)
class Arrow:
    """A line from one box to another.

    Args:
        path: the line, as SVG writes it.
        head: the corners of its head, as SVG writes them.
    """

    path: str
    head: str


@dataclass(frozen=True)
class Drawing:
    """A finished layout, in reading order."""

    width: float
    height: float
    boxes: tuple[DrawnBox, ...]
    arrows: tuple[Arrow, ...]


def draw(nodes: Sequence[DiagramNode]) -> Drawing:
    """Return the boxes with what they lead to on the left and what leads to them on the right.

    A box that leads to several stands behind the first of them; the other arrows go around.
    """
    known = {node.id: node for node in nodes}
    behind = _behind(nodes, known)
    boxes: dict[str, DrawnBox] = {}
    bottom = 0.0
    for top in (node for node in nodes if node.id not in {n for b in behind.values() for n in b}):
        bottom = _place(top, 0, bottom, behind, known, boxes) + GAP_DOWN
    return Drawing(
        width=max(box.x + box.width for box in boxes.values()) + 2,
        height=bottom - GAP_DOWN + 2,
        boxes=tuple(boxes.values()),
        arrows=tuple(_arrows(nodes, boxes)),
    )


def _behind(nodes: Iterable[DiagramNode], known: Mapping[str, DiagramNode]) -> dict[str, list[str]]:
    """Return for each box those that stand behind it; each stands behind one, none in a circle."""
    parent: dict[str, str] = {}
    for node in nodes:
        for above in node.above:
            if above in known and not _is_under(above, node.id, parent):
                parent[node.id] = above
                break
    found: dict[str, list[str]] = {}
    for child, above in parent.items():
        found.setdefault(above, []).append(child)
    return found


def _is_under(name: str, top: str, parent: Mapping[str, str]) -> bool:
    """Tell whether a box stands somewhere behind another, or is it."""
    while name != top:
        if name not in parent:
            return False
        name = parent[name]
    return True


def _place(
    node: DiagramNode,
    level: int,
    top: float,
    behind: Mapping[str, Sequence[str]],
    known: Mapping[str, DiagramNode],
    boxes: dict[str, DrawnBox],
) -> float:
    """Place a box and all behind it below `top`, and return where they end."""
    # Taken before those behind, so that boxes are in reading order.
    boxes[node.id] = made = _box(node.text, level)
    below = top
    for name in behind.get(node.id, ()):
        below = _place(known[name], level + 1, below, behind, known, boxes) + GAP_DOWN
    last = max(below - GAP_DOWN, top + made.height)
    children = [boxes[name] for name in behind.get(node.id, ())]
    middle = (
        (children[0].y + children[-1].y + children[-1].height) / 2
        if children
        else top + made.height / 2
    )
    y = max(top, middle - made.height / 2)
    lines = tuple((words, y + foot) for words, foot in made.lines)
    boxes[node.id] = DrawnBox(made.x, y, made.width, made.height, lines)
    return max(last, y + made.height)


def _box(text: str, level: int) -> DrawnBox:
    letters = int((BOX - 2 * PADDING) / (FONT * LETTER))
    words = textwrap.wrap(text, letters, break_long_words=False) or [""]
    lines = tuple((line, PADDING + LINE * (place + 0.75)) for place, line in enumerate(words))
    return DrawnBox(1 + level * (BOX + GAP_ACROSS), 0, BOX, 2 * PADDING + LINE * len(words), lines)


def _arrows(nodes: Iterable[DiagramNode], boxes: Mapping[str, DrawnBox]) -> Iterator[Arrow]:
    for node in nodes:
        for above in node.above:
            if above in boxes and above != node.id:
                yield _arrow(boxes[node.id], boxes[above])


def _arrow(start: DrawnBox, end: DrawnBox) -> Arrow:
    """Return the line from a box to the one it leads to."""
    x, y = start.x, start.y + start.height / 2
    to_x, to_y = end.x + end.width, end.y + end.height / 2
    if to_x < x:
        turn = x - GAP_ACROSS / 2
        points = [(x, y), (turn, y), (turn, to_y), (to_x + HEAD, to_y)]
    else:
        # Beside or to the right: around, from edge to edge of the two boxes.
        side = max(start.x + start.width, end.x + end.width) + GAP_ACROSS / 3
        points = [(start.x + start.width, y), (side, y), (side, to_y), (to_x + HEAD, to_y)]
    kept = [points[0]] + [point for before, point in pairwise(points) if point != before]
    head = [(to_x + 1, to_y), (to_x + HEAD + 2, to_y - 6), (to_x + HEAD + 2, to_y + 6)]
    return Arrow(
        "M" + " L".join(f"{x:g} {y:g}" for x, y in kept),
        " ".join(f"{x:g},{y:g}" for x, y in head),
    )
