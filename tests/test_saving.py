"""What is saved while a build runs is published by the next build, at whatever moment it was."""

from __future__ import annotations

import random
import shutil
import time
import urllib.request
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import Thread

import pytest

from riweb import breakdown, preview
from riweb.build import whole
from riweb.build.inputs import Options
from riweb.problems import Refused

HERE = Path(__file__).parent
SAVES = 200


@dataclass
class Edited:
    """A site whose plan has a title that counts how often it was saved."""

    options: Options

    @property
    def plan(self) -> Path:
        return self.options.content / "plans/first/plan.yaml"

    @property
    def shown(self) -> str:
        return (self.options.output / "first/index.html").read_text()

    def save(self, title: str, at_once: bool = True) -> None:
        """Save a title of the plan.

        Args:
            at_once: by renaming a finished file, as careful editors do; or written in its place.
        """
        text = self.text.replace("First plan", title)
        if not at_once:
            self.plan.write_text(text)
            return
        half = self.plan.with_name(".plan.yaml.swp")
        half.write_text(text)
        half.replace(self.plan)

    def __post_init__(self) -> None:
        self.text = self.plan.read_text()

    def save_often(self, chance: random.Random, saves: int = SAVES, called: str = "Save") -> None:
        """Save many times, at moments that nobody can foresee."""
        for number in range(1, saves + 1):
            self.save(f"{called} {number:03}", chance.random() < 0.5)
            time.sleep(chance.choice((0, 0.001, 0.005, 0.02, 0.05)) * chance.random())


@pytest.fixture
def edited(tmp_path: Path) -> Edited:
    shutil.copytree(HERE / "plans" / "minimal", tmp_path / "content")
    return Edited(Options(tmp_path / "content", tmp_path / "site", formats=(), jobs=1))


def steps(options: Options) -> list[str]:
    """Return what a build tells at each step."""
    told: list[str] = []
    whole.run(options, told.append)
    return told


def at_step(number: int, do: Callable[[], None]) -> Callable[[str], None]:
    """Return what is told of each step, and does something at one of them."""
    left = iter(range(number, -1, -1))

    def tell(_: str) -> None:
        if next(left, None) == 0:
            do()

    return tell


def test_an_edit_at_any_step_of_a_build_is_published_by_the_next(edited: Edited) -> None:
    told = steps(edited.options)
    assert len(told) > 2
    for number, step in enumerate(told):
        edited.save(f"Before {number}")
        whole.run(edited.options, at_step(number, lambda n=number: edited.save(f"During {n}")))
        assert not whole.run(edited.options, lambda line: None).is_unchanged, step
        assert f"During {number}" in edited.shown, step
        assert whole.run(edited.options, lambda line: None).is_unchanged, step


def test_an_edit_that_is_undone_while_a_build_runs_is_undone_on_the_page(edited: Edited) -> None:
    def undo() -> None:
        edited.save("As it was")

    for number in range(len(steps(edited.options))):
        edited.save("As it was")
        whole.run(edited.options, lambda line: None)
        edited.save(f"Another {number}")
        whole.run(edited.options, at_step(number, undo))
        whole.run(edited.options, lambda line: None)
        assert "As it was" in edited.shown, number


def test_who_saved_while_a_build_ran_is_told_to_build_again(edited: Edited) -> None:
    told: list[str] = []

    def tell(line: str) -> None:
        if line.startswith("Checking"):
            edited.save("Late")
        told.append(line)

    whole.run(edited.options, tell)
    words = "Something was saved while the site was being built. Build again to publish it."
    assert words in told
    assert words not in steps(edited.options)


def test_a_template_that_is_changed_and_put_back_leaves_nothing_of_it(edited: Edited) -> None:
    """The files of a build with a template that was there for a moment are not kept."""
    own = edited.options.content.parent / "templates" / "components" / "marks.html"
    own.parent.mkdir(parents=True)
    ours = (HERE.parent / "templates/components/marks.html").read_text()
    foot = edited.options.content.parent / "templates" / "frame" / "foot.html"
    foot.parent.mkdir()
    good = (HERE.parent / "templates/frame/foot.html").read_text()
    own.write_text(ours)
    foot.write_text(good)

    def tell(line: str) -> None:
        if line.startswith("Read "):
            foot.write_text(f"{good}<p>For a moment</p>")

    whole.run(edited.options, tell)
    assert "For a moment" in edited.shown
    foot.write_text(good)
    whole.run(edited.options, lambda line: None)
    assert "For a moment" not in edited.shown


def test_a_picture_that_is_changed_and_put_back_leaves_nothing_of_it(edited: Edited) -> None:
    source = next((HERE / "plans" / "full").rglob("*.png"))
    picture = edited.plan.with_name("images") / "map.png"
    picture.parent.mkdir()
    shutil.copy(source, picture)
    good = picture.read_bytes()
    # After the head of 33 bytes, a remark that no programme shows.
    remark = b"tEXtComment\0other"
    size, check = (len(remark) - 4).to_bytes(4), zlib.crc32(remark).to_bytes(4)
    other = good[:33] + size + remark + check + good[33:]
    edited.text += (
        "pictures:\n  - id: map\n    title: Where our estates are\n    file: map.png\n"
        "    alt: A map of the estates.\n"
    )
    edited.save("With a map")

    def tell(line: str) -> None:
        if line.startswith("Read "):
            picture.write_bytes(other)

    whole.run(edited.options, tell)
    picture.write_bytes(good)
    whole.run(edited.options, lambda line: None)
    published = [path.read_bytes() for path in edited.options.output.rglob("map.png")]
    assert published == [good]


@pytest.mark.parametrize("seed", range(3))
def test_the_last_of_many_saves_is_published_by_the_next_build(edited: Edited, seed: int) -> None:
    saving = Thread(target=edited.save_often, args=(random.Random(seed),))
    saving.start()
    while saving.is_alive():
        # Half a file may be met, and is a mistake until the rest is there.
        with suppress(Refused):
            whole.run(edited.options, lambda line: None)
    whole.run(edited.options, lambda line: None)
    assert f"Save {SAVES}" in edited.shown


@pytest.fixture
def address(edited: Edited) -> Iterator[str]:
    """The address of a running preview of the site."""
    report = partial(breakdown.report, words=["serve"], work=edited.options.work)
    serving = preview.serve(edited.options, 0, lambda line: None, report)
    address = next(serving)
    # The rest of the loop watches the folder; it ends with the test's process.
    Thread(target=lambda: next(serving), daemon=True).start()
    yield address


@pytest.mark.parametrize("seed", [1])
def test_the_last_of_many_saves_is_on_the_page_of_the_preview(
    address: str, edited: Edited, seed: int
) -> None:
    chance, each = random.Random(seed), 10
    for turn in range(SAVES // each):
        edited.save_often(chance, each, f"Turn {turn}, save")
        wait_for(f"{address}first/", f"Turn {turn}, save {each:03}")


def wait_for(address: str, words: str) -> None:
    """Wait until the words are on a page of the preview."""
    for _ in range(200):
        with urllib.request.urlopen(address, timeout=10) as answer:
            if words in answer.read().decode():
                return
        time.sleep(0.05)
    raise AssertionError(f"“{words}” is not on the page after 10 seconds")


def test_words_of_the_site_s_own_are_read_again(edited: Edited) -> None:
    """In one process, as the preview is, words that were saved meanwhile are on the next page."""
    shutil.rmtree(edited.options.content)
    shutil.copytree(HERE / "plans" / "bilingual", edited.options.content)
    own = edited.options.content.parent / "templates/words/cy.po"
    own.parent.mkdir(parents=True)
    head = (HERE.parent / "templates/words/cy.po").read_text().partition("\n\n")[0]
    for words in ("Neidio yma", "Neidio acw"):
        own.write_text(f'{head}\n\nmsgid "Skip to the main text"\nmsgstr "{words}"\n')
        whole.run(edited.options, lambda line: None)
        assert words in (edited.options.output / "cy/index.html").read_text()
