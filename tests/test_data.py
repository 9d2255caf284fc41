"""plan.json and plans.json hold what the content says, and lead to what is published."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from sites import HERE, Built, build

from riweb import when
from riweb.build.whole import check
from riweb.exports import listing, plan_data
from riweb.plan.actions import Action, Due
from riweb.plan.plans import PlanFile
from riweb.render.addresses import Addresses
from riweb.render.edition import Edition
from riweb.website import plan_pages

# The field that a text alone stands for, in groups where one may.
ALONE = ("who", "code", "when", "to", "text")
DAYS = ("as_of", "published", "revised", "next_update")

# What the design promises of each action, besides what we add.
PROMISED = {
    *("id", "number", "title", "about", "you_said", "we_will", "we_did", "could_not_because"),
    *("asked", "response", "steps", "outcomes", "measures", "monitored_by", "leads", "due"),
    *("status", "status_reason", "target", "current", "resources", "updates", "refs", "parts"),
    *("url", "section", "late"),
}
DUE = {"when", "from", "to", "text", "about", "printed", "late"}


def loaded(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def published(*sites: Built) -> Iterator[tuple[Built, str, dict[str, Any]]]:
    """Yield every plan.json of some sites, with the plan's id."""
    for site in sites:
        for plan in site.plans:
            yield site, plan, loaded(site.output / plan / "plan.json")


@pytest.fixture(scope="module")
def all_sites(site: Built, minimal: Built, awkward: Built) -> tuple[Built, ...]:
    return site, minimal, awkward


def missing(raw: Any, shown: Any, where: str = "", key: str = "") -> Iterator[str]:
    """Yield every value of plan.yaml that plan.json does not have at the same place."""
    if isinstance(raw, dict) and isinstance(shown, dict):
        for name, value in raw.items():
            if name in shown:
                yield from missing(value, shown[name], f"{where}.{name}", name)
            else:
                yield f"{where}.{name} is not there"
    elif isinstance(shown, list):
        items = raw if isinstance(raw, list) else [raw] if raw else []
        if len(items) != len(shown):
            yield f"{where} has {len(shown)} of {len(items)}"
        for number, (one, other) in enumerate(zip(items, shown, strict=False)):
            yield from missing(one, other, f"{where}[{number}]", key)
    elif isinstance(shown, dict):
        name = next(one for one in ALONE if one in shown)
        yield from missing(raw, shown[name], f"{where}.{name}", name)
    elif not says(raw.strip(), shown, where, key):
        yield f"{where} is {shown!r}, not {raw!r}"


def says(raw: str, shown: Any, where: str, key: str) -> bool:
    """Tell whether a value of plan.json says what a text of plan.yaml says."""
    if where == ".as_of" and raw == "today":
        return bool(re.fullmatch(r"\d{4}-\d\d-\d\d", shown))
    if key in DAYS:
        return bool(shown == when.day(raw).isoformat())
    if where in (".period.from", ".period.to"):
        time = when.parse(raw)
        day = time.first if key == "from" else time.last
        return bool(shown == (day and day.isoformat()))
    if key in ("when", "date"):
        return when.parse(shown or "not given") == when.parse(raw)
    if isinstance(shown, bool):
        return (raw == "true") is shown
    # YAML keeps one line break where we keep the empty line between two paragraphs.
    return raw == re.sub(r"\n\n", "\n", shown or "") or raw == (shown or "")


def test_plan_json_holds_every_value_of_the_source(all_sites: tuple[Built, ...]) -> None:
    for site, plan, shown in published(*all_sites):
        if shown["language"] != shown["source_language"]:
            continue
        source = site.content / "plans" / shown["id"] / "plan.yaml"
        # Hyphens that are seen at the end of a line only are left out.
        text = source.read_text(encoding="utf-8").replace("\u00ad", "")
        raw = yaml.load(text, yaml.BaseLoader)
        assert list(missing(raw, shown)) == [], plan
        chapters = sorted((source.parent / "chapters").glob("*.md"))
        assert len(shown["chapters"]) == len(chapters), plan
        for chapter, file in zip(shown["chapters"], chapters, strict=True):
            text = f"# {chapter['title']}\n\n{chapter['markdown']}"
            assert text.split() == file.read_text(encoding="utf-8").split()


def groups(value: Any, where: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every group of a plan.json with its place; numbers are left out of places."""
    if isinstance(value, dict):
        is_free = where in (".people", ".addresses")
        if not is_free:
            yield where, value
        for name, one in value.items():
            yield from groups(one, f"{where}.ANY" if is_free else f"{where}.{name}")
    elif isinstance(value, list):
        for one in value:
            yield from groups(one, f"{where}[]")


def test_the_same_groups_always_have_the_same_keys(all_sites: tuple[Built, ...]) -> None:
    keys: dict[str, set[str]] = {}
    for _, plan, shown in published(*all_sites):
        for where, group in groups(shown):
            assert keys.setdefault(where, set(group)) == set(group), (plan, where)
    assert keys[".sections[].actions[]"] >= PROMISED
    assert keys[".sections[].actions[].leads[]"] == {"code", "name", "part"}
    dues = [where for where in keys if where.endswith(".due[]")]
    assert len(dues) == 4  # of actions, steps, parts and what was asked
    assert all(keys[where] == DUE for where in dues)


def actions(shown: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    return {one["id"]: one for section in shown["sections"] for one in section["actions"]}


def test_dates_are_said_in_four_forms_and_a_day_is_never_made_up(awkward: Built) -> None:
    shown = actions(loaded(awkward.output / "awkward/plan.json"))
    parts = {one["id"]: one for one in shown["parts"]["parts"]}
    owners = (shown["formula"], *parts.values(), shown["span"], shown["season"], shown["open"])
    found = [
        (due["when"], due["from"], due["to"], due["text"], due["late"])
        for owner in owners
        for due in owner["due"]
    ]
    assert found == [
        ("2026-05-30", "2026-05-30", "2026-05-30", "30 May 2026", False),
        ("2026", "2026-01-01", "2026-12-31", "2026", False),
        ("2025-11", "2025-11-01", "2025-11-30", "November 2025", True),
        ("2026-05-30", "2026-05-30", "2026-05-30", "30 May 2026", False),
        ("ongoing", None, None, "ongoing", False),
        (
            *("2025-09 to 2027-03, then every year", "2025-09-01", "2027-03-31"),
            *("September 2025 to March 2027, then every year", None),
        ),
        ("winter 2026", "2026-12-01", "2027-02-28", "winter 2026", None),
        ("ongoing", None, None, "ongoing", None),
        ("every month", None, None, "every month", None),
        ("not given", None, None, "not given", None),
    ]
    assert shown["formula"]["steps"][0]["due"] == [
        {
            "when": "2026-02",
            "from": "2026-02-01",
            "to": "2026-02-28",
            "text": "February 2026",
            "about": "-first",
            "printed": "Feb/26",
            "late": True,
        }
    ]
    assert shown["answer"]["asked"]["due"][0]["late"] is None


def test_an_action_says_where_it_is_who_leads_it_and_whether_it_is_late(awkward: Built) -> None:
    shown = actions(loaded(awkward.output / "awkward/plan.json"))
    action = shown["formula"]
    assert (action["url"], action["section"]) == ("actions/formula/index.html", "one")
    assert action["leads"] == [
        {"code": "RO", "name": "=Residents’ officer, Homes", "part": "lead"},
        {"code": "@XY", "name": "@XY", "part": "support"},
    ]
    late = {id_: one["late"] for id_, one in shown.items()}
    assert late == {
        "formula": True,
        "parts": True,
        "span": None,
        "season": None,
        "open": None,
        "answer": None,
    }
    first, second = shown["parts"]["parts"]
    assert (first["late"], second["late"]) == (True, False)
    assert second["url"] == "actions/parts/index.html#second-part"
    inside, outside = shown["answer"]["refs"]
    assert (inside["title"], inside["url"]) == (
        shown["parts"]["title"],
        "actions/parts/index.html",
    )
    assert (outside["title"], outside["url"], outside["about"]) == ("elsewhere", "", "page 3")


def test_the_head_of_plan_json_says_which_plan_it_is(awkward: Built, minimal: Built) -> None:
    shown = loaded(awkward.output / "awkward/plan.json")
    expected = {
        "format_version": 1,
        "id": "awkward",
        "language": "en",
        "source_language": "en",
        "url": "index.html",
        "base_url": "https://plans.example/deep/er/awkward/",
        "organisation": "Tŷ Gŵyl & Sons",
        "state": "draft",
        "as_of": "2026-03-31",
        "published": "2025-12-01",
        "revised": "2026-01-15",
        "next_update": "2026-06-30",
    }
    assert {key: shown[key] for key in expected} == expected
    assert shown["period"] == {
        "label": "2025 to 2026",
        "from": "2025-04-01",
        "to": "2026-08-31",
    }
    assert shown["changes"][0]["date"] == {
        "when": "2026-01-10",
        "from": "2026-01-10",
        "to": "2026-01-10",
        "text": "10 January 2026",
    }
    assert loaded(minimal.output / "first/plan.json")["base_url"] == ""


def test_downloads_are_listed_with_their_size_and_pages(minimal: Built) -> None:
    shown = loaded(minimal.output / "first/plan.json")["downloads"]
    large = next(one for one in shown if one["format"] == "large-print")
    file = minimal.output / "first" / large["path"]
    assert large["path"] == "downloads/first-large-print-en.pdf"
    assert large["size"] == file.stat().st_size
    assert large["pages"] > 0
    assert large["title"].startswith("Large print")


def ways(value: Any) -> Iterator[str]:
    """Yield every `url` and `path` that is not empty."""
    for _, group in groups(value):
        yield from (group[key] for key in ("url", "path") if group.get(key))


def test_every_way_in_plan_json_leads_to_a_published_file(all_sites: tuple[Built, ...]) -> None:
    for site, plan, shown in published(*all_sites):
        found = list(ways(shown))
        assert found, plan
        for way in found:
            path, _, fragment = way.partition("#")
            file = site.output / plan / path
            assert file.is_file(), (plan, way)
            if fragment:
                assert f'id="{fragment}"' in file.read_text(encoding="utf-8"), (plan, way)


def test_plans_json_names_every_page_and_file(all_sites: tuple[Built, ...]) -> None:
    for site in all_sites:
        named = {"index.html", "404.html"}
        for home in site.homes:
            shown = loaded(site.output / home / "plans.json")
            ways = {"plans.json", *shown["pages"].values(), *shown["elsewhere"].values()}
            for plan in shown["plans"]:
                ways |= {plan["url"], *(one["path"] for one in plan["downloads"])}
                for key in ("pages", "actions", "chapters", "pictures", "files", "inserts"):
                    ways |= set(plan[key].values())
            named |= {home + way for way in ways}
            folders = [one.removeprefix(home) for one in site.plans if one.startswith(home)]
            assert sorted(plan["url"].split("/")[0] for plan in shown["plans"]) == folders
        files = {
            path.relative_to(site.output).as_posix()
            for path in site.output.rglob("*")
            if path.is_file()
            and path.relative_to(site.output).parts[0] != "assets"
            # What is for a printer is for no reader.
            and path.parent.name != "print"
        }
        assert files - {"build.json", "robots.txt", "sitemap.xml"} == named


def test_plans_json_says_what_each_plan_is(awkward: Built) -> None:
    shown = loaded(awkward.output / "plans.json")
    assert shown["languages"] == [{"language": "en", "url": "plans.json"}]
    assert shown["base_url"] == "https://plans.example/deep/er/"
    awkward_plan, words = shown["plans"]
    assert {
        key: awkward_plan[key] for key in ("organisation", "kind", "state", "language", "languages")
    } == {
        "organisation": "Tŷ Gŵyl & Sons",
        "kind": "action-plan",
        "state": "draft",
        "language": "en",
        "languages": ["en"],
    }
    assert awkward_plan["pages"]["by-date"] == "awkward/by-date/index.html"
    assert awkward_plan["files"] == {
        name: f"awkward/{name}"
        for name in ("plan.json", "actions.csv", "deadlines.ics", "feed.xml")
    }
    assert words["files"] == {"plan.json": "words/plan.json"}
    assert words["chapters"] == {"only": "words/strategy/only/index.html"}


def test_a_plan_has_only_the_files_that_it_has_something_for(
    awkward: Built, minimal: Built
) -> None:
    def names(folder: Path) -> set[str]:
        return {path.name for path in folder.iterdir() if path.is_file()}

    assert names(awkward.output / "words") == {"index.html", "plan.json"}
    assert names(minimal.output / "first") == {
        *("index.html", "plan.json", "actions.csv", "deadlines.ics")
    }


def test_in_a_language_folder_ways_are_the_same_and_full_addresses_name_it() -> None:
    site, _ = check(HERE / "plans" / "awkward")
    assert site
    made = {}
    for root in ("", "en/"):
        edition = Edition(site.file, Addresses("en", root), date(2026, 1, 1))
        made[root] = plan_pages.context_of(edition, site.plans[0])
    alone, folder = ({**json.loads(plan_data.write(made[root])[1])} for root in ("", "en/"))
    assert folder.pop("base_url") == "https://plans.example/deep/er/en/awkward/"
    assert alone.pop("base_url") == "https://plans.example/deep/er/awkward/"
    assert alone == folder
    english = made["en/"].edition
    edition = replace(english, others=(Addresses("cy", "cy/", absent=frozenset({"awkward"})),))
    path, text = listing.write(edition, [listing.Listed(made["en/"], ())], ())
    assert path == "en/plans.json"
    assert json.loads(text)["languages"] == [
        {"language": "en", "url": "../en/plans.json"},
        {"language": "cy", "url": "../cy/plans.json"},
    ]


def test_the_guide_to_the_data_is_true(site: Built) -> None:
    guide = (HERE.parent / "docs/data.md").read_text(encoding="utf-8")
    example = re.search(r"\n\n(    \{\n(?:    .*\n)+)", guide)
    assert example
    told = json.loads(example[1])
    shown = loaded(site.plan("purbeck") / "plan.json")
    action = actions(shown)[told["id"]]
    assert {key: action[key] for key in told} == told
    for value, model in ((shown, PlanFile), (action, Action), (action["due"][0], Due)):
        for key in set(value) - set(model.model_fields):
            assert f"`{key}`" in guide, key
    for key in loaded(site.output / site.homes[-1] / "plans.json")["plans"][0]:
        assert f"`{key}`" in guide, key


def hashes(site: Built) -> dict[str, bytes]:
    return {
        path.relative_to(site.output).as_posix(): path.read_bytes()
        for path in site.output.rglob("*")
        if path.is_file()
    }


def test_builds_on_two_days_and_in_any_order_give_the_same_bytes(tmp_path: Path) -> None:
    content = HERE / "plans" / "awkward"
    one = build(
        content, tmp_path / "a/out", "--formats", "", "--today", "2026-01-01", hash_seed="1"
    )
    two = build(
        content, tmp_path / "b/out", "--formats", "", "--today", "2027-05-05", hash_seed="2"
    )
    assert hashes(one) == hashes(two)


def test_a_plan_that_is_judged_today_says_by_which_day(tmp_path: Path) -> None:
    content = tmp_path / "content"
    shutil.copytree(HERE / "plans" / "minimal", content)
    plan = content / "plans/first/plan.yaml"
    plan.write_text(plan.read_text().replace("as_of: 2026-01-31", "as_of: today"))
    for today, late in (("2025-12-31", False), ("2026-01-01", True)):
        site = build(content, tmp_path / "out", "--formats", "", "--today", today)
        shown = loaded(site.output / "first/plan.json")
        assert shown["as_of"] == today
        assert actions(shown)["walkabouts"]["late"] is late


points = st.one_of(
    st.dates(date(1900, 1, 1), date(2198, 12, 31)).map(
        lambda d: when.Point(d.year, d.month, d.day)
    ),
    st.builds(when.Point, st.integers(1900, 2198), st.none() | st.integers(1, 12)),
    st.builds(
        lambda year, season: when.Point(year, season=season),
        st.integers(1900, 2198),
        st.sampled_from(list(when.SEASONS)),
    ),
)


@given(points, points, st.sampled_from(("", *when.REPEATS[:-1])))
def test_a_time_is_written_so_that_an_editor_could_have(
    start: when.Point, end: when.Point, repeat: str
) -> None:
    end = end if end.last >= start.first else start
    time = when.When(start, end, repeat)
    assert when.parse(plan_data.written(time)) == time
    alone = when.When(repeat=repeat or "not given")
    assert when.parse(plan_data.written(alone)) == alone
