"""The one door to polib: catalogues of translations, in gettext's format."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import polib

from riweb.content.source import Po
from riweb.locales import LOCALES
from riweb.problems import Problem, quoted

# A line that begins a thing of its own: an item, a row, a heading, a quotation, a footnote.
BEGINS = re.compile(r"\s*(?:[-*+] |\d+[.)] |\||#|>|\[\^[^\]]+\]:|(?:-{3,}|\*{3,}|_{3,})\s*$)")

# A line after which nothing of it can follow.
ENDS = re.compile(r"\s*(?:\||#)|.*(?:  |\\)$")
BREAK = re.compile(r"(\n(?:[ \t]*\n)*)")
BLANK = " \t\n"


def joined(text: str) -> str:
    """Return a text with each paragraph and each item on a line of its own."""
    made: list[str] = []
    before = ""
    for number, row in enumerate(text.split("\n")):
        if before.strip() and row.strip() and not ENDS.match(before) and not BEGINS.match(row):
            made[-1] = before.rstrip(BLANK)
            before = row.strip(BLANK)
            made += (" ", before)
        else:
            before = row
            made += ("\n", row) if number else (row,)
    return "".join(made)


def laid(text: str, source: str) -> str:
    """Return a translation with the line breaks of its source.

    Word processors make paragraphs of lines, and put empty ones between; in Markdown both mean
    something.
    """
    indent = source[: len(source) - len(source.lstrip(" \t"))]
    rows = [row for row in joined(text).strip(BLANK).split("\n") if row.strip(BLANK)]
    gaps = BREAK.split(joined(source).strip(BLANK))[1::2]
    if len(rows) != len(gaps) + 1:
        gap = "\n\n" if any(len(gap) > 1 for gap in gaps) else "\n"
        return indent + re.sub(r"\n(?:[ \t]*\n)+", gap, joined(text).strip(BLANK))
    return indent + "".join(row + gap for row, gap in zip(rows, [*gaps, ""], strict=True))


REVIEWED = "reviewed"
WIDTH = 100

# Where a value is put into words of the interface.
PLACE = re.compile(r"%\(\w+\)[sd]")

# A line of a catalogue that holds words, and one that is written right.
STARTS = re.compile(r'\s*(?:#[~|]\s*)*(?:msg\w+|")')
WHOLE = re.compile(r'\s*(?:#[~|]\s*)*(?:msg\w+(?:\[\d\])?\s+)?"(?:[^"\\]|\\.)*"\s*')


@dataclass(frozen=True)
class CatalogueEntry:
    """One text with its translation.

    Args:
        context: where the text is from, such as `actions/one-team/title`.
        source: the text that was translated.
        text: its translation; empty where there is none.
        is_fuzzy: True where the text has changed since.
        is_reviewed: True where somebody who speaks the language well has checked it.
        previous: the text before it changed, or empty.
        note: what helps the translator.
        line: where it stands in the catalogue; 0 where it is not written yet.
        is_obsolete: True where the content has the text no more.
        remark: what a translator has noted.
    """

    context: str
    source: str
    text: str = ""
    is_fuzzy: bool = False
    is_reviewed: bool = False
    previous: str = ""
    note: str = ""
    line: int = 0
    is_obsolete: bool = False
    remark: str = ""


@dataclass(frozen=True)
class Catalogue:
    """The translations of one plan, or of the site itself.

    Args:
        file: the path that problems name.
        entries: those in use, by their context.
        obsolete: those that the content has no more.
        head: what its first entry says, some of it put there by translators' programmes.
        opening: the remark that it begins with.
    """

    file: str
    language: str
    entries: Mapping[str, CatalogueEntry]
    obsolete: tuple[CatalogueEntry, ...] = ()
    head: Mapping[str, str] = field(default_factory=dict)
    opening: str = ""

    def __str__(self) -> str:
        """Return the catalogue as a file."""
        return written([*self.entries.values(), *self.obsolete], self.language, self)


def read(po: Po, language: str, problems: list[Problem]) -> Catalogue | None:
    """Return a catalogue, or None where it cannot be read; what is wrong goes to `problems`."""
    try:
        file = polib.pofile(po.text)
    except (OSError, ValueError, UnicodeError) as error:
        problems.append(_broken(po, str(error)))
        return None
    before = len(problems)
    problems += _open_quotes(po)
    problems += _header(po, file.metadata, language)
    problems += _parted_accents(po)
    entries: dict[str, CatalogueEntry] = {}
    for one in (_entry(raw) for raw in file if not raw.obsolete):
        if one.context in entries:
            first = entries[one.context].line
            wrong = f"{quoted(one.context)} is in this catalogue twice, first on line {first}."
            problems.append(Problem(po.file, one.line, "", wrong, "Keep one of them."))
        entries[one.context] = one
    if len(problems) > before:
        return None
    obsolete = tuple(map(_entry, file.obsolete_entries()))
    return Catalogue(po.file, language, entries, obsolete, file.metadata, file.header)


def _entry(raw: polib.POEntry) -> CatalogueEntry:
    return CatalogueEntry(
        raw.msgctxt or "",
        raw.msgid,
        raw.msgstr,
        "fuzzy" in raw.flags,
        REVIEWED in raw.flags,
        raw.previous_msgid or "",
        raw.comment,
        raw.linenum or 0,
        bool(raw.obsolete),
        raw.tcomment,
    )


def _broken(po: Po, words: str) -> Problem:
    found = re.search(r"\(line (\d+)\)", words)
    line = int(found[1]) if found else 0
    wrong = "This catalogue is broken here, so its translations cannot be read."
    fix = (
        "Each text stands between straight quotation marks, after msgid or msgstr. "
        "Put back the last version that worked, or mend the line."
    )
    return Problem(po.file, line, "", wrong, fix)


def _open_quotes(po: Po) -> Iterator[Problem]:
    """Yield the lines whose quotation marks are not closed; polib would cut a letter off."""
    for number, row in enumerate(po.text.split("\n"), 1):
        if STARTS.match(row) and not WHOLE.fullmatch(row):
            yield _broken(po, f"(line {number})")


def _header(po: Po, metadata: Mapping[str, str], language: str) -> Iterator[Problem]:
    """Yield what is wrong with the first entry, which tells programmes how to read the others."""
    wanted = header(language)
    for name in ("Language", "Content-Type", "Plural-Forms"):
        said = metadata.get(name, "")
        if re.sub(r"[\s;()]+", "", said).lower() != re.sub(r"[\s;()]+", "", wanted[name]).lower():
            line = next((n for n, row in enumerate(po.text.split("\n"), 1) if name in row), 1)
            wrong = f"The head of this catalogue says {name}: {quoted(said)}."
            if not said:
                wrong = f"The head of this catalogue does not say {name}."
            fix = f'Write "{name}: {wanted[name]}\\n" there.'
            yield Problem(po.file, line, "", wrong, fix)


def _parted_accents(po: Po) -> Iterator[Problem]:
    """Yield the lines in which a letter and its accent are saved as two signs."""
    if unicodedata.is_normalized("NFC", po.text):
        return
    for number, row in enumerate(po.text.split("\n"), 1):
        composed = unicodedata.normalize("NFC", row)
        if composed != row:
            place = next(n for n, (a, b) in enumerate(zip(row, composed, strict=False)) if a != b)
            wrong = f"The accent of {quoted(composed[place])} is saved as a sign of its own here."
            fix = f"Type the letter again as one sign: {composed[place]}"
            yield Problem(po.file, number, "", wrong, fix)


def header(language: str) -> dict[str, str]:
    """Return the head of a catalogue."""
    return {
        "Project-Id-Version": "riweb",
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": LOCALES[language].plural_forms,
    }


def written(entries: Iterable[CatalogueEntry], language: str, old: Catalogue | None = None) -> str:
    """Return a catalogue as a file: entries in use, then those that are not.

    Args:
        old: the catalogue whose head and opening remark are kept; None for a new one.
    """
    file = polib.POFile(wrapwidth=WIDTH, encoding="utf-8")
    file.metadata = {**header(language), **(old.head if old else {})}
    file.header = old.opening if old else ""
    for one in entries:
        flags = ["fuzzy"] * one.is_fuzzy + [REVIEWED] * one.is_reviewed
        file.append(
            polib.POEntry(
                msgctxt=one.context,
                msgid=one.source,
                msgstr=one.text,
                comment=one.note,
                tcomment=one.remark,
                flags=flags,
                previous_msgid=one.previous or None,
                previous_msgctxt=one.context if one.previous else None,
                obsolete=one.is_obsolete,
            )
        )
    return f"{file}\n" if not str(file).endswith("\n") else str(file)


@dataclass(frozen=True)
class InterfacePhrases:
    """The words of the interface in one language.

    Args:
        one: by the English words.
        counted: all forms by the first English form, in the order of the plural rule.
    """

    one: Mapping[str, str]
    counted: Mapping[str, tuple[str, ...]]


def phrases(po: Po, language: str, problems: list[Problem]) -> InterfacePhrases:
    """Return the words of the interface from a catalogue; those without a translation left out.

    What is wrong with the catalogue is added to `problems`.
    """
    try:
        file = polib.pofile(po.text)
    except (OSError, ValueError, UnicodeError) as error:
        problems.append(_broken(po, str(error)))
        return InterfacePhrases({}, {})
    problems += (*_open_quotes(po), *_header(po, file.metadata, language), *_parted_accents(po))
    current = [one for one in file if not one.obsolete and "fuzzy" not in one.flags]
    counted = {}
    for one in current:
        forms = tuple(one.msgstr_plural[n] for n in sorted(one.msgstr_plural))
        for text in (one.msgstr, *forms):
            if text and set(PLACE.findall(text)) != set(PLACE.findall(one.msgid)):
                problems.append(_other_places(po, one, text))
        if one.msgid_plural and all(forms):
            counted[one.msgid] = forms
    return InterfacePhrases({one.msgid: one.msgstr for one in current if one.msgstr}, counted)


def _other_places(po: Po, entry: polib.POEntry, text: str) -> Problem:
    wrong = f"{quoted(text)} does not have the same words in brackets as its English text."
    fix = f"Keep each of these as it is: {', '.join(PLACE.findall(entry.msgid)) or 'none'}."
    return Problem(po.file, entry.linenum or 0, "", wrong, fix)
