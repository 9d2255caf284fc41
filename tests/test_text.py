"""Plain text that survives a screen reader, a braille display and an e-mail."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import linear
import pytest

from riweb.document import volumes
from riweb.document.linear import for_format
from riweb.format_record import FileSpec
from riweb.formats.plaintext import txt
from riweb.formats.profiles import TEXT_COLUMNS
from riweb.verify import text_reader as reader

CONTENT = linear.HERE.parent / "content"
PLANS = [(linear.FULL, "larch"), (CONTENT, "purbeck"), (CONTENT, "wrexham")]
IDS = [plan for _, plan in PLANS]


def made(spec: FileSpec, columns: int = 72) -> bytes:
    (file,) = txt.make(replace(spec, options=(("columns", str(columns)),)))
    return file.content


def lines(content: bytes) -> list[str]:
    return content.decode("utf-8-sig").split("\r\n")


@pytest.fixture(scope="module", params=PLANS, ids=IDS)
def order(request: pytest.FixtureRequest) -> FileSpec:
    content, plan = request.param
    return linear.order(content, plan, "text")


@pytest.mark.parametrize("columns", [40, 72, 120])
def test_no_line_is_longer_than_asked_but_for_an_address_that_cannot_be_parted(
    spec: FileSpec, columns: int
) -> None:
    found = lines(made(spec, columns))
    for line in found:
        assert len(line) <= columns or re.fullmatch(r" *\S*[@/]\S*", line), line
    assert max(map(len, found)) > columns - 8


@pytest.mark.parametrize("columns", [40, 72])
def test_every_word_is_there_once_and_in_order(spec: FileSpec, columns: int) -> None:
    html = volumes.as_cards(for_format(spec.document, "Plain text"), 0)
    blocks = reader.read(made(spec, columns), "en", columns)
    main = [block for block in blocks if block.kind != "note"]
    notes = [block for block in blocks if block.kind == "note"]
    expected, of_notes = linear.words(html, numbers=True)
    assert " ".join(block.text for block in main).split() == expected
    assert " ".join(block.text for block in notes).split() == of_notes
    assert len(expected) > 900


def test_only_letters_signs_and_spaces_are_in_it(spec: FileSpec) -> None:
    content = made(spec)
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\n") == content.count(b"\r\n") == content.count(b"\r")
    found = lines(content)
    assert not [line for line in found if line != line.rstrip() or "\N{NO-BREAK SPACE}" in line]
    signs = {unicodedata.category(sign) for line in found for sign in line}
    assert not signs & {"Cc", "Cf", "Co", "Cs", "Cn"}
    assert found[-1] == "" and found[-2]


def test_it_begins_with_publisher_title_date_and_how_to_ask_for_another_format() -> None:
    found = lines(made(linear.order(linear.FULL, "larch", "text")))
    assert re.fullmatch(r"Version number: [0-9a-f]{8}", found.pop(6))
    assert found[:20] == [
        "Larch Valley Homes",
        "Involving residents 2025 to 2027",
        "",
        "2025 to 2027",
        "Plain text",
        "Version of 12 January 2026",
        "Published by Larch Valley Homes",
        "",
        "Draft. This plan is a draft. It may still change.",
        "",
        "You can have this plan in large print, braille, audio or another",
        "language. It is free.",
        "",
        "Phone: 01632 960 200",
        "Textphone: 18001 01632 960 200",
        "E-mail: involvement@larch.example",
        "Post: Larch Valley Homes, 2 Mill Lane, Larchford LV1 2ML",
        "",
        "",
        "",
    ]
    assert found[20:25] == ["", "Contents", "", "About this plan", "Ways to have a say"]


def test_a_heading_is_known_by_the_empty_lines_above_it(spec: FileSpec) -> None:
    tree = linear.lxml.html.document_fromstring(spec.document)
    headings = [
        (int(one.tag[1]) - 1, " ".join(one.text_content().split()))
        for one in tree.iter("h2", "h3", "h4")
    ]
    blocks = reader.read(made(spec), "en")
    assert [(one.level, one.text) for one in blocks if one.kind == "heading"] == headings
    assert not re.search(r"[=#*_~-]{2}", made(spec).decode())


def test_the_contents_name_every_section(spec: FileSpec) -> None:
    blocks = reader.read(made(spec), "en")
    (start,) = [n for n, one in enumerate(blocks) if one.text == "Contents"]
    sections = [one.text for one in blocks if one.level == 1][1:]
    entries = [one.text for one in blocks[start + 1 : start + 1 + len(sections)]]
    assert entries == sections


def test_an_action_reads_as_labels_with_their_values() -> None:
    found = lines(made(linear.order(linear.FULL, "larch", "text")))
    start = found.index("1.1. Walk every estate with residents")
    assert found[start - 4 : start + 23] == [
        "Residents told us that repairs matter most.",
        "",
        "",
        "",
        "1.1. Walk every estate with residents",
        "",
        "We look at each block together.[2]",
        "",
        "[2] There are 14 blocks.",
        "",
        "You said: Nobody comes to look at our stairs.",
        "We will: We will walk every estate twice a year.",
        "We did: We have walked 9 of 14 estates.",
        "Why we could not: We could not walk Mill Rise while its lifts were",
        "  replaced.",
        "State: In progress",
        "Late: Yes, on 31 January 2026",
        "About its state: Mill Rise is still to come.",
        "What will be done:",
        "- Agree the dates with each group",
        "  By: June 2025: All dates are agreed (printed as “early summer”)",
        "  When: 2025/26: April to June 2025, July to September 2025",
        "  The source does not show for certain which boxes belong to this step.",
        "- Write down what we see",
        "What will be different: Repairs are found early",
        "Who is responsible: Housing officer, Neighbourhoods (jointly);",
        "  Residents’ panel",
    ]


def test_lists_tables_notes_and_links_are_plain() -> None:
    found = lines(made(linear.kinds("text")))
    start = found.index("Un. Two words tri.[2] Eto.[2] A mwy.[1]")
    assert found[start : found.index("Mwy", start)] == [
        "Un. Two words tri.[2] Eto.[2] A mwy.[1]",
        "",
        "1. cyntaf",
        "2. ail",
        "  ac ymhellach",
        "  1. ail, un",
        "  2. ail, dau",
        "3. trydydd",
        "",
        "Rhwng.",
        "",
        "1. eto un",
        "2. eto dau",
        "  - pwynt",
        "    - dyfnach",
        "",
        "4. pedwar",
        "5. pump",
        "",
        "Pob ffordd",
        "",
        "A: a1",
        "B: b1",
        "",
        "A: a2",
        "B: b2 (https://one.example/a)",
        "",
        "P: p1",
        "Q: q1",
        "R: Dim gwybodaeth",
        "S: s1",
        "T: t1",
        "",
        "Ar ôl y tabl",
        "a llinell arall.",
        "",
        "  Geiriau rhywun.",
        "",
        "  A rhagor.",
        "",
        "Dolen gref (https://two.example/x?y=1&z=2), www.three.example, 01632 960",
        "100, ffoniwch (+441632960101), a@b.example, ysgrifennwch (c@d.example),",
        "y cerdyn.",
        "",
        "[1] Nodyn un.",
        "",
        "[2] Nodyn dau gyda dolen (https://four.example/).",
        "    Ail baragraff.",
        "",
        "",
        "",
        "",
    ]


def test_no_line_begins_with_a_dash_that_is_not_an_item() -> None:
    words = "Residents look at how we do - and say so – and we change it - at once – together. "
    html = f"<html lang='en'><body><main><p>{words * 6}</p></main></body></html>"
    for columns in TEXT_COLUMNS:
        found = txt.write(html, columns).split("\r\n")
        assert not [line for line in found if re.match(r"\s*[-–]", line)]
        assert " ".join(found).split() == (words * 6).split()


def test_a_lost_word_is_missed(spec: FileSpec) -> None:
    html = volumes.as_cards(for_format(spec.document, "Plain text"), 0)
    content = made(spec).decode("utf-8-sig").replace("Published by ", "Published ", 1)
    found = " ".join(
        one.text for one in reader.read(content.encode(), "en") if one.kind != "note"
    ).split()
    expected = linear.words(html, numbers=True)[0]
    gone = next(n for n, pair in enumerate(zip(expected, found, strict=False)) if len({*pair}) > 1)
    assert expected[gone] == "by"


def test_the_reader_tells_blocks_apart_and_lists_addresses() -> None:
    blocks = reader.read(made(linear.kinds("text")), "cy")
    assert {language for one in blocks for _, language in one.spans} == {"cy"}
    (linked,) = [one for one in blocks if one.text.startswith("Dolen gref")]
    assert linked.text == (
        "Dolen gref, www.three.example, 01632 960 100, ffoniwch, a@b.example, ysgrifennwch, "
        "y cerdyn."
    )
    assert linked.links == ("https://two.example/x?y=1&z=2", "+441632960101", "c@d.example")
    items = [one.text for one in blocks if one.kind == "item"]
    assert items[-3:] == ["5. pump", "cam", "cam arall"]
    for one, other in pairwise(blocks):
        assert one != other


def test_the_same_order_gives_the_same_bytes(spec: FileSpec, tmp_path: Path) -> None:
    assert made(spec) == made(spec)
