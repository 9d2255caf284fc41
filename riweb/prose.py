"""Markdown into safe HTML and into plain text."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import markdown

# Without one of these a text is the same in Markdown and out of it, and the library is not asked.
MARKS = re.compile(r"[*_`\[\]<>&\\]|\n|^\s*(?:[-+#>]|\d+[.)])", re.MULTILINE)
# Only a text with one of these can have a fault.
SUSPECT = re.compile(r"[<\[#|]")
LINK = re.compile(r"\[[^\]]*\]\(\s*<?([^)\s>]*)")
SAFE_LINK = re.compile(r"(?:https?://|mailto:|tel:|#|[\w./-]+$)", re.IGNORECASE)


@dataclass(frozen=True)
class Fault:
    """Something in a text that we do not accept.

    Args:
        line: which line of the text, counted from 1.
    """

    line: int
    wrong: str
    fix: str


def faults(text: str, is_block: bool) -> list[Fault]:
    """Return what is wrong with a text, in order.

    Args:
        is_block: True for a chapter, which may hold headings and tables.
    """
    if not SUSPECT.search(text):
        return []
    found = list(_html_faults(text)) + list(_link_faults(text))
    if is_block:
        found += list(_heading_faults(text)) + list(_table_faults(text))
    elif re.search(r"^#{1,6} ", text, re.MULTILINE):
        found.append(Fault(1, "This text holds a heading.", "Use bold, or write a chapter."))
    found += list(_note_faults(text))
    return sorted(found, key=lambda fault: fault.line)


def _html_faults(text: str) -> Iterator[Fault]:
    for number, line in enumerate(text.split("\n"), 1):
        bare = re.sub(r"`[^`]*`", "", line)
        if found := re.search(r"<(?:[a-zA-Z/!?][^>]*)>?", bare):
            if re.match(r"<(?:https?://|mailto:)[^>\s]+>", found[0]):
                continue
            yield Fault(
                number,
                f"“{found[0][:40]}” is HTML, which we do not accept.",
                "Use Markdown: **bold**, [words](address), or a list.",
            )


def _link_faults(text: str) -> Iterator[Fault]:
    for number, line in enumerate(text.split("\n"), 1):
        for found in LINK.finditer(line):
            address = html.unescape(found[1])
            if not SAFE_LINK.match(address):
                yield Fault(
                    number,
                    f"“{address[:60]}” is not an address we accept.",
                    "Write an address that begins with https://, mailto: or tel:.",
                )


def _heading_faults(text: str) -> Iterator[Fault]:
    level = 1
    for number, line in enumerate(text.split("\n"), 1):
        if not (found := re.match(r"(#{1,6})\s+\S", line)):
            continue
        deeper = len(found[1])
        if deeper == 1:
            yield Fault(number, "A chapter has one title, at its top.", "Write ## for a heading.")
        elif deeper > level + 1:
            yield Fault(number, "This heading skips a level.", f"Write {'#' * (level + 1)} here.")
        level = deeper


def _table_faults(text: str) -> Iterator[Fault]:
    lines = text.split("\n")
    for number, line in enumerate(lines, 1):
        if not re.fullmatch(r"\s*\|?(\s*:?-{3,}:?\s*\|)+\s*(:?-{3,}:?\s*)?", line):
            continue
        head = _cells(lines[number - 2]) if number > 1 else []
        width = len(_cells(line))
        if len(head) != width or not all(cell.strip() for cell in head[1:]):
            yield Fault(
                number - 1,
                "The heading of this table does not fit its columns.",
                f"Give each of the {width} columns one heading, with | between.",
            )
        for below in range(number, len(lines)):
            row = lines[below]
            if "|" not in row:
                break
            if len(_cells(row)) != width:
                yield Fault(
                    below + 1,
                    f"This row has {len(_cells(row))} cells; its table has {width}.",
                    "Add or remove a |; write “none” in an empty cell.",
                )


def _cells(row: str) -> list[str]:
    return row.strip().strip("|").split("|")


def _note_faults(text: str) -> Iterator[Fault]:
    defined = set(re.findall(r"^\[\^([^\]]+)\]:", text, re.MULTILINE))
    for number, line in enumerate(text.split("\n"), 1):
        for name in re.findall(r"\[\^([^\]]+)\](?!:)", line):
            if name not in defined:
                yield Fault(
                    number,
                    f"The footnote “{name}” has no text.",
                    f"Add a line at the end: [^{name}]: and its words.",
                )


class _Safe(markdown.Extension):
    """Takes the handling of raw HTML out, so that it is shown as the characters it is."""

    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802 (the library's name)
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")


@lru_cache(maxsize=20_000)
def blocks(text: str, prefix: str = "", heading_shift: int = 0) -> str:
    """Return a text as block HTML.

    Args:
        prefix: keeps the ids of headings and footnotes apart on one page.
        heading_shift: how many levels below its own each heading is shown.
    """
    if not text:
        return ""
    if not MARKS.search(text):
        return f"<p>{html.escape(text, quote=False)}</p>"
    md = markdown.Markdown(
        extensions=["footnotes", "tables", "sane_lists", "toc", _Safe()],
        extension_configs={
            "toc": {"permalink": False, "marker": ""},
            "footnotes": {"BACKLINK_TEXT": "Back to the text", "SEPARATOR": "-"},
        },
    )
    made = md.convert(text)
    made = re.sub(
        r'<div class="footnote">\n<hr />', '<div class="footnotes" role="doc-endnotes">', made
    )
    made = re.sub(r'(class="footnote-backref" href="[^"]*") title="[^"]*"', r"\1", made)
    made = re.sub(r"<table>", '<div class="table-scroll"><table>', made).replace(
        "</table>", "</table></div>"
    )
    made = made.replace("<th>", '<th scope="col">')
    if prefix:
        made = re.sub(r'\b(id="|href="#)', rf"\1{prefix}-", made)
    if heading_shift:
        made = re.sub(
            r"<(/?)h([1-6])\b",
            lambda found: f"<{found[1]}h{min(6, int(found[2]) + heading_shift)}",
            made,
        )
    return made


@lru_cache(maxsize=20_000)
def inline(text: str) -> str:
    """Return a text of one paragraph as inline HTML; more paragraphs are joined by a space."""
    if not MARKS.search(text):
        return html.escape(text, quote=False)
    made = blocks(text)
    return re.sub(r"</?p>", "", made.replace("</p>\n<p>", " "))


def flow(text: str) -> str:
    """Return a text for a list item or a cell: one paragraph as inline HTML, more as blocks."""
    made = blocks(text)
    is_one = made.count("<p>") == 1 and made.startswith("<p>") and made.endswith("</p>")
    return inline(text) if is_one else made


def plain(text: str) -> str:
    """Return a text without its marks, as a reader would say it."""
    if not MARKS.search(text):
        return text
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", blocks(text))).split())


def opening(text: str) -> str:
    """Return the first paragraph of a chapter without its marks; empty where it has none."""
    found = re.search(r"<p>(.*?)</p>", blocks(text), re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", found[1])).split()) if found else ""


@dataclass(frozen=True)
class Heading:
    """A heading inside a chapter.

    Args:
        level: 2 to 6, as written.
        anchor: the id that `blocks` gives it, without a prefix.
    """

    level: int
    text: str
    anchor: str


def headings(text: str) -> list[Heading]:
    """Return the headings of a chapter, in order."""
    found = re.findall(r'<h([2-6]) id="([^"]+)">(.*?)</h', blocks(text))
    return [
        Heading(int(level), html.unescape(re.sub(r"<[^>]+>", "", words)), anchor)
        for level, anchor, words in found
    ]
