"""A whole build: read, parse, render, audit, and replace output/ at the end."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from riweb import publish, shipped
from riweb.pipeline import inputs, inserts, jobs, languages, needs
from riweb.pipeline.inputs import Options
from riweb.pipeline.making import Build, Result, Tell
from riweb.plan.site import Site
from riweb.problems import Problem, Refused


def check(content: Path) -> tuple[Site | None, tuple[Problem, ...]]:
    """Return the site, where it can be built, and every problem and advice, by place."""
    found, problems = languages.read(content)
    if found is None:
        return None, problems
    options = Options(content, Path())
    editions = [found.edition(at) for at in found.addresses(())]
    scenes = languages.scenes(editions, options.override, options.today)
    if unfit := tuple(inserts.problems(found, scenes)):
        return None, tuple(sorted({*problems, *unfit}))
    return found.site, problems


def run(options: Options, tell: Tell) -> Result:
    """Build content/ into output/.

    Args:
        tell: is given one line at each step.

    Raises:
        Refused: with every problem; output/ is as it was.
    """
    # Where output/ is a link to a folder elsewhere, that folder is meant.
    options = replace(options, output=Path(os.path.realpath(options.output)))
    if problem := publish.objection(options.content, options.output):
        raise Refused([problem])
    try:
        with _alone(options.work, tell), _cleared_up(options):
            return _build(options, tell)
    except OSError as error:
        raise Refused([publish.problem(error, options.output)]) from error


def _build(options: Options, tell: Tell) -> Result:
    programme = inputs.of_programme(shipped.PACKAGE, shipped.folder(), options.override)
    whole = inputs.digest(programme, needs.state())
    note = options.work / f"built-{inputs.digest(str(options.output))[:12]}.json"
    last = inputs.recorded(note)
    state = inputs.of_build(options, whole, last.get("day_matters") == "yes")
    if last.get("build") == state and last.get("output") == _state_of(options.output):
        return _unchanged(last)
    build = Build(options, programme, tell)
    stage, result, day_matters = build.run()
    with publish.uninterrupted():
        publish.swap(stage, options.output)
        inputs.record(
            note,
            build=inputs.of_build(options, whole, day_matters),
            output=_state_of(options.output),
            day_matters="yes" if day_matters else "no",
            counts=[result.plans, result.pages, result.pdfs],
        )
        build.sweep()
    return result


@contextmanager
def _cleared_up(options: Options) -> Iterator[None]:
    """Leave nothing half-made in the work folder: neither of this build, nor of one before."""
    publish.recover(options.work, options.output)
    jobs.clear_up(options.work)
    try:
        yield
    finally:
        publish.recover(options.work, options.output)
        jobs.clear_up(options.work)


def _unchanged(last: Mapping[str, object]) -> Result:
    counts = last.get("counts")
    plans, pages, pdfs = counts if isinstance(counts, list) else (0, 0, 0)
    return Result(True, plans, pages, pdfs, 0, ())


def _state_of(output: Path) -> str:
    """Return a hash of names, sizes and times of everything in output/."""
    if not output.is_dir():
        return ""
    rows = [
        (path.relative_to(output).as_posix(), stat.st_size, stat.st_mtime_ns)
        for path in sorted(output.rglob("*"))
        if path.is_file() and (stat := path.stat())
    ]
    return inputs.digest(rows)


@contextmanager
def _alone(work: Path, tell: Tell) -> Iterator[None]:
    """Hold the work folder, so that two builds do not meet in it."""
    work.mkdir(parents=True, exist_ok=True)
    with (work / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            tell("Another build is running here. Waiting for it to end …")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield
