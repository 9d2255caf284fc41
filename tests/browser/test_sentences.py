"""Easy Read on a screen: large letters, and each picture with its sentence at every width."""

from __future__ import annotations

from collections.abc import Iterator

import look
import pytest
from playwright.sync_api import Browser, Page
from sites import Built

# Where the picture and the words of each sentence are, and how large its letters.
PLACES = """() => [...document.querySelectorAll(".easy-item")].map((item) => {
  const [picture, words] = [...item.children].map((one) => one.getBoundingClientRect());
  return {picture, words, width: picture.width,
    size: parseFloat(getComputedStyle(item.querySelector("p")).fontSize)};
})"""

LEAST_PX = 20

FOLDERS = (["easy-read"], ["hawdd-ei-ddeall"])


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A page of a plain browser."""
    with look.context(chromium) as made:
        yield made.new_page()


def easy_pages(site: Built) -> list[str]:
    """Return every page in Easy Read."""
    found = [one for one in site.pages if one.split("/")[-2:-1] in FOLDERS]
    assert found
    return found


def test_a_picture_is_left_of_its_sentence_or_above_it_where_it_is_narrow(
    page: Page, address: str, site: Built
) -> None:
    for path in easy_pages(site):
        page.goto(address + path)
        for width in (320, 768, 1280):
            page.set_viewport_size({"width": width, "height": look.HEIGHT})
            for one in page.evaluate(PLACES):
                picture, words = one["picture"], one["words"]
                if width == 320:
                    assert picture["bottom"] <= words["top"], f"{path} at {width}"
                else:
                    assert picture["right"] <= words["left"], f"{path} at {width}"
                    assert picture["top"] < words["bottom"] and words["top"] < picture["bottom"]
                assert one["width"] >= 150


def test_letters_are_20_pixels_at_least(page: Page, address: str, site: Built) -> None:
    for path in easy_pages(site):
        page.goto(address + path)
        assert all(one["size"] >= LEAST_PX for one in page.evaluate(PLACES)), path
