"""The preview's message of a mistake is seen and heard, wherever its editor is on the page."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import Thread

import look
import pytest
from playwright.sync_api import Browser, Page, expect

from riweb import breakdown, preview
from riweb.build.inputs import Options

PLANS = Path(__file__).parent.parent / "plans"
# The last is what is left of a wide screen when everything on it is four times as large.
SCREENS = [(look.NARROW, 640), (look.WIDE, look.HEIGHT), (look.NARROW, 256)]


@dataclass(frozen=True)
class Edited:
    """A preview that runs.

    Args:
        address: of the overview of its plan.
        plan: the file that is edited.
    """

    address: str
    plan: Path

    def break_it(self, times: int = 1) -> None:
        """Save the plan with mistakes in it."""
        text = self.plan.read_text().replace("\ntitle:", "\ntitel:", 1)
        wrong = "".join(f"mistake-{number}: here\n" for number in range(1, times))
        self.plan.write_text(wrong + text)


@pytest.fixture
def edited(tmp_path: Path) -> Iterator[Edited]:
    shutil.copytree(PLANS / "full", tmp_path / "content")
    options = Options(tmp_path / "content", tmp_path / "site", formats=(), jobs=1)
    report = partial(breakdown.report, words=["serve"], work=tmp_path / ".riweb")
    serving = preview.serve(options, 0, lambda line: None, report)
    address = next(serving)
    # The rest of the loop watches the folder; it ends with the test's process.
    Thread(target=lambda: next(serving), daemon=True).start()
    yield Edited(f"{address}larch/", tmp_path / "content/plans/larch/plan.yaml")


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    with look.context(chromium) as made:
        made.add_init_script(path=look.AXE)
        yield made.new_page()


def open_in_the_middle(page: Page, edited: Edited, screen: tuple[int, int]) -> float:
    """Open the plan, go to the middle of its page, and return how far down that is."""
    page.set_viewport_size({"width": screen[0], "height": screen[1]})
    page.goto(edited.address)
    # Fonts that come later make the page longer or shorter.
    page.evaluate("document.fonts.ready")
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight / 2)")
    place = float(page.evaluate("scrollY"))
    assert place > screen[1], "the page is too short to say anything"
    return place


IN_SIGHT = """(words) => {
  const range = document.createRange();
  range.selectNodeContents(words);
  return [...range.getClientRects()].every((box) => box.top >= 0 && box.left >= 0
    && box.bottom <= innerHeight && box.right <= innerWidth
    && words.contains(document.elementFromPoint(box.left + 1, box.top + box.height / 2)));
}"""


@pytest.mark.parametrize("screen", SCREENS)
def test_the_message_is_in_sight_where_the_editor_has_scrolled(
    page: Page, edited: Edited, screen: tuple[int, int]
) -> None:
    place = open_in_the_middle(page, edited, screen)
    edited.break_it(times=12)
    title = page.locator(".preview-problems summary")
    expect(title).to_contain_text("12 problems. This is the last good site.", timeout=30_000)
    # The browser keeps its place, once what comes late has come.
    page.wait_for_function("(place) => Math.abs(scrollY - place) < 5", arg=place)
    assert title.evaluate(IN_SIGHT)
    box = page.locator(".preview-problems").bounding_box()
    assert box and box["height"] <= screen[1] * 0.6, "the page is to be seen too"
    assert page.evaluate("look.sideways()") == []


@pytest.mark.parametrize("screen", SCREENS)
def test_the_whole_message_can_be_read_and_the_whole_page_too(
    page: Page, edited: Edited, screen: tuple[int, int]
) -> None:
    open_in_the_middle(page, edited, screen)
    edited.break_it(times=12)
    panel, words = page.locator(".preview-problems"), page.locator(".preview-problems pre")
    expect(words).to_contain_text("titel", timeout=30_000)
    panel.hover()
    for _ in range(60):
        page.mouse.wheel(0, 200)
    page.wait_for_timeout(200)
    last = "(words) => words.getBoundingClientRect().bottom <= innerHeight + 1"
    assert words.evaluate(last), "its end is reached"
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    above = """(panel) => {
      const shown = [...document.querySelectorAll("footer a")].at(-1).getBoundingClientRect();
      return shown.bottom <= panel.getBoundingClientRect().top;
    }"""
    assert panel.evaluate(above), "the end of the page stands above the message"


def test_the_message_is_folded_by_keyboard_and_stays_so_until_the_next_build(
    page: Page, edited: Edited
) -> None:
    open_in_the_middle(page, edited, SCREENS[0])
    edited.break_it()
    title, words = page.locator(".preview-problems summary"), page.locator(".preview-problems pre")
    expect(words).to_be_visible(timeout=30_000)
    page.keyboard.press("Tab")
    assert title.evaluate("(one) => one === document.activeElement")
    page.keyboard.press("Enter")
    expect(words).to_be_hidden()
    expect(title).to_be_visible()
    page.reload()
    expect(title).to_be_visible()
    expect(words).to_be_hidden()
    edited.break_it(times=2)
    expect(words).to_be_visible(timeout=30_000)


def test_the_message_is_read_out_after_the_page_is_there(page: Page, edited: Edited) -> None:
    # What a screen reader is told of: words that come into an alert after the page has loaded.
    page.add_init_script("""
      window.heard = [];
      addEventListener("load", () => {
        new MutationObserver((changes) => changes.forEach((change) => {
          const alert = change.target.closest && change.target.closest("[role=alert]");
          if (alert) heard.push(alert.textContent);
        })).observe(document.body, { childList: true, subtree: true, characterData: true });
      });""")
    open_in_the_middle(page, edited, SCREENS[0])
    edited.break_it()
    expect(page.locator("[role=alert]")).not_to_be_empty(timeout=30_000)
    (heard,) = page.evaluate("heard")
    assert heard.startswith("1 problem. This is the last good site. content/plans/larch/plan.yaml:")


@pytest.mark.parametrize("width", [look.NARROW, look.WIDE])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_message_breaks_no_rule(page: Page, edited: Edited, width: int, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    open_in_the_middle(page, edited, (width, look.HEIGHT))
    edited.break_it(times=5)
    expect(page.locator(".preview-problems pre")).to_be_visible(timeout=30_000)
    assert look.rules(page, "larch/", scheme) == []
