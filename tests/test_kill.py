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

# Moments at which a build is killed, spread over the time that it takes.
KILLED, STOPPED = 30, 6

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

    def start(self) -> subprocess.Popen[str]:
        """Start a build and wait until it has read the content."""
        command = [sys.executable, "-m", "riweb", "build", "--formats", "", "--jobs", "2"]
        build = subprocess.Popen(
            [*command, *self.folders],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
            cwd=HERE.parent,
        )
        assert build.stdout
        assert build.stdout.readline() == "Read 2 plans.\n"
        return build

    def finish(self) -> float:
        """Build to the end, and return the seconds between the reading and the last words."""
        build = self.start()
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


def moments(number: int, seconds: float) -> Iterator[float]:
    """Yield random moments, one in each of as many equal shares of a time."""
    chance = random.Random(2)
    for place in range(number):
        yield (place + chance.random()) / number * seconds


def stopped_at(
    ground: Ground, moment: float, stop: Callable[[subprocess.Popen[str]], None]
) -> tuple[str, int]:
    """Start a build, stop it at a moment, and return what it said and its exit status."""
    build = ground.start()
    time.sleep(moment)
    stop(build)
    said, _ = build.communicate(timeout=60)
    return said, build.returncode


def test_a_build_killed_at_any_moment_leaves_the_old_site_or_the_new_one(ground: Ground) -> None:
    ground.finish()
    ground.edit("Plan of the first kill")
    seconds = ground.finish()
    old, kept = ground.site(), 0
    for number, moment in enumerate(moments(KILLED, 1.1 * seconds)):
        ground.edit(f"Plan {number}")
        _, code = stopped_at(ground, moment, lambda build: build.kill())
        found = ground.site()
        assert main(["build", "--formats", "", "--jobs", "1", *ground.folders]) == 0
        new = ground.site()
        assert found in (old, new), f"killed after {moment:.3f} s"
        assert f"Plan {number}" in new["first/index.html"].decode()
        assert ground.left() == set()
        kept += found == old and code == -signal.SIGKILL
        old = new
    # A test that comes too late every time proves nothing.
    assert kept > KILLED / 4


def test_a_build_stopped_with_ctrl_c_leaves_the_old_site_and_nothing_else(ground: Ground) -> None:
    ground.finish()
    ground.edit("Another plan")
    seconds = ground.finish()
    old, kept = ground.site(), 0
    for number, moment in enumerate(moments(STOPPED, 0.9 * seconds)):
        ground.edit(f"Plan {number}")
        # As a terminal does it: every process of the build is told.
        said, code = stopped_at(ground, moment, lambda build: os.killpg(build.pid, signal.SIGINT))
        assert "Traceback" not in said
        assert ground.left() == set()
        # A build that has ended is not undone.
        if "are in" in said:
            old = ground.site()
            assert f"Plan {number}" in old["first/index.html"].decode()
        else:
            kept += 1
            assert code == 1 and said.endswith("Stopped. What is published is unchanged.\n")
            assert ground.site() == old
    assert kept > STOPPED / 4
