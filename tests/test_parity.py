"""Every format says what the plan says: all of it, once, in order, in its language."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from sites import HERE

from riweb import resources
from riweb.build import editions, whole
from riweb.build.inputs import Options
from riweb.content.parse.texts import walk
from riweb.document import linear
from riweb.exports import plan_data
from riweb.format_record import FileSpec, MadeFile
from riweb.formats import EVERY, FORMATS
from riweb.formats.audio import script
from riweb.formats.plaintext import txt
from riweb.plan.views import PlanView
from riweb.problems import Problem, Refused
from riweb.render import plan_context
from riweb.render.plan_context import PlanContext
from riweb.verify import parity, pdf_reader, plan_proof, plan_values
from riweb.verify.sources import Sources

ROOT = HERE.parent
BILINGUAL, FULL, REAL = HERE / "plans" / "bilingual", HERE / "plans" / "full", ROOT / "content"
# The formats that are made from the linear document.
OF_THE_PLAN = [name for name, row in FORMATS.items() if row.read]
PRINTED = ("large-print", "giant-print", "clear-print", "bilingual")
OUTCOME, STEP = "Repairs are found early", "Agree 6 dates with each group by 30 June 2026"


@dataclass(frozen=True)
class Told:
    """A plan in one language, as a build has it."""

    context: PlanContext
    document: str
    sources: Sources

    @property
    def view(self) -> PlanView:
        return self.context.view


@cache
def told(content: Path, plan: str, language: str = "en") -> Told:
    read, problems = editions.read(content)
    assert read, problems
    every = read.editions((), None, date(2026, 1, 31))
    edition = next(one for one in every if one.language == language)
    context = plan_context.of(edition, next(one for one in edition.plans if one.id == plan))
    sources = read.sources([edition])[plan, language]
    return Told(context, linear.render(context), sources)


def order(plan: Told, format_: str, other: Told | None = None) -> FileSpec:
    """Return the order of a plan as a build gives it; in both languages where there is another."""
    images = plan.view.plan.images
    return FileSpec(
        format_,
        plan.document,
        plan.context.language,
        plan.context.site.brand.main,
        resources.folder(),
        images[0].path.parent if images else None,
        second=other.document if other else "",
    )


def both(format_: str) -> tuple[FileSpec, tuple[Sources, ...]]:
    """Return the order of the plan in two languages, in English or in both."""
    english, welsh = (told(BILINGUAL, "both", one) for one in ("en", "cy"))
    if FORMATS[format_].is_bilingual:
        return order(welsh, format_, english), (welsh.sources, english.sources)
    return order(english, format_), (english.sources,)


def make(given: FileSpec) -> tuple[MadeFile, ...]:
    """Return the finished files; of a recording, its script, which needs no voice."""
    if given.format == "audio":
        written = script.write(given.document)
        return (MadeFile(written.text(1).encode(), "Script", "Text", extension="txt"),)
    write = FORMATS[given.format].write
    assert write
    return write(given)


def faults(given: FileSpec, made: Sequence[MadeFile], sources: Sequence[Sources]) -> list[Problem]:
    return list(parity.check(FORMATS[given.format], given, made, f"both-{given.format}", sources))


def tampered(given: FileSpec, change: Callable[[str], str]) -> tuple[MadeFile, ...]:
    """Return the files of a format that changes the English document before it writes it."""
    if given.second:
        changed = replace(given, second=change(given.second))
    else:
        changed = replace(given, document=change(given.document))
    assert changed != given
    return make(changed)


def dropped(html: str) -> str:
    return re.sub(rf"<div><dt>What will be different:</dt> <dd>{OUTCOME}</dd></div>\n", "", html)


def line_of(problem: Problem) -> str:
    """Return the line of the source that a problem names."""
    return (HERE / "plans" / problem.file).read_text().split("\n")[problem.line - 1]


# A fact that is lost


@pytest.mark.parametrize("name", OF_THE_PLAN)
def test_a_format_that_says_all_passes(name: str) -> None:
    given, sources = both(name)
    assert faults(given, make(given), sources) == []


@pytest.mark.parametrize("name", OF_THE_PLAN)
def test_a_lost_fact_is_named_with_the_format_and_the_line_of_the_source(name: str) -> None:
    given, sources = both(name)
    (problem,) = faults(given, tampered(given, dropped), sources)
    assert problem.wrong == (
        f"“What will be different: {OUTCOME}” is missing from the {name} in both-{name}."
    )
    assert problem.file == "bilingual/plans/both/plan.yaml"
    assert line_of(problem).strip() == f"outcomes: {OUTCOME}"
    assert not problem.is_advice and problem.fix.startswith("Nothing in the plan is wrong")


@pytest.mark.parametrize("name", ["large-print", "word", "text", "epub", "braille", "audio"])
def test_a_fact_that_is_there_twice_is_named(name: str) -> None:
    given, sources = both(name)

    def twice(html: str) -> str:
        return html.replace(f"<dd>{OUTCOME}</dd>", f"<dd>{OUTCOME}. {OUTCOME}</dd>").replace(
            f"<dd>{OUTCOME}. {OUTCOME}</dd></div>",
            f"<dd>{OUTCOME}</dd></div>\n<div><dt>What will be different:</dt> "
            f"<dd>{OUTCOME}</dd></div>",
        )

    (problem,) = faults(given, tampered(given, twice), sources)
    assert f"“What will be different: {OUTCOME}” is there twice" in problem.wrong
    assert line_of(problem).strip() == f"outcomes: {OUTCOME}"


@pytest.mark.parametrize("name", ["large-print", "word", "text", "epub", "braille", "audio"])
def test_a_fact_that_is_not_in_its_place_is_named(name: str) -> None:
    given, sources = both(name)

    def later(html: str) -> str:
        pair = f"<div><dt>What will be different:</dt> <dd>{OUTCOME}</dd></div>\n"
        assert pair in html
        before, after = html.replace(pair, "").rsplit("<div><dt>", 1)
        return f"{before}{pair}<div><dt>{after}"

    (problem,) = faults(given, tampered(given, later), sources)
    assert f"“What will be different: {OUTCOME}” is not in its place" in problem.wrong


@pytest.mark.parametrize("name", [*PRINTED[:1], "bilingual", "word", "epub"])
def test_a_fact_in_the_wrong_language_is_named(name: str) -> None:
    given, sources = both(name)
    made = tampered(given, lambda html: html.replace("<dd>Repairs", '<dd lang="cy">Repairs'))
    (problem,) = faults(given, made, sources)
    assert problem.wrong == (
        f"“What will be different: {OUTCOME}” is in the wrong language in the {name} in "
        f"both-{name}."
    )


@pytest.mark.parametrize("name", OF_THE_PLAN)
def test_what_the_cover_says_is_not_lost_either(name: str) -> None:
    given, sources = both(name)
    made = tampered(given, lambda html: re.sub('<p class="publisher">.*?</p>', "", html))
    assert [one.wrong for one in faults(given, made, sources)] == [
        f"“Published by Riverside Homes” is missing from the {name} in both-{name}."
    ]


def test_words_that_the_plan_does_not_have_are_named() -> None:
    given, sources = both("text")
    made = tampered(given, lambda html: html.replace("</h3>", "</h3><p>Come to tea.</p>", 1))
    (problem,) = faults(given, made, sources)
    assert "“cometotea” is in the text in both-text, but not in the plan." in problem.wrong


# Finished files that were changed


def rezipped(content: bytes, path: str, change: Callable[[str], str]) -> bytes:
    """Return a package with one of its files changed."""
    out = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(out, "w") as new:
        for name in old.namelist():
            inside = old.read(name)
            changed = change(inside.decode()).encode() if name.endswith(path) else inside
            assert changed != inside or not name.endswith(path)
            new.writestr(name, changed)
    return out.getvalue()


def bytes_without(name: str, content: bytes) -> bytes:
    """Return a finished file of a format without the outcome."""
    if name == "word":
        return rezipped(content, "document.xml", lambda xml: xml.replace(OUTCOME, ""))
    if name == "epub":
        return rezipped(content, "homes.xhtml", lambda xml: xml.replace(OUTCOME, ""))
    if name == "braille":
        return content.replace(b",REPAIRS >E F.D E>LY", b"")
    return content.replace(b"Repairs are found early", b"")


@pytest.mark.parametrize("name", ["word", "text", "epub", "braille", "audio"])
def test_words_taken_out_of_a_finished_file_are_missed(name: str) -> None:
    given, sources = both(name)
    (made, *_) = make(given)
    changed = replace(made, content=bytes_without(name, made.content))
    assert changed != made
    problems = faults(given, [changed], sources)
    assert any(OUTCOME in one.wrong and "is missing" in one.wrong for one in problems)


def test_the_pdf_is_read_by_its_tags_with_kind_level_and_language() -> None:
    given, _ = both("large-print")
    found = pdf_reader.read(make(given)[0].content)
    said = {one.text: one for one in found}
    assert said["Having your say"].kind == "title"
    assert (said["Homes"].kind, said["Homes"].level) == ("heading", 1)
    assert said["1. Walk every estate with tenants"].level == 2
    assert {language for one in found for _, language in one.spans} == {"en"}


# Every plan in every format


def real(name: str) -> tuple[FileSpec, tuple[Sources, ...]]:
    plan = told(REAL, "purbeck")
    return order(plan, name), (plan.sources,)


@pytest.mark.parametrize("name", [one for one in OF_THE_PLAN if one not in PRINTED])
def test_a_real_plan_loses_nothing(name: str) -> None:
    given, sources = real(name)
    assert faults(given, make(given), sources) == []


@pytest.mark.parametrize("name", [one for one in OF_THE_PLAN if one != "bilingual"])
def test_a_plan_with_every_field_loses_nothing(name: str) -> None:
    plan = told(FULL, "larch")
    given = order(plan, name)
    assert faults(given, make(given), [plan.sources]) == []


@pytest.mark.parametrize("name", ["clear-print", "word", "text", "epub", "braille", "audio"])
def test_words_that_look_like_code_or_come_in_paragraphs_are_not_missed(name: str) -> None:
    plan = told(HERE / "plans" / "awkward", "awkward")
    assert lacking(plan, plan.document) == []
    given = order(plan, name)
    assert faults(given, make(given), [plan.sources]) == []


@pytest.mark.parametrize("name", ["word", "text", "epub", "braille", "audio"])
def test_a_plan_in_welsh_loses_nothing(name: str) -> None:
    plan = told(BILINGUAL, "both", "cy")
    given = order(plan, name)
    assert given.language == "cy"
    assert faults(given, make(given), [plan.sources]) == []


def test_each_format_has_a_reader_and_says_why_it_leaves_out_what_it_does() -> None:
    for row in EVERY:
        reasons = [*row.leaves_out.values(), *row.adds.values()]
        assert all(reason.endswith(".") for reason in reasons), row.name
        # What is made of the whole plan is compared with it, fact by fact.
        assert row.read or row.source != "plan", row.name
        assert row.read or row.leaves_out, row.name


# From the plan to the linear document, its pages and its data


def lacking(plan: Told, html: str) -> list[str]:
    return [
        one.wrong for one in plan_proof.check(plan.view, plan.context.language, html, plan.sources)
    ]


@pytest.mark.parametrize(
    ("content", "plan", "language"),
    [(FULL, "larch", "en"), (BILINGUAL, "both", "cy"), (REAL, "purbeck", "en")],
)
def test_the_linear_document_says_every_value(content: Path, plan: str, language: str) -> None:
    found = told(content, plan, language)
    assert len([*plan_values.of_plan(found.view, language)]) > 20
    assert lacking(found, found.document) == []


def test_every_field_is_told_or_its_silence_has_a_reason() -> None:
    view = told(FULL, "larch").view
    fields = {
        f"{type(entry).__name__}.{name}"
        for _, entry in [*walk(view.file), *(((), one) for one in view.plan.chapters)]
        for name in type(entry).model_fields
    }
    assert set(plan_values.NEVER_SHOWN) <= fields
    assert all(reason.endswith(".") for reason in plan_values.NEVER_SHOWN.values())
    for known in ("Step.text", "Figure.value", "Due.when", "Lead.code", "Reading.value"):
        assert known in fields and known not in plan_values.NEVER_SHOWN


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("Mill Rise is still to come.", "Mill Rise is still to come."),
        ("In progress</dd>", "In progress"),
        ("Agreed in part</dd>", "Agreed in part"),
        ("14 estates", "14"),
        ("12 January 2026:</strong>", "12 January 2026"),
        ("All of them, twice", "All of them, twice"),
        ("Housing officer, Neighbourhoods", "Housing officer, Neighbourhoods"),
        (" (jointly)", "jointly"),
    ],
)
def test_a_value_that_an_action_lacks_is_named_with_its_line(words: str, shown: str) -> None:
    plan = told(FULL, "larch")
    start = plan.document.index('<article class="card" id="walkabouts"')
    end = plan.document.index("</article>", start)
    card = plan.document[start:end]
    if words not in card:
        start = plan.document.index('<article class="card"', end)
        end = plan.document.index("</article>", start)
        card = plan.document[start:end]
    assert words in card
    html = plan.document[:start] + card.replace(words, "") + plan.document[end:]
    found = [*plan_proof.check(plan.view, "en", html, plan.sources)]
    assert f"“{shown}” is missing from the linear document (en) of larch." in [
        one.wrong for one in found
    ]
    assert all(one.file == "full/plans/larch/plan.yaml" and one.line for one in found)


def test_a_value_under_the_heading_of_another_action_is_missed() -> None:
    plan = told(BILINGUAL, "both")
    html = plan.document.replace(OUTCOME, "").replace("Ring us on", f"{OUTCOME}. Ring us on")
    assert f"“{OUTCOME}” is missing from the linear document (en) of both." in lacking(plan, html)


def test_a_value_that_an_action_says_twice_is_named() -> None:
    plan = told(BILINGUAL, "both")
    html = plan.document.replace(OUTCOME, f"{OUTCOME}. {OUTCOME}")
    assert lacking(plan, html) == [
        f"“{OUTCOME}” is there too often in the linear document (en) of both."
    ]


def test_a_lost_paragraph_of_a_chapter_is_named_with_its_line() -> None:
    plan = told(FULL, "larch")
    words = "It can be of anything that is broken."
    assert words in plan.document
    (problem,) = plan_proof.check(plan.view, "en", plan.document.replace(words, ""), plan.sources)
    assert problem.file.startswith("full/plans/larch/chapters/")
    assert "Fill in a survey." in line_of(problem)


def test_the_number_of_an_aim_that_an_action_belongs_to_begins_no_list() -> None:
    html = told(REAL, "metropolitan").document
    assert "<dt>Belongs to:</dt> <dd>2. We create an excellent training programme.</dd>" in html


# In a build


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A copy of the plans in two languages, with room for templates beside it."""
    shutil.copytree(BILINGUAL, tmp_path / "content")
    return tmp_path


def built(site: Path, *formats: str, jobs: int = 1) -> tuple[Problem, ...]:
    """Build a site and return why that was refused."""
    options = Options(
        site / "content", site / "output", formats=formats, jobs=jobs, plans=("both",)
    )
    with pytest.raises(Refused) as refused:
        whole.run(options, lambda line: None)
    assert not (site / "output").exists()
    return refused.value.problems


def overridden(site: Path, name: str, change: Callable[[str], str]) -> None:
    """Give a site a template of its own."""
    own = site / "templates" / name
    own.parent.mkdir(parents=True)
    old = (ROOT / "templates" / name).read_text()
    own.write_text(change(old))
    assert own.read_text() != old


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_build_stops_where_a_format_loses_a_fact(
    site: Path, jobs: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def write(given: FileSpec) -> tuple[MadeFile, ...]:
        return txt.make(replace(given, document=given.document.replace(OUTCOME, "")))

    monkeypatch.setitem(FORMATS, "text", replace(FORMATS["text"], write=write))
    # Word is there so that there are two jobs, and with them worker processes.
    (problem,) = built(site, "text", "word", jobs=jobs)
    assert OUTCOME in problem.wrong
    assert "en/both/downloads/both-text-en.txt" in problem.wrong
    assert (problem.file, problem.line) == ("content/plans/both/plan.yaml", 23)


def test_a_build_stops_where_the_linear_document_lacks_a_value(site: Path) -> None:
    overridden(site, "components/document.html", lambda old: old.replace("action.outcomes", "()"))
    found = {(one.file, one.line, one.wrong) for one in built(site, "text")}
    assert found == {
        (
            "content/plans/both/plan.yaml",
            23,
            f"“{words}” is missing from the linear document ({language}) of both.",
        )
        for words, language in ((OUTCOME, "en"), ("Byddwn yn gweld gwaith trwsio yn gynnar", "cy"))
    }


def test_a_build_stops_where_the_page_of_an_action_lacks_a_value(site: Path) -> None:
    overridden(
        site, "components/action-facts.html", lambda old: old.replace("list(action.outcomes)", '""')
    )
    (problem,) = built(site)
    assert problem.wrong == f"“{OUTCOME}” is missing from its page (en) of both."
    assert (problem.file, problem.line) == ("content/plans/both/plan.yaml", 23)


def test_plan_json_that_lacks_a_value_is_refused() -> None:
    plan = told(FULL, "larch")
    _, written = plan_data.write(plan.context)
    assert [*plan_proof.check_data(plan.view, "en", written, plan.sources)] == []
    for words in ("Mill Rise is still to come.", "in-progress", "Mill Lane", "Walked once"):
        assert words in written
        wrong = written.replace(words, "")
        assert [*plan_proof.check_data(plan.view, "en", wrong, plan.sources)], words
