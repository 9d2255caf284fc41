"""The lists of a Word document: bullets, and numbers that begin anew in each list."""

from __future__ import annotations

from collections.abc import Sequence

from riweb.formats.word.markup import spaces
from riweb.formats.word.styles import STEP

LEVELS = 9
# The list that all bullets belong to; lists with numbers follow.
BULLETS = 1
# Signs that every typeface has, since Word's own bullets need a font of symbols.
SIGNS = ("•", "–")


def indent(level: int, size_pt: int) -> int:
    """Return how far the words of a list stand from the margin, in twentieths of a point.

    Args:
        level: 0 for the outermost list; -1 for the margin itself.
        size_pt: of the text; the larger, the more room its number needs.
    """
    return STEP * size_pt // 12 * (level + 1)


def part(starts: Sequence[tuple[int, int]], size_pt: int) -> str:
    """Return the part of the package that holds all lists.

    Args:
        starts: the level and first number of each numbered list, in order.
    """
    bullets = "".join(_level(level, "bullet", SIGNS[level % 2], size_pt) for level in range(LEVELS))
    numbers = "".join(
        _level(level, "decimal", f"%{level + 1}.", size_pt) for level in range(LEVELS)
    )
    lists = "".join(
        f'<w:num w:numId="{BULLETS + place}"><w:abstractNumId w:val="2"/>'
        f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{first}"/></w:lvlOverride>'
        "</w:num>"
        for place, (level, first) in enumerate(starts, 1)
    )
    return (
        f"<w:numbering {spaces()}>{_abstract(1, bullets)}{_abstract(2, numbers)}"
        f'<w:num w:numId="{BULLETS}"><w:abstractNumId w:val="1"/></w:num>{lists}</w:numbering>'
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
