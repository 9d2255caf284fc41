"""Advice on all texts of a site: what the rules find, without what the site allows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from riweb.breakdown import during
from riweb.content.source import Raw
from riweb.languages.comparison import TranslationWork
from riweb.languages.messages import Message
from riweb.lint import abbreviations, corpus, house_rules, readability
from riweb.lint.readability import Measure
from riweb.lint.rule import Hit, Passage, Rule, Told
from riweb.plan.inserts import InsertFile
from riweb.plan.plans import Plan
from riweb.plan.site import Site
from riweb.problems import Problem

# So far below the beginning of a text its words are looked for.
MOST_ROWS = 60


class WordPlaces:
    """Finds the lines of words in the files of a content folder.

    Args:
        content: the folder; paths that problems name begin with its name.
    """

    def __init__(self, content: Path) -> None:
        self.content = content
        self._rows: Callable[[str], Sequence[str]] = cache(self._read)

    def line(self, file: str, line: int, words: str, near: str) -> int:
        """Return the line of words in the text that begins at `line`, or the nearest we know.

        Args:
            near: the sentence that they are in; empty where it is not known.
        """
        rows = self._rows(file)
        start, end = line - 1, min(len(rows), line - 1 + MOST_ROWS)
        if line < 1 or start >= len(rows):
            return line
        if file.endswith(".po"):
            start, end = self._translation(rows, start, end)
        at = self._beginning(rows, start, end, near)
        begin, last = (at, min(end, at + 12)) if at is not None else (start, end)
        for number in range(begin, last):
            if words in rows[number]:
                return number + 1
        return begin + 1 if at is not None else line

    @staticmethod
    def _translation(rows: Sequence[str], start: int, end: int) -> tuple[int, int]:
        """Return where the translation of an entry begins and ends."""
        found = next((n for n in range(start, end) if rows[n].startswith("msgstr")), start)
        last = next((n for n in range(found, end) if not rows[n].strip()), end)
        return found, last

    @staticmethod
    def _beginning(rows: Sequence[str], start: int, end: int, near: str) -> int | None:
        """Return the row in which a sentence begins, by as many of its words as stand in one."""
        words = near.split()
        for count in (6, 4, 3):
            sought = " ".join(words[:count])
            if len(words) >= count or count == 3:
                for number in range(start, end):
                    if sought and sought in rows[number]:
                        return number
        return None

    def _read(self, file: str) -> Sequence[str]:
        path = self.content.joinpath(*file.split("/")[1:])
        try:
            return path.read_text(encoding="utf-8-sig").split("\n")
        except (OSError, UnicodeDecodeError):
            return ()


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
    works: Sequence[TranslationWork]
    raw: Raw
    content: Path
    sheets: Mapping[str, Raw] = field(default_factory=dict)

    def folders(self) -> Iterator[_Folder]:
        """Yield what each plan has, first what the site itself has."""
        plans: dict[str, Plan | None] = {one.id: one for one in self.site.plans}
        # Nothing is asked of the other plans.
        site = self.site.model_copy(update={"plans": (), "inserts": ()})
        for plan, published in {"": None, **plans}.items():
            works = tuple(one for one in self.works if one.name == plan and one.catalogue)
            inserts = tuple(
                (one.sheet, self.sheets[one.id])
                for one in self.site.inserts
                if one.sheet.plan == plan
            )
            yield _Folder(site, published, self.messages.get(plan, ()), works, inserts)


@dataclass(frozen=True)
class _Folder:
    """The texts of one plan, or of the site itself where there is no plan.

    Args:
        inserts: the newsletter inserts about the plan, each with its file.
    """

    site: Site
    published: Plan | None
    messages: Sequence[Message]
    works: tuple[TranslationWork, ...]
    inserts: tuple[tuple[InsertFile, Raw], ...]

    def passages(self) -> Iterator[list[Passage]]:
        """Yield the texts in each language."""
        one = self.published
        name, own = (one.id, one.file.language) if one else ("", self.site.file.language)
        yield list(corpus.of(name, own, self.messages, one))
        for work in self.works:
            yield list(corpus.of(name, work.language, work.messages, one, work))

    def of_inserts(self, told: Sequence[Passage]) -> Iterator[Passage]:
        """Yield the texts of the inserts that are about the same plan in the same language."""
        for sheet, raw in self.inserts if told else ():
            yield from corpus.of_insert(sheet, raw, told)


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
class AllAdvice:
    """All that was found in the words of a site.

    Args:
        advice: by place.
        strict: the rules whose advice stops a build.
        unused: advice on exceptions that nothing needs.
    """

    advice: tuple[Advice, ...]
    strict: tuple[str, ...]
    unused: tuple[Problem, ...]

    def problems(self) -> Iterator[Problem]:
        """Yield each piece of advice in the form of a problem; of strict rules, as problems."""
        for one in self.advice:
            yield one.problem(one.rule.id in self.strict)
        yield from self.unused


Each = Callable[[Callable[[_Folder], list[Advice]], Iterable[_Folder]], Iterable[list[Advice]]]


def look(texts: Texts, each: Each = map) -> AllAdvice:
    """Look at every text of a site.

    Args:
        each: looks at the plans, perhaps in several processes.
    """
    wording, used = texts.site.file.wording, set[int]()
    places = WordPlaces(texts.content)
    found: list[Advice] = []
    for hits in each(_look, texts.folders()):
        for one in hits:
            allowing = {
                number
                for number, allowed in enumerate(wording.allow)
                if house_rules.allows(allowed, one.rule.id, one.plan, one.hit)
            }
            used |= allowing
            if not allowing:
                at = places.line(one.file, one.line, one.hit.words, one.hit.near)
                found.append(replace(one, line=at))
    found.sort(key=lambda one: (one.file, one.line, one.rule.id, one.hit.words))
    unused = tuple(house_rules.unused(texts.raw, wording, used))
    return AllAdvice(tuple(found), wording.strict, unused)


def measured(texts: Texts) -> Iterator[Measure]:
    """Yield how hard each plan and chapter is to read, in each language."""
    for folder in texts.folders():
        for told in folder.passages():
            yield from readability.measures(folder.published, told)


def _look(folder: _Folder) -> list[Advice]:
    """Return what rules find in the texts of a folder."""
    found: list[Advice] = []
    whose = folder.published.id if folder.published else "the site"
    with during(f"looking at the words of {whose}"):
        for texts in filter(None, folder.passages()):
            ours = abbreviations.of(folder.site, folder.published, texts)
            told = Told(texts[0].language, (*texts, *folder.of_inserts(texts)), ours)
            found += [_advice(rule, *one) for rule in house_rules.RULES for one in rule.hits(told)]
    return found


def _advice(rule: Rule, passage: Passage, hit: Hit) -> Advice:
    place = passage.file, passage.line, passage.key
    return Advice(rule, passage.plan, passage.language, *place, hit)
