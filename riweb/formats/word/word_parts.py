"""The parts of a Word document besides its text: lists, and what it says of itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Literal
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part, XmlPart
from docx.oxml import parse_xml
from docx.package import Package
from docx.parts.document import DocumentPart

from riweb.formats.word.look import INSTEAD, STEP, TYPEFACE
from riweb.formats.word.runs import Element, spaces, tag
from riweb.languages import word_file

LEVELS = 9

# Signs that every typeface has, since Word's own bullets need a font of symbols.
SIGNS = ("•", "–")
Kind = Literal["bullet", "number"]


@dataclass
class List:
    """One list with all lists inside it, which for Word are its deeper levels.

    Args:
        level: that of its items, 0 for the outermost.
        first: the number that it begins with.
        kinds: what stands before the items of each level.
    """

    level: int
    first: int
    kinds: dict[int, Kind] = field(default_factory=dict)

    def xml(self, number: int, size_pt: int) -> str:
        """Return its element, by which paragraphs name it."""
        levels = "".join(
            f'<w:lvlOverride w:ilvl="{level}">'
            f'<w:startOverride w:val="{self.first if level == self.level else 1}"/>'
            f"{_level(level, kind, size_pt)}</w:lvlOverride>"
            for level, kind in sorted(self.kinds.items())
        )
        return f'<w:num w:numId="{number}"><w:abstractNumId w:val="1"/>{levels}</w:num>'


class Lists:
    """The lists of a document, as their items come."""

    def __init__(self) -> None:
        self.made: list[List] = []
        # For each level the list that is under way there: its series and its number.
        self._open: dict[int, tuple[int, int]] = {}

    def number(self, series: int, kind: Kind, level: int, first: int) -> int:
        """Return the number of the list that an item belongs to.

        Args:
            series: the same for all items of one list, without those of the lists inside it.
            first: the number of the item.
        """
        for deeper in [one for one in self._open if one > level]:
            del self._open[deeper]
        last = self._open.get(level)
        if last and last[0] == series:
            return last[1]
        around = self._open.get(level - 1)
        # A list inside another is a level of it, or a screen reader would hear the outer one end.
        # Not a second one inside the same item: its numbers would go on with those of the first.
        if around and not last and first <= 1:
            number = around[1]
            if self.made[number - 1].kinds.setdefault(level, kind) != kind:
                number = self._new(kind, level, first)
        else:
            number = self._new(kind, level, first)
        self._open[level] = (series, number)
        return number

    def _new(self, kind: Kind, level: int, first: int) -> int:
        self.made.append(List(level, max(first, 1), {level: kind}))
        return len(self.made)


def indent(level: int, size_pt: int) -> int:
    """Return how far the words of a list stand from the margin, in twentieths of a point.

    Args:
        level: 0 for the outermost list; -1 for the margin itself.
        size_pt: of the text; the larger, the more room its number needs.
    """
    return STEP * size_pt // 12 * (level + 1)


def part(lists: Sequence[List], size_pt: int) -> str:
    """Return the part of the package that holds all lists."""
    usual = "".join(_level(level, "bullet", size_pt) for level in range(LEVELS))
    made = "".join(one.xml(number, size_pt) for number, one in enumerate(lists, 1))
    return (
        f'<w:numbering {spaces()}><w:abstractNum w:abstractNumId="1">'
        f'<w:multiLevelType w:val="multilevel"/>{usual}</w:abstractNum>{made}</w:numbering>'
    )


def _level(level: int, kind: Kind, size_pt: int) -> str:
    left, hanging = indent(level, size_pt), indent(0, size_pt)
    form = "bullet" if kind == "bullet" else "decimal"
    sign = SIGNS[level % 2] if kind == "bullet" else f"%{level + 1}."
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{sign}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{left}" w:hanging="{hanging}"/></w:pPr></w:lvl>'
    )


# The first day that a ZIP file can say.
ZIP_DAY = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class About:
    """What a document says of itself.

    Args:
        day: its version, as 2026-01-12; empty where the plan has none, as a draft may.
    """

    title: str
    author: str
    description: str
    language: str
    day: str


class Parts:
    """The parts of one document, joined as Word wants them."""

    def __init__(self, about: About) -> None:
        self.package = Package()
        root = parse_xml(f"<w:document {spaces('wp', 'a', 'pic')}><w:body/></w:document>")
        self.document = DocumentPart(
            PackURI("/word/document.xml"),
            CONTENT_TYPE.WML_DOCUMENT_MAIN,
            root,
            self.package,
        )
        self.package.relate_to(self.document, RELATIONSHIP_TYPE.OFFICE_DOCUMENT)
        core = self._part("docProps/core", CONTENT_TYPE.OPC_CORE_PROPERTIES, _core(about))
        self.package.relate_to(core, RELATIONSHIP_TYPE.CORE_PROPERTIES)
        self.add("settings", _settings(about.language))
        self.add("fontTable", _fonts(), "FONT_TABLE")

    def add(self, name: str, xml: str, kind: str = "") -> str:
        """Add a part that is finished, and return its name among the relations of the document.

        Args:
            kind: as the standard calls it, where it is not the name.
        """
        kind = kind or name.upper()
        part = self._part(f"word/{name}", getattr(CONTENT_TYPE, f"WML_{kind}"), xml)
        return self.document.relate_to(part, getattr(RELATIONSHIP_TYPE, kind))

    def add_open(self, name: str, root: Element) -> XmlPart:
        """Add a part that will be filled, and return it."""
        kind = name.upper()
        uri = PackURI(f"/word/{name}.xml")
        part = XmlPart(uri, getattr(CONTENT_TYPE, f"WML_{kind}"), root, self.package)
        self.document.relate_to(part, getattr(RELATIONSHIP_TYPE, kind))
        return part

    def _part(self, name: str, kind: str, xml: str) -> Part:
        head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        return Part(PackURI(f"/{name}.xml"), kind, (head + xml).encode(), self.package)

    def content(self) -> bytes:
        """Return the file, with no time of its making in it."""
        packed = BytesIO()
        with ZipFile(packed, "w", ZIP_DEFLATED) as kept:
            for name, content in word_file.parts(self.package).items():
                info = ZipInfo(name, ZIP_DAY)
                info.compress_type = ZIP_DEFLATED
                kept.writestr(info, content)
        return packed.getvalue()


def _core(about: About) -> str:
    """Return the properties; without a day, none is made up."""
    names = (
        'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    )
    days = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{about.day}T00:00:00Z</dcterms:{name}>'
        for name in ("created", "modified")
        if about.day
    )
    return (
        f"<cp:coreProperties {names}><dc:title>{escape(about.title)}</dc:title>"
        f"<dc:creator>{escape(about.author)}</dc:creator>"
        f"<dc:description>{escape(about.description)}</dc:description>"
        f"<dc:language>{tag(about.language)}</dc:language>{days}</cp:coreProperties>"
    )


def _settings(language: str) -> str:
    # 15 is Word 2013 and all that came after it: a lower number opens in “compatibility mode”.
    mode = (
        '<w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
    )
    return (
        f'<w:settings {spaces()}><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'
        '<w:autoHyphenation w:val="0"/><w:characterSpacingControl w:val="doNotCompress"/>'
        '<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
        f"<w:compat>{mode}</w:compat><w:themeFontLang w:val={quoteattr(tag(language))}/>"
        '<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
    )


def _fonts() -> str:
    return (
        f'<w:fonts {spaces()}><w:font w:name="{TYPEFACE}"><w:altName w:val="{INSTEAD}"/>'
        '<w:panose1 w:val="020B0604020202020204"/><w:charset w:val="00"/>'
        '<w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font></w:fonts>'
    )
