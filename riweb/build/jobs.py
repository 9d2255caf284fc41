"""The jobs that worker processes do: one plan's file, or one plan's pages."""

from __future__ import annotations

import ctypes
import gc
import importlib
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol, TypeVar
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from riweb import breakdown
from riweb.breakdown import during
from riweb.build.cache import Cache
from riweb.exports import calendar, feed, plan_data, spreadsheet
from riweb.formats import FORMATS, EngineComplaint, FileSpec, MadeFile
from riweb.formats.insert import inks
from riweb.languages.catalogues import NAMES
from riweb.plan.site import SiteFile
from riweb.problems import Problem, Refused
from riweb.render.addresses import file_of
from riweb.render.plan_context import PlanContext
from riweb.verify import page_checks as audit
from riweb.verify import plan_proof as parity
from riweb.verify.sources import Sources
from riweb.website import findable, plan_pages

Item = TypeVar("Item")
Done = TypeVar("Done")

# What makes a plan's files for programmes that it may have nothing for.
OPTIONAL = (spreadsheet, calendar, feed)

# From linux/prctl.h: the signal a process gets when its parent ends.
PR_SET_PDEATHSIG = 1


@contextmanager
def _uncollected() -> Iterator[None]:
    """Let no garbage be looked for: an engine makes millions of things, and few are that."""
    # What is there stays, and is not looked through again.
    gc.freeze()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


@dataclass(frozen=True)
class FormatJob:
    """One plan in one format.

    Args:
        start: the path of its files up to where their variant stands, such as
            `poole/downloads/poole-large-print`.
        sources: where its facts are written, for each language of the file.
        of: the id of the plan, and the language of the pages that offer it.
    """

    key: str
    start: str
    spec: FileSpec
    sources: tuple[Sources, ...]
    of: tuple[str, str]

    @property
    def name(self) -> str:
        """What progress lines call it."""
        return self._path()

    @property
    def doing(self) -> str:
        """What is being done in it, for whoever looks after riweb."""
        spec, plan = self.spec, self.sources[0].published.id
        language = "Welsh and English" if spec.second else NAMES[spec.language]
        return f"making {spec.format} of the plan {plan} in {language} ({self.name})"

    @property
    def weight(self) -> int:
        """How long it takes, beside others of its kind."""
        return len(self.spec.document.html)

    def makes(self, path: str) -> bool:
        """Tell whether a published file is one of those that this job makes."""
        stem = path.rpartition(".")[0]
        return path.startswith(f"{self.start}-") and stem.endswith(f"-{self._languages}")

    @property
    def _languages(self) -> str:
        """What the names of its files say of their languages; Welsh comes first."""
        return "cy-en" if self.spec.second else self.spec.language

    def run(self, folder: Path) -> None:
        """Make the files and keep them in the cache at `folder`.

        Raises:
            Refused: when they do not say what the linear document says.
        """
        module = importlib.import_module(FORMATS[self.spec.format].module)
        # What the job before has left.
        gc.collect()
        try:
            made: tuple[MadeFile, ...] = module.make(self.spec)
        except EngineComplaint as complaint:
            raise type(complaint)(complaint.words, self.name, complaint.mend) from None
        readers = importlib.import_module("riweb.verify.parity")
        if problems := list(readers.check(self.spec, made, self.name, self.sources)):
            raise Refused(problems)
        by_path = {self._path(one.variant, one.extension): one for one in made}
        files = {path: one.content for path, one in by_path.items()}
        words = {
            path: {
                "title": one.title,
                "about": one.about,
                "pages": one.pages,
                "volume": int(one.variant) if one.variant.isdecimal() else 0,
            }
            for path, one in by_path.items()
        }
        Cache(folder).keep(self.key, files, {"offers": words})

    def _path(self, variant: str = "", extension: str = "") -> str:
        """Return where a file is published."""
        variant = f"-{variant}" if variant else ""
        extension = extension or FORMATS[self.spec.format].extension
        return f"{self.start}{variant}-{self._languages}.{extension}"


@dataclass(frozen=True)
class WebJob:
    """All pages of one plan in one language, and its files for programmes.

    Args:
        context: what the pages and the files are made from.
        sources: where the facts of the plan are written.
    """

    key: str
    context: PlanContext
    sources: Sources

    @property
    def name(self) -> str:
        """What progress lines call it."""
        return f"{self.context.address()} (web pages)"

    @property
    def doing(self) -> str:
        """What is being done in it, for whoever looks after riweb."""
        plan, language = self.context.view.id, NAMES[self.context.language]
        return f"making the web pages of the plan {plan} in {language}"

    @property
    def weight(self) -> int:
        """How long it takes, beside others of its kind."""
        return sum(1 for _ in self.context.view.plan.actions())

    def run(self, folder: Path) -> None:
        """Make the pages and files and keep them in the cache at `folder`.

        Raises:
            Refused: when the page of an action, or plan.json, lacks a value of the plan.
        """
        context = self.context
        own = (plan_data.write(context), *(one.write(context) for one in OPTIONAL))
        made = dict(filter(None, own))
        names = frozenset(path.rpartition("/")[2] for path in made)
        made |= dict(plan_pages.pages(replace(context, files=names)))
        files = {path: text.encode() for path, text in made.items()}
        trees = parsed(files)
        if problems := list(self._lacks(files, trees)):
            raise Refused(problems)
        plan, at = context.view.plan, context.at
        files |= {at.image(plan.id, one.name): one.path.read_bytes() for one in plan.images}
        for offer in context.inserts:
            page = at.insert(plan.id, offer.insert.id)
            files |= {page + name: inks.for_web(at) for name, at in offer.insert.pictures.items()}
        found = [one.row() for one in findable.placed(findable.of_plan(context), made)]
        facts = {"html": page_facts(trees, context.site), "found": found}
        Cache(folder).keep(self.key, files, facts)

    def _lacks(
        self, files: Mapping[str, bytes], trees: Mapping[str, HtmlElement]
    ) -> Iterator[Problem]:
        """Yield the values of the plan that its pages and its plan.json lack."""
        view, at, language = self.context.view, self.context.at, self.context.language
        pages = {name: trees[file_of(at.action(view.id, name))] for name in view.by_id}
        yield from parity.check_pages(view, language, pages, self.sources)
        written = files[at.data(view.id, "plan.json")]
        yield from parity.check_data(view, language, written, self.sources)


def parsed(files: Mapping[str, bytes]) -> dict[str, HtmlElement]:
    """Return each finished page as a tree, by its path."""
    return {path: audit.parse(one) for path, one in files.items() if path.endswith(".html")}


def page_facts(trees: Mapping[str, HtmlElement], site: SiteFile) -> dict[str, dict[str, list[str]]]:
    """Return what each finished page holds, as plain lists."""
    found = {}
    base = urlsplit(site.base_url).path or "/"
    for path, tree in trees.items():
        facts = audit.read(path, tree, base)
        found[path] = {
            "links": list(facts.links),
            "ids": sorted(facts.ids),
            "faults": list(facts.faults),
        }
    return found


class Job(Protocol):
    """Something that is done once and kept in the cache."""

    @property
    def key(self) -> str:
        """A hash of all that it is made from."""

    @property
    def name(self) -> str:
        """What progress lines call it."""

    @property
    def doing(self) -> str:
        """What is being done in it, for whoever looks after riweb."""

    @property
    def weight(self) -> int:
        """How long it takes, beside others of its kind."""

    def run(self, folder: Path) -> None:
        """Do it and keep what it makes in the cache at `folder`."""


# The jobs that this worker process may be asked for, by their keys.
_waiting: dict[str, Job] = {}


def start_worker(build: int, waiting: Mapping[str, Job] | None = None) -> None:
    """Leave Ctrl-C to the build, and end with it even when it is killed.

    Args:
        build: the process of the build.
        waiting: the jobs that `run_key` will be asked for; None where it will not be asked.
    """
    _waiting.update(waiting or {})
    # What the build has made before is not ours to look through.
    gc.freeze()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        # It may have been killed before we asked to be told.
        if os.getppid() != build:
            os._exit(1)


def run(job: Job, folder: Path) -> str:
    """Do one job and return its key.

    Args:
        folder: the cache; what engines write for themselves goes beside it, into a folder named
            after the process, so that `clear_up` can tell what was left behind.
    """
    own = folder.resolve().parent / "tmp" / str(os.getpid())
    own.mkdir(parents=True, exist_ok=True)
    before, tempfile.tempdir = tempfile.tempdir, str(own)
    try:
        with _uncollected(), during(job.doing):
            job.run(folder)
    finally:
        tempfile.tempdir = before
    return job.key


def run_key(key: str, folder: Path) -> str:
    """Do the job of that key in a worker process and return the key."""
    return carried(lambda waiting: run(waiting, folder), _waiting[key])


# What is no mistake of riweb: a build knows what to do with it.
FORESEEN = (Refused, EngineComplaint, OSError)


def carried(do: Callable[[Item], Done], item: Item) -> Done:
    """Return what `do` makes of an item in a worker process.

    Raises:
        Breakdown: for a mistake of riweb; many exceptions do not come back whole by themselves.
    """
    try:
        return do(item)
    except FORESEEN:
        raise
    except Exception as error:  # noqa: BLE001 (it is raised again, as one that comes back whole)
        raise breakdown.of(error) from None


def clear_up(work: Path) -> None:
    """Remove what builds have left half-made in a work folder, which the caller must hold alone."""
    for half in (*(work / "tmp").glob("*"), *(work / "cache").glob("*.*")):
        shutil.rmtree(half, ignore_errors=True)
    with suppress(OSError):
        (work / "tmp").rmdir()
