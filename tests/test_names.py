"""Names that not every server and disk can hold are refused, wherever they become files."""

from __future__ import annotations

import re
import shutil
import tempfile
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sites import HERE

from riweb.build import whole
from riweb.content.parse import references
from riweb.locales import LOCALES
from riweb.plan.fields import unfit
from riweb.problems import Problem

# Source: Microsoft, Naming Files, Paths, and Namespaces.
DEVICES = [
    "con",
    "prn",
    "aux",
    "nul",
    *(f"{one}{n}" for one in ("com", "lpt") for n in range(1, 10)),
]
KEEPS = "on Windows, which keeps that name for itself."

# A whole picture of one pixel.
PICTURE = (
    HERE / "plans/wrong/picture-with-the-wrong-ending/plans/first/images/map.jpg"
).read_bytes()


def site(folder: Path) -> Path:
    """Lay the smallest site, and return the folder of its plan."""
    shutil.copytree(HERE / "plans" / "minimal", folder / "content")
    return folder / "content/plans/first"


def told(plan: Path) -> list[Problem]:
    """Return the problems of a site, without advice."""
    _, problems = whole.check(plan.parent.parent)
    return [problem for problem in problems if not problem.is_advice]


def edit(plan: Path, old: str, new: str) -> None:
    file = plan / "plan.yaml"
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new, 1))


def action_id(plan: Path, name: str) -> str:
    edit(plan, "id: walkabouts", f"id: {name}")
    return "content/plans/first/plan.yaml"


def address(plan: Path, name: str) -> str:
    edit(plan, "title: First plan", f"title: First plan\naddresses: {{cy: {name}}}")
    return "content/plans/first/plan.yaml"


def plan_folder(plan: Path, name: str) -> str:
    plan.rename(plan.with_name(name))
    return f"content/plans/{name}"


def chapter(plan: Path, name: str) -> str:
    (plan / "chapters").mkdir()
    (plan / "chapters" / f"01-{name}.md").write_text("# Background\n\nWe own homes.\n")
    return f"content/plans/first/chapters/01-{name}.md"


def picture(plan: Path, name: str) -> str:
    (plan / "images").mkdir()
    (plan / "images" / f"{name}.png").write_bytes(PICTURE)
    return f"content/plans/first/images/{name}.png"


def insert(plan: Path, name: str) -> str:
    folder = plan.parent.parent / "inserts"
    folder.mkdir()
    (folder / f"{name}.yaml").write_text("title: News\nplan: first\nsize: a5-2\nblocks: []\n")
    return f"content/inserts/{name}.yaml"


PLACES = [action_id, address, plan_folder, chapter, picture, insert]


@given(place=st.sampled_from(PLACES), name=st.sampled_from(DEVICES))
@settings(max_examples=60, deadline=None)
def test_a_name_that_windows_keeps_is_refused_with_its_place(place, name: str) -> None:  # type: ignore[no-untyped-def]
    with tempfile.TemporaryDirectory() as made:
        plan = site(Path(made))
        file = place(plan, name)
        found = [one for one in told(plan) if one.file == file and KEEPS in one.wrong]
        assert len(found) == 1 and f"our-{name}" in found[0].fix
        # What an editor wrote in a file has its line there.
        assert (found[0].line > 0) == (file.endswith("plan.yaml"))


@given(place=st.sampled_from(PLACES), name=st.sampled_from(DEVICES), more=st.sampled_from("0ab-x"))
@settings(max_examples=40, deadline=None)
def test_a_name_that_only_begins_so_is_taken(place, name: str, more: str) -> None:  # type: ignore[no-untyped-def]
    name = f"{name}{more}x"
    with tempfile.TemporaryDirectory() as made:
        plan = site(Path(made))
        place(plan, name)
        assert not [one for one in told(plan) if KEEPS in one.wrong]


@given(
    name=st.sampled_from(DEVICES),
    ending=st.sampled_from(["", ".png", ".tar.gz", ".", " "]),
    capitals=st.lists(st.booleans(), min_size=4, max_size=4),
)
def test_capitals_and_endings_change_nothing(name: str, ending: str, capitals: list[bool]) -> None:
    mixed = "".join(one.upper() if up else one for one, up in zip(name, capitals, strict=False))
    assert unfit(mixed + ending)


@given(st.text(st.characters(codec="utf-8"), max_size=12), st.sampled_from(". "))
def test_a_stop_or_space_at_the_end_is_refused(name: str, end: str) -> None:
    assert unfit(name + end)


@pytest.mark.parametrize(
    ("one", "other", "how"),
    [
        ("map.png", "Map.png", "in capital letters"),
        ("map.png", "map.PNG", "in capital letters"),
        ("tŷ.png", unicodedata.normalize("NFD", "tŷ.png"), "in how its accents are stored"),
        ("tŷ.png", unicodedata.normalize("NFD", "TŶ.png"), "in capital letters"),
    ],
)
@pytest.mark.parametrize("below", ["plans/first/images", "inserts/images", "inserts", "plans"])
def test_names_that_differ_in_capitals_or_accents_alone_are_refused(
    below: str, one: str, other: str, how: str, tmp_path: Path
) -> None:
    plan = site(tmp_path)
    folder = tmp_path / "content" / below
    folder.mkdir(parents=True, exist_ok=True)
    for name in (one, other):
        (folder / name).write_bytes(PICTURE)
    later = max(one, other)
    found = [x for x in told(plan) if "differ only" in x.wrong]
    assert [x.file for x in found] == [f"content/{below}/{later}"]
    assert how in found[0].wrong


def test_the_words_of_our_own_addresses_can_live_on_every_disk() -> None:
    for words in (words for one in LOCALES.values() for words in (one.paths, one.formats)):
        own = list(words.values())
        assert not [one for one in own if unfit(one)]
        assert len({unicodedata.normalize("NFC", one).casefold() for one in own}) == len(own)
        assert all(re.fullmatch(r"[a-z-]+", one) for one in own)
    assert not [one for one in references.FOLDERS if unfit(one)]
