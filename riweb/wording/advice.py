"""Advice on all texts of a site: what rules find, without what the site allows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from riweb.plan.plans import Published
from riweb.plan.site import Site
from riweb.problems import Problem
from riweb.source import Raw
from riweb.translate.messages import Message
from riweb.translate.status import Work
from riweb.wording import exceptions, known, passages, reading, rules
from riweb.wording.places import Places
from riweb.wording.reading import Measure
from riweb.wording.values import Hit, Known, Passage, Rule


@dataclass(frozen=True)
class Texts:
    """What is looked at.

    Args:
        messages: the texts of each plan in its own language, by its id; the site's under "".
        works: what is translated.
        raw: site.yaml as written.
        content: the folder that all was read from.
        sheets: the file of each newsletter insert, by its id.
    """

    site: Site
    messages: Mapping[str, Sequence[Message]]
    works: Sequence[Work]
    raw: Raw
    content: Path
    sheets: Mapping[str, Raw] = field(default_factory=dict)

    def passages(self) -> Iterator[tuple[Published | None, list[Passage]]]:
        """Yield the texts of each plan, in each of its languages, with the plan."""
        plans: dict[str, Published | None] = {one.id: one for one in self.site.plans}
        for plan, published in {"": None, **plans}.items():
            own = published.plan.language if published else self.site.file.language
            found = self.messages.get(plan, ())
            yield published, list(passages.of(plan, own, found, published))
            for work in self.works:
                if work.name == plan and work.catalogue:
                    told = passages.of(plan, work.language, work.messages, published, work)
                    yield published, list(told)

    def of_inserts(self, told: Sequence[Passage]) -> Iterator[Passage]:
        """Yield the texts of the inserts that are about the same plan in the same language."""
        for insert in self.site.inserts:
            if told and insert.sheet.plan == told[0].plan:
                yield from passages.of_insert(insert.sheet, self.sheets[insert.id], told)


@dataclass(frozen=True)
class Advice:
    """One piece of advice.

    Args:
        line: of the words, counted from 1; 0 where it is not known.
    """

    rule: Rule
    plan: str
    language: str
    file: str
    line: int
    key: str
    hit: Hit

    def problem(self, is_strict: bool) -> Problem:
        """Return it in the form of a problem; the name of its rule stands behind its place.

        Args:
            is_strict: whether it stops a build.
        """
        key = f"{self.key}, {self.rule.id}" if self.key else self.rule.id
        return Problem(self.file, self.line, key, self.hit.wrong, self.hit.fix, not is_strict)


@dataclass(frozen=True)
class Found:
    """All that was found in the words of a site.

    Args:
        advice: by place.
        strict: the rules whose advice stops a build.
        unused: advice on exceptions that nothing needs.
        measures: the reading age and the length of sentences, of each plan and chapter.
    """

    advice: tuple[Advice, ...]
    strict: tuple[str, ...]
    unused: tuple[Problem, ...]
    measures: tuple[Measure, ...]

    def problems(self) -> Iterator[Problem]:
        """Yield each piece of advice in the form of a problem; of strict rules, as problems."""
        for one in self.advice:
            yield one.problem(one.rule.id in self.strict)
        yield from self.unused


def look(texts: Texts) -> Found:
    """Look at every text of a site."""
    wording, used = texts.site.file.wording, set[int]()
    places = Places(texts.content)
    found: list[Advice] = []
    measures: list[Measure] = []
    for published, told in texts.passages():
        ours = known.of(texts.site, published, told)
        for one in _of_plan([*told, *texts.of_inserts(told)], ours):
            allowing = {
                number
                for number, allowed in enumerate(wording.allow)
                if exceptions.allows(allowed, one.rule.id, one.plan, one.hit)
            }
            used |= allowing
            if not allowing:
                at = places.line(one.file, one.line, one.hit.words, one.hit.near)
                found.append(replace(one, line=at))
        measures += reading.measures(published, told)
    found.sort(key=lambda one: (one.file, one.line, one.rule.id, one.hit.words))
    unused = tuple(exceptions.unused(texts.raw, wording, used))
    return Found(tuple(found), wording.strict, unused, tuple(measures))


def _of_plan(told: Sequence[Passage], ours: Known) -> Iterator[Advice]:
    """Yield what every rule finds in the texts of a plan in one language."""
    once: set[tuple[str, str]] = set()
    for passage in told:
        for rule in rules.RULES:
            if passage.language not in rule.languages:
                continue
            for hit in rule.look(passage, ours):
                name = (rule.id, hit.words.lower())
                if rule.is_once and name in once:
                    continue
                once.add(name)
                yield Advice(
                    rule,
                    passage.plan,
                    passage.language,
                    passage.file,
                    passage.line,
                    passage.key,
                    hit,
                )
