"""The PDFs for reading, as they come out: sizes, edges, breaks, contents and bookmarks."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import page
import pikepdf
import pypdfium2
import pytest
import verapdf
from documents import document_of
from pdfs import Line, Read
from sites import Built, format_of

from riweb.content.parse.texts import COVER_EM, LINE_EM
from riweb.formats.pdf import breaks, writer
from riweb.formats.profiles import GIANT_PT, PRINT, Profile, giant
from riweb.languages import interface
from riweb.locales import LOCALES
from riweb.text.colour import Colour
from riweb.text.typeface import width_em

TEMPLATES = Path(__file__).parents[1] / "templates"
MM = 72 / 25.4
LANGUAGES = ("en", "cy")


@pytest.fixture(scope="session")
def pdfs(site: Built, minimal: Built) -> list[Read]:
    """Every PDF for reading of the whole site and of the smallest."""
    found = [Read(path) for built in (site, minimal) for path in built.pdfs]
    assert found
    return found


def profile(pdf: Read) -> Profile:
    """Return the profile that a PDF was set in, by its name."""
    return PRINT[format_of(pdf.path)]


def first_page(pdf: Read) -> int:
    """Return the page on which the text begins, after the cover and the contents."""
    about = {interface(one).gettext("About this plan") for one in LANGUAGES}
    return next((one.page for one in pdf.bookmarks if one.title in about), 1)


def body_lines(pdf: Read) -> Iterator[Line]:
    """Yield the lines of a PDF after its contents, without the page number."""
    first, about = first_page(pdf), {interface(one).gettext("About this plan") for one in LANGUAGES}
    # The contents may end on the page on which the text begins.
    is_after = first == 1
    for line in pdf.lines:
        is_after |= line.page == first and line.text in about
        if is_after and not re.fullmatch(r"\d+", line.text):
            yield line


def test_every_pdf_is_pdf_ua(pdfs: list[Read]) -> None:
    for pdf in pdfs:
        verdict = page.validate_pdf(str(pdf.path), profile="ua1")
        assert verdict.is_compliant, f"{pdf}: {verdict}"


def test_verapdf_finds_no_fault(pdfs: list[Read], tmp_path: Path) -> None:
    assert verapdf.faults([pdf.path for pdf in pdfs]) == []
    bad = tmp_path / "bad.pdf"
    with pikepdf.open(pdfs[-1].path) as file:
        del file.Root.MarkInfo
        file.save(bad)
    assert any("6.2-1" in line for line in verapdf.faults([bad]))


def test_no_letter_is_smaller_than_the_body(pdfs: list[Read]) -> None:
    for pdf in pdfs:
        least = profile(pdf).body_pt
        for number in range(1, pdf.pages + 1):
            small = [one.text for one in pdf.letters(number) if one.size_pt < least - 0.05]
            assert small == [], f"{pdf} page {number}: {''.join(small)}"


def test_only_our_upright_typeface_is_used(pdfs: list[Read]) -> None:
    for pdf in pdfs:
        assert pdf.fonts <= {
            "Atkinson-Hyperlegible-Next",
            "Atkinson-Hyperlegible-Next-Bold",
        }, f"{pdf}: {pdf.fonts}"


def test_text_is_set_to_the_left_with_ragged_lines(pdfs: list[Read]) -> None:
    for pdf in pdfs:
        lines = list(body_lines(pdf))
        # The margins of left and right pages take turns.
        for side in (0, 1):
            on_side = [line for line in lines if line.page % 2 == side]
            lefts = Counter(round(line.left) for line in on_side)
            often = {left for left, times in lefts.items() if times > 2}
            assert len(often) <= 14, f"{pdf}: lines begin at {sorted(lefts)}"
        rights = Counter(round(line.right) for line in lines)
        assert rights.most_common(1)[0][1] <= max(3, 0.1 * len(lines)), pdf


def test_lines_are_no_longer_than_70_letters(pdfs: list[Read]) -> None:
    for pdf in pdfs:
        for line in body_lines(pdf):
            assert len(line.text) <= 70, f"{pdf} page {line.page}: {line.text}"


def test_contents_name_the_page_on_which_each_heading_stands(pdfs: list[Read]) -> None:
    for pdf in pdfs:
        listed = contents(pdf)
        assert listed or pdf.pages <= 6, pdf
        for title, number in listed:
            words = re.sub(r"\W", "", title)
            on_page = [
                line
                for line in pdf.lines
                if line.page == number and line.size_pt > profile(pdf).body_pt + 1
            ]
            headings = re.sub(r"\W", "", "".join(line.text for line in on_page))
            assert words in headings, f"{pdf}: “{title}” is not on page {number}"


def contents(pdf: Read) -> list[tuple[str, int]]:
    """Return each entry of the contents with the page that is printed beside it."""
    found: list[tuple[str, int]] = []
    title, is_listed = "", False
    for line in (line for line in pdf.lines if line.page <= 4):
        if line.text in ("Contents", "Cynnwys"):
            is_listed = True
        elif is_listed and not re.fullmatch(r"\d+", line.text):
            entry = re.fullmatch(r"(.*?)[\s.]*\s(\d+)", line.text)
            if entry and int(entry[2]) in range(found[-1][1] if found else 2, pdf.pages + 1):
                found.append((f"{title} {entry[1]}".strip(), int(entry[2])))
                title = ""
            elif line.size_pt > profile(pdf).body_pt + 1:
                break
            else:
                title = f"{title} {line.text}"
    return found


def test_bookmarks_lead_to_every_entry_of_the_contents(pdfs: list[Read]) -> None:
    for pdf in pdfs:
        marked = {(re.sub(r"\s", "", one.title), one.page) for one in pdf.bookmarks}
        listed = {(re.sub(r"\s", "", title), number) for title, number in contents(pdf)}
        assert listed <= marked, f"{pdf}: {listed - marked}"


def test_each_page_has_its_number_in_the_same_place(pdfs: list[Read]) -> None:
    for pdf in pdfs:
        places = set()
        for number in range(1, pdf.pages + 1):
            last = [line for line in pdf.lines if line.page == number][-1]
            assert last.text == str(number), f"{pdf} page {number} ends with {last.text}"
            assert last.size_pt == pytest.approx(profile(pdf).body_pt, abs=0.1)
            places.add((round(last.right), round(last.foot)))
        assert len(places) == 1, f"{pdf}: {places}"


def test_no_heading_or_label_stands_alone_at_the_foot_of_a_page(pdfs: list[Read]) -> None:
    for pdf in pdfs:
        lines = list(body_lines(pdf))
        for line, after in itertools.pairwise(lines):
            if line.page < after.page:
                size = profile(pdf).body_pt
                assert line.size_pt < size + 1, f"{pdf} page {line.page}: {line.text}"
                assert not line.text.endswith(":"), f"{pdf} page {line.page}: {line.text}"


def test_the_first_page_says_how_to_get_another_format(pdfs: list[Read], site: Built) -> None:
    for pdf in pdfs:
        words = {"en": "in another", "cy": "mewn iaith arall"}[pdf.path.stem[-2:]]
        assert words in " ".join(pdf.text(1).split()), pdf


def test_a_pdf_says_its_title_and_language_and_shows_its_title(pdfs: list[Read]) -> None:
    for pdf in pdfs:
        with pikepdf.open(pdf.path) as file:
            assert str(file.Root.Lang) == pdf.path.stem[-2:]
            assert file.Root.ViewerPreferences.DisplayDocTitle
            assert str(file.docinfo["/Title"]), pdf
            size = [float(one) for one in file.pages[0].MediaBox]
            assert size == pytest.approx([0, 0, 210 * MM, 297 * MM], abs=0.5)


def lines_of(body: str, made_for: Profile) -> list[list[str]]:
    """Return the lines of each page of a PDF made from the body of a document."""
    html = f'<html lang="en"><title>x</title><body>{body}</body></html>'
    made = writer.write(document_of(html), made_for, "#17475c", TEMPLATES)[0]
    with pypdfium2.PdfDocument(made.content) as document:
        texts = [one.get_textpage().get_text_bounded() for one in document]
    return [[line.strip() for line in text.split("\r\n")] for text in texts]


@pytest.mark.parametrize("size_pt", [18, 24, 36])
def test_a_card_taller_than_a_page_flows_over_pages_and_loses_nothing(size_pt: int) -> None:
    sized = giant(size_pt) if size_pt > 18 else PRINT["large-print"]
    pairs = "".join(f"<div><dt>Step {n}:</dt> <dd>Agree it</dd></div>" for n in range(80))
    before = "<p>Here is what we do.</p>"
    card = f'<article class="card"><h3>A long task</h3><dl>{pairs}</dl></article>'
    pages = lines_of(f"<h1>T</h1><main><h2>Tasks</h2>{before}{card}</main>", sized)
    steps = [line for lines in pages for line in lines if line.startswith("Step")]
    assert steps == [f"Step {n}: Agree it" for n in range(80)]
    # It begins where it is, and fills every page but the last.
    assert "Step 0: Agree it" in pages[0]
    counts = [len(lines) for lines in pages[:-1]]
    assert len(counts) > 1 and min(counts) >= max(counts) - 5, counts


def test_a_long_address_breaks_after_one_of_its_signs() -> None:
    link = "https://www.smallhomes.example/residents/involvement.next.year/planforresidents.html"
    for body in (f'<a href="{link}">{link}</a>', link, link.removeprefix("https://")):
        lines = lines_of(f"<h1>T</h1><p>{body}</p>", giant(36))[0][1:-1]
        assert len(lines) >= 3 and "".join(lines) in link, lines
        assert all(line[-1] in "/." for line in lines[:-1]), lines
    mail = "involvement.and.participation.team@smallhomes.example"
    lines = lines_of(f"<h1>T</h1><p>{mail}</p>", giant(36))[0][1:-1]
    assert lines == ["involvement.and.", "participation.team@", "smallhomes.example"]


def test_the_longest_word_that_is_accepted_fits_on_a_line_of_every_size() -> None:
    assert pytest.approx(giant(36).narrow_em, abs=0.1) == LINE_EM
    word = "Recommendations" + "nm" * 9
    while width_em(word) > LINE_EM:
        word = word[:-1]
    assert width_em(word) > LINE_EM - 1
    title = word
    while width_em(title) > COVER_EM:
        title = title[:-1]
    items = f"<ul><li><strong>{word}</strong></li></ul>"
    body = f'<h1>{title}</h1><main><article class="card"><h3>Card</h3>{items}</article></main>'
    for size_pt in GIANT_PT:
        lines = lines_of(body, giant(size_pt))[0]
        assert lines[0] == title, size_pt
        assert any(line.endswith(word) for line in lines), (size_pt, lines)


def test_a_text_before_bold_words_breaks_where_it_is_full() -> None:
    words = (
        "<li>Give people at least 28 days to return a questionnaire. "
        "<strong>When:</strong> every year.</li>"
    )
    html = f'<html lang="en"><title>x</title><main><article class="card"><ul>{words}</ul>'
    made = writer.write(document_of(html), PRINT["large-print"], "#17475c", TEMPLATES)[0]
    with pypdfium2.PdfDocument(made.content) as document:
        lines = document[0].get_textpage().get_text_bounded().split("\r\n")
    assert any(line.strip().startswith("Give people at least") for line in lines), lines


def test_no_word_is_broken_over_lines(pdfs: list[Read]) -> None:
    for pdf in pdfs:
        for line in body_lines(pdf):
            assert "\u00ad" not in line.text, pdf
            assert not re.search(r"\w-$", line.text), f"{pdf} page {line.page}: {line.text}"


def test_no_date_number_or_sum_is_broken_over_lines(pdfs: list[Read]) -> None:
    for pdf in pdfs:
        for line, after in itertools.pairwise(body_lines(pdf)):
            if line.page != after.page or round(line.foot - after.foot) > 2 * line.size_pt:
                continue
            joined = f"{line.text} {after.text}"
            for found in breaks.TOGETHER.finditer(joined):
                is_broken = found.start() < len(line.text) < found.end() - 1
                # A line that ends a paragraph may be followed by anything.
                is_sentence = re.search(r"[.:;!?]$", line.text)
                assert not is_broken or is_sentence, f"{pdf} page {line.page}: {found[0]}"


def test_text_is_dark_enough_to_read_with_ease(pdfs: list[Read]) -> None:
    white = Colour(255, 255, 255)
    for pdf in pdfs:
        for colour in pdf.colours():
            assert Colour(*colour).contrast(white) >= 7, f"{pdf}: {colour}"


def test_the_inner_margin_leaves_room_for_the_binding(pdfs: list[Read]) -> None:
    for pdf in pdfs:
        if pdf.pages < 4:
            continue
        width = 210 * MM
        right_pages = [line for line in body_lines(pdf) if line.page % 2]
        left_pages = [line for line in body_lines(pdf) if line.page % 2 == 0]
        # The foot of a j reaches out to the left of its line.
        inner = min(line.left for line in right_pages if line.text[0] != "j")
        outer = min(line.left for line in left_pages if line.text[0] != "j")
        assert inner - outer >= 10 * MM - 1, f"{pdf}: {inner} and {outer} points"
        assert width - max(line.right for line in right_pages) >= outer - 1, pdf
        assert width - max(line.right for line in left_pages) >= inner - 1, pdf


def test_page_labels_are_the_printed_numbers(pdfs: list[Read]) -> None:
    for pdf in pdfs:
        labels = [pdf.document.get_page_label(number) for number in range(pdf.pages)]
        assert labels == [str(number) for number in range(1, pdf.pages + 1)], pdf


def test_the_formats_page_gives_the_pages_and_size_of_each(site: Built) -> None:
    for path in site.pdfs:
        language = path.stem[-2:]
        folder = path.parents[1] / LOCALES[language].paths["formats"]
        pages = len(pypdfium2.PdfDocument(path))
        text = (folder / "index.html").read_text(encoding="utf-8")
        size = f"{path.stat().st_size / 1000:.0f} kB"
        said = interface(language).ngettext("PDF, %(num)d page", "PDF, %(num)d pages", pages)
        said = f"{said % {'num': pages}}, {size}"
        assert f'{path.name}">' in text and said in text, path.name


def test_each_profile_has_its_own_pdf_of_every_plan(site: Built) -> None:
    names = {path.name for path in site.pdfs}
    for plan in site.plans:
        for name in PRINT:
            folder, language = plan.split("/")[-1], plan.split("/")[0]
            word = LOCALES[language].formats.get(name, name)
            assert any(one.startswith(f"{folder}-{word}-") for one in names), f"{plan} {name}"


def test_no_page_is_nearly_empty_after_the_cover_or_the_contents(pdfs: list[Read]) -> None:
    for pdf in pdfs:
        first = first_page(pdf)
        # The page number stands at the foot of each.
        for number in range(2, first if pdf.pages > 6 else 1):
            lines = [one for one in pdf.lines if one.page == number][:-1]
            lowest = min((one.foot for one in lines), default=297 * MM)
            assert lowest < 0.7 * 297 * MM, f"{pdf} page {number}"


def document_with(entries: int, cover: str) -> str:
    """Return a document with so many chapters and more words on its cover."""
    names = range(entries)
    listed = "".join(f'<li><a href="#c{n}">Chapter {n}</a></li>' for n in names)
    text = "<p>Residents and staff agree what comes first, and by when it will be done.</p>" * 3
    chapters = "".join(f'<section id="c{n}"><h2>Chapter {n}</h2>{text}</section>' for n in names)
    return (
        f'<header class="cover"><h1>T</h1>{cover}</header><nav class="contents" id="contents">'
        f"<h2>Contents</h2><ul>{listed}</ul></nav><main>{chapters}</main>"
    )


def test_what_follows_a_nearly_empty_page_follows_on_and_its_number_is_right() -> None:
    cover = "<p>You can have this plan in another format. It is free.</p>" * 9
    for body in (document_with(18, ""), document_with(15, cover)):
        pages = lines_of(body, giant(24))
        listed = [
            (found[1], int(found[2]))
            for lines in pages
            for line in lines
            if (found := re.fullmatch(r"(Chapter \d+)[ .]+(\d+)", line))
        ]
        assert len(listed) >= 10 and all(title in pages[number - 1] for title, number in listed)
        before = next(number for number, lines in enumerate(pages) if "Chapter 0" in lines)
        assert min(map(len, pages[1:before])) > 6, [len(lines) for lines in pages]


def test_a_card_is_broken_only_where_no_page_can_hold_it(monkeypatch: pytest.MonkeyPatch) -> None:
    before = "<p>Here is what we do, and what comes after it.</p>" * 6
    bodies = []
    for steps in range(8, 21):
        items = "".join(f"<li>Step {n} is agreed</li>" for n in range(steps))
        card = f'<article class="card"><h3>A task</h3><ul>{items}</ul></article>'
        bodies.append(f"<h1>T</h1><main>{before}{card}</main>")
    foreseen = [lines_of(body, giant(24)) for body in bodies]
    monkeypatch.setattr(breaks, "let_break", lambda *_: None)
    assert foreseen == [lines_of(body, giant(24)) for body in bodies]
    first = {"A task" in pages[0] for pages in foreseen}
    assert first == {True, False}, "some begin on the page before, and some are whole on their own"


def test_a_list_begins_with_the_number_that_it_says_and_each_level_has_a_mark_of_ours() -> None:
    deep = "<ul><li>a<ul><li>b<ul><li>c</li></ul></li></ul></li></ul>"
    body = f'<h1>T</h1><main><ol start="4"><li>four{deep}</li><li>five</li></ol></main>'
    (page_lines,) = lines_of(body, PRINT["large-print"])
    found = [line.strip() for line in page_lines]
    # The marks of items are drawn after their words.
    assert [mark for mark in found if re.fullmatch(r"\d\.|\W", mark)] == ["4.", *"–––", "5."]
