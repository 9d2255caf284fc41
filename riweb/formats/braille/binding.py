"""A plan's braille in volumes, each with its title page, contents and numbered pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from riweb.formats.braille import layout
from riweb.formats.braille.blocks import Block, Book, Kind, Run
from riweb.formats.braille.layout import Laid, Page, Sheet
from riweb.formats.braille.signs import Code
from riweb.translate import interface

# A volume of more pages is too thick to hold; a longer plan is shared out to volumes of about 80.
MOST_PAGES = 90
AIM_PAGES = 80
# So many pages are better than a break inside a section.
WORTH = 8

# Cells that are free at the right of contents for the numbers of pages.
# Source: BANA, Braille Formats 2016, 2.10.
NUMBER_CELLS = 6
GUIDE_DOT = '"'


@dataclass(frozen=True)
class Volume:
    """What a volume holds of a plan, and its text on pages."""

    blocks: tuple[Laid, ...]
    pages: tuple[Page, ...]


class Binder:
    """Puts a plan together."""

    def __init__(self, book: Book, code: Code, sheet: Sheet, note: Sequence[str]) -> None:
        self.book = book
        self.code = code
        self.sheet = sheet
        self.note = note
        self.say = interface(book.language).gettext
        self.ngettext = interface(book.language).ngettext

    def volumes(self) -> list[list[Page]]:
        """Return the pages of each volume."""
        body = self._laid(self.book.body)
        parts = self._parts(body)
        fronts = [self._front(parts, place, 0, [0] * len(parts)) for place in range(len(parts))]
        before = [len(front) for front in fronts]
        made = []
        for place, part in enumerate(parts):
            last = before[place] + len(part.pages)
            front = self._front(parts, place, last, before)
            numbers = ["", *(self.code.words(str(number)) for number in range(2, last + 1))]
            head = self.code.braille(self.book.title)
            made.append(layout.numbered([*front, *part.pages], head, numbers, self.sheet))
        return made

    def _laid(self, blocks: Sequence[Block]) -> list[Laid]:
        return layout.laid([(block, self.code.braille(block)) for block in blocks], self.sheet)

    def _block(self, kind: Kind, text: str) -> Block:
        return Block(kind, (Run(text, self.book.language),))

    # Volumes

    def _parts(self, body: Sequence[Laid]) -> list[Volume]:
        whole = self._part(body, 0, len(body), self.say("End of the plan"))
        pages = whole.pages
        if len(pages) + len(self._front([whole], 0, 0, [0])) <= MOST_PAGES:
            return [whole]
        number = -(-len(pages) // AIM_PAGES)
        page_of = _page_of(pages)
        firsts = [0]
        for place in range(1, number):
            target = len(pages) * place / number
            starts = [n for n in range(firsts[-1] + 1, len(body)) if _may_start(body, n)]
            firsts.append(min(starts, key=lambda n: _cost(body, page_of, n, target)))
        ends = [*firsts[1:], len(body)]
        words = [self.say("End of volume %(number)d") % {"number": n} for n in range(1, number)]
        words.append(self.say("End of the plan"))
        return [self._part(body, *part) for part in zip(firsts, ends, words, strict=True)]

    def _part(self, body: Sequence[Laid], first: int, end: int, last: str) -> Volume:
        """Return a part as a volume, under its section's heading again where it goes on with it.

        Args:
            last: the words at its end.
        """
        blocks = [*body[first:end]]
        if first and blocks[0].block.kind is not Kind.MAIN:
            section = next(one for one in reversed(body[:first]) if one.block.kind is Kind.MAIN)
            again = Run(f" {self.say('(continued)')}", self.book.language)
            heading = replace(section.block, runs=(*section.block.runs, again))
            blocks = [*self._laid([heading]), *blocks]
        closing = self._laid([self._block(Kind.CENTRED, last)])
        blocks += [replace(one, before=1) for one in closing]
        return Volume(tuple(blocks), tuple(layout.pages(blocks, self.sheet)))

    # What stands before the text

    def _front(
        self, parts: Sequence[Volume], place: int, last: int, before: Sequence[int]
    ) -> list[Page]:
        """Return the pages before the text of a volume.

        Args:
            last: the number of its last page.
            before: how many pages each volume has before its text.
        """
        about = [self._block(Kind.MAIN, self.say("About this braille copy"))]
        notes = [*self.note]
        if len(parts) > 1:
            words = self.say("This plan has %(all)d volumes. Each of them begins with page 1.")
            notes.append(words % {"all": len(parts)})
        about += [self._block(Kind.PARAGRAPH, note) for note in notes]
        return [
            self._title_page(place, len(parts), last),
            *layout.pages(self._laid([*about, *self.book.about]), self.sheet),
            *layout.pages([*self._contents(parts, place, before)], self.sheet),
        ]

    def _title_page(self, place: int, number: int, last: int) -> Page:
        own = []
        if number > 1:
            words = {"number": place + 1, "all": number}
            own.append(self.say("Volume %(number)d of %(all)d") % words)
        own.append(
            self.ngettext("%(num)d braille page", "%(num)d braille pages", last) % {"num": last}
        )
        blocks = [self.book.title, *(self._block(Kind.CENTRED, words) for words in own)]
        groups = [one.lines for one in self._laid([*blocks, *self.book.cover])]
        spare = self.sheet.room - sum(map(len, groups))
        gap = [""] * (1 if spare >= len(groups) else 0)
        lines = [line for group in groups for line in (*group, *gap)]
        return Page(tuple(lines[: len(lines) - len(gap)]))

    def _contents(
        self, parts: Sequence[Volume], place: int, before: Sequence[int]
    ) -> Iterator[Laid]:
        """Yield the lines of contents; those of the first volume show all volumes."""
        yield from self._laid([self._block(Kind.MAIN, self.say("Contents"))])
        shown = range(len(parts)) if place == 0 else [place]
        for number in shown:
            if len(parts) > 1:
                words = self.say("Volume %(number)d") % {"number": number + 1}
                yield from self._laid([self._block(Kind.MINOR, words)])
            entries = self._entries(parts[number], before[number])
            # Under the heading “Contents” itself stands a blank line.
            yield replace(next(entries), before=int(len(parts) == 1))
            yield from entries

    def _entries(self, part: Volume, before: int) -> Iterator[Laid]:
        page_of = _page_of(part.pages)
        for n, one in enumerate(part.blocks):
            if one.block.kind is Kind.MAIN:
                number = self.code.words(str(before + page_of[n] + 1))
                lines = _entry(self.code.braille(one.block), number, self.sheet)
                yield Laid(replace(one.block, kind=Kind.ITEM), lines)


def _entry(words: str, number: str, sheet: Sheet) -> tuple[str, ...]:
    """Return a line of contents, with guide dots up to the number of the page."""
    *lines, last = layout.wrapped(words, sheet.cells - NUMBER_CELLS, 0, 2)
    dots = sheet.cells - len(last) - len(number) - 2
    guide = GUIDE_DOT * dots if dots > 1 else " " * dots
    return (*lines, f"{last} {guide} {number}")


def _page_of(pages: Sequence[Page]) -> dict[int, int]:
    """Return the page on which each block begins, both counted from 0."""
    return {block: place for place, page in enumerate(pages) for block in page.begins}


def _may_start(body: Sequence[Laid], n: int) -> bool:
    """Tell whether a volume may begin with a block: a section, or a card that is not its first."""
    kind, last = body[n].block.kind, body[n - 1].block.kind
    return kind is Kind.MAIN or (kind is Kind.MINOR and last is not Kind.MAIN)


def _cost(
    body: Sequence[Laid], page_of: dict[int, int], n: int, target: float
) -> tuple[float, int]:
    """Return how far from its best place a volume would begin."""
    is_section = body[n].block.kind is Kind.MAIN
    return abs(page_of[n] - target) + (0 if is_section else WORTH), n
