"""Easy Read: each idea in a short sentence beside a picture, on the page and in the PDF."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import page
import polib
import pytest
import verapdf
import yaml
from documents import document_of
from lxml import etree, html
from pdfs import Read
from sites import HERE, Built, build
from tree import of_html, of_pdf

from riweb.cli import main
from riweb.formats.pdf import writer
from riweb.formats.pdf.easy_sheet import MOST_PAGES
from riweb.formats.profiles import EASY_READ
from riweb.languages import interface

CONTENT = HERE.parent / "content"
PICTURES = HERE.parent / "templates" / "easy-read" / "pictures"

# Source: GOV.UK (2021) and Department of Health guides to Easy Read.
MOST_WORDS = 15
LEAST_PT = 16

# What a reader sees of a drawing in the left of a page, at the least.
DRAWN = 150


@dataclass(frozen=True)
class Told:
    """The Easy Read of one plan in one language, as it was written.

    Args:
        items: the sentences without their marks, each with its picture and its hard words.
    """

    folder: Path
    language: str
    title: str
    headings: list[str]
    items: list[tuple[str, str, list[str]]]

    @property
    def html(self) -> html.HtmlElement:
        word = {"en": "easy-read", "cy": "hawdd-ei-ddeall"}[self.language]
        path = self.folder / word / "index.html"
        return html.document_fromstring(path.read_text(encoding="utf-8"))

    @property
    def pdf(self) -> Path:
        word = {"en": "downloads", "cy": "lawrlwytho"}[self.language]
        (found,) = (self.folder / word).glob(f"*-{self.language}.pdf")
        return found

    def say(self, text: str) -> str:
        return interface(self.language).gettext(text)


@pytest.fixture(scope="module")
def easy(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The whole of content/ with no other format."""
    top = tmp_path_factory.mktemp("easy")
    return build(CONTENT, top / "output", "--formats", "easy-read", "--jobs", "2")


@pytest.fixture(scope="module")
def told(easy: Built) -> list[Told]:
    """Every Easy Read of ours, read by this test itself."""
    found = [
        _told("tower-hamlets", "en", easy.output / "en/tower-hamlets"),
        _told("wrexham", "en", easy.output / "en/wrexham"),
        _told("wrexham", "cy", easy.output / "cy/wrecsam"),
    ]
    assert [len(one.items) for one in found] == [61, 57, 57]
    return found


def _told(plan: str, language: str, folder: Path) -> Told:
    written = yaml.safe_load((CONTENT / "plans" / plan / "easy-read.yaml").read_text("utf-8"))
    texts = {}
    if language != "en":
        catalogue = polib.pofile(str(CONTENT / "plans" / plan / f"{language}.po"))
        texts = {one.msgid: one.msgstr for one in catalogue if one.msgctxt.startswith("easy-read/")}

    def shown(text: str) -> str:
        return (texts[text] if texts else text).replace("**", "")

    items = [
        (
            shown(item["text"]),
            item["picture"],
            [f"{shown(w['word'])}: {shown(w['meaning'])}" for w in item.get("hard_words", [])],
        )
        for section in written["sections"]
        for item in section["items"]
    ]
    headings = [shown(section["title"]) for section in written["sections"]]
    return Told(folder, language, shown(written["title"]), headings, items)


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_the_page_has_each_sentence_once_in_order_after_its_picture(told: list[Told]) -> None:
    for one in told:
        found = []
        for item in one.html.find_class("easy-item"):
            first, second = item
            assert first.tag == "img"
            assert first.get("alt") == ""
            meanings = [words(pair) for pair in second.iterfind(".//dl/div")]
            found.append((words(second.find("p")), Path(first.get("src")).stem, meanings))
        assert found == one.items


def test_every_picture_of_the_page_is_there(told: list[Told]) -> None:
    for one in told:
        for image in one.html.iterfind(".//img"):
            place = (one.folder / "page" / image.get("src")).resolve()
            assert place.read_bytes() == (PICTURES / place.name).read_bytes()


def test_the_page_and_the_pdf_end_with_all_hard_words_by_alphabet(told: list[Told]) -> None:
    for one in told:
        all_words = {meaning for _, _, meanings in one.items for meaning in meanings}
        listed = [words(pair) for pair in one.html.find(".//h2[@id='hard-words']/..").iter("div")]
        assert set(listed) == all_words
        assert len(listed) == len(all_words)
        heads = [one_word.partition(":")[0].casefold() for one_word in listed]
        assert heads == sorted(heads)
        last = [node for node in of_pdf(one.pdf).nodes() if node.role == "L"][-1]
        assert [node.words() for node in last.nodes() if node.role == "LI"] == listed


def test_no_sentence_has_more_than_15_words_in_either_language(told: list[Told]) -> None:
    for one in told:
        for text, _, meanings in one.items:
            assert len(re.findall(r"[.!?](?: |$)", text)) == 1, text
            for sentence in [text, *(re.split(r"(?<=[.!?]) ", " ".join(meanings)))]:
                assert len(sentence.split()) <= MOST_WORDS, sentence


def test_the_pdf_has_each_sentence_once_in_order(told: list[Told]) -> None:
    for one in told:
        main_part = next(node for node in of_pdf(one.pdf).nodes() if node.role == "Part")
        found = [node.words() for node in main_part.nodes() if node.role == "P"]
        assert found == [text for text, _, _ in one.items]
        heads = [node.words() for node in main_part.nodes() if node.role == "H2"]
        assert heads == [*one.headings, one.say("Hard words")]


def test_pictures_are_no_part_of_the_tree_because_the_words_say_the_same(told: list[Told]) -> None:
    for one in told:
        assert [node for node in of_pdf(one.pdf).nodes() if node.role == "Figure"] == []


def test_a_picture_stands_left_of_each_sentence_on_one_page_with_it(told: list[Told]) -> None:
    for one in told:
        pdf = Read(one.pdf)
        beside = list(_beside(pdf, [text for text, _, _ in one.items]))
        assert len(beside) == len(one.items)
        assert min(beside) >= DRAWN, f"{pdf}: {beside.index(min(beside))} has no picture"


def _beside(pdf: Read, sentences: list[str]) -> Iterator[int]:
    """Yield for each sentence how many points to its left are drawn on.

    Each has to stand on one page, after the one before it.
    """
    number, place = 1, 0
    for sentence in sentences:
        lines = [line for line in pdf.lines if line.page == number]
        start = _start(sentence, [line.text for line in lines], place)
        while start is None:
            number, place = number + 1, 0
            assert number <= pdf.pages, f"{pdf}: “{sentence}” is on no page in one piece"
            lines = [line for line in pdf.lines if line.page == number]
            start = _start(sentence, [line.text for line in lines], place)
        first = lines[start]
        image = pdf.document[number - 1].render(scale=1).to_pil().convert("L")
        middle = image.height - first.foot
        part = image.crop((0, round(middle - 40), round(first.left - 6), round(middle + 40)))
        place = start + 1
        yield sum(count for value, count in enumerate(part.histogram()) if value < 250)


def _start(sentence: str, lines: list[str], after: int) -> int | None:
    """Return the line that a sentence begins on and is whole from, or None."""
    for start in range(after, len(lines)):
        whole = " ".join(lines[start : start + 4])
        if whole == sentence or whole.startswith(f"{sentence} "):
            return start
    return None


def test_no_letter_is_smaller_than_16_points(told: list[Told]) -> None:
    assert EASY_READ.body_pt >= LEAST_PT
    for one in told:
        pdf = Read(one.pdf)
        for number in range(1, pdf.pages + 1):
            assert min(letter.size_pt for letter in pdf.letters(number)) >= LEAST_PT


def test_there_are_24_pages_at_most_each_with_its_number_and_enough_on_it(
    told: list[Told],
) -> None:
    for one in told:
        pdf = Read(one.pdf)
        assert pdf.pages <= MOST_PAGES == 24
        for number in range(1, pdf.pages + 1):
            assert [line.text for line in pdf.lines if line.page == number][-1] == str(number)
        # Cover, contents and hard words take four at most.
        assert len(one.items) >= 3 * (pdf.pages - 4)


def test_the_contents_name_the_page_of_each_part(told: list[Told]) -> None:
    for one in told:
        pdf = Read(one.pdf)
        listed = [
            re.fullmatch(r"(.*?)[\s.]*(\d+)", node.words())
            for node in of_pdf(one.pdf).nodes()
            if node.role == "TOCI"
        ]
        found = [(entry[1], int(entry[2])) for entry in listed if entry]
        assert [title for title, _ in found] == [*one.headings, one.say("Hard words")]
        for title, number in found:
            assert title in [line.text for line in pdf.lines if line.page == number]


def test_the_first_page_says_what_it_is_who_publishes_it_and_how_to_ask(told: list[Told]) -> None:
    for one in told:
        text = " ".join(Read(one.pdf).text(1).split())
        assert one.title in text
        assert one.say("Easy Read") in text
        assert one.say("Published by %(name)s") % {"name": ""} in text
        assert "01632 960 100" in text
        assert one.say("Do you want this in another way? Please ask us.") in text


def test_every_pdf_is_pdf_ua_for_two_validators(told: list[Told]) -> None:
    for one in told:
        verdict = page.validate_pdf(str(one.pdf), profile="ua1")
        assert verdict.is_compliant, f"{one.pdf.name}: {verdict}"
    assert verapdf.faults([one.pdf for one in told]) == []


def test_the_overview_and_the_formats_page_lead_to_it(told: list[Told]) -> None:
    for one in told:
        formats = {"en": "formats", "cy": "fformatau"}[one.language]
        for name in ("index.html", f"{formats}/index.html"):
            text = (one.folder / name).read_text(encoding="utf-8")
            said = one.say("Easy Read: this plan in short sentences, with pictures")
            assert re.search(rf'<a href="[^"]+/index\.html">{re.escape(said)}</a>', text), name
            assert f"{one.pdf.parent.name}/{one.pdf.name}" in text


def test_a_plan_that_nobody_wrote_in_easy_read_has_none(easy: Built) -> None:
    assert not (easy.output / "en/poole/easy-read").exists()
    assert len(list(easy.output.rglob("*.pdf"))) == 3
    assert "Easy Read:" not in (easy.output / "en/poole/index.html").read_text()


def test_words_of_easy_read_are_not_linked_to_the_words_of_the_plan(told: list[Told]) -> None:
    for one in told:
        assert one.html.find_class("word") == []


# What an author has to know of a picture


def test_each_of_our_pictures_has_a_licence_and_says_what_it_shows() -> None:
    listed = yaml.load((PICTURES / "pictures.yaml").read_text("utf-8"), yaml.BaseLoader)
    found = {one["name"]: one for one in listed["pictures"]}
    assert len(found) == len(listed["pictures"])
    assert sorted(found) == sorted(path.stem for path in PICTURES.glob("*.svg"))
    for one in found.values():
        assert one["licence"] and one["by"] and one["shows"].endswith(".")


def test_our_pictures_are_of_one_style_and_hold_nothing_but_shapes() -> None:
    for path in PICTURES.glob("*.svg"):
        root = etree.fromstring(path.read_bytes())
        assert root.get("viewBox") == "0 0 120 120"
        (group,) = root
        assert group.get("stroke-width") == "3"
        tags = {etree.QName(one).localname for one in group}
        assert tags <= {"path", "circle", "rect", "ellipse"}, path.name
        colours = {one.get("fill") for one in group} - {None, "none"}
        assert len(colours) <= 8, f"{path.name}: {colours}"


# What is refused


def of_one_plan(folder: Path, plan: str) -> Path:
    """Return a content folder with one plan of ours."""
    content = folder / "content"
    shutil.copytree(CONTENT, content, ignore=lambda _, names: [n for n in names if n == "plans"])
    shutil.copytree(CONTENT / "plans" / plan, content / "plans" / plan)
    return content


def test_a_welsh_sentence_of_16_words_is_told_with_its_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = of_one_plan(tmp_path, "wrexham")
    path = content / "plans/wrexham/cy.po"
    text = path.read_text(encoding="utf-8")
    long = f"Dyma gynllun gan Wrecsam{' ac eto' * 6}."
    assert text.count('msgstr "Dyma gynllun gan Wrecsam."') == 1
    path.write_text(text.replace("Dyma gynllun gan Wrecsam.", long), encoding="utf-8")
    # A text begins with the note to the translator, on the line above its name.
    line = text[: text.index('msgctxt "easy-read/sections/about/items/1/text"')].count("\n")
    assert main(["check", "--content", str(content)]) == 1
    told = capsys.readouterr().out
    assert f"cy.po:{line}  easy-read/sections/about/items/1/text\n" in told
    assert f"This sentence has 16 words: “{long[:59]}" in told


def test_two_welsh_sentences_in_the_place_of_one_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = of_one_plan(tmp_path, "wrexham")
    path = content / "plans/wrexham/cy.po"
    text = path.read_text(encoding="utf-8")
    two = "Cynllun yw hwn. Mae gan Wrecsam."
    path.write_text(text.replace("Dyma gynllun gan Wrecsam.", two), encoding="utf-8")
    assert main(["check", "--content", str(content)]) == 1
    assert "There are 2 sentences here: the second is “Mae gan Wrecsam”." in capsys.readouterr().out


def test_a_document_of_more_than_24_pages_stops_the_build(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = tmp_path / "content"
    shutil.copytree(HERE / "plans" / "minimal", content)
    rows = ["title: A long plan", "sections:"]
    meaning = "It is a thing with a name that nobody else has. " * 8
    for number in range(1, 71):
        if number % 10 == 1:
            rows += [f"  - id: part-{number}", f"    title: Part {number}", "    items:"]
        rows += [f"      - text: This is the **thing {number}**.", "        picture: home"]
        rows += ["        hard_words:", f"          - word: thing {number}"]
        rows += [f"            meaning: {meaning}"]
    (content / "plans/first/easy-read.yaml").write_text("\n".join(rows) + "\n")
    output = tmp_path / "output"
    command = ["build", "--content", str(content), "--output", str(output)]
    assert main([*command, "--formats", "easy-read"]) == 1
    told = capsys.readouterr().out
    assert re.search(r"first-easy-read-en\.pdf\n.*It has \d+ pages, and 24 are the most", told)
    assert "Leave out some sentences in easy-read.yaml" in told
    assert not output.exists()


def test_the_tree_of_a_pdf_is_that_of_its_document(tmp_path: Path) -> None:
    body = (
        "<header class='cover'><h1>T</h1></header><main><section id='a'><h2>A</h2>"
        "<div class='easy-item'><img src='easy-read/pictures/home.svg' alt=''>"
        "<div class='easy-words'><p>This is a <strong>home</strong>.</p>"
        "<dl class='meanings'><div><dt>home:</dt> <dd>A place.</dd></div></dl></div></div>"
        "</section></main>"
    )
    text = f'<!doctype html><html lang="en"><title>A test</title><body>{body}</body></html>'
    made = tmp_path / "made.pdf"
    made.write_bytes(_pdf(text))
    assert list(of_pdf(made).lines()) == list(of_html(text).lines())


def _pdf(text: str) -> bytes:
    return writer.write(document_of(text), EASY_READ, "#17475c", HERE.parent / "templates")[
        0
    ].content


def test_no_sentence_is_parted_from_its_hard_words(tmp_path: Path) -> None:
    items = "".join(
        "<div class='easy-item'><img src='easy-read/pictures/home.svg' alt=''>"
        f"<div class='easy-words'><p>begin{number}</p><dl class='meanings'><div><dt>thing:</dt> "
        f"<dd>{'Some words that explain it. ' * (number % 5 + 4)}end{number}</dd></div></dl>"
        "</div></div>"
        for number in range(20)
    )
    text = f'<!doctype html><html lang="en"><title>A test</title><main>{items}</main></html>'
    made = tmp_path / "made.pdf"
    made.write_bytes(_pdf(text))
    pdf = Read(made)
    for number in range(20):
        begins, ends = (
            [n for n in range(1, pdf.pages + 1) if re.search(rf"\b{word}{number}\b", pdf.text(n))]
            for word in ("begin", "end")
        )
        assert begins == ends and len(begins) == 1, number
