"""A whole build or check: read, parse, render, verify, and replace output/ at the end."""

from __future__ import annotations

import os
import re
from collections.abc import Container, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from riweb import publish
from riweb.breakdown import during
from riweb.build import inputs, insert_jobs, jobs, needs, single_request, staging, under_way
from riweb.build.editions import read
from riweb.build.inputs import WORDS, Before, Options, SingleRequest
from riweb.build.single_request import FinishedFile
from riweb.build.under_way import Build, BuildResult, Tell
from riweb.document import linear
from riweb.formats import INSERT
from riweb.formats.audio import script
from riweb.lint import advice
from riweb.lint.advice import AllAdvice
from riweb.lint.readability import Measure
from riweb.plan.site import Site
from riweb.problems import Problem, Refused, quoted
from riweb.render import plan_context
from riweb.render.edition import Edition


def speech_advice(
    content: Path,
    editions: Sequence[Edition],
    told: Container[tuple[str, str]] = (),
) -> Iterator[Problem]:
    """Yield advice on each abbreviation that a recording spells letter by letter.

    Args:
        content: the folder that all was read from, in which their lines are looked for.
        told: the ids of plans, each with an abbreviation that other advice is about already.
    """
    for edition in editions:
        for plan in edition.plans:
            # A translation has the abbreviations of its text, which are told there.
            if plan.file.language != edition.language:
                continue
            document = linear.render(plan_context.of(edition, plan))
            for letters in script.write(document).unknown:
                if (plan.id, letters) in told:
                    continue
                file, line = _place(content, plan.id, letters)
                wrong = (
                    f"A recording spells {quoted(letters)} letter by letter: nothing explains it."
                )
                fix = "Add it to `glossary`: its letters as `short`, its full name as `term`."
                yield Problem(file, line, "", wrong, fix, is_advice=True)


def _place(content: Path, plan_id: str, letters: str) -> tuple[str, int]:
    """Return the file and line in which an abbreviation stands first; line 0 for none."""
    folder = content / "plans" / plan_id
    word = re.compile(rf"(?<!\w){re.escape(letters)}(?!\w)")
    for source in (folder / "plan.yaml", *sorted(folder.glob("chapters/*.md"))):
        for number, row in enumerate(source.read_text(encoding="utf-8").splitlines(), 1):
            if word.search(row):
                return Path(content.name, source.relative_to(content)).as_posix(), number
    return Path(content.name, "plans", plan_id, "plan.yaml").as_posix(), 0


@dataclass(frozen=True)
class CheckedContent:
    """What there is to say about a content folder.

    Args:
        site: None where it cannot be built.
        problems: every problem and advice, by place, but for advice on words.
        words: advice on words; None where the site cannot be built.
        measures: how hard each plan and chapter is to read.
    """

    site: Site | None
    problems: tuple[Problem, ...]
    words: AllAdvice | None = None
    measures: tuple[Measure, ...] = ()


def check(content: Path) -> tuple[Site | None, tuple[Problem, ...]]:
    """Return the site, where it can be built, and every problem and advice, by place."""
    found = look(content)
    return found.site, found.problems


def look(content: Path) -> CheckedContent:
    """Return all that there is to say about a content folder."""
    found, problems = read(content)
    if found is None:
        return CheckedContent(None, problems)
    options = Options(content, Path())
    editions = found.editions((), options.override, options.today)
    if unfit := tuple(insert_jobs.problems(found, editions)):
        return CheckedContent(None, tuple(sorted({*problems, *unfit})))
    words = advice.look(found.texts)
    told = {(one.plan, one.hit.words) for one in words.advice if one.rule.id == "abbreviation"}
    spelt = speech_advice(content, editions, told | _allowed(found.site))
    measures = tuple(advice.measured(found.texts))
    return CheckedContent(found.site, tuple(sorted({*problems, *spelt})), words, measures)


def _allowed(site: Site) -> set[tuple[str, str]]:
    """Return the abbreviations that the site allows, each with the id of a plan."""
    return {
        (plan.id, words)
        for one in site.file.wording.allow
        for words in one.words
        for plan in site.plans
        if one.rule in ("", "abbreviation") and one.plan in ("", plan.id)
    }


def run(options: Options, tell: Tell) -> BuildResult:
    """Build content/ into output/.

    Args:
        tell: is given one line at each step.

    Raises:
        Refused: with every problem; output/ is as it was.
    """
    # Where output/ is a link to a folder elsewhere, that folder is meant.
    options = replace(options, output=Path(os.path.realpath(options.output)))
    if problem := publish.objection(options.content, options.output):
        raise Refused([problem])
    try:
        with staging.alone(options.work, tell), _cleared_up(options):
            return _build(options, tell)
    except OSError as error:
        raise Refused([publish.problem(error, options.output)]) from error


def _build(options: Options, tell: Tell) -> BuildResult:
    before, able = Before.of(options), needs.state()
    note = options.work / f"built-{inputs.digest(str(options.output))[:12]}.json"
    last = inputs.recorded(note)
    state = before.of_build(options, able, last.get("day_matters") == "yes")
    if last.get("build") == state and last.get("output") == staging.state(options.output):
        return _unchanged(last)
    build = Build(options, before, tell)
    with _true_to(before, build):
        stage, result, day_matters = build.run()
    is_as_before = not before.changed(options)
    with publish.uninterrupted():
        publish.swap(stage, options.output)
        # The site is published; without the note, the next build only has more to do.
        with suppress(OSError):
            inputs.record(
                note,
                # Of a state that nobody knows, no build may say that nothing has changed.
                build=before.of_build(options, able, day_matters) if is_as_before else "",
                output=staging.state(options.output),
                day_matters="yes" if day_matters else "no",
                counts=[result.plans, result.pages, result.files, result.formats],
            )
        build.sweep()
    if not is_as_before:
        tell("Something was saved while the site was being built. Build again to publish it.")
    return result


def make(options: Options, wanted: SingleRequest, tell: Tell) -> list[FinishedFile]:
    """Return the files of one format of one plan, or of one insert, as one person asked for them.

    Raises:
        NotKnown: when the site has no such plan, insert or language.
        Refused: with every problem.
    """
    is_insert = wanted.format == INSERT.name
    plans = () if is_insert else (wanted.plan,)
    only = replace(options, plans=plans, formats=(wanted.format,))
    ask = single_request.pages if is_insert else single_request.files
    with staging.alone(options.work, tell):
        tell(f"Making {wanted.format} of {wanted.plan} …")
        before = Before.of(only)
        build = Build(only, before, lambda line: None)
        with during(f"making {wanted.format} of {wanted.plan}"), _true_to(before, build):
            return ask(build, wanted)


@contextmanager
def _true_to(before: Before, build: Build) -> Iterator[None]:
    """Keep no job whose key may not be that of what it was made from.

    Keys hold the words as they were read. Templates and pictures are read when a job is done: where
    one of them was saved meanwhile, the jobs of this build are not kept for the next.
    """
    try:
        yield
    finally:
        with publish.uninterrupted():
            changed = before.changed(build.options)
            if changed:
                (build.options.work / under_way.NOTE).unlink(missing_ok=True)
            content = build.options.content
            if not all(one.is_relative_to(content) and one.suffix in WORDS for one in changed):
                build.cache.forget()


@contextmanager
def _cleared_up(options: Options) -> Iterator[None]:
    """Leave nothing half-made in the work folder: neither of this build, nor of one before."""
    publish.recover(options.work, options.output)
    jobs.clear_up(options.work)
    try:
        yield
    finally:
        # Ctrl-C at this moment must not stop the clearing up either.
        with publish.uninterrupted():
            publish.recover(options.work, options.output)
            jobs.clear_up(options.work)


def _unchanged(last: Mapping[str, object]) -> BuildResult:
    counts = last.get("counts")
    plans, pages, files, formats = counts if isinstance(counts, list) else (0, 0, 0, 0)
    return BuildResult(True, plans, pages, files, formats, 0, ())
