"""The search page as readers use it: by hand, keyboard or ear, from a disc, without scripts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import look
import mutants
import pytest
from playwright.sync_api import Browser, Page, Route, expect
from sites import Built

# What is asked in each language, and the title and kind of what should come first.
ASKED = """
en | mystery shopping | Mystery shopping | Way to get involved
en | Mystery Shoppers | Mystery shopping | Way to get involved
en | mystery shopper | Develop a “Mystery Shopper” and resident-led inspection programme | Aim 2
en | surveys | Customer surveys | Way to get involved
en | residents panel | Residents’ Panel | Group
en | ASB | ASB | Word explained
en | anti-social behaviour | ASB | Word explained
en | text message | Send text messages about resident involvement | Aim 3
en | complain | Comment or complain | Page of the plan
en | how do I complain? | Comment or complain | Page of the plan
en | large print | Other formats | Page of this site
en | BRAILLE | Other formats | Page of this site
en | poole | Resident involvement strategy 2007 to 2010 | Strategy
en | wrexham | Tenant participation action plan | Action plan
en | equality and diversity | Equality and diversity | Chapter
en | training | Training | Way to get involved
en | website | Invest in the NRG website | Aim 5
en | recommendation 41 | Set up a resident inspector service | Recommendation 41
en | task 10 | Run at least 2 Focus Groups a year for each service area | Task 10
en | repairs and maintenance | Repairs and maintenance | Figure
en | tenants federation | Wrexham Tenants Federation | Group
en | confrence | Hold a Tenants Conference | Action
en | walkab | estate walkabout | Word explained
en | easy read tower hamlets | How residents have a say in Tower Hamlets | Easy Read
cy | cylchlythyr | Tudalennau’r cylchlythyr | Tudalen o’r cynllun
cy | chylchlythyrau | Talu am gylchlythyrau i denantiaid a lesddeiliaid | Cam
cy | siopa dirgel | siopa dirgel | Gair yn yr eirfa
cy | grwp golygyddol | Grŵp golygyddol | Grŵp
cy | panel | Paneli Tenantiaid | Grŵp
cy | dreuliau | Pennu polisi ar ad-dalu treuliau tenantiaid am gyfarfodydd a digwyddiadau | Cam
cy | hystad | taith gerdded o amgylch ystad | Gair yn yr eirfa
cy | print bras | Fformatau eraill | Tudalen ar y wefan hon
cy | ffederasiwn | Ffederasiwn Tenantiaid Wrecsam | Grŵp
cy | hyfforddi staff | Hyfforddi ein staff i fod yn ymwybodol o lesddeiliaid | Cam
cy | sut mae cwyno | Sylwadau a chwynion | Tudalen o’r cynllun
cy | cynuliad | Cynulliad Tenantiaid Wrecsam | Grŵp
cy | purbeck | SMART action plan for resident involvement | Cynllun nad yw ar gael yn Gymraeg eto
cy | wrecsam | Cynllun gweithredu cyfranogiad tenantiaid | Cynllun gweithredu
"""
WORD = {"en": "en/search/", "cy": "cy/chwilio/"}
QUESTIONS = [tuple(line.split(" | ")) for line in ASKED.strip().splitlines()]

TITLES = """() => [...document.querySelectorAll(".results h3")].map((one) => one.innerText)"""
FIRST = """() => { const one = document.querySelector(".results li");
  return one ? [one.querySelector("h3").innerText, one.querySelector(".quiet").innerText] : []; }"""


def served(built: Built, host: str, top: Path) -> str:
    """Return where a site is served."""
    return host + built.output.relative_to(top).as_posix() + "/"


@pytest.fixture(scope="module")
def there(searched: Built, host: str, top: Path) -> str:
    """Where the five plans are served."""
    return served(searched, host, top)


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A page of a plain browser."""
    with look.context(chromium) as made:
        yield made.new_page()


def ask(page: Page, address: str, query: str, more: str = "") -> None:
    """Open the search page at an address that holds a question."""
    page.goto(f"{address}index.html?{more}q={query.replace(' ', '+')}")
    page.wait_for_selector(".found h2")


def found(page: Page) -> list[str]:
    """Return the title of everything that was found, in order."""
    titles: list[str] = page.evaluate(TITLES)
    return titles


@pytest.mark.parametrize("language", WORD)
def test_what_is_asked_for_comes_first(page: Page, there: str, language: str) -> None:
    wrong = []
    for _, query, title, kind in (one for one in QUESTIONS if one[0] == language):
        ask(page, there + WORD[language], query)
        first = page.evaluate(FIRST)
        if not first or first[0] != title or not first[1].startswith(kind):
            wrong.append(f"{query}: {first}")
    assert wrong == []
    assert len(QUESTIONS) >= 30


def test_every_form_of_a_welsh_word_finds_all_of_them(
    page: Page, mutated: Built, host: str, top: Path
) -> None:
    address = served(mutated, host, top) + WORD["cy"]
    families = mutants.families()
    for family in families:
        for form in family:
            ask(page, address, form)
            titles = found(page)
            assert titles[0] == mutants.title(form)
            own = {one for one in titles if one.startswith(mutants.title(""))}
            assert own == set(map(mutants.title, family)), form


def test_in_english_a_word_has_no_mutations(
    page: Page, mutated: Built, host: str, top: Path
) -> None:
    ask(page, served(mutated, host, top) + WORD["cy"], "nhenant")
    assert "Sôn am tenant" in found(page)
    ask(page, served(mutated, host, top) + WORD["en"], "nhenant")
    assert found(page) == []


@pytest.mark.parametrize("query", ["meeting", "meetings", "Meetings’", "MEETING", "mëetings"])
def test_endings_capitals_and_accents_make_no_difference(
    page: Page, there: str, query: str
) -> None:
    ask(page, there + WORD["en"], query)
    assert "Write guidelines for meetings with residents" in found(page)
    assert page.locator(".found > p").count() == 0


def test_what_has_the_word_itself_comes_before_what_has_one_like_it(page: Page, there: str) -> None:
    ask(page, there + WORD["en"], "involve")
    marks = page.locator(".results li").first.locator("h3 mark").all_inner_texts()
    assert marks == ["Involve"]


def test_a_word_that_is_not_there_gives_way_to_one_almost_the_same(page: Page, there: str) -> None:
    ask(page, there + WORD["en"], "metings")
    assert "Nothing has the word “metings”" in page.locator(".found > p").inner_text()
    assert all(
        "meeting" in one.lower() for one in page.locator(".results li").all_inner_texts()[:5]
    )


def test_where_nothing_has_all_words_what_has_some_is_shown_and_said(
    page: Page, there: str
) -> None:
    ask(page, there + WORD["en"], "walkabout zebra")
    assert "Nothing has all of these words" in page.locator(".found > p").inner_text()
    assert found(page)[0] == "estate walkabout"


def test_a_row_says_what_it_is_its_state_and_the_line_with_the_word(page: Page, there: str) -> None:
    ask(page, there + WORD["en"], "recommendation 18")
    row = page.locator(".results li").first
    assert row.locator("a").inner_text() == "Look into a flat payment of £10 for going to a meeting"
    assert row.locator(".quiet").inner_text().startswith("Recommendation 18, Tower Hamlets Homes")
    assert "Due: April 2014" in row.inner_text() and row.locator(".tag").count() == 1
    ask(page, there + WORD["en"], "sheltered housing")
    line = page.locator(".results li .line mark").first
    style = "getComputedStyle(document.querySelector('.line mark'))"
    assert line.inner_text().lower() in ("sheltered", "housing")
    assert page.evaluate(f"{style}.textDecorationLine") == "underline"
    assert int(page.evaluate(f"{style}.fontWeight")) >= 700
    row.locator("a").click()
    assert page.locator("main h1").count() == 1 and "/search/" not in page.url


def test_drafts_are_marked(page: Page, there: str) -> None:
    ask(page, there + WORD["en"], "tenants", "plan=wrexham&")
    rows = page.locator(".results li")
    assert rows.count() > 5
    assert rows.count() == rows.filter(has=page.locator(".tag-draft")).count()


def test_one_plan_can_be_searched_alone_and_the_address_says_so(page: Page, there: str) -> None:
    ask(page, there + WORD["en"], "residents")
    page.select_option("#plan", "purbeck")
    labels = page.locator(".results .quiet").all_inner_texts()
    assert labels and all("Purbeck" in one for one in labels)
    assert page.url.endswith("?q=residents&plan=purbeck")
    page.reload()
    page.wait_for_selector(".results")
    assert page.input_value("#plan") == "purbeck"
    page.go_back()
    expect(page.locator("#plan")).to_have_value("")
    assert len(set(page.locator(".results .quiet").all_inner_texts())) > 1


def test_the_index_is_loaded_when_the_search_is_used_and_once(page: Page, there: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for path in ("en/index.html", "en/poole/index.html", "en/search/index.html"):
        page.goto(there + path)
    assert not [one for one in asked if "index.js" in one]
    page.locator("#query").press_sequentially("repairs")
    page.wait_for_selector(".results")
    page.locator("#query").fill("surveys")
    expect(page.locator(".found h2")).to_contain_text("surveys")
    assert len([one for one in asked if "index.js" in one]) == 1
    assert page.url.endswith("?q=surveys")


def test_results_are_announced_once_the_reader_has_stopped_typing(page: Page, there: str) -> None:
    page.goto(there + WORD["en"] + "index.html")
    page.evaluate("""() => { window.heard = []; new MutationObserver(() => {
        heard.push(document.querySelector("[data-said]").textContent);
    }).observe(document.querySelector("[data-said]"), { childList: true }); }""")
    assert page.locator("[data-said]").get_attribute("role") == "status"
    page.locator("#query").press_sequentially("news", delay=60)
    expect(page.locator(".found h2")).to_contain_text("“news”")
    page.locator("#query").press_sequentially("letters", delay=60)
    expect(page.locator("[data-said]")).to_contain_text("newsletters")
    page.wait_for_timeout(300)
    said = [one for one in page.evaluate("heard") if one]
    assert said == [page.locator(".found h2").inner_text()]
    assert said[0].startswith("Results for “newsletters”: ")


def test_who_finds_nothing_is_told_what_to_do(page: Page, there: str) -> None:
    ask(page, there + WORD["en"], "<i>zzqq</i>")
    words = page.locator(".found").inner_text()
    for part in ("Nothing was found for “<i>zzqq</i>”", "Check the spelling", "01632 960 100"):
        assert part in words
    page.locator(".found a", has_text="A to Z").click()
    assert page.url.endswith("#a-to-z")


def test_a_page_of_results_ends_after_twenty_and_the_rest_is_one_press_away(
    page: Page, there: str
) -> None:
    ask(page, there + WORD["en"], "tenants")
    total = int(page.locator(".found h2").inner_text().rstrip(".").split()[-1])
    assert page.locator(".results li").count() == 20 < total
    page.locator(".more").focus()
    page.keyboard.press("Enter")
    assert page.locator(".results li").count() == total
    place = "[...document.querySelectorAll('.results a')].indexOf(document.activeElement)"
    assert page.evaluate(place) == 20


def test_with_the_keyboard_alone(page: Page, there: str) -> None:
    page.goto(there + "en/index.html")
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "search-home":
            break
    page.keyboard.type("mystery shopping")
    page.keyboard.press("Enter")
    page.wait_for_selector(".results")
    assert page.url.endswith("en/search/index.html?q=mystery+shopping")
    page.locator("#query").focus()
    stops = []
    for _ in range(4):
        page.keyboard.press("Tab")
        stops.append(page.evaluate("document.activeElement.innerText.split('\\n')[0]"))
    assert stops[0] == "Search" and stops[2:3] == ["Mystery shopping"]
    page.locator(".results a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/metropolitan/get-involved/index.html#*")


def test_the_box_at_the_top_of_a_page_leads_to_the_results(page: Page, there: str) -> None:
    page.goto(there + "en/poole/index.html")
    assert page.locator(".search-link").is_hidden()
    page.locator("#search-top").fill("walkabout")
    page.locator(".search-top button").click()
    page.wait_for_selector(".results")
    assert found(page)[0] == "estate walkabout"
    page.set_viewport_size({"width": look.NARROW, "height": look.HEIGHT})
    page.goto(there + "en/poole/index.html")
    assert page.locator(".search-top").is_hidden() and page.locator(".search-link").is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", WORD)
def test_results_break_no_rule(page: Page, there: str, language: str, scheme: Any) -> None:
    page.emulate_media(color_scheme=scheme)
    page.add_init_script(path=look.AXE)
    faults = []
    query = {"en": "tenants", "cy": "tenantiaid"}[language]
    for words in (query, "zzqq"):
        with look.listening(page, there, WORD[language]) as heard:
            ask(page, there + WORD[language], words)
            faults += look.at_each_width(page, words) + heard
        assert page.evaluate("window.refused") == []
    assert list(map(str, faults)) == []


@pytest.mark.parametrize("path", ["en/index.html", "en/poole/index.html", "en/search/index.html"])
def test_without_scripts_no_box_is_dead_and_the_index_is_there(
    chromium: Browser, there: str, path: str
) -> None:
    with look.context(chromium, java_script_enabled=False) as made:
        page = made.new_page()
        page.goto(there + path)
        assert [one for one in page.locator("form, input").all() if one.is_visible()] == []
        page.locator(".search-link a").click()
        assert page.url == f"{there}en/search/index.html"
        page.locator(".letters a", has_text="T").first.click()
        assert page.url.endswith("#letter-t")
        assert page.locator("#letter-t").is_visible()
        page.locator(".a-to-z li a", has_text="Tenant participation action plan").first.click()
        assert page.url == f"{there}en/wrexham/index.html"


def test_from_a_disc(page: Page, searched: Built) -> None:
    page.goto((searched.output / "en" / "poole" / "index.html").as_uri())
    page.locator("#search-top").fill("mystery shopping")
    page.keyboard.press("Enter")
    page.wait_for_selector(".results")
    assert found(page)[0] == "Mystery shopping"
    page.locator("#query").fill("surveys")
    expect(page.locator(".found h2")).to_contain_text("surveys")
    page.locator(".results a").first.click()
    page.wait_for_url("**/get-involved/index.html#*")


def test_a_title_is_words_whatever_stands_in_it(
    page: Page, mutated: Built, host: str, top: Path
) -> None:
    ask(page, served(mutated, host, top) + WORD["cy"], "lletchwith")
    assert found(page) == [f"Lletchwith {mutants.AWKWARD}"]
    assert page.locator(".found img").count() == 0
    assert page.evaluate("window.refused") == []


def test_words_in_the_other_language_say_so(page: Page, there: str) -> None:
    ask(page, there + WORD["cy"], "purbeck")
    assert page.locator(".results h3 a").first.get_attribute("lang") == "en"
    assert page.locator(".results .line").first.get_attribute("lang") == "en"


def test_where_the_index_cannot_be_loaded_the_reader_is_told(page: Page, there: str) -> None:
    def refuse(route: Route) -> None:
        route.abort()

    page.route("**/index.js*", refuse)
    page.goto(there + WORD["en"] + "index.html?q=repairs")
    page.wait_for_selector(".found .notice")
    assert "use the A to Z" in page.locator(".found .notice").inner_text()
    assert page.locator("#letter-a").is_visible()


def test_printed_results_have_no_boxes(page: Page, there: str) -> None:
    ask(page, there + WORD["en"], "walkabout")
    page.emulate_media(media="print")
    assert page.locator(".results h3").first.is_visible()
    assert page.locator("form:visible, .letters:visible, .more:visible").count() == 0
    assert page.locator(".a-to-z").is_hidden()
    page.goto(there + WORD["en"] + "index.html")
    assert page.locator(".a-to-z").is_visible()


def test_an_old_phone_answers_within_a_second(page: Page, there: str) -> None:
    page.goto(there + WORD["en"] + "index.html")
    # Four times as slow as this machine.
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": 4})
    page.evaluate("""() => {
        const given = window.riwebSearch;
        window.riwebSearch = (index) => { const start = performance.now(); given(index);
            window.took = performance.now() - start; };
    }""")
    page.locator("#query").fill("tenants meetings")
    page.wait_for_selector(".results")
    assert 0 < page.evaluate("took") < 1000
