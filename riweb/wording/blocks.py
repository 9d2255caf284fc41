"""A text into blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from riweb.wording import masks
from riweb.wording.masks import Names
from riweb.wording.values import Block, Kind

_ITEM = re.compile(r"\s*(?:[-*+]|\d+[.)])\s+(.*)")
_HEADING = re.compile(r"#+\s+(.*?)\s*#*")
_FOOTNOTE = re.compile(r"\s*\[\^[^\]]+\]:\s*(.*)")
_RULE = re.compile(r"\s*\|?[\s:|-]+\|?\s*")


def read(text: str, kind: Kind, names: Names) -> tuple[Block, ...]:
    """Return the blocks of a text with Markdown.

    Args:
        kind: what a paragraph of it is.
        names: finds, in small letters, what is blanked out because it is a name.
    """
    is_line = kind in ("heading", "line", "name")
    if "\n" not in text and (is_line or not text.startswith(("#", "-", "*", "|", "[", "1"))):
        return (_block(kind, text, names),)
    return tuple(_block(found, words, names) for found, words in _parts(text, kind) if words)


def _parts(text: str, kind: Kind) -> Iterator[tuple[Kind, str]]:
    """Yield the kind and the Markdown of each block, its lines joined."""
    held: list[str] = []
    now: Kind = kind
    for line in [*text.split("\n"), ""]:
        heading, item, note = _HEADING.fullmatch(line), _ITEM.match(line), _FOOTNOTE.match(line)
        is_row = line.lstrip().startswith("|")
        if not line.strip() or heading or item or note or is_row:
            if held:
                yield now, " ".join(held)
            held, now = [], kind
        if heading:
            yield "heading", heading[1]
        elif item:
            held, now = [item[1]], "item"
        elif note:
            held, now = [note[1]], "footnote"
        elif is_row:
            if not _RULE.fullmatch(line):
                for cell in re.split(r"(?<!\\)\|", line.strip().strip("|")):
                    yield "cell", cell.strip()
        elif line.strip():
            held.append(line.strip())


def _block(kind: Kind, text: str, names: Names) -> Block:
    links = tuple(map(masks.plain, masks.words_of_links(text)))
    # A title in italics is somebody’s name for a thing, as one in quotation marks is.
    marked = masks.plain(masks.with_titles(text))
    own = masks.without_titles(masks.without_names(masks.own(marked), names))
    return Block(kind, masks.without_titles(marked), own, links)
