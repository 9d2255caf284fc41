"""A text into blocks and sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator

from riweb.wording import masks
from riweb.wording.values import Block, Kind, Sentence

_ITEM = re.compile(r"\s*(?:[-*+]|\d+[.)])\s+(.*)")
_HEADING = re.compile(r"#+\s+(.*?)\s*#*")
_FOOTNOTE = re.compile(r"\s*\[\^[^\]]+\]:\s*(.*)")
_RULE = re.compile(r"\s*\|?[\s:|-]+\|?\s*")

# A full stop after these ends no sentence.
_SHORT = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|eg|ie|cf|vs|Mr|Mrs|Ms|Dr|St|No|no|Nos|nos|tel|Tel|p|pp|para|Cllr|Ltd|e\.e|"
    r"h\.y|e\.a|ayyb|Rev|Prof|approx)|(?<![^\W\d_])[A-Z])\.$"
)
_END = re.compile(r"[.!?…]+[”’\"')\]]*\s+(?=[“‘\"'(\[]*[\dA-ZÀ-ÖØ-ÞŴŶ·])")


def read(text: str, kind: Kind, names: re.Pattern[str] | None) -> tuple[Block, ...]:
    """Return the blocks of a text with Markdown.

    Args:
        kind: what a paragraph of it is.
        names: whatever is blanked out because it is a name; None for nothing.
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


def _block(kind: Kind, text: str, names: re.Pattern[str] | None) -> Block:
    links = tuple(masks.plain(found[1]) for found in masks.LINK.finditer(text))
    # A title in italics is somebody’s name for a thing, as one in quotation marks is.
    marked = masks.plain(masks.with_titles(text))
    own = masks.without_titles(masks.without_names(masks.own(marked), names))
    shown = masks.without_titles(marked)
    return Block(kind, shown, tuple(_sentences(shown, own)), links)


def _sentences(text: str, own: str) -> Iterator[Sentence]:
    start = 0
    for end in _END.finditer(text):
        if text[end.start()] == "." and _SHORT.search(text[start : end.start() + 1]):
            continue
        yield Sentence(text[start : end.end()].rstrip(), own[start : end.end()].rstrip())
        start = end.end()
    if start < len(text):
        yield Sentence(text[start:], own[start:])
