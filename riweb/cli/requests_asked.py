"""What follows `riweb request` on the command line."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from riweb.cli import days, making
from riweb.formats import FORMATS
from riweb.pipeline.inputs import NotKnown


def add(verb: argparse.ArgumentParser) -> None:
    """Describe what follows `riweb request` on the command line."""
    deeds = verb.add_subparsers(dest="deed", required=True, metavar="DEED")
    parsers = {
        "add": deeds.add_parser("add", help="write down a request"),
        "list": deeds.add_parser("list", help="say what is late, due and sent"),
        "make": deeds.add_parser("make", help="make the copies that people wait for"),
        "done": deeds.add_parser("done", help="write down that a copy is sent"),
        "reissue": deeds.add_parser("reissue", help="say which copies are out of date"),
        "report": deeds.add_parser("report", help="count the requests of a year"),
    }
    _describe_add(parsers["add"])
    parsers["list"].add_argument("--all", action="store_true", help="every copy that was sent")
    parsers["make"].add_argument("--ref", default="", help="only those of this reference")
    parsers["make"].add_argument("--out", type=Path, metavar="DIR", help="where to put the copies")
    _describe_done(parsers["done"])
    parsers["reissue"].add_argument("--all", action="store_true", help="every change")
    parsers["report"].add_argument("--year", type=int, help="2026 for April 2026 to March 2027")
    parsers["report"].add_argument("--out", type=Path, metavar="FILE", help="a CSV file to write")
    parsers["report"].add_argument(
        "--publish", action="store_true", help="have the site show the last whole year"
    )
    for parser in parsers.values():
        parser.add_argument("--content", type=Path, default=Path("content"), metavar="DIR")
        parser.add_argument(
            "--register", type=Path, metavar="FILE", help="requests.csv beside content/ if left out"
        )
        parser.add_argument("--today", type=days.day, default=date.today(), metavar="DATE")


def _describe_add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("plan", metavar="PLAN", help="its folder in content/plans")
    parser.add_argument("format", metavar="FORMAT", help=", ".join(FORMATS))
    parser.add_argument("--ref", required=True, help="your own reference, such as 2024/117")
    parser.add_argument("--language", default="", metavar="en|cy")
    parser.add_argument("--received", type=days.day, metavar="DATE", help="today if left out")
    making.add_options(parser)


def _describe_done(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("ref", metavar="REF", help="your own reference, such as 2024/117")
    for name in ("plan", "format", "language"):
        parser.add_argument(f"--{name}", default="", help=f"only what is in this {name}")
    parser.add_argument("--sent", type=days.day, metavar="DATE", help="today if left out")
    parser.add_argument("--elsewhere", action="store_true", help="we did not make it with riweb")
    parser.add_argument("--withdrawn", action="store_true", help="it is not wanted any more")


def register_of(asked: argparse.Namespace) -> Path:
    """Return where the register is."""
    given: Path | None = asked.register
    return given or asked.content.parent / "requests.csv"


def check_place(asked: argparse.Namespace) -> None:
    """Refuse a register in a folder that is published, or that others get to see."""
    path = register_of(asked)
    folders = path.resolve().parents
    fix = "Name another file after --register."
    if asked.content.resolve() in folders:
        raise NotKnown(f"{path} is in {asked.content}, which others work in. {fix}")
    if any((folder / "build.json").is_file() for folder in folders):
        raise NotKnown(f"{path} is in a site that is published. {fix}")
    if path.suffix.lower() != ".csv":
        raise NotKnown(f"{path} has no .csv at its end. {fix}")
    if not path.absolute().parent.is_dir():
        raise NotKnown(f"There is no folder {path.parent}. Make it first, or name another file.")
    if asked.register and asked.deed != "add" and not path.exists():
        raise NotKnown(f"There is no register {path}. The first request makes it.")
    if path.is_dir():
        raise NotKnown(f"{path} is a folder. {fix}")
