"""Word documents: what is in them, and what LibreOffice makes of them and gives back."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import docx
import linear
import office
import page
import pikepdf
import pytest
from docx.oxml.ns import qn
from lxml import etree
from office import Odt
from pdfs import Read

from riweb.document import volumes
from riweb.document.linear import for_format
from riweb.format_record import FileSpec
from riweb.formats.profiles import WORD_PT
from riweb.formats.word.docx import make
from riweb.languages import interface
from riweb.verify import word_reader as reader

CONTENT = linear.HERE.parent / "content"
PLANS = {"larch": linear.FULL, "purbeck": CONTENT, "wrexham": CONTENT}
NAMES = [*PLANS, "kinds"]
MORE = {"large": (("size", "18"),)}


def order(name: str) -> FileSpec:
    if name == "kinds":
        return linear.kinds("word")
    return linear.order(PLANS[name], name, "word")


def html(name: str) -> str:
    """Return the document as it is shown in Word."""
    title = interface(order(name).language).gettext("Word document")
    return volumes.as_cards(for_format(order(name).document, title), 4)


def changed(content: bytes, name: str, old: str, new: str) -> bytes:
    """Return a package in which one part says something else."""
    made = BytesIO()
    with ZipFile(BytesIO(content)) as given, ZipFile(made, "w") as kept:
        for part in given.namelist():
            text = given.read(part)
            if part == name:
                assert text.count(old.encode()) == 1
                text = text.replace(old.encode(), new.encode())
            kept.writestr(part, text)
    return made.getvalue()


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    found = {name: make(order(name))[0].content for name in NAMES}
    # What a reader does who sets the style Normal to 18 point.
    normal, eighteen = '<w:sz w:val="24"/>', '<w:sz w:val="36"/>'
    found["by-hand"] = changed(found["larch"], "word/styles.xml", normal, eighteen)
    return found


@pytest.fixture(scope="module")
def folder(files: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All files, and what LibreOffice makes of them: ODT, Word again, and PDF/UA."""
    top = tmp_path_factory.mktemp("word")
    for name, content in files.items():
        (top / f"{name}.docx").write_bytes(content)
    office.convert([top / f"{name}.docx" for name in NAMES], "odt", top / "odt")
    office.convert([top / "odt" / f"{name}.odt" for name in NAMES], "docx", top / "back")
    office.convert([top / f"{name}.docx" for name in files], office.PDF_UA, top / "pdf")
    return top


@pytest.fixture(params=NAMES)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def part(content: bytes, path: str) -> Any:
    with ZipFile(BytesIO(content)) as package:
        return etree.fromstring(package.read(path))


def said(content: bytes) -> tuple[list[str], list[str]]:
    """Return the words of a document and of its notes."""
    blocks = reader.read(content)
    main = " ".join(one.text for one in blocks if one.kind != "note").split()
    return main, " ".join(one.text for one in blocks if one.kind == "note").split()


def headings(name: str) -> list[tuple[int, str]]:
    tree = linear.lxml.html.document_fromstring(html(name))
    found = next(tree.iter("main")).iter("h2", "h3", "h4")
    return [(int(one.tag[1]) - 1, " ".join(one.text_content().split())) for one in found]


def test_every_word_is_there_once_and_in_order(files: dict[str, bytes], name: str) -> None:
    main, notes = said(files[name])
    expected, of_notes = linear.words(html(name))
    assert main == expected
    if name == "kinds":  # the note that is marked first comes first
        of_notes = [*of_notes[2:], *of_notes[:2]]
    assert notes == of_notes
    assert len(expected) > 80


def test_a_lost_word_is_missed(files: dict[str, bytes]) -> None:
    content = changed(files["larch"], "word/document.xml", "A map of the valley. ", "")
    assert said(content)[0] != linear.words(html("larch"))[0]
    content = changed(files["larch"], "word/footnotes.xml", "There are 14 blocks.", "")
    assert said(content)[1] != linear.words(html("larch"))[1]


def test_headings_are_real_and_leave_no_level_out(
    files: dict[str, bytes], folder: Path, name: str
) -> None:
    opened = docx.Document(BytesIO(files[name]))
    found = [
        (int(one.style.name[-1]), " ".join(one.text.split()))
        for one in opened.paragraphs
        if one.style.name.startswith("Heading ")
    ]
    assert found == headings(name)
    assert found[0][0] == 1
    assert all(after - before <= 1 for (before, _), (after, _) in pairwise(found))
    assert Odt(folder / "odt" / f"{name}.odt").headings() == found
    assert [one.text for one in opened.paragraphs if one.style.name == "Title"] == [
        linear.lxml.html.document_fromstring(html(name)).findtext(".//h1")
    ]


def test_libreoffice_loses_nothing_there_and_back(
    files: dict[str, bytes], folder: Path, name: str
) -> None:
    odt = Odt(folder / "odt" / f"{name}.odt")
    body = part(files[name], "word/document.xml")
    count = Counter(etree.QName(one).localname for one in body.iter())
    assert len(odt.all("//table:table")) == count["tbl"]
    assert len(odt.all("//table:table-header-rows/table:table-row")) == count["tblHeader"]
    assert len(odt.all("//text:note[@text:note-class='footnote']")) == count["footnoteReference"]
    marked = "//text:list-item[text:p]"
    assert len(odt.all(marked)) == count["numPr"] > 5
    addresses = part(files[name], "word/_rels/document.xml.rels")
    outside = [one for one in addresses if one.get("TargetMode") == "External"]
    links = odt.all("//office:text//text:a[not(starts-with(@xlink:href, '#'))]")
    notes = len(odt.all("//text:note-body//text:a"))
    assert len(links) - notes >= len(outside) > 1
    assert said((folder / "back" / f"{name}.docx").read_bytes()) == said(files[name])


def test_every_link_has_its_words_and_leads_somewhere(
    files: dict[str, bytes], folder: Path, name: str
) -> None:
    tree = linear.lxml.html.document_fromstring(html(name))
    for one in tree.xpath("//*[contains(@class, 'footnote-')]"):
        one.drop_tree()
    in_note = "ancestor::*[@class='footnotes']"
    links = sorted(tree.iter("a"), key=lambda one: len(one.xpath(in_note)))
    wanted = [(one.get("href"), " ".join(one.text_content().split())) for one in links]
    body, notes = (
        [
            (one.get(qn("w:anchor")) or rels[one.get(qn("r:id"))], office.words(one))
            for one in part(files[name], f"word/{at}.xml").iter(qn("w:hyperlink"))
        ]
        if (rels := targets(files[name], at)) is not None
        else []
        for at in ("document", "footnotes")
    )
    assert [words for _, words in body + notes] == [words for _, words in wanted]
    inside = [place for place, _ in body if place.startswith("p_")]
    marks = [one.get(qn("w:name")) for one in bookmarks(files[name])]
    assert inside and set(inside) <= set(marks)
    outside = [place for place, _ in wanted if not place.startswith("#")]
    assert Counter(place for place, _ in body + notes if place not in marks) == Counter(outside)
    in_odt = Odt(folder / "odt" / f"{name}.odt").all("//text:a")
    assert len(in_odt) == len(wanted)


def targets(content: bytes, at: str) -> dict[str, str] | None:
    """Return the addresses of a part by their ids; None where there is no such part."""
    with ZipFile(BytesIO(content)) as package:
        if f"word/{at}.xml" not in package.namelist():
            return None
        path = f"word/_rels/{at}.xml.rels"
        rows = etree.fromstring(package.read(path)) if path in package.namelist() else ()
        return {one.get("Id"): one.get("Target") for one in rows}


def bookmarks(content: bytes) -> list[Any]:
    return list(part(content, "word/document.xml").iter(qn("w:bookmarkStart")))


def test_no_two_places_have_one_name_or_number(files: dict[str, bytes], name: str) -> None:
    marks = bookmarks(files[name])
    for attribute in ("w:id", "w:name"):
        assert max(Counter(one.get(qn(attribute)) for one in marks).values()) == 1
    assert all(re.fullmatch(r"[A-Za-z_]\w{0,39}", one.get(qn("w:name"))) for one in marks)
    ends = part(files[name], "word/document.xml").iter(qn("w:bookmarkEnd"))
    assert [one.get(qn("w:id")) for one in ends] == [one.get(qn("w:id")) for one in marks]


def test_the_contents_are_there_before_anyone_asks(files: dict[str, bytes], name: str) -> None:
    body = part(files[name], "word/document.xml")
    (held,) = body.iter(qn("w:sdtContent"))
    asked = " ".join(office.words(one) for one in held.iter(qn("w:instrText")))
    assert asked == 'TOC \\o "1-1" \\h \\z \\u'
    kinds = [one.get(qn("w:fldCharType")) for one in held.iter(qn("w:fldChar"))]
    assert kinds == ["begin", "separate", "end"]
    title, *entries = [office.words(one) for one in held.iter(qn("w:p"))]
    entries[0] = entries[0].removeprefix(asked).strip()
    assert entries == [words for level, words in headings(name) if level == 1]
    assert title in ("Contents", "Cynnwys")
    # Either of these makes Word ask before it shows the document.
    settings = part(files[name], "word/settings.xml")
    assert settings.find(qn("w:updateFields")) is None
    assert not body.xpath("//@w:dirty", namespaces={"w": qn("w:p")[1:-2]})


def test_tables_have_a_row_of_headings_that_repeats(files: dict[str, bytes], folder: Path) -> None:
    for name, number in (("larch", 1), ("kinds", 1), ("purbeck", 0)):
        found = list(part(files[name], "word/document.xml").iter(qn("w:tbl")))
        assert len(found) == number
        for table in found:
            rows = [
                row.find(f".//{qn('w:tblHeader')}") is not None for row in table.iter(qn("w:tr"))
            ]
            assert rows[0] and not any(rows[1:])
    named = part(files["kinds"], "word/document.xml").iter(qn("w:tblCaption"))
    assert [one.get(qn("w:val")) for one in named] == ["Pob ffordd"]
    shown = docx.Document(BytesIO(files["kinds"])).paragraphs
    assert [one.text for one in shown if one.style.name == "Caption"] == ["Pob ffordd"]
    with pikepdf.open(folder / "pdf" / "larch.pdf") as pdf:
        roles = Counter(str(one.S) for one in elements(pdf))
    assert (roles["/Table"], roles["/TH"], roles["/TD"]) == (1, 3, 6)


def test_every_run_says_its_language(files: dict[str, bytes], folder: Path, name: str) -> None:
    usual = "cy-GB" if name == "kinds" else "en-GB"
    blocks = reader.read(files[name])
    others = [span for one in blocks for span in one.spans if span[1] != usual]
    assert others == ([("Two words", "en-GB")] if name == "kinds" else [])
    for path in ("word/document.xml", "word/footer1.xml"):
        for run in part(files[name], path).iter(qn("w:r")):
            look = run.find(qn("w:rPr"))
            is_number = look is not None and "FootnoteReference" in str(etree.tostring(look))
            if run.find(qn("w:t")) is not None and not is_number:
                assert look.find(qn("w:lang")) is not None, office.words(run)
    default = part(files[name], "word/styles.xml").find(f"{qn('w:docDefaults')}//{qn('w:lang')}")
    assert default.get(qn("w:val")) == usual
    if name == "kinds":
        odt = Odt(folder / "odt" / "kinds.odt")
        spans = {office.words(one): odt.language(one) for one in odt.all("//text:span")}
        assert spans["Two words"] == "en-GB"
        assert spans["gref"] == "cy-GB"


def test_pictures_have_their_words(files: dict[str, bytes], folder: Path) -> None:
    words = "A map of the valley. 8 estates are north of the river and 6 are south of it."
    (picture,) = docx.Document(BytesIO(files["larch"])).inline_shapes
    assert picture._inline.docPr.get("descr") == words
    assert picture.width <= docx.shared.Mm(160) and picture.height <= docx.shared.Mm(150)
    odt = Odt(folder / "odt" / "larch.odt")
    assert [office.words(one) for one in odt.all("//draw:frame/svg:desc")] == [words]
    with pikepdf.open(folder / "pdf" / "larch.pdf") as pdf:
        found = [str(one.get("/Alt", "")) for one in elements(pdf) if str(one.S) == "/Figure"]
    assert len(found) == 1 and words in found[0]


def elements(pdf: pikepdf.Pdf) -> list[Any]:
    """Return every element of the structure tree."""
    found, waiting = [], [pdf.Root.StructTreeRoot]
    while waiting:
        one = waiting.pop()
        if isinstance(one, pikepdf.Array):
            waiting += list(one)
        elif isinstance(one, pikepdf.Dictionary):
            found += [one] if "/S" in one else []
            waiting += [one.K] if "/K" in one else []
    return found


def test_it_says_what_it_is_whose_and_of_which_day(files: dict[str, bytes], folder: Path) -> None:
    about = docx.Document(BytesIO(files["larch"])).core_properties
    assert about.title == "Involving residents 2025 to 2027 – Larch Valley Homes"
    assert about.author == "Larch Valley Homes"
    assert about.comments.startswith("This plan says how residents of Larch Valley Homes")
    assert about.language == "en-GB"
    assert about.created == about.modified == datetime(2026, 1, 12, tzinfo=UTC)
    odt = Odt(folder / "odt" / "larch.odt")
    assert odt.said("dc:title") == about.title
    assert odt.said("meta:initial-creator") == about.author
    assert odt.said("meta:creation-date").startswith("2026-01-12T00:00:00")
    with pikepdf.open(folder / "pdf" / "larch.pdf") as pdf:
        assert str(pdf.docinfo.Title) == about.title
        assert str(pdf.Root.Lang) == "en-GB"
    assert docx.Document(BytesIO(files["kinds"])).core_properties.language == "cy-GB"
    # The plan of Wrexham has no day, and none is made up.
    core = files["wrexham"]
    names = {etree.QName(one).localname for one in part(core, "docProps/core.xml")}
    assert names == {"title", "creator", "description", "language"}


# What LibreOffice 7.4 leaves out of every PDF/UA that it makes, whatever the document: the order of
# links by structure on a page, the ids of footnotes, and the tag of a footnote's own link back.
EVERY = {"PDFUA1-PAGE-TABS-001"}
OF_NOTES = {"PDFUA1-NOTE-ID-001", "PDFUA1-LINK-LINK-TAG-001"}


def test_libreoffice_makes_a_pdf_without_faults_that_come_from_us(folder: Path, name: str) -> None:
    verdict = page.validate_pdf(str(folder / "pdf" / f"{name}.pdf"), profile="ua1").to_dict()
    has_notes = name in ("larch", "kinds")
    assert {one["rule_id"] for one in verdict["failures"]} <= EVERY | (
        OF_NOTES if has_notes else set()
    )
    with pikepdf.open(folder / "pdf" / f"{name}.pdf") as pdf:
        roles = [str(one.S) for one in elements(pdf)]
    levels = Counter(f"/H{level}" for level, _ in headings(name))
    assert Counter(one for one in roles if re.fullmatch(r"/H\d", one)) == levels
    assert roles.count("/TOCI") == levels["/H1"]


def test_numbers_begin_anew_in_each_list(folder: Path) -> None:
    shown = Read(folder / "pdf" / "kinds.pdf")
    text = " ".join(" ".join(line.text for line in shown.lines).split())
    text = re.sub(r"(\d\.|[•–])\s*", r"\1 ", text)
    assert (
        "1. cyntaf 2. ail ac ymhellach 1. ail, un 2. ail, dau 3. trydydd Rhwng. 1. eto un "
        "2. eto dau – pwynt • dyfnach 4. pedwar 5. pump"
    ) in text
    # A list inside another belongs to its item, whatever stands before the items of each.
    with pikepdf.open(folder / "pdf" / "kinds.pdf") as pdf:
        around = Counter(str(one.P.S) for one in elements(pdf) if str(one.S) == "/L")
    assert around == {"/Document": 4, "/LBody": 3}
    # A note that is marked twice has one number, and stands once at the foot.
    assert "112 Un. Two words tri. Eto. A mwy." in text


def test_what_goes_on_below_an_item_is_part_of_it(files: dict[str, bytes]) -> None:
    opened = docx.Document(BytesIO(files["larch"]))
    (step,) = [one for one in opened.paragraphs if one.text.startswith("Agree the dates")]
    assert step.style.name == "List Bullet"
    assert step.text.split("\n")[1].startswith("By: June 2025")
    label = opened.paragraphs[[one.text for one in opened.paragraphs].index(step.text) - 1]
    assert (label.text, label.style.name) == ("What will be done:", "Label of a list")


def test_a_break_within_a_paragraph_stays_one(files: dict[str, bytes]) -> None:
    texts = [one.text for one in docx.Document(BytesIO(files["kinds"])).paragraphs]
    assert "Ar ôl y\N{NO-BREAK SPACE}tabl\na llinell arall." in texts


def test_labels_are_marked_as_labels(files: dict[str, bytes]) -> None:
    opened = docx.Document(BytesIO(files["larch"]))
    pairs = [one for one in opened.paragraphs if one.style.name == "Label and value"]
    assert len(pairs) > 40
    for one in pairs:
        assert one.runs[0].style.name == "Label" and one.runs[0].text.endswith(":")
        assert one.runs[1].style.name != "Label"


def test_every_style_stands_on_normal_and_only_headings_have_a_size(
    files: dict[str, bytes],
) -> None:
    rows = {
        one.get(qn("w:styleId")): one
        for one in part(files["larch"], "word/styles.xml").iter(qn("w:style"))
        if one.get(qn("w:type")) == "paragraph"
    }
    sizes = {}
    for id_, one in rows.items():
        size = one.find(f"{qn('w:rPr')}/{qn('w:sz')}")
        if size is not None:
            sizes[id_] = int(size.get(qn("w:val"))) / 2
        while one.find(qn("w:basedOn")) is not None:
            one = rows[one.find(qn("w:basedOn")).get(qn("w:val"))]
        assert one.get(qn("w:styleId")) == "Normal"
    assert sizes == {"Normal": 12, "Title": 30, "Heading1": 24, "Heading2": 18}
    used = part(files["larch"], "word/document.xml").iter(qn("w:sz"))
    assert list(used) == []
    for size_pt in (WORD_PT[0], 12, 18, WORD_PT[-1]):
        made = make(replace(order("larch"), options=(("size", str(size_pt)),)))[0].content
        found = docx.Document(BytesIO(made)).styles
        assert found["Normal"].font.size.pt == size_pt
        steps = [found[name].font.size.pt for name in ("Title", "Heading 1", "Heading 2")]
        assert steps == sorted(steps, reverse=True) and steps[-1] > size_pt


def test_large_print_is_one_change_of_one_style(folder: Path) -> None:
    sizes = Counter(
        round(letter.size_pt)
        for line in Read(folder / "pdf" / "by-hand.pdf").lines
        for letter in line.letters
        if letter.text.strip()
    )
    small = sum(number for size, number in sizes.items() if size < 18)
    # The marks of notes are raised: two in the text, two at the foot.
    assert small == 4
    assert set(sizes) - {size for size in sizes if size < 18} == {18, 24, 30}


def test_pages_are_a4_and_numbered_but_for_the_cover(files: dict[str, bytes], folder: Path) -> None:
    section = docx.Document(BytesIO(files["larch"])).sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert round(section.left_margin.mm) == round(section.right_margin.mm) == 25
    assert section.different_first_page_header_footer
    shown = Read(folder / "pdf" / "larch.pdf")
    last = {line.page: line.text for line in shown.lines}
    assert "Involving residents" not in last[1]
    for number, text in list(last.items())[1:]:
        assert re.fullmatch(rf"Involving residents 2025 to 2027\s*{number}", text)


# Word takes a file for damaged when these stand in another order.
# Source: ECMA-376-1, 17.3.1.26 (pPr), 17.3.2.28 (rPr), 17.4.59 (tblPr), 17.6.17 (sectPr).
ORDERS = {
    "pPr": (
        "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers "
        "pBdr shd tabs spacing ind contextualSpacing jc outlineLvl rPr sectPr"
    ),
    "rPr": "rStyle rFonts b bCs i iCs color sz szCs u vertAlign rtl lang",
    "tblPr": "tblStyle tblW tblInd tblBorders tblLayout tblCellMar tblLook tblCaption",
    "sectPr": "footerReference pgSz pgMar titlePg",
    "lvl": "start numFmt lvlText lvlJc pPr rPr",
    "style": "name basedOn next uiPriority qFormat pPr rPr tblPr",
    "settings": (
        "zoom defaultTabStop autoHyphenation characterSpacingControl footnotePr compat "
        "themeFontLang decimalSymbol listSeparator"
    ),
}


def test_all_elements_stand_in_the_order_of_the_standard(
    files: dict[str, bytes], name: str
) -> None:
    seen = set()
    with ZipFile(BytesIO(files[name])) as package:
        parts = [one for one in package.namelist() if re.fullmatch(r"word/\w+\.xml", one)]
        trees = [etree.fromstring(package.read(one)) for one in parts]
    for tree in trees:
        for one in tree.iter():
            kind = etree.QName(one).localname
            if kind in ORDERS:
                order_ = ORDERS[kind].split()
                places = [order_.index(etree.QName(child).localname) for child in one]
                assert places == sorted(set(places)), etree.tostring(one)
                seen.add(kind)
    assert seen >= set(ORDERS) - {"tblPr"}


def test_the_same_order_gives_the_same_bytes_without_a_time(
    files: dict[str, bytes], name: str
) -> None:
    assert make(order(name))[0].content == files[name]
    with ZipFile(BytesIO(files[name])) as package:
        assert {one.date_time for one in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert package.namelist()[0] == "[Content_Types].xml"
        assert not [one for one in package.namelist() if "thumbnail" in one or "custom" in one]
