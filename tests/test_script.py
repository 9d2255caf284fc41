"""What is written in signs is said in words, in English and in Welsh."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from pathlib import Path

import lxml.html
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as some
from phrases import ENGLISH, WELSH

from riweb.build import whole
from riweb.document import linear
from riweb.formats.audio import script
from riweb.formats.audio.known import listed
from riweb.formats.audio.spoken import spoken
from riweb.render import plan_context
from riweb.render.addresses import Addresses
from riweb.render.edition import Edition

HERE = Path(__file__).parent
PLANS = ("metropolitan", "poole", "purbeck", "tower-hamlets", "wrexham")


def table(text: str) -> list[tuple[str, str]]:
    """Return what is written and what is said."""
    rows = [line.split(" | ") for line in text.strip().splitlines()]
    return [(written, said) for written, said in rows]


@pytest.mark.parametrize(("written", "said"), table(ENGLISH))
def test_english_says_what_is_written_in_signs(written: str, said: str) -> None:
    assert spoken(written, "en") == said


@pytest.mark.parametrize(("written", "said"), table(WELSH))
def test_welsh_says_what_is_written_in_signs(written: str, said: str) -> None:
    assert spoken(written, "cy") == said


def test_quarters_are_no_fractions_in_a_plan_that_has_quarters() -> None:
    assert spoken("the labels 3/4 and 1/2", "en", has_quarters=True) == (
        "the labels three and four and one and two"
    )
    assert spoken("½ of them", "en", has_quarters=True) == "a half of them"


UNITS = listed(
    "km m cm mm kg g t ml l ft in lb lbs oz stone miles mph hr hrs hours min mins minutes sec secs "
    "yr yrs wks p pt k kb KB MB GB TB kW kWh kWp MW W m² m2 m³ km² ha °C °F ° % ‰ px m/s KM Mins "
    "milltir munud funud awr eiliad cilometr troedfedd modfedd c tunnell st nd rd th af ydd ain fed"
)
DAYS = listed(
    "12 March 2009;99 to 12 March;0-3 Mai 2010;31/12/99;2024-02-31;0000-01-01;May 0001;1 May 0000;"
    "Nov-13;o 45 i 12 Mawrth;2008/09;1990s;1990au;0th;0fed;100fed;Q3;quarter 3/4;24:59;13pm;6 yh",
    ";",
)
AMOUNTS = some.one_of(
    some.integers(0, 10**13).map(str),
    some.integers(0, 10**13).map("{:,}".format),
    some.decimals(0, 10**13, places=2).map(str),
    some.sampled_from(
        ["0", "00", "007", "1", "2", "½", "2½", "⅕", "7⁄9", "3/0", "0/0", "²", "①", "٣", "Ⅻ"]
    ),
    some.sampled_from(["9" * 400, "1" + "0" * 5000 + ".5", "1.2.3.4", "1,2,3", ".5", "5.", "1e9"]),
)
SIGNS = some.sampled_from(
    ["", "-", "−", "–", "+", "±", "£", "-£", "£-", "€", "$", "~", "<", "≥", "×", "(", "#", "@"]
)
MEASURED = some.builds(
    "{}{}{}{}{}".format,
    SIGNS,
    AMOUNTS,
    some.sampled_from(["", " ", "-", "/", " – ", "\u00a0"]),
    some.sampled_from(["", "m", "bn", "k", "million", "miliwn", *UNITS]),
    some.sampled_from(["", ".", ",", " a", "s", "2"]),
)
ANYTHING = some.text(some.characters(exclude_categories=["Cs"]), max_size=8)


@pytest.mark.parametrize("language", ["en", "cy"])
@settings(max_examples=400, deadline=None)
@given(some.lists(some.one_of(MEASURED, some.sampled_from(DAYS), ANYTHING), min_size=1, max_size=5))
@example(["mrſ"])
@example(["ı.e."])
def test_whatever_is_written_can_be_said(language: str, pieces: list[str]) -> None:
    said = spoken(" ".join(pieces), language)
    assert not re.search(r"\d", said), said


def of(body: str, language: str = "en", head: str = "") -> script.Script:
    """Return the script of a document with one section."""
    return script.write(
        f'<!doctype html><html lang="{language}"><head><title>T</title>{head}</head><body>'
        '<header class="cover"><h1>A plan</h1></header>'
        '<nav class="contents"><ul><li><a href="#s">Part</a></li></ul></nav>'
        f'<main><section id="s"><h2>Part</h2>{body}</section></main></body></html>'
    )


def said(body: str, language: str = "en") -> list[str]:
    """Return the paragraphs under the heading of a document with one section."""
    return [" ".join(block) for block in of(body, language).sections[0].blocks]


def test_a_table_is_said_row_by_row_with_the_name_of_each_column() -> None:
    body = (
        "<table><tr><th>Group</th><th>Meets</th></tr>"
        "<tr><td>Panel</td><td>12 times</td></tr><tr><td>Board</td><td></td></tr></table>"
    )
    assert said(body) == [
        "Row one. Group: Panel. Meets: twelve times.",
        "Row two. Group: Board.",
    ]


def test_a_note_is_said_after_the_sentence_that_it_belongs_to() -> None:
    body = (
        '<p>First.<sup id="r"><a class="footnote-ref" href="#n">1</a></sup> Second.</p>'
        '<div class="footnotes" role="doc-endnotes"><ol><li id="n"><p>It has 2 parts. '
        '<a class="footnote-backref" href="#r">Back</a></p></li></ol></div>'
    )
    assert said(body) == ["First. Note: It has two parts. End of note. Second."]


def test_lists_and_pairs_and_pictures_and_quotations_are_said() -> None:
    body = (
        "<ol><li>Ring us.</li><li>Wait</li></ol>"
        "<ul><li>Board<ul><li>Panel</li></ul></li></ul>"
        "<dl><div><dt>By when:</dt><dd>May 2010</dd></div>"
        "<div><dt>Steps:</dt><dd><ul><li>One day</li><li>Then</li></ul></dd></div></dl>"
        '<figure><img src="x.png" alt="A map of 3 estates."></figure>'
        "<blockquote><p>“I came.” A tenant</p></blockquote>"
    )
    assert said(body) == [
        "One. Ring us.",
        "Two. Wait.",
        "Board, and under it:",
        "Panel.",
        "By when: May twenty ten.",
        "Steps:",
        "One day.",
        "Then.",
        "Picture: A map of three estates.",
        "Quotation:",
        "“I came.” A tenant.",
        "End of quotation.",
    ]


def test_an_abbreviation_is_spelt_and_explained_once_in_each_section() -> None:
    script_ = of(
        "<p>The RP met. The RP agreed.</p></section>"
        '<section id="people"><h2>Who is who</h2>'
        "<dl><div><dt>RP:</dt> <dd>Residents’ panel</dd></div></dl>"
    )
    assert script_.sections[0].blocks == (
        ("The R P met.", "R P means Residents’ panel.", "The R P agreed."),
    )
    assert script_.sections[1].blocks == (("R P: Residents’ panel.",),)
    assert script_.unknown == ()


def test_an_abbreviation_may_be_explained_where_it_stands_or_by_the_glossary() -> None:
    assert said('<p>The <abbr title="tenant board">TB</abbr> met.</p>') == [
        "The T B met. T B means tenant board."
    ]
    body = (
        "<p>Sign the TA.</p></section><section id='glossary'><h2>Words</h2>"
        "<dl><div><dt>TA:</dt> <dd>tenancy agreement. What we must do.</dd></div></dl>"
    )
    assert said(body) == ["Sign the T A. T A means tenancy agreement."]


def test_an_abbreviation_in_brackets_behind_its_name_is_explained() -> None:
    found = of(
        "<p>We hold Environmental Visual Audits (EVAs).</p></section>"
        "<section><h2>More</h2><p>Come to an EVA.</p>"
    )
    assert found.unknown == ()
    assert found.sections[-1].blocks == (
        ("Come to an E V A.", "E V A means Environmental Visual Audit."),
    )


def test_an_abbreviation_that_nothing_explains_is_spelt_and_told() -> None:
    found = of("<p>The QXZ and the XYZs met at the AGM with 2 TVs. It was a DRAFT, a draft.</p>")
    assert found.unknown == ("QXZ", "XYZ")
    assert found.sections[0].blocks[0][0] == (
        "The Q X Z and the X Y Z’s met at the annual general meeting with two T V’s."
    )
    assert found.sections[0].blocks[0][1] == "It was a draft, a draft."


def test_levels_of_headings_never_skip_one() -> None:
    found = of("<h5>Deep</h5><p>x</p><h3>Less</h3>")
    assert [one.level for one in found.sections] == [1, 2, 2]


def test_the_opening_says_what_it_is_and_how_long_and_that_the_voice_is_synthetic() -> None:
    text = " ".join(sentence for block in of("").opening(32).blocks for sentence in block)
    assert "This recording lasts about thirty-two minutes." in text
    assert "The voice is synthetic: a computer reads the plan aloud." in text
    assert "It has one section. They are: Part." in text


def documents(content: Path) -> dict[str, str]:
    """Return the linear document of every plan of a site."""
    site, _ = whole.check(content)
    assert site is not None
    found = {}
    for one in site.plans:
        at = Addresses(site.file.languages[0])
        edition = Edition(site.file, at, date(2026, 1, 1))
        found[one.id] = linear.render(plan_context.of(edition, one))
    return found


def unsaid(text: str) -> set[str]:
    """Return the signs of a script that a voice could only guess at."""
    return {one for one in text if not (one.isspace() or one in ".,:;!?-’‘“”")} - {
        one for one in text if unicodedata.category(one)[0] == "L"
    }


@pytest.fixture(scope="module")
def written() -> dict[str, str]:
    """The linear documents of all the plans that we have."""
    folders = (HERE.parent / "content", HERE / "plans" / "full", HERE / "plans" / "awkward")
    return {name: text for folder in folders for name, text in documents(folder).items()}


@pytest.fixture(scope="module")
def scripts(written: dict[str, str]) -> dict[str, script.Script]:
    """The scripts of all these plans."""
    return {name: script.write(text) for name, text in written.items()}


def texts(document: str) -> list[str]:
    """Return every heading, paragraph, item and value of a document's main part, in order."""
    main = next(lxml.html.document_fromstring(document).iter("main"))
    for one in main.xpath(".//sup | .//*[@role='doc-endnotes'] | .//*[@aria-hidden='true']"):
        one.drop_tree()
    leaves = main.xpath(
        "//*[self::h2 or self::h3 or self::h4 or self::p or self::li or self::dd]"
        "[not(.//p or .//li)][ancestor::main]"
    )
    return [" ".join(one.text_content().split()) for one in leaves]


def test_every_text_of_a_plan_is_in_its_script_and_in_order(
    written: dict[str, str], scripts: dict[str, script.Script]
) -> None:
    for name, html in written.items():
        said, text = script.sayer(html), scripts[name].text(1).lower()
        place = text.index("\n\n\n")
        for one in texts(html):
            for sentence in said(one):
                found = text.find(sentence.lower().rstrip("."), place)
                assert found >= 0, (name, sentence)
                place = found


def test_no_digit_and_no_sign_is_left_in_any_script(scripts: dict[str, script.Script]) -> None:
    assert set(scripts) >= {*PLANS, "larch", "awkward"}
    left = {name: unsaid(one.text(90)) for name, one in scripts.items()}
    assert left == {name: set() for name in scripts}


def test_no_abbreviation_is_left_in_any_script(scripts: dict[str, script.Script]) -> None:
    for name, one in scripts.items():
        assert re.findall(r"\b[A-Z]{2,}\b", one.text(90)) == [], name


def test_the_script_of_a_whole_plan_reads_well(scripts: dict[str, script.Script]) -> None:
    text = scripts["larch"].text(10)
    for line in (
        "Version of the twelfth of January twenty twenty-six.",
        "Textphone: one eight oh oh one, oh one six three two, nine six oh, two oh oh.",
        "Our address is on every page. Postage is paid. Note: Write “Freepost Larch” on the",
        "Row one. Group: Residents’ panel. Meets: each month. Where: our office.",
        "One point one. Walk every estate with residents",
        "Twenty twenty-four: sixty-one per cent.",
        "Target: All of them, twice: fourteen estates, March twenty twenty-seven.",
        "Web: W W W dot larch dot example slash involved.",
        "T A: tenancy agreement. The paper that says what you and we must do.",
    ):
        assert f"\n{line}" in text
