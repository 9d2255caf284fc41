"""The styles of an OpenDocument text: how everything looks, in one place that a reader can change.

Every paragraph stands on the default paragraph style, and the sizes of headings are multiples of
it. So a reader who sets that style to 18 point has large print, headings and all.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from riweb.formats.odt.odf_package import COUNTRY, VERSION, OdfElement, odf

# It is on nearly every computer; programs put Liberation Sans, which is as wide, in its place.
TYPEFACE, FAMILIES = "Arial", "Arial, 'Liberation Sans'"

# UAAF G003: clear print is ideally 14 points.
SIZE_PT = 14
WIDTH_MM, MARGIN_MM = 160, 25
LEVELS = 9

# Signs that every typeface has.
SIGNS = ("•", "–")
BULLET, NUMBER, PLAIN = "Plan_20_bullet", "Plan_20_number", "Plan_20_plain"
LISTS = {"bullet": BULLET, "number": NUMBER, "": PLAIN}
Values = Mapping[str, str]
BOLD = {"fo:font-weight": "bold"}
KEEP = {"fo:keep-with-next": "always"}
WHOLE = {"fo:keep-together": "always"}


def part(language: str, brand: str, size_pt: int, title: str) -> OdfElement:
    """Return the part of the package that holds all styles and the pages.

    Args:
        brand: the publisher's colour, as #rrggbb.
        size_pt: of the text.
        title: that of the plan, which stands at the foot of each page.
    """
    return odf(
        "office:document-styles",
        {"office:version": VERSION},
        _fonts(),
        odf("office:styles", {}, *_styles(language, brand, size_pt)),
        odf("office:automatic-styles", {}, *_layouts()),
        odf("office:master-styles", {}, *_masters(title)),
    )


def _fonts() -> OdfElement:
    face = {"style:name": TYPEFACE, "svg:font-family": FAMILIES, "style:font-pitch": "variable"}
    face["style:font-family-generic"] = "swiss"
    return odf("office:font-face-decls", {}, odf("style:font-face", face))


def languages(language: str) -> dict[str, str]:
    """Return what says that words are in a language."""
    return {"fo:language": language, "fo:country": COUNTRY}


def style(
    name: str,
    family: str,
    parent: str = "",
    shown: str = "",
    paragraph: Values | None = None,
    letters: Values | None = None,
    more: Values | None = None,
) -> OdfElement:
    """Return a style.

    Args:
        name: as paragraphs name it; `_20_` stands for a space.
        shown: what a reader calls it, where that is not the name.
        paragraph: how its paragraphs are set.
        letters: how its words look.
        more: further attributes.
    """
    own = {"style:name": name, "style:family": family, **(more or {})}
    if shown or "_20_" in name:
        own["style:display-name"] = shown or name.replace("_20_", " ")
    if parent:
        own["style:parent-style-name"] = parent
    made = odf("style:style", own)
    if paragraph:
        made.append(odf("style:paragraph-properties", paragraph))
    if letters:
        made.append(odf("style:text-properties", letters))
    return made


def margins(before_pt: float, after_pt: float) -> dict[str, str]:
    """Return the room above and below a paragraph."""
    return {"fo:margin-top": f"{before_pt:g}pt", "fo:margin-bottom": f"{after_pt:g}pt"}


def _styles(language: str, brand: str, size_pt: int) -> Iterator[OdfElement]:
    yield odf(
        "style:default-style",
        {"style:family": "paragraph"},
        odf("style:paragraph-properties", {"style:tab-stop-distance": "10mm"}),
        odf(
            "style:text-properties",
            {
                "style:font-name": TYPEFACE,
                "fo:font-size": f"{size_pt}pt",
                **languages(language),
                "fo:hyphenate": "false",
            },
        ),
    )
    yield odf("style:default-style", {"style:family": "table"})
    yield odf(
        "style:default-style",
        {"style:family": "graphic"},
        odf("style:text-properties", languages(language)),
    )
    yield from _headings(brand, size_pt)
    yield from _paragraphs()
    yield from _words(brand)
    yield from _lists(size_pt)
    outline = [
        odf(
            "text:outline-level-style",
            {"text:level": str(level), "style:num-format": ""},
            odf("style:list-level-properties"),
        )
        for level in range(1, 11)
    ]
    yield odf("text:outline-style", {"style:name": "Outline"}, *outline)
    notes = {
        "text:note-class": "footnote",
        "text:citation-style-name": "Footnote_20_Symbol",
        "text:citation-body-style-name": "Footnote_20_anchor",
        "text:default-style-name": "Footnote",
        "style:num-format": "1",
        "text:footnotes-position": "page",
    }
    yield odf("text:notes-configuration", notes)


# The size of each level beside the text, and the room above and below it in points.
HEADINGS = {1: ("160%", 36.0, 10.0), 2: ("125%", 24.0, 6.0)}
DEEPER = ("", 16.0, 5.0)


def _headings(brand: str, size_pt: int) -> Iterator[OdfElement]:
    line = {
        **margins(*ROOM["Standard"]),
        "fo:line-height": "130%",
        "fo:orphans": "2",
        "fo:widows": "2",
    }
    yield style(
        "Standard",
        "paragraph",
        shown="Default Paragraph Style",
        paragraph=line,
        letters={"fo:font-size": f"{size_pt}pt"},
        more={"style:class": "text"},
    )
    look, tight = {**BOLD, "fo:color": brand}, {**KEEP, **WHOLE, "fo:line-height": "110%"}
    yield style(
        "Title",
        "paragraph",
        "Standard",
        paragraph={**tight, **margins(0, 12)},
        letters={**look, "fo:font-size": "200%"},
        more={"style:class": "chapter"},
    )
    for level in range(1, 7):
        size, before, after = HEADINGS.get(level, DEEPER)
        yield style(
            f"Heading_20_{level}",
            "paragraph",
            "Standard",
            paragraph={**tight, **margins(before, after)},
            letters={**look, "fo:font-size": size} if size else look,
            more={
                "style:class": "text",
                "style:default-outline-level": str(level),
                "style:next-style-name": "Standard",
            },
        )
    yield style(
        "Contents_20_Heading",
        "paragraph",
        "Standard",
        paragraph={**tight, **margins(0, 12), "fo:break-before": "page"},
        letters={**look, "fo:font-size": "160%"},
        more={"style:class": "index"},
    )


def _tabbed(name: str, after_pt: float, leader: bool) -> OdfElement:
    """Return the style of a line that ends in a number at the right."""
    made = style(name, "paragraph", "Standard", paragraph=margins(0, after_pt))
    stop = {"style:position": f"{WIDTH_MM}mm", "style:type": "right"}
    if leader:
        stop |= {"style:leader-style": "dotted", "style:leader-text": "."}
    made[0].append(odf("style:tab-stops", {}, odf("style:tab-stop", stop)))
    return made


# Paragraphs besides headings: the room above and below each in points, and what else is its own.
ASIDE = {"fo:margin-left": "8mm", "fo:margin-right": "8mm"}
ROOM: Mapping[str, tuple[float, float]] = {
    "Standard": (0, 8),
    "Cover_20_organisation": (90, 12),
    "Cover_20_line": (0, 4),
    "Cover_20_draft": (18, 4),
    "Cover_20_offer": (24, 4),
    "Quotations": (6, 10),
    "Label_20_and_20_value": (0, 5),
    "Label_20_of_20_a_20_list": (0, 5),
    "List_20_Contents": (0, 4),
    "Row_20_title": (10, 4),
    "Caption": (8, 6),
    "Table_20_Heading": (3, 3),
    "Table_20_Contents": (3, 3),
    "Picture": (4, 10),
    "Footnote": (0, 4),
}
SET: Mapping[str, Values] = {
    "Cover_20_organisation": KEEP,
    "Cover_20_draft": KEEP,
    "Cover_20_offer": KEEP,
    "Quotations": ASIDE,
    "Label_20_and_20_value": WHOLE,
    "Label_20_of_20_a_20_list": {**KEEP, **WHOLE},
    "List_20_Contents": WHOLE,
    "Row_20_title": KEEP,
    "Caption": KEEP,
    "Table_20_Heading": KEEP,
}
IN_BOLD = ("Cover_20_organisation", "Row_20_title", "Caption", "Table_20_Heading")


def _paragraphs() -> Iterator[OdfElement]:
    for name, room in ROOM.items():
        if name != "Standard":
            own = {**SET.get(name, {}), **margins(*room)}
            letters = BOLD if name in IN_BOLD else {}
            yield style(name, "paragraph", "Standard", paragraph=own, letters=letters)
    yield _tabbed("Contents_20_1", 5, leader=True)
    yield _tabbed("Footer", 0, leader=False)


def _words(brand: str) -> Iterator[OdfElement]:
    yield style("Strong_20_Emphasis", "text", letters=BOLD)
    yield style("Label", "text", letters=BOLD)
    underlined = {"style:text-underline-style": "solid", "style:text-underline-width": "auto"}
    link = {"fo:color": brand, **underlined, "style:text-underline-color": "font-color"}
    yield style("Internet_20_link", "text", letters=link)
    yield style("Visited_20_Internet_20_Link", "text", letters=link)
    yield style("Footnote_20_Symbol", "text")
    yield style("Footnote_20_anchor", "text", letters={"style:text-position": "super 70%"})


def _lists(size_pt: int) -> Iterator[OdfElement]:
    """Yield the styles of lists: with signs, with numbers, and of items that have their own."""
    step_pt = size_pt * 5 / 3
    for name, kind in ((BULLET, "bullet"), (NUMBER, "number"), (PLAIN, "")):
        levels = []
        for level in range(1, LEVELS + 1):
            own = {"text:level": str(level)}
            if kind == "bullet":
                own["text:bullet-char"] = SIGNS[(level - 1) % 2]
            else:
                own["style:num-format"] = "1" if kind else ""
            if kind == "number":
                own["style:num-suffix"] = "."
            # What has its own number, and is counted by nobody, has no room for another.
            hanging = step_pt if kind else 0
            place = {
                "text:label-followed-by": "listtab" if kind else "nothing",
                "fo:text-indent": f"{-hanging:g}pt",
                "fo:margin-left": f"{step_pt * level if kind else step_pt * (level - 1):g}pt",
            }
            if kind:
                place["text:list-tab-stop-position"] = place["fo:margin-left"]
            levels.append(
                odf(
                    f"text:list-level-style-{kind or 'number'}",
                    own,
                    odf(
                        "style:list-level-properties",
                        {"text:list-level-position-and-space-mode": "label-alignment"},
                        odf("style:list-level-label-alignment", place),
                    ),
                )
            )
        named = {"style:name": name, "style:display-name": name.replace("_20_", " ")}
        yield odf("text:list-style", named, *levels)


def _layouts() -> Iterator[OdfElement]:
    size = {
        "fo:page-width": "210mm",
        "fo:page-height": "297mm",
        "style:print-orientation": "portrait",
        **{f"fo:margin-{side}": f"{MARGIN_MM}mm" for side in ("top", "left", "right")},
        "fo:margin-bottom": f"{MARGIN_MM - 10}mm",
    }
    gap = {"fo:min-height": "10mm", "fo:margin-top": "4mm"}
    foot = odf("style:footer-style", {}, odf("style:header-footer-properties", gap))
    for name in ("Cover", "Text"):
        own = size if name == "Text" else {**size, "fo:margin-bottom": f"{MARGIN_MM}mm"}
        made = odf(
            "style:page-layout", {"style:name": name}, odf("style:page-layout-properties", own)
        )
        if name == "Text":
            made.append(odf("style:header-style"))
            made.append(foot)
        yield made


def _masters(title: str) -> Iterator[OdfElement]:
    cover = {"style:name": "Cover", "style:page-layout-name": "Cover"}
    yield odf("style:master-page", {**cover, "style:next-style-name": "Standard"})
    number = odf("text:page-number", {"text:select-page": "current"}, "1")
    line = odf("text:p", {"text:style-name": "Footer"}, title, odf("text:tab"), number)
    own = {"style:name": "Standard", "style:page-layout-name": "Text"}
    yield odf("style:master-page", own, odf("style:footer", {}, line))
