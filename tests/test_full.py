"""tests/plans/full uses every field and every kind of Markdown; a new one is added there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from sites import build as build_site

from riweb.build import whole
from riweb.content.parse.texts import walk
from riweb.plan.site import Site
from riweb.reference import FILES, entries
from riweb.text import prose

FULL = Path(__file__).parent / "plans" / "full"


@pytest.fixture(scope="module")
def site() -> Site:
    site, problems = whole.check(FULL)
    assert problems == ()
    assert site
    return site


def test_every_field_of_the_model_is_used(site: Site) -> None:
    used = {
        (type(entry).__name__, name) for _, entry in walk(site) for name in entry.model_fields_set
    }
    # What terms.yaml lists stands in the site without a group of its own.
    used |= {("TermList", "terms")} if site.terms else set()
    known = {
        (entry.__name__, name)
        for model in FILES.values()
        for entry in entries(model)
        for name in entry.model_fields
    }
    assert sorted(known - used) == []


def test_a_chapter_uses_every_kind_of_markdown(site: Site) -> None:
    made = "".join(prose.blocks(chapter.markdown) for chapter in site.plans[0].chapters)
    found = set(re.findall(r"<(\w+)", made))
    assert found >= {"h2", "h3", "p", "ul", "ol", "li", "em", "strong", "a", "table", "th", "td"}
    assert found >= {"blockquote", "sup"}


def test_a_picture_file_is_used(site: Site) -> None:
    assert [image.name for image in site.plans[0].images] == ["estate-map.png"]


def test_a_body_with_members_on_another_is_not_said_to_report_to_it(tmp_path: Path) -> None:
    built = build_site(FULL, tmp_path / "site", "--formats", "text")
    page = (built.plan("larch") / "who-is-who/index.html").read_text(encoding="utf-8")
    club = page[page.index('<h3 id="garden-club"') :].partition("</section>")[0]
    assert '<dt>Has members on</dt><dd><a href="#panel">Residents’ panel</a></dd>' in club
    assert "Reports to" not in club
    (text,) = built.output.rglob("larch*.txt")
    assert "Has members on: Residents’ panel" in text.read_text(encoding="utf-8")
    tree = page[page.index('<div class="tree">') :].partition("</div>")[0]
    assert tree.index("Board") < tree.index("Residents’ panel") < tree.index("Garden club")
