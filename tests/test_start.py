"""`riweb new` lays out a small site that can be built as it is; what is there stays."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from riweb.cli import main


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that commands are run in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_new_site_has_no_problem_and_needs_no_advice(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["new", "ours"]) == 0
    capsys.readouterr()
    assert main(["check", "--content", "ours/content"]) == 0
    assert capsys.readouterr().out.endswith("0 problems, 0 pieces of advice.\n")


def test_the_command_that_is_told_at_the_end_builds_it(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["new", "our site"]) == 0
    told = capsys.readouterr().out.splitlines()
    assert "    our site/content/plans/our-plan/plan.yaml" in told
    programme, *words = shlex.split(told[-1])
    assert programme == "riweb"
    assert main([*words, "--formats", "text", "--jobs", "1"]) == 0
    assert (place / "our site/output/our-plan/index.html").is_file()
    assert (place / "our site/output/our-plan/downloads/our-plan-text-en.txt").is_file()


def test_a_content_folder_that_is_there_stays_as_it_is(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (place / "content").mkdir()
    (place / "content/site.yaml").write_text("title: Ours\n")
    assert main(["new", "."]) == 2
    assert capsys.readouterr().out == "content is there already. Choose another folder.\n"
    assert [path.name for path in place.iterdir()] == ["content"]
    assert (place / "content/site.yaml").read_text() == "title: Ours\n"


def test_a_folder_that_cannot_be_made_is_named(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (place / "taken").write_text("a file\n")
    assert main(["new", "taken/site"]) == 1
    first, second, *_ = capsys.readouterr().out.splitlines()
    assert (first, second) == ("taken/site", "    There is no folder to write this into.")
