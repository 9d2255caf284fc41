"""A plan in one or two sentences, as a person would say them."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html
from sites import build

SITE = """title: Plans
publisher: {{name: Homes}}
languages: [{language}]
language: {language}
other_formats: {{text: You can have this plan in large print.}}
"""
PLAN = """title: First
organisation: Homes
kind: scrutiny-response
language: {language}
as_of: 2010-01-19
sections:
  - id: all
    title: All
    actions:
"""
ANSWERS = ["agreed", "agreed", "agreed", "agreed-in-part", "joint", "joint"]
STATES = ["in-progress", "not-started", "not-started", "done", "done", "done"]


def glance(folder: Path, language: str, late: int) -> str:
    """Return what the overview of a plan of six rows says at a glance.

    Args:
        late: how many of its first rows were due before the day of the plan.
    """
    said = overview(folder, language, late).get_element_by_id("at-a-glance").getnext()
    return " ".join(said.text_content().split())


def overview(folder: Path, language: str, late: int, more: str = "") -> html.HtmlElement:
    """Return the overview of a plan of six rows, and what is written below them."""
    rows = [
        f"      - {{id: row-{number}, title: Row {number}, status: {state}, "
        f"response: {{decision: {answer}, text: Yes}}"
        + (", due: 2009-12-01}" if number < late else "}")
        for number, (answer, state) in enumerate(zip(ANSWERS, STATES, strict=True))
    ]
    content = folder / "content"
    (content / "plans" / "first").mkdir(parents=True)
    text = PLAN.format(language=language) + "\n".join(rows) + f"\n{more}"
    (content / "plans" / "first" / "plan.yaml").write_text(text, encoding="utf-8")
    (content / "site.yaml").write_text(SITE.format(language=language), encoding="utf-8")
    built = build(content, folder / "site" / "output", "--formats", "", "--jobs", "1")
    return html.document_fromstring((built.output / "first" / "index.html").read_bytes())


@pytest.mark.parametrize(
    ("late", "end"),
    [(0, ""), (1, " On 19 January 2010, 1 was late."), (3, " On 19 January 2010, 3 were late.")],
)
def test_numbers_stand_before_what_they_count(tmp_path: Path, late: int, end: str) -> None:
    assert glance(tmp_path, "en", late) == (
        "This plan has 6 actions. "
        "The answers: 3 agreed, 1 agreed in part, 2 joint projects. "
        f"How far it is: 1 in progress, 2 not started, 3 done.{end}"
    )


def test_welsh_counts_one_and_several_apart(tmp_path: Path) -> None:
    assert glance(tmp_path, "cy", 3) == (
        "Mae 6 cham yn y cynllun hwn. "
        "Yr atebion: 3 wedi’u derbyn, 1 wedi’i dderbyn yn rhannol, 2 brosiect ar y cyd. "
        "Sut mae’r gwaith yn mynd: 1 ar waith, 2 heb ddechrau, 3 wedi’u gwneud. "
        "Ar 19 Ionawr 2010, roedd 3 yn hwyr."
    )


def test_the_charts_show_how_many_rows_say_nothing(tmp_path: Path) -> None:
    more = "".join(f"      - {{id: more-{n}, title: More {n}}}\n" for n in range(4))
    page = overview(tmp_path, "en", 0, more)
    answers, states = (
        [" ".join(cell.text_content().strip() for cell in row) for row in table.findall("tbody/tr")]
        for table in page.find_class("bars")
    )
    assert answers == ["Agreed 3", "Agreed in part 1", "Joint project 2", "Not given 4"]
    assert states == ["In progress 1", "Not started 2", "Done 3", "Not given 4"]
