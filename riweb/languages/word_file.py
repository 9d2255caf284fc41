"""A Word file for a translator: each text on the left, its translation on the right."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from itertools import count
from typing import Any

from riweb.languages.catalogues import BREAK, joined
from riweb.languages.parcels import SITE, Parcel, TranslationUnit
from riweb.locales import LOCALES, cy, en, side_by_side
from riweb.plan.site import WelshTerm
from riweb.problems import Problem, Refused

try:
    import docx
    from docx.document import Document
    from docx.enum.section import WD_ORIENT
    from docx.opc.package import OpcPackage
    from docx.opc.pkgwriter import _ContentTypesItem
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt, RGBColor
    from docx.table import Table, _Cell, _Row
    from docx.text.paragraph import Paragraph

    IS_THERE = True
except ImportError:
    IS_THERE = False


# The same texts make the same bytes, whenever they are written.
THEN = datetime(2000, 1, 1, tzinfo=UTC)
ZIP_THEN = (2000, 1, 1, 0, 0, 0)

# Dark enough to read on white: 5.7 to 1.
GREY = (0x63, 0x63, 0x63)
WIDTHS_MM = (133, 133)
TERM_WIDTHS_MM = (80, 80, 106)


def write(parcel: Parcel, terms: Sequence[WelshTerm]) -> bytes:
    """Return the texts as a file.

    Args:
        terms: the words that translators keep to.

    Raises:
        Refused: where python-docx is not on this machine.
    """
    if not IS_THERE:
        wrong = "Word files need python-docx, which is not on this machine."
        fix = 'Run: pip install "riweb[word]"'
        name = f"{parcel.name or 'site'}-{parcel.language}.docx"
        raise Refused([Problem(name, 0, "", wrong, fix)])
    return _packed(_Writer(parcel, terms).document())


class _Writer:
    def __init__(self, parcel: Parcel, terms: Sequence[WelshTerm]) -> None:
        self.parcel = parcel
        self.terms = terms
        self.made: Document = docx.Document()

    def document(self) -> Document:
        self._set_up()
        self._open()
        self._texts()
        if self.terms:
            self._terms()
        return self.made

    def _set_up(self) -> None:
        parcel, about = self.parcel, self.made.core_properties
        about.title, about.author, about.comments = self._title(en.LOCALE.tag), "riweb", ""
        about.last_modified_by, about.language = "riweb", LOCALES[parcel.language].regional
        about.identifier = self._name()
        about.created = about.modified = THEN
        section = self.made.sections[0]
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Mm(297), Mm(210)
        section.left_margin = section.right_margin = Mm(15)
        section.top_margin = section.bottom_margin = Mm(15)
        for name, size in (("Normal", 11), ("Heading 1", 18), ("Heading 2", 14)):
            style = self.made.styles[name]
            style.font.name, style.font.size = "Arial", Pt(size)
            style.font.color.rgb = RGBColor(0, 0, 0)
            fonts = style.element.rPr.rFonts
            for theme in [one for one in fonts.attrib if one.endswith("Theme")]:
                del fonts.attrib[theme]
        self.made.styles["Normal"].paragraph_format.space_after = Pt(4)

    def _title(self, language: str) -> str:
        return f"{self.parcel.title}: {self._head(language)}"

    def _head(self, language: str) -> str:
        """Return from which language into which, in words of one."""
        parcel, words = self.parcel, LOCALES[language].translators
        names = {
            role: words.names.get(tag, LOCALES[tag].own_name)
            for role, tag in (("source", parcel.source), ("target", parcel.language))
        }
        return words.from_to % names

    def _open(self) -> None:
        """Say what the file is and what to do, the translator's language first."""
        parcel = self.parcel
        for language in (parcel.language, parcel.source):
            title = self.made.add_heading(level=1)
            _say(title, f"{parcel.title}: ", parcel.source)
            _say(title, self._head(language), language)
            for number, step in enumerate(LOCALES[language].translators.steps, 1):
                _say(self.made.add_paragraph(), f"{number}. {step}", language)
        line = self.made.add_paragraph()
        for language in side_by_side((parcel.source, parcel.language)):
            _grey(line, f"{LOCALES[language].translators.keep_line} ", language)
        _grey(line, self._name(), "")

    def _name(self) -> str:
        """Return what tells the file from others when it comes back."""
        parcel = self.parcel
        languages = f"{parcel.source}-{parcel.language}"
        return f"riweb: {parcel.name or SITE} {languages} {len(parcel.units)}"

    def _texts(self) -> None:
        parcel = self.parcel
        table = self._table(
            WIDTHS_MM, tuple(LOCALES[one].own_name for one in (parcel.source, parcel.language))
        )
        for number, unit in zip(count(1), parcel.units, strict=False):
            row: _Row = table.add_row()  # type: ignore[no-untyped-call]
            _mark(row, "w:cantSplit")
            left, right = row.cells
            self._left(left, number, unit)
            _fill(right.paragraphs[0], right, unit.text, parcel.language)

    def _left(self, cell: _Cell, number: int, unit: TranslationUnit) -> None:
        place = f"{number} · {unit.context}"
        _grey(cell.paragraphs[0], f"{place} · {unit.note}" if unit.note else place, en.LOCALE.tag)
        _fill(cell.add_paragraph(), cell, unit.source, self.parcel.source)
        if unit.state == "stale":
            label = cell.add_paragraph()
            first, last = reversed(side_by_side((self.parcel.source, self.parcel.language)))
            _grey(label, f"{LOCALES[first].translators.changed} / ", first)
            _grey(label, LOCALES[last].translators.changed, last)
            if unit.previous:
                _fill(cell.add_paragraph(), cell, unit.previous, self.parcel.source, is_grey=True)

    def _terms(self) -> None:
        title = self.made.add_heading(level=2)
        # The list of words that a site keeps is of English and Welsh.
        welsh, english = cy.LOCALE, en.LOCALE
        _say(title, f"{welsh.translators.terms} / ", welsh.tag)
        _say(title, english.translators.terms, english.tag)
        note = f"{english.translators.note} / {welsh.translators.note}"
        table = self._table(TERM_WIDTHS_MM, (english.own_name, welsh.own_name, note))
        for term in self.terms:
            row: _Row = table.add_row()  # type: ignore[no-untyped-call]
            for cell, words, language in zip(
                row.cells,
                (term.en, term.cy, term.note),
                (english.tag, welsh.tag, english.tag),
                strict=True,
            ):
                _say(cell.paragraphs[0], words, language)

    def _table(self, widths: tuple[int, ...], heads: tuple[str, ...]) -> Table:
        """Add a table whose head comes again on each page."""
        table: Table = self.made.add_table(rows=1, cols=len(widths), style="Table Grid")
        table.autofit = False
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Mm(width)
        _mark(table.rows[0], "w:tblHeader")
        languages = {one.own_name: one.tag for one in LOCALES.values()}
        for cell, words in zip(table.rows[0].cells, heads, strict=True):
            _say(cell.paragraphs[0], words, languages.get(words, ""))
            cell.paragraphs[0].runs[0].bold = True
        return table


def _mark(row: _Row, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))


def _fill(first: Paragraph, cell: _Cell, text: str, language: str, is_grey: bool = False) -> None:
    """Write a text, a paragraph for each of its own, beginning with an empty one."""
    write = _grey if is_grey else _say
    paragraph, words = first, ""
    for part in BREAK.split(joined(text)):
        if part.count("\n") < 2:
            words += part
            continue
        write(paragraph, words, language)
        paragraph, words = cell.add_paragraph(), ""
    write(paragraph, words, language)


def _say(paragraph: Paragraph, words: str, language: str) -> None:
    """Add words in a language, in which Word then looks for slips; in none where it is empty."""
    run = paragraph.add_run(words)
    about = run._r.get_or_add_rPr()
    if language:
        mark = OxmlElement("w:lang")
        mark.set(qn("w:val"), LOCALES[language].regional)
    else:
        mark = OxmlElement("w:noProof")
    about.append(mark)


def _grey(paragraph: Paragraph, words: str, language: str) -> None:
    """Add small grey words: what is not to be translated."""
    _say(paragraph, words, language)
    font = paragraph.runs[-1].font
    font.size, font.color.rgb = Pt(9), RGBColor(*GREY)


def _packed(document: Document) -> bytes:
    """Return a document as the bytes of a file, with no trace of when it was written."""
    packed, found = io.BytesIO(), parts(document.part.package)
    with zipfile.ZipFile(packed, "w") as new:
        for name in _in_order(found):
            about = zipfile.ZipInfo(name, ZIP_THEN)
            about.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(about, found[name])
    return packed.getvalue()


def parts(package: OpcPackage) -> dict[str, bytes]:
    """Return the files that a Word document is packed from, by their names.

    What python-docx itself packs has the time of day in it, and where the clock of the machine is
    before 1980 or after 2107, no such file can be packed.
    """
    own = package.parts
    for part in own:
        part.before_marshal()  # type: ignore[no-untyped-call]
    types = _ContentTypesItem.from_parts(own)  # type: ignore[no-untyped-call]
    # What its types call a text is bytes.
    found: dict[str, Any] = {"[Content_Types].xml": types.blob, "_rels/.rels": package.rels.xml}
    for part in own:
        found[part.partname.membername] = part.blob
        if len(part.rels):
            found[part.partname.rels_uri.membername] = part.rels.xml
    return found


def _in_order(names: Iterable[str]) -> list[str]:
    """Return the parts of a file, the list of their types first, as readers expect."""
    return sorted(names, key=lambda name: (name != "[Content_Types].xml", name))
