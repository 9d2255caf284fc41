"""Sites that are built for the tests, and the pages and PDFs in them."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

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
    def plans(self) -> list[str]:
        """The id of every plan."""
        return sorted(path.parent.name for path in self.content.glob("plans/*/plan.yaml"))

    @property
    def pdfs(self) -> list[Path]:
        """Every PDF for reading."""
        return sorted(self.output.rglob("*-print-*.pdf"))

    def kinds(self) -> dict[str, str]:
        """Return the fullest page of each kind, by kind: an action, a chapter, a plan's list."""
        fullest: dict[str, str] = {}
        for path in sorted(self.pages, key=lambda one: (self.output / one).stat().st_size):
            fullest[self.kind(path)] = path
        return dict(sorted(fullest.items()))

    def kind(self, path: str) -> str:
        """Return what a page has in common with its like, such as `PLAN/actions/ANY/`."""
        parts = path.removesuffix("index.html").split("/")
        for place, part in enumerate(parts):
            if part in self.plans:
                below = [
                    word if place == 0 else "ANY"
                    for place, word in enumerate(parts[place + 1 : -1])
                ]
                return "/".join([*parts[:place], "PLAN", *below, parts[-1]])
        return "/".join(parts)


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
