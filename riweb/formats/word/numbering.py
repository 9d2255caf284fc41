"""The lists of a Word document: bullets, and numbers that begin anew in each list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from riweb.formats.word.markup import spaces
from riweb.formats.word.styles import STEP

LEVELS = 9
# Signs that every typeface has, since Word's own bullets need a font of symbols.
SIGNS = ("•", "–")
KINDS = {"bullet": 1, "number": 2}


@dataclass(frozen=True)
class List:
    """One list; those of its kind inside it belong to it.

    Args:
        kind: whether its items have bullets or numbers, as `KINDS` names them.
        level: that of its items, 0 for the outermost.
        first: the number that it begins with.
    """

    kind: int
    level: int
    first: int


class Lists:
    """The lists of a document, as their items come."""

    def __init__(self) -> None:
        self.made: list[List] = []
        # For each level the list that is under way there: its series, its kind, its number.
        self._open: dict[int, tuple[int, int, int]] = {}

    def number(self, series: int, mark: str, level: int, first: int) -> int:
        """Return the number of the list that an item belongs to.

        Args:
            series: the same for all items of one list, without those of the lists inside it.
            first: the number of the item.
        """
        kind = KINDS[mark]
        last = self._open.get(level)
        for deeper in [one for one in self._open if one > level]:
            del self._open[deeper]
        if last and last[0] == series:
            return last[2]
        around = self._open.get(level - 1)
        # Inside one of its own kind it goes on with it, and begins anew under each item.
        if around and around[1] == kind and not last and first <= 1:
            number = around[2]
        else:
            self.made.append(List(kind, level, max(first, 1)))
            number = len(self.made)
        self._open[level] = (series, kind, number)
        return number


def indent(level: int, size_pt: int) -> int:
    """Return how far the words of a list stand from the margin, in twentieths of a point.

    Args:
        level: 0 for the outermost list; -1 for the margin itself.
        size_pt: of the text; the larger, the more room its number needs.
    """
    return STEP * size_pt // 12 * (level + 1)


def part(lists: Sequence[List], size_pt: int) -> str:
    """Return the part of the package that holds all lists."""
    bullets = "".join(_level(level, "bullet", SIGNS[level % 2], size_pt) for level in range(LEVELS))
    numbers = "".join(
        _level(level, "decimal", f"%{level + 1}.", size_pt) for level in range(LEVELS)
    )
    made = "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{one.kind}"/>'
        f'<w:lvlOverride w:ilvl="{one.level}"><w:startOverride w:val="{one.first}"/>'
        "</w:lvlOverride></w:num>"
        for number, one in enumerate(lists, 1)
    )
    return (
        f"<w:numbering {spaces()}>{_abstract(KINDS['bullet'], bullets)}"
        f"{_abstract(KINDS['number'], numbers)}{made}</w:numbering>"
    )


def _abstract(number: int, levels: str) -> str:
    return (
        f'<w:abstractNum w:abstractNumId="{number}">'
        f'<w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
    )


def _level(level: int, kind: str, sign: str, size_pt: int) -> str:
    left, hanging = indent(level, size_pt), indent(0, size_pt)
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
        f'<w:lvlText w:val="{sign}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{left}" w:hanging="{hanging}"/></w:pPr></w:lvl>'
    )
