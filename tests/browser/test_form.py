"""The form for comments, sent from a browser without JavaScript to a host that is not ours."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs

import look
import pytest
from playwright.sync_api import Browser, Page, Route
from sites import Built

ACTION = "https://forms.riverside.example/"


@pytest.fixture(params=["en/contact", "cy/cysylltu"])
def page(
    chromium: Browser, host: str, top: Path, bilingual: Built, request: pytest.FixtureRequest
) -> Iterator[Page]:
    """The page with the form, in each language."""
    with look.context(chromium, java_script_enabled=False) as made:
        found = made.new_page()
        folder = bilingual.output.relative_to(top).as_posix()
        found.goto(f"{host}{folder}/{request.param}/index.html")
        yield found


def listen(page: Page) -> list[dict[str, list[str]]]:
    """Take in what is sent to the host of the form, and return the list that it is added to."""
    taken: list[dict[str, list[str]]] = []

    def take(route: Route) -> None:
        taken.append(parse_qs(route.request.post_data or ""))
        route.fulfill(status=200, content_type="text/plain", body="Thank you")

    page.route(f"{ACTION}**", take)
    return taken


def test_a_message_alone_is_sent_with_the_language_of_the_page(page: Page) -> None:
    taken = listen(page)
    language = "cy" if "/cy/" in page.url else "en"
    page.locator("textarea").fill("The light in the hall is broken.\nŵ")
    page.locator("form button").click()
    page.wait_for_url(ACTION)
    assert taken == [{"language": [language], "message": ["The light in the hall is broken.\r\nŵ"]}]


def test_it_is_filled_and_sent_with_the_keyboard_alone_in_the_order_that_it_is_read(
    page: Page,
) -> None:
    taken = listen(page)
    page.locator("form select").focus()
    page.keyboard.press("ArrowDown")
    for words in ("walkabouts", "When is the next one?", "a@example.org", "01632 960 999"):
        page.keyboard.press("Tab")
        page.keyboard.type(words)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(ACTION)
    [given] = taken
    assert given["plan"] == ["both"]
    assert given["page"] == ["walkabouts"] and given["message"] == ["When is the next one?"]
    assert given["email"] == ["a@example.org"] and given["phone"] == ["01632 960 999"]


def test_nothing_is_sent_without_a_message(page: Page) -> None:
    taken = listen(page)
    before = page.url
    page.locator("form button").click()
    assert page.url == before
    assert taken == []
    assert page.locator("textarea:invalid").count() == 1
