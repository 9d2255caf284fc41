"""What goes into a build, as hashes: the same inputs give the same files."""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from importlib import metadata
from pathlib import Path

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
# These too, where they are there.
OPTIONAL_ENGINES = ("espeakng-loader", "lameenc", "pypdfium2", "python-docx", "segno")


class NotKnown(Exception):
    """The command line names something that is not there; its words say what to write instead."""


@dataclass(frozen=True)
class Wanted:
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


def of_files(folders: Iterable[Path], suffixes: tuple[str, ...] = ()) -> str:
    """Return a hash of the names and bytes of every file below some folders."""
    rows: list[tuple[str, bytes]] = []
    for folder in folders:
        paths = sorted(path for path in folder.rglob("*") if path.is_file())
        for path in paths:
            if "__pycache__" in path.parts or (suffixes and path.suffix not in suffixes):
                continue
            rows.append((path.relative_to(folder).as_posix(), path.read_bytes()))
    return digest(*(part for row in rows for part in row))


def of_programme(package: Path, templates: Path, override: Path | None) -> str:
    """Return a hash of riweb itself, its templates and its engines."""
    folders = [package, templates] + ([override] if override else [])
    versions = [(name, metadata.version(name)) for name in ENGINES]
    versions += [
        (name, found[0].version)
        for name in OPTIONAL_ENGINES
        if (found := list(metadata.distributions(name=name)))
    ]
    return digest(of_files(folders), versions, platform.python_version())


def of_build(options: Options, programme: str, day_matters: bool) -> str:
    """Return a hash of everything that a build depends on.

    Args:
        day_matters: True where a plan says `as_of: today`.
    """
    asked = (options.languages, options.formats, options.plans)
    day = options.today if day_matters else None
    return digest(programme, of_files([options.content]), asked, day)


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
