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
"""
SUMMARY = "summary: Larch Valley Homes asked everyone. In Larch Valley, 400 people answered.\n"


def test_no_term_is_linked_inside_a_longer_name(tmp_path: Path) -> None:
    shutil.copytree(HERE / "plans" / "full", tmp_path / "content")
    plan = tmp_path / "content" / "plans" / "larch" / "plan.yaml"
    text = plan.read_text(encoding="utf-8").replace("glossary:\n", TERMS)
    start = text.index("summary:")
    end = text.index("\n", text.index(".", start)) + 1
    plan.write_text(text[:start] + SUMMARY + text[end:], encoding="utf-8")
    asked = ("--formats", "", "--jobs", "1")
    built = build(tmp_path / "content", tmp_path / "output", *asked)
    page = lxml.html.parse(built.plan("larch") / "index.html")
    (linked,) = page.xpath("//main//a[@class='word'][.='Larch Valley']")
    assert linked.get("href").endswith("#word-lv")
    assert linked.getprevious() is None
    assert linked.getparent().text.endswith("Larch Valley Homes asked everyone. In ")
