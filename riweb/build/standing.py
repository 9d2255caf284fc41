"""What is published already: what of it stays in a build that makes a part anew, and what goes."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from riweb.build.insert_jobs import InsertJob
from riweb.build.jobs import FormatJob
from riweb.formats import FORMATS, INSERT
from riweb.languages.catalogues import NAMES
from riweb.plan.plans import Plan
from riweb.problems import counted, listed
from riweb.render.addresses import PATH_WORDS, Addresses

# The folders of finished files, in every language.
DOWNLOADS = frozenset(words["downloads"] for words in PATH_WORDS.values())
INSERTS = frozenset(words["inserts"] for words in PATH_WORDS.values())

# So many names are told of files that go.
MOST_NAMED = 10


@dataclass(frozen=True)
class Standing:
    """What stands in output/.

    Args:
        paths: every file; none where nothing is published.
        downloads: the finished files of plans by their folder, with / at its end.
        inserts: the files of inserts.
    """

    paths: frozenset[str] = frozenset()
    downloads: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    inserts: tuple[str, ...] = ()

    def has_plan(self, plan: Plan) -> bool:
        """Tell whether pages of a plan are published, wherever the languages of the site stand."""
        names = {plan.id, *plan.file.addresses.values()}
        roots = ("", *(f"{language}/" for language in PATH_WORDS))
        return any(f"{root}{name}/plan.json" in self.paths for root in roots for name in names)

    def has(self, job: FormatJob | InsertJob) -> bool:
        """Tell whether files of a job are published."""
        return any(True for _ in self.of(job))

    def of(self, job: FormatJob | InsertJob) -> Iterator[str]:
        """Yield the published files that a job makes."""
        if isinstance(job, InsertJob):
            yield from (path for path in self.inserts if path.startswith(job.name))
            return
        folder = job.start.rpartition("/")[0] + "/"
        yield from filter(job.makes, self.downloads.get(folder, ()))

    def formats(self, addresses: Iterable[Addresses], plans: Iterable[Plan]) -> set[str]:
        """Return the names of the formats that any of some plans is published in."""
        places = [(at, plan) for plan in plans for at in addresses]
        found = set()
        for name in FORMATS:
            starts = (at.downloads(plan.id, name) + "-" for at, plan in places)
            if any(
                path.startswith(start)
                for start in starts
                for path in self.downloads.get(start.rpartition("/")[0] + "/", ())
            ):
                found.add(name)
        return found

    @property
    def roots(self) -> set[str]:
        """The top folder of each language, such as `en/`; empty for a site of one language."""
        roots = ("", *(f"{language}/" for language in PATH_WORDS))
        return {root for root in roots if f"{root}plans.json" in self.paths}

    def below(self, root: str) -> list[str]:
        """Return what is published of the language that has a top folder."""
        others = tuple(one for one in (f"{language}/" for language in PATH_WORDS) if one != root)
        return [
            path
            for path in self.paths
            if path.startswith(root) and not path.startswith((*others, "assets/"))
        ]


def read(output: Path) -> Standing:
    """Return what is published in a folder, as its build.json says; nothing where there is none."""
    try:
        rows = json.loads((output / "build.json").read_text(encoding="utf-8"))["files"]
        paths = sorted(str(row["path"]) for row in rows)
    except (OSError, ValueError, KeyError, TypeError):
        return Standing()
    downloads: dict[str, tuple[str, ...]] = {}
    inserts = []
    for path in paths:
        folders = path.split("/")[:-1]
        if folders[-1:] and folders[-1] in DOWNLOADS:
            place = "/".join(folders) + "/"
            downloads[place] = (*downloads.get(place, ()), path)
        elif INSERTS & set(folders) and ("print" in folders or path.endswith(".pdf")):
            inserts.append(path)
    return Standing(frozenset(paths), downloads, tuple(inserts))


@dataclass(frozen=True)
class Part:
    """What a build has to do, beside what is published.

    Args:
        made: what it makes, unless the cache has it.
        kept: what stays as it is published, since it is still true.
        stale: what is published and is not true any more; it is not made, and so it goes.
        roots: the top folder of each language.
    """

    made: Sequence[FormatJob | InsertJob]
    kept: Sequence[FormatJob | InsertJob]
    stale: Sequence[FormatJob | InsertJob]
    roots: Collection[str]

    def told(self, standing: Standing, languages: Sequence[str]) -> Iterator[str]:
        """Yield what to say before anything is made: what stays, and what goes.

        Args:
            languages: those named on the command line.
        """
        moved = sorted(standing.roots - set(self.roots)) if languages else []
        yield from self._told_of_languages(standing, moved, languages)
        elsewhere = tuple(root for root in moved if root)
        kept = {path for job in self.kept for path in standing.of(job)}
        if kept:
            yield f"Kept as published, because nothing in it has changed: {counted_files(kept)}."
        stale = {path for job in self.stale for path in standing.of(job)}
        yield from _named(
            stale, "because the content has changed since, and this build does not make it"
        )
        if stale:
            names = {_format(job) for job in self.stale if standing.has(job)}
            yield f"To have it made too: riweb build --formats {','.join(sorted(names))}"
        stays = {path for job in self.made for path in standing.of(job)} | kept | stale
        finished = {path for paths in standing.downloads.values() for path in paths}
        gone = (finished | set(standing.inserts)) - stays
        gone = {path for path in gone if not elsewhere or not path.startswith(elsewhere)}
        if "" not in moved:
            yield from _named(gone, "because this build has no such plan or format")

    def _told_of_languages(
        self, standing: Standing, moved: Sequence[str], languages: Sequence[str]
    ) -> Iterator[str]:
        if not moved:
            return
        gone = [path for root in moved for path in standing.below(root)]
        pages = sum(path.endswith(".html") for path in gone)
        places = listed([root or "the top of the site" for root in moved], "and")
        yield (
            f"This build is in {listed([NAMES[one] for one in languages], 'and')} only. What is "
            f"published in {places} goes: {counted(pages, 'page')} and "
            f"{counted(len(gone) - pages, 'file')}."
        )
        if set(self.roots) == {""}:
            yield "Pages then stand at the top of the site, and have other addresses than now."


def counted_files(paths: Collection[str]) -> str:
    """Return how many files there are, such as `3 files`."""
    return counted(len(paths), "file")


def _named(paths: Collection[str], why: str) -> Iterator[str]:
    """Yield what is said of files that go: how many, why, and their names."""
    if not paths:
        return
    yield f"Published and will go, {why}: {counted_files(paths)}."
    names = sorted(paths)
    shown = names if len(names) <= MOST_NAMED + 1 else names[:MOST_NAMED]
    yield from (f"    {name}" for name in shown)
    if rest := len(names) - len(shown):
        folders = Counter(name.rpartition("/")[0] for name in names[MOST_NAMED:])
        yield f"    and {rest} more in {listed(sorted(folders), 'and')}"


def _format(job: FormatJob | InsertJob) -> str:
    return INSERT.name if isinstance(job, InsertJob) else job.spec.format
