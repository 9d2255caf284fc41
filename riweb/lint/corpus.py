"""Every text of the content in every language, ready to be looked at."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from riweb.content.parse import texts
from riweb.content.source import Key, Raw, shown
from riweb.languages.catalogues import CatalogueEntry
from riweb.languages.comparison import TranslationWork, entry_of
from riweb.languages.messages import EASY, Message
from riweb.lint import sentences
from riweb.lint.rule import Kind, Passage, TextBlock
from riweb.lint.sentences import Names
from riweb.locales import LOCALES
from riweb.plan.inserts import InsertFile
from riweb.plan.plans import Plan

_ITEM = re.compile(r"\s*(?:[-*+]|\d+[.)])\s+(.*)")
_HEADING = re.compile(r"#+\s+(.*?)\s*#*")
_FOOTNOTE = re.compile(r"\s*\[\^[^\]]+\]:\s*(.*)")
_RULE = re.compile(r"\s*\|?[\s:|-]+\|?\s*")


def read(text: str, kind: Kind, names: Names) -> tuple[TextBlock, ...]:
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


def _block(kind: Kind, text: str, names: Names) -> TextBlock:
    links = tuple(map(sentences.plain, sentences.words_of_links(text)))
    # A title in italics is somebody’s name for a thing, as one in quotation marks is.
    marked = sentences.plain(sentences.with_titles(text))
    own = sentences.without_titles(sentences.without_names(sentences.own(marked), names))
    return TextBlock(kind, sentences.without_titles(marked), own, links)


# Fields that name a body, a post, a place or a document.
NAMES = {
    "term",
    "aliases",
    "organisation",
    "address",
    "team",
    "role",
    "label",
    "to",
    "unit",
    "word",
}

# Fields that stand as headings where they are shown.
HEADINGS = {"title"}

# Residents’ own words.
QUOTED = {"you_said"}


def kind_of(key: Key, is_line: bool) -> Kind:
    """Return what a text is, by its field."""
    names = [part for part in key if isinstance(part, str)]
    field = names[-1]
    if field in NAMES or names[-2:] in (["groups", "name"], ["publisher", "name"]):
        return "name"
    if names[-2:] == ["boxes", "text"] or names[-2:] == ["consultation", "who"]:
        return "name"
    if field in HEADINGS or names == ["options", "name"]:
        return "heading"
    return "line" if is_line and names[0] != EASY else "prose"


def names_of(named: Iterable[tuple[str, str]]) -> Names:
    """Return a pattern that finds names in a text in small letters.

    Args:
        named: the field and the words of each.
    """
    found = {
        sentences.small(text)
        for field, text in named
        # A whole sentence under such a field is no name, and a single small word is too little.
        if text and len(text) < 80 and (any(map(str.isupper, text[1:])) or field == "term")
    }
    if not found:
        return None
    # By their first letter, so that at most places no name has to be tried; then the longest first.
    ordered = sorted(found, key=lambda one: (one[0], -len(one), one))
    inner = "|".join(
        f"{re.escape(first)}(?:{'|'.join(re.escape(one[1:]) for one in names)})"
        for first, names in groupby(ordered, key=lambda one: one[0])
    )
    return re.compile(rf"(?<![\w·])(?:{inner})(?:s|’s|’)?(?!\w)")


def of(
    plan: str,
    language: str,
    messages: Sequence[Message],
    published: Plan | None,
    work: TranslationWork | None = None,
) -> Iterator[Passage]:
    """Yield the texts of one plan in one language.

    Args:
        work: its translation; None for the language that it is written in.
    """
    entries = dict(_translated(work, messages)) if work else {}
    told = [
        (message, kind_of(message.key, message.is_line), entry.text if entry else message.text)
        for message in messages
        if (entry := entries.get(message.context)) or not work
    ]
    names = names_of((_field(one.key), words) for one, kind, words in told if kind == "name")
    for message, kind, text in told:
        file, line, key = _place(message)
        if work:
            file, line, key = work.file, entries[message.context].line, message.context
        field = _field(message.key)
        yield Passage(
            plan,
            language,
            _chapter(message, published),
            file,
            line,
            key,
            field,
            text,
            read(text, kind, None if kind == "name" else names),
            field in QUOTED,
            work is not None,
        )


def _field(key: Key) -> str:
    """Return the name of the field that a text stands in."""
    return next(part for part in reversed(key) if isinstance(part, str))


def _translated(
    work: TranslationWork, messages: Sequence[Message]
) -> Iterator[tuple[str, CatalogueEntry]]:
    """Yield what stands in a catalogue for each message that it has, by the message's context."""
    for message in messages:
        entry = entry_of(work.catalogue, message)
        if entry and entry.text and not entry.is_fuzzy:
            yield message.context, entry


def _place(message: Message) -> tuple[str, int, str]:
    """Return the file, the line and the key under which an editor finds a text."""
    key = message.key[1:] if message.key[0] == EASY else message.key
    shown_key = "" if message.key[0] == "chapters" else shown(key)
    return message.file, message.line, shown_key


def of_insert(sheet: InsertFile, raw: Raw, told: Sequence[Passage]) -> Iterator[Passage]:
    """Yield the texts of a newsletter insert that are in one language.

    Args:
        told: the texts of its plan in that language, with the names in them.
    """
    language = told[0].language
    names = names_of(
        (one.field, one.raw) for one in told for block in one.blocks[:1] if block.kind == "name"
    )
    for group, name, text, is_line in texts.marked(sheet):
        key = (*group, *name)
        own = name[-1] if name[-1] in LOCALES else sheet.languages[0]
        if own != language or own not in sheet.languages:
            continue
        line, shown_key = raw.place(key)
        made = read(text, kind_of(group or key, is_line), names)
        field = str(group[-1] if group else name[-1])
        block = sheet.blocks[group[1]] if len(group) > 1 and isinstance(group[1], int) else None
        is_quoted = field in QUOTED or bool(block and block.kind == "quotation")
        place = (raw.file, line, shown_key, field)
        yield Passage(sheet.plan, language, "", *place, text, made, is_quoted)


def _chapter(message: Message, published: Plan | None) -> str:
    """Return the title of the chapter that a text is from, the word for Easy Read, or empty."""
    if message.key[0] == EASY:
        return EASY
    if published and message.key[0] == "chapters" and isinstance(message.key[1], int):
        return published.chapters[message.key[1]].title
    return ""
