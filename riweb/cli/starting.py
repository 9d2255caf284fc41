"""The command that lays out a small site to start from."""

from __future__ import annotations

import argparse
import shlex
from collections.abc import Callable
from pathlib import Path

from riweb import save, shipped
from riweb.pipeline.inputs import NotKnown


def add(verb: argparse.ArgumentParser) -> None:
    """Say what the command line may hold."""
    verb.add_argument("folder", type=Path, metavar="DIR", help="where the site is to be")


def run(asked: argparse.Namespace, tell: Callable[[str], None]) -> None:
    """Lay out content/ in a folder, and tell what to do next.

    Raises:
        NotKnown: when there is a content/ already; it stays as it is.
        Refused: when the folder cannot be written; nothing of the site stays.
    """
    folder: Path = asked.folder
    content = folder / "content"
    if content.exists() or content.is_symlink():
        raise NotKnown(f"{content} is there already. Choose another folder.")
    save.tree(shipped.folder() / "start", content)
    tell(f"A small site is in {content}/. Put your own words into these files:")
    for path in sorted(content.rglob("*")):
        if path.is_file():
            tell(f"    {path}")
    tell("Then build it:")
    places = "--content", str(content), "--output", str(folder / "output")
    tell(f"    {shlex.join(('riweb', 'build', *places))}")
