"""`riweb check` gives advice on words with its place, and a build says that there is some."""

from __future__ import annotations

import csv
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from sites import HERE

from riweb.cli import main
from riweb.lint import house_rules, readability

Check = Callable[..., str]

LONG = "Walk with us " + "and with others " * 8


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The smallest site, in the folder that commands are run in."""
    monkeypatch.chdir(tmp_path)
    return Path(shutil.copytree(HERE / "plans" / "minimal", tmp_path / "content"))


@pytest.fixture
def check(content: Path, capsys: pytest.CaptureFixture[str]) -> Check:
    """Run `riweb check` and return what it says; it has to find no problem but those expected."""

    def run(*more: str, status: int = 0) -> str:
        assert main(["check", *more]) == status
        return capsys.readouterr().out

    return run


def add(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    old = file.read_text(encoding="utf-8") if file.exists() else ""
    file.write_text(f"{old}{text}", encoding="utf-8")


def plan(content: Path) -> Path:
    return content / "plans" / "first" / "plan.yaml"


# Places


def test_advice_on_a_folded_text_names_the_line_of_the_words(content: Path, check: Check) -> None:
    add(plan(content), "summary: >-\n  We meet.\n  You can come.\n  We will utilise the hall.\n")
    assert (
        "content/plans/first/plan.yaml:22  summary, word-to-avoid\n"
        "    “utilise” is one of the words to avoid.\n"
        "    Better: use.\n\n"
    ) in check()


def test_a_long_sentence_is_told_with_the_line_on_which_it_begins(
    content: Path, check: Check
) -> None:
    half = LONG[: len(LONG) // 2].rfind(" ")
    add(plan(content), f"summary: >-\n  We meet.\n  {LONG[:half]}\n  {LONG[half:].strip()}.\n")
    told = check()
    assert "content/plans/first/plan.yaml:21  summary, long-sentence\n" in told
    assert "This sentence has 27 words; 25 are the most." in told


def test_advice_on_a_chapter_names_its_real_line(content: Path, check: Check) -> None:
    text = "# What we do\n\nWe meet.\n\n- We listen.\n- We liaise\n  with you, e.g. by letter.\n"
    add(content / "plans/first/chapters/01-what.md", text)
    told = check()
    assert "content/plans/first/chapters/01-what.md:6  word-to-avoid\n    “liaise”" in told
    assert "content/plans/first/chapters/01-what.md:7  latin\n    “e.g.”" in told


def test_advice_on_welsh_names_the_line_in_the_catalogue(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = Path(shutil.copytree(HERE / "plans" / "bilingual", tmp_path / "content"))
    catalogue = content / "plans/both/cy.po"
    text = catalogue.read_text(encoding="utf-8")
    assert text.count("rydym yn gwrando") == 1
    catalogue.write_text(text.replace("rydym yn gwrando", "gellir gwrando"), encoding="utf-8")
    line = catalogue.read_text(encoding="utf-8").split("\n").index('"- gellir gwrando\\n"') + 1
    assert main(["check", "--content", str(content)]) == 0
    told = capsys.readouterr().out
    assert f"content/plans/both/cy.po:{line}  summary, amhersonol\n    “gellir” is impers" in told
    assert told.endswith("0 problems, 1 piece of advice.\n")


def test_advice_on_a_newsletter_insert_names_its_line(content: Path, check: Check) -> None:
    add(
        content / "inserts/spring.yaml",
        "title: Have your say\nplan: first\nsize: half-page\nblocks:\n"
        "  - {kind: quotation, text: 'We utilise it.', who: A resident, consent: true}\n"
        "  - kind: progress\n    text: >-\n      We meet.\n      We will utilise the hall.\n",
    )
    told = check()
    assert "content/inserts/spring.yaml:9  blocks[1].text, word-to-avoid\n    “utilise”" in told
    assert told.count("“utilise”") == 1


def test_the_words_of_residents_and_names_are_left_alone(content: Path, check: Check) -> None:
    add(
        plan(content),
        "summary: They said “we don't utilise it”. Read *Going Forward Together* first.\n"
        "groups:\n  - {id: hub, name: The Empowerment Hub}\n"
        "glossary:\n  - {term: robust, meaning: A word that our residents chose.}\n",
    )
    add(
        content / "plans/first/chapters/01-what.md",
        "# Us\n\nAsk the Empowerment Hub. It is robust.\n",
    )
    assert check() == "0 problems, 0 pieces of advice.\n"


# What a site decides


def allow(content: Path, rows: str) -> None:
    add(content / "site.yaml", f"wording:\n{rows}")


def test_an_exception_silences_its_words_in_its_plan_and_rule(content: Path, check: Check) -> None:
    add(plan(content), "summary: We will utilise the hub.\n")
    allow(content, "  allow:\n    - {words: hub, reason: Its name here., rule: word-to-avoid}\n")
    told = check()
    assert "utilise" in told and "“hub”" not in told
    assert told.endswith("0 problems, 1 piece of advice.\n")


def test_an_exception_for_another_rule_silences_nothing(content: Path, check: Check) -> None:
    add(plan(content), "summary: We open the hub.\n")
    allow(content, "  allow:\n    - {words: hub, reason: Its name here., rule: passive}\n")
    told = check()
    assert "“hub”" in told
    assert (
        "content/site.yaml:8  wording.allow[0]\n"
        "    Nothing in the content needs this exception for “hub” any more.\n"
        "    Take it out of the list.\n"
    ) in told


def test_a_strict_rule_makes_its_advice_a_problem_that_stops_a_build(
    content: Path, check: Check, capsys: pytest.CaptureFixture[str]
) -> None:
    add(plan(content), "summary: We will utilise the hall. We don't mind.\n")
    allow(content, "  strict: contraction\n")
    told = check(status=1)
    assert told.endswith("1 problem, 1 piece of advice.\n")
    assert main(["build", "--formats", ""]) == 1
    told = capsys.readouterr().out
    assert told.endswith(
        "content/plans/first/plan.yaml:19  summary, contraction\n"
        "    “don't” is short for two words, and easily misread.\n"
        "    Write “do not”.\n\n"
        "1 problem. output/ is unchanged.\n"
    )
    assert not Path("output").exists()


@pytest.mark.parametrize(
    ("rows", "wrong"),
    [
        (
            "  strict: long-sentense\n",
            "There is no rule “long-sentense”.\n    Did you mean long-sentence?",
        ),
        (
            "  allow:\n    - {words: hub, reason: Ours., rule: words-to-avoid}\n",
            "There is no rule “words-to-avoid”.\n    Did you mean word-to-avoid?",
        ),
        (
            "  allow:\n    - {words: hub, reason: Ours., plan: frist}\n",
            "There is no plan “frist”.\n    Did you mean first?",
        ),
        (
            "  allow:\n    - {reason: Ours.}\n",
            "This exception names no words and no rule, so it would allow everything.\n"
            "    Add `words` or `rule`.",
        ),
        ("  allow:\n    - {words: hub}\n", "`reason`"),
    ],
)
def test_a_decision_that_cannot_be_meant_is_a_problem(
    content: Path, check: Check, rows: str, wrong: str
) -> None:
    allow(content, rows)
    told = check(status=1)
    assert wrong in told
    assert told.startswith("content/site.yaml:")


def test_words_of_the_site_and_of_the_glossary_are_spelt_right(content: Path, check: Check) -> None:
    add(plan(content), "summary: We recieve the wibbleton and the zorbings.\n")
    told = check("--rule", "spelling")
    assert told.count("is not in the dictionary") == 3
    assert "Did you mean “receive”" in told
    allow(content, "  words: [wibbleton]\n")
    add(plan(content), "glossary:\n  - {term: zorbings, meaning: A game.}\n")
    assert check("--rule", "spelling").count("is not in the dictionary") == 1


# People's own details


PERSONAL = "Ring Ann on 07700 900123 or write to ann.lee@mail.example"


def test_people_s_own_details_in_a_text_are_advice(content: Path, check: Check) -> None:
    add(plan(content), f"summary: {PERSONAL}.\n")
    told = check()
    assert told.count("personal-contact\n") == 2
    assert "“07700 900123” is the number of a mobile phone." in told
    assert "“ann.lee@mail.example” looks like a person’s own address." in told


def test_a_contact_who_has_agreed_silences_advice_on_their_details(
    content: Path, check: Check
) -> None:
    contact = "  - {id: ann, role: Caretaker, email: ann.lee@mail.example, mobile: 07700 900 123"
    add(plan(content), f"summary: {PERSONAL}.\ncontacts:\n{contact}, publish_personal: true}}\n")
    assert check() == "0 problems, 0 pieces of advice.\n"


def test_the_postcode_of_an_office_is_no_advice_and_another_is(content: Path, check: Check) -> None:
    add(
        plan(content),
        "summary: Write to EX1 1EX. They live at EX2 2AB.\n"
        "contacts:\n  - {id: desk, role: Desk, address: '1 High Street, Exampleton EX1 1EX'}\n",
    )
    told = check()
    assert "“EX2 2AB” is a postcode" in told
    assert told.count("personal-postcode\n") == 1


# What is shown


def test_one_plan_or_one_rule_can_be_asked_for(content: Path, check: Check) -> None:
    add(plan(content), "summary: We will utilise the hall. We don't mind.\n")
    assert "2 pieces of advice" in check()
    told = check("--rule", "contraction")
    assert "don't" in told and "utilise" not in told and "1 piece of advice" in told
    assert "2 pieces of advice" in check("--plan", "first")
    assert check("--rule", "contractoin", status=2) == (
        "There is no rule “contractoin”. Did you mean contraction?\n"
    )
    assert check("--plan", "frist", status=2) == "There is no plan “frist”. Did you mean first?\n"


def test_the_table_says_how_hard_a_plan_and_its_chapters_are_to_read(
    content: Path, check: Check
) -> None:
    add(plan(content), f"summary: {'We walk with you. ' * 30}\n")
    add(content / "plans/first/chapters/01-what.md", f"# What\n\n{'Regeneration matters. ' * 60}\n")
    add(content / "plans/first/chapters/02-us.md", "# Us\n\nWe are few.\n")
    told = check("--rule", "latin")
    assert "How hard" not in told
    rows = {row.split("  ")[0]: row.split() for row in re.findall(r"(?m)^ {4,6}(\S.*\d)$", check())}
    assert rows["first"][1:] == ["English", "243", "2.7", "4", "49%", rows["first"][-1]]
    assert rows["What"][1:] == ["English", "120", "2.0", "2", "100%", "31"]
    assert "Us" not in rows


def test_the_report_is_a_page_or_a_table(content: Path, check: Check) -> None:
    add(plan(content), "summary: '=1+1 We will utilise the hall.'\n")
    assert "The report is in report.csv.\n" in check("--report", "report.csv")
    with Path("report.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["line"], row["rule"], row["words"]) for row in rows] == [
        ("19", "word-to-avoid", "utilise")
    ]
    assert rows[0]["sentence"].startswith("'=1+1")
    check("--report", "report.html")
    page = Path("report.html").read_text(encoding="utf-8")
    assert "<td>“utilise” is one of the words to avoid.</td>" in page
    assert 'href="http' not in page and "src=" not in page
    assert "end in .html or .csv" in check("--report", "report.pdf", status=2)
    assert "no folder to write this into" in check("--report", "nowhere/report.csv", status=1)


@pytest.mark.parametrize("mark", ["=", "+", "-", "@"])
def test_no_cell_of_the_report_is_a_formula(mark: str, content: Path, check: Check) -> None:
    add(plan(content), f"summary: '{mark}1+1 We will utilise the hall.'\n")
    check("--report", "report.csv")
    with Path("report.csv").open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert row["sentence"].startswith(f"'{mark}1+1")


def test_a_build_says_in_one_line_that_there_is_advice(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    add(plan(content), "summary: We will utilise the hall. We don't mind.\n")
    line = "2 pieces of advice on the words. Run riweb check to read it.\n"
    assert main(["build", "--formats", ""]) == 0
    assert line in capsys.readouterr().out
    # Known from the time before, where no word has changed.
    assert main(["build", "--formats", "text"]) == 0
    assert line in capsys.readouterr().out
    text = plan(content).read_text(encoding="utf-8")
    plan(content).write_text(text.replace("utilise", "use").replace("don't", "do not"), "utf-8")
    assert main(["build", "--formats", ""]) == 0
    assert "of advice" not in capsys.readouterr().out


def test_without_hunspell_everything_else_is_checked_and_check_says_so(
    content: Path, tmp_path: Path
) -> None:
    add(plan(content), "summary: We recieve it. We don't mind.\n")
    broken = tmp_path / "broken"
    broken.mkdir()
    (broken / "libhunspell-1.7.so.0").write_bytes(b"")
    done = subprocess.run(
        [sys.executable, "-m", "riweb", "check", "--content", content],
        capture_output=True,
        text=True,
        cwd=HERE.parent,
        env={**os.environ, "LD_LIBRARY_PATH": str(broken)},
    )
    assert done.returncode == 0, done.stderr
    assert "don't" in done.stdout and "recieve" not in done.stdout
    assert (
        "spelling: cannot be checked. This machine lacks Hunspell. "
        "To have it checked: sudo apt-get install libhunspell-1.7-0\n"
    ) in done.stdout


# The table of rules, and the measure


def test_every_rule_says_what_why_and_by_which_source() -> None:
    assert len(set(house_rules.NAMES)) == len(house_rules.NAMES)
    for rule in house_rules.RULES:
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.id)
        for words in (rule.what, rule.why, rule.source):
            assert words[0].isupper() and words.endswith(".")


def test_the_guide_for_officers_names_every_rule() -> None:
    guide = (HERE.parent / "docs" / "plain-words.md").read_text(encoding="utf-8")
    assert [name for name in house_rules.NAMES if f"`{name}`" not in guide] == []


def test_syllables_are_counted_as_they_are_spoken() -> None:
    rows = (HERE / "wording" / "syllables.txt").read_text(encoding="utf-8").splitlines()
    known = dict(row.split() for row in rows if not row.startswith("#"))
    wrong = {
        word: count for word, count in known.items() if readability.syllables(word) != int(count)
    }
    assert len(known) >= 130
    assert wrong == {}


@pytest.mark.parametrize(
    ("text", "age"),
    [
        # 6 words in a sentence, each of one syllable: 0.39 * 6 + 11.8 - 15.59 is less than 0.
        ("The cat sat on the mat.", 5),
        # 31 syllables in 9 words: 0.39 * 9 + 11.8 * 31 / 9 - 15.59 = 28.56.
        (
            "Resident consultation improvement strategy monitoring organisation policy "
            "decision manager.",
            34,
        ),
    ],
)
def test_the_reading_age_is_that_of_the_formula(text: str, age: int) -> None:
    assert readability.age([text] * 20) == age


# Many plans


def test_advice_on_many_plans_comes_from_several_processes(
    content: Path, check: Check, capsys: pytest.CaptureFixture[str]
) -> None:
    first = plan(content).parent
    add(plan(content), "summary: You can utilise the hall.\n")
    for number in range(2, 21):
        shutil.copytree(first, first.with_name(f"plan-{number}"))
    assert "20 pieces of advice." in check()
    assert main(["build", "--formats", "", "--jobs", "2"]) == 0
    assert "20 pieces of advice on the words." in capsys.readouterr().out
