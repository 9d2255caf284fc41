"""What goes into a build, as hashes: the same inputs give the same files."""

from __future__ import annotations

import hashlib
import json
import os
import platform
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib import metadata
from pathlib import Path
from stat import S_ISREG

from riweb import resources
from riweb.content.source.files import LITTER
from riweb.formats import EVERY

# The versions of these decide what bytes come out.
ENGINES = (
    "jinja2",
    "lxml",
    "markdown",
    "pikepdf",
    "pillow",
    "pydantic",
    "pyyaml",
    "weasyprint",
    "pydyf",
    "fonttools",
)

# These too, where they are there: what formats need besides.
OPTIONAL_ENGINES = sorted({need.package for row in EVERY for need in row.needs if need.package})

# The files of the content that hold words, which are read once, at the start of a build.
WORDS = (".yaml", ".md", ".txt", ".po")

# When a file was written, when anything of it was changed, its size and its place on the disk:
# each save changes one of them, also one that puts back what was there.
Written = tuple[int, int, int, int]


class NotKnown(Exception):
    """The command line names something that is not there; its words say what to write instead."""


@dataclass(frozen=True)
class SingleRequest:
    """What one person asked for.

    Args:
        plan: the id of a plan.
        format: the name of a format.
        language: empty for the first of the site.
        options: what else was asked for, by name, such as `size`.
    """

    plan: str
    format: str
    language: str = ""
    options: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Options:
    """What was asked for on the command line.

    Args:
        languages: empty means those of site.yaml.
        formats: names of formats to make; None means all.
        plans: ids of plans to build; empty means all.
        jobs: worker processes.
        today: the day of the build, for plans that say `as_of: today`.
    """

    content: Path
    output: Path
    languages: tuple[str, ...] = ()
    formats: tuple[str, ...] | None = None
    plans: tuple[str, ...] = ()
    jobs: int = 2
    today: date = field(default_factory=date.today)

    @property
    def work(self) -> Path:
        """The folder beside output/ that holds the cache and half-made files."""
        return self.output.parent / ".riweb"

    @property
    def override(self) -> Path | None:
        """The site's own templates, beside its content; None where it has none."""
        own = self.content.resolve().parent / "templates"
        return own if own.is_dir() else None


def digest(*parts: object) -> str:
    """Return a hash of values: texts, bytes, and what has a stable `repr`."""
    found = hashlib.sha256()
    for part in parts:
        raw = part if isinstance(part, bytes) else repr(part).encode()
        found.update(len(raw).to_bytes(8, "big") + raw)
    return found.hexdigest()


def files(folder: Path, is_whole: bool = False) -> Iterator[tuple[Path, os.stat_result]]:
    """Yield every file below a folder with its state; what goes away meanwhile is left out.

    Args:
        is_whole: whether what systems and editors leave in folders by themselves is there too.
    """
    for place, folders, names in os.walk(folder):
        if not is_whole:
            folders[:] = [name for name in folders if not LITTER.fullmatch(name)]
            names = [name for name in names if not LITTER.fullmatch(name)]
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        for name in sorted(names):
            path = Path(place, name)
            try:
                state = path.stat()
            except OSError:
                continue
            if S_ISREG(state.st_mode):
                yield path, state


def of_files(folders: Iterable[Path], suffixes: tuple[str, ...] = ()) -> str:
    """Return a hash of the names and bytes of every file below some folders."""
    return digest(
        *(
            part
            for folder in folders
            for path, _ in files(folder)
            if not suffixes or path.suffix in suffixes
            for part in (path.relative_to(folder).as_posix(), _of_file(path))
        )
    )


def _of_file(path: Path) -> str:
    """Return a hash of a file's bytes, or why it cannot be read: the build says so in its place."""
    try:
        with path.open("rb") as content:
            return hashlib.file_digest(content, "sha256").hexdigest()
    except OSError as error:
        return repr(error.errno)


@cache
def _of_package() -> str:
    """Return a hash of riweb itself, as this process has read it: it goes on with that."""
    return of_files([resources.PACKAGE])


def of_programme(override: Path | None) -> str:
    """Return a hash of riweb itself, its templates and its engines.

    Args:
        override: a site's own templates, or None.
    """
    folders = [resources.folder()] + ([override] if override else [])
    versions = [(name, metadata.version(name)) for name in ENGINES]
    versions += [
        (name, found[0].version)
        for name in OPTIONAL_ENGINES
        if (found := list(metadata.distributions(name=name)))
    ]
    return digest(_of_package(), of_files(folders), versions, platform.python_version())


def look(options: Options) -> dict[Path, Written]:
    """Return when each file was written that the site is made from: content and templates."""
    folders = filter(None, (options.content, resources.folder(), options.override))
    return {
        path: (state.st_mtime_ns, state.st_ctime_ns, state.st_size, state.st_ino)
        for folder in folders
        for path, state in files(folder)
    }


@dataclass(frozen=True)
class Before:
    """What a build is made from, as it was before the build read any of it.

    What is saved while a build runs may be in it or not. So nothing may be noted of what is there
    after the build, and what was made is known to be of this state only where nothing `changed`.

    Args:
        written: when each file was written, looked at first of all.
        programme: a hash of riweb itself, its templates and its engines.
        content: a hash of all content.
        words: a hash of its files that hold words.
    """

    written: Mapping[Path, Written]
    programme: str
    content: str
    words: str

    @classmethod
    def of(cls, options: Options) -> Before:
        """Look at what there is now."""
        written = look(options)
        folders = [options.content]
        programme = of_programme(options.override)
        return cls(written, programme, of_files(folders), of_files(folders, WORDS))

    def changed(self, options: Options) -> set[Path]:
        """Return each file that has come, gone or been written since."""
        return {path for path, _ in self.written.items() ^ look(options).items()}

    def of_build(self, options: Options, able: object, day_matters: bool) -> str:
        """Return a hash of everything that a build depends on.

        Args:
            able: what this machine can make.
            day_matters: True where a plan says `as_of: today`.
        """
        asked = (options.languages, options.formats, options.plans)
        day = options.today if day_matters else None
        return digest(self.programme, self.content, able, asked, day)


def record(path: Path, **values: object) -> None:
    """Write what is known of the last build."""
    path.write_text(json.dumps(values, sort_keys=True), encoding="utf-8")


def recorded(path: Path) -> dict[str, str]:
    """Return what is known of the last build; empty where nothing is."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
