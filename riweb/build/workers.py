"""Garbage that is not looked for while much is made that stays."""

from __future__ import annotations

import gc
import multiprocessing
import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Protocol, TypeVar

from riweb.build import jobs
from riweb.build.cache import Cache
from riweb.format_record import EngineComplaint, OptionRefused
from riweb.plan.inserts import Insert
from riweb.problems import Problem, Refused, quoted


@contextmanager
def left_alone() -> Iterator[None]:
    """Let no garbage be looked for; what is made here is not looked through later either.

    Python looks for it again and again while things are made. Content is kept to the end, and
    what is not kept goes by itself, for it holds no circles.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_on:
            gc.enable()


# What engines say, what it means, and what to do; the group is what to look for in the plan.
KNOWN = (
    (
        re.compile(r"Failed to (?:load image at '|render SVG image )\S*?([^/' ]+)(?:'|$)"),
        "The picture {words} cannot be drawn.",
        "Open it in a picture program and save it again, a drawing as PNG.",
    ),
    (
        re.compile(r'Image "[^"]*?([^/"]+)" has no required alt description'),
        "The picture {words} has no description.",
        "Add `alt:` with what someone who cannot see it should be told.",
    ),
    (
        re.compile(r'(?:Another typeface draws|\.notdef glyph rendered .*?:) "(.)'),
        "Our typeface has no {words}.",
        "Say it in words.",
    ),
    (
        re.compile(r"“(.)” \([^)]*\) has no braille"),
        "{words} has no braille.",
        "Say it in words.",
    ),
    (
        re.compile(r"No anchor #(\S+) for internal URI reference"),
        "A link leads to {words}, which is not in this format.",
        "Take the link away, or correct it.",
    ),
)


def problems(complaint: EngineComplaint, content: Path) -> Iterator[Problem]:
    """Yield a problem for each thing that an engine has said.

    Args:
        content: the content folder, in which its place is looked for.
    """
    sources = tuple(_of_plans(complaint.path, content))
    yield from _problems(complaint, content, sources, (complaint.path, 0))


def of_insert(complaint: EngineComplaint, content: Path, insert: Insert) -> Iterator[Problem]:
    """Yield a problem for each thing that an engine has said of an insert."""
    own = content / "inserts" / f"{insert.id}.yaml"
    sources = (own, *_of_plan(content / "plans" / insert.sheet.plan))
    yield from _problems(complaint, content, sources, (insert.file, 1))


def _problems(
    complaint: EngineComplaint, content: Path, sources: Sequence[Path], otherwise: tuple[str, int]
) -> Iterator[Problem]:
    """Yield the problems.

    Args:
        sources: the files in which the words may stand.
        otherwise: the file and line to name where they stand in none.
    """
    for line in complaint.words.splitlines():
        place = partial(_place, sources=sources, content=content, otherwise=otherwise)
        yield _known(line, place) or Problem(
            *otherwise,
            "",
            f"This file could not be made as it should be: {line}",
            complaint.mend
            or "Look for a picture or a character that the words name, and change it in the plan.",
        )


def _known(line: str, place: Callable[[str], tuple[str, int]]) -> Problem | None:
    for pattern, wrong, fix in KNOWN:
        if found := pattern.search(line):
            file, number = place(found[1])
            return Problem(file, number, "", wrong.format(words=quoted(found[1])), fix)
    return None


def _of_plans(path: str, content: Path) -> Iterator[Path]:
    """Yield the files that a finished file is made from.

    Args:
        path: of the finished file; the name of its plan is the folder two above it.
    """
    own = content / "plans" / (path.split("/")[-3:-2] or [""])[0]
    # In another language, a plan may have another name in addresses.
    plans = [own] if own.is_dir() else sorted((content / "plans").glob("*"))
    for plan in plans:
        yield from _of_plan(plan)


def _of_plan(plan: Path) -> tuple[Path, ...]:
    return plan / "plan.yaml", *sorted(plan.glob("chapters/*.md")), plan / "cy.po"


def _place(
    words: str, sources: Sequence[Path], content: Path, otherwise: tuple[str, int]
) -> tuple[str, int]:
    """Return the file and line in which the words stand first."""
    for source in (*sources, content / "site.yaml"):
        if not source.is_file():
            continue
        for number, line in enumerate(source.read_text(encoding="utf-8").splitlines(), 1):
            if words in line:
                return Path(content.name, source.relative_to(content)).as_posix(), number
    return otherwise


Item = TypeVar("Item")
Made = TypeVar("Made")

# Fewer jobs than this are copied sooner than processes are started.
MANY = 16
MEND = "Look for a picture or a character that the words name, and change it in the plan."


class Each(Protocol):
    """Does one thing with each of several, in order, as `map` does."""

    def __call__(self, do: Callable[[Item], Made], items: Iterable[Item], /) -> Iterable[Made]:
        """Return what `do` makes of each item."""


class Workers:
    """Does the jobs that the cache does not have.

    Args:
        content: the content folder, in which the place of a complaint is looked for.
        most: how many processes at once.
        tell: is given a line for each job that is done.
    """

    def __init__(self, cache: Cache, content: Path, most: int, tell: Callable[[str], None]) -> None:
        self.cache = cache
        self.content = content
        self.most = most
        self.tell = tell
        self.remade = 0

    def each(self, do: Callable[[Item], Made], items: Iterable[Item]) -> Iterator[Made]:
        """Yield what `do` makes of each item, in order; many are shared out to processes."""
        things = list(items)
        if self.most == 1 or len(things) < MANY:
            yield from map(do, things)
            return
        share = -(-len(things) // (self.most * 4))
        with ProcessPoolExecutor(
            self.most, initializer=jobs.start_worker, initargs=(os.getpid(),)
        ) as pool:
            try:
                yield from pool.map(partial(jobs.carried, do), things, chunksize=share)
            finally:
                pool.shutdown(wait=True, cancel_futures=True)

    def do(self, wanted: Sequence[jobs.Job]) -> None:
        """Do the jobs.

        Raises:
            Refused: when an engine complains about what it was given.
            OptionRefused: when one person asked for what a format cannot have.
        """
        todo = {job.key: job for job in wanted if not self.cache.has(job.key)}
        self.remade += len(todo)
        try:
            # One job alone is done here: a worker process would cost more than it brings.
            make = self._here if len(todo) == 1 or self.most == 1 else self._in_processes
            for done, key in enumerate(make(list(todo.values())), 1):
                self.tell(f"Made {done} of {len(todo)}: {todo[key].name}")
        except OptionRefused:
            raise
        except EngineComplaint as complaint:
            raise Refused(problems(complaint, self.content)) from None

    def _here(self, todo: Sequence[jobs.Job]) -> Iterator[str]:
        for job in todo:
            yield jobs.run(job, self.cache.folder)

    def _in_processes(self, todo: Sequence[jobs.Job]) -> Iterator[str]:
        if not todo:
            return
        workers = min(self.most, len(todo))
        # The longest begin first, so that none is left over when all others are done.
        by_key = {job.key: job for job in sorted(todo, key=lambda job: -job.weight)}
        # A process that is forked has the jobs already, and is told their keys only.
        with ProcessPoolExecutor(
            workers, initializer=jobs.start_worker, initargs=(os.getpid(), by_key)
        ) as pool:
            waiting = [pool.submit(jobs.run_key, key, self.cache.folder) for key in by_key]
            done: set[str] = set()
            try:
                for key in _finished(pool, waiting):
                    done.add(key)
                    yield key
            except BrokenProcessPool as error:
                # The longest were begun first, so that those under way are the first left.
                left = [job.doing for key, job in by_key.items() if key not in done]
                for doing in left[:workers]:
                    error.add_note(f"perhaps {doing}")
                raise


def _finished(pool: ProcessPoolExecutor, waiting: Sequence[Future[str]]) -> Iterator[str]:
    """Yield keys of jobs as they finish; drop those not begun when one fails or we are stopped."""
    try:
        for future in as_completed(waiting):
            yield future.result()
    except KeyboardInterrupt:
        # What is being made takes up to a minute; nobody waits so long after Ctrl-C.
        for worker in multiprocessing.active_children():
            worker.terminate()
        raise
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
