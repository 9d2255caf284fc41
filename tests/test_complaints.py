"""What the engine complains of stops the build, in words that an editor understands."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from riweb.build import workers
from riweb.cli import main
from riweb.format_record import EngineComplaint
from riweb.formats.pdf import writer
from riweb.formats.profiles import PRINT

HERE = Path(__file__).parent
TEMPLATES = HERE.parent / "templates"

# It is turned by nothing, which only drawing it brings to light.
BROKEN = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">
  <rect transform="rotate()" width="5" height="5"/>
</svg>
"""
PLAN = """pictures:
  - id: map
    title: Our estates
    alt: A map.
    file: map.svg
"""


def test_a_picture_that_cannot_be_drawn_is_named_with_its_line_and_output_is_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(HERE / "plans/minimal", "content")
    first = Path("content/plans/first")
    (first / "images").mkdir()
    (first / "images/map.svg").write_text(BROKEN)
    (first / "plan.yaml").write_text((first / "plan.yaml").read_text() + PLAN)
    Path("output").mkdir()
    Path("output/build.json").write_text("old")
    assert main(["build", "--formats", "large-print", "--jobs", "1"]) == 1
    told = capsys.readouterr().out
    assert told.endswith(
        "content/plans/first/plan.yaml:23\n"
        "    The picture “map.svg” cannot be drawn.\n"
        "    Open it in a picture program and save it again, a drawing as PNG.\n\n"
        "1 problem. output/ is unchanged.\n"
    )
    assert [path.name for path in Path("output").iterdir()] == ["build.json"]


SAID = {
    '<img src="gone.png" alt="A map.">': "The picture “gone.png” cannot be drawn.",
    '<img src="dot.png">': "The picture “dot.png” has no description.",
    "<p>Done ✓</p>": "Our typeface has no “✓”.",
    '<p><a href="#nowhere">See there</a></p>': (
        "A link leads to “nowhere”, which is not in this format."
    ),
    '<p style="colour: red">Words</p>': (
        "This file could not be made as it should be: Ignored `colour: red` at 1:1, unknown "
        "property."
    ),
}


@pytest.mark.parametrize("body", SAID)
def test_what_the_engine_says_is_told_in_plain_words(body: str, tmp_path: Path) -> None:
    (picture,) = (HERE / "plans/wrong/picture-not-used").rglob("map.png")
    shutil.copy(picture, tmp_path / "dot.png")
    html = f'<html lang="en"><title>x</title><body><h1>T</h1>{body}</body></html>'
    with pytest.raises(EngineComplaint) as caught:
        writer.write(html, PRINT["large-print"], "#17475c", TEMPLATES, tmp_path)
    (problem,) = workers.problems(caught.value, tmp_path)
    assert problem.wrong == SAID[body]
