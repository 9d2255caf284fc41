"""Read a finished text file back: where its lines begin and end says what belongs together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from riweb.format_record import FileSpec, MadeFile
from riweb.formats.plaintext.txt import COLUMNS
from riweb.formats.profiles import TEXT_COLUMNS
from riweb.verify import facts as verify_facts
from riweb.verify.expected import Manner
from riweb.verify.facts import Kind, ReadBlock
from riweb.verify.halves import Half, blocks_half

# How many empty lines stand above a heading, by its level.
LEVELS = {4: 1, 3: 2, 2: 3}
NOTE = re.compile(r"\[\d+\] ")
MARK = re.compile(r"\[\d+\]")

# What `formats.text` puts behind the words of a link.
ADDRESS = re.compile(r" \(((?:https?://|\+?\d{6})[^\s)]*|[^\s()@]+@[^\s()]+)\)")
BULLET = re.compile(r" *- ")
ITEM = re.compile(r" *(?:- |\d+\. )")


@dataclass(frozen=True)
class _Line:
    """A line, and how many empty ones stand above it."""

    text: str
    above: int

    @property
    def indent(self) -> int:
        return len(self.text) - len(self.text.lstrip(" "))


def read(content: bytes, language: str, columns: int = 72) -> list[ReadBlock]:
    """Return what a text says, without hyphens before items, and without the marks of notes.

    The number of an item stays: a plan has numbers of its own, which look the same. Two lines of a
    cover or a list whose first is full, so that the second could be its end, are read as one block:
    nothing in a text tells them apart.

    Args:
        language: the text itself names none.
        columns: the width that it was made for.
    """
    found: list[list[_Line]] = []
    for line in _lines(content.decode("utf-8-sig")):
        if found and _goes_on(found[-1], line, columns):
            found[-1].append(line)
        else:
            found.append([line])
    return [_block(lines, language) for lines in found]


def _lines(text: str) -> Iterator[_Line]:
    above = 0
    for line in text.splitlines():
        if line:
            yield _Line(line, above)
        above = 0 if line else above + 1


def _goes_on(block: Sequence[_Line], line: _Line, columns: int) -> bool:
    """Tell whether a line belongs to the block before it."""
    first, last = block[0], block[-1]
    if line.above or BULLET.match(line.text) or line.indent < _inner(first):
        return False
    word = line.text.split()[0]
    return len(last.text) + 1 + len(word) > columns


def _inner(first: _Line) -> int:
    """Return how far the further lines of a block stand to the right, at the least."""
    if mark := NOTE.match(first.text):
        return len(mark[0])
    is_item = ITEM.match(first.text) and first.above not in LEVELS
    return first.indent + 2 if is_item else first.indent


def _block(lines: Sequence[_Line], language: str) -> ReadBlock:
    text = " ".join(line.text.strip() for line in lines)
    level = LEVELS.get(lines[0].above, 0)
    kind: Kind = "heading" if level else "text"
    if mark := NOTE.match(text):
        kind, text = "note", text[mark.end() :]
    elif not level and ITEM.match(lines[0].text):
        kind, text = "item", text.removeprefix("- ")
    links = tuple(ADDRESS.findall(text))
    return ReadBlock(kind, ((MARK.sub("", ADDRESS.sub("", text)), language),), level, links)


def halves(spec: FileSpec, made: Sequence[MadeFile]) -> list[Half]:
    """Return what the text say, against the document they were made from."""
    document = verify_facts.read(spec.document)
    columns = spec.number("columns", COLUMNS, TEXT_COLUMNS)
    found = read(made[0].content, spec.language, columns)
    contents = [one.text for one in document.contents]
    first = next((n for n, one in enumerate(found) if one.text == contents[0]), 0)
    front = first + len(contents)
    said = [replace(one, kind="title") if n < front else one for n, one in enumerate(found)]
    return [replace(blocks_half(document, said, Manner()), spans=(), extras=frozenset())]
