"""Inserts fit their pages, print as they should, and say the same to everybody."""

from __future__ import annotations

import re
import shutil
from base64 import b64decode
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import page
import pikepdf
import plates
import printed
import pypdfium2
import pytest
import verapdf
import yaml
import zxingcpp
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml.html import document_fromstring
from PIL import Image
from sites import Built, build
from tree import Node, of_html, of_pdf

from riweb.build import insert_jobs
from riweb.build.editions import read
from riweb.cli import main
from riweb.formats.insert import bench, press
from riweb.formats.insert.measure import SIZES
from riweb.formats.insert.press import PrintWork

HERE = Path(__file__).parent
FULL = HERE / "plans" / "full"
CLOSE_MM = 0.1

# What each size is, on its own: the trimmed sheets that the printer gets, in millimetres.
SHEETS = {
    "a4-2": [(210, 297)] * 2,
    "a4-a5-4": [(148, 210)] * 4,
    "a5-2": [(148, 210)] * 2,
    "dl-6": [(99 + 99 + 97, 210)] * 2,
    "half-page": [(210, 148)],
}

SAID = "You told us that nobody says when a repair will be done, or who will come."
DID = "We now ring you the day before. You hear who comes, and what they will do."


def sheet(size: str, **more: object) -> dict[str, object]:
    """Return the file of an insert that takes the newest answers, as many as fit."""
    newest = {"kind": "you-said-we-did", "section": "more", "newest": True}
    blocks = [newest, "other-formats", "contact"]
    return {"title": "What you said", "plan": "larch", "size": size, "blocks": blocks, **more}


def answers(number: int, sentences: int = 1) -> list[dict[str, object]]:
    """Return actions that answer what residents said."""
    return [
        {
            "id": f"repair-{place}",
            "title": f"Repair number {place}",
            "you_said": " ".join([SAID] * sentences),
            "we_did": " ".join([DID] * sentences),
            "updates": [{"text": "Done.", "date": f"2025-{1 + place % 12:02}-15"}],
        }
        for place in range(number)
    ]


def lay(folder: Path, inserts: dict[str, object], actions: list[dict[str, object]]) -> Path:
    """Return a content folder with a plan of some actions, and with inserts about it."""
    content = folder / "content"
    shutil.copytree(FULL, content)
    (content / "inserts/every-field.yaml").unlink()
    plan = content / "plans/larch/plan.yaml"
    facts = yaml.safe_load(plan.read_text(encoding="utf-8"))
    facts["sections"].append({"id": "more", "title": "More repairs", "actions": actions})
    facts["notice"], facts["state"] = "", "current"
    plan.write_text(yaml.safe_dump(facts, allow_unicode=True), encoding="utf-8")
    for name, made in inserts.items():
        text = yaml.safe_dump(made, allow_unicode=True, sort_keys=False)
        (content / f"inserts/{name}.yaml").write_text(text, encoding="utf-8")
    return content


@pytest.fixture(scope="module")
def sizes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the inserts of a site with one of each size."""
    folder = tmp_path_factory.mktemp("sizes")
    content = lay(folder, {size: sheet(size) for size in SHEETS}, answers(14))
    built = build(content, folder / "out" / "site", "--formats", "insert", "--jobs", "1")
    return built.plan("larch") / "inserts"


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the insert with every field: with a profile, a picture, and a booklet."""
    output = tmp_path_factory.mktemp("every") / "site"
    built = build(FULL, output, "--formats", "insert", "--jobs", "1")
    return built.plan("larch") / "inserts/every-field"


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The inserts that ship as examples."""
    output = tmp_path_factory.mktemp("ours") / "site"
    more = ("--formats", "insert", "--plan", "purbeck,wrexham", "--jobs", "1")
    return build(HERE.parent / "content", output, *more)


@pytest.mark.parametrize("size", SHEETS)
def test_a_file_for_the_printer_has_its_sheets_with_bleed_and_marks(sizes: Path, size: str) -> None:
    with pikepdf.open(sizes / size / "print" / f"{size}.pdf") as pdf:
        assert len(pdf.pages) == len(SHEETS[size])
        for page, (width, height) in zip(pdf.pages, SHEETS[size], strict=True):
            left, low, right, high = printed.box_mm(page, "/TrimBox")
            assert abs(right - left - width) < CLOSE_MM and abs(high - low - height) < CLOSE_MM
            bleed = printed.box_mm(page, "/BleedBox")
            assert min(left - bleed[0], low - bleed[1], bleed[2] - right, bleed[3] - high) >= 2.999
            media = printed.box_mm(page, "/MediaBox")
            assert media[0] <= bleed[0] - 3 and media[3] >= bleed[3] + 3
            marks = printed.marks_mm(page)
            assert len(marks) >= 8
            for mark in marks:
                xs, ys = sorted(mark[::2]), sorted(mark[1::2])
                is_beside = xs[1] <= bleed[0] or xs[0] >= bleed[2]
                assert is_beside or ys[1] <= bleed[1] or ys[0] >= bleed[3], mark


def test_an_office_printer_gets_pages_as_large_as_its_paper(sizes: Path, full: Path) -> None:
    black = {size: sizes / size / "print" / f"{size}-black.pdf" for size in SHEETS}
    wanted = {path: SHEETS[size] for size, path in black.items()}
    wanted[full / "print/every-field-black-booklet.pdf"] = [(296, 210)] * 2
    for path, pages in wanted.items():
        with pikepdf.open(path) as pdf:
            assert len(pdf.pages) == len(pages)
            for page, (width, height) in zip(pdf.pages, pages, strict=True):
                box = printed.box_mm(page, "/MediaBox")
                assert box == pytest.approx([0, 0, width, height], abs=CLOSE_MM)
                assert printed.box_mm(page, "/TrimBox") == pytest.approx(box, abs=CLOSE_MM)
                assert not printed.marks_mm(page)


@pytest.mark.parametrize("size", SHEETS)
def test_no_letter_comes_near_the_edge_or_a_fold(sizes: Path, size: str) -> None:
    pages = printed.letters_mm(sizes / size / "print" / f"{size}.pdf")
    for sheet_, letters in zip(press.sheets(SIZES[size]), pages, strict=True):
        edges = [10.0, *(10 + fold for fold in sheet_.folds_mm), 10 + sheet_.width_mm]
        assert letters
        for left, low, right, high in letters:
            assert low >= 15 and high <= 10 + sheet_.height_mm - 5
            assert all(right <= edge - 5 or left >= edge + 5 for edge in edges), (left, right)


def test_lines_are_no_longer_than_70_letters_and_nothing_lies_on_a_picture(
    sizes: Path, full: Path, ours: Built
) -> None:
    found = {}
    for path in (
        *sizes.glob("*/*.pdf"),
        full / "every-field.pdf",
        *ours.output.rglob("inserts/*/*.pdf"),
        *ours.output.rglob("cylchlythyr/*/*.pdf"),
    ):
        lines, overlaps = printed.lines_and_overlaps(path)
        found[path.stem] = max(map(len, lines))
        assert not overlaps, path
        assert max(map(len, lines)) <= 70, max(lines, key=len)
    # Two columns on a wide page, and a panel of a third of A4, have about 35.
    assert found["wrexham-bilingual"] > 60 and found["purbeck-you-said-we-did"] > 40
    assert set(found) == {*SHEETS, "every-field", "wrexham-bilingual", "purbeck-you-said-we-did"}


@pytest.mark.parametrize("size", SHEETS)
def test_pages_are_full_and_letters_are_not_small(sizes: Path, size: str) -> None:
    path = sizes / size / f"{size}.pdf"
    for number, letters in enumerate(printed.letters_mm(path)):
        lowest = min(low for _, low, _, _ in letters)
        # The frame and the margin take the rest.
        assert lowest < SIZES[size].height * 0.3, f"page {number + 1} is empty below {lowest} mm"
    with pypdfium2.PdfDocument(path) as document:
        assert len(document) == SIZES[size].pages
    assert min(map(min, printed.sizes_pt(path))) == 14


def test_a_roll_fold_has_its_inner_panel_narrower_and_meets_back_to_back() -> None:
    outer, inner = press.sheets(SIZES["dl-6"])
    widths = [[one.width_mm for one in side.pages] for side in (outer, inner)]
    assert widths == [[97, 99, 99], [99, 99, 97]]
    assert [[one.page for one in side.pages] for side in (outer, inner)] == [[2, 6, 1], [3, 4, 5]]


@pytest.mark.parametrize("name", ["every-field", "every-field-booklet", "every-field-black"])
def test_all_is_in_inks_and_black_words_are_black_alone(full: Path, name: str) -> None:
    is_black = name.endswith("black")
    with pikepdf.open(full / "print" / f"{name}.pdf") as pdf:
        found = list(printed.drawn(pdf))
        # The marks are lines; an office printer has no use for them.
        assert {one.kind for one in found} == {"text", "fill", *([] if is_black else ["line"])}
        colours = {one.colour for one in found}
        assert None not in colours
        assert all(sum(colour) < 3 for colour in colours if colour)
        words = [one.colour for one in found if one.kind == "text"]
        black = (0, 0, 0, 1)
        # The rest are headings in the publisher's colour, and white letters on the band.
        main = (0, 0, 0, 0.85) if is_black else (0.8, 0.45, 0.2, 0.5)
        assert set(words) == {black, (0, 0, 0, 0), main}
        assert words.count(black) > len(words) / 2
        if is_black:
            assert all(colour[:-1] in ((), (0, 0, 0)) for colour in colours if colour)
        spaces = sorted({str(one.ColorSpace) for one in printed.images(pdf)})
        assert spaces == (["/DeviceGray"] if is_black else ["/DeviceCMYK", "/DeviceGray"])
        assert printed.fonts(pdf) and all(is_there for _, is_there in printed.fonts(pdf))


@pytest.mark.parametrize("name", [*SHEETS, "every-field", "every-field-booklet"])
def test_plates_have_little_ink_and_black_words_are_on_one(
    sizes: Path, full: Path, name: str, tmp_path: Path
) -> None:
    folder = full if name.startswith("every-field") else sizes / name
    path = folder / "print" / f"{name}.pdf"
    with pikepdf.open(path) as pdf:
        forms = [list(page.obj.Resources.XObject.values()) for page in pdf.pages]
        pictures = [
            any(
                image.get("/ColorSpace") == "/DeviceCMYK" and name.encode() in form.read_bytes()
                for form in own
                for name, image in form.Resources.get("/XObject", {}).items()
            )
            for own in forms
        ]
    assert any(pictures) is (folder is full) and not all(pictures)
    for number, made in enumerate(plates.made(path, tmp_path)):
        assert 100 <= made.most() < 300
        black, coloured = made.black_with_colour()
        # A picture may have both.
        assert black > 500 and (coloured == 0 or pictures[number])
        if number == 0 and folder is not full:
            # The band goes over the top and the right edge as far as the bleed, and no further.
            right = 10 + SHEETS[name][0][0]
            main = made.at(right - 40, 12)
            assert main[0] > 60
            assert made.at(right + 2, 12) == made.at(right - 40, 8) == main
            assert made.at(right + 4, 12) == made.at(right - 40, 6) == (0, 0, 0, 0)


@pytest.mark.parametrize("size", SHEETS)
def test_an_office_printer_needs_black_alone(sizes: Path, size: str, tmp_path: Path) -> None:
    for made in plates.made(sizes / size / "print" / f"{size}-black.pdf", tmp_path):
        assert [made.inks[ink].getextrema()[1] for ink in plates.INKS] == [0, 0, 0, 255]


def test_a_picture_has_little_ink_and_enough_dots(full: Path) -> None:
    with pikepdf.open(full / "print/every-field.pdf") as pdf:
        (picture,) = [one for one in printed.images(pdf) if one.ColorSpace == "/DeviceCMYK"]
        content = picture.read_bytes()
        assert len(content) == picture.Width * picture.Height * 4
        assert max(map(sum, zip(*(content[ink::4] for ink in range(4)), strict=True))) < 3 * 255
        # It is as wide as the words: 124 mm.
        assert picture.Width / (124 / 25.4) >= 300


def test_pdf_x_is_claimed_only_where_the_printer_names_a_profile(full: Path, sizes: Path) -> None:
    for path, is_claimed in (
        (full / "print/every-field.pdf", True),
        (full / "print/every-field-booklet.pdf", True),
        (full / "print/every-field-black.pdf", False),
        (sizes / "a5-2/print/a5-2.pdf", False),
    ):
        with pikepdf.open(path) as pdf:
            assert ("/OutputIntents" in pdf.Root) is is_claimed
            assert ("/GTS_PDFXVersion" in pdf.docinfo) is is_claimed
            assert ("PDF/X-4" in str(pdf.open_metadata())) is is_claimed
            if is_claimed:
                (intent,) = pdf.Root.OutputIntents
                assert str(intent.OutputConditionIdentifier) == "FOGRA51"
                profile = intent.DestOutputProfile
                assert profile.N == 4
                assert profile.read_bytes() == (FULL / "inserts/press.icc").read_bytes()


def numbered(pages: int) -> bytes:
    """Return a PDF of pages of A5 with their bleed, each with its number in the middle."""
    with pikepdf.new() as pdf:
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
        for number in range(1, pages + 1):
            page = pdf.add_blank_page(page_size=(436.5, 612.3))
            page.obj.MediaBox = [-8.5, -8.5, 428, 603.8]
            page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
            content = f"BT /F 40 Tf 0 0 0 1 k 190 300 Td ({number}) Tj ET"
            page.obj.Contents = pdf.make_stream(content.encode())
        kept = BytesIO()
        pdf.save(kept)
        return kept.getvalue()


@pytest.mark.parametrize("number", [4, 8, 12])
def test_a_folded_booklet_reads_in_order(number: int) -> None:
    size = replace(SIZES["a4-a5-4"], pages=number)
    made = press.print_file(
        numbered(number), press.booklet(size), PrintWork("Numbers", date(2026, 1, 31))
    )
    sides = []
    with pypdfium2.PdfDocument(made) as document:
        for sheet_ in document:
            words, (width, height) = sheet_.get_textpage(), sheet_.get_size()
            halves = [(0, width / 2), (width / 2, width)]
            found = [words.get_text_bounded(a, 0, b, height).strip() for a, b in halves]
            sides.append(tuple(map(int, found)))
    assert len(sides) == number / 2
    leaves = list(zip(sides[::2], sides[1::2], strict=True))
    # The sheets lie in one another, the first outermost, each turned over its short edge. Turning
    # the leaves on the right shows the right half of each front, and on its back the left half;
    # then on the left, inside out.
    read = [page for front, back in leaves for page in (front[1], back[0])]
    read += [page for front, back in reversed(leaves) for page in (back[1], front[0])]
    assert read == list(range(1, number + 1))


def test_no_booklet_has_pages_left_over() -> None:
    with pytest.raises(ValueError, match="multiple of 4"):
        list(press.pairs(6))


def test_imposed_pages_are_where_the_order_says(full: Path) -> None:
    single = [len(one) for one in printed.letters_mm(full / "print/every-field.pdf")]
    sides = printed.letters_mm(full / "print/every-field-booklet.pdf")
    fold = 10 + 148
    halves = [
        (sum(right < fold for _, _, right, _ in side), sum(left > fold for left, _, _, _ in side))
        for side in sides
    ]
    assert halves == [(single[3], single[0]), (single[1], single[2])]


def test_a_qr_code_leads_to_the_address_beside_it(ours: Built) -> None:
    leads_to = set()
    for path in sorted(ours.output.rglob("print/*.pdf")):
        said = printed.words(path)
        with pypdfium2.PdfDocument(path) as document:
            pages = [page.render(scale=3).to_pil() for page in document]
        codes = [one.text for page in pages for one in zxingcpp.read_barcodes(page)]
        assert codes
        for code in codes:
            assert code.removeprefix("https://").rstrip("/") in said
            page = ours.output / code.removeprefix("https://plans.riweb.example/") / "index.html"
            assert page.is_file()
            leads_to.add(page.parent.relative_to(ours.output).as_posix())
    assert leads_to == {
        "en/purbeck/inserts/purbeck-you-said-we-did",
        "cy/wrecsam/cylchlythyr/wrexham-bilingual",
        "en/wrexham/inserts/wrexham-bilingual",
    }


def test_a_qr_code_has_its_quiet_zone() -> None:
    content = bench.picture("https://larch.example/said").partition(",")[2]
    image = Image.open(BytesIO(b64decode(content))).convert("L")
    dark = image.point(lambda light: 255 - light).getbbox()
    module = image.width / (25 + 8)
    assert dark and all(edge >= 4 * module for edge in dark[:2])
    assert image.width - dark[2] >= 4 * module and image.height - dark[3] >= 4 * module


def page_words(path: Path) -> str:
    """Return the words of an insert's web page, without white space."""
    tree = document_fromstring(path.read_text(encoding="utf-8"))
    (top,) = tree.xpath("//main/header[@class='top']")
    (body,) = tree.xpath("//main//div[@class='insert']")
    return "".join("".join((*top.itertext(), *body.itertext())).split())


def test_the_page_and_the_file_for_readers_say_what_is_printed(ours: Built, full: Path) -> None:
    purbeck = ours.plan("purbeck") / "inserts/purbeck-you-said-we-did"
    said = printed.words(purbeck / "print/purbeck-you-said-we-did.pdf")
    assert "Runatleast2FocusGroups" in said
    assert printed.words(purbeck / "purbeck-you-said-we-did.pdf") == said
    assert page_words(purbeck / "index.html") == said
    assert page_words(full / "index.html") == printed.words(full / "every-field.pdf")
    assert printed.words(full / "print/every-field-black.pdf") == page_words(full / "index.html")


def test_both_languages_have_the_same_blocks_and_sizes_and_welsh_comes_first(ours: Built) -> None:
    welsh = ours.plan("wrecsam", "cy") / "cylchlythyr/wrexham-bilingual"
    english = ours.plan("wrexham") / "inserts/wrexham-bilingual"
    said = printed.words(welsh / "print/wrexham-bilingual.pdf")
    assert said == page_words(welsh / "index.html") + page_words(english / "index.html")
    trees = [document_fromstring((one / "index.html").read_text()) for one in (welsh, english)]
    # Links to words that are explained are of one language only.
    own = "//div[@class='insert']//*[@data-at]"
    blocks = [[(one.tag, one.get("data-at")) for one in tree.xpath(own)] for tree in trees]
    assert blocks[0] == blocks[1] and len(blocks[0]) > 8
    with pypdfium2.PdfDocument(welsh / "wrexham-bilingual.pdf") as document:
        assert [page.get_textpage().get_text_range()[:7] for page in document] == [
            "Wrecsam",
            "Wrexham",
        ]
    sizes = printed.sizes_pt(welsh / "wrexham-bilingual.pdf")
    assert sizes[0] == sizes[1] and min(sizes[0]) == 14 and 16 in sizes[0]


def test_the_file_for_readers_is_pdf_ua_with_its_languages(ours: Built, full: Path) -> None:
    welsh = ours.plan("wrecsam", "cy") / "cylchlythyr/wrexham-bilingual/wrexham-bilingual.pdf"
    english = ours.plan("purbeck") / "inserts/purbeck-you-said-we-did/purbeck-you-said-we-did.pdf"
    for path in (welsh, english, full / "every-field.pdf"):
        found = page.validate_pdf(path, profile="ua1")
        assert "Checks: 0 failed" in str(found), found
    with pikepdf.open(welsh) as pdf:
        elements = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary)]
        languages = [str(one.Lang) for one in elements if "/Lang" in one and "/S" in one]
        assert str(pdf.Root.Lang) == "cy" and "en" in languages
    with pikepdf.open(full / "every-field.pdf") as pdf:
        elements = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary)]
        told = {str(one.Alt) for one in elements if one.get("/S") == "/Figure"}
        assert told == {"A street of four houses", "A QR code that leads to the address below"}


def test_verapdf_finds_no_fault_in_any_file_for_readers(
    sizes: Path, full: Path, ours: Built
) -> None:
    paths = [*sizes.glob("*/*.pdf"), full / "every-field.pdf"]
    paths += [one for one in ours.output.rglob("*.pdf") if one.parent.name != "print"]
    assert len(paths) == len(SHEETS) + 3
    assert verapdf.faults(paths) == []
    for path in paths:
        assert page.validate_pdf(path, profile="ua1").is_compliant, path


def documents(content: Path) -> dict[str, str]:
    """Return the document that the pages of each insert are made from, by the insert's id."""
    found, _ = read(content)
    assert found
    editions = found.editions((), None, date(2026, 1, 31))
    made = {}
    for job in insert_jobs.jobs(found, editions, ""):
        made[job.insert.id] = job.bench().document(press.setting(job.fitted()))
    return made


def test_the_tags_of_each_file_for_readers_are_those_of_its_document(
    full: Path, ours: Built
) -> None:
    made = documents(FULL) | documents(HERE.parent / "content")
    files = [one for one in ours.output.rglob("*.pdf") if one.parent.name != "print"]
    paths = {path.stem: path for path in (full / "every-field.pdf", *files)}
    assert len(made) == 3
    for name, document in made.items():
        found, asked = of_pdf(paths[name]), of_html(document)
        # The file itself says its first language. What has no words says nothing.
        del next(node for node in asked.nodes() if node.role == "Part").facts["Lang"]
        for node in asked.nodes():
            node.kids = [kid for kid in node.kids if isinstance(kid, str) or kid != Node("Div")]
        lines = [line.replace("\x02", "-") for line in found.lines()]
        assert lines == list(asked.lines()), name


def check(content: Path, capsys: pytest.CaptureFixture[str]) -> str:
    main(["check", "--content", str(content)])
    return capsys.readouterr().out


ADVICE = re.compile(
    r"    This is \d+ lines? too long for 2 pages\.\n"
    r"    Leave out (?P<less>\d+) of (?P<all>\d+) items"
    r"(?:, or shorten “[^”]+” by about \d+ words)?\."
)


@settings(
    max_examples=2,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(number=st.integers(1, 14), sentences=st.integers(1, 4))
def test_whatever_there_is_to_say_fits_or_the_advice_holds(
    number: int,
    sentences: int,
    tmp_path_factory: pytest.TempPathFactory,
    capsys: pytest.CaptureFixture[str],
) -> None:
    folder = tmp_path_factory.mktemp("fit")
    blocks: list[object] = [{"kind": "you-said-we-did", "section": "more"}, "contact"]
    content = lay(folder, {"fit": sheet("a5-2", blocks=blocks)}, answers(number, sentences))
    told = check(content, capsys)
    if "too short to fill" in told:
        assert number * sentences < 8
        return
    if found := ADVICE.search(told):
        fewer = number - int(found["less"])
        assert int(found["all"]) == number and 0 < fewer < number
        blocks[0] = {"kind": "you-said-we-did", "section": "more", "most": fewer}
        again = lay(folder / "2", {"fit": sheet("a5-2", blocks=blocks)}, answers(number, sentences))
        assert "too long" not in check(again, capsys)
        number = fewer
        content = again
    else:
        assert "\n0 problems" in f"\n{told}", told
    if "too short" in check(content, capsys):
        return
    built = build(content, folder / "out", "--formats", "insert", "--jobs", "1")
    path = built.plan("larch") / "inserts/fit/fit.pdf"
    with pypdfium2.PdfDocument(path) as document:
        assert len(document) == 2
    assert min(map(min, printed.sizes_pt(path))) == 14
    said = printed.words(path)
    for text, times in ((SAID, number * sentences), (DID, number * sentences)):
        assert said.count("".join(text.split())) == times


def test_the_newest_that_fit_are_chosen(sizes: Path) -> None:
    said = printed.words(sizes / "a5-2/a5-2.pdf")
    shown = [int(one) for one in re.findall(r"Repairnumber(\d+)Yousaid", said)]
    # Of December, of November, and so on; number 12 is of January, and 13 of February.
    assert 1 < len(shown) < 11
    assert shown == list(range(11, 11 - len(shown), -1))


def test_without_its_format_an_insert_has_its_page_and_no_files(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert (
        main(["build", "--content", str(FULL), "--output", str(tmp_path / "o"), "--formats", ""])
        == 0
    )
    found = sorted(path.name for path in (tmp_path / "o/larch/inserts/every-field").iterdir())
    assert found == ["index.html", "street.png"]


def test_words_for_print_are_in_print_and_the_full_ones_everywhere_else(tmp_path: Path) -> None:
    (action,) = answers(1, 2)
    short = {"title": "Repairs", "you_said": "Nobody says when.", "we_did": "We ring you."}
    blocks = [{"kind": "you-said-we-did", "items": ["repair-0"]}, "progress"]
    blocks += [{"kind": "text", "text": "  \n".join(["A line of words."] * 8)}]
    blocks += [{"kind": "reply-slip", "lines": 2}, "contact"]
    content = lay(tmp_path, {"brief": sheet("a5-2", blocks=blocks)}, [action | {"print": short}])
    built = build(content, tmp_path / "out" / "site", "--formats", "insert,text", "--jobs", "1")
    folder = built.plan("larch")
    said = printed.words(folder / "inserts/brief/print/brief.pdf")
    assert "RepairsYousaidNobodysayswhen.WedidWeringyou." in said
    assert page_words(folder / "inserts/brief/index.html") == said
    (text,) = folder.rglob("larch-text-en.txt")
    for path in (folder / "actions/repair-0/index.html", text):
        told = " ".join(path.read_text(encoding="utf-8").split())
        assert SAID in told and DID in told
        assert short["you_said"] not in told and short["we_did"] not in told


def test_what_the_engine_cannot_draw_is_told_with_its_file_and_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = lay(tmp_path, {"one": sheet("a5-2")}, answers(14))
    own = tmp_path / "templates/insert/side.html"
    own.parent.mkdir(parents=True)
    usual = (HERE.parent / "templates/insert/side.html").read_text(encoding="utf-8")
    own.write_text(usual + '<img src="lost.png" alt="A street">', encoding="utf-8")
    told = check(content, capsys)
    assert told.startswith(
        "content/inserts/one.yaml:1\n"
        "    The picture “lost.png” cannot be drawn.\n"
        "    Open it in a picture program and save it again, a drawing as PNG.\n"
    )
    # Where the insert names it, that line is told.
    named = content / "inserts/one.yaml"
    named.write_text(f"{named.read_text()}# lost.png\n", encoding="utf-8")
    assert f"one.yaml:{len(named.read_text().splitlines())}\n" in check(content, capsys)
