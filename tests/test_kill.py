"""A build that is killed, or stopped with Ctrl-C, leaves the old site or the new one."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sites import HERE

from riweb.cli import main

# What a build says when it has read the content, and when every file is made.
READ, MADE = "Read 2 plans.", "Checking every page and link …"

# How many builds are killed after they said so; and how many are stopped with Ctrl-C.
KILLED, STOPPED = {READ: 15, MADE: 15}, {READ: 5, MADE: 4}

# What stands in the work folder when nothing is under way.
LASTING = {"cache", "lock"}


class Ground:
    """A site that is built again and again, each time with another title.

    Args:
        folder: where content, site and the work folder stand.
    """

    def __init__(self, folder: Path) -> None:
        self.output = folder / "site" / "output"
        self.content = folder / "content"
        shutil.copytree(HERE / "plans" / "minimal", self.content)
        # Two plans, so that worker processes are at work.
        self.plans = [self.content / "plans" / name / "plan.yaml" for name in ("first", "second")]
        shutil.copytree(self.plans[0].parent, self.plans[1].parent)
        self.words = self.plans[0].read_text(encoding="utf-8")

    @property
    def folders(self) -> list[str]:
        """What the command line says of them."""
        return ["--content", str(self.content), "--output", str(self.output)]

    def edit(self, title: str) -> None:
        for plan in self.plans:
            plan.write_text(self.words.replace("First plan", title), encoding="utf-8")

    def start(self, words: str) -> subprocess.Popen[str]:
        """Start a build and wait until it says some words."""
        command = [sys.executable, "-m", "riweb", "build", "--formats", "", "--jobs", "2"]
        build = subprocess.Popen(
            [*command, *self.folders],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
            # Whoever runs the tests in the background has told them to ignore Ctrl-C.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
            cwd=HERE.parent,
        )
        assert words in map(str.rstrip, build.stdout or ())
        return build

    def finish(self, words: str) -> float:
        """Build to the end, and return the seconds between some words and the last ones."""
        build = self.start(words)
        start = end = time.perf_counter()
        with build:
            for _ in build.stdout or ():
                end = time.perf_counter()
        assert build.returncode == 0
        return end - start

    def site(self) -> dict[str, bytes]:
        """Return every file of the published site."""
        return {
            path.relative_to(self.output).as_posix(): path.read_bytes()
            for path in self.output.rglob("*")
            if path.is_file()
        }

    def left(self) -> set[str]:
        """Return what stands in the work folder and should not."""
        work = self.output.parent / ".riweb"
        lasting = {path.name for path in work.glob("built-*.json")} | LASTING
        halves = {path.name for path in (work / "cache").glob("*.*")}
        beside = {path.name for path in self.output.parent.iterdir()} - {"output", ".riweb"}
        return ({path.name for path in work.iterdir()} - lasting) | halves | beside


@pytest.fixture
def ground(tmp_path: Path) -> Ground:
    return Ground(tmp_path)


def stops(ground: Ground, wanted: dict[str, int]) -> Iterator[tuple[str, float]]:
    """Yield after which words, and how long after them, a build is to be stopped.

    The moments are random, one in each of as many equal shares of the time until the end.
    """
    chance = random.Random(2)
    ground.finish(READ)
    for words, number in wanted.items():
        ground.edit(f"Measured before {number} stops")
        seconds = ground.finish(words)
        for place in range(number):
            yield words, (place + chance.random()) / number * seconds


def stopped(
    ground: Ground, words: str, moment: float, stop: Callable[[subprocess.Popen[str]], None]
) -> tuple[str, int]:
    """Start a build, stop it, and return what it said from then on and its exit status."""
    build = ground.start(words)
    time.sleep(moment)
    stop(build)
    said, _ = build.communicate(timeout=60)
    return said, build.returncode


def test_a_build_killed_at_any_moment_leaves_the_old_site_or_the_new_one(ground: Ground) -> None:
    kept = 0
    for number, (words, moment) in enumerate(stops(ground, KILLED)):
        old = ground.site()
        ground.edit(f"Plan {number}")
        _, code = stopped(ground, words, moment, lambda build: build.kill())
        found = ground.site()
        assert main(["build", "--formats", "", "--jobs", "1", *ground.folders]) == 0
        new = ground.site()
        assert found in (old, new), f"killed {moment:.4f} s after “{words}”"
        assert f"Plan {number}" in new["first/index.html"].decode()
        assert ground.left() == set()
        kept += found == old and code == -signal.SIGKILL
    # A test that comes too late every time proves nothing.
    assert kept > sum(KILLED.values()) / 4


def test_a_build_stopped_with_ctrl_c_leaves_the_old_site_and_nothing_else(ground: Ground) -> None:
    kept = 0
    for number, (words, moment) in enumerate(stops(ground, STOPPED)):
        old = ground.site()
        ground.edit(f"Plan {number}")
        # As a terminal does it: every process of the build is told.
        said, code = stopped(
            ground, words, moment, lambda build: os.killpg(build.pid, signal.SIGINT)
        )
        assert "Traceback" not in said
        assert ground.left() == set()
        # A build that has ended is not undone.
        if " are in " in said:
            assert f"Plan {number}" in ground.site()["first/index.html"].decode()
        else:
            kept += 1
            assert code == 130 and said.endswith("Stopped. What is published is unchanged.\n")
            assert ground.site() == old
    assert kept > sum(STOPPED.values()) / 4
