"""What a recording cannot say as it stands is told as advice."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from sites import HERE

from riweb.cli import main


def test_an_abbreviation_that_nothing_explains_is_advice_with_its_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = Path(shutil.copytree(HERE / "plans" / "minimal", tmp_path / "content"))
    plan = content / "plans/first/plan.yaml"
    text = plan.read_text("utf-8")
    plan.write_text(f"{text}summary: We work with the RNID.\n", "utf-8")
    line = plan.read_text("utf-8").split("\n").index("summary: We work with the RNID.") + 1
    assert main(["check", "--content", str(content)]) == 0
    assert capsys.readouterr().out == (
        f"content/plans/first/plan.yaml:{line}\n"
        "    A recording spells “RNID” letter by letter: nothing explains it.\n"
        "    Add it to `glossary`: its letters as `short`, its full name as `term`.\n\n"
        "0 problems, 1 piece of advice.\n"
    )
    plan.write_text(
        f"{plan.read_text('utf-8')}glossary:\n  - term: Deaf people’s body\n    short: RNID\n",
        "utf-8",
    )
    assert main(["check", "--content", str(content)]) == 0
    assert capsys.readouterr().out == "0 problems, 0 pieces of advice.\n"


def test_an_abbreviation_that_advice_on_words_is_about_is_told_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = Path(shutil.copytree(HERE / "plans" / "minimal", tmp_path / "content"))
    plan = content / "plans/first/plan.yaml"
    plan.write_text(f"{plan.read_text('utf-8')}summary: We work with the QZT.\n", "utf-8")
    assert main(["check", "--content", str(content)]) == 0
    told = capsys.readouterr().out
    assert told.count("QZT") == 1
    assert "0 problems, 1 piece of advice.\n" in told
