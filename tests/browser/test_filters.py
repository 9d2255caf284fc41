"""The lists that can be narrowed down."""

from __future__ import annotations

import re
from collections.abc import Iterator

import look
import pytest
from playwright.sync_api import Browser, Locator, Page
from sites import Built


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A page of a plain browser."""
    with look.context(chromium) as made:
        yield made.new_page()


def with_filters(site: Built) -> list[str]:
    """Return every page that has filters."""
    return [one for one in site.pages if "data-filters" in (site.output / one).read_text()]


def in_sight(rows: Locator) -> list[str]:
    """Return the words of each row that can be seen."""
    return rows.evaluate_all(
        "(rows) => rows.filter((e) => e.checkVisibility()).map((e) => e.innerText.trim())"
    )


def rows_of(page: Page) -> Locator:
    """Return what the filters of a page show and hide."""
    return page.locator("main [data-filter-row]")


def counted(page: Page) -> list[int]:
    """Return the numbers in what a screen reader is told: shown, and all."""
    return [int(one) for one in re.findall(r"\d+", page.get_by_role("status").inner_text())]


def test_some_pages_have_filters(site: Built) -> None:
    assert any(path.endswith("/actions/index.html") for path in with_filters(site))


def test_each_choice_leaves_the_right_rows_and_says_how_many(
    page: Page, address: str, site: Built
) -> None:
    for path in with_filters(site):
        page.goto(address + path)
        rows = rows_of(page)
        everything = in_sight(rows)
        assert len(everything) == rows.count() == counted(page)[-1], path
        for select in page.locator("form[data-filters] select").all():
            for value in select.evaluate("(one) => [...one.options].map((o) => o.value)"):
                select.select_option(value)
                shown = in_sight(rows)
                where = f"{path}: {value or 'All'}"
                assert counted(page) == [len(shown), len(everything)], where
                assert len(shown) > 0 and (value or shown == everything), where
            select.select_option("")


def test_a_choice_of_words_leaves_every_row_with_those_words_and_no_other(
    page: Page, address: str, site: Built
) -> None:
    for path in with_filters(site):
        page.goto(address + path)
        for name, column in {"decision": "Answer", "status": "State", "lead": "Who"}.items():
            select = page.locator(f"main select[name={name}]")
            cells = page.locator(f'main td[data-label="{column}"]')
            if not select.count() or not cells.count():
                continue
            everything = in_sight(cells)
            for option in select.locator("option").all()[1:]:
                words = option.inner_text()
                # One of a list, as in “Policy Officer, Tenants Federation (joint)”, or beside
                # another mark, as in “Agreed Done”.
                is_one = re.compile(rf"(^|, |\n){re.escape(words)}\s*(\(|,|\n|[A-Z]|$)")
                select.select_option(option.get_attribute("value"))
                expected = [one for one in everything if is_one.search(one)]
                assert in_sight(cells) == expected, f"{path}: {words}"
            select.select_option("")


def test_two_choices_at_once_narrow_down_further_and_all_brings_everything_back(
    page: Page, address: str, site: Built
) -> None:
    for path in with_filters(site):
        page.goto(address + path)
        rows = rows_of(page)
        everything = in_sight(rows)
        selects = page.locator("form[data-filters] select").all()
        left = everything
        for select in selects:
            select.select_option(index=1)
            fewer = in_sight(rows)
            assert set(fewer) <= set(left), path
            left = fewer
        headings = page.locator("main [data-filter-group] h2")
        assert len(in_sight(headings)) <= max(1, len(left)), path
        for select in selects:
            select.select_option("")
        assert in_sight(rows) == everything, path


def test_a_list_is_narrowed_down_by_keyboard_alone(page: Page, address: str, site: Built) -> None:
    path = next(one for one in with_filters(site) if one.endswith("/actions/index.html"))
    page.goto(address + path)
    select = page.locator("form[data-filters] select").first
    rows = rows_of(page)
    everything = in_sight(rows)
    while not select.evaluate("(one) => one === document.activeElement"):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement !== document.body"), "it is never reached"
    page.keyboard.press("ArrowDown")
    assert select.input_value() != ""
    shown = in_sight(rows)
    assert counted(page) == [len(shown), len(everything)]
    assert 0 < len(shown) < len(everything)
    page.keyboard.press("ArrowUp")
    assert in_sight(rows) == everything
