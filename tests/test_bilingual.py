"""One PDF in two languages: Welsh and then English, or to be turned over."""

from __future__ import annotations

import re
from pathlib import Path

import page
import pikepdf
import pypdfium2
import pytest
import verapdf
from pdfs import Read
from sites import Built
from tree import of_pdf

BACK_TO_BACK = "downloads/both-bilingual-back-to-back-cy-en.pdf"
TURNED = "downloads/both-bilingual-tilt-and-turn-cy-en.pdf"


@pytest.fixture(scope="module")
def folder(bilingual: Built) -> Path:
    return bilingual.plan("both")


def texts(path: Path) -> list[str]:
    document = pypdfium2.PdfDocument(path)
    return [one.get_textpage().get_text_bounded() for one in document]


def second(path: Path) -> int:
    """Return on which page, counted from 0, the English begins."""
    return next(n for n, text in enumerate(texts(path)) if "Having your say" in text)


def test_it_is_offered_on_both_sides_and_only_for_a_plan_in_both(bilingual: Built) -> None:
    found = sorted(
        path.relative_to(bilingual.output).as_posix()
        for path in bilingual.output.rglob("*-cy-en.pdf")
    )
    assert found == [
        "cy/dweud-eich-dweud/lawrlwytho/dweud-eich-dweud-dwyieithog-cefn-wrth-gefn-cy-en.pdf",
        "cy/dweud-eich-dweud/lawrlwytho/dweud-eich-dweud-dwyieithog-trowch-drosodd-cy-en.pdf",
        "en/both/downloads/both-bilingual-back-to-back-cy-en.pdf",
        "en/both/downloads/both-bilingual-tilt-and-turn-cy-en.pdf",
    ]
    # It is the same file, wherever it is offered.
    assert (bilingual.output / found[0]).read_bytes() == (bilingual.output / found[2]).read_bytes()


def test_back_to_back_has_welsh_first_and_each_half_counts_its_own_pages(folder: Path) -> None:
    path = folder / BACK_TO_BACK
    pages, start = texts(path), second(folder / BACK_TO_BACK)
    assert "Dweud eich dweud" in pages[0]
    # A second cover is a right-hand page.
    assert start % 2 == 0
    document = pypdfium2.PdfDocument(path)
    labels = [document.get_page_label(number) for number in range(len(document))]
    rest = len(document) - start
    assert labels == [str(n + 1) for n in range(start)] + [str(n + 1) for n in range(rest)]
    for text, label in zip(pages, labels, strict=True):
        if text.strip():
            assert text.split()[-1] == label


def test_each_cover_speaks_to_readers_of_the_other_language_in_their_own(folder: Path) -> None:
    path = folder / BACK_TO_BACK
    welsh, english = texts(path)[0], texts(path)[second(path)]
    assert "This plan is also available in English." in welsh
    assert "Mae’r cynllun hwn ar gael yn Gymraeg hefyd." in english


def test_the_contents_of_each_half_name_its_own_pages(folder: Path) -> None:
    path = folder / BACK_TO_BACK
    start, read = second(path), Read(path)
    for first, end, title in ((0, start, "Cynnwys"), (start, read.pages, "Contents")):
        marks = {one.title: one.page for one in read.bookmarks if first < one.page <= end}
        contents = next(text for text in texts(path)[first:end] if title in text)
        named = re.findall(r"(?m)^(.+?)[ .]{4,}(\d+)\s*$", contents)
        assert len(named) > 3, contents
        for words, number in named:
            assert marks[words.strip()] == first + int(number), words


def test_back_to_back_is_pdf_ua_with_the_language_of_each_half_in_its_tags(folder: Path) -> None:
    path = folder / BACK_TO_BACK
    verdict = page.validate_pdf(str(path), profile="ua1")
    assert verdict.is_compliant, verdict
    assert verapdf.faults([path]) == []
    halves = [node for node in of_pdf(path).nodes() if node.facts.get("Lang") in ("cy", "en")]
    languages = [node.facts["Lang"] for node in halves if node.role in ("Document", "Sect")]
    # What is not said to be English is Welsh, as the file says of itself.
    assert languages == ["en"]
    english = next(node for node in halves if node.facts["Lang"] == "en" and node.role == "Sect")
    assert "Walk every estate with tenants" in english.words()
    assert "Cerdded pob ystad" not in english.words()
    with pikepdf.open(path) as file:
        assert str(file.Root.Lang) == "cy"
        assert str(file.docinfo["/Title"]).count(" / ") == 1


def test_bookmarks_lead_through_welsh_and_then_english(folder: Path) -> None:
    marks = Read(folder / BACK_TO_BACK).bookmarks
    tops = [one.title for one in marks if one.level == 1]
    assert tops == ["Dweud eich dweud", "Having your say"]
    assert [one.page for one in marks] == sorted(one.page for one in marks)


def test_to_be_turned_over_it_has_a_cover_at_each_end_and_fills_whole_sheets(folder: Path) -> None:
    path = folder / TURNED
    with pikepdf.open(path) as file:
        turns = [int(one.get("/Rotate", 0)) for one in file.pages]
        assert "/StructTreeRoot" not in file.Root and "/MarkInfo" not in file.Root
        assert "/Outlines" not in file.Root
    assert len(turns) % 4 == 0
    assert turns == sorted(turns) and set(turns) == {0, 180}
    pages = texts(path)
    assert "Dweud eich dweud" in pages[0] and "Having your say" in pages[-1]
    english = [text for text, turn in zip(pages, turns, strict=True) if turn]
    assert [text.split()[-1] for text in reversed(english)] == [
        str(number) for number in range(1, len(english) + 1)
    ]
    # A page that is drawn upside down: its foot, with the number, is at the top.
    drawn = pypdfium2.PdfDocument(path)[len(pages) - 1].render(scale=0.2).to_pil().convert("L")
    upper, lower = (
        sum(drawn.crop((0, top, drawn.width, top + 20)).histogram()[:128])
        for top in (0, drawn.height - 20)
    )
    assert lower > upper


def test_the_formats_page_says_that_it_is_for_print_only(bilingual: Built) -> None:
    english = (bilingual.plan("both") / "formats/index.html").read_text(encoding="utf-8")
    welsh = bilingual.output / "cy/dweud-eich-dweud/fformatau/index.html"
    assert "for print only, not for screen readers" in english
    assert "i’w argraffu yn unig, nid i ddarllenwyr sgrin" in welsh.read_text(encoding="utf-8")


def test_both_halves_have_the_same_typeface_and_sizes(folder: Path) -> None:
    read, start = Read(folder / BACK_TO_BACK), second(folder / BACK_TO_BACK)
    sizes = [
        {round(one.size_pt, 1) for number in numbers for one in read.letters(number)}
        for numbers in (range(1, start + 1), range(start + 1, read.pages + 1))
    ]
    assert sizes[0] == sizes[1]
    assert read.fonts <= {"Atkinson-Hyperlegible-Next", "Atkinson-Hyperlegible-Next-Bold"}
