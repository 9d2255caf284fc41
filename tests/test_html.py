"""Every page and stylesheet as the Nu HTML checker reads them, and what a page weighs."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest
from sites import HERE, Built

CHECKER = HERE / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"

# A page and its styles, without the fonts; a slow phone gets it in about two seconds.
MOST_BYTES = 60_000

# What the checker says although nothing is wrong, by a part of its words, with the reason.
EXCUSED: dict[str, str] = {
    "Resource violates Content Security Policy": "it reads from disc, where 'self' is no host",
}


def check(*arguments: str | Path) -> list[str]:
    """Return everything that the checker has to say, each with its place."""
    command = ["java", "-jar", CHECKER, "--format", "json", *arguments]
    done = subprocess.run(command, capture_output=True, text=True)
    found = json.loads(done.stderr)["messages"]
    return [
        f"{one.get('url', '')}:{one.get('lastLine', '')} {one['type']}: {one['message']}"
        for one in found
        if not any(words in one["message"] for words in EXCUSED)
    ]


def none_of(words: list[str]) -> None:
    """Fail with what the checker said, if anything, each message once."""
    once = {re.sub(r"^\S+ ", "", one): one for one in words}
    if once:
        lines = [f"{one}\n    {len(words)} messages in all" for one in once.values()]
        pytest.fail("\n".join(lines), pytrace=False)


def test_every_page_is_valid(site: Built, minimal: Built, bilingual: Built) -> None:
    none_of(check("--skip-non-html", site.output, minimal.output, bilingual.output))


def test_every_stylesheet_is_valid(site: Built) -> None:
    none_of(check("--css", *sorted(site.output.rglob("*.css"))))


def test_the_checker_finds_what_is_wrong(tmp_path: Path) -> None:
    page, sheet = tmp_path / "bad.html", tmp_path / "bad.css"
    page.write_text(
        '<!doctype html><html lang="en"><title>x</title><p><div>a</div></p><ul><p>b</ul>'
    )
    sheet.write_text("p { colour: red }")
    assert any("error" in one and "child of element “ul”" in one for one in check(page))
    assert any("colour" in one for one in check("--css", sheet))


def test_each_page_with_its_styles_is_light(site: Built) -> None:
    heavy = []
    for path in site.pages:
        page = site.output / path
        text = page.read_text(encoding="utf-8")
        styles = re.findall(r'<link rel="stylesheet" href="([^"]+)"', text)
        assert styles or path == "index.html", path
        files = [page, *(place(site, page, href) for href in styles)]
        weight = sum(one.stat().st_size for one in files)
        if weight > MOST_BYTES:
            heavy.append(f"{path} weighs {weight:,} bytes")
    assert heavy == []


def place(site: Built, page: Path, href: str) -> Path:
    """Return the file that a page's link means; one that starts with / counts from the host."""
    if href.startswith("/"):
        return site.output.parents[1] / href.lstrip("/")
    return page.parent / href


def test_every_page_says_its_language_its_subject_and_that_nothing_comes_from_elsewhere(
    site: Built,
) -> None:
    titles: dict[str, str] = {}
    for path in site.pages:
        text = (site.output / path).read_text(encoding="utf-8")
        assert re.search(r'<html lang="(en|cy)"', text), path
        policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', text)
        assert policy and policy[1].startswith("default-src 'none';"), path
        assert "unsafe" not in policy[1] and "http" not in policy[1], path
        title = re.search(r"<title>([^<]+)</title>", text)
        assert title, path
        assert title[1] not in titles, f"{path} and {titles[title[1]]} are called {title[1]}"
        titles[title[1]] = path
