"""Content in, files out."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import page
import pytest

from riweb.cli import main

HERE = Path(__file__).parent


def build(content: Path, output: Path, *more: str) -> int:
    return main(["build", "--content", str(content), "--output", str(output), *more])


@pytest.fixture
def content(tmp_path: Path) -> Path:
    shutil.copytree(HERE / "plans" / "minimal", tmp_path / "content")
    return tmp_path / "content"


def hashes(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_a_plan_becomes_pages_and_a_large_print_pdf(content: Path, tmp_path: Path) -> None:
    output = tmp_path / "output"
    assert build(content, output) == 0
    home = (output / "index.html").read_text()
    assert "First plan" in home
    action = (output / "first/actions/walkabouts/index.html").read_text()
    assert "Walk every estate with residents" in action
    assert "December 2025" in action
    verdict = page.validate_pdf(
        str(output / "first/downloads/first-large-print-en.pdf"), profile="ua1"
    )
    assert verdict.is_compliant, verdict


def test_build_json_lists_every_file_with_its_hash(content: Path, tmp_path: Path) -> None:
    output = tmp_path / "output"
    build(content, output)
    listed = {
        row["path"]: row["sha256"]
        for row in json.loads((output / "build.json").read_text())["files"]
    }
    found = hashes(output)
    del found["build.json"]
    assert listed == found


def test_two_builds_on_different_days_give_the_same_bytes(content: Path, tmp_path: Path) -> None:
    build(content, tmp_path / "one" / "output", "--today", "2026-01-01")
    build(content, tmp_path / "two" / "output", "--today", "2027-05-05")
    assert hashes(tmp_path / "one" / "output") == hashes(tmp_path / "two" / "output")


def test_a_mistake_leaves_output_as_it_was(
    content: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "output"
    build(content, output)
    before = hashes(output)
    plan = content / "plans/first/plan.yaml"
    plan.write_text(plan.read_text().replace("2025-12", "soonish"))
    capsys.readouterr()
    assert build(content, output) == 1
    assert capsys.readouterr().out == (
        "content/plans/first/plan.yaml:17  sections[0].actions[0].due\n"
        "    “soonish” is not a date we understand.\n"
        "    Write it like 2009-06, 30 June 2009, ongoing, or every year.\n\n"
        f"1 problem. {output}/ is unchanged.\n"
    )
    assert hashes(output) == before


def test_one_edit_makes_only_its_own_plan_again(
    content: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(content / "plans/first", content / "plans/second")
    output = tmp_path / "output"
    assert build(content, output) == 0
    plan = content / "plans/second/plan.yaml"
    plan.write_text(plan.read_text().replace("First plan", "Another plan"))
    capsys.readouterr()
    assert build(content, output) == 0
    made = [line for line in capsys.readouterr().out.splitlines() if line.startswith("Made ")]
    assert made and all("second" in line for line in made)


def test_one_edit_makes_only_its_own_plan_again_where_plans_are_in_one_language(
    tmp_path: Path,
) -> None:
    # Python gives the members of a set another order in each process.
    content = shutil.copytree(HERE / "plans" / "bilingual", tmp_path / "content")
    names = ["alone", "solo", "only", "one"]
    for name in names:
        shutil.copytree(HERE / "plans/minimal/plans/first", content / "plans" / name)
    site = content / "site.yaml"
    site.write_text(re.sub(r"(?ms)^plans:.*?(?=^\w|\Z)", "", site.read_text()))
    command = [sys.executable, "-m", "riweb", "build", "--formats", "", "--jobs", "1"]
    for turn, made in (("1", names), ("2", ["alone"]), ("3", ["alone"])):
        plan = content / "plans/alone/plan.yaml"
        plan.write_text(re.sub(r"(?m)^title: .*$", f"title: Edition {turn}", plan.read_text()))
        told = subprocess.run(
            command,
            cwd=tmp_path,
            env={**os.environ, "PYTHONHASHSEED": turn},
            check=True,
            capture_output=True,
            text=True,
        )
        found = re.findall(r"Made \d+ of \d+: en/(\w+)/ \(web pages\)", told.stdout + told.stderr)
        assert set(found) & set(names) == set(made), turn


def test_a_build_of_nothing_new_changes_nothing(
    content: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "output"
    build(content, output)
    times = {path: path.stat().st_mtime_ns for path in output.rglob("*")}
    capsys.readouterr()
    assert build(content, output) == 0
    assert capsys.readouterr().out.startswith("Nothing has changed.")
    assert {path: path.stat().st_mtime_ns for path in output.rglob("*")} == times
