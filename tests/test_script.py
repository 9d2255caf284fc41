"""What is written in signs is said in words, in English and in Welsh."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from pathlib import Path

import lxml.html
import pytest

from riweb.formats.audio import script
from riweb.formats.audio.words import spoken
from riweb.pages import document
from riweb.pages.addresses import Addresses
from riweb.pages.scene import PlanScene, Scene
from riweb.pipeline import build
from riweb.views import PlanView

HERE = Path(__file__).parent
PLANS = ("metropolitan", "poole", "purbeck", "tower-hamlets", "wrexham")

ENGLISH = """
7 aims | seven aims
12 of 40 | twelve of forty
116 resident | one hundred and sixteen resident
1,088 | one thousand and eighty-eight
35,000 properties | thirty-five thousand properties
2,500,000 | two million five hundred thousand
3.14 | three point one four
3-year plan | three-year plan
-5 points | minus five points
07 | oh seven
In 1998 | In nineteen ninety-eight
In 1905 | In nineteen oh five
In 2000 | In two thousand
In 2008 | In two thousand and eight
In 2010 | In twenty ten
by 2027 | by twenty twenty-seven
1900 | nineteen hundred
the 1990s | the nineteen nineties
2008/09 | two thousand and eight to nine
2010/11 | twenty ten to eleven
1999/00 | nineteen ninety-nine to two thousand
2008/09 to 2010/11 | two thousand and eight to nine up to twenty ten to eleven
2008–2011 | two thousand and eight to twenty eleven
2008-2009 | two thousand and eight to two thousand and nine
3–4 people | three to four people
aged 11-16 | aged eleven to sixteen
68–84 High Street | sixty-eight to eighty-four High Street
£1 | one pound
£10 for each | ten pounds for each
£1,000 | one thousand pounds
£10.50 | ten pounds and fifty pence
£0.01 | one penny
£2.5m | two point five million pounds
£3 million | three million pounds
£20k | twenty thousand pounds
£10–£20 | ten pounds to twenty pounds
50p | fifty pence
61% | sixty-one per cent
0.5% | zero point five per cent
79/80% | seventy-nine to eighty per cent
10–15% | ten to fifteen per cent
-5 % | minus five per cent
12 January 2026 | the twelfth of January twenty twenty-six
on 1 March | on the first of March
the 3 May | the third of May
21st June 2010 | the twenty-first of June twenty ten
2 to 5 March 2010 | the second of March to the fifth of March twenty ten
19/12/07 | the nineteenth of December two thousand and seven
2026-01-31 | the thirty-first of January twenty twenty-six
November 2013 | November twenty thirteen
“Nov-13” | “November thirteen”
April 08 09 | April oh eight, oh nine
the 3rd and the 12th | the third and the twelfth
the 40th | the fortieth
1/2 | a half
3/4 of them | three quarters of them
2½ days | two and a half days
2/3 | two thirds
50/50 split | fifty fifty split
quarter 3/4 | quarters three and four
Q3 | quarter three
18:30 | six thirty in the evening
9am | nine o’clock in the morning
6.05pm | six oh five in the evening
12:00 | twelve noon
9:00–10:30 | nine o’clock in the morning to ten thirty in the morning
01632 960 100 | oh one six three two, nine six oh, one oh oh
01202 264400 | oh one two oh two, two six four, four oh oh
18001 01632 960 200 | one eight oh oh one, oh one six three two, nine six oh, two oh oh
+441632960200 | plus four four, one six three two, nine six oh, two oh oh
(020) 7501 2241 | oh two oh, seven five oh one, two two four one
involvement@riweb.example | involvement at riweb dot example
https://www.larch.example/get-in | W W W dot larch dot example slash get hyphen in
EX1 1EX | E X one, one E X
C33 | C thirty-three
F4YP | F four Y P
TP01 | T P oh one
1.1. Walk | one point one. Walk
3.10. A | three point ten. A
Q&A | Q&A
you & us | you and us
1 + 1 = 2 | one plus one equals two
estate/street | estate or street
and/or | and or
The plan (2007) is here | The plan, two thousand and seven, is here
A – B | A, B
e.g. this, etc. | for example this, and so on.
No. 5 | number five
Is it? No. | Is it? No.
5km | five kilometres
“121s” | “one-to-ones”
Objective a, Objective b | Objective A, Objective B
a tenant | a tenant
٣ | three
🏡 | house with garden
"""

WELSH = """
1 cam | un cam
2 gam | dau gam
3 cham | tri cham
2 dasg | dwy dasg
3 tasg | tair tasg
4 tudalen | pedair tudalen
5 cam | pum cam
6 cham | chwe cham
10 diwrnod | deg diwrnod
11 | un deg un
22 tudalen | dau ddeg dwy tudalen
35 | tri deg pump
60 | chwe deg
100 cam | can cam
101 | cant ac un
103 | cant a thri
125 | cant dau ddeg pump
200 | dau gant
600 | chwe chant
2,000 | dwy fil
35,000 | tri deg pum mil
2 flynedd | dwy flynedd
3 blynedd | tair blynedd
5 mlynedd | pum mlynedd
23 o gamau | dau ddeg tri o gamau
rhwng 10 a 20 | rhwng deg a dau ddeg
1 a 3 | un a thri
i 10 | i ddeg
o 5 | o bump
2.5 | dau pwynt pump
yn 1998 | yn mil naw naw wyth
2008 | dwy fil ac wyth
2010 | dwy fil a deg
2026 | dwy fil dau ddeg chwech
1990au | nawdegau
2008/09 | dwy fil ac wyth i naw
2009/10 | dwy fil a naw i ddeg
2008/09 i 2010/11 | dwy fil ac wyth i naw hyd at ddwy fil a deg i un deg un
2008–2011 | dwy fil ac wyth i ddwy fil un deg un
3–4 o bobl | tri i bedwar o bobl
£1 | un bunt
£2 | dwy bunt
£6 | chwe phunt
£10 | deg punt
£100 | can punt
£1,000 | mil o bunnoedd
£10.50 | deg punt a phum deg ceiniog
£2 miliwn | dwy filiwn o bunnoedd
61% | chwe deg un y cant
15 Mawrth 2009 | y pymthegfed o Fawrth dwy fil a naw
ar 1 Ebrill | ar y cyntaf o Ebrill
ar 2 Mai | ar yr ail o Fai
erbyn 31 Rhagfyr | erbyn yr unfed ar ddeg ar hugain o Ragfyr
o 1 Ebrill i 3 Mai | o’r cyntaf o Ebrill i’r trydydd o Fai
Mawrth 2009 | Mawrth dwy fil a naw
o Fai 2009 i Dachwedd 2010 | o Fai dwy fil a naw i Dachwedd dwy fil a deg
yn Nhachwedd 2009 | yn Nhachwedd dwy fil a naw
10 am y tro | deg am y tro
9am | naw o’r gloch y bore
3ydd | trydydd
21ain | unfed ar hugain
1/2 | hanner
3/4 | tri chwarter
1/5 | un rhan o bump
chwarter 3/4 | chwarteri tri a phedwar
18:30 | hanner awr wedi chwech yr hwyr
9:15 | chwarter wedi naw y bore
6:30 yh | hanner awr wedi chwech yr hwyr
10:05 | pum munud wedi deg y bore
9:45 | chwarter i ddeg y bore
14:00 | dau o’r gloch y prynhawn
12:00 | hanner dydd
01978 292 100 | dim un naw saith wyth, dau naw dau, un dim dim
cymryd@riweb.example | cymryd at riweb dot example
LL11 1AY | L L un un, un A Y
e.e. hyn | er enghraifft hyn
ni & chi | ni a chi
TP01 | T P dim un
"""


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
    site, _ = build.check(content)
    assert site is not None
    found = {}
    for one in site.plans:
        at = Addresses(site.file.languages[0])
        scene = Scene(site.file, at, None, date(2026, 1, 1), site.file.publication_scheme)
        found[one.id] = document.render(PlanScene(scene, PlanView(one, scene.today)))
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
