"""The pages that answer for a site say what the build knows, what an editor says, and no more."""

from __future__ import annotations

import json
import re
import shutil
from collections import Counter
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from lxml import html
from sites import HERE, Built, build, format_of

REGULATIONS = (
    "the Public Sector Bodies (Websites and Mobile Applications) (No. 2) "
    "Accessibility Regulations 2018"
)

# Source: GOV.UK, Sample accessibility statement, 19 December 2023: wording that is required.
REQUIRED = (
    "This accessibility statement applies to Plans of Larch Valley Homes "
    "(https://www.larch.example/plans/).",
    "Feedback and contact information",
    "Reporting accessibility problems with this website",
    "Enforcement procedure",
    f"The Equality and Human Rights Commission (EHRC) is responsible for enforcing {REGULATIONS} "
    "(the ‘accessibility regulations’). If you’re not happy with how we respond to your complaint, "
    "contact the Equality Advisory and Support Service (EASS).",
    "Technical information about this website’s accessibility",
    "Larch Valley Homes is committed to making its website accessible, in accordance with "
    f"{REGULATIONS}.",
    "Compliance status",
    "This website is partially compliant with the Web Content Accessibility Guidelines version 2.2 "
    "AA standard, due to the non-compliances and exemptions listed below.",
    "Non-accessible content",
    "The content listed below is non-accessible for the following reasons.",
    "Non-compliance with the accessibility regulations",
    "Disproportionate burden",
    "Content that’s not within the scope of the accessibility regulations",
    "Preparation of this accessibility statement",
    "This statement was prepared on 7 April 2025. It was last reviewed on 12 January 2026.",
    "This website was last tested on 8 January 2026. The test was carried out by "
    "Larchford Access Group.",
)
REQUIRED_WELSH = (
    "Mae’r datganiad hygyrchedd hwn yn berthnasol i’r wefan Cynlluniau Cartrefi Glan yr Afon "
    "(https://www.riverside.example/plans/).",
    "Gweithdrefn orfodi",
    "Y Comisiwn Cydraddoldeb a Hawliau Dynol (EHRC) sy’n gyfrifol am orfodi Rheoliadau Hygyrchedd "
    "Cyrff Sector Cyhoeddus (Gwefannau a Chymwysiadau Symudol) (Rhif 2) 2018",
    "Mae’r wefan hon yn cydymffurfio’n rhannol â safon AA fersiwn 2.2 y Canllawiau Hygyrchedd "
    "Cynnwys Gwe, oherwydd y diffygion cydymffurfio a restrir isod.",
    "Cafodd y datganiad hwn ei baratoi ar 31 Ionawr 2026. "
    "Cafodd ei adolygu ddiwethaf ar 31 Ionawr 2026.",
    "Cafodd y wefan hon ei phrofi ddiwethaf ar 30 Ionawr 2026. "
    "Cartrefi Glan yr Afon wnaeth y prawf.",
)
# What only a body under the regulations may say.
OF_THE_LAW = (
    "EHRC",
    "EASS",
    "ECNI",
    "Mobile Applications",
    "Enforcement procedure",
    "This accessibility statement applies to",
    "Compliance status",
    "Non-compliance with the accessibility regulations",
)


def page(built: Built, path: str) -> Any:
    return html.document_fromstring((built.output / path / "index.html").read_text("utf-8"))


def said(element: Any) -> str:
    """Return the words of an element, without spare white space."""
    text = " ".join(" ".join(element.itertext()).split())
    return re.sub(r" ([.,;:)])", r"\1", text).replace("( ", "(")


def main(built: Built, path: str) -> Any:
    return page(built, path).find(".//main")


def small(folder: Path, more: str, *options: str, plan: str = "") -> Built:
    """Build the smallest site with more in its site.yaml, and perhaps in its plan."""
    content = folder / "content"
    shutil.copytree(HERE / "plans" / "minimal", content)
    for path, words in ((content / "site.yaml", more), (content / "plans/first/plan.yaml", plan)):
        path.write_text(path.read_text("utf-8") + words, "utf-8")
    return build(content, folder / "out" / "site", "--formats", "", *options)


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The site with every field, in formats that are made fast."""
    output = tmp_path_factory.mktemp("full") / "site" / "output"
    return build(HERE / "plans" / "full", output, "--formats", "text,epub,insert")


IN_SCOPE = """
accessibility:
  in_scope: true
  nation: NATION
  prepared: 2026-01-31
  tests:
    - day: 2026-01-30
      who: An access group
      how: Every page.
"""


def test_a_body_under_the_regulations_says_all_that_the_law_asks_in_its_order(full: Built) -> None:
    shown = said(main(full, "accessibility"))
    places = [shown.find(one) for one in REQUIRED]
    assert -1 not in places, [one for one, at in zip(REQUIRED, places, strict=True) if at < 0]
    assert places == sorted(places)


def test_it_says_the_same_in_welsh(bilingual: Built) -> None:
    shown = said(main(bilingual, "cy/hygyrchedd"))
    assert [one for one in REQUIRED_WELSH if one not in shown] == []


@pytest.mark.parametrize("scope", ["", "\naccessibility:\n  in_scope: false\n"])
def test_a_body_that_is_not_says_none_of_it_and_yet_tells_of_faults_and_ways_to_write(
    scope: str, tmp_path: Path
) -> None:
    shown = said(main(small(tmp_path, scope), "accessibility"))
    assert [one for one in OF_THE_LAW if one in shown] == []
    assert ("does not apply to Small Homes" in shown) == bool(scope)
    assert "PDF files are made for paper and do not fit a small screen." in shown
    assert "This fails success criterion 1.4.10 of WCAG 2.2." in shown
    assert "We answer within 15 working days." in shown


@pytest.mark.parametrize("nation", ["scotland", "northern-ireland"])
def test_who_enforces_depends_on_the_nation(nation: str, tmp_path: Path) -> None:
    found = main(small(tmp_path, IN_SCOPE.replace("NATION", nation)), "accessibility")
    ours, other = ("ECNI", "EHRC") if nation == "northern-ireland" else ("EHRC", "ECNI")
    shown = said(found)
    assert ours in shown and other not in shown
    links = [a.get("href") for a in found.iter("a") if a.get("href").startswith("https://")]
    assert links == [
        "https://www.equalityni.org/"
        if nation == "northern-ireland"
        else "https://www.equalityadvisoryservice.com/"
    ]


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("", "partially compliant"),
        ("  compliance: not\n", "not compliant"),
        ("  compliance: fully\n", "fully compliant"),
    ],
)
def test_how_far_a_site_is_compliant_is_said_as_the_editor_says_and_no_better_by_itself(
    more: str, expected: str, tmp_path: Path
) -> None:
    formats = "formats: [text]\n" if "fully" in more else ""
    scope = formats + IN_SCOPE.replace("NATION", "england").lstrip() + more
    shown = said(main(small(tmp_path, scope), "accessibility"))
    assert f"This website is {expected} with the Web Content Accessibility Guidelines" in shown
    assert ("Non-accessible content" in shown) == ("fully" not in more)


def test_a_known_fault_is_told_with_what_it_means_its_criteria_and_its_day(full: Built) -> None:
    found = main(full, "accessibility")
    [told] = [one for one in found.iter("li") if "1.4.1 " in said(one)]
    assert said(told) == (
        "The map of the estates shows streets by colour. People who cannot tell the colours apart "
        "do not see which street is which. Use instead: The list of streets below the map. This "
        "fails success criterion 1.4.1 of WCAG 2.2. To be mended: June 2026."
    )


def test_no_test_is_told_of_that_nobody_has_told_of(tmp_path: Path, full: Built) -> None:
    shown = said(main(small(tmp_path, ""), "accessibility"))
    assert "Nobody has told of a test of this very site." in shown
    assert "people who use assistive technology have not tested this site" in shown
    assert "last tested" not in shown
    told = said(main(full, "accessibility"))
    assert "people who use assistive technology have not tested this site" not in told
    assert "Larchford Access Group Eight people read the pages of one plan" in told


def rows(built: Built) -> list[dict[str, str]]:
    found: list[dict[str, str]] = json.loads((built.output / "build.json").read_text())["files"]
    return found


def figures(element: Any) -> dict[str, int]:
    """Return how many files the statement counts of each format, by its name."""
    found = {}
    for one in element.iter("div"):
        name = (one.get("id") or "").removeprefix("check-")
        if one.get("id") and (number := re.search(r"\d+", said(one.find("dt")))):
            found[name] = int(number[0])
    return found


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("full", "accessibility"),
        ("bilingual", "en/accessibility"),
        ("bilingual", "cy/hygyrchedd"),
        ("minimal", "accessibility"),
    ],
)
def test_the_figures_are_those_of_the_build(
    name: str, path: str, request: pytest.FixtureRequest
) -> None:
    built: Built = request.getfixturevalue(name)
    listed = [row for row in rows(built) if row["what"] != "for a printer"]
    pages = sum(row["what"] == "page" for row in listed)
    ours = Counter(format_of(Path(row["path"])) for row in listed if "/downloads/" in row["path"])
    ours += Counter(format_of(Path(row["path"])) for row in listed if "/lawrlwytho/" in row["path"])
    inserts = sum("/inserts/" in row["path"] and ".pdf" in row["path"] for row in listed)
    expected = {"web": pages, **ours} | ({"insert": inserts} if inserts else {})
    assert figures(main(built, path)) == expected
    assert f" {pages} " in said(main(built, path))


def test_the_page_about_the_site_tells_the_same_figures(full: Built) -> None:
    pages = sum(row["what"] == "page" for row in rows(full))
    assert f"Web pages {pages} " in said(main(full, "about"))
    assert "E-book 1 file" in said(main(full, "about"))


def test_the_scheme_lists_each_download_once_with_its_date_and_owner(full: Built) -> None:
    listed = json.loads((full.output / "plans.json").read_text("utf-8"))["plans"]
    found = page(full, "publication-scheme")
    links = Counter(a.get("href").removeprefix("../") for a in found.find(".//main").iter("a"))
    files = [one["path"] for plan in listed for one in plan["downloads"]]
    files += [way for plan in listed for way in plan["inserts"].values() if way.endswith(".pdf")]
    assert len(files) == 3
    for one in files:
        assert links[one] == 1, one
        [link] = [a for a in found.iter("a") if a.get("href").endswith(one)]
        article = next(link.iterancestors("article"))
        facts = {said(row.find("dt")): said(row.find("dd")) for row in article.iter("div")}
        assert facts["Owner"] == "Larch Valley Homes"
        assert facts["Date"] == "12 January 2026"


def test_each_plan_and_publication_is_in_its_class(full: Built) -> None:
    headings = list(main(full, "publication-scheme").iter("h2", "h3"))
    found: dict[str, list[str]] = {}
    for one in headings:
        if one.tag == "h2":
            found[name := said(one)] = []
        else:
            found[name].append(said(one))
    assert [*found][1:-1] == [
        "Governance and decisions",
        "What is spent",
        "Managing the homes",
        "Performance",
        "Housing services",
        "Lists and registers",
        "Policies and strategies",
    ]
    assert found["Governance and decisions"] == [
        "Involving residents 2025 to 2027",
        "Minutes of the board",
    ]
    assert found["What is spent"] == ["What our homes cost to run in 2025"]
    assert found["Policies and strategies"] == ["Other formats", "Accessibility statement"]


def test_a_plan_in_the_other_language_only_is_answered_for_too_in_its_own_words(
    tmp_path: Path,
) -> None:
    content = tmp_path / "content"
    shutil.copytree(HERE / "plans" / "bilingual", content)
    with (content / "site.yaml").open("a", encoding="utf-8") as file:
        file.write("publication_scheme: true\n")
    built = build(content, tmp_path / "out" / "site", "--formats", "")
    for path in ("cy/amdano", "cy/cynllun-cyhoeddi", "cy/cysylltu"):
        found = main(built, path).xpath(".//a[starts-with(., 'Gardens') or .//*='Gardens']")
        assert len(found) == 1, path
        assert found[0].xpath("ancestor-or-self::*[@lang][1]/@lang | .//@lang")[-1] == "en", path


@pytest.mark.parametrize(
    ("plan", "options", "is_overdue"),
    [
        ("published: 2025-01-01\nnext_update: 2026-01-30\n", (), True),
        ("published: 2025-01-01\nnext_update: 2026-01-31\n", (), False),
        ("published: 2025-01-01\nnext_update: 2026-01-30\nstate: closed\n", (), False),
        ("published: 2025-01-01\nnext_update: 2026-01-30\n", ("--today", "2020-01-01"), True),
    ],
)
def test_a_plan_whose_update_is_overdue_on_its_own_day_says_so_plainly(
    plan: str, options: tuple[str, ...], is_overdue: bool, tmp_path: Path
) -> None:
    built = small(tmp_path, "", *options, plan=plan)
    for path, words in (
        ("", "The next update was due on 30 January 2026 and was overdue on 31 January 2026."),
        ("first", "The next update was due on 30 January 2026 and was overdue on 31 January 2026."),
        ("about", "Overdue It was due on 30 January 2026 and was not there on 31 January 2026."),
    ):
        shown = said(main(built, path))
        assert (words in shown) == is_overdue, path
        assert ("was overdue" in shown or "was not there" in shown) == is_overdue, path
    assert "Last updated on 1 January 2025." in said(main(built, ""))


def test_the_day_of_the_build_matters_only_to_a_plan_that_asks_for_it(tmp_path: Path) -> None:
    content = tmp_path / "content"
    shutil.copytree(HERE / "plans" / "minimal", content)
    plan = content / "plans" / "first" / "plan.yaml"
    text = re.sub(r"(?m)^as_of:.*$", "as_of: today\nnext_update: 2026-03-01", plan.read_text())
    plan.write_text(text)
    for day, is_overdue in (("2026-03-01", False), ("2026-03-02", True)):
        built = build(content, tmp_path / "out" / "site", "--formats", "", "--today", day)
        assert ("Overdue" in said(main(built, "about"))) == is_overdue


def policy(built: Built, path: str) -> str:
    found = page(built, path).xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert len(found) == 1
    return str(found[0])


def test_only_the_page_with_the_form_may_send_one_and_only_to_its_host(full: Built) -> None:
    with_form = []
    for path in full.pages:
        folder = path.removesuffix("index.html")
        if path.endswith("404.html"):
            continue
        # The search is a form of the site itself.
        found = page(full, folder).iter("form")
        forms = [one for one in found if one.get("action", "").startswith("https:")]
        allowed = re.findall(r"form-action ([^;]+);", policy(full, folder))
        assert allowed == (["'self' https://forms.larch.example"] if forms else ["'self'"]), path
        with_form += [path] * len(forms)
    assert with_form == ["contact/index.html"]


def test_the_form_names_each_of_its_fields_asks_for_little_and_says_where_it_goes(
    full: Built,
) -> None:
    [form] = main(full, "contact").iter("form")
    assert form.get("action") == "https://forms.larch.example/comments"
    assert form.get("method") == "post"
    labels = {one.get("for"): said(one) for one in form.iter("label")}
    fields = [
        one for one in form.iter("input", "select", "textarea") if one.get("type") != "hidden"
    ]
    assert [labels[one.get("id")] for one in fields] == [*labels.values()]
    assert [one.get("name") for one in fields if one.get("required") is not None] == ["message"]
    assert {one.get("name"): one.get("autocomplete") for one in fields if one.tag == "input"} == {
        "page": "off",
        "email": "email",
        "phone": "tel",
    }
    choices = {one.get("value"): said(one) for one in form.iter("option")}
    assert choices["larch"] == "Involving residents 2025 to 2027 (Larch Valley Homes)"
    told = said(form)
    assert "Your message goes to forms.larch.example, which takes it in for Larch Valley" in told
    assert "removes it after 12 months" in told


def test_without_an_address_there_is_no_form_and_yet_a_way_to_reach_the_publisher(
    minimal: Built,
) -> None:
    found = main(minimal, "contact")
    assert [*found.iter("form")] == []
    assert "Ring 01632 960 000." in said(found)
    links = page(minimal, "first").xpath("//p[@class='this-page']/a")
    assert [(said(one), one.get("href")) for one in links] == [
        ("Tell us about this page", "../contact/index.html")
    ]


def letter(href: str) -> tuple[str, str, str]:
    """Return whom a mail link writes to, the subject and the text of the letter."""
    parts = urlsplit(href)
    given = parse_qs(parts.query)
    return parts.path, given["subject"][0], given.get("body", [""])[0]


def test_every_page_has_a_letter_that_names_its_title_and_its_address(bilingual: Built) -> None:
    looked = 0
    for path in bilingual.pages:
        if path.count("/") == 0 or path.endswith("404.html"):
            continue
        whole = page(bilingual, path.removesuffix("index.html"))
        links = whole.xpath("//p[@class='this-page']/a/@href")
        assert len(links) == 1, path
        to, subject, body = letter(links[0])
        assert to == "involvement@riverside.example"
        assert said(whole.find(".//h1")) in subject, path
        assert f"https://www.riverside.example/plans/{path.removesuffix('index.html')}" in body
        looked += 1
    assert looked > 40


def test_a_letter_about_a_plan_names_the_plan_in_the_language_of_the_page(bilingual: Built) -> None:
    for path, subject, where in (
        ("en/contact", "About the plan: Having your say", "en/both/"),
        ("cy/cysylltu", "Am y cynllun: Dweud eich dweud", "cy/dweud-eich-dweud/"),
    ):
        links = [a.get("href") for a in main(bilingual, path).iter("a")]
        found = [letter(one) for one in links if one.startswith("mailto:") and "subject" in one]
        bodies = {title: body for _, title, body in found}
        assert f"https://www.riverside.example/plans/{where}" in bodies[subject]


@pytest.mark.parametrize(
    ("language", "answering"),
    [
        ("en", ("about", "accessibility", "contact", "alternative-formats", "sitemap")),
        ("cy", ("amdano", "hygyrchedd", "cysylltu", "fformatau-eraill", "map-or-wefan")),
    ],
)
def test_every_page_leads_to_the_pages_that_answer_for_the_site(
    language: str, answering: tuple[str, ...], bilingual: Built
) -> None:
    for path in (one for one in bilingual.pages if one.startswith(f"{language}/")):
        if not path.endswith("404.html"):
            links = page(bilingual, path.removesuffix("index.html")).xpath("//footer//a/@href")
            ends = {"/".join(link.split("/")[-2:]) for link in links}
            here = path.split("/")[1]
            missing = {f"{word}/index.html" for word in answering if word != here} - ends
            assert missing == set(), path


def test_two_builds_of_the_same_content_answer_in_the_same_bytes(tmp_path: Path) -> None:
    made = [
        build(HERE / "plans/bilingual", tmp_path / name / "out", "--formats", "", hash_seed=seed)
        for name, seed in (("a", "1"), ("b", "2"))
    ]
    first, second = ([one.output.joinpath(p).read_bytes() for p in one.pages] for one in made)
    assert first == second
