"""The language that a reader chose is kept, and the entrance opens in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import look
import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from sites import HERE, build


@pytest.fixture(scope="module")
def entrance(host: str, top: Path) -> str:
    """Where a site in two languages is served; without files to download."""
    output = top / "doors" / "site"
    build(HERE / "plans" / "bilingual", output, "--formats", "")
    return host + output.relative_to(top).as_posix() + "/index.html"


@pytest.fixture
def reader(chromium: Browser) -> Iterator[BrowserContext]:
    """A browser that has never been here."""
    with look.context(chromium) as made:
        yield made


def opened(reader: BrowserContext, entrance: str) -> Page:
    """Return the page that a reader comes to who types the address of the site in a new tab."""
    page = reader.new_page()
    page.goto(entrance)
    page.wait_for_load_state()
    return page


def home(entrance: str, language: str) -> str:
    return entrance.replace("index.html", f"{language}/index.html")


def test_nobody_is_sent_anywhere_before_they_choose(reader: BrowserContext, entrance: str) -> None:
    opened(reader, entrance).close()
    assert opened(reader, entrance).url == entrance


@pytest.mark.parametrize("language", ["cy", "en"])
def test_the_choice_at_the_entrance_is_kept(
    reader: BrowserContext, entrance: str, language: str
) -> None:
    page = opened(reader, entrance)
    page.locator(f"[data-entrance={language}]").click()
    page.wait_for_url(home(entrance, language))
    page.close()
    page = opened(reader, entrance)
    page.wait_for_url(home(entrance, language), timeout=3000)


def test_a_change_of_language_on_a_page_is_kept(reader: BrowserContext, entrance: str) -> None:
    page = opened(reader, entrance)
    page.locator("[data-entrance=cy]").click()
    page.wait_for_url(home(entrance, "cy"))
    page.locator(".languages a[lang=en]").click()
    page.wait_for_url(home(entrance, "en"))
    page.close()
    opened(reader, entrance).wait_for_url(home(entrance, "en"), timeout=3000)


def test_the_entrance_can_still_be_reached_from_the_site(
    reader: BrowserContext, entrance: str
) -> None:
    page = opened(reader, entrance)
    page.locator("[data-entrance=cy]").click()
    page.wait_for_url(home(entrance, "cy"))
    page.goto(entrance, referer=home(entrance, "cy"))
    assert page.url == entrance
    assert reader.cookies() == []
