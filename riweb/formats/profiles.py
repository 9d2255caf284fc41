"""The sizes and rules of each print format, as data."""

from __future__ import annotations

from dataclasses import dataclass, replace

from riweb.languages import interface

PAGE_MM = 210
MM_IN_PT = 25.4 / 72


@dataclass(frozen=True)
class Profile:
    """How large a print format is set, and what follows from that. All pages are A4.

    Args:
        name: the format's name in paths and commands.
        title: what readers are told it is, without the size.
        body_pt: the size of body text, and the least size of any text.
        leading: from line to line, as a multiple of the size.
        inner_mm: the margin on the side of the binding.
        outer_mm: the margin on the other side.
        most_columns: a table of more columns is set as cards, one a row; 0 means every table.
        most_pages: a longer plan is offered in volumes; None means however long it is.
        sheets: its style sheets, in templates/styles/.

    Source:
        UKAAF MS03 and G003: clear print is 12 points at least and ideally 14, large print 16 and
        ideally 18, giant print above; margins leave 10 to 13 mm for the binding.
        Easy Read is 14 points at least.
    """

    name: str
    title: str
    body_pt: int
    leading: float
    inner_mm: int
    outer_mm: int
    most_columns: int = 0
    most_pages: int | None = None
    sheets: tuple[str, ...] = ("document.css",)

    def size_title(self, language: str) -> str:
        """Return what readers are told it is, such as `Large print, 18 point`."""
        words = interface(language).gettext(f"{self.title}, %(size)d point")
        return words % {"size": self.body_pt}

    @property
    def narrow_em(self) -> float:
        """How wide a list in a card is, the narrowest place for a text, in multiples of the size.

        A card has a bar of 5 points and 0.8 em beside it, a list 1.3 em before its items.
        """
        width_pt = (PAGE_MM - self.inner_mm - self.outer_mm) / MM_IN_PT - 5
        return width_pt / self.body_pt - 0.8 - 1.3

    def heading_em(self, level: int) -> float:
        """Return the size of a heading as a multiple of the body.

        The larger the body, the flatter the scale: a heading of 36 points needs no more than a
        little to stand out, and would break every second word if it were twice as large.

        Args:
            level: 1 to 6; below 3 headings are as large as the body.
        """
        more = {1: 0.9, 2: 0.5, 3: 0.24}.get(level, 0.0)
        return round(1 + more * 14 / self.body_pt, 3)


CLEAR_PRINT = Profile("clear-print", "Clear print", 14, 1.4, 38, 28, most_columns=3)
LARGE_PRINT = Profile("large-print", "Large print", 18, 1.35, 30, 20)
GIANT_PRINT = Profile("giant-print", "Giant print", 24, 1.3, 28, 16, most_pages=200)
EASY_READ = Profile(
    "easy-read", "Easy Read", 18, 1.4, 28, 18, sheets=("document.css", "easy-read.css")
)
PRINT = {profile.name: profile for profile in (CLEAR_PRINT, LARGE_PRINT, GIANT_PRINT)}

# The sizes of giant print that are made on request.
GIANT_PT = range(20, 37)

# The sizes that documents for writing programs can be asked for in.
WORD_PT = range(11, 37)

# How many letters a line of plain text may have.
TEXT_COLUMNS = range(40, 121)

# How many cells a line of braille may have, and how many lines a page.
BRAILLE_CELLS, BRAILLE_LINES = range(24, 61), range(15, 41)


def giant(body_pt: int) -> Profile:
    """Return giant print of another size.

    Args:
        body_pt: 20 to 36.
    """
    leading = 1.3 if body_pt <= 24 else 1.25 if body_pt <= 30 else 1.2
    return replace(GIANT_PRINT, body_pt=body_pt, leading=leading)
