"""Links from the words of a page to the page that explains them."""

from __future__ import annotations

import shutil
from pathlib import Path

import lxml.html
from sites import HERE, build

TERMS = """glossary:
  - term: Larch Valley Homes
    short: LVH
  - term: Larch Valley
    short: LV
    meaning: The valley of the river Larch.
  - term: warden
    meaning: Somebody who looks after an estate.
"""
SUMMARY = (
    "summary: Larch Valley Homes asked everyone. In Larch Valley, 400 people answered. "
    "The wardens asked 9 more.\n"
)


def overview(folder: Path) -> lxml.html.HtmlElement:
    """Return the overview of a plan whose summary uses its terms."""
    shutil.copytree(HERE / "plans" / "full", folder / "content")
    plan = folder / "content" / "plans" / "larch" / "plan.yaml"
    text = plan.read_text(encoding="utf-8").replace("glossary:\n", TERMS)
    start = text.index("summary:")
    end = text.index("\n", text.index(".", start)) + 1
    plan.write_text(text[:start] + SUMMARY + text[end:], encoding="utf-8")
    asked = ("--formats", "", "--jobs", "1")
    built = build(folder / "content", folder / "output", *asked)
    return lxml.html.parse(built.plan("larch") / "index.html").getroot()


def test_no_term_is_linked_inside_a_longer_name(tmp_path: Path) -> None:
    page = overview(tmp_path)
    (linked,) = page.xpath("//main//a[@class='word'][.='Larch Valley']")
    assert linked.get("href").endswith("#word-lv")
    assert linked.getprevious() is None
    assert linked.getparent().text.endswith("Larch Valley Homes asked everyone. In ")


def test_the_s_of_several_is_part_of_the_link(tmp_path: Path) -> None:
    linked = overview(tmp_path).xpath("//main//a[@class='word'][contains(@href, '#word-warden')]")
    assert [one.text for one in linked] == ["wardens"]
