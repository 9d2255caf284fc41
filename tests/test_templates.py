"""A mistake in a template of the site's own is told with its place, and what to write instead."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from riweb.cli import main

HERE = Path(__file__).parent
OURS = HERE.parent / "templates"

# What stands in a template, by its name: what is wrong there, and what may be meant instead.
MISTAKES = {
    "tag that is not closed": (
        "frame/foot.html",
        "{% if site.title %}\n<p>",
        ":2",
        "This template cannot be understood: Unexpected end of template.",
        "",
    ),
    "tag that is not known": (
        "frame/foot.html",
        "<p>\n{% fi site.title %}",
        ":2",
        "This template cannot be understood: Encountered unknown tag 'fi'.",
        "",
    ),
    "name that is not there": (
        "frame/foot.html",
        "<p>\n\n{{ sight.title }}</p>",
        ":3",
        "'sight' is undefined.",
        "Perhaps “site” is meant.",
    ),
    "part that is not there": (
        "frame/foot.html",
        "{{ site.titel }}",
        ":1",
        "There is no 'titel' in what stands before it. Perhaps 'title' is meant.",
        "",
    ),
    "template that is not there": (
        "frame/foot.html",
        "<p>\n{% include 'components/chartt.html' %}",
        ":2",
        "There is no template “components/chartt.html”.",
        "Perhaps “components/chart.html” is meant.",
    ),
    "filter that is not there": (
        "frame/foot.html",
        "<p>\n{{ site.title|inlin }}",
        ":2",
        "This template cannot be understood: No filter named 'inlin'.",
        "Perhaps “inline” is meant.",
    ),
    "filter on the wrong kind of thing": (
        "frame/foot.html",
        "<p>\n{{ 5|inline }}",
        ":2",
        "This line cannot be filled in: ",
        "",
    ),
    "sum of a number and a word": (
        "frame/foot.html",
        "{{ 1 + 'one' }}",
        ":1",
        "This line cannot be filled in: TypeError: unsupported operand type(s) for +",
        "",
    ),
    "words without the value that they hold": (
        "frame/foot.html",
        "{{ _('%(number)s plans', name=1) }}",
        ":1",
        "This line cannot be filled in: KeyError: 'number'.",
        "",
    ),
    "component that is given too little": (
        "frame/foot.html",
        "<p>\n{% include 'components/head.html' %}",
        ":2",
        "is undefined.",
        "",
    ),
    "component that has lost a part": (
        "components/marks.html",
        "<p>",
        "",
        "The template 'components/marks.html' has no ",
        "",
    ),
    "template that holds itself": (
        "frame/foot.html",
        "{% include 'frame/foot.html' %}",
        ":1",
        "This line cannot be filled in: RecursionError: ",
        "",
    ),
}


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return shutil.copytree(HERE / "plans" / "minimal", tmp_path / "content")


def write(content: Path, name: str, text: str | bytes) -> Path:
    """Write a template of the site's own."""
    path = content.parent / "templates" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def told(content: Path, capsys: pytest.CaptureFixture[str], *more: str) -> str:
    """Build, which must be refused, and return what it printed."""
    output = content.parent / "output"
    words = ["build", "--content", str(content), "--output", str(output), "--formats", "", *more]
    assert main(words) == 1
    assert not output.exists()
    return capsys.readouterr().out


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_in_a_template_is_told_with_its_line_and_the_way_out(
    mistake: str, content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name, text, line, wrong, hint = MISTAKES[mistake]
    write(content, name, text)
    found = told(content, capsys)
    assert f"templates/{name}{line}\n" in found
    assert wrong in found
    fix = f"{hint} Correct this, or remove the file: riweb then takes its own.".strip()
    assert f"    {fix}\n" in found
    assert "1 problem. " in found and "Traceback" not in found


def test_a_mistake_in_a_template_is_told_by_worker_processes_too(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(content / "plans/first", content / "plans/second")
    write(content, "plan/action.html", "{{ plann.id }}")
    assert "templates/plan/action.html:1\n    'plann' is undefined.\n" in told(content, capsys)


def test_a_template_that_is_no_text_is_told(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(content, "frame/foot.html", "<p>\nCaf\xe9".encode("latin-1"))
    found = told(content, capsys)
    assert "templates/frame/foot.html:2\n    This file is not saved as UTF-8" in found


def test_a_style_that_is_no_text_is_told(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(content, "styles/site.css", "/*\nCaf\xe9 */".encode("latin-1"))
    found = told(content, capsys)
    assert "templates/styles/site.css:2\n    This file is not saved as UTF-8" in found


def test_a_template_that_nothing_asks_for_stops_no_build(content: Path, tmp_path: Path) -> None:
    write(content, "notes.html", "{% if %}")
    words = ["build", "--content", str(content), "--output", str(tmp_path / "output")]
    assert main([*words, "--formats", ""]) == 0


def test_a_mistake_of_ours_is_not_laid_at_the_editor_s_door(content: Path) -> None:
    """What goes wrong in a template of riweb, within one of the site's own, is told as ours."""
    write(content, "base.html", (OURS / "base.html").read_text())
    wrong = content.parent / "ours"
    shutil.copytree(HERE.parent / "riweb", wrong / "riweb")
    shutil.copytree(OURS, wrong / "templates")
    page = wrong / "templates/frame/foot.html"
    page.write_text("{{ sight.title }}")
    script = (
        "import pathlib, riweb.build.whole as build; at = pathlib.Path;"
        f"options = build.Options(at({str(content)!r}), at('output'), formats=(), jobs=1);"
        "build.run(options, print)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, "PYTHONPATH": str(wrong)},
        cwd=wrong,
        capture_output=True,
        text=True,
    )
    assert "UndefinedError: 'sight' is undefined" in done.stderr
    assert "filling in riweb’s own template frame/foot.html" in done.stderr
    assert "Refused" not in done.stderr


def test_a_mistake_in_templates_that_are_the_site_s_and_ours_is_told(content: Path) -> None:
    """In a checkout of riweb, the templates beside the content are riweb's own."""
    shutil.copytree(HERE.parent / "riweb", content.parent / "riweb")
    shutil.copytree(OURS, content.parent / "templates")
    foot = content.parent / "templates/frame/foot.html"
    foot.write_text("<p>\n{{ 5|inline }}")
    done = subprocess.run(
        [sys.executable, "-m", "riweb", "build", "--formats", ""],
        env={**os.environ, "PYTHONPATH": str(content.parent)},
        cwd=content.parent,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1
    assert "templates/frame/foot.html:2\n    This line cannot be filled in: " in done.stdout
    assert "undo your last change to it" in done.stdout
