"""Do jobs in worker processes, once each, and keep what they make."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from pathlib import Path
from typing import Protocol, TypeVar

from riweb.formats import EngineComplaint, OptionRefused
from riweb.pipeline import complaints, jobs
from riweb.pipeline.cache import Cache
from riweb.problems import Refused

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
            raise Refused(complaints.problems(complaint, self.content)) from None

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
