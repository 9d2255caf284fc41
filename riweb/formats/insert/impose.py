"""Which pages lie where on the sheets of paper that a printer folds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from riweb.formats.insert.sizes import Size


@dataclass(frozen=True)
class Placed:
    """A page on a sheet.

    Args:
        page: its number, from 1.
        left_mm: from the left edge of the trimmed sheet.
        has_left: whether its left edge is that of the sheet, so that its colour bleeds there.
        has_right: the same of its right edge.
    """

    page: int
    left_mm: float
    width_mm: float
    has_left: bool
    has_right: bool


@dataclass(frozen=True)
class Sheet:
    """One side of a sheet of paper as it is printed.

    Args:
        folds_mm: where it is folded, from the left edge.
    """

    width_mm: float
    height_mm: float
    pages: tuple[Placed, ...]

    @property
    def folds_mm(self) -> tuple[float, ...]:
        """Where it is folded, from its left edge."""
        return tuple(one.left_mm for one in self.pages[1:])


def sheets(size: Size) -> tuple[Sheet, ...]:
    """Return what the printer gets: single pages, or the two sides of a flat sheet."""
    sides = size.flat or tuple((page,) for page in range(1, size.pages + 1))
    return tuple(_sheet(size, pages) for pages in sides)


def booklet(size: Size) -> tuple[Sheet, ...]:
    """Return the sides of the sheets of a booklet, front and back in turn."""
    return tuple(_sheet(size, pages) for pages in pairs(size.pages))


def pairs(pages: int) -> Iterator[tuple[int, int]]:
    """Yield the two pages on each side of the sheets that are folded once and put together.

    The first is the outer side of the outermost sheet. Each sheet turns over its short edge.

    Raises:
        ValueError: for a number of pages that is not a multiple of 4.
    """
    if pages % 4 or pages < 4:
        raise ValueError(f"A booklet has a multiple of 4 pages, not {pages}.")
    for sheet in range(pages // 4):
        first, last = 1 + 2 * sheet, pages - 2 * sheet
        yield last, first
        yield first + 1, last - 1


def _sheet(size: Size, pages: tuple[int, ...]) -> Sheet:
    placed, left = [], 0.0
    for place, page in enumerate(pages):
        width = size.width_of(page)
        placed.append(Placed(page, left, width, place == 0, place == len(pages) - 1))
        left += width
    return Sheet(left, size.height, tuple(placed))
