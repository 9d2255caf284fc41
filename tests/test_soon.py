"""What is due soon: from the day a plan is judged by to the end of the longest quarter."""

from __future__ import annotations

import shutil

import pytest
from lxml import html
from sites import HERE, build

# What a row says, by its date, in a plan that is judged on 1 July 2026. July, August and September
# make the longest quarter, of 92 days.
ROWS = {
    "30 June 2026": "Late",
    "1 July 2026": "Due soon",
    "September 2026": "Due soon",
    "1 October 2026": "Due soon",
    "2 October 2026": "",
    "October 2026": "",
}


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What the table of actions says of each row, by its title."""
    folder = tmp_path_factory.mktemp("soon")
    shutil.copytree(HERE / "plans" / "minimal", folder / "content")
    plan = folder / "content" / "plans" / "first" / "plan.yaml"
    text = plan.read_text(encoding="utf-8").replace("as_of: 2026-01-31", "as_of: 2026-07-01")
    for number, day in enumerate(ROWS):
        text += f"      - {{id: row-{number}, title: Row {day}, due: {day}, status: not-started}}\n"
    text += "      - {id: over, title: It is done, due: 2 July 2026, status: done}\n"
    plan.write_text(text, encoding="utf-8")
    built = build(folder / "content", folder / "site" / "output", "--formats", "")
    rows = html.parse(built.output / "first" / "actions" / "index.html").xpath("//tbody/tr")
    return {
        row.findtext("th/a"): " ".join(
            one.text_content().strip()
            for one in row.find_class("tag-soon") + row.find_class("tag-late")
        )
        for row in rows
    }


@pytest.mark.parametrize(("day", "said"), ROWS.items())
def test_a_date_is_due_soon_for_a_quarter_before_it(
    shown: dict[str, str], day: str, said: str
) -> None:
    assert shown[f"Row {day}"] == said


def test_what_is_done_is_not_due_soon(shown: dict[str, str]) -> None:
    assert shown["It is done"] == ""
