"""What a catalogue must be, and what stops a plan from being published in two languages."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import polib
import pytest
from sites import HERE, build

from riweb.build import editions
from riweb.cli import main
from riweb.problems import Problem

BILINGUAL = HERE / "plans" / "bilingual"
PLURALS = "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n==3 ? 3 : n==6 ? 4 : 5);"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A copy of the small site in English and Welsh."""
    return Path(shutil.copytree(BILINGUAL, tmp_path / "content"))


def change(content: Path, name: str, *pairs: tuple[str, str]) -> Path:
    """Change the words of a file; each must be there."""
    path = content / name
    text = path.read_text(encoding="utf-8")
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new, 1)
    path.write_text(text, encoding="utf-8")
    return path


def problems(content: Path) -> list[Problem]:
    return [one for one in editions.read(content)[1] if not one.is_advice]


def line_of(path: Path, words: str) -> int:
    rows = path.read_text(encoding="utf-8").split("\n")
    return next(number for number, row in enumerate(rows, 1) if words in row)


def test_a_site_with_every_translation_has_no_problem(content: Path) -> None:
    assert editions.read(content)[1] == ()


def test_one_changed_sentence_is_one_text_out_of_date_and_stops_the_build_at_its_line(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan = change(content, "plans/both/plan.yaml", ("Repairs are found early", "Repairs are quick"))
    (found,) = problems(content)
    assert str(found) == (
        f"content/plans/both/plan.yaml:{line_of(plan, 'Repairs are quick')}"
        "  actions/walkabouts/outcomes/1\n"
        "    The Welsh of this text is out of date: “Repairs are quick”\n"
        "    Run `riweb translate update`, then write the Welsh below "
        "“actions/walkabouts/outcomes/1” in content/plans/both/cy.po."
    )
    output = content.parent / "output"
    assert main(["build", "--content", str(content), "--output", str(output)]) == 1
    assert "1 problem. " in capsys.readouterr().out
    assert not output.exists()
    assert main(["translate", "update", "--content", str(content)]) == 0
    (stale,) = (one for one in polib.pofile(str(content / "plans/both/cy.po")) if one.fuzzy)
    assert stale.msgid == "Repairs are quick"
    assert stale.previous_msgid == "Repairs are found early"
    assert stale.msgstr == "Byddwn yn gweld gwaith trwsio yn gynnar"


def test_in_a_draft_the_changed_sentence_stays_in_english_and_is_marked(content: Path) -> None:
    change(
        content,
        "plans/both/plan.yaml",
        ("Repairs are found early", "Repairs are quick"),
        ("translation: checked", "translation: draft"),
    )
    site = build(content, content.parent / "output", "--formats", "")
    page = (site.output / "cy/dweud-eich-dweud/camau/walkabouts/index.html").read_text("utf-8")
    assert re.search(r'<(?:span|p) lang="en">Repairs are quick</', page)
    assert "Byddwn yn gweld gwaith trwsio" not in page
    assert "Does dim siaradwr Cymraeg wedi gwirio Cymraeg y cynllun hwn eto." in page
    english = (site.output / "en/both/actions/walkabouts/index.html").read_text("utf-8")
    assert "lang=" not in english.partition("<main")[2].partition("</main>")[0]
    for path in site.output.rglob("*.*"):
        if path.suffix in (".html", ".json", ".csv", ".ics", ".xml"):
            assert not re.search("[\ue000-\uf8ff]", path.read_text("utf-8")), path


def test_a_paragraph_without_a_translation_is_marked_in_a_draft_with_its_list_and_table(
    content: Path,
) -> None:
    change(content, "plans/both/plan.yaml", ("translation: checked", "translation: draft"))
    (content / "plans/both/cy.po").unlink()
    assert main(["translate", "update", "--content", str(content), "--plan", "both"]) == 0
    site = build(content, content.parent / "output", "--formats", "")
    page = (site.output / "cy/dweud-eich-dweud/strategaeth/how-we-work/index.html").read_text()
    for marked in (
        '<li lang="en">Come along.</li>',
        '<th scope="col" lang="en">Place</th>',
        '<td lang="en">Mill Hall</td>',
        '<h2 id="where-we-meet" lang="en">',
    ):
        assert marked in page.replace("text-where", "where"), marked


def test_a_missing_translation_names_the_line_of_its_text(content: Path) -> None:
    chapter = content / "plans/both/chapters/01-how-we-work.md"
    chapter.write_text(chapter.read_text("utf-8") + "\nBring a friend.\n", "utf-8")
    (found,) = problems(content)
    line = line_of(chapter, "Bring a friend")
    assert (found.file, found.line) == (
        "content/plans/both/chapters/01-how-we-work.md",
        line,
    )
    assert found.wrong == "The Welsh of this text is missing: “Bring a friend.”"


@pytest.mark.parametrize(
    ("old", "new", "wrong"),
    [
        ("ateb o fewn 15 diwrnod", "ateb o fewn 51 diwrnod", "The figure “15” is not in"),
        ("30 Mehefin 2026", "30 Gorffennaf 2026", "The date “June” is not in the translation."),
        ("tel:+441632960300", "tel:+441632960301", "The link or address “tel:+441632960300”"),
        ("[^tea]:", "[^te]:", "The footnote “[^tea]:” is not in the translation."),
    ],
)
def test_a_translation_that_says_another_fact_is_refused_at_its_line(
    content: Path, old: str, new: str, wrong: str
) -> None:
    po = content / "plans/both/cy.po"
    text = po.read_text("utf-8")
    start = text.index('msgid "Having')
    place = text.rindex(old, start)
    po.write_text(text[:place] + new + text[place + len(old) :], "utf-8")
    found = problems(content)
    assert any(one.wrong.startswith(wrong) for one in found), found
    assert {one.file for one in found} == {"content/plans/both/cy.po"}
    assert all(one.line and re.search(r"\.(?:yaml|md):\d+\.$", one.fix) for one in found)


def test_a_draft_may_not_say_another_figure_either(content: Path) -> None:
    change(content, "plans/both/plan.yaml", ("translation: checked", "translation: draft"))
    change(content, "plans/both/cy.po", ("o fewn 15 diwrnod", "o fewn 5 diwrnod"))
    assert [one.wrong for one in problems(content)] == [
        "The figure “15” is not in the translation.",
        "The figure “5” is only in the translation.",
    ]


def test_a_translation_has_the_markdown_of_its_text(content: Path) -> None:
    change(content, "plans/both/cy.po", ('"- rydym yn gwrando\\n"', '"rydym yn gwrando\\n"'))
    assert [one.wrong for one in problems(content)] == [
        "The translation does not have the Markdown of its text: a list item."
    ]


def _cut_quote(text: str) -> str:
    return text.replace('msgstr "Swyddog tai"', 'msgstr "Swyddog tai', 1)


def _other_plurals(text: str) -> str:
    return text.replace(PLURALS, "nplurals=4; plural=(n==1 ? 0 : n==2 ? 1 : 2);", 1)


def _no_plurals(text: str) -> str:
    return re.sub(r'"Plural-Forms.*\n', "", text, count=1)


def _parted(text: str) -> str:
    return text.replace("gyda’n gilydd", "gŵyl".replace("ŵ", "w\u0302"), 1)


def _twice(text: str) -> str:
    return text.replace('msgctxt "organisation"', 'msgctxt "title"', 1)


@pytest.mark.parametrize(
    ("damage", "words", "wrong", "fix"),
    [
        (
            _cut_quote,
            "Swyddog tai",
            "This catalogue is broken here, so its translations cannot be read.",
            "Each text stands between straight quotation marks, after msgid or msgstr. "
            "Put back the last version that worked, or mend the line.",
        ),
        (
            _other_plurals,
            "Plural-Forms",
            "The head of this catalogue says Plural-Forms: "
            "“nplurals=4; plural=(n==1 ? 0 : n==2 ? 1 : 2);”.",
            f'Write "Plural-Forms: {PLURALS}\\n" there.',
        ),
        (
            _no_plurals,
            "",
            "The head of this catalogue does not say Plural-Forms.",
            f'Write "Plural-Forms: {PLURALS}\\n" there.',
        ),
        (
            _parted,
            "w\u0302",
            "The accent of “ŵ” is saved as a sign of its own here.",
            "Type the letter again as one sign: ŵ",
        ),
        (_twice, 'msgid "Riverside', "“title” is in this catalogue twice", "Keep one of them."),
    ],
)
def test_a_catalogue_that_cannot_be_trusted_is_a_problem(
    content: Path, damage: Callable[[str], str], words: str, wrong: str, fix: str
) -> None:
    po = content / "plans/both/cy.po"
    po.write_text(damage(po.read_text("utf-8")), "utf-8")
    (found,) = problems(content)
    assert found.file == "content/plans/both/cy.po"
    assert found.wrong.startswith(wrong) and found.fix == fix
    if words:
        assert abs(found.line - line_of(po, words)) <= 2


def test_a_catalogue_of_a_plan_that_is_not_there_is_a_problem(content: Path) -> None:
    (content / "plans/gone").mkdir()
    shutil.copy(content / "plans/both/cy.po", content / "plans/gone/cy.po")
    (found,) = problems(content)
    assert str(found).startswith("content/plans/gone/plan.yaml\n    This file is missing.")


def test_a_catalogue_in_the_language_of_its_plan_is_a_problem(content: Path) -> None:
    shutil.copy(content / "plans/both/cy.po", content / "plans/english/en.po")
    (found,) = problems(content)
    assert found.wrong == "This plan is written in English, so it is not translated into it."
    assert found.fix == "Call the file cy.po, or remove it."


def test_a_language_that_the_site_does_not_have_is_a_problem(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["build", "--content", str(content), "--languages", "fr"]) == 1
    assert "The site is not in the language “fr”." in capsys.readouterr().out


def test_a_site_of_one_language_needs_no_catalogue_and_has_no_trace_of_the_other(
    content: Path,
) -> None:
    change(content, "site.yaml", ("languages: [en, cy]", "languages: [en]"))
    for po in content.rglob("*.po"):
        po.unlink()
    shutil.rmtree(content / "plans/welsh")
    change(content, "site.yaml", ("plans: [both, english, welsh]", "plans: [both, english]"))
    site = build(content, content.parent / "output", "--formats", "")
    assert "index.html" in site.pages and "both/index.html" in site.pages
    for path in site.output.rglob("*.*"):
        if path.suffix in (".html", ".json", ".xml", ".css", ".js"):
            text = path.read_text("utf-8")
            assert "hreflang" not in text and "Cymraeg" not in text, path
            assert 'class="languages"' not in text and "language.js" not in text, path
    assert not (site.output / "assets/language.js").exists()


def test_a_catalogue_that_is_not_used_is_told_as_advice(content: Path) -> None:
    change(content, "site.yaml", ("languages: [en, cy]", "languages: [en]"))
    shutil.rmtree(content / "plans/welsh")
    change(content, "site.yaml", ("plans: [both, english, welsh]", "plans: [both, english]"))
    assert {(one.file, one.is_advice) for one in editions.read(content)[1]} == {
        ("content/site.cy.po", True),
        ("content/plans/both/cy.po", True),
    }


def test_update_done_twice_changes_nothing(content: Path) -> None:
    command = ["translate", "update", "--content", str(content), "--plan", "both"]
    assert main(command) == 0
    once = (content / "plans/both/cy.po").read_bytes()
    assert main(command) == 0
    assert (content / "plans/both/cy.po").read_bytes() == once


def test_update_keeps_what_translators_and_their_programmes_have_noted(content: Path) -> None:
    po = change(
        content,
        "plans/both/cy.po",
        (
            '"Language: cy\\n"',
            '"Last-Translator: Ann <ann@riverside.example>\\n"\n"Language: cy\\n"',
        ),
        ("#. The post, such as", "# Ask Bethan about this word.\n#. The post, such as"),
    )
    change(content, "plans/both/plan.yaml", ("Housing officer", "A housing officer"))
    assert main(["translate", "update", "--content", str(content)]) == 0
    text = po.read_text("utf-8")
    assert "Last-Translator: Ann <ann@riverside.example>" in text
    assert "# Ask Bethan about this word.\n" in text


def test_a_text_that_moves_keeps_its_translation_and_one_that_goes_is_kept_as_obsolete(
    content: Path,
) -> None:
    change(
        content,
        "plans/both/plan.yaml",
        ("outcomes: Repairs are found early", "outcomes: [New streets, Repairs are found early]"),
        ("        about: Ring us on [01632 960 300](tel:+441632960300) if a letter is not", ""),
        (" clear.\n", ""),
    )
    assert main(["translate", "update", "--content", str(content)]) == 0
    file = polib.pofile(str(content / "plans/both/cy.po"))
    by_place = {one.msgctxt: one for one in file if not one.obsolete}
    moved = by_place["actions/walkabouts/outcomes/2"]
    assert moved.msgstr == "Byddwn yn gweld gwaith trwsio yn gynnar" and not moved.fuzzy
    assert by_place["actions/walkabouts/outcomes/1"].msgstr == ""
    assert [one.msgctxt for one in file.obsolete_entries()] == ["actions/plain-words/about"]


def test_status_counts_and_writes_a_report_for_a_board(
    content: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan = change(content, "plans/both/plan.yaml", ("Repairs are found early", "Repairs are quick"))
    change(content, "plans/both/plan.yaml", ("title: Letters", "title: '@ for each'"))
    change(content, "plans/both/cy.po", ('msgid "Letters"', 'msgid "@ for each"'))
    change(content, "plans/both/cy.po", ('msgstr "Llythyrau"', 'msgstr "@ am bob un"'))
    out = tmp_path / "parity"
    command = ["translate", "status", "--content", str(content), "--out", str(out)]
    assert main(command) == 1
    told = capsys.readouterr().out
    assert re.search(r"Having your say, Welsh: \d+ checked, 1 out of date of \d+ texts\.", told)
    line = line_of(plan, "Repairs are quick")
    assert f"out of date: content/plans/both/plan.yaml:{line}  actions/walkabouts" in told
    page = (out / "parity.html").read_text("utf-8")
    assert "Repairs are quick" in page and "not begun" in page
    rows = (out / "parity.csv").read_text("utf-8-sig").splitlines()
    assert rows[0] == "plan,language,state,place,file,line,text,translation"
    assert sum(",stale," in row for row in rows) == 1
    assert any(row.endswith(",'@ for each,'@ am bob un") for row in rows)


def test_a_welsh_plan_is_translated_into_english_in_the_same_way(content: Path) -> None:
    command = ["translate", "update", "--content", str(content), "--plan", "welsh"]
    assert main(command) == 0
    po = content / "plans/welsh/en.po"
    file = polib.pofile(str(po))
    assert file.metadata["Plural-Forms"] == "nplurals=2; plural=(n != 1);"
    found = problems(content)
    assert found and all(one.wrong.startswith("The English of this text is") for one in found)


def test_every_word_that_a_page_asks_for_and_no_catalogue_has_stops_the_build(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own = content.parent / "templates/site"
    own.mkdir(parents=True)
    (own / "not-found.html").write_text(
        '{% extends "base.html" %}{% block content %}<p>{{ _("Our own words") }}</p>{% endblock %}'
    )
    assert main(["build", "--content", str(content), "--formats", ""]) == 1
    told = capsys.readouterr().out
    assert "The words “Our own words” of the pages have no translation." in told
    words = own.parent / "words/cy.po"
    words.parent.mkdir()
    words.write_text(
        f'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Language: cy\\n"\n'
        f'"Plural-Forms: {PLURALS}\\n"\n\nmsgid "Our own words"\nmsgstr "Ein geiriau ni"\n'
    )
    site = build(content, content.parent / "output", "--formats", "")
    assert "Ein geiriau ni" in (site.output / "cy/404.html").read_text("utf-8")


def test_two_plans_cannot_have_one_name_in_addresses(content: Path) -> None:
    plan = change(content, "plans/both/plan.yaml", ("cy: dweud-eich-dweud", "cy: english"))
    (found,) = problems(content)
    assert (found.file, found.line) == (
        "content/plans/both/plan.yaml",
        line_of(plan, "cy: english"),
    )
    assert found.wrong == "Another plan has the address “english” already."


def test_a_site_is_built_again_when_only_a_catalogue_has_changed(content: Path) -> None:
    output = content.parent / "output"
    first = build(content, output, "--formats", "")
    change(content, "plans/both/cy.po", ('msgstr "Swyddog tai"', 'msgstr "Y swyddog tai"'))
    second = replace(build(content, output, "--formats", ""), content=first.content)
    page = second.output / "cy/dweud-eich-dweud/camau/walkabouts/index.html"
    assert "Y swyddog tai" in page.read_text("utf-8")


def test_words_of_the_pages_keep_the_places_of_their_values(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = content.parent / "templates/words/cy.po"
    words.parent.mkdir(parents=True)
    words.write_text(
        f'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Language: cy\\n"\n'
        f'"Plural-Forms: {PLURALS}\\n"\n\n'
        'msgid "Published by %(name)s."\nmsgstr "Cyhoeddwr: %(enw)s."\n'
    )
    output = str(content.parent / "output")
    command = ["build", "--content", str(content), "--formats", "", "--output", output]
    assert main(command) == 1
    assert (
        "templates/words/cy.po:7\n"
        "    “Cyhoeddwr: %(enw)s.” does not have the same words in brackets as its English text.\n"
        "    Keep each of these as it is: %(name)s.\n"
    ) in capsys.readouterr().out
