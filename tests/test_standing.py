"""A build of a part never takes away in silence what is published, and keeps nothing untrue."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sites import HERE

from riweb.cli import main
from riweb.formats import FORMATS

# What a build says: the exit status, and what it prints.
Build = Callable[..., tuple[int, str]]

QUICK = ("text", "epub")


def lay(folder: Path, plans: str = "minimal") -> Path:
    """Lay a site; the smallest has two plans here."""
    content = folder / "content"
    shutil.copytree(HERE / "plans" / plans, content)
    if plans == "minimal":
        shutil.copytree(content / "plans/first", content / "plans/second")
    return content


@pytest.fixture
def build(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Build:
    """A way to build the smallest site, which has two plans here."""
    content = lay(tmp_path)

    def run(*words: str) -> tuple[int, str]:
        capsys.readouterr()
        folders = ["--content", str(content), "--output", str(tmp_path / "site/output")]
        status = main(["build", "--jobs", "1", *words, *folders])
        return status, capsys.readouterr().out

    return run


def edit(content: Path, plan: str, title: str) -> None:
    file = content / "plans" / plan / "plan.yaml"
    file.write_text(re.sub("(?m)^title: .*$", f"title: {title}", file.read_text(), count=1))


def downloads(output: Path) -> dict[str, bytes]:
    """Return the finished files, by their paths."""
    return {
        path.relative_to(output).as_posix(): path.read_bytes()
        for path in output.rglob("*")
        if path.parent.name in ("downloads", "lawrlwytho")
    }


def state(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def offered(output: Path, plan: str) -> set[str]:
    """Return the names of the files that the page of formats offers."""
    page = (output / plan / "formats/index.html").read_text()
    return set(re.findall(r"downloads/([\w.-]+)\"", page))


@pytest.mark.parametrize(
    ("asked", "hint"),
    [("epup", "Did you mean epub? The formats are "), ("paper", "The formats are large-print,")],
)
def test_a_format_that_there_is_not_is_told_and_nothing_is_touched(
    asked: str, hint: str, build: Build, tmp_path: Path
) -> None:
    assert build("--formats", "text")[0] == 0
    edit(tmp_path / "content", "first", "Another plan")
    before = state(tmp_path)
    status, told = build("--formats", f"text,{asked}")
    assert status == 1 and f"    There is no format “{asked}”.\n    {hint}" in told
    assert "audio and insert.\n\n1 problem." in told
    assert state(tmp_path) == before


def test_a_plan_that_there_is_not_is_told_and_nothing_is_touched(
    build: Build, tmp_path: Path
) -> None:
    assert build("--formats", "text")[0] == 0
    before = state(tmp_path / "site/output")
    status, told = build("--plan", "secand,poole")
    assert status == 1 and state(tmp_path / "site/output") == before
    assert "    There is no plan “secand”.\n    Did you mean second?\n" in told
    assert "    There is no plan “poole”.\n    Choose first or second.\n" in told


@pytest.mark.parametrize("asked", ["epub", "", "epub, word"])
def test_formats_that_are_not_named_stay_as_they_were_published(
    asked: str, build: Build, tmp_path: Path
) -> None:
    output = tmp_path / "site/output"
    assert build("--formats", "text,epub")[0] == 0
    before = downloads(output)
    assert len(before) == 4
    status, told = build("--formats", asked)
    after = downloads(output)
    assert status == 0 and "will go" not in told
    assert {name: after[name] for name in before} == before
    assert len(after) == (6 if "word" in asked else 4)
    assert offered(output, "first") == {Path(name).name for name in after if name[:5] == "first"}
    assert "Kept as published, because nothing in it has changed: " in told


@pytest.mark.parametrize("asked", ["epub", ""])
def test_what_is_out_of_date_is_named_before_anything_is_made_and_goes(
    asked: str, build: Build, tmp_path: Path
) -> None:
    output = tmp_path / "site/output"
    assert build("--formats", "text,epub")[0] == 0
    before = downloads(output)
    edit(tmp_path / "content", "first", "Another plan")
    status, told = build("--formats", asked)
    gone = before.keys() - downloads(output).keys()
    wanted = {"first/downloads/first-text-en.txt"}
    assert status == 0 and gone == (
        wanted if asked else wanted | {"first/downloads/first-epub-en.epub"}
    )
    files = "1 file" if asked else "2 files"
    why = "because the content has changed since, and this build does not make it"
    said = told[: told.index("Made ")] if asked else told
    assert f"Published and will go, {why}: {files}.\n" in said
    assert all(f"    {name}\n" in said for name in gone)
    again = "text" if asked else "epub,text"
    assert f"To have it made too: riweb build --formats {again}\n" in said
    assert offered(output, "first") == ({"first-epub-en.epub"} if asked else set())
    # The other plan has not changed.
    assert offered(output, "second") == {"second-text-en.txt", "second-epub-en.epub"}


def test_plans_that_are_not_named_stay_and_say_what_the_content_says(
    build: Build, tmp_path: Path
) -> None:
    output = tmp_path / "site/output"
    assert build("--formats", "text")[0] == 0
    before = downloads(output)
    for plan in ("first", "second"):
        edit(tmp_path / "content", plan, f"The {plan} plan anew")
    status, told = build("--plan", "first", "--formats", "text")
    assert status == 0
    assert "The second plan anew" in (output / "second/index.html").read_text()
    assert "The second plan anew" in (output / "index.html").read_text()
    assert set(downloads(output)) == {"first/downloads/first-text-en.txt"}
    assert "    second/downloads/second-text-en.txt\n" in told and "will go, because" in told
    # Where nothing has changed, all of it stays.
    assert build("--formats", "text")[0] == 0
    assert downloads(output).keys() == before.keys()
    whole = state(output)
    assert build("--plan", "second", "--formats", "text")[0] == 0
    assert state(output) == whole


def test_where_nothing_is_published_only_what_is_named_is_made(
    build: Build, tmp_path: Path
) -> None:
    status, told = build("--plan", "second", "--formats", "text")
    assert status == 0 and "ublished" not in told
    assert set(downloads(tmp_path / "site/output")) == {"second/downloads/second-text-en.txt"}
    assert not (tmp_path / "site/output/first").exists()


def test_a_language_that_is_left_out_is_told_before_with_what_goes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content, output = lay(tmp_path, "bilingual"), tmp_path / "site/output"
    words = ["build", "--jobs", "1", "--content", str(content), "--output", str(output)]
    assert main([*words, "--formats", "text"]) == 0
    pages = {top: len(list((output / top).rglob("*.html"))) for top in ("en", "cy")}
    files = {
        top: sum(path.is_file() for path in (output / top).rglob("*")) - pages[top] for top in pages
    }
    capsys.readouterr()
    assert main([*words, "--formats", "text", "--languages", "en"]) == 0
    told = capsys.readouterr().out
    line = (
        "This build is in English only. What is published in cy/ and en/ goes: "
        f"{sum(pages.values())} pages and {sum(files.values())} files.\n"
        "Pages then stand at the top of the site, and have other addresses than now.\n"
    )
    assert line in told and told.index(line) < told.index("Checking every page")
    assert not (output / "cy").exists() and (output / "both/downloads/both-text-en.txt").is_file()


def test_a_build_of_one_language_leaves_the_others_in_the_cache(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content, output = lay(tmp_path, "bilingual"), tmp_path / "site/output"
    site = content / "site.yaml"
    fully = site.read_text().replace(
        "  in_scope: true\n", "  in_scope: true\n  compliance: fully\n"
    )
    site.write_text(f"{fully}formats: [text]\n")
    words = ["build", "--jobs", "1", "--content", str(content), "--output", str(output)]
    assert main(words) == 0
    assert main([*words, "--languages", "en"]) == 0
    capsys.readouterr()
    assert main(words) == 0
    assert "text-cy" not in capsys.readouterr().out.replace("testun", "text")


def test_a_whole_build_keeps_what_was_made_on_request_while_it_is_true(
    build: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    output = tmp_path / "site/output"
    for name in FORMATS.keys() - {"text"}:
        monkeypatch.setitem(FORMATS, name, on_request(name))
    assert build("--formats", "epub")[0] == 0
    assert build()[0] == 0
    assert len(downloads(output)) == 4
    edit(tmp_path / "content", "first", "Another plan")
    status, told = build()
    assert status == 0 and "    first/downloads/first-epub-en.epub\n" in told
    assert "To have it made too: riweb build --formats epub\n" in told
    assert len(downloads(output)) == 3


def on_request(name: str) -> object:
    return replace(FORMATS[name], on_request=True)


STEPS = st.one_of(
    st.tuples(st.just("edit"), st.sampled_from(["first", "second"]), st.just("")),
    st.tuples(
        st.just("build"),
        st.sampled_from(["", "first", "second"]),
        st.sampled_from(["", "text", "epub", "text,epub"]),
    ),
)


@given(st.lists(STEPS, min_size=2, max_size=6))
@settings(max_examples=12, deadline=None)
def test_whatever_is_built_nothing_goes_untold_and_nothing_untrue_stays(
    steps: list[tuple[str, str, str]],
) -> None:
    with tempfile.TemporaryDirectory() as made:
        content, output = lay(Path(made)), Path(made) / "site/output"
        said: list[str] = []
        titles = {"first": "First plan", "second": "First plan"}
        folders = ["--content", str(content), "--output", str(output), "--jobs", "1"]
        for number, (step, plan, formats) in enumerate(steps):
            if step == "edit":
                titles[plan] = f"Plan of step {number}"
                edit(content, plan, titles[plan])
                continue
            before = downloads(output)
            with pytest.MonkeyPatch.context() as patch:
                said.clear()
                patch.setattr("riweb.cli.screen.tell", said.append)
                assert main(["build", "--plan", plan, "--formats", formats, *folders]) == 0
            after = downloads(output)
            for name in before.keys() - after.keys():
                assert f"    {name}" in said
            for name, content_ in after.items():
                if name.endswith(".txt"):
                    assert titles[name.split("/")[0]].casefold() in content_.decode().casefold()
                assert Path(name).name in offered(output, name.split("/")[0])


def test_the_files_of_an_insert_stay_while_they_are_true_and_are_named_when_they_go(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content, output = lay(tmp_path, "full"), tmp_path / "site/output"
    words = ["build", "--jobs", "1", "--content", str(content), "--output", str(output)]
    assert main([*words, "--formats", "insert"]) == 0
    folder = next(output.rglob("every-field.pdf")).parent
    before = {name: held for name, held in state(folder).items() if name != "index.html"}
    assert len(before) > 3
    assert main([*words, "--formats", "text"]) == 0
    assert before.items() <= state(folder).items()
    assert "every-field.pdf" in (folder / "index.html").read_text()
    sheet = content / "inserts/every-field.yaml"
    text = sheet.read_text()
    assert "text: You said, we did" in text
    sheet.write_text(text.replace("text: You said, we did", "text: What we did"))
    capsys.readouterr()
    assert main([*words, "--formats", "text"]) == 0
    told = capsys.readouterr().out
    pdf = next(iter(re.findall(r"    (\S+/every-field\.pdf)\n", told)))
    assert "To have it made too: riweb build --formats insert\n" in told
    assert not (output / pdf).exists()
