"""The sizes of inserts, how they are folded, and their margins."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

# What is cut off is not cut to a hair: colour goes on this far, words keep this far away.
BLEED_MM, SAFE_MM = 3.0, 5.0


@dataclass(frozen=True)
class Size:
    """One size of insert. All lengths are in millimetres.

    Args:
        pages: how many it has, in reading order.
        side: the margin on the left and the right.
        top: the margin at the top, and at the bottom.
        narrower: the width of a page that is not as wide as the others, by its number from 1.
        flat: the pages that lie beside each other on each side of the flat sheet, from the left;
            empty where the printer gets single pages.
        look: classes for its style: `wide` or `narrow`, `half` for half a page; or empty.
        h1: the size of the heading, in points.
    """

    name: str
    width: float
    height: float
    pages: int
    side: float
    top: float
    h1: int
    look: str = ""
    narrower: Mapping[int, float] = field(default_factory=dict)
    flat: tuple[tuple[int, ...], ...] = ()

    def width_of(self, page: int) -> float:
        """Return the width of a page, counted from 1."""
        return self.narrower.get(page, self.width)


# Source: ISO 216 for A4 and A5; DL is a third of A4. A panel that is folded inside is 2 mm
# narrower, so that it does not press against the fold. Of 6 panels in a roll fold the one that is
# folded in first is page 2 on its outer face and page 5 on its inner.
SIZES = {
    one.name: one
    for one in (
        Size("a4-2", 210, 297, 2, side=18, top=12, h1=32, look="wide"),
        Size("a4-a5-4", 148, 210, 4, side=12, top=11, h1=27),
        Size("a5-2", 148, 210, 2, side=12, top=11, h1=27),
        Size(
            "dl-6",
            99,
            210,
            6,
            side=9,
            top=10,
            h1=24,
            look="narrow",
            narrower={2: 97, 5: 97},
            flat=((2, 6, 1), (3, 4, 5)),
        ),
        Size("half-page", 210, 148, 1, side=13, top=9, h1=24, look="wide half"),
    )
}
