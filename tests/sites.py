"""Sites that are built for the tests, and the pages and PDFs in them."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from riweb.formats import FORMATS
from riweb.formats.profiles import PRINT
from riweb.locales import LOCALES

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Built:
    """A site that was built for the tests.

    Args:
        content: what it was built from.
        output: where its files are.
    """

    content: Path
    output: Path

    @property
    def pages(self) -> list[str]:
        """Every page, as a path from the top of the site."""
        found = self.output.rglob("*.html")
        return sorted(path.relative_to(self.output).as_posix() for path in found)

    @property
    def homes(self) -> list[str]:
        """The top folder of each language, such as `en/`; empty for a site of one language."""
        found = self.output.glob("plans.json"), self.output.glob("*/plans.json")
        tops = (path.parent.relative_to(self.output) for paths in found for path in paths)
        return sorted("" if top == Path() else f"{top}/" for top in tops)

    @property
    def plans(self) -> list[str]:
        """The folder of every plan in every language, such as `en/purbeck`."""
        return sorted(
            path.parent.relative_to(self.output).as_posix()
            for path in self.output.rglob("plan.json")
        )

    def plan(self, name: str, language: str = "en") -> Path:
        """The folder of a plan in a language."""
        return self.output / (f"{language}/" if "" not in self.homes else "") / name

    @property
    def pdfs(self) -> list[Path]:
        """Every PDF for reading in one language."""
        found = sorted(self.output.rglob("*.pdf"))
        return [path for path in found if format_of(path) in PRINT]

    def kinds(self) -> dict[str, str]:
        """Return the fullest page of each kind, by kind: an action, a chapter, a plan's list."""
        fullest: dict[str, str] = {}
        for path in sorted(self.pages, key=lambda one: (self.output / one).stat().st_size):
            fullest[self.kind(path)] = path
        return dict(sorted(fullest.items()))

    def kind(self, path: str) -> str:
        """Return what a page has in common with its like, such as `PLAN/actions/ANY/`."""
        for plan in self.plans:
            if path.startswith(f"{plan}/"):
                parts = path.removeprefix(f"{plan}/").removesuffix("index.html").split("/")
                below = [word if not place else "ANY" for place, word in enumerate(parts[:-1])]
                top = plan.rpartition("/")[0]
                return "/".join([*filter(None, [top]), "PLAN", *below, parts[-1]])
        return path.removesuffix("index.html")


def format_of(path: Path) -> str:
    """Return the name of the format that a finished file is of, by its own name."""
    names = {word: name for one in LOCALES.values() for name, word in one.formats.items()}
    found = {**names, **{name: name for name in FORMATS}}
    return next((name for word, name in found.items() if f"-{word}-" in path.name), "")


def build(content: Path, output: Path, *more: str, hash_seed: str = "random") -> Built:
    """Build a site as its editors do, in a process of its own.

    Args:
        more: what else the command line says.
        hash_seed: decides in which order sets are gone through.
    """
    command: list[str | Path] = [sys.executable, "-m", "riweb", "build", *more]
    done = subprocess.run(
        [*command, "--content", content, "--output", output],
        capture_output=True,
        text=True,
        cwd=HERE.parent,
        env={**os.environ, "PYTHONHASHSEED": hash_seed},
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return Built(content, output)
