"""The command that makes one file for one person."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Mapping
from pathlib import Path

from riweb import save
from riweb.formats import FORMATS, INSERT, Format
from riweb.pipeline import build
from riweb.pipeline.inputs import NotKnown, Options, Wanted
from riweb.pipeline.person import One
from riweb.problems import listed, nearest, quoted

Rows = Mapping[str, Format]
ROWS: Rows = FORMATS | {INSERT.name: INSERT}

# Those that say all by being there.
FLAGS = ("black", "proof")


def add(verb: argparse.ArgumentParser) -> None:
    """Say what the command line may hold."""
    verb.add_argument("plan", metavar="PLAN", help="its folder in content/plans, or an insert")
    verb.add_argument("format", metavar="FORMAT", help=listed(list(ROWS)))
    verb.add_argument(
        "--language", default="", metavar="en|cy", help="that of the site if left out"
    )
    add_options(verb, ROWS)
    verb.add_argument("--out", type=Path, metavar="FILE", help="where to put it")


def add_options(verb: argparse.ArgumentParser, rows: Rows = FORMATS) -> None:
    """Say which options formats have."""
    for name, formats in _options(rows).items():
        about = f"for {listed(formats, 'and')}"
        if name in FLAGS:
            verb.add_argument(f"--{name}", action="store_const", const="yes", help=about)
        else:
            verb.add_argument(f"--{name}", metavar="VALUE", help=about)


def _options(rows: Rows) -> dict[str, list[str]]:
    """Return every option that some format has, and the formats that have it."""
    names = sorted({name for row in rows.values() for name in row.options})
    return {name: [row.name for row in rows.values() if name in row.options] for name in names}


def run(asked: argparse.Namespace, tell: Callable[[str], None]) -> None:
    """Make what was asked for, and tell what was made.

    Raises:
        NotKnown: when there is no such plan, format, language, option or folder.
        Refused: when the content, or what is made from it, has problems, or a file cannot be
            written; no file is then written.
    """
    kind, chosen = _format(asked.format, ROWS), chosen_options(asked, ROWS)
    wanted = Wanted(asked.plan, kind, asked.language, chosen)
    if asked.out:
        _check_place(asked.out)
    options = Options(asked.content, Path("output"), jobs=1)
    files = build.make(options, wanted, tell)
    places = [_place(asked.out, file, len(files)) for file in files]
    save.files({place: file.content for place, file in zip(places, files, strict=True)})
    for place, file in zip(places, files, strict=True):
        tell(f"{place}: {file.title} ({file.about}, {len(file.content) / 1000:.0f} kB)")


def _format(name: str, rows: Rows) -> str:
    if name not in rows:
        guess = nearest(name, list(rows))
        hint = f"Did you mean {guess}?" if guess else f"Choose {listed(list(rows))}."
        raise NotKnown(f"There is no format {quoted(name)}. {hint}")
    return name


def chosen_options(asked: argparse.Namespace, rows: Rows = FORMATS) -> tuple[tuple[str, str], ...]:
    """Return the options that were given a value, in the order of the format's row.

    Raises:
        NotKnown: when the format has not that option.
    """
    for name, formats in _options(rows).items():
        if getattr(asked, name) is not None and asked.format not in formats:
            raise NotKnown(f"{asked.format} has no --{name}. {listed(formats, 'and')} can have it.")
    own = rows[asked.format].options
    return tuple((name, getattr(asked, name)) for name in own if getattr(asked, name) is not None)


def _check_place(out: Path) -> None:
    """Refuse a place that cannot be written to, before any work is done."""
    folder = out.absolute().parent
    if out.is_dir():
        raise NotKnown(f"{out} is a folder. Name a file in it after --out.")
    if not folder.is_dir():
        raise NotKnown(f"There is no folder {folder}. Make it first, or name another after --out.")
    if not os.access(out if out.exists() else folder, os.W_OK):
        raise NotKnown(f"{out} cannot be written. Name another file after --out.")


def _place(out: Path | None, file: One, count: int) -> Path:
    """Return where a file is to be put, which is one of `count`."""
    if out is None:
        return Path(file.name)
    if count == 1:
        return out
    return out.with_name(f"{out.stem}{file.variant}{Path(file.name).suffix}")
