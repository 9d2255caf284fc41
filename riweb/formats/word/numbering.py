"""The lists of a Word document: bullets, and numbers that begin anew in each list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from riweb.formats.word.markup import spaces
from riweb.formats.word.styles import STEP

LEVELS = 9
# Signs that every typeface has, since Word's own bullets need a font of symbols.
SIGNS = ("•", "–")

Kind = Literal["bullet", "number"]


@dataclass
class List:
    """One list with all lists inside it, which for Word are its deeper levels.

    Args:
        level: that of its items, 0 for the outermost.
        first: the number that it begins with.
        kinds: what stands before the items of each level.
    """

    level: int
    first: int
    kinds: dict[int, Kind] = field(default_factory=dict)

    def xml(self, number: int, size_pt: int) -> str:
        """Return its element, by which paragraphs name it."""
        levels = "".join(
            f'<w:lvlOverride w:ilvl="{level}">'
            f'<w:startOverride w:val="{self.first if level == self.level else 1}"/>'
            f"{_level(level, kind, size_pt)}</w:lvlOverride>"
            for level, kind in sorted(self.kinds.items())
        )
        return f'<w:num w:numId="{number}"><w:abstractNumId w:val="1"/>{levels}</w:num>'


class Lists:
    """The lists of a document, as their items come."""

    def __init__(self) -> None:
        self.made: list[List] = []
        # For each level the list that is under way there: its series and its number.
        self._open: dict[int, tuple[int, int]] = {}

    def number(self, series: int, kind: Kind, level: int, first: int) -> int:
        """Return the number of the list that an item belongs to.

        Args:
            series: the same for all items of one list, without those of the lists inside it.
            first: the number of the item.
        """
        for deeper in [one for one in self._open if one > level]:
            del self._open[deeper]
        last = self._open.get(level)
        if last and last[0] == series:
            return last[1]
        around = self._open.get(level - 1)
        # A list inside another is a level of it, or a screen reader would hear the outer one end.
        # Not a second one inside the same item: its numbers would go on with those of the first.
        if around and not last and first <= 1:
            number = around[1]
            if self.made[number - 1].kinds.setdefault(level, kind) != kind:
                number = self._new(kind, level, first)
        else:
            number = self._new(kind, level, first)
        self._open[level] = (series, number)
        return number

    def _new(self, kind: Kind, level: int, first: int) -> int:
        self.made.append(List(level, max(first, 1), {level: kind}))
        return len(self.made)


def indent(level: int, size_pt: int) -> int:
    """Return how far the words of a list stand from the margin, in twentieths of a point.

    Args:
        level: 0 for the outermost list; -1 for the margin itself.
        size_pt: of the text; the larger, the more room its number needs.
    """
    return STEP * size_pt // 12 * (level + 1)


def part(lists: Sequence[List], size_pt: int) -> str:
    """Return the part of the package that holds all lists."""
    usual = "".join(_level(level, "bullet", size_pt) for level in range(LEVELS))
    made = "".join(one.xml(number, size_pt) for number, one in enumerate(lists, 1))
    return (
        f'<w:numbering {spaces()}><w:abstractNum w:abstractNumId="1">'
        f'<w:multiLevelType w:val="multilevel"/>{usual}</w:abstractNum>{made}</w:numbering>'
    )


def _level(level: int, kind: Kind, size_pt: int) -> str:
    left, hanging = indent(level, size_pt), indent(0, size_pt)
    form = "bullet" if kind == "bullet" else "decimal"
    sign = SIGNS[level % 2] if kind == "bullet" else f"%{level + 1}."
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{sign}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{left}" w:hanging="{hanging}"/></w:pPr></w:lvl>'
    )
