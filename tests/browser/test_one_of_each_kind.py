"""One page of each kind, used in the ways that residents use it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import look
import pypdfium2
import pytest
from playwright.sync_api import Browser, Page
from sites import Built

from riweb.locales import LOCALES

# WCAG 1.4.12: what a reader may set without losing anything.
SPACING = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
word-spacing: 0.16em !important } p { margin-block-end: 2em !important }"""
ADD_STYLE = """(text) => { const sheet = new CSSStyleSheet(); sheet.replaceSync(text);
document.adoptedStyleSheets.push(sheet); }"""

# How many stops of the Tab key are tried on one page: long lists repeat themselves.
STOPS = 60


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A page of a plain browser, 1280 pixels wide."""
    with look.context(chromium) as made:
        yield made.new_page()


def opened(page: Page, address: str, site: Built) -> Iterator[str]:
    """Open one page of each kind in turn."""
    for path in site.kinds().values():
        page.goto(address + path)
        yield path


def measured(page: Page, *measures: str) -> list[str]:
    """Return what is wrong with the page that is open."""
    return [words for measure in measures for words in page.evaluate(f"look.{measure}()")]


def test_there_is_a_page_of_each_kind_to_look_at(site: Built) -> None:
    kinds = set(site.kinds())
    for home in site.homes:
        words = LOCALES[home.rstrip("/") or "en"].paths
        own = {"", "404.html", f"{words['sitemap']}/", "PLAN/", f"PLAN/{words['actions']}/"}
        assert {home + one for one in (*own, f"PLAN/{words['actions']}/ANY/")} <= kinds


def test_tab_reaches_everything_in_order_and_always_shows_where_it_is(
    page: Page, address: str, site: Built
) -> None:
    for width in (look.WIDE, look.NARROW):
        page.set_viewport_size({"width": width, "height": look.HEIGHT})
        for path in opened(page, address, site):
            stops = page.evaluate("look.stops()")[:STOPS]
            seen = []
            for _ in stops:
                page.keyboard.press("Tab")
                seen.append(page.evaluate("look.focused()"))
            places = [one and one["place"] for one in seen]
            assert places == [stop["place"] for stop in stops], path
            unclear = [one["name"] for one in seen if not (one["shows"] and one["isInSight"])]
            assert unclear == [], f"{path} at {width} px"


def test_the_skip_link_comes_first_and_leads_to_the_main_text(
    page: Page, address: str, site: Built
) -> None:
    for path in opened(page, address, site):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.getAttribute('href')") == "#main", path
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "main", path
        page.keyboard.press("Tab")
        reached = page.evaluate("document.querySelector('main').contains(document.activeElement)")
        has_stops = page.locator("main :is(a[href], select):visible").count() > 0
        assert reached == has_stops, path


def test_focus_shows_in_the_colours_of_the_reader_too(
    page: Page, address: str, site: Built
) -> None:
    page.emulate_media(forced_colors="active")
    for path in opened(page, address, site):
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline != "none", path


def test_wider_spacing_of_text_loses_nothing(page: Page, address: str, site: Built) -> None:
    for width in (look.WIDE, look.NARROW):
        page.set_viewport_size({"width": width, "height": look.HEIGHT})
        for path in opened(page, address, site):
            page.evaluate(ADD_STYLE, SPACING)
            assert measured(page, "clipped", "sideways") == [], f"{path} at {width} px"


def test_larger_text_loses_nothing(page: Page, address: str, site: Built) -> None:
    for path in opened(page, address, site):
        page.evaluate(ADD_STYLE, "html { font-size: 200% !important }")
        assert measured(page, "clipped", "sideways") == [], path


def test_zoom_to_200_percent_loses_nothing(chromium: Browser, address: str, site: Built) -> None:
    half = {"width": look.WIDE // 2, "height": look.HEIGHT // 2}
    with look.context(chromium, viewport=half, device_scale_factor=2) as made:
        page = made.new_page()
        for path in opened(page, address, site):
            assert measured(page, "clipped", "sideways") == [], path


def test_a_box_that_cuts_text_off_is_found(page: Page, address: str) -> None:
    page.goto(address + "index.html")
    page.evaluate(ADD_STYLE, "h1 { height: 1em; overflow: hidden } h2 { width: 3000px }")
    found = "\n".join(measured(page, "clipped", "sideways"))
    assert "<h1> “" in found and "is cut off" in found and "the page is 3" in found, found


@pytest.mark.parametrize("media", [{"forced_colors": "active"}, {"media": "print"}])
def test_the_words_of_the_page_stay_in_sight(
    page: Page, address: str, site: Built, media: dict[str, str]
) -> None:
    page.emulate_media(**media)  # type: ignore[arg-type]
    for path in opened(page, address, site):
        for words in ("main", "h1", "footer"):
            assert page.locator(words).first.is_visible(), f"{words} of {path}"
        assert page.locator("main").inner_text().strip() != "", path
        assert measured(page, "clipped") == [], path


def test_printed_pages_carry_the_main_text_and_leave_the_menus_out(
    page: Page, address: str, site: Built, tmp_path: Path
) -> None:
    for number, path in enumerate(opened(page, address, site)):
        words = page.locator("main").inner_text().split()
        printed = tmp_path / f"{number}.pdf"
        page.pdf(path=printed, format="A4")
        with pypdfium2.PdfDocument(printed) as document:
            text = " ".join(one.get_textpage().get_text_bounded() for one in document)
        found = set(text.split())
        kept = sum(word in found for word in words)
        assert kept >= 0.9 * len(words), path
        assert "Skip to the main text" not in text, path


def test_without_javascript_everything_is_there(
    chromium: Browser, address: str, site: Built
) -> None:
    with look.context(chromium, java_script_enabled=False) as made:
        page = made.new_page()
        for path in site.kinds().values():
            page.goto(address + path)
            hidden = page.locator("main [hidden]").evaluate_all(
                "(all) => all.map((e) => e.localName)"
            )
            assert set(hidden) <= {"form"}, f"{path}: {hidden} cannot be seen without JavaScript"
            rows = page.locator("main tbody tr")
            assert [row for row in rows.all() if not row.is_visible()] == [], path
            links = page.locator("nav li a").all()
            assert [link for link in links if not link.is_visible()] == [], path


def test_without_javascript_links_lead_to_an_action_and_back(
    chromium: Browser, address: str, site: Built
) -> None:
    with look.context(chromium, java_script_enabled=False) as made:
        page = made.new_page()
        listed = address + site.kinds()[f"{site.homes[-1]}PLAN/actions/"]
        page.goto(listed)
        link = page.locator("main tbody tr a").first
        title = link.inner_text()
        link.click()
        heading = page.locator("h1").inner_text()
        assert title.endswith(heading)
        page.locator("nav.crumbs ol a").last.click()
        assert page.url == listed


def test_the_page_for_a_wrong_address_works_at_any_depth(
    page: Page, address: str, site: Built
) -> None:
    answer = page.goto(address + "no/such/page/at/all")
    assert answer is not None and answer.status == 404
    band = "getComputedStyle(document.querySelector('header, .hero')).borderBottomWidth"
    assert page.evaluate(band) != "0px"
    page.locator("a.site-name, main a").first.click()
    assert page.url.removesuffix("index.html") == address + site.homes[0]
