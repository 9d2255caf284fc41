"""Read the command line, show progress, print problems, choose the exit status."""

from __future__ import annotations

import argparse
import os
import sys
from datetime import date
from pathlib import Path

from riweb import preview
from riweb.cli import checking, days, making, requesting, requests_asked, starting, translating
from riweb.formats import OptionRefused
from riweb.pipeline import build, needs
from riweb.pipeline.inputs import NotKnown, Options
from riweb.problems import Problem, Refused, counted

DONE, PROBLEMS, WRONG_COMMAND = 0, 1, 2


def main(words: list[str]) -> int:
    """Do what the command line says and return the exit status."""
    parser = _parser()
    asked = parser.parse_args(words or ["build"])
    verbs = {
        "build": _build,
        "check": _check,
        "serve": _serve,
        "doctor": _doctor,
        "make": _make,
        "new": _new,
        "request": _request,
        "translate": _translate,
    }
    try:
        return verbs[asked.verb](asked)
    except KeyboardInterrupt:
        _tell("Stopped. What is published is unchanged.")
        return PROBLEMS
    except BrokenPipeError:
        # Whoever reads what we print has enough, such as `| head`.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PROBLEMS


def run() -> None:
    """Start from the shell."""
    sys.exit(main(sys.argv[1:]))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("riweb", description="Publish resident involvement plans.")
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    build_verb = verbs.add_parser("build", help="build content/ into output/")
    check_verb = verbs.add_parser("check", help="read everything and say what is wrong")
    checking.add(check_verb)
    serve_verb = verbs.add_parser("serve", help="show the site on this machine as you edit")
    serve_verb.add_argument("--port", type=int, default=8000, metavar="N")
    serve_verb.add_argument("--formats", type=_names, default=(), metavar="NAME,NAME")
    translating.add(verbs.add_parser("translate", help="keep the other language in step"))
    verbs.add_parser("doctor", help="say which formats this machine can make")
    make_verb = verbs.add_parser("make", help="make one file for one person")
    making.add(make_verb)
    requests_asked.add(verbs.add_parser("request", help="keep the register of requests for copies"))
    starting.add(verbs.add_parser("new", help="lay out a small site to start from"))
    for verb in (build_verb, check_verb, serve_verb, make_verb):
        verb.add_argument("--content", type=Path, default=Path("content"), metavar="DIR")
    build_verb.add_argument("--output", type=Path, default=Path("output"), metavar="DIR")
    build_verb.add_argument(
        "--languages", type=_names, default=(), metavar="en,cy", help="leave out the others"
    )
    build_verb.add_argument(
        "--formats",
        type=_names,
        default=None,
        metavar="NAME,NAME",
        help="make only these; others that are published stay where they are still true",
    )
    build_verb.add_argument(
        "--plan",
        type=_names,
        default=(),
        metavar="ID",
        help="make only the files of this plan; others stay in the same way",
    )
    build_verb.add_argument("--jobs", type=int, default=os.cpu_count() or 1, metavar="N")
    build_verb.add_argument("--today", type=days.day, default=date.today(), metavar="DATE")
    return parser


def _names(text: str) -> tuple[str, ...]:
    return tuple(filter(None, map(str.strip, text.split(","))))


def _build(asked: argparse.Namespace) -> int:
    options = Options(
        asked.content,
        asked.output,
        asked.languages,
        asked.formats,
        asked.plan,
        max(1, asked.jobs),
        asked.today,
    )
    try:
        result = build.run(options, _tell)
    except Refused as refused:
        _show(refused.problems)
        print(f"{counted(len(refused.problems), 'problem')}. {asked.output}/ is unchanged.")
        return PROBLEMS
    except OSError as error:
        print(f"The build stopped: {error.strerror or error}: {error.filename or ''}")
        print(f"{asked.output}/ is unchanged.")
        return PROBLEMS
    if result.is_unchanged:
        print(f"Nothing has changed. {asked.output}/ is up to date.")
        return DONE
    print(f"{result.made} are in {asked.output}/.")
    print(f"Open {asked.output / 'index.html'} in a browser to look at them.")
    return DONE


def _check(asked: argparse.Namespace) -> int:
    try:
        problems, lines = checking.run(asked)
    except NotKnown as unknown:
        print(unknown)
        return WRONG_COMMAND
    except Refused as refused:
        _show(refused.problems)
        print(f"{counted(len(refused.problems), 'problem')}. The report was not written.")
        return PROBLEMS
    _show(problems)
    print(*lines, sep="\n")
    return DONE if all(problem.is_advice for problem in problems) else PROBLEMS


def _serve(asked: argparse.Namespace) -> int:
    # Its own folder: what is being edited does not get into output/ by itself.
    output = Path(".riweb") / "preview" / "site"
    options = Options(asked.content, output, formats=asked.formats, jobs=os.cpu_count() or 1)
    try:
        for address in preview.serve(options, asked.port, _tell):
            _tell(f"Open {address} in a browser. Stop with Ctrl-C.")
    except KeyboardInterrupt:
        _tell("Stopped.")
    except OSError as error:
        _tell(f"The preview cannot start on port {asked.port}: {error.strerror}.")
        _tell(f"Try another: riweb serve --port {asked.port + 1}")
        return PROBLEMS
    return DONE


def _translate(asked: argparse.Namespace) -> int:
    try:
        return DONE if translating.run(asked, _tell) else PROBLEMS
    except Refused as refused:
        _show(refused.problems)
        print(f"{counted(len(refused.problems), 'problem')}. Nothing was written.")
    except OSError as error:
        print(f"This cannot be written: {error.strerror or error}: {error.filename or ''}")
    return PROBLEMS


def _doctor(_: argparse.Namespace) -> int:
    """Say of each format whether it can be made here; all is well where every one can."""
    rows = needs.doctor()
    for found in rows:
        has = "".join(f" It has {need.name}." for need in found.has)
        if found.lacks:
            print(f"{found.format}: cannot be made. This machine lacks {found.names}.{has}")
            print(f"    {found.mend}")
        else:
            print(f"{found.format}: can be made.{has}")
    print(checking.spelling_remark() or "spelling: can be checked.")
    return PROBLEMS if any(found.lacks for found in rows) else DONE


def _make(asked: argparse.Namespace) -> int:
    try:
        making.run(asked, _tell)
    except NotKnown as unknown:
        print(unknown)
        return WRONG_COMMAND
    except OptionRefused as refused:
        print(refused.words)
        return WRONG_COMMAND
    except Refused as found:
        _show(found.problems)
        print(f"{counted(len(found.problems), 'problem')}. Nothing was made.")
        return PROBLEMS
    except OSError as error:
        print(f"This cannot be written: {error.strerror or error}: {error.filename or ''}")
        return PROBLEMS
    return DONE


def _new(asked: argparse.Namespace) -> int:
    try:
        starting.run(asked, _tell)
    except NotKnown as wrong:
        print(wrong)
        return WRONG_COMMAND
    except Refused as refused:
        _show(refused.problems)
        print(f"{counted(len(refused.problems), 'problem')}. Nothing was written.")
        return PROBLEMS
    return DONE


def _request(asked: argparse.Namespace) -> int:
    try:
        return DONE if requesting.run(asked, _tell) else PROBLEMS
    except (NotKnown, OptionRefused) as wrong:
        print(wrong.words if isinstance(wrong, OptionRefused) else wrong)
        return WRONG_COMMAND
    except Refused as found:
        _show(found.problems)
        print(f"{counted(len(found.problems), 'problem')}. The register is unchanged.")
    except OSError as error:
        print(f"This cannot be written: {error.strerror or error}: {error.filename or ''}")
    return PROBLEMS


def _tell(line: str) -> None:
    """Print at once, also where the screen is a file."""
    print(line, flush=True)


def _show(problems: tuple[Problem, ...]) -> None:
    for problem in problems:
        print(f"{problem}\n")
