"""How much is drawn for a drawing (SVG): a small file can ask for millions of shapes.

One shape is drawn again for each that uses it, a marker at each point of a line, and a pattern for
each shape that is filled with it, also where a group or a style sheet says so for many at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import accumulate, islice
from typing import Any

from lxml import etree

LINK = "{http://www.w3.org/1999/xlink}href"
INSIDE = re.compile(r"url\(\s*[\"']?#([^\"')\s]+)")

# A shape takes the engine of PDFs half a thousandth of a second: these are drawn in 5 seconds.
MOST_SHAPES = 10_000

# Of all lines together: a point takes it a tenth of a thousandth.
MOST_POINTS = 50_000

# In characters: longer lines are not even read.
MOST_OF_LINE = 20 * MOST_POINTS

# What draws something itself.
SHAPES = frozenset(
    {"path", "line", "polyline", "polygon", "rect", "circle", "ellipse", "text", "image"}
)

# What is drawn once more for each shape that names it.
PAINTS = frozenset({"pattern", "mask", "clipPath"})
DRAWN_AGAIN = PAINTS | {"marker"}

# The commands of a path, and how many numbers there are at the least for each point. The flags of
# an arc may stand together with what follows. Source: SVG 2, 9.3.
COMMAND = re.compile(r"([a-df-zA-DF-Z])([^a-df-zA-DF-Z]*)")
NUMBER = re.compile(r"(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?", re.IGNORECASE)
FOR_A_POINT = {"h": 1, "v": 1, "q": 4, "s": 4, "c": 6, "a": 5}
Element = Any


def is_too_much(root: Element) -> bool:
    """Tell whether a drawing has too many shapes or points, or a shape that is part of itself."""
    elements = list(islice(root.iter("{*}*"), MOST_SHAPES + 1))
    if len(elements) > MOST_SHAPES or _has_too_many_points(elements):
        return True
    try:
        return _Count(root).of(root) > MOST_SHAPES
    except RecursionError:
        return True


def _has_too_many_points(elements: list[Element]) -> bool:
    """Tell whether lines have too many points together; what is too long is not read to its end."""
    return any(number > MOST_POINTS for number in accumulate(map(points, elements)))


def points(element: Element) -> int:
    """Return at how many points of a line a marker may be drawn; too many where it is too long."""
    if len(element.get("points", "")) + len(element.get("d", "")) > MOST_OF_LINE:
        return MOST_POINTS + 1
    listed = len(NUMBER.findall(element.get("points", ""))) // 2
    commands = COMMAND.findall(element.get("d", ""))
    ends = (len(NUMBER.findall(rest)) // FOR_A_POINT.get(one.lower(), 2) for one, rest in commands)
    # A line has two ends; one that is closed has a point with no number.
    return 2 + listed + sum(max(1, number) for number in ends)


class _Count:
    """Counts what is drawn for each element of a drawing, each once."""

    def __init__(self, root: Element) -> None:
        self.by_id = {one.get("id"): one for one in root.iter("{*}*") if one.get("id")}
        self.known: dict[Element, float] = {}
        # Named for any shape, by a style sheet or by what uses another.
        loose = (one for one in root.iter("{*}*") if _name(one) in ("style", "use"))
        self.loose = tuple(dict.fromkeys(found for one in loose for found in self._named(one)))

    def of(self, element: Element) -> float:
        """Return how many shapes are drawn for an element, those that it uses among them."""
        if element not in self.known:
            # Met again before it is counted: it is part of itself.
            self.known[element] = float("inf")
            inside = sum(map(self.of, element.iterchildren("{*}*")))
            own = self._named(element)
            used = sum(self.of(one) for one in own if _name(one) != "marker")
            if _name(element) in SHAPES:
                used += self._from_above(element, own)
            self.known[element] = 1 + inside + used
        return self.known[element]

    def _from_above(self, element: Element, own: list[Element]) -> float:
        """Return how many are drawn for a shape at its points, and because of what it is in."""
        above = list(element.iterancestors())
        shared = [found for one in above for found in self._named(one)]
        # Two patterns that a style sheet names are no parts of each other.
        if not any(_name(one) in DRAWN_AGAIN for one in above):
            shared += self.loose
        paints = (self.of(one) for one in shared if _name(one) in PAINTS and one not in above)
        markers = (
            self.of(one) for one in own + shared if _name(one) == "marker" and one not in above
        )
        return max(paints, default=0) + points(element) * max(markers, default=0)

    def _named(self, element: Element) -> list[Element]:
        return [self.by_id[one] for one in _ids(element) if one in self.by_id]


def _ids(element: Element) -> Iterator[str]:
    """Yield the ids of what an element is drawn with."""
    attributes: Mapping[str, str] = element.attrib
    for key, value in attributes.items():
        if key in ("href", LINK) and value.strip().startswith("#"):
            yield value.strip()[1:]
        yield from INSIDE.findall(value)
    if _name(element) == "style":
        yield from INSIDE.findall(element.text or "")


def _name(element: Element) -> str:
    return str(etree.QName(element).localname)
