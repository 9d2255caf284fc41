"""Write the linear document as plain text, for e-mail, screen readers and braille displays."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator

from riweb.document import flow, volumes
from riweb.document.flow import Block, Footnote, Paragraph, PictureBlock, Run, Table
from riweb.document.linear import for_format
from riweb.format_record import FileSpec, MadeFile
from riweb.formats.profiles import TEXT_COLUMNS
from riweb.languages import interface

NO_BREAK = "\N{NO-BREAK SPACE}"
COLUMNS = 72

# Empty lines above a heading by its level. A screen reader says nothing of them when it reads on,
# and “blank” for each when it goes line by line; rows of = or # it would spell out.
# Source: the habit of Project Gutenberg: 4 empty lines above a chapter, 2 above what is in it.
ABOVE = {2: 4, 3: 3}
ABOVE_OTHERS = 2

# How far an item stands inside another, and what goes on inside what it goes on with.
INDENT = "  "

# Roles whose further lines stand a little to the right, so that each label can be seen.
HANGING = {"pair", "label", "entry"}

# E-mail and older readers of notes know no other end of a line; all others take it as well.
# Source: RFC 5322, 2.1.
LINE_END = "\r\n"

# Servers seldom say how a text is written down, and a browser that is not told guesses wrong.
# Source: the Encoding Standard of WHATWG, 6 (decode).
BYTE_ORDER_MARK = "\ufeff"


def make(spec: FileSpec) -> tuple[MadeFile, ...]:
    """Return the text file, with the words that pages offer it by."""
    title = interface(spec.language).gettext("Plain text")
    text = write(for_format(spec.document, title), spec.number("columns", COLUMNS, TEXT_COLUMNS))
    return (MadeFile((BYTE_ORDER_MARK + text).encode(), title, "TXT"),)


def write(document: str, columns: int = COLUMNS) -> str:
    """Return the linear document as plain text.

    Args:
        columns: no line is longer, unless one word alone is, as an address may be.
    """
    made: list[str] = []
    last: Block | None = None
    for block in flow.read(volumes.as_cards(document, 0)):
        made += [""] * _empty_above(block, last)
        made += _lines(block, columns)
        last = block
    return "".join(line.replace(NO_BREAK, " ") + LINE_END for line in made)


def _empty_above(block: Block, last: Block | None) -> int:
    """Return how many empty lines stand above a block."""
    if last is None:
        return 0
    if not isinstance(block, Paragraph):
        return 1
    if block.role in ("heading", "contents"):
        return ABOVE.get(block.level, ABOVE_OTHERS)
    if not isinstance(last, Paragraph):
        return 1
    is_one = block.group == last.group if block.group else block.role == last.role == "fact"
    is_under = last.role == "row" or {block.role, last.role} == {"organisation", "title"}
    return 0 if is_one or is_under else 1


def _lines(block: Block, columns: int) -> Iterator[str]:
    match block:
        case PictureBlock(words=words):
            yield from _wrapped(words, columns)
        case Footnote(number=number, paragraphs=paragraphs):
            first = f"[{number}] "
            for one in paragraphs:
                yield from _wrapped(_words(one), columns, first, " " * len(first))
                first = " " * len(first)
        case Paragraph():
            yield from _wrapped(_words(block), columns, *_margins(block))
        case Table():
            raise AssertionError("Tables are told row by row.")


def _margins(paragraph: Paragraph) -> tuple[str, str]:
    """Return what stands before the first line and before all others."""
    inner = INDENT * paragraph.level
    match paragraph.role:
        case "item":
            marks = {"bullet": "- ", "number": f"{paragraph.number}. ", "": ""}
            return inner + marks[paragraph.mark], inner + INDENT
        case "more":
            return inner + INDENT, inner + INDENT
        case "quote":
            return INDENT, INDENT
        case role:
            return "", INDENT if role in HANGING else ""


def _wrapped(text: str, columns: int, first: str = "", others: str = "") -> Iterator[str]:
    # A dash at the start of a line would be taken for an item.
    for line in re.sub(" (?=[-–—] )", NO_BREAK, text).split("\n"):
        yield from textwrap.wrap(
            line,
            columns,
            initial_indent=first,
            subsequent_indent=others,
            break_long_words=False,
            break_on_hyphens=False,
        )
        first = others


def _words(paragraph: Paragraph) -> str:
    """Return the words of a paragraph, with addresses behind links and the marks of notes."""
    found = []
    for number, run in enumerate(paragraph.runs):
        found.append(f"[{run.note}]" if run.note else run.text)
        following = paragraph.runs[number + 1 : number + 2]
        if run.link and not (following and following[0].link == run.link):
            found.append(_address(run, paragraph))
    return "".join(found)


def _address(run: Run, paragraph: Paragraph) -> str:
    """Return where a link leads, unless its words say so or it leads to a place in this text."""
    if run.link.startswith("#"):
        return ""
    address = re.sub("^(mailto|tel):", "", run.link)
    words = "".join(one.text for one in paragraph.runs if one.link == run.link)
    is_said = _essence(address, run.link) in _essence(words, run.link)
    return "" if is_said else f" ({address})"


def _essence(text: str, link: str) -> str:
    """Return what two ways to write an address have in common."""
    if link.startswith("tel:"):
        # “+44 1632 …” and “01632 …” are the same number.
        return re.sub(r"^(44|0)", "", re.sub(r"\D", "", text))
    return re.sub(r"^https?://(www\.)?|/$", "", text.strip().lower())
