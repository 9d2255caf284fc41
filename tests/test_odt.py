"""OpenDocument texts: what is in them, and what LibreOffice makes of them and gives back."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any
from zipfile import ZIP_STORED, ZipFile

import linear
import office
import page
import pikepdf
import pytest
from lxml import etree
from office import ODF, Odt
from pdfs import Read

from riweb.document import volumes
from riweb.document.linear import for_format
from riweb.format_record import FileSpec
from riweb.formats import FORMATS
from riweb.formats.odt.opendocument import make
from riweb.formats.profiles import WORD_PT
from riweb.languages import interface
from riweb.verify import odt_reader as reader
from riweb.verify import word_reader

CONTENT = linear.HERE.parent / "content"
PLANS = {"larch": linear.FULL, "purbeck": CONTENT, "wrexham": CONTENT}
NAMES = [*PLANS, "kinds"]


def order(name: str) -> FileSpec:
    if name == "kinds":
        return linear.kinds("odt")
    return linear.order(PLANS[name], name, "odt")


def html(name: str) -> str:
    """Return the document as it is shown in an OpenDocument text."""
    title = interface(order(name).language).gettext("OpenDocument text")
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
    # What a reader does who sets the default paragraph style to 18 point.
    fourteen, eighteen = '<style:text-properties fo:font-size="{}pt"/>'.format, "18"
    found["by-hand"] = changed(found["larch"], "styles.xml", fourteen(14), fourteen(eighteen))
    return found


@pytest.fixture(scope="module")
def folder(files: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All files, and what LibreOffice makes of them: Word, ODT again, and PDF/UA."""
    top = tmp_path_factory.mktemp("odt")
    for name, content in files.items():
        (top / f"{name}.odt").write_bytes(content)
    office.convert([top / f"{name}.odt" for name in NAMES], "docx", top / "word")
    office.convert([top / f"{name}.odt" for name in NAMES], "fodt", top / "flat")
    office.convert([top / "flat" / f"{name}.fodt" for name in NAMES], "odt", top / "back")
    office.convert([top / f"{name}.odt" for name in files], office.PDF_UA, top / "pdf")
    return top


@pytest.fixture(params=NAMES)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def said(blocks: list[Any]) -> tuple[list[str], list[str]]:
    """Return the words of a document and of its notes."""
    main = " ".join(one.text for one in blocks if one.kind != "note").split()
    return main, " ".join(one.text for one in blocks if one.kind == "note").split()


def own(files: dict[str, bytes], name: str) -> Odt:
    """Return the document as it is, without LibreOffice."""
    return Odt(BytesIO(files[name]))  # type: ignore[arg-type]


def headings(name: str) -> list[tuple[int, str]]:
    tree = linear.lxml.html.document_fromstring(html(name))
    found = next(tree.iter("main")).iter("h2", "h3", "h4")
    return [(int(one.tag[1]) - 1, " ".join(one.text_content().split())) for one in found]


def test_every_word_is_there_once_and_in_order(files: dict[str, bytes], name: str) -> None:
    main, notes = said(reader.read(files[name]))
    expected, of_notes = linear.words(html(name))
    assert main == expected
    if name == "kinds":  # the note that is marked first comes first
        of_notes = [*of_notes[2:], *of_notes[:2]]
    assert notes == of_notes
    assert len(expected) > 80


def test_a_lost_word_is_missed(files: dict[str, bytes]) -> None:
    for lost in ("A map of the valley. ", "There are 14 blocks."):
        content = changed(files["larch"], "content.xml", lost, "")
        assert said(reader.read(content)) != said(reader.read(files["larch"]))
        (half,) = reader.halves(order("larch"), [replace(make(order("larch"))[0], content=content)])
        assert half.differences()


def test_the_audit_finds_nothing_to_say(files: dict[str, bytes], name: str) -> None:
    read = FORMATS["odt"].read
    assert read
    (half,) = read(order(name), make(order(name)))
    assert half.differences() == []


def test_libreoffice_loses_nothing_there_and_back(
    files: dict[str, bytes], folder: Path, name: str
) -> None:
    back, mine = Odt(folder / "back" / f"{name}.odt"), own(files, name)
    for path in (
        "//table:table",
        "//table:table-header-rows/table:table-row",
        "//text:note[@text:note-class='footnote']",
        "//text:list-item",
        "//text:a",
        "//draw:frame/svg:desc",
        "//text:table-of-content",
    ):
        assert len(back.all(path)) == len(mine.all(path)), path
    assert (
        said(reader.read((folder / "back" / f"{name}.odt").read_bytes()))[1]
        == (said(reader.read(files[name]))[1])
    )


def test_as_a_word_document_it_says_the_same(
    files: dict[str, bytes], folder: Path, name: str
) -> None:
    words, notes = said(word_reader.read((folder / "word" / f"{name}.docx").read_bytes()))
    mine, of_notes = said(reader.read(files[name]))
    # LibreOffice puts the numbers of pages into the contents, and that of a note that is marked
    # again behind its word.
    if name == "kinds":
        words[words.index("Eto.1")] = "Eto."
    more, pages = Counter(words) - Counter(mine), [one for one in headings(name) if one[0] == 1]
    assert [word for word in more if not word.isdecimal()] == []
    assert sum(more.values()) <= len(pages)
    assert Counter(mine) - Counter(words) == Counter()
    assert notes == of_notes


def test_headings_are_real_and_leave_no_level_out(
    files: dict[str, bytes], folder: Path, name: str
) -> None:
    found = own(files, name).headings()
    assert found == headings(name) == Odt(folder / "back" / f"{name}.odt").headings()
    assert found[0][0] == 1
    assert all(after - before <= 1 for (before, _), (after, _) in pairwise(found))


def test_lists_stand_in_their_items_and_count_for_themselves(files: dict[str, bytes]) -> None:
    mine = own(files, "kinds")
    assert [office.words(one) for one in mine.all("//text:list-item/text:list/text:list-item")] == [
        *("ail, un", "ail, dau", "pwyntdyfnach", "dyfnach")
    ]
    (later,) = mine.all("//text:list-item[@text:start-value]")
    assert (later.get(f"{{{ODF['text']}}}start-value"), office.words(later)) == ("4", "pedwar")
    # What goes on below an item is part of it.
    (second,) = mine.all("//text:list-item[text:p[2]][text:list]")
    assert [office.words(one) for one in second.iterfind("text:p", ODF)] == ["ail", "ac ymhellach"]


def test_tables_have_a_row_of_headings_that_repeats(files: dict[str, bytes], folder: Path) -> None:
    for name, number in (("larch", 1), ("kinds", 1), ("purbeck", 0)):
        mine = own(files, name)
        assert len(mine.all("//table:table")) == number
        for table in mine.all("//table:table"):
            assert len(table.findall("table:table-header-rows/table:table-row", ODF)) == 1
            assert table.findtext("table:title", "", ODF)
    with pikepdf.open(folder / "pdf" / "larch.pdf") as pdf:
        roles = Counter(str(one.S) for one in elements(pdf))
    assert (roles["/Table"], roles["/TH"], roles["/TD"]) == (1, 3, 6)


def test_words_of_another_language_say_so(files: dict[str, bytes], folder: Path, name: str) -> None:
    usual = "cy-GB" if name == "kinds" else "en-GB"
    spans = [span for one in reader.read(files[name]) for span in one.spans]
    others = [span for span in spans if span[1] != usual]
    assert others == ([("Two words", "en-GB")] if name == "kinds" else [])
    assert len(spans) > 10
    if name == "kinds":
        back = Odt(folder / "back" / "kinds.odt")
        found = {office.words(one): back.language(one) for one in back.all("//text:span")}
        assert found["Two words"] == "en-GB"


def test_pictures_have_their_words_and_no_drawing_is_left_to_the_program(
    files: dict[str, bytes], folder: Path
) -> None:
    words = "A map of the valley. 8 estates are north of the river and 6 are south of it."
    frames = own(files, "larch").all("//draw:frame")
    assert [one.findtext("svg:desc", "", ODF) for one in frames] == [words]
    with ZipFile(BytesIO(files["larch"])) as package:
        pictures = [one for one in package.namelist() if one.startswith("Pictures/")]
        assert len(pictures) == 1
        assert not any(one.endswith(".svg") for one in pictures)
    for frame in frames:
        wide, high = (float(frame.get(f"{{{ODF['svg']}}}{side}")[:-2]) for side in SIDES)
        assert 20 < wide <= 454 and 20 < high <= 426
    with pikepdf.open(folder / "pdf" / "larch.pdf") as pdf:
        found = [str(one.get("/Alt", "")) for one in elements(pdf) if str(one.S) == "/Figure"]
    assert len(found) == 1 and words in found[0]


SIDES = ("width", "height")


def test_a_drawing_becomes_pixels(tmp_path: Path) -> None:
    (tmp_path / "a.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="100">'
        '<rect width="200" height="100" fill="#123456"/></svg>'
    )
    document = linear.KINDS.replace("<p>Rhwng.</p>", '<p>Rhwng.</p><img src="a.svg" alt="Llun">')
    spec = replace(linear.kinds("odt"), document=document, images=tmp_path)
    (made,) = make(spec)
    with ZipFile(BytesIO(made.content)) as package:
        assert package.read("Pictures/1.png").startswith(b"\x89PNG")
    (frame,) = Odt(BytesIO(made.content)).all("//draw:frame")  # type: ignore[arg-type]
    # 200 pixels of CSS are 150 points.
    assert [frame.get(f"{{{ODF['svg']}}}{side}") for side in SIDES] == ["150pt", "75pt"]


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


def test_every_link_has_its_words_and_leads_somewhere(files: dict[str, bytes], name: str) -> None:
    tree = linear.lxml.html.document_fromstring(html(name))
    for one in tree.xpath("//*[contains(@class, 'footnote-')]"):
        one.drop_tree()
    mine, href = own(files, name), f"{{{ODF['xlink']}}}href"
    wanted = Counter(
        (one.get("href").partition("#")[0], " ".join(one.text_content().split()))
        for one in tree.iter("a")
    )
    links = mine.all("//text:a")
    assert Counter((one.get(href).partition("#")[0], office.words(one)) for one in links) == wanted
    marks = [one.get(f"{{{ODF['text']}}}name") for one in mine.all("//text:bookmark")]
    inside = {one.get(href)[1:] for one in links if one.get(href).startswith("#")}
    assert inside and inside <= set(marks)
    assert len(set(marks)) == len(marks)


def test_the_contents_have_the_pages_that_libreoffice_counts(
    files: dict[str, bytes], folder: Path, name: str
) -> None:
    found = [office.words(one) for one in own(files, name).all("//text:index-body/text:p")]
    assert found == [title for level, title in headings(name) if level == 1]
    lines = [line.text for line in Read(folder / "pdf" / f"{name}.pdf").lines if line.page == 2]
    for title in found:
        at = " ".join(title.split())
        (line,) = [one for one in lines if one.replace(" ", "").startswith(at.replace(" ", ""))]
        assert re.search(r"\.\s*\d+$", line), line


def test_it_says_what_it_is_whose_and_of_which_day(files: dict[str, bytes], folder: Path) -> None:
    mine = own(files, "larch")
    assert mine.said("dc:title") == "Involving residents 2025 to 2027 – Larch Valley Homes"
    assert mine.said("dc:creator") == mine.said("meta:initial-creator") == "Larch Valley Homes"
    assert mine.said("dc:description").startswith("This plan says how residents of Larch Valley")
    assert mine.said("dc:language") == "en-GB"
    assert mine.said("meta:creation-date") == mine.said("dc:date") == "2026-01-12T00:00:00"
    with pikepdf.open(folder / "pdf" / "larch.pdf") as pdf:
        assert str(pdf.docinfo.Title) == mine.said("dc:title")
        assert str(pdf.Root.Lang) == "en-GB"
    assert own(files, "kinds").said("dc:language") == "cy-GB"
    # The plan of Wrexham has no day, and none is made up.
    assert own(files, "wrexham").said("dc:date") == ""


# What LibreOffice 7.4 leaves out of every PDF/UA that it makes, whatever the document: the order of
# links by structure on a page, the ids of footnotes, and the tag of a footnote's own link back.
EVERY = {"PDFUA1-PAGE-TABS-001"}
OF_NOTES = {"PDFUA1-NOTE-ID-001", "PDFUA1-LINK-LINK-TAG-001"}


def test_libreoffice_makes_a_pdf_without_faults_that_come_from_us(folder: Path, name: str) -> None:
    verdict = page.validate_pdf(str(folder / "pdf" / f"{name}.pdf"), profile="ua1").to_dict()
    has_notes = name in ("larch", "kinds")
    with pikepdf.open(folder / "pdf" / f"{name}.pdf") as pdf:
        roles = [str(one.S) for one in elements(pdf)]
        fonts = {str(font.BaseFont) for one in pdf.pages for font in one.Resources.Font.values()}
    # Where neither Arial nor Liberation Sans is there, LibreOffice leaves a font of Type 1 half in.
    of_machine = {"PDFUA1-FONT-EMBEDDING-001"} if any("Nimbus" in one for one in fonts) else set()
    expected = EVERY | of_machine | (OF_NOTES if has_notes else set())
    assert {one["rule_id"] for one in verdict["failures"]} <= expected
    levels = Counter(f"/H{level}" for level, _ in headings(name))
    assert Counter(one for one in roles if re.fullmatch(r"/H\d", one)) == levels


def test_large_print_is_one_change_of_one_style(folder: Path) -> None:
    sizes = Counter(
        round(letter.size_pt)
        for line in Read(folder / "pdf" / "by-hand.pdf").lines
        for letter in line.letters
        if letter.text.strip()
    )
    # The marks of notes are raised, two in the text.
    assert sum(number for size, number in sizes.items() if size < 18) <= 4, sizes
    assert {size for size in sizes if size >= 18} == {18, 22, 29, 36}


def test_a_size_can_be_asked_for_and_fourteen_point_is_usual() -> None:
    for asked, size_pt in (((), 14), ((("size", str(WORD_PT[0])),), 11), ((("size", "36"),), 36)):
        (made,) = make(replace(order("larch"), options=asked))
        with ZipFile(BytesIO(made.content)) as package:
            styles = package.read("styles.xml").decode()
        assert set(re.findall(r'font-size="(\d+)pt"', styles)) == {str(size_pt)}
    assert (made.title, made.about) == ("OpenDocument text", "ODT")


def test_pages_are_a4_and_numbered_but_for_the_cover(folder: Path) -> None:
    last = {line.page: line.text for line in Read(folder / "pdf" / "larch.pdf").lines}
    assert "Involving residents" not in last[1]
    for number, text in list(last.items())[1:]:
        assert re.fullmatch(rf"Involving residents 2025 to 2027\s*{number}", text)
    with pikepdf.open(folder / "pdf" / "larch.pdf") as pdf:
        assert {tuple(round(float(one)) for one in at.mediabox) for at in pdf.pages} == {
            (0, 0, 595, 842)
        }


def test_the_package_is_as_the_standard_wants_it(files: dict[str, bytes], name: str) -> None:
    with ZipFile(BytesIO(files[name])) as package:
        first, *others = package.infolist()
        assert (first.filename, first.compress_type) == ("mimetype", ZIP_STORED)
        assert package.read(first) == b"application/vnd.oasis.opendocument.text"
        listed = etree.fromstring(package.read("META-INF/manifest.xml"))
        space = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
        paths = {one.get(f"{{{space}}}full-path") for one in listed}
        assert paths == {"/", *(one.filename for one in others)} - {"META-INF/manifest.xml"}
        parts = [etree.fromstring(package.read(one)) for one in ("content.xml", "styles.xml")]
    # Every style that is named is there.
    attribute = f"{{{ODF['style']}}}name"
    known = {one.get(attribute) for part in parts for one in part.iter() if one.get(attribute)}
    named = {
        str(value)
        for part in parts
        for one in part.iter()
        for key, value in one.attrib.items()
        if key in (f"{{{ODF['text']}}}style-name", f"{{{ODF['table']}}}style-name")
        or key in (f"{{{ODF['style']}}}parent-style-name", f"{{{ODF['draw']}}}style-name")
    }
    assert named <= known


def test_the_same_order_gives_the_same_bytes_without_a_time(
    files: dict[str, bytes], name: str
) -> None:
    assert make(order(name))[0].content == files[name]
    with ZipFile(BytesIO(files[name])) as package:
        assert {one.date_time for one in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
