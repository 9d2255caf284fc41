"""It does not matter in which folder riweb, the content or the site stands."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest
from pdfs import Read
from sites import Built, build

HERE = Path(__file__).parent
FULL = HERE / "plans" / "full"
PLAN = "larch"

# Names that folders have, or may have. Each path below goes through several of them.
AWKWARD = (
    ("My documents", "Tŷ a Chartref ŵŷ", "Caf\u00e9", "Cafe\u0301", "Jo's “plans”"),
    ("100%", "a%20b", "#1 (of 2)", "what?", "R&D; = [draft], too", "+ plus +"),
    ("🏡 homes", "居民参与计划", "-f", "--output", "~", "$HOME", "{name}", "%(title)s"),
    ("two\nlines", 'a "quoted" <name>', "back\\slash", "tab\there", "long" * 60, " . "),
    ("file:", "c:", "data:,", "a|b*c", "@import", "😀'\"&amp;"),
)
FORMATS = ("large-print", "epub", "word", "braille", "insert")


@pytest.mark.parametrize("names", AWKWARD, ids=("words", "marks", "signs", "lines", "schemes"))
def test_a_folder_may_have_any_name(names: tuple[str, ...], tmp_path: Path) -> None:
    top = tmp_path.joinpath(*names)
    top.mkdir(parents=True)
    shutil.copytree(HERE.parent / "riweb", top / "programme" / "riweb")
    shutil.copytree(HERE.parent / "templates", top / "programme" / "templates")
    shutil.copytree(FULL, top / "content")
    output = top / "out" / "site"
    command = ("build", "--formats", ",".join(FORMATS), "--jobs", "1", "--content", "content")
    # A colon would part two folders in PYTHONPATH.
    programme = "" if ":" in str(top) else str(top / "programme")
    start = (
        f"import runpy, riweb; assert riweb.__file__.startswith({programme!r}); "
        "runpy.run_module('riweb', run_name='__main__', alter_sys=True)"
    )
    done = subprocess.run(
        [sys.executable, "-P", "-c", start, *command, "--output", output],
        capture_output=True,
        text=True,
        cwd=top,
        env={**os.environ, "PYTHONPATH": programme},
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Left out" not in done.stdout, done.stdout
    plan = output / PLAN
    (pdf,) = plan.glob("downloads/*.pdf")
    assert Read(pdf).fonts <= {"Atkinson-Hyperlegible-Next", "Atkinson-Hyperlegible-Next-Bold"}
    for name in ("downloads/larch-word-en.docx", "downloads/larch-epub-en.epub"):
        assert (plan / name).is_file()
    assert (plan / "images/estate-map.png").is_file()
    assert (plan / "inserts/every-field/print/every-field.pdf").is_file()


@pytest.fixture(scope="module")
def twins(tmp_path_factory: pytest.TempPathFactory) -> tuple[Built, Built]:
    """The same content, built in two places into two places."""
    built = []
    for name in ("here", "over-there/and-further"):
        top = tmp_path_factory.mktemp("place") / name
        shutil.copytree(FULL, top / "content")
        formats = "large-print,giant-print,clear-print,easy-read,word,text,epub,insert"
        built.append(build(top / "content", top / "site", "--formats", formats, "--jobs", "1"))
    return built[0], built[1]


def test_the_same_content_gives_the_same_bytes_wherever_it_stands(
    twins: tuple[Built, Built],
) -> None:
    one, other = (
        {path: sha256(content).digest() for path, content in files(site)} for site in twins
    )
    assert any(path.endswith(".pdf") for path in one)
    assert [path for path in one if one[path] != other.get(path)] == []
    assert one.keys() == other.keys()


def files(site: Built) -> list[tuple[str, bytes]]:
    """Return the path and bytes of every file of a site."""
    paths = sorted(path for path in site.output.rglob("*") if path.is_file())
    return [(path.relative_to(site.output).as_posix(), path.read_bytes()) for path in paths]
