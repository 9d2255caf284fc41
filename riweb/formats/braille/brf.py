"""A plan's braille in volumes, each with its title page, contents and numbered pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from riweb.document.linear import for_format
from riweb.format_record import EngineComplaint, FileSpec, MadeFile, OptionRefused
from riweb.formats.braille import blocks, cells, liblouis
from riweb.formats.braille.blocks import BlockKind, BrailleBlock, BrailleDocument, BrailleRun
from riweb.formats.braille.cells import BraillePage, BraillePaper, LaidBlock, written
from riweb.formats.braille.code import TABLES, Code, Unknown, spelled
from riweb.formats.profiles import BRAILLE_CELLS, BRAILLE_LINES
from riweb.languages import interface

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

    blocks: tuple[LaidBlock, ...]
    pages: tuple[BraillePage, ...]


class Binder:
    """Puts a plan together."""

    def __init__(
        self, book: BrailleDocument, code: Code, sheet: BraillePaper, note: Sequence[str]
    ) -> None:
        self.book = book
        self.code = code
        self.sheet = sheet
        self.note = note
        self.say = interface(book.language).gettext
        self.ngettext = interface(book.language).ngettext

    def volumes(self) -> list[list[BraillePage]]:
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
            made.append(cells.numbered([*front, *part.pages], head, numbers, self.sheet))
        return made

    def _laid(self, blocks: Sequence[BrailleBlock]) -> list[LaidBlock]:
        return cells.laid([(block, self.code.braille(block)) for block in blocks], self.sheet)

    def _block(self, kind: BlockKind, text: str) -> BrailleBlock:
        return BrailleBlock(kind, (BrailleRun(text, self.book.language),))

    # Volumes

    def _parts(self, body: Sequence[LaidBlock]) -> list[Volume]:
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

    def _part(self, body: Sequence[LaidBlock], first: int, end: int, last: str) -> Volume:
        """Return a part as a volume, under its section's heading again where it goes on with it.

        Args:
            last: the words at its end.
        """
        blocks = [*body[first:end]]
        if first and blocks[0].block.kind is not BlockKind.MAIN:
            section = next(
                one for one in reversed(body[:first]) if one.block.kind is BlockKind.MAIN
            )
            again = BrailleRun(f" {self.say('(continued)')}", self.book.language)
            heading = replace(section.block, runs=(*section.block.runs, again))
            blocks = [*self._laid([heading]), *blocks]
        closing = self._laid([self._block(BlockKind.CENTRED, last)])
        blocks += [replace(one, before=1) for one in closing]
        return Volume(tuple(blocks), tuple(cells.pages(blocks, self.sheet)))

    # What stands before the text

    def _front(
        self, parts: Sequence[Volume], place: int, last: int, before: Sequence[int]
    ) -> list[BraillePage]:
        """Return the pages before the text of a volume.

        Args:
            last: the number of its last page.
            before: how many pages each volume has before its text.
        """
        about = [self._block(BlockKind.MAIN, self.say("About this braille copy"))]
        notes = [*self.note]
        if len(parts) > 1:
            words = self.say("This plan has %(all)d volumes. Each of them begins with page 1.")
            notes.append(words % {"all": len(parts)})
        about += [self._block(BlockKind.PARAGRAPH, note) for note in notes]
        return [
            self._title_page(place, len(parts), last),
            *cells.pages(self._laid([*about, *self.book.about]), self.sheet),
            *cells.pages([*self._contents(parts, place, before)], self.sheet),
        ]

    def _title_page(self, place: int, number: int, last: int) -> BraillePage:
        own = []
        if number > 1:
            words = {"number": place + 1, "all": number}
            own.append(self.say("Volume %(number)d of %(all)d") % words)
        own.append(
            self.ngettext("%(num)d braille page", "%(num)d braille pages", last) % {"num": last}
        )
        blocks = [self.book.title, *(self._block(BlockKind.CENTRED, words) for words in own)]
        groups = [one.lines for one in self._laid([*blocks, *self.book.cover])]
        spare = self.sheet.room - sum(map(len, groups))
        gap = [""] * (1 if spare >= len(groups) else 0)
        lines = [line for group in groups for line in (*group, *gap)]
        return BraillePage(tuple(lines[: len(lines) - len(gap)]))

    def _contents(
        self, parts: Sequence[Volume], place: int, before: Sequence[int]
    ) -> Iterator[LaidBlock]:
        """Yield the lines of contents; those of the first volume show all volumes."""
        yield from self._laid([self._block(BlockKind.MAIN, self.say("Contents"))])
        shown = range(len(parts)) if place == 0 else [place]
        for number in shown:
            if len(parts) > 1:
                words = self.say("Volume %(number)d") % {"number": number + 1}
                yield from self._laid([self._block(BlockKind.MINOR, words)])
            entries = self._entries(parts[number], before[number])
            # Under the heading “Contents” itself stands a blank line.
            yield replace(next(entries), before=int(len(parts) == 1))
            yield from entries

    def _entries(self, part: Volume, before: int) -> Iterator[LaidBlock]:
        page_of = _page_of(part.pages)
        for n, one in enumerate(part.blocks):
            if one.block.kind is BlockKind.MAIN:
                number = self.code.words(str(before + page_of[n] + 1))
                lines = _entry(self.code.braille(one.block), number, self.sheet)
                yield LaidBlock(replace(one.block, kind=BlockKind.ITEM), lines)


def _entry(words: str, number: str, sheet: BraillePaper) -> tuple[str, ...]:
    """Return a line of contents, with guide dots up to the number of the page."""
    *lines, last = cells.wrapped(words, sheet.cells - NUMBER_CELLS, 0, 2)
    dots = sheet.cells - len(last) - len(number) - 2
    guide = GUIDE_DOT * dots if dots > 1 else " " * dots
    return (*lines, f"{last} {guide} {number}")


def _page_of(pages: Sequence[BraillePage]) -> dict[int, int]:
    """Return the page on which each block begins, both counted from 0."""
    return {block: place for place, page in enumerate(pages) for block in page.begins}


def _may_start(body: Sequence[LaidBlock], n: int) -> bool:
    """Tell whether a volume may begin with a block: a section, or a card that is not its first."""
    kind, last = body[n].block.kind, body[n - 1].block.kind
    return kind is BlockKind.MAIN or (kind is BlockKind.MINOR and last is not BlockKind.MAIN)


def _cost(
    body: Sequence[LaidBlock], page_of: dict[int, int], n: int, target: float
) -> tuple[float, int]:
    """Return how far from its best place a volume would begin."""
    is_section = body[n].block.kind is BlockKind.MAIN
    return abs(page_of[n] - target) + (0 if is_section else WORTH), n


# The page that each size of paper has room for, at the usual 6 mm a cell and 10 mm a line.
PAPER = {"A4": BraillePaper(32, 27)}


def make(spec: FileSpec) -> tuple[MadeFile, ...]:
    """Return the volumes of a plan in braille, with the words that pages offer them by.

    Raises:
        OptionRefused: when an option has a value that it cannot have.
        EngineComplaint: when a character of the plan has no braille, or liblouis is not here.
    """
    try:
        return _made(spec, _grade(spec), _sheet(spec))
    except Unknown as unknown:
        raise EngineComplaint(str(unknown)) from None
    except liblouis.Missing as missing:
        raise EngineComplaint(f"liblouis lacks {missing} on this machine") from None


def _made(spec: FileSpec, grade: int, sheet: BraillePaper) -> tuple[MadeFile, ...]:
    say, count = interface(spec.language).gettext, interface(spec.language).ngettext
    code = Code(spec.language, grade, spelled(spec))
    book = blocks.read(for_format(spec.document, _code_name(spec.language, grade)))
    volumes = Binder(book, code, sheet, _note(spec.language)).volumes()
    if code.unknown:
        raise Unknown(list(dict.fromkeys(code.unknown)))
    made = []
    for number, pages in enumerate(volumes, 1):
        title, is_one = say("Braille, grade %(grade)d") % {"grade": grade}, len(volumes) == 1
        if not is_one:
            title += say(", volume %(number)d") % {"number": number}
        about = count("BRF, %(num)d braille page", "BRF, %(num)d braille pages", len(pages))
        content = written(pages)
        variant = "" if is_one else str(number)
        made.append(MadeFile(content, title, about % {"num": len(pages)}, len(pages), variant))
    return tuple(made)


def _code_name(language: str, grade: int) -> str:
    say = interface(language).gettext
    if language == "cy":
        return say("Welsh braille, grade %(grade)d") % {"grade": grade}
    return say("Unified English Braille, grade %(grade)d") % {"grade": grade}


def _note(language: str) -> list[str]:
    """Return what a reader has to know of how this braille was made."""
    say = interface(language).gettext
    found = [
        say("This braille was made by a computer program. Nobody has proof-read it."),
        say("Tables are set out as lists, one row after the other. Pictures are put into words."),
        say("Page numbers are at the right of the first line."),
    ]
    if language == "cy":
        welsh = say(
            "Its signs are those of Welsh braille before it took over those of Unified English "
            "Braille. A transcriber of Welsh braille must check it before anybody relies on it."
        )
        found.insert(1, welsh)
    return found


def _grade(spec: FileSpec) -> int:
    """Return the grade that is asked for: 2 for English and 1 for Welsh where none is."""
    grades = sorted(grade for language, grade in TABLES if language == spec.language)
    asked = spec.option("grade", str(grades[-1]))
    if asked not in map(str, grades):
        known = " or ".join(map(str, grades))
        raise OptionRefused(
            f"--grade {asked} is not possible for {spec.format} in this language. Write {known}."
        )
    return int(asked)


def _sheet(spec: FileSpec) -> BraillePaper:
    """Return the size of page that is asked for."""
    paper = spec.option("paper", "")
    if paper and paper not in PAPER:
        raise OptionRefused(
            f"--paper {paper} is not possible for {spec.format}. Write {' or '.join(PAPER)}."
        )
    usual = PAPER.get(paper, BraillePaper())
    cells = spec.number("cells", usual.cells, BRAILLE_CELLS)
    return BraillePaper(cells, spec.number("lines", usual.lines, BRAILLE_LINES))
