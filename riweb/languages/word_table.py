"""The table of a Word file that came back, as Word and LibreOffice save it."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from riweb.content.source import xml
from riweb.languages.parcels import SITE, Parcel, TranslationUnit
from riweb.locales import LOCALES
from riweb.problems import Problem, Refused, quoted

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

# The parts of the file that are read: Word on the web numbers the first.
BODY = re.compile(r"word/document\d*\.xml")
ABOUT = re.compile(r"docProps/core\.xml")
IDENTIFIER = "{http://purl.org/dc/elements/1.1/}identifier"

# More than this a file of texts does not hold; a small file may unpack to very much. Word writes
# some 3,000 letters and 130 tags for a text and its translation.
MOST_BYTES = 20_000_000
MOST_TAGS = 800_000

# Texts in one file: a plan of 60 actions has some 500.
MOST_TEXTS = 20_000

# Elements in one another, and rows of tables: a table in a text box in a table has some 30 and 2.
TOO_DEEP = etree.XPath(
    "boolean(//*[count(ancestor::*)>40] | //w:tr[count(ancestor::w:tr)>2])",
    namespaces={"w": W.strip("{}")},
)

# How Word packs a part; how others unfold cannot be bounded.
PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
IS_LOCKED = 0x1

# What the libraries raise for a file that is damaged, in whatever way.
DAMAGED = (
    *(zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, struct.error, etree.XMLSyntaxError),
    *(OSError, EOFError, ValueError, LookupError, OverflowError, RuntimeError),
)

# The grey line above each text, its number and its context, and the line below a changed one.
PLACE = re.compile(r"\s*(\d{1,6})\s*·\s*([^·\s][^·]*)")

# Begins the grey line below a text that has changed, in any language.
CHANGED = tuple(one.translators.changed for one in LOCALES.values())

# The line that says what the file is: a plan, from and to which language, how many texts.
NAMED = re.compile(r"riweb: (\S+) ([a-z]{2,3})-([a-z]{2,3}) (\d{1,6})\s*$")

# What stands for one sign; everything else that is not text stands for none.
SIGNS = {
    "tab": " ",
    "br": "\n",
    "cr": "\n",
    "noBreakHyphen": "\N{NON-BREAKING HYPHEN}",
    "softHyphen": "\N{SOFT HYPHEN}",
}

# What a translator has taken out with “track changes”, and second ways to show one thing.
GONE = {f"{W}del", f"{W}moveFrom"}
SECOND = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
AGAIN = "Take the file that `riweb translate export` made, and a translator filled in."
SEND = "Copy it from the file that you sent, or export it again."


def read(content: bytes, file: str) -> Parcel:
    """Return the texts of a file that came back.

    Args:
        file: what problems call it.

    Raises:
        Refused: where it is broken, or no such file.
    """
    body, about = _part(content, BODY, file), _part(content, ABOUT, file)
    said = [_text(one) for one in body.iter(f"{W}p")]
    # The line may have gone: the properties of the file, which Word keeps, say it again.
    said += [one.text or "" for one in about.iter(IDENTIFIER)]
    named = next(filter(None, map(NAMED.search, said)), None)
    if named is None:
        wrong = "This Word file does not say which plan it is for."
        fix = f"Its line “riweb: …” above the table is needed. {AGAIN}"
        raise Refused([Problem(file, 0, "", wrong, fix)])
    name, source, language, count = named.groups()
    if int(count) > MOST_TEXTS:
        wrong = f"This Word file says that it holds {int(count):,} texts; no plan has so many."
        raise Refused([Problem(file, 0, "", wrong, AGAIN)])
    rows = list(_rows(body))
    units = tuple(unit for row in rows if (unit := row.unit()))
    lost = list(_nameless(rows, file))
    lost += _missing({unit.place for unit in units}, int(count), file)
    return Parcel("" if name == SITE else name, "", source, language, units, tuple(lost))


def _part(content: bytes, name: re.Pattern[str], file: str) -> etree._Element:
    """Return a part of the file by its name.

    Raises:
        Refused: where the file is broken or has no such part.
    """
    wrong = "This file is not a Word file, or it is broken."
    fix = f"Save it as .docx. {AGAIN}"
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            about = next((one for one in packed.infolist() if name.fullmatch(one.filename)), None)
            if about and about.flag_bits & IS_LOCKED:
                wrong = "This Word file is locked with a password."
                fix = "Take the password away in Word, save it as .docx, and import it again."
            elif about and about.compress_type in PACKED:
                found: etree._Element = xml.read(_unpacked(packed, about), MOST_TAGS)
                has_types = getattr(found.getroottree().docinfo, "doctype", "")
                if not has_types and not TOO_DEEP(found):
                    return found
    except xml.TooMuch:
        wrong = f"This Word file unfolds to more than a plan has: {MOST_BYTES // 1_000_000} MB."
        fix = AGAIN
    except DAMAGED:
        pass
    raise Refused([Problem(file, 0, "", wrong, fix)])


def _unpacked(packed: zipfile.ZipFile, about: zipfile.ZipInfo) -> bytes:
    """Return a part, whatever its file says of how long it is.

    Raises:
        TooMuch: when it is longer than we take.
    """
    with packed.open(about) as part:
        found = part.read(MOST_BYTES + 1)
    if len(found) > MOST_BYTES:
        raise xml.TooMuch
    return found


@dataclass(frozen=True)
class _Row:
    """A row of two cells, each as its paragraphs that are not empty.

    Args:
        number: its place in the table, where its own number is lost.
    """

    number: int
    left: tuple[str, ...]
    right: tuple[str, ...]

    def unit(self) -> TranslationUnit | None:
        """Return the text of the row, or None where it does not say which it is."""
        found = PLACE.match(self.left[0]) if self.left else None
        if not found:
            return None
        words = list(self.left[1:])
        label = next((n for n, one in enumerate(words) if one.startswith(CHANGED)), None)
        return TranslationUnit(
            found[2].rstrip(),
            "\n\n".join(words[:label]),
            "\n\n".join(self.right),
            "draft" if label is None else "stale",
            place=int(found[1]),
        )


def _rows(body: etree._Element) -> Iterator[_Row]:
    """Yield the rows that hold a text and its translation; not heads, nor the list of terms."""
    number = 0
    for row in body.iter(f"{W}tr"):
        about = row.find(f"{W}trPr")
        marks = {one.tag for one in about} if about is not None else set()
        cells = [one for one in row.iter(f"{W}tc") if next(one.iterancestors(f"{W}tr")) is row]
        if len(cells) == 2 and f"{W}tblHeader" not in marks:
            number += 1
            if f"{W}del" not in marks:
                left, right = (tuple(_paragraphs(cell)) for cell in cells)
                yield _Row(number, left, right)


def _paragraphs(cell: etree._Element) -> Iterator[str]:
    """Yield the paragraphs of a cell; one whose end was taken out runs on into the next."""
    text = ""
    for one in cell.iter(f"{W}p"):
        mark = _item(one)
        words = _text(one)
        text += words if words.lstrip().startswith(mark.strip()) else mark + words
        if one.find(f"{W}pPr/{W}rPr/{W}del") is None:
            if text.strip():
                yield text
            text = ""
    if text.strip():
        yield text


def _item(paragraph: etree._Element) -> str:
    """Return the mark of a list item that Word has made a list of its own of, or nothing."""
    number = paragraph.find(f"{W}pPr/{W}numPr/{W}numId")
    return "- " if number is not None and number.get(f"{W}val") != "0" else ""


def _text(paragraph: etree._Element) -> str:
    """Return the words of a paragraph as they read when all changes are accepted."""
    return "".join(_signs(paragraph))


def _signs(element: etree._Element) -> Iterator[str]:
    for one in element:
        if one.tag == f"{W}t":
            yield one.text or ""
        elif isinstance(one.tag, str) and one.tag not in GONE and one.tag != SECOND:
            kind = one.tag.removeprefix(W)
            # Within the properties of a paragraph, `tab` is a place to stop at.
            if kind in SIGNS and element.tag == f"{W}r":
                yield SIGNS[kind]
            else:
                yield from _signs(one)


def _nameless(rows: list[_Row], file: str) -> Iterator[Problem]:
    for row in rows:
        if row.unit() is None and (row.left or row.right):
            words = quoted((row.right or row.left)[0])
            wrong = f"The grey line that says what this is has gone: {words}. It was not taken."
            yield Problem(file, row.number, "", wrong, SEND)


def _missing(found: set[int], count: int, file: str) -> Iterator[Problem]:
    for number in sorted(set(range(1, count + 1)) - found):
        wrong = f"Text {number} of {count} is not in this file any more, so it was not taken."
        yield Problem(file, number, "", wrong, SEND)
