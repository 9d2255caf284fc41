"""The page of formats says of each file what it is, how long, how large, and what to expect."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import polib
import pytest
from lxml import html
from lxml.html import HtmlElement
from sites import HERE, Built, build

from riweb.formats import FORMATS
from riweb.plan import labels
from riweb.website import formats_page

CATALOGUE = HERE.parent / "templates" / "words" / "cy.po"
PLACES = sorted(FORMATS, key=lambda name: FORMATS[name].words.place)
READY = ("large-print", "bilingual", "word", "text", "epub", "braille")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A site of two languages in all formats that are quick to make but clear and giant print."""
    output = tmp_path_factory.mktemp("offered") / "output"
    content = HERE / "plans" / "bilingual"
    return build(content, output, "--formats", ",".join(READY), "--jobs", "1")


def page(built: Built, path: str) -> HtmlElement:
    """Return the main part of a page."""
    tree = html.document_fromstring((built.output / path / "index.html").read_bytes())
    return tree.find(".//main")


def text(element: HtmlElement) -> str:
    """Return the words of an element with single spaces."""
    return " ".join(element.text_content().split())


def entries(main: HtmlElement) -> dict[str, HtmlElement]:
    """Return what the page says of each format, by its name."""
    return {one.get("id", ""): one for one in main.iterfind(".//dl/div[@id]")}


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_has_its_words_in_both_languages(name: str) -> None:
    welsh = {one.msgid: one.msgstr for one in polib.pofile(str(CATALOGUE))}
    words = FORMATS[name].words
    title, *sentences = words.every()
    assert {words.good_for, words.limits, words.checked} <= {*sentences} - {""}
    assert [one for one in sentences if not one.endswith(".")] == []
    assert [one for one in (title, *sentences) if not welsh.get(one)] == []


def test_every_format_stands_in_one_group_and_no_two_in_one_place() -> None:
    rows = [*FORMATS.values()]
    # Easy Read has a part of the page to itself.
    apart = [row.name for row in rows if row.words.group not in labels.FORMAT_GROUP]
    assert apart == ["easy-read"]
    assert {row.words.group for row in rows} - {""} == set(labels.FORMAT_GROUP)
    assert len({row.words.place for row in rows}) == len(rows)


def limits(name: str, language: str) -> str:
    """Return what a format cannot do, as it is said in a language, in English."""
    words = FORMATS[name].words
    return words.limits_in.get(language, words.limits)


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (0, "0 kB"),
        (1_499, "1 kB"),
        (214_000, "214 kB"),
        (999_499, "999 kB"),
        (999_500, "1.0 MB"),
        (1_240_000, "1.2 MB"),
        (31_000_000, "31.0 MB"),
    ],
)
def test_sizes_are_said_in_the_unit_that_suits_them(count: int, said: str) -> None:
    assert formats_page.size(count) == said


@pytest.mark.parametrize("path", ["en/both/formats", "cy/dweud-eich-dweud/fformatau"])
def test_each_file_is_linked_once_with_its_size(built: Built, path: str) -> None:
    main = page(built, path)
    folder = built.output / path
    links = [one.get("href", "") for one in main.iterfind(".//dl//a")]
    found = [(folder / link).resolve() for link in links]
    whole = {one for one in folder.parent.glob("*/*") if one.suffix in (".pdf", ".docx", ".brf")}
    whole |= {one for one in folder.parent.glob("*/*") if one.suffix in (".epub", ".txt")}
    assert len(found) == len(set(found)) == 7
    assert set(found) == {one.resolve() for one in whole}
    for link, file in zip(main.iterfind(".//dl//a"), found, strict=True):
        entry = link.getparent()
        about = text(entry if entry.tag == "li" else entry.getnext())
        assert f", {file.stat().st_size / 1000:.0f} kB" in about, about


def test_formats_stand_in_their_groups_with_length_use_and_limits(built: Built) -> None:
    main = page(built, "en/both/formats")
    heads = [text(one) for one in main.iter("h2")]
    assert heads == [
        "To read on a screen or print",
        "To read with your own programs",
        "By touch and by ear",
        "On request",
        "For programs and spreadsheets",
    ]
    found = entries(main)
    ready = [name for name in PLACES if name in READY]
    assert ready[:4] == ["large-print", "bilingual", "epub", "word"]
    assert list(found) == [*ready, *(name for name in PLACES if name not in READY)]
    assert re.fullmatch(
        r"Large print, 18 point PDF, 4 pages, \d+ kB "
        r"Good if ordinary print is too small for you, on paper or on a screen\. "
        r"The pages are made for A4 paper\. On a small screen you may have to move sideways to "
        r"read them\.",
        text(found["large-print"]),
    ), text(found["large-print"])
    for name in READY:
        assert FORMATS[name].words.good_for in text(found[name])
        assert limits(name, "en") in text(found[name])


def test_what_is_not_ready_is_named_and_not_linked(built: Built) -> None:
    main = page(built, "en/both/formats")
    for name in ("giant-print", "clear-print", "audio"):
        entry = entries(main)[name]
        assert list(entry.iter("a")) == []
        words = FORMATS[name].words
        assert text(entry).startswith(f"{words.title} {words.good_for}")
    asked = main.get_element_by_id("on-request").getnext()
    assert text(asked).startswith("We send your copy within 15 working days. There is no charge.")


def test_a_plan_in_one_language_is_not_offered_in_both(built: Built) -> None:
    for path in ("en/english/formats", "cy/welsh/fformatau"):
        assert "bilingual" not in entries(page(built, path))


def test_the_welsh_page_is_welsh_and_warns_of_welsh_braille(built: Built) -> None:
    main = page(built, "cy/dweud-eich-dweud/fformatau")
    welsh = {one.msgid: one.msgstr for one in polib.pofile(str(CATALOGUE))}
    found = entries(main)
    for name in (*READY, "giant-print", "clear-print", "audio"):
        assert welsh[FORMATS[name].words.good_for] in text(found[name])
        assert welsh[limits(name, "cy")] in text(found[name])
    assert "Rhaid i drawsgrifiwr ei wirio" in text(found["braille"])
    assert text(found["giant-print"]).startswith("Print enfawr Da os yw print bras")


@pytest.mark.parametrize(
    ("language", "path"), [("en", "en/both/formats"), ("cy", "cy/dweud-eich-dweud/fformatau")]
)
def test_files_carry_the_version_that_the_page_names(
    built: Built, language: str, path: str
) -> None:
    shown = re.findall(r"\b[0-9a-f]{8}\b", text(page(built, path)))
    assert len(shown) == 1
    label = {"en": "Version number", "cy": "Rhif y fersiwn"}[language]
    files = [*(built.output / path).parent.glob("*/*.txt")]
    assert len(files) == 1
    assert f"{label}: {shown[0]}\r\n" in files[0].read_bytes().decode()


def test_the_version_changes_when_a_word_does_and_only_then(built: Built, tmp_path: Path) -> None:
    content = tmp_path / "content"
    shutil.copytree(HERE / "plans" / "bilingual", content)
    plan = content / "plans" / "english" / "plan.yaml"

    def version(name: str, change: str) -> str:
        with plan.open("a", encoding="utf-8") as file:
            file.write(change)
        made = build(content, tmp_path / name, "--formats", "text", "--plan", "english")
        return re.findall(r"\b[0-9a-f]{8}\b", text(page(made, "en/english/formats")))[0]

    first = re.findall(r"\b[0-9a-f]{8}\b", text(page(built, "en/english/formats")))[0]
    assert version("same", "\n# A remark that nobody is shown.\n") == first
    assert version("other", "\nnotice: This is new.\n") != first


def test_volumes_are_one_line_in_short_and_each_one_on_the_page(tmp_path: Path) -> None:
    content = tmp_path / "content"
    shutil.copytree(HERE / "plans" / "minimal", content)
    plan = content / "plans" / "first" / "plan.yaml"
    lines = "".join(f"  - Promise {number} is that {'we listen ' * 60}\n" for number in range(260))
    plan.write_text(f"{plan.read_text(encoding='utf-8')}\npromises:\n{lines}", encoding="utf-8")
    made = build(content, tmp_path / "site", "--formats", "braille", "--jobs", "1")
    files = sorted((made.output / "first" / "downloads").iterdir())
    assert len(files) > 1
    entry = entries(page(made, "first/formats"))["braille"]
    size = sum(one.stat().st_size for one in files) / 1000
    length = text(entry.find("dd/p"))
    assert re.fullmatch(rf"{len(files)} volumes, \d+ pages, {size:.0f} kB", length), length
    each = [int(one) for one in re.findall(r"BRF, (\d+) braille pages", text(entry))]
    assert len(each) == len(files) and f", {sum(each)} pages" in length
    links = [one.get("href", "") for one in page(made, "first").iter("a")]
    assert [one for one in links if "braille" in one] == ["formats/index.html#braille"]
    assert f"Braille ({length})" in text(page(made, "first"))


def test_the_site_says_which_formats_are_made_when_somebody_asks(built: Built) -> None:
    main = page(built, "en/alternative-formats")
    listed = next(one for one in main.iter("h2") if text(one) == "What we make when you ask")
    names = [text(one) for one in listed.getnext().iter("strong")]
    assert names == [f"{FORMATS[one].words.title}." for one in PLACES if one not in READY]
    assert {"Giant print.", "Clear print.", "Easy Read.", "Audio."} <= {*names}


@pytest.mark.parametrize(("language", "path"), [("en", "accessibility"), ("cy", "hygyrchedd")])
def test_the_accessibility_page_tells_the_limits_of_every_format(
    built: Built, language: str, path: str
) -> None:
    welsh = {one.msgid: one.msgstr for one in polib.pofile(str(CATALOGUE))}
    shown = text(page(built, f"{language}/{path}"))
    for name in FORMATS:
        said = limits(name, language)
        assert (welsh[said] if language == "cy" else said) in shown, name


def test_a_build_says_what_it_made(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "riweb", "build", "--content", HERE / "plans" / "minimal"]
    for formats, said in (
        ("text,word", "and 2 files in 2 formats are in"),
        ("text", "and 1 file in 1 format are in"),
        ("", "1 plan and "),
    ):
        # In a folder of its own each: what is published would stay.
        more = ["--formats", formats, "--output", tmp_path / f"site-{formats}" / "output"]
        done = subprocess.run([*command, *more], capture_output=True, text=True, cwd=HERE.parent)
        assert done.returncode == 0, done.stdout
        assert said in done.stdout, done.stdout
