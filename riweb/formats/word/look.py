"""The styles of a Word document: how everything looks, in one place that a reader can change.

Every style stands on Normal, and says no size of its own but for the title and the two upper levels
of headings. So a reader who sets Normal to 18 point has large print: text, lists, tables, notes,
contents and page numbers follow. Word knows no sizes as a multiple of another, so the headings that
have one are as large as large print from the start, and are never smaller than the text.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from riweb.formats.word.runs import spaces, tag

# It is on nearly every computer and telephone; where it is not, the font table names one that is
# as wide. Fonts inside the file would make it ten times as large, and Word asks before it uses
# them.
TYPEFACE = "Arial"
INSTEAD = "Liberation Sans"
SIZE_PT = 12

# In twentieths of a point: a level of a list at 12 point.
STEP = 400


@dataclass(frozen=True)
class Style:
    """One style.

    Args:
        id: as paragraphs name it.
        name: as Word lists it; its own names bring what Word knows of them.
        paragraph: the content of `w:pPr`.
        run: the content of `w:rPr`.
        based_on: empty for what stands on nothing.
        following: the style of the paragraph that a writer begins after it.
        more: further elements, for tables.
    """

    id: str
    name: str
    paragraph: str = ""
    run: str = ""
    based_on: str = "Normal"
    following: str = ""
    kind: Literal["paragraph", "character", "table", "numbering"] = "paragraph"
    more: str = ""

    @property
    def xml(self) -> str:
        """The element of the style."""
        is_default = self.id in ("Normal", "DefaultParagraphFont", "TableNormal", "NoList")
        default = ' w:default="1"' if is_default else ""
        own = "" if self.name in OF_WORD else ' w:customStyle="1"'
        parts = [f'<w:name w:val="{self.name}"/>']
        if self.based_on:
            parts.append(f'<w:basedOn w:val="{self.based_on}"/>')
        if self.following:
            parts.append(f'<w:next w:val="{self.following}"/>')
        parts.append(f'<w:uiPriority w:val="{99 if is_default else 9}"/><w:qFormat/>')
        parts.append(f"<w:pPr>{self.paragraph}</w:pPr>" if self.paragraph else "")
        parts.append(f"<w:rPr>{self.run}</w:rPr>" if self.run else "")
        head = f'<w:style w:type="{self.kind}"{default}{own} w:styleId="{self.id}">'
        return f"{head}{''.join(parts)}{self.more}</w:style>"


# Names that Word gives a meaning: in its list of headings, its contents, its notes.
OF_WORD = {
    "Normal",
    "Title",
    "TOC Heading",
    "toc 1",
    "List Bullet",
    "List Number",
    "List Continue",
    "caption",
    "footnote text",
    "footnote reference",
    "footer",
    "Strong",
    "Hyperlink",
    "Default Paragraph Font",
    "Normal Table",
    "No List",
    *(f"heading {level}" for level in range(1, 7)),
}
BOLD = "<w:b/><w:bCs/>"
KEEP = "<w:keepNext/><w:keepLines/>"


def part(language: str, brand: str, size_pt: int) -> str:
    """Return the part of the package that holds all styles.

    Args:
        brand: the publisher's colour, as #rrggbb.
        size_pt: of the text.
    """
    colour = brand.lstrip("#").upper()
    styles = (*_headings(colour, size_pt), *_text(colour), *_parts(colour), *_others())
    made = "".join(style.xml for style in styles)
    font = " ".join(f'w:{one}="{TYPEFACE}"' for one in ("ascii", "hAnsi", "eastAsia", "cs"))
    return (
        f"<w:styles {spaces()}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts {font}/>"
        f'<w:lang w:val="{tag(language)}" w:eastAsia="{tag(language)}"/></w:rPr></w:rPrDefault>'
        f"<w:pPrDefault/></w:docDefaults>{made}</w:styles>"
    )


def _spacing(before_pt: float, after_pt: float) -> str:
    return f'<w:spacing w:before="{before_pt * 20:.0f}" w:after="{after_pt * 20:.0f}"/>'


def _size(points: float) -> str:
    return f'<w:sz w:val="{points * 2:.0f}"/><w:szCs w:val="{points * 2:.0f}"/>'


def _line(side: str, eighths: int, space: int, colour: str) -> str:
    values = f'w:sz="{eighths}" w:space="{space}" w:color="{colour}"'
    return f'<w:{side} w:val="single" {values}/>'


def _headings(colour: str, size_pt: int) -> tuple[Style, ...]:
    """Return the styles of plain text, the title and the headings."""
    brand = f'{BOLD}<w:color w:val="{colour}"/>'
    line = '<w:spacing w:after="160" w:line="312" w:lineRule="auto"/>'
    tight = '<w:spacing w:before="{}" w:after="{}" w:line="264" w:lineRule="auto"/>'
    # The second of each pair is the size that a reader's own 18 point does not outgrow.
    title, first, second = max(size_pt + 14, 30), max(size_pt + 8, 24), max(size_pt + 4, 18)
    headings = (
        (1, KEEP + tight.format(720, 200), brand + _size(first)),
        (2, KEEP + tight.format(480, 120), brand + _size(second)),
        *((level, KEEP + tight.format(320, 100), brand) for level in range(3, 7)),
    )
    return (
        Style("Normal", "Normal", line, _size(size_pt), based_on=""),
        Style("Title", "Title", KEEP + tight.format(0, 240), brand + _size(title)),
        *(
            Style(
                f"Heading{level}",
                f"heading {level}",
                f'{paragraph}<w:outlineLvl w:val="{level - 1}"/>',
                run,
                following="Normal",
            )
            for level, paragraph, run in headings
        ),
    )


def _text(colour: str) -> tuple[Style, ...]:
    """Return the styles of quotations, labels, lists and links."""
    aside = f'<w:ind w:left="{STEP}" w:right="{STEP}"/>'
    return (
        # Not Word's own “Quote”: LibreOffice then calls every one of them a plain paragraph in a
        # PDF, and with it the role that PDF itself has for quotations.
        Style(
            "Quotation",
            "Quoted words",
            _spacing(6, 10) + aside,
        ),
        Style("LabelAndValue", "Label and value", f"<w:keepLines/>{_spacing(0, 5)}"),
        Style("LabelOfList", "Label of a list", KEEP, based_on="LabelAndValue"),
        Style("ListBullet", "List Bullet", f"<w:keepLines/>{_spacing(0, 4)}"),
        Style("ListNumber", "List Number", f"<w:keepLines/>{_spacing(0, 4)}"),
        Style("ListContinue", "List Continue", f"<w:keepLines/>{_spacing(0, 4)}"),
        Style("Strong", "Strong", "", BOLD, "DefaultParagraphFont", kind="character"),
        Style("Label", "Label", "", "", "Strong", kind="character"),
        Style(
            "Hyperlink",
            "Hyperlink",
            "",
            f'<w:color w:val="{colour}"/><w:u w:val="single"/>',
            "DefaultParagraphFont",
            kind="character",
        ),
    )


def _parts(colour: str) -> tuple[Style, ...]:
    """Return the styles of the cover, the contents, tables, pictures and notes."""
    leader = '<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="9070"/></w:tabs>'
    right = '<w:tabs><w:tab w:val="right" w:pos="9070"/></w:tabs>'
    return (
        Style(
            "CoverOrganisation",
            "Cover organisation",
            KEEP + _spacing(90, 12),
            f'{BOLD}<w:color w:val="{colour}"/>',
        ),
        Style("CoverLine", "Cover line", _spacing(0, 4)),
        Style("CoverDraft", "Cover draft", KEEP + _spacing(18, 4)),
        Style("CoverOffer", "Cover offer", KEEP + _spacing(24, 4)),
        Style(
            "TOCHeading",
            "TOC Heading",
            '<w:keepNext/><w:pageBreakBefore/><w:spacing w:before="0" w:after="240"/>'
            '<w:outlineLvl w:val="9"/>',
            based_on="Heading1",
            following="Normal",
        ),
        Style("TOC1", "toc 1", leader + _spacing(0, 5)),
        Style("RowTitle", "Row title", KEEP + _spacing(10, 4), BOLD),
        Style("Caption", "caption", KEEP + _spacing(8, 6), BOLD),
        Style("TableHeading", "Table heading", KEEP + _spacing(3, 3), BOLD),
        Style("TableText", "Table text", _spacing(3, 3)),
        Style("Picture", "Picture", "<w:keepLines/>" + _spacing(4, 10)),
        Style("FootnoteText", "footnote text", _spacing(0, 4)),
        Style(
            "FootnoteReference",
            "footnote reference",
            "",
            '<w:vertAlign w:val="superscript"/>',
            "DefaultParagraphFont",
            kind="character",
        ),
        Style("Footer", "footer", right + _spacing(0, 0)),
    )


def _others() -> tuple[Style, ...]:
    """Return what Word looks for in every document, and the style of tables."""
    cells = '<w:tblCellMar><w:left w:w="{}" w:type="dxa"/><w:right w:w="{}" w:type="dxa"/>'
    lines = "".join(_line(side, 4, 0, "555555") for side in ("top", "bottom", "insideH"))
    return (
        Style("DefaultParagraphFont", "Default Paragraph Font", based_on="", kind="character"),
        Style("NoList", "No List", based_on="", kind="numbering"),
        Style(
            "TableNormal",
            "Normal Table",
            based_on="",
            kind="table",
            more=f'<w:tblPr><w:tblInd w:w="0" w:type="dxa"/>{cells.format(0, 0)}</w:tblCellMar>'
            "</w:tblPr>",
        ),
        Style(
            "PlanTable",
            "Plan table",
            based_on="TableNormal",
            kind="table",
            more=f"<w:tblPr><w:tblBorders>{lines}</w:tblBorders>{cells.format(60, 120)}"
            "</w:tblCellMar></w:tblPr>",
        ),
    )
