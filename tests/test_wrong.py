"""Every mistake of an editor is told with its place, and what to write instead."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from riweb.cli import main

PLANS = Path(__file__).parent / "plans"
MISTAKES = sorted(path.name for path in (PLANS / "wrong").iterdir())

# One problem, as the contract says: its place, what is wrong, and what to write instead.
FORM = re.compile(
    r"(?P<file>[^\s:][^:\n]*?)(?::(?P<line>\d+))?(?:  (?P<key>\S.*))?\n    (.+)\n    (.+)"
)

# What is to be copied stands at the end, and takes no full stop.
VERBATIM = re.compile(r"(Write|: |like) ?\S*[/:|#\w\"'\]]+$|: .*$")

# Words that an editor of plans need not know.
JARGON = re.compile(
    r"\b(alias|anchor|array|boolean|dict|error|exception|indent\w*|integer|invalid|key|null|object|"
    r"parse\w*|regex|schema|sequence|string|syntax|tag|token|traceback|tuple|validation|yaml)\b",
    re.IGNORECASE,
)


def lay(mistake: str, folder: Path) -> Path:
    """Return a content folder: the smallest site, with what a mistake changes laid over it.

    `gone.txt` names what is taken away, `links.txt` links and where each leads.
    """
    content = folder / "content"
    shutil.copytree(PLANS / "minimal", content)
    over = PLANS / "wrong" / mistake
    gone = over / "gone.txt"
    for name in gone.read_text().split() if gone.exists() else ():
        place = content / name
        shutil.rmtree(place) if place.is_dir() else place.unlink()
    if content.is_dir():
        own = shutil.ignore_patterns("gone.txt", "links.txt", "expected.txt")
        shutil.copytree(over, content, dirs_exist_ok=True, ignore=own)
    links = over / "links.txt"
    for line in links.read_text().splitlines() if links.exists() else ():
        name, target = line.split()
        (content / name).parent.mkdir(exist_ok=True)
        (content / name).symlink_to(target)
    return content


def state(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_told_in_these_words(
    mistake: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    request: pytest.FixtureRequest,
) -> None:
    lay(mistake, tmp_path)
    monkeypatch.chdir(tmp_path)
    status = main(["check", "--content", "content"])
    told = capsys.readouterr().out
    expected = PLANS / "wrong" / mistake / "expected.txt"
    if request.config.getoption("--renew"):
        expected.write_text(told)
    assert told == expected.read_text()
    assert status == (0 if "\n0 problems" in f"\n{told}" else 1)


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_build_tells_the_same_and_leaves_output_as_it_was(
    mistake: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    expected = (PLANS / "wrong" / mistake / "expected.txt").read_text()
    if "\n0 problems" in f"\n{expected}":
        return
    lay(mistake, tmp_path)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "output").mkdir()
    (tmp_path / "output/build.json").write_text('{"files": []}\n')
    before = state(tmp_path / "output")
    assert main(["build", "--content", "content", "--formats", ""]) == 1
    told = re.sub(r"^\d+ pieces? of advice .*\n", "", capsys.readouterr().out)
    *problems, last = told.strip().split("\n\n")
    assert last == f"{len(problems)} problem{'s' * (len(problems) != 1)}. output/ is unchanged."
    assert set(problems) <= set(expected.strip().split("\n\n"))
    assert state(tmp_path / "output") == before


@pytest.mark.parametrize("mistake", MISTAKES)
def test_each_problem_has_the_form_of_the_contract_and_plain_words(mistake: str) -> None:
    *problems, _ = (PLANS / "wrong" / mistake / "expected.txt").read_text().strip().split("\n\n")
    assert problems, "there is nothing wrong"
    for problem in problems:
        found = FORM.fullmatch(problem)
        assert found, problem
        *_, wrong, fix = found.groups()
        for words in (wrong, fix):
            assert words[0].isupper() or words[0] in "“‘`#", words
            assert words[-1] in ".?" or VERBATIM.search(words), words
            own = re.sub(r"“.*?”|`.*?`|[\w.-]+\.(yaml|png|md|po)|https?:\S*", "", words)
            own = re.sub(rf"{VERBATIM.pattern}|The fields here are .*", "", own)
            assert not JARGON.search(own), words
            for sentence in re.split(r"[.?:] ", own):
                assert len(sentence.split()) <= 25, sentence
    order = [FORM.fullmatch(problem) for problem in problems]
    places = [(found["file"], int(found["line"] or 0)) for found in order if found]
    assert places == sorted(places)
