"""Plans in braille, read back as an embosser and a reader would."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

import lxml.html
import pytest
from sites import HERE, Built, build

from riweb.build import whole as pipeline
from riweb.document import linear, volumes
from riweb.format_record import FileSpec, MadeFile, OptionRefused
from riweb.formats import FORMATS
from riweb.formats.braille import brf, code
from riweb.render import plan_context
from riweb.render.addresses import Addresses
from riweb.render.edition import Edition
from riweb.verify import braille_reader
from riweb.verify.braille_reader import ReadBraillePage

TEMPLATES = HERE.parent / "templates"
CONTENTS = re.compile(r'^ *(.*?) "{2,} (#[A-J]+)$')
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def documents(content: Path) -> dict[str, str]:
    """Return the linear document of every plan, by its id."""
    site, _ = pipeline.check(content)
    assert site
    edition = Edition(site.file, Addresses("en"), date(2026, 1, 31))
    return {one.id: linear.render(plan_context.of(edition, one)) for one in site.plans}


DOCUMENTS = {
    **documents(HERE.parent / "content"),
    **documents(HERE / "plans" / "full"),
}


def make(
    body: str, language: str = "en", spelled: tuple[str, ...] = (), **options: str
) -> tuple[MadeFile, ...]:
    """Return the braille of a document with one section."""
    html = (
        f'<html lang="{language}"><title>t</title><header><h1>Plan</h1>'
        f'<p class="format">\ue000</p></header><main><section><h2>Part</h2>{body}'
        "</section></main></html>"
    )
    return order(html, language, spelled, **options)


def order(
    html: str, language: str = "en", spelled: tuple[str, ...] = (), **options: str
) -> tuple[MadeFile, ...]:
    asked = tuple(options.items())
    return brf.make(
        FileSpec("braille", html, language, "#000000", TEMPLATES, None, asked, "", spelled)
    )


def lines(made: Sequence[MadeFile]) -> list[str]:
    """Return the lines of a section's text, without its heading and the end."""
    pages = [page for one in made for page in braille_reader.read(one.content)]
    text = [line for page in pages for line in page.lines]
    start = text.index(next(line for line in text if line.strip() in (',"P', ",PART")))
    return text[start + 2 : -2]


def plain(word: str) -> str:
    """Return a word without what braille does not tell apart: quotes, dashes and capitals."""
    return re.sub("[“”‘’\"'`]", "", word).replace("–", "-").replace("—", "-").lower()


def words(html: str) -> list[str]:
    """Return the words of a document's text, in order, as a reader without braille finds them."""
    tree = lxml.html.document_fromstring(volumes.as_cards(html, 0))
    for element in list(tree.iter()):
        if element.get("class") == "footnote-backref" or element.get("aria-hidden"):
            element.drop_tree()
    for box in tree.iter("ol"):
        for number, item in enumerate(box, int(box.get("start", "1"))):
            item.text = f"{number}. {item.text or ''}"
    for link in tree.iter("a"):
        if link.get("class") == "footnote-ref":
            link.text = (link.text or "").translate(RAISED)
    for picture in tree.iter("img"):
        picture.tail = f"Picture: {picture.get('alt')} {picture.tail or ''}"
    main = next(tree.iter("main"))
    for element in main.iter("p", "li", "dt", "dd", "h2", "h3", "h4", "h5", "ul", "ol", "div"):
        element.text, element.tail = f" {element.text or ''}", f" {element.tail or ''}"
    return [plain(word) for word in main.text_content().split()]


def text_pages(made: Sequence[MadeFile]) -> Iterator[ReadBraillePage]:
    """Yield the pages with the plan's text: what follows the contents of each volume."""
    for one in made:
        pages = braille_reader.read(one.content)
        last = max(n for n, page in enumerate(pages) if any(map(CONTENTS.match, page.lines)))
        yield from pages[last + 1 :]


@pytest.fixture(scope="module", params=["purbeck", "metropolitan", "larch"])
def plan(request: pytest.FixtureRequest) -> str:
    """The id of a plan: a usual one, one in two volumes, and one with every field."""
    return str(request.param)


@pytest.mark.parametrize("options", [{}, {"paper": "A4"}, {"cells": "28", "lines": "20"}])
def test_a_file_is_ascii_braille_on_pages_of_the_size_asked_for(
    plan: str, options: Mapping[str, str]
) -> None:
    cells, rows = {"A4": (32, 27)}.get(options.get("paper", ""), (40, 25))
    cells, rows = int(options.get("cells", cells)), int(options.get("lines", rows))
    for one in order(DOCUMENTS[plan], **options):
        assert set(one.content) <= {*range(0x20, 0x60), *b"\r\n\f"}
        assert list(braille_reader.faults(one.content, cells, rows)) == []
        pages = one.content.split(b"\f")
        assert len(pages) == one.pages
        widest = max(len(row) for page in pages for row in page.split(b"\r\n"))
        fullest = max(page.count(b"\r\n") for page in pages)
        assert (widest, fullest) == (cells, rows)


def test_the_reader_tells_what_an_embosser_would_stumble_over() -> None:
    assert list(braille_reader.faults(b",ABC\r\n\f#A\r\n", 4, 1)) == []
    assert list(braille_reader.faults(b",abc\r\n,ABCD\r\n", 4, 1)) == [
        "“a” is no braille",
        "“b” is no braille",
        "“c” is no braille",
        "page 1 has 2 lines",
        "page 1 has a line of 5 cells",
    ]
    assert list(braille_reader.faults(b"A\nB\r\n", 4, 2)) == [
        "a line does not end as embossers expect"
    ]


@pytest.mark.parametrize("grade", [1, 2])
@pytest.mark.parametrize("name", DOCUMENTS)
def test_english_braille_read_back_is_the_text_word_by_word(name: str, grade: int) -> None:
    made = order(DOCUMENTS[name], grade=str(grade))
    found = [plain(word) for word in braille_reader.english_words([*text_pages(made)], grade)]
    for number in range(1, len(made)):
        ends = ["end", "of", "volume", str(number)]
        place = next(n for n in range(len(found)) if found[n : n + 4] == ends)
        del found[place : place + 4]
        # A section that goes on says so under its heading again.
        if "(continued)" in found[place:]:
            del found[place : found.index("(continued)", place) + 1]
    assert found == [*words(DOCUMENTS[name]), "end", "of", "the", "plan"]


def test_the_contents_give_the_page_on_which_each_section_begins(plan: str) -> None:
    shown = 0
    for one in order(DOCUMENTS[plan]):
        pages = braille_reader.read(one.content)
        numbers = [page.number for page in pages]
        assert numbers == ["", *(braille_number(n) for n in range(2, len(pages) + 1))]
        for title, number in own_entries(pages):
            page = pages[numbers.index(number)]
            assert title in [*headings(page)], (title, number)
            shown += 1
    tree = lxml.html.document_fromstring(DOCUMENTS[plan])
    asked = len(tree.findall(".//nav//li"))
    # A section that two volumes share is in the contents of both.
    assert asked <= shown <= asked + 1


def own_entries(pages: Sequence[ReadBraillePage]) -> list[tuple[str, str]]:
    """Return the titles and numbers in the contents of a volume that lead into it, in braille."""
    rows = [line for page in pages for line in page.lines]
    found, begun = list[tuple[str, str]](), ""
    for line in rows[rows.index("                 ,3T5TS") + 2 :]:
        if match := CONTENTS.match(line):
            found.append((f"{begun} {match[1]}".strip(), match[2]))
            begun = ""
        elif line.startswith("    ,VOLUME") and not found:
            begun = ""
        elif line.startswith("    "):
            # The contents of the next volume, or the first heading of the text.
            break
        else:
            begun = f"{begun} {line.strip()}".strip()
    return found


def headings(page: ReadBraillePage) -> Iterator[str]:
    """Yield the centred headings of a page, in braille."""
    for group in "\n".join(page.lines).split("\n\n"):
        if all(line.startswith("   ") for line in group.strip("\n").split("\n")):
            yield " ".join(group.split())


def test_at_least_two_lines_stand_under_a_heading_on_its_page(plan: str) -> None:
    seen = 0
    for page in text_pages(order(DOCUMENTS[plan])):
        for n, line in enumerate(page.lines):
            is_first = n == 0 or not page.lines[n - 1]
            if is_first and re.match(r"(?: {4}| {6,})\S", line):
                under = [row for row in page.lines[n + 1 :] if row]
                is_end = line.strip().startswith(",5D (")
                assert is_end or len(under) >= 2, page
                seen += 1
    assert seen > 20


def test_a_long_plan_comes_in_volumes_that_say_which_they_are() -> None:
    made = order(DOCUMENTS["metropolitan"], paper="A4")
    assert [one.variant for one in made] == ["1", "2"]
    assert [one.title for one in made] == [
        "Braille, grade 2, volume 1",
        "Braille, grade 2, volume 2",
    ]
    for number, one in enumerate(made, 1):
        assert one.pages and 30 <= one.pages <= 90
        assert one.about == f"BRF, {one.pages} braille pages"
        pages = braille_reader.read(one.content)
        title = " ".join(braille_reader.english_words(pages[:1], 2))
        assert f"Volume {number} of 2 {one.pages} braille pages" in title
        assert "Unified English Braille, grade 2" in title
        assert pages[-1].number == braille_number(one.pages)
    first, second = (
        " ".join(braille_reader.english_words(braille_reader.read(m.content), 2)) for m in made
    )
    assert "Each of them begins with page 1." in first
    assert "End of volume 1" in first and "End of the plan" in second


def braille_number(number: int) -> str:
    return "#" + str(number).translate(str.maketrans("1234567890", "ABCDEFGHIJ"))


def test_a_section_that_two_volumes_share_goes_on_under_its_heading() -> None:
    sentence = "Residents and staff agree what comes first and by when it will be done. " * 4
    cards = "".join(f"<article><h3>Card {n}</h3><p>{sentence}</p></article>" for n in range(400))
    made = make(cards)
    assert len(made) == 2
    assert all(one.pages and 60 <= one.pages <= 90 for one in made)
    texts = [" ".join(braille_reader.english_words([*text_pages([one])], 2)) for one in made]
    assert texts[0].startswith("Part Card 0 ") and texts[1].startswith("Part (continued) Card ")
    found = [int(number) for text in texts for number in re.findall(r"Card (\d+)", text)]
    assert found == [*range(400)]
    assert [title for title, _ in own_entries(braille_reader.read(made[1].content))] == [
        ',"P "<3T9U$">'
    ]


def test_a_short_plan_is_one_file_that_says_how_it_was_made() -> None:
    (one,) = order(DOCUMENTS["purbeck"])
    assert (one.title, one.variant) == ("Braille, grade 2", "")
    pages = braille_reader.read(one.content)
    said = " ".join(braille_reader.english_words(pages[:3], 2))
    assert said.startswith("SMART action plan for resident involvement 37 braille pages Purbeck")
    assert "Version of 19 January 2010" in said
    assert "Nobody has proof-read it." in said
    assert "volume" not in said.lower()


def test_welsh_says_that_a_transcriber_must_check_it() -> None:
    (one,) = make("<p>Cŵn</p>", "cy")
    assert one.title == "Braille, gradd 1"
    said = b" ".join(one.content.split())
    assert b"I DRAWSGRIFIWR ,BRAILLE ,CYMRAEG EI WIRIO" in said
    assert b",BRAILLE ,CYMRAEG1 GRADD #A" in said


def test_numbers_money_and_capitals_are_those_of_english_braille() -> None:
    # The Rules of Unified English Braille, 3, 6 and 8.
    body = (
        "<ul><li>£5 and 25% (x)</li><li>3.5 of 1,000</li><li>2008/09, 2009–10</li>"
        "<li>TP01 and HCA</li><li>01632 960 200</li><li>a b c</li></ul>"
    )
    assert lines(make(body)) == [
        '@L#E & #BE.0 "<;X">',
        "#C4E ( #A1JJJ",
        "#BJJH_/#JI1 #BJJI,-#AJ",
        ",,TP#JA & ,,HCA",
        '#JAFCB"IFJ"BJJ',
        "A ;B ;C",
    ]
    assert lines(make("<ul><li>Some people can</li></ul>", grade="1")) == [",SOME PEOPLE CAN"]


def test_welsh_digits_and_circumflexes_are_right() -> None:
    # A circumflex is dot 4 ahead of its letter; ch and th are one cell each.
    body = "<ul><li>25 o gŵn yn y tŷ, 2009–10</li><li>Ŵyl, Ŷd, chwe thŷ – Mae’r</li></ul>"
    assert lines(make(body, "cy")) == [
        "#BE O G@WN YN Y T@Y1 #BJJI-#AJ",
        ",@WYL1 ,@YD1 *WE ?@Y -- ,MAE'R",
    ]
    # A circumflex that was typed as a sign of its own is the same letter.
    assert lines(make("<ul><li>w\u0302y</li></ul>", "cy")) == ["@WY"]


def test_words_in_another_language_are_not_contracted_as_english() -> None:
    body = '<ul><li>The <span lang="cy">Tŷ Mawr yn y dre</span> and can</li></ul>'
    assert lines(make(body)) == [",! ,T^%Y ,MAWR YN ;Y DRE & C"]
    # “th” is a letter of Welsh braille, and two of English.
    body = '<ul><li>Tŷ ffrind: <span lang="en">the (thin) house</span></li></ul>'
    assert lines(make(body, "cy")) == [',T@Y FFRIND3 THE "<THIN"> HOUSE']


def test_abbreviations_of_the_list_are_spelled_out_and_other_words_are_not() -> None:
    body = "<ul><li>IT helps us; it is US</li><li>THH and LBTH</li></ul>"
    assert lines(make(body)) == [",,IT HELPS U2 X IS ,,US", ",,?H & ,,LB?"]
    assert lines(make(body, spelled=("THH", "LBTH")))[1] == ",,THH & ,,LBTH"


def test_a_site_names_the_words_that_its_braille_spells_out(tmp_path: Path) -> None:
    shutil.copytree(HERE / "plans" / "full", tmp_path / "content")
    site = tmp_path / "content" / "site.yaml"
    text = site.read_text(encoding="utf-8").replace("[LVH]", "[LVH, Post]")
    site.write_text(text, encoding="utf-8")
    asked = ("--formats", "braille", "--plan", "larch", "--jobs", "1")
    built = build(tmp_path / "content", tmp_path / "output", *asked)
    said = (built.plan("larch") / "downloads" / "larch-braille-en.brf").read_text("ascii")
    assert "\n,POST3 ,L>* ,VALLEY ,HOMES1" in said.replace("\r", "") and ",PO/3" not in said


def test_emphasis_is_marked_in_a_sentence_and_not_on_a_label() -> None:
    body = (
        "<ul><li>We <strong>must</strong> do <em>one</em> thing</li>"
        "<li><strong>When:</strong> June</li><li><p>Ask</p><p><strong>By:</strong> May</p></li>"
        "<li><strong>1.</strong> <strong>Good homes</strong></li></ul>"
    )
    assert lines(make(body)) == [
        ',WE ^1M/ D .1"O ?+',
        ",:53 ,JUNE",
        ",ASK",
        "  ,BY3 ,MAY",
        "#A4 ,GD HOMES",
    ]


def test_labels_lists_tables_and_notes_stand_where_readers_expect_them() -> None:
    body = (
        "<p>There is a note.<sup><a class='footnote-ref' href='#n'>12</a></sup></p>"
        "<dl><div><dt>State:</dt> <dd>Done, and it has been done for all of the homes</dd></div>"
        "<div class='many'><dt>Steps:</dt> <dd><ul><li>Ask</li><li>Tell</li></ul></dd></div></dl>"
        "<table><tr><th>Who</th><th>When</th></tr><tr><td>Board</td><td></td></tr></table>"
        "<ol start='3'><li>Ring</li></ol><h3>More</h3><p>Read.</p><h4>Less</h4><p>Go.</p>"
    )
    assert lines(make(body)) == [
        '  ,"! IS A NOTE4;9#AB',
        "",
        ',/ATE3 ,D"O1 & X HAS BE5 D"O = ALL ( !',
        "    HOMES",
        ",/EPS3",
        "  ,ASK",
        "  ,TELL",
        "",
        ",:O3 ,BO>D",
        "  ,:53 ,NO 9=MA;N",
        "",
        "#C4 ,R+",
        "",
        "    ,M",
        "  ,R1D4",
        "",
        "      ,LESS",
        "  ,G4",
    ]


def test_a_long_address_is_parted_with_a_sign_and_read_back_whole() -> None:
    address = "https://www.larch.example/involved/in/whatever/we/decide/about/homes"
    made = make(f"<p>{address}</p>")
    first, *_ = lines(made)
    assert first.endswith('"') and len(first) <= 40
    assert address in braille_reader.english_words([*braille_reader.read(made[0].content)], 2)


def test_every_option_that_cannot_be_is_refused_with_what_can() -> None:
    wrong = {
        "grade": ("3", "--grade 3 is not possible for braille in this language. Write 1 or 2."),
        "cells": ("9", "Write a whole number from 24 to 60."),
        "lines": ("many", "Write a whole number from 15 to 40."),
        "paper": ("A9", "--paper A9 is not possible for braille. Write A4."),
    }
    for name, (value, said) in wrong.items():
        with pytest.raises(OptionRefused, match=re.escape(said)):
            make("<p>x</p>", **{name: value})
    with pytest.raises(OptionRefused, match=r"in this language\. Write 1\."):
        make("<p>x</p>", "cy", grade="2")


@pytest.fixture
def content(tmp_path: Path) -> Path:
    shutil.copytree(HERE / "plans" / "minimal", tmp_path / "content")
    return tmp_path / "content"


def riweb(*more: str | Path, without: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run riweb.

    Args:
        without: a folder to put a broken liblouis in, which is then found before the right one.
    """
    env = dict(os.environ)
    if without:
        without.mkdir(exist_ok=True)
        (without / "liblouis.so.20").write_bytes(b"")
        env["LD_LIBRARY_PATH"] = str(without)
    command = [sys.executable, "-m", "riweb", *map(str, more)]
    return subprocess.run(command, capture_output=True, text=True, cwd=HERE.parent, env=env)


def test_a_character_without_braille_stops_the_build_with_its_words(
    content: Path, tmp_path: Path
) -> None:
    output = tmp_path / "site" / "output"
    asked = ("build", "--content", content, "--output", output, "--formats", "braille")
    assert riweb(*asked).returncode == 0
    before = (output / "first/downloads/first-braille-en.brf").read_bytes()
    file = content / "plans/first/plan.yaml"
    file.write_text(file.read_text().replace("First plan", "First ₹ plan"))
    done = riweb(*asked)
    assert done.returncode == 1
    assert (
        "content/plans/first/plan.yaml:1\n    “₹” has no braille.\n    Say it in words.\n"
    ) in done.stdout
    assert (output / "first/downloads/first-braille-en.brf").read_bytes() == before


def test_two_builds_give_the_same_bytes_and_offer_the_file(content: Path, tmp_path: Path) -> None:
    built: list[Built] = [
        build(content, tmp_path / name / "out", "--formats", "braille", hash_seed=seed)
        for name, seed in (("one", "1"), ("two", "2"))
    ]
    name = "first/downloads/first-braille-en.brf"
    one, two = ((site.output / name).read_bytes() for site in built)
    assert one == two
    page = (built[0].output / "first/formats/index.html").read_text()
    assert "Braille, grade 2" in page and "braille pages" in page
    assert '"what": "braille"' in (built[0].output / "build.json").read_text()


def test_without_liblouis_the_other_formats_are_made_and_the_first_line_says_so(
    content: Path, tmp_path: Path
) -> None:
    output, broken = tmp_path / "site" / "output", tmp_path / "broken"
    asked = ("build", "--content", content, "--output", output, "--jobs", "1")
    done = riweb(*asked, without=broken)
    assert done.returncode == 0
    assert done.stdout.splitlines()[0] == (
        "Left out: braille. This machine lacks liblouis.so.20. "
        "To have it made: sudo apt-get install liblouis20 liblouis-data"
    )
    made = {path.name for path in output.glob("first/downloads/*")}
    assert "first-large-print-en.pdf" in made
    assert not any(name.endswith(".brf") for name in made)
    # Where the library has come since, the same command makes what was left out.
    done = riweb(*asked)
    assert "Left out" not in done.stdout
    assert (output / "first/downloads/first-braille-en.brf").is_file()


def test_braille_that_is_asked_for_by_name_is_refused_before_any_work(
    content: Path, tmp_path: Path
) -> None:
    output, broken = tmp_path / "site" / "output", tmp_path / "broken"
    done = riweb(
        *("build", "--content", content, "--output", output, "--formats", "braille"),
        without=broken,
    )
    assert done.returncode == 1
    assert done.stdout == (
        "braille\n"
        "    This format cannot be made on this machine: liblouis.so.20 is missing.\n"
        "    Run this command: sudo apt-get install liblouis20 liblouis-data\n\n"
        f"1 problem. {output}/ is unchanged.\n"
    )
    assert not output.exists()


def test_the_doctor_says_what_each_format_has_and_lacks(tmp_path: Path) -> None:
    well = riweb("doctor").stdout
    assert "braille: can be made. It has liblouis.so.20.\n" in well
    done = riweb("doctor", without=tmp_path / "broken")
    assert done.returncode == 1
    assert "large-print: can be made.\n" in done.stdout
    assert (
        "braille: cannot be made. This machine lacks liblouis.so.20.\n"
        "    sudo apt-get install liblouis20 liblouis-data\n"
    ) in done.stdout


def test_what_can_be_asked_for_is_what_can_be_made() -> None:
    by_name = {one.name: one for one in FORMATS["braille"].options}
    for language in ("en", "cy"):
        grades = tuple(sorted((str(n) for own, n in code.TABLES if own == language)))
        assert by_name["grade"].values(language) == grades
    assert by_name["paper"].values("en") == tuple(brf.PAPER)
