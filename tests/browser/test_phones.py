"""E-books on the screen of a phone, as they are and with letters twice as large."""

from __future__ import annotations

from pathlib import Path

import pytest
from ebooks import Book, ordered
from playwright.sync_api import Browser
from sites import HERE

PHONE = {"width": 360, "height": 700}
PLANS = {"larch": HERE / "plans" / "full", "metropolitan": HERE.parent / "content"}

# What reading programmes do when their reader asks for larger letters or for a dark page.
LARGE = "document.documentElement.style.fontSize = '200%'"
DARK = "document.documentElement.style.cssText = 'background: #000; color: #fff'"

TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
# The colours of everything that has words, and of the pages behind them.
COLOURS = """[...new Set([...document.body.querySelectorAll("*")]
    .filter((one) => one.innerText)
    .flatMap((one) => [getComputedStyle(one).color, getComputedStyle(one).backgroundColor]))]"""


@pytest.mark.parametrize("plan", PLANS)
def test_each_page_fits_a_phone_and_takes_the_readers_size_and_colours(
    plan: str, chromium: Browser, tmp_path: Path
) -> None:
    book = Book(ordered(PLANS[plan], plan))
    folder = book.unpack(tmp_path)
    with chromium.new_context(viewport=PHONE) as context:
        page = context.new_page()
        for name in book.pages:
            page.goto((folder / name).as_uri())
            assert page.evaluate(TOO_WIDE) == 0, name
            small = page.evaluate("document.body.scrollHeight")
            page.evaluate(LARGE)
            assert page.evaluate(TOO_WIDE) == 0, name
            if name != "cover.xhtml":
                assert page.evaluate("document.body.scrollHeight") > 1.5 * small, name
            page.evaluate(DARK)
            assert set(page.evaluate(COLOURS)) <= {"rgb(255, 255, 255)", "rgba(0, 0, 0, 0)"}, name
