"""The command that reads everything and says what is wrong, and what could be plainer."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from riweb import save
from riweb.build import whole
from riweb.build.inputs import NotKnown
from riweb.build.whole import CheckedContent
from riweb.lint import house_rules, spelling
from riweb.lint.advice import Advice
from riweb.lint.readability import LEAST_WORDS, Measure
from riweb.locales import LOCALES
from riweb.problems import Problem, counted, listed, nearest, quoted
from riweb.website import reports

# So wide a column for the names of plans and chapters.
WIDEST = 44


def add(verb: argparse.ArgumentParser) -> None:
    """Say what the command line may hold."""
    verb.add_argument("--plan", default="", metavar="ID", help="only what is in this plan")
    verb.add_argument("--rule", default="", metavar="NAME", help="only advice of this rule")
    verb.add_argument("--report", type=Path, metavar="FILE", help="a .html or .csv file to write")


def run(asked: argparse.Namespace) -> tuple[tuple[Problem, ...], list[str]]:
    """Return what is wrong and what could be better, and the lines that stand below it.

    Raises:
        NotKnown: when there is no such plan or rule, or no such report.
        Refused: when the report cannot be written.
    """
    if asked.rule:
        _known("rule", asked.rule, house_rules.NAMES)
    if asked.report and asked.report.suffix.lower() not in reports.FORMS:
        raise NotKnown(f"Let the name after --report end in {listed(reports.FORMS)}.")
    checked = whole.look(asked.content)
    if checked.site and asked.plan:
        _known("plan", asked.plan, [one.id for one in checked.site.plans])
    advice = _chosen(checked, asked)
    problems = tuple(sorted({*_problems(checked, asked, advice)}))
    wrong = sum(not problem.is_advice for problem in problems)
    lines = []
    if checked.words:
        lines += [*_by_rule(advice), *_table(_measures(checked, asked))]
        lines += filter(None, [spelling_remark()])
        if asked.report:
            _write(asked.report, advice, _measures(checked, asked))
            lines += [f"The report is in {asked.report}.", ""]
    more = counted(len(problems) - wrong, "piece")
    return problems, [*lines, f"{counted(wrong, 'problem')}, {more} of advice."]


def _write(report: Path, advice: Sequence[Advice], measures: Sequence[Measure]) -> None:
    """Write the report in the form that the ending of its name says."""
    is_table = report.suffix.lower() == ".csv"
    text = reports.table(advice) if is_table else reports.page(advice, measures, date.today())
    save.file(report, text.encode())


def spelling_remark() -> str:
    """Return what to say where spelling cannot be checked here; empty where it can."""
    if spelling.is_there():
        return ""
    return (
        "spelling: cannot be checked. This machine lacks Hunspell. "
        f"To have it checked: {spelling.MEND}"
    )


def _known(kind: str, name: str, known: Sequence[str]) -> None:
    if name not in known:
        guess = nearest(name, known)
        hint = f"Did you mean {guess}?" if guess else f"Choose {listed(known)}."
        raise NotKnown(f"There is no {kind} {quoted(name)}. {hint}")


def _chosen(checked: CheckedContent, asked: argparse.Namespace) -> list[Advice]:
    """Return the advice that was asked for."""
    return [
        one
        for one in (checked.words.advice if checked.words else ())
        if asked.plan in ("", one.plan) and asked.rule in ("", one.rule.id)
    ]


def _problems(
    checked: CheckedContent, asked: argparse.Namespace, advice: Sequence[Advice]
) -> Iterator[Problem]:
    """Yield every problem, and as much advice as was asked for."""
    for problem in checked.problems:
        is_there = not asked.plan or f"/plans/{asked.plan}/" in problem.file
        if not problem.is_advice or (is_there and not asked.rule):
            yield problem
    if checked.words:
        for one in advice:
            yield one.problem(one.rule.id in checked.words.strict)
        if not asked.plan and not asked.rule:
            yield from checked.words.unused


def _measures(checked: CheckedContent, asked: argparse.Namespace) -> list[Measure]:
    found = checked.measures if not asked.rule else ()
    return [one for one in found if asked.plan in ("", one.plan)]


def _by_rule(advice: Sequence[Advice]) -> Iterator[str]:
    counts = Counter(one.rule.id for one in advice)
    if not counts:
        return
    yield "Advice on words, by rule:"
    for name, number in counts.most_common():
        yield f"    {number:>4}  {name:<18}  {house_rules.BY_ID[name].what}"
    yield ""


def _table(measures: Sequence[Measure]) -> Iterator[str]:
    """Yield the table of reading age and sentence length."""
    if not measures:
        return
    yield "How hard texts are to read:"
    width = min(WIDEST, max(len(_name(one)) for one in measures))
    head = f"{'language':<8}  {'words':>6}  {'a sentence':>10}  {'longest':>7}  {'long words':>10}"
    yield f"    {'':<{width}}  {head}  age"
    for one in measures:
        name = _name(one)
        name = name if len(name) <= width else f"{name[: width - 1].rstrip()}…"
        figures = f"{one.words:>6,}  {one.average:>10}  {one.longest:>7}  {one.long_words:>9}%"
        age = f"{one.age:>3}" if one.age else "  –"
        yield f"    {name:<{width}}  {LOCALES[one.language].name:<8}  {figures}  {age}"
    yield f"    Texts of fewer than {LEAST_WORDS} words are left out."
    yield "    The age, in years, is by the Flesch-Kincaid formula."
    if any(one.age is None for one in measures):
        yield "    There is no such measure for Welsh: the other figures are a guide, not a score."
    yield ""


def _name(one: Measure) -> str:
    return f"  {one.part}" if one.part else one.plan
