"""Two languages, neither second: each page has its twin, and each word its language."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from sites import Built

from riweb.languages.comparison import FIGURE
from riweb.locales import LOCALES
from riweb.text import prose

# Words of everyday sentences that the other language does not have.
MARKED = {
    "en": frozenset(
        re.findall(
            r"\w+",
            "the and of for with that this are was were will have has been from they their which "
            "who what when how not all can each other about there where them these people help",
        )
    ),
    "cy": frozenset(
        re.findall(
            r"[\w’]+",
            "mae yr yn y ac ar gyda bydd wedi gan oedd rydym rydyn cael ei eu hyn hwn hon chi ni "
            "am dros drwy gall heb beth pwy pryd sut nid ddim fydd byddwn bod sydd yw oes neu’r",
        )
    ),
}
# Fewer words than this do not tell their language.
ENOUGH = 5

# Pages that list the plans of their language.
OF_THE_SITE = (
    "index.html",
    "about",
    "alternative-formats",
    "contact",
    "publication-scheme",
    "search",
    "sitemap",
)


def page(site: Built, path: str) -> Any:
    return html.document_fromstring((site.output / path).read_text(encoding="utf-8"))


def alternates(tree: Any) -> dict[str, str]:
    """Return the address that a page gives for each language."""
    return {
        link.get("hreflang"): link.get("href")
        for link in tree.iterfind(".//link[@rel='alternate'][@hreflang]")
    }


def in_language(site: Built, language: str) -> list[str]:
    return [path for path in site.pages if path.startswith(f"{language}/")]


def base(site: Built) -> str:
    found = re.search(r"base_url: (\S+)", (site.content / "site.yaml").read_text(encoding="utf-8"))
    assert found
    return found[1]


def twins(site: Built) -> Iterator[tuple[str, str]]:
    """Yield each English page with its Welsh twin, by what the pages say of each other."""
    home = base(site)
    for path in in_language(site, "en"):
        if other := alternates(page(site, path)).get("cy"):
            file = other.removeprefix(home)
            yield path, file if not file.endswith("/") else f"{file}index.html"


@pytest.fixture(scope="module", params=["site", "bilingual"])
def built(request: pytest.FixtureRequest) -> Built:
    found: Built = request.getfixturevalue(request.param)
    return found


def test_each_page_of_a_plan_in_two_languages_has_one_twin_that_leads_back(built: Built) -> None:
    pairs = dict(twins(built))
    assert len(set(pairs.values())) == len(pairs)
    home = base(built)
    for english, welsh in pairs.items():
        back = alternates(page(built, welsh))
        assert home + english.removesuffix("index.html") == back["en"], welsh
        assert back == alternates(page(built, english))
        assert back["x-default"] == home
    both = {path.split("/")[1] for path in pairs.values() if path.count("/") > 1}
    for folder in both - set(LOCALES["cy"].paths.values()):
        found = {path for path in in_language(built, "cy") if path.split("/")[1] == folder}
        assert found <= set(pairs.values()), folder
    assert pairs["en/index.html"] == "cy/index.html"


def is_file(link: Any) -> bool:
    return "." in link.get("href", "").rpartition("/")[2].replace("index.html", "")


def shape(tree: Any) -> dict[str, Any]:
    """Return what a page and its twin have alike, whatever their words."""
    main = tree.find(".//main")
    # A file has its own size in each language.
    linked = [one.getparent() for one in main.iter("a") if is_file(one)]
    files = " ".join(text for one in linked for text in one.itertext())
    text = " ".join(main.itertext())
    figures = Counter(FIGURE.findall(text)) - Counter(FIGURE.findall(files))
    return {
        "headings": [one.tag for one in main.iter("h1", "h2", "h3", "h4", "h5", "h6")],
        "rows": sum(1 for _ in main.iter("tr")),
        "items": sum(1 for _ in main.iter("li")),
        "pairs": sum(1 for _ in main.iter("dt")),
        "pictures": sum(1 for _ in main.iter("img", "svg")),
        "links": len([a for a in main.iter("a") if "word" not in (a.get("class") or "")]),
        "figures": figures,
        "ids": sorted(
            one.get("id") for one in main.iter() if one.get("id") and one.tag in ("article", "li")
        ),
    }


def test_a_page_and_its_twin_have_the_same_headings_rows_links_pictures_and_figures(
    built: Built,
) -> None:
    for english, welsh in twins(built):
        here, there = shape(page(built, english)), shape(page(built, welsh))
        # Files have a size and a version number of their own in each language.
        if english.endswith("/formats/index.html"):
            del here["figures"], there["figures"]
        # A page of the site lists the plans of its own language.
        if english.split("/")[1] not in OF_THE_SITE:
            assert here == there, (english, welsh)


def test_plans_say_the_same_facts_in_both_languages(built: Built) -> None:
    texts = 0
    for folder in built.plans:
        shown = json.loads((built.output / folder / "plan.json").read_text(encoding="utf-8"))
        if shown["language"] == shown["source_language"]:
            continue
        source = built.plan(shown["id"], shown["source_language"]) / "plan.json"
        texts += same(json.loads(source.read_text(encoding="utf-8")), shown)
    assert texts > 10


def same(source: Any, other: Any, key: str = "") -> int:
    """Compare two values of plan.json; return how many texts have other words."""
    if isinstance(source, dict):
        assert set(source) == set(other) or key == "addresses"
        return sum(
            same(value, other[name], name) for name, value in source.items() if name in other
        )
    if isinstance(source, list):
        if key == "downloads":
            return 0
        assert len(source) == len(other), key
        return sum(same(one, two, key) for one, two in zip(source, other, strict=True))
    if isinstance(source, str) and key not in ("url", "path", "base_url", "language"):
        assert bool(source) == bool(other), (key, source, other)
        if key in ("id", "code", "when", "from", "to", "kind", "status", "section", "number"):
            assert source == other, key
        return int(source != other)
    if not isinstance(source, str):
        assert source == other, key
    return 0


def runs(element: Any, language: str) -> Iterator[tuple[str, str]]:
    """Yield each run of words of an element with the language that it says it is in."""
    language = element.get("lang") or language
    if element.tag in ("script", "style", "svg") or not isinstance(element.tag, str):
        return
    if element.text:
        yield language, element.text
    for child in element:
        yield from runs(child, language)
        if child.tail:
            yield language, child.tail


def blocks(tree: Any) -> Iterator[tuple[str, str]]:
    """Yield the words of each paragraph, item and cell in each language that stands in it."""
    language = tree.get("lang")
    for element in tree.iter("p", "li", "td", "th", "dt", "dd", "h1", "h2", "h3", "h4", "caption"):
        above = [one.get("lang") for one in element.iterancestors() if one.get("lang")]
        for name in ("en", "cy"):
            words = [text for own, text in runs(element, (above or [language])[0]) if own == name]
            if words:
                yield name, " ".join(words)


def said_in(text: str) -> str:
    """Return the language of a text by its everyday words, or empty where they do not tell."""
    words = re.findall(r"[\w’']+", text.lower())
    counts = {name: sum(word in known for word in words) for name, known in MARKED.items()}
    if len(words) < ENOUGH or abs(counts["en"] - counts["cy"]) < 2:
        return ""
    return max(counts, key=lambda name: counts[name])


def test_no_english_is_marked_as_welsh_nor_welsh_as_english(built: Built) -> None:
    told = {"en": 0, "cy": 0}
    for path in built.pages:
        for language, text in blocks(page(built, path)):
            if found := said_in(text):
                told[found] += 1
                assert found == language, (path, text[:200])
    assert min(told.values()) > 20


def test_the_detector_knows_the_two_languages_apart() -> None:
    assert said_in("What will be different for the people who live there") == "en"
    assert said_in("Beth fydd yn wahanol i’r bobl sydd yn byw yno") == "cy"
    assert said_in("PD, CW") == ""


def test_a_plan_in_one_language_says_so_on_the_other_side_in_that_sides_language(
    bilingual: Built,
) -> None:
    welsh = page(bilingual, "cy/english/index.html")
    main = welsh.find(".//main")
    assert "Nid yw’r cynllun hwn ar gael yn Gymraeg eto." in main.text_content()
    assert main.find(".//h1/span").get("lang") == "en"
    assert main.find(".//a[@class='go']").get("href") == "../../en/english/index.html"
    english = page(bilingual, "en/welsh/index.html").find(".//main")
    assert "This plan is not in English yet. You can read it in Welsh." in english.text_content()
    for path in in_language(bilingual, "en"):
        if path.startswith("en/english/"):
            tree = page(bilingual, path)
            assert alternates(tree) == {}
            switch = tree.find(".//nav[@class='languages']//a")
            folder = (bilingual.output / path).parent
            assert (folder / switch.get("href")).resolve() == (
                bilingual.output / "cy/english/index.html"
            ).resolve()


def test_every_page_has_a_switch_to_the_other_language_in_its_own_name(built: Built) -> None:
    for language, own, other in (("en", "Cymraeg", "cy"), ("cy", "English", "en")):
        for path in in_language(built, language):
            (link,) = page(built, path).iterfind(".//nav[@class='languages']//a")
            assert (link.text, link.get("lang"), link.get("hreflang")) == (own, other, other), path


def test_the_entrance_offers_both_languages_alike_welsh_first(built: Built) -> None:
    tree = page(built, "index.html")
    doors = tree.findall(".//section")
    assert [door.get("lang") for door in doors] == ["cy", "en"]
    assert len({tuple(one.tag for one in door.iter()) for door in doors}) == 1
    assert [door.find(".//a").get("href") for door in doors] == ["cy/index.html", "en/index.html"]
    assert [one.get("lang") for one in page(built, "404.html").findall(".//section")] == [
        "cy",
        "en",
    ]


def test_words_of_the_source_are_marked_as_english_on_welsh_pages(site: Built) -> None:
    people = page(site, "cy/wrecsam/pwy-yw-pwy/index.html")
    codes = people.xpath("//table//th[@scope='row']")
    assert len(codes) == 7
    assert all(one.xpath(".//@lang") == ["en"] for one in codes)
    led = page(site, "cy/wrecsam/yn-ol-cyfrifoldeb/index.html")
    assert "Relevant Housing Office Staff" in led.xpath("//main//span[@lang='en']/text()")
    notes = page(site, "cy/wrecsam/index.html").xpath("//main//span[@lang='en']/text()")
    assert {"DRAFT", "Completion Year", "Policy Officers", "groups"} <= set(notes)
    assert not page(site, "en/wrexham/who-is-who/index.html").xpath("//main//span[@lang]")


def test_a_text_marks_words_of_the_other_language() -> None:
    assert prose.inline("Mae’n dweud “[Policy *Officer]{en}” yma.") == (
        'Mae’n dweud “<span lang="en">Policy *Officer</span>” yma.'
    )
    assert prose.plain("[we]{en} (ni)") == "we (ni)"
    assert prose.inline("[we]{fr} [link](https://a.example)") == (
        '[we]{fr} <a href="https://a.example">link</a>'
    )


def test_a_welsh_draft_says_on_every_page_that_nobody_has_checked_it(site: Built) -> None:
    for path in in_language(site, "cy"):
        text = page(site, path).text_content()
        assert "Cyfieithiad drafft." in text, path
    for path in in_language(site, "en"):
        assert "Draft translation." not in page(site, path).text_content(), path


def test_files_have_names_in_their_language(site: Built) -> None:
    names = {path.name for path in (site.output / "cy/wrecsam/lawrlwytho").iterdir()}
    assert {"wrecsam-print-bras-cy.pdf", "wrecsam-print-enfawr-cy.pdf"} <= names
    assert all(name.startswith("wrecsam-") and "print-bras-en" not in name for name in names)


def test_feeds_calendars_and_tables_are_in_their_language(bilingual: Built) -> None:
    folder = bilingual.output / "cy/dweud-eich-dweud"
    table = (folder / "actions.csv").read_text(encoding="utf-8-sig")
    assert "Cerdded pob ystad gyda thenantiaid" in table and "Walk every estate" not in table
    calendar = (folder / "deadlines.ics").read_text(encoding="utf-8")
    assert "Cerdded pob ystad" in re.sub(r"\r\n ", "", calendar)
    assert "Walk every" not in calendar


def test_words_are_sorted_by_the_alphabet_of_the_page(site: Built) -> None:
    terms = page(site, "cy/wrecsam/geirfa/index.html").findall(".//main//dl[@class='words']//dt")
    heads = [re.sub(r"\s+", " ", term.text_content()).strip() for term in terms]
    assert len(heads) > 5
    folded = [
        head.lower().replace("ch", "c~").replace("ll", "l~").replace("dd", "d~") for head in heads
    ]
    folded = [word.replace("ff", "f~").replace("rh", "r~").replace("th", "t~") for word in folded]
    assert folded == sorted(folded)


def test_the_choice_is_kept_without_cookies(bilingual: Built) -> None:
    script = (bilingual.output / "assets/language.js").read_text(encoding="utf-8")
    assert "localStorage" in script and "cookie" not in script.replace("cookies", "")


def test_no_page_of_one_language_was_left_out(built: Built) -> None:
    for path in built.output.rglob("*"):
        assert path.is_dir() or path.stat().st_size, path
    assert Path(built.output / "cy/plans.json").is_file()
