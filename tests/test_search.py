"""What can be found is in one small index, and in an A to Z index for those without scripts."""

from __future__ import annotations

import hashlib
import json
import shutil
import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from sites import HERE, Built, build

from riweb.build.editions import read
from riweb.text.alphabet import Alphabet
from riweb.website import findable, plan_pages, search
from riweb.website.findable import Findable

# As much as a page of a news site; an old phone reads it in a second or two, once.
MOST_BYTES = 300_000

PAGES = {"en": "en/search", "cy": "cy/chwilio"}


def index(site: Built, folder: str) -> dict[str, Any]:
    """Return what the index of a language holds."""
    text = (site.output / folder / "index.js").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text.removeprefix("riwebSearch(").removesuffix(");\n"))
    return found


def sheets(site: Built, folder: str) -> list[Any]:
    """Return the pages of the A to Z index, in order."""
    files = [site.output / folder / "index.html", *(site.output / folder).glob("*/index.html")]
    trees = [html.document_fromstring(one.read_text(encoding="utf-8")) for one in files]
    key = Alphabet(trees[0].get("lang")).sort_key
    return sorted(trees, key=lambda tree: key(letters(tree)[0] if letters(tree) else ""))


def letters(tree: Any) -> list[str]:
    """Return the letters under which a page of the A to Z index has lines."""
    return [one.text_content() for one in tree.xpath("//*[starts-with(@id, 'letter-')]")]


@pytest.mark.parametrize("language", PAGES)
def test_the_index_of_five_plans_is_small(searched: Built, language: str) -> None:
    size = (searched.output / PAGES[language] / "index.js").stat().st_size
    assert 20_000 < size < MOST_BYTES


def test_the_index_has_a_thing_of_each_kind(searched: Built) -> None:
    kinds = {row[1].rstrip(" 0123456789") for row in index(searched, "en/search")["rows"]}
    assert kinds >= {
        *("Action", "Aim", "Task", "Theme", "Recommendation", "Chapter", "Way to get involved"),
        *("Word explained", "Group", "Contact", "Figure", "Newsletter page", "Easy Read"),
        *("Page of the plan", "Page of this site", "Strategy", "Action plan"),
    }


@pytest.mark.parametrize("language", PAGES)
def test_every_row_leads_to_a_place_that_is_there(searched: Built, language: str) -> None:
    rows, ids = index(searched, PAGES[language])["rows"], dict[str, set[str]]()
    for row in rows:
        path, _, place = row[3].partition("#")
        file = searched.output / language / path / "index.html"
        if str(file) not in ids:
            tree = html.document_fromstring(file.read_text(encoding="utf-8"))
            ids[str(file)] = set(tree.xpath("//@id"))
        assert not place or place in ids[str(file)], row[3]
    assert len(rows) == len({(row[3], row[2]) for row in rows})


def test_every_action_chapter_option_and_term_is_in_the_index(searched: Built) -> None:
    paths = {row[3] for row in index(searched, "en/search")["rows"]}
    for plan in ("metropolitan", "poole", "purbeck", "tower-hamlets", "wrexham"):
        data = json.loads((searched.plan(plan) / "plan.json").read_text(encoding="utf-8"))
        ids = [one["id"] for section in data["sections"] for one in section["actions"]]
        wanted = {f"{plan}/actions/{one}/" for one in ids}
        wanted |= {f"{plan}/get-involved/#{one['id']}" for one in data["options"]}
        wanted |= {f"{plan}/strategy/{one['id']}/" for one in data["chapters"]}
        assert ids and wanted <= paths, wanted - paths
        terms = {(term["term"].lower(), term["short"]) for term in data["glossary"]}
        assert sum(one.startswith(f"{plan}/glossary/#") for one in paths) == len(terms)


def test_the_index_says_what_is_a_draft_and_what_is_due_when(searched: Built) -> None:
    found = index(searched, "en/search")
    assert [one[0] for one in found["plans"] if one[2]] == ["wrexham"]
    by_path = {row[3]: row for row in found["rows"]}
    marks = {name for row in found["rows"] for name, _ in row[5]}
    assert marks >= {"draft", "soon", "agreed", "not-agreed", "ongoing"}
    assert any(row[6].startswith("Due: ") for row in by_path.values())


def test_a_plan_in_the_other_language_is_found_with_its_language(searched: Built) -> None:
    rows = index(searched, "cy/chwilio")["rows"]
    absent = [row for row in rows if row[1] == "Cynllun nad yw ar gael yn Gymraeg eto"]
    assert [row[3] for row in absent] == ["metropolitan/", "poole/", "purbeck/", "tower-hamlets/"]
    assert all(row[2].startswith("\ue001") for row in absent)


@pytest.mark.parametrize(
    ("folder", "kinds"),
    [
        ("en/search", {"Aim 1": "Aim", "Objective a": "Objective"}),
        ("cy/chwilio", {"Nod 1": "Nod", "Amcan a": "Amcan"}),
    ],
)
def test_an_aim_is_of_the_kind_that_its_own_label_says(
    searched: Built, folder: str, kinds: dict[str, str]
) -> None:
    rows = index(searched, folder)["rows"]
    assert {row[2]: row[1] for row in rows if row[2] in kinds} == kinds


def test_only_the_welsh_index_knows_mutations(searched: Built) -> None:
    assert index(searched, "en/search")["mutations"] == []
    assert ["c", "g", "ngh", "ch"] in index(searched, "cy/chwilio")["mutations"]


def test_the_a_to_z_index_names_all_in_the_order_of_the_language(searched: Built) -> None:
    for language, folder in PAGES.items():
        names = [
            title.text_content()
            for tree in sheets(searched, folder)
            for title in tree.xpath("//*[@class='a-to-z']/ul/li/a")
        ]
        key = Alphabet(language).sort_key
        bare = [name.lstrip("“‘") for name in names]
        assert bare == sorted(bare, key=lambda one: key(one)[0]), language
        assert len(names) > 70


def test_welsh_has_letters_of_its_own(searched: Built) -> None:
    found = [one for tree in sheets(searched, "cy/chwilio") for one in letters(tree)]
    assert found.index("G") < found.index("H") < found.index("R") < found.index("Rh")
    assert "Ff" in found and "Th" not in found
    assert Alphabet("cy").initial("Llais") == "ll"
    assert Alphabet("cy").initial("Ŵyl") == "w"
    assert Alphabet("en").initial("Llais") == "l"
    assert Alphabet("cy").initial("Ngwent") == "ng"
    assert Alphabet("cy", ("Ll|anfair",)).initial("Llanfair") == "ll"
    assert Alphabet("cy").initial("2010") == ""


def test_a_long_index_goes_over_several_pages_and_each_letter_is_linked(searched: Built) -> None:
    found = sheets(searched, "en/search")
    assert len(found) > 1
    here = [len(tree.xpath("//nav[@class='letters']//a")) for tree in found]
    assert here == [sum(len(letters(tree)) for tree in found)] * len(found)
    titles = [tree.findtext(".//h1") for tree in found]
    assert titles[0] == "Search" and all(one.startswith("A to Z: from") for one in titles[1:])


def test_the_switch_of_a_later_page_of_letters_leads_to_the_search_page(searched: Built) -> None:
    tree = sheets(searched, "en/search")[1]
    assert (
        tree.find(".//nav[@class='languages']//a").get("href") == "../../../cy/chwilio/index.html"
    )
    assert tree.findall(".//link[@hreflang]") == []
    listed = (searched.output / "sitemap.xml").read_text(encoding="utf-8")
    assert "cy/chwilio/</loc>" in listed and 'hreflang="cy" href="https://plans.riweb.example/cy/'
    assert not [one for one in "abcdefghijklmnopqrstuvwxyz" if f"cy/chwilio/{one}/" in listed]


def test_build_json_names_the_index_with_its_hash(searched: Built) -> None:
    rows = json.loads((searched.output / "build.json").read_text(encoding="utf-8"))["files"]
    row = next(one for one in rows if one["path"] == "en/search/index.js")
    content = (searched.output / row["path"]).read_bytes()
    assert row["what"] == "index for the search page"
    assert row["sha256"] == hashlib.sha256(content).hexdigest() and row["size"] == len(content)


def test_the_page_asks_for_the_index_that_belongs_to_it(searched: Built) -> None:
    content = (searched.output / "en/search/index.js").read_bytes()
    page = (searched.output / "en/search/index.html").read_text(encoding="utf-8")
    assert f'data-index="index.js?{hashlib.sha256(content).hexdigest()[:8]}"' in page


def test_two_builds_give_the_same_bytes_and_a_third_builds_nothing(
    mutated: Built, tmp_path: Path
) -> None:
    again = build(mutated.content, tmp_path / "site", "--formats", "", hash_seed="7")
    for folder in PAGES.values():
        for file in sorted((mutated.output / folder).rglob("*.*")):
            other = again.output / file.relative_to(mutated.output)
            assert file.read_bytes() == other.read_bytes(), file
    before = (again.output / "en/search/index.js").stat().st_mtime_ns
    build(mutated.content, tmp_path / "site", "--formats", "")
    assert (again.output / "en/search/index.js").stat().st_mtime_ns == before


def test_an_edit_of_one_plan_is_found_after_the_next_build(tmp_path: Path) -> None:
    content = tmp_path / "content"
    shutil.copytree(HERE / "plans" / "minimal", content)
    built = build(content, tmp_path / "site", "--formats", "")
    plan = content / "plans" / "first" / "plan.yaml"
    assert "Walk every estate with residents" in str(index(built, "search"))
    text = plan.read_text(encoding="utf-8")
    plan.write_text(text.replace("Walk every", "Visit each"), encoding="utf-8")
    built = build(content, tmp_path / "site", "--formats", "")
    assert "Visit each estate with residents" in str(index(built, "search"))
    assert "Walk every" not in str(index(built, "search"))


def test_a_site_of_one_plan_has_no_choice_of_plans(minimal: Built, mutated: Built) -> None:
    assert "<select" not in (minimal.output / "search/index.html").read_text(encoding="utf-8")
    assert "<select" in (mutated.output / "cy/chwilio/index.html").read_text(encoding="utf-8")


def test_a_build_of_one_plan_finds_that_plan_only(mutated: Built, tmp_path: Path) -> None:
    only = ("--formats", "", "--plan", "mutants", "--languages", "cy")
    built = build(mutated.content, tmp_path / "site", *only)
    assert [one[0] for one in index(built, "chwilio")["plans"]] == ["mutants"]


def test_no_title_can_end_the_script_or_a_line_of_it(mutated: Built) -> None:
    text = (mutated.output / "cy/chwilio/index.js").read_text(encoding="utf-8")
    assert "\u2028" not in text and text.count("\n") == 1
    page = (mutated.output / "cy/chwilio/index.html").read_text(encoding="utf-8")
    assert "<img" not in page and "&lt;img src=x onerror=alert(1)&gt;" in page


@pytest.mark.parametrize("page", ["en/404.html", "404.html", "en/sitemap/index.html"])
def test_whoever_is_lost_is_led_to_the_search_page(searched: Built, page: str) -> None:
    tree = html.document_fromstring((searched.output / page).read_text(encoding="utf-8"))
    assert [one for one in tree.xpath("//main//a/@href") if "search/index.html" in one], page


def test_where_a_template_of_the_site_has_no_such_place_the_page_is_enough(tmp_path: Path) -> None:
    shutil.copytree(HERE / "plans" / "minimal", tmp_path / "content")
    own = tmp_path / "templates" / "plan" / "who-is-who.html"
    own.parent.mkdir(parents=True)
    own.write_text('{% extends "base.html" %}{% block content %}<p>Ours</p>{% endblock %}')
    plan = tmp_path / "content" / "plans" / "first" / "plan.yaml"
    text = plan.read_text(encoding="utf-8") + "groups:\n  - {id: panel, name: Panel}\n"
    plan.write_text(text, encoding="utf-8")
    built = build(tmp_path / "content", tmp_path / "site", "--formats", "")
    paths = {row[2]: row[3] for row in index(built, "search")["rows"]}
    assert paths["Panel"] == "first/who-is-who/"


def test_listing_five_plans_takes_little_time(searched: Built) -> None:
    found, _ = read(searched.content)
    assert found
    editions = found.editions((), None, date(2026, 1, 1))
    shown = [[plan_pages.context_of(edition, one) for one in edition.plans] for edition in editions]
    start = time.process_time()
    for edition, own in zip(editions, shown, strict=True):
        listed = [entry for one in own for entry in findable.of_plan(one)]
        assert [Findable.of_row(json.loads(json.dumps(one.row()))) for one in listed] == listed
        assert dict(search.pages(edition, own, listed, {}))
    took = time.process_time() - start
    assert took < 0.5, f"{took:.2f} seconds"
