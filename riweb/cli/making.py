"""Days on the command line, and in what it prints."""

from __future__ import annotations

import argparse
import os
import shlex
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from riweb import resources, save, when
from riweb.build import whole
from riweb.build.inputs import NotKnown, Options, SingleRequest
from riweb.build.single_request import FinishedFile
from riweb.format_record import Format
from riweb.formats import FORMATS, INSERT
from riweb.problems import listed, nearest, quoted


def day(text: str) -> date:
    """Return the day that the command line names.

    Raises:
        argparse.ArgumentTypeError: with what to write instead.
    """
    try:
        return when.day(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{error} Write it like 2026-01-31.") from None


def said(day: date) -> str:
    """Return a day in words, such as `Friday 18 December 2026`."""
    return f"{day:%A} {day.day} {day:%B %Y}"


Rows = Mapping[str, Format]
ROWS: Rows = FORMATS | {INSERT.name: INSERT}


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
    flags = {one.name for row in rows.values() for one in row.options if one.is_flag}
    for name, formats in _options(rows).items():
        about = f"for {listed(formats, 'and')}"
        if name in flags:
            verb.add_argument(f"--{name}", action="store_const", const="yes", help=about)
        else:
            verb.add_argument(f"--{name}", metavar="VALUE", help=about)


def _options(rows: Rows) -> dict[str, list[str]]:
    """Return every option that some format has, and the formats that have it."""
    names = sorted({name for row in rows.values() for name in row.option_names})
    return {name: [row.name for row in rows.values() if name in row.option_names] for name in names}


def run(asked: argparse.Namespace, tell: Callable[[str], None]) -> None:
    """Make what was asked for, and tell what was made.

    Raises:
        NotKnown: when there is no such plan, format, language, option or folder.
        Refused: when the content, or what is made from it, has problems, or a file cannot be
            written; no file is then written.
    """
    kind, chosen = _format(asked.format, ROWS), chosen_options(asked, ROWS)
    wanted = SingleRequest(asked.plan, kind, asked.language, chosen)
    if asked.out:
        _check_place(asked.out)
    options = Options(asked.content, Path("output"), jobs=1)
    files = whole.make(options, wanted, tell)
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
    own = rows[asked.format].option_names
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


def _place(out: Path | None, file: FinishedFile, count: int) -> Path:
    """Return where a file is to be put, which is one of `count`."""
    if out is None:
        return Path(file.name)
    if count == 1:
        return out
    return out.with_name(f"{out.stem}{file.variant}{Path(file.name).suffix}")


def add_new(verb: argparse.ArgumentParser) -> None:
    """Say what the command line may hold."""
    verb.add_argument("folder", type=Path, metavar="DIR", help="where the site is to be")


def run_new(asked: argparse.Namespace, tell: Callable[[str], None]) -> None:
    """Lay out content/ in a folder, and tell what to do next.

    Raises:
        NotKnown: when there is a content/ already; it stays as it is.
        Refused: when the folder cannot be written; nothing of the site stays.
    """
    folder: Path = asked.folder
    content = folder / "content"
    if content.exists() or content.is_symlink():
        raise NotKnown(f"{content} is there already. Choose another folder.")
    save.tree(resources.folder() / "start", content)
    tell(f"A small site is in {content}/. Put your own words into these files:")
    for path in sorted(content.rglob("*")):
        if path.is_file():
            tell(f"    {path}")
    tell("Then build it:")
    places = "--content", str(content), "--output", str(folder / "output")
    tell(f"    {shlex.join(('riweb', 'build', *places))}")
