"""Read the command line, show progress, print problems, choose the exit status."""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from riweb import breakdown, preview
from riweb.build import needs, whole
from riweb.build.inputs import NotKnown, Options
from riweb.cli import checking, making, requesting, screen, translating
from riweb.format_record import OptionRefused
from riweb.problems import Refused, counted, quoted

DONE, PROBLEMS, WRONG_COMMAND, OUR_MISTAKE = 0, 1, 2, 3

# What shells say of a command that Ctrl-C has ended.
STOPPED = 130
TRACEBACK = "--traceback"

# Ports are counted in 16 bits; those below 1024 are for whoever looks after a computer.
FIRST_PORT, MOST_PORT = 1024, 65535


@dataclass(frozen=True)
class Verb:
    """What a verb does.

    Args:
        run: does it and returns the exit status.
        stays: what to say is as it was, where the content is refused.
    """

    run: Callable[[argparse.Namespace], int]
    stays: str = "Nothing was written."


def main(words: Sequence[str]) -> int:
    """Do what the command line says and return the exit status.

    Here is the one door through which everything leaves that has gone wrong: with the command,
    with the content, with the machine, or with riweb itself.
    """
    screen.prepare()
    # It may stand anywhere on the command line.
    words = sorted(words, key=lambda word: word != TRACEBACK)
    if set(words) <= {TRACEBACK}:
        words = [*words, "build"]
    asked = argparse.Namespace()
    try:
        asked = _parser().parse_args(words)
        asked.words = words
        return VERBS[asked.verb].run(asked)
    except (NotKnown, OptionRefused) as wrong:
        screen.tell(wrong.words if isinstance(wrong, OptionRefused) else str(wrong))
        return WRONG_COMMAND
    except Refused as refused:
        screen.show(refused.problems)
        stays = VERBS[asked.verb].stays.format_map(vars(asked))
        screen.tell(f"{counted(len(refused.problems), 'problem')}. {stays}")
        return PROBLEMS
    except BrokenPipeError:
        # Whoever reads what we print has enough, such as `| head`.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PROBLEMS
    except OSError as error:
        screen.tell(f"This cannot be written: {error.strerror or error}: {error.filename or ''}")
        return PROBLEMS
    except KeyboardInterrupt:
        screen.tell("Stopped. What is published is unchanged.")
        return STOPPED
    except Exception as error:  # noqa: BLE001 (nothing goes on after it)
        _report(error, words, asked)
        return OUR_MISTAKE


def _report(error: Exception, words: Sequence[str], asked: argparse.Namespace) -> None:
    """Tell of a mistake of riweb, and write the report of it beside what is published."""
    output: Path = getattr(asked, "output", Path("output"))
    report = breakdown.report(error, words, output.parent / ".riweb")
    print(*report.lines(TRACEBACK in words), sep="\n", file=sys.stderr, flush=True)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("riweb", description="Publish resident involvement plans.")
    parser.add_argument(
        "--traceback",
        action="store_true",
        help="where riweb itself makes a mistake, show it as Python tells it",
    )
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    build_verb = verbs.add_parser("build", help="build content/ into output/")
    check_verb = verbs.add_parser("check", help="read everything and say what is wrong")
    checking.add(check_verb)
    serve_verb = verbs.add_parser("serve", help="show the site on this machine as you edit")
    serve_verb.add_argument("--port", type=_port, default=8000, metavar="N")
    serve_verb.add_argument("--formats", type=_names, default=(), metavar="NAME,NAME")
    translating.add(verbs.add_parser("translate", help="keep the other language in step"))
    verbs.add_parser("doctor", help="say which formats this machine can make")
    make_verb = verbs.add_parser("make", help="make one file for one person")
    making.add(make_verb)
    requesting.add(verbs.add_parser("request", help="keep the register of requests for copies"))
    making.add_new(verbs.add_parser("new", help="lay out a small site to start from"))
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
    build_verb.add_argument("--today", type=making.day, default=date.today(), metavar="DATE")
    return parser


def _port(text: str) -> int:
    """Return the port that the command line names; 0 is any that is free."""
    if not re.fullmatch(r"[0-9]{1,5}", text) or int(text) > MOST_PORT:
        wrong = f"{quoted(text)} is no port. Write a number from 1 to {MOST_PORT}, such as 8000."
        raise argparse.ArgumentTypeError(wrong)
    return int(text)


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
    with breakdown.during("building the site"):
        result = whole.run(options, screen.tell)
    if result.is_unchanged:
        screen.tell(f"Nothing has changed. {asked.output}/ is up to date.")
        return DONE
    screen.tell(f"{result.made} are in {asked.output}/.")
    screen.tell(f"Open {asked.output / 'index.html'} in a browser to look at them.")
    return DONE


def _check(asked: argparse.Namespace) -> int:
    with breakdown.during("checking the content"):
        problems, lines = checking.run(asked)
    screen.show(problems)
    screen.tell("\n".join(lines))
    return DONE if all(problem.is_advice for problem in problems) else PROBLEMS


def _serve(asked: argparse.Namespace) -> int:
    # Its own folder: what is being edited does not get into output/ by itself.
    output = Path(".riweb") / "preview" / "site"
    options = Options(asked.content, output, formats=asked.formats, jobs=os.cpu_count() or 1)

    def report(error: Exception) -> breakdown.Report:
        found = breakdown.report(error, asked.words, Path(".riweb"))
        if asked.traceback:
            screen.tell(found.broken.full)
        return found

    try:
        with breakdown.during("showing the site on this machine"):
            for address in preview.serve(options, asked.port, screen.tell, report):
                screen.tell(f"Open {address} in a browser. Stop with Ctrl-C.")
    except KeyboardInterrupt:
        # It has no other end, so that this is a good one.
        screen.tell("Stopped.")
    except BrokenPipeError:
        raise
    except OSError as error:
        other = asked.port + 1 if FIRST_PORT <= asked.port < MOST_PORT else 8000
        screen.tell(f"The preview cannot start on port {asked.port}: {error.strerror}.")
        screen.tell(f"Try another: riweb serve --port {other}")
        return PROBLEMS
    return DONE


def _translate(asked: argparse.Namespace) -> int:
    with breakdown.during(f"doing translate {asked.deed}"):
        return DONE if translating.run(asked, screen.tell) else PROBLEMS


def _doctor(_: argparse.Namespace) -> int:
    """Say of each format whether it can be made here; all is well where every one can."""
    rows = needs.doctor()
    for found in rows:
        has = "".join(f" It has {need.name}." for need in found.has)
        if found.lacks:
            screen.tell(f"{found.format}: cannot be made. This machine lacks {found.names}.{has}")
            screen.tell(f"    {found.mend}")
        else:
            screen.tell(f"{found.format}: can be made.{has}")
    screen.tell(checking.spelling_remark() or "spelling: can be checked.")
    return PROBLEMS if any(found.lacks for found in rows) else DONE


def _make(asked: argparse.Namespace) -> int:
    with breakdown.during("making one file"):
        making.run(asked, screen.tell)
    return DONE


def _new(asked: argparse.Namespace) -> int:
    with breakdown.during("laying out a new site"):
        making.run_new(asked, screen.tell)
    return DONE


def _request(asked: argparse.Namespace) -> int:
    with breakdown.during(f"doing request {asked.deed}"):
        return DONE if requesting.run(asked, screen.tell) else PROBLEMS


VERBS = {
    "build": Verb(_build, "{output}/ is unchanged."),
    "check": Verb(_check),
    "serve": Verb(_serve),
    "doctor": Verb(_doctor),
    "make": Verb(_make, "Nothing was made."),
    "new": Verb(_new),
    "request": Verb(_request, "The register is unchanged."),
    "translate": Verb(_translate),
}
