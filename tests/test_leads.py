"""Who leads an action, who joins in and who supports: every format tells them apart."""

from __future__ import annotations

import csv
import re
import shutil
from pathlib import Path

import pytest
from lxml import html
from sites import HERE, Built, build

LEADS = "leads: [HO, {code: PA, part: joint}, {code: BO, part: support}]"
# The Welsh of each role, by its code and its English.
ROLES = {("PA", "Panel"): "Panel", ("BO", "Board"): "Bwrdd", ("SU", "Clerk"): "Clerc"}
SAID = {
    "en": "Housing officer; Panel (jointly); Board (in support)",
    "cy": "Swyddog tai; Panel (ar y cyd); Bwrdd (yn cefnogi)",
}


@pytest.fixture(scope="module")
def led(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A plan in both languages with every part a lead can have, and one date as it was printed."""
    folder = tmp_path_factory.mktemp("led")
    shutil.copytree(HERE / "plans" / "bilingual", folder / "content")
    plan = folder / "content" / "plans" / "both" / "plan.yaml"
    text = plan.read_text(encoding="utf-8")
    officer = "  HO: {role: Housing officer}\n"
    people = "".join(f"  {code}: {{role: {english}}}\n" for code, english in ROLES)
    text = text.replace(officer, officer + people)
    text = text.replace("leads: HO", LEADS, 1).replace(
        "leads: HO", "leads: {code: SU, part: support}"
    )
    text = text.replace("due: 2026-06\n", "due: {when: 2026-06, printed: early summer}\n")
    plan.write_text(text, encoding="utf-8")
    with plan.with_name("cy.po").open("a", encoding="utf-8") as catalogue:
        for (code, english), welsh in ROLES.items():
            entry = f'msgctxt "people/{code}/role"\nmsgid "{english}"\nmsgstr "{welsh}"\n'
            catalogue.write(f"\n{entry}")
    return build(folder / "content", folder / "site" / "output", "--formats", "text")


def folder(led: Built, language: str) -> Path:
    return led.output / {"en": "en/both", "cy": "cy/dweud-eich-dweud"}[language]


@pytest.mark.parametrize("language", ["en", "cy"])
def test_the_text_says_which_part_each_lead_has(led: Built, language: str) -> None:
    (file,) = folder(led, language).rglob(f"*-{language}.txt")
    assert SAID[language] in " ".join(file.read_text(encoding="utf-8").split())


@pytest.mark.parametrize("language", ["en", "cy"])
def test_the_table_and_the_calendar_say_it_too(led: Built, language: str) -> None:
    text = (folder(led, language) / "actions.csv").read_text(encoding="utf-8-sig")
    heading = {"en": "Who is responsible", "cy": "Pwy sy’n gyfrifol"}[language]
    rows = list(csv.DictReader(text.splitlines(keepends=True)))
    assert rows[0][heading] == SAID[language].replace("; ", "\n")
    calendar = (folder(led, language) / "deadlines.ics").read_text(encoding="utf-8")
    unfolded = re.sub(r"\r?\n ", "", calendar).replace("\\;", ";").replace("\\,", ",")
    assert SAID[language] in unfolded


def test_the_page_of_one_who_only_supports_says_so(led: Built) -> None:
    page = html.parse(folder(led, "en") / "by-lead" / "index.html")
    (clerk,) = page.xpath("//*[@id='lead-su']/following-sibling::table[1]")
    assert "Clerk (in support)" in " ".join(clerk.text_content().split())


def test_a_single_date_keeps_the_language_that_it_was_printed_in(led: Built) -> None:
    (page,) = [
        path
        for path in folder(led, "cy").rglob("index.html")
        if 'class="printed"' in path.read_text(encoding="utf-8")
    ]
    (printed,) = html.parse(page).xpath("//*[@class='printed']//*[@lang]")
    assert (printed.get("lang"), printed.text_content()) == ("en", "early summer")
