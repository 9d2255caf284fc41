"""A mistake of riweb itself ends in a report and in plain words, whatever was being done."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from sites import HERE

from riweb import breakdown
from riweb.cli import main

# What stands in a message between quotation marks may be of the content.
CANARY = "the plan’s own words"

# What comes back from no other process: it is made of two things and keeps one.
FAULT = f"""
import sys

class Odd(Exception):
    def __init__(self, words, more):
        super().__init__(words)

def broken(*_, **__):
    raise Odd("cannot read {CANARY!r} twice", 2)

import {{module}}
{{module}}.{{name}} = broken
import runpy
sys.argv = ["riweb", *{{words!r}}]
runpy.run_module("riweb", run_name="__main__")
"""


@dataclass(frozen=True)
class Case:
    """A command, what is broken in it, and what riweb says that it was doing."""

    words: str
    module: str
    name: str
    doing: str


CASES = [
    Case("build --formats= --jobs 1", "riweb.build.staging", "Stage.check", "building the site"),
    Case(
        "build --formats= --jobs 2",
        "riweb.website.plan_pages",
        "pages",
        "building the site, making the web pages of the plan (first|second) in English",
    ),
    Case(
        "build --formats text --jobs 2",
        "riweb.formats.plaintext.txt",
        "make",
        r"building the site, making text of the plan (first|second) in English "
        r"\(\1/downloads/\1-text-en.txt\)",
    ),
    Case(
        "build --formats= --jobs 1",
        "riweb.content.parse.sites",
        "plan",
        "building the site, reading content/plans/first",
    ),
    Case("check", "riweb.content.parse.sites", "plan", "reading content/plans/first"),
    Case("check", "riweb.lint.advice", "known.of", "looking at the words of the site"),
    Case("make first text", "riweb.formats.plaintext.txt", "make", "making text of the plan first"),
    Case("request list", "riweb.requests.intake", "place", "doing request list"),
    Case(
        "request make",
        "riweb.formats.plaintext.txt",
        "make",
        "making text of the plan first in English",
    ),
    Case("translate status", "riweb.build.editions", "read", "doing translate status"),
    Case("serve --port 0", "riweb.website.plan_pages", "pages", "making the web pages of the plan"),
    Case("new ours", "riweb.cli.making", "shutil.copytree", "laying out a new site"),
    Case("doctor", "riweb.build.needs", "doctor", ""),
    Case("build --today 2026-01-31", "riweb.when", "day", ""),
]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two plans, a published site and a request that waits."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(HERE / "plans" / "minimal", "content")
    shutil.copytree("content/plans/first", "content/plans/second")
    assert main(["request", "add", "first", "text", "--ref", "1"]) == 0
    Path("output").mkdir()
    Path("output/build.json").write_text("old")
    return tmp_path


def run(words: str, module: str, name: str, *more: str) -> subprocess.CompletedProcess[str]:
    """Run a command, with a mistake in a module of riweb, in a process of its own."""
    code = FAULT.format(module=module, name=name, words=[*words.split(), *more])
    return subprocess.run(
        [sys.executable, "-P", "-c", code], capture_output=True, text=True, timeout=100
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.words}: {case.name}")
def test_a_mistake_of_riweb_is_reported_and_nothing_is_published(case: Case, place: Path) -> None:
    done = run(case.words, case.module, case.name)
    said = done.stdout + done.stderr
    assert done.returncode == 3, said
    assert "Traceback" not in said and CANARY not in done.stderr
    assert "This is a mistake of riweb, not of your content." in said
    assert Path("output/build.json").read_text() == "old"
    (report,) = Path(".riweb/reports").iterdir()
    assert f"A report is in {report}." in said
    text = report.read_text()
    listed = text.partition("done:\n")[2].partition("\n\n")[0].splitlines()
    assert re.search(case.doing, ", ".join(map(str.strip, listed)))
    assert re.search(f"It was .*{case.doing}" if case.doing else "", said)
    assert f"Asked for: riweb {case.words}" in text
    assert "Odd: cannot read … twice" in text and CANARY not in text
    for version in ("riweb 0.", f"Python {sys.version.split()[0]}", "weasyprint 7", "Linux"):
        assert f"    {version}" in text
    assert "  riweb/" in text and str(HERE.parent) not in text and str(place) not in text


def test_who_wants_it_is_shown_the_traceback(place: Path) -> None:
    for words in ("build --formats= --jobs 2 --traceback", "--traceback check"):
        done = run(words, "riweb.content.parse.sites", "plan")
        assert done.returncode == 3
        assert "Traceback (most recent call last)" in done.stderr and CANARY in done.stderr


def test_a_worker_that_is_killed_is_told_with_the_jobs_that_were_under_way(place: Path) -> None:
    code = (
        "import os, signal, riweb.website.plan_pages as plans\n"
        "plans.pages = lambda context: os.kill(os.getpid(), signal.SIGKILL)\n"
        "import runpy, sys\n"
        "sys.argv = ['riweb', 'build', '--formats=', '--jobs', '2']\n"
        "runpy.run_module('riweb', run_name='__main__')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 3 and "try --jobs 1" in done.stderr
    assert "perhaps making the web pages of the plan first in English" in done.stderr


def test_where_the_work_folder_cannot_be_written_the_report_is_elsewhere(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path(".riweb").write_text("a file\n")
    monkeypatch.setenv("TMPDIR", str(place))
    done = run("check", "riweb.content.parse.sites", "plan")
    (report,) = Path("riweb-reports").iterdir()
    assert done.returncode == 3 and f"A report is in {place / report}." in done.stderr


def test_where_nothing_can_be_written_the_report_is_printed(
    place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    Path(".riweb").write_text("a file\n")
    monkeypatch.setattr(breakdown.tempfile, "gettempdir", lambda: "/dev/null")
    monkeypatch.setattr("riweb.content.parse.sites.plan", lambda *_: 1 / 0)
    assert main(["check"]) == 3
    told = capsys.readouterr().err
    assert "No report could be written." in told and "Asked for: riweb check" in told
    assert "ZeroDivisionError: division by zero" in told


def test_riweb_that_cannot_be_loaded_is_told_like_any_mistake(place: Path) -> None:
    code = (
        "import runpy, sys; sys.modules['yaml'] = None\n"
        "runpy.run_module('riweb', run_name='__main__')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 3 and "Traceback" not in done.stderr
    assert "It was loading its modules." in done.stderr


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
@pytest.mark.parametrize("words", ["check", "build --formats=", "make first braille --grade 9"])
def test_a_screen_that_shows_few_signs_is_told_in_those(
    words: str, encoding: str, place: Path
) -> None:
    plan = Path("content/plans/first/plan.yaml")
    plan.write_text(plan.read_text().replace("title: First plan", "title: Tŷ “x” 😀\nkindd: ŵy"))
    done = subprocess.run(
        [sys.executable, "-m", "riweb", *words.split()],
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": encoding},
    )
    said = (done.stdout + done.stderr).decode(encoding)
    assert done.returncode in (1, 2) and "Traceback" not in said
    assert "kindd" in said and done.returncode == 1


def stopped(after: str, *command: str) -> tuple[int, str]:
    """Start a command and stop it with Ctrl-C once it has loaded a module."""
    process = subprocess.Popen(
        [sys.executable, "-X", "importtime", *command],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    assert process.stderr
    for line in process.stderr:
        if line.rstrip().endswith(f" {after}"):
            break
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    return process.returncode, "".join(
        f"{line}\n" for line in said.splitlines() if not line.startswith("import time:")
    )


@pytest.mark.parametrize(
    "after",
    ["riweb.problems", "lxml.etree", "yaml", "pydantic_core", "riweb.formats", "jinja2"],
)
def test_ctrl_c_while_modules_load_ends_quietly(after: str, place: Path) -> None:
    assert stopped(after, "-m", "riweb", "check") == (130, "\nStopped.\n")


@pytest.mark.parametrize("after", ["ctypes", "hashlib", "subprocess"])
def test_ctrl_c_while_the_set_up_loads_ends_quietly(after: str, place: Path) -> None:
    assert stopped(after, str(HERE.parent / "build.py"), "check") == (130, "\nStopped.\n")
