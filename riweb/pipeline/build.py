"""A whole build: read, parse, render, audit, and replace output/ at the end."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from riweb import publish, shipped
from riweb.breakdown import during
from riweb.formats import INSERT
from riweb.pipeline import inputs, inserts, jobs, languages, needs, output, person, speech
from riweb.pipeline.inputs import Options, Wanted
from riweb.pipeline.making import Build, Result, Tell
from riweb.pipeline.person import One
from riweb.plan.site import Site
from riweb.problems import Problem, Refused
from riweb.wording import advice
from riweb.wording.advice import Found
from riweb.wording.reading import Measure


@dataclass(frozen=True)
class Checked:
    """What there is to say about a content folder.

    Args:
        site: None where it cannot be built.
        problems: every problem and advice, by place, but for advice on words.
        words: advice on words; None where the site cannot be built.
        measures: how hard each plan and chapter is to read.
    """

    site: Site | None
    problems: tuple[Problem, ...]
    words: Found | None = None
    measures: tuple[Measure, ...] = ()


def check(content: Path) -> tuple[Site | None, tuple[Problem, ...]]:
    """Return the site, where it can be built, and every problem and advice, by place."""
    found = look(content)
    return found.site, found.problems


def look(content: Path) -> Checked:
    """Return all that there is to say about a content folder."""
    found, problems = languages.read(content)
    if found is None:
        return Checked(None, problems)
    options = Options(content, Path())
    editions = [found.edition(at) for at in found.addresses(())]
    scenes = languages.scenes(editions, options.override, options.today)
    if unfit := tuple(inserts.problems(found, scenes)):
        return Checked(None, tuple(sorted({*problems, *unfit})))
    words = advice.look(found.texts)
    told = {(one.plan, one.hit.words) for one in words.advice if one.rule.id == "abbreviation"}
    spelt = speech.advice(content, editions, scenes, told | _allowed(found.site))
    measures = tuple(advice.measured(found.texts))
    return Checked(found.site, tuple(sorted({*problems, *spelt})), words, measures)


def _allowed(site: Site) -> set[tuple[str, str]]:
    """Return the abbreviations that the site allows, each with the id of a plan."""
    return {
        (plan.id, words)
        for one in site.file.wording.allow
        for words in one.words
        for plan in site.plans
        if one.rule in ("", "abbreviation") and one.plan in ("", plan.id)
    }


def run(options: Options, tell: Tell) -> Result:
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
        with output.alone(options.work, tell), _cleared_up(options):
            return _build(options, tell)
    except OSError as error:
        raise Refused([publish.problem(error, options.output)]) from error


def _build(options: Options, tell: Tell) -> Result:
    programme = inputs.of_programme(shipped.PACKAGE, shipped.folder(), options.override)
    whole = inputs.digest(programme, needs.state())
    note = options.work / f"built-{inputs.digest(str(options.output))[:12]}.json"
    last = inputs.recorded(note)
    state = inputs.of_build(options, whole, last.get("day_matters") == "yes")
    if last.get("build") == state and last.get("output") == output.state(options.output):
        return _unchanged(last)
    build = Build(options, programme, tell)
    stage, result, day_matters = build.run()
    with publish.uninterrupted():
        publish.swap(stage, options.output)
        # The site is published; without the note, the next build only has more to do.
        with suppress(OSError):
            inputs.record(
                note,
                build=inputs.of_build(options, whole, day_matters),
                output=output.state(options.output),
                day_matters="yes" if day_matters else "no",
                counts=[result.plans, result.pages, result.files, result.formats],
            )
        build.sweep()
    return result


def make(options: Options, wanted: Wanted, tell: Tell) -> list[One]:
    """Return the files of one format of one plan, or of one insert, as one person asked for them.

    Raises:
        NotKnown: when the site has no such plan, insert or language.
        Refused: with every problem.
    """
    programme = inputs.of_programme(shipped.PACKAGE, shipped.folder(), options.override)
    is_insert = wanted.format == INSERT.name
    plans = () if is_insert else (wanted.plan,)
    only = replace(options, plans=plans, formats=(wanted.format,))
    ask = person.pages if is_insert else person.files
    with output.alone(options.work, tell):
        tell(f"Making {wanted.format} of {wanted.plan} …")
        with during(f"making {wanted.format} of {wanted.plan}"):
            return ask(Build(only, programme, lambda line: None), wanted)


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


def _unchanged(last: Mapping[str, object]) -> Result:
    counts = last.get("counts")
    plans, pages, files, formats = counts if isinstance(counts, list) else (0, 0, 0, 0)
    return Result(True, plans, pages, files, formats, 0, ())
