"""feed.xml tells what changed, newest first, as feed readers read it."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from sites import HERE, Built, build

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="module")
def schema() -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(HERE / "atom.rng"))


def feeds(*sites: Built) -> Iterator[tuple[Path, etree._Element, dict[str, Any]]]:
    """Yield every feed of some sites, with the plan.json beside it."""
    for site in sites:
        for path in sorted(site.output.rglob("feed.xml")):
            shown = json.loads((path.parent / "plan.json").read_text(encoding="utf-8"))
            yield path, etree.parse(path).getroot(), shown


def entries(feed: etree._Element) -> list[tuple[str, str, str]]:
    """Return day, title and content of every entry."""
    return [
        tuple(one.findtext(f"{ATOM}{name}", "") for name in ("updated", "title", "content"))  # type: ignore[misc]
        for one in feed.iter(f"{ATOM}entry")
    ]


def test_every_feed_keeps_to_the_standard(
    site: Built, awkward: Built, schema: etree.RelaxNG
) -> None:
    paths = []
    for path, feed, _ in feeds(site, awkward):
        schema.assertValid(feed.getroottree())
        paths.append(path)
    assert paths


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("T00:00:00Z</updated>", "</updated>"),
        ("<updated>2026-03-02T00:00:00Z</updated>", ""),
        ("<id>urn:uuid:", "<id>"),
        ('rel="self"', 'rel="me"'),
        ("<name>Tŷ Gŵyl &amp; Sons</name>", "<name></name>"),
    ],
)
def test_the_schema_finds_what_is_wrong(
    awkward: Built, schema: etree.RelaxNG, right: str, wrong: str
) -> None:
    text = (awkward.output / "awkward/feed.xml").read_text(encoding="utf-8")
    assert right in text
    assert not schema.validate(etree.fromstring(text.replace(right, wrong).encode()))


def test_what_changed_stands_newest_first_with_its_words(awkward: Built) -> None:
    (_, feed, _) = next(feeds(awkward))
    summary = "<p>One; two, three \\ four</p>"
    long_title = (
        "3.10. A very long title in which words follow words, so that no calendar has room for it "
        "on one line: llanfair, ŵŷ, ẅ€ẁ€ẃ€"
    )
    assert entries(feed) == [
        ("2026-03-02T00:00:00Z", f"{long_title} (2 March 2026)", "<p>It is done</p>"),
        ("2026-01-15T00:00:00Z", "The plan was revised on 15 January 2026", summary),
        (
            *("2026-01-15T00:00:00Z", "2. =1+1|cmd (January 2026)"),
            "<p>Ŵyth o dai, a ]]&gt; b €ẅ</p>",
        ),
        (
            *("2026-01-15T00:00:00Z", "2. =1+1|cmd (January 2026)"),
            "<p>A second note of the same month</p>",
        ),
        (
            *("2026-01-10T00:00:00Z", "What changed: 10 January 2026"),
            "<p>We <strong>dropped</strong> ]]&gt; one task &amp; kept &lt; 5 others</p>",
        ),
        ("2025-12-01T00:00:00Z", "The plan was published on 1 December 2025", summary),
    ]
    assert feed.findtext(f"{ATOM}updated") == "2026-03-02T00:00:00Z"
    assert feed.findtext(f"{ATOM}subtitle") == (
        "This plan is a draft. It may still change. One; two, three \\ four"
    )


def test_every_dated_note_is_in_the_feed_and_none_is_newer_than_its_feed(
    site: Built, awkward: Built
) -> None:
    count = 0
    for _, feed, shown in feeds(site, awkward):
        found = entries(feed)
        days = [day for day, _, _ in found]
        assert all(one >= other for one, other in pairwise(days))
        assert feed.findtext(f"{ATOM}updated") == days[0]
        ids = [one.text for one in feed.iter(f"{ATOM}id")]
        assert len(set(ids)) == len(ids)
        notes = [
            (note["date"]["from"], note["date"]["to"], note["date"]["text"])
            for section in shown["sections"]
            for action in section["actions"]
            for owner in (action, *action["parts"])
            for note in owner["updates"]
            if note["date"]
        ]
        for first, last, words in notes:
            assert any(
                first <= day[:10] <= last and title.endswith(f" ({words})")
                for day, title, _ in found
            )
        count += len(notes)
        milestones = sum(bool(shown[name]) for name in ("published", "revised"))
        assert len(found) == len(notes) + len(shown["changes"]) + milestones
    assert count


def links(feed: etree._Element) -> list[tuple[str, str]]:
    return [(one.get("rel", ""), one.get("href", "")) for one in feed.iter(f"{ATOM}link")]


def test_links_are_full_addresses_where_the_site_has_one(awkward: Built) -> None:
    (_, feed, _) = next(feeds(awkward))
    base = "https://plans.example/deep/er/awkward/"
    assert links(feed)[:3] == [
        ("self", f"{base}feed.xml"),
        ("alternate", f"{base}index.html"),
        ("alternate", f"{base}actions/parts/index.html#second-part"),
    ]
    for _, href in links(feed):
        path, _, fragment = href.removeprefix("https://plans.example/deep/er/").partition("#")
        page = (awkward.output / path).read_text(encoding="utf-8")
        assert not fragment or f'id="{fragment}"' in page


def test_without_a_full_address_links_are_relative_and_ids_are_the_same(
    awkward: Built, tmp_path: Path, schema: etree.RelaxNG
) -> None:
    content = tmp_path / "content"
    shutil.copytree(HERE / "plans" / "awkward", content)
    facts = content / "site.yaml"
    facts.write_text(re.sub("(?m)^base_url:.*\n", "", facts.read_text()))
    plan = content / "plans/awkward/plan.yaml"
    plan.write_text(plan.read_text().replace("It is done", "It is all done"))
    (_, feed, _) = next(feeds(build(content, tmp_path / "out", "--formats", "")))
    schema.assertValid(feed.getroottree())
    assert links(feed)[:2] == [
        ("alternate", "index.html"),
        ("alternate", "actions/parts/index.html#second-part"),
    ]
    assert "<p>It is all done</p>" in [content for _, _, content in entries(feed)]
    (_, before, _) = next(feeds(awkward))
    assert [one.text for one in feed.iter(f"{ATOM}id")] == [
        one.text for one in before.iter(f"{ATOM}id")
    ]
