"""The inserts of a site: fitted to their pages, and the job that makes the files of each."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from riweb.breakdown import during
from riweb.build import inputs, needs, workers
from riweb.build.cache import Cache
from riweb.build.editions import ParsedContent
from riweb.format_record import EngineComplaint
from riweb.formats import INSERT
from riweb.formats import insert as insert_row
from riweb.plan.inserts import Insert
from riweb.plan.site import Brand
from riweb.problems import Problem, Refused
from riweb.render import plan_context
from riweb.render.edition import Edition
from riweb.render.plan_context import InsertOffer, PlanContext
from riweb.website.insert_view import Side


@dataclass(frozen=True)
class InsertJob:
    """The files of one insert.

    Args:
        contexts: the plan in each of the insert's languages, in their order.
        content: the content folder.
        setting: how it is set to fit, as `copyfit` says it in plain values.
    """

    key: str
    insert: Insert
    contexts: tuple[PlanContext, ...]
    content: Path
    setting: Mapping[str, Any] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """What progress lines call it."""
        return Side(self.contexts[0], self.insert).page

    @property
    def doing(self) -> str:
        """What is being done in it, for whoever looks after riweb."""
        return f"making the insert {self.insert.id}"

    @property
    def weight(self) -> int:
        """How long it takes, beside others of its kind."""
        return len(self.insert.sheet.blocks)

    def run(self, folder: Path) -> None:
        """Make the files and keep them in the cache at `folder`.

        Raises:
            Refused: when an engine complains.
        """
        with self._complaints():
            made = insert_row.files(*self._laid(), self.setting)
        files = {self.name + name: content for name, content in made.items()}
        Cache(folder).keep(self.key, files, {"setting": dict(self.setting)})

    def _laid(self) -> tuple[tuple[Side, ...], Brand, Path | None]:
        """Return what it is laid out from: its sides, the colours and the folder of pictures."""
        sides = tuple(Side(context, self.insert) for context in self.contexts)
        pictures = next((path.parent for path in self.insert.pictures.values()), None)
        return sides, self.contexts[0].site.brand, pictures

    def fitted(self) -> Mapping[str, Any]:
        """Return how it is set to fill its pages.

        Raises:
            Refused: when it cannot, or when an engine complains.
        """
        with self._complaints():
            return insert_row.fitted(*self._laid())

    @contextmanager
    def _complaints(self) -> Iterator[None]:
        """Tell what an engine complains about with its place in the content."""
        try:
            yield
        except EngineComplaint as complaint:
            raise Refused(workers.of_insert(complaint, self.content, self.insert)) from None

    def offer(self, language: str, has_files: bool) -> InsertOffer:
        """Return what the insert's page in one language offers."""
        if not has_files:
            return InsertOffer(self.insert, self.setting["limits"])
        say = next(one for one in self.contexts if one.language == language).say
        path = f"{self.name}{self.insert.id}.pdf"
        title = say("The pages as they are on paper")
        return InsertOffer(self.insert, self.setting["limits"], ((path, title, "PDF"),))


def jobs(found: ParsedContent, editions: Sequence[Edition], programme: str) -> Iterator[InsertJob]:
    """Yield the job of each insert whose plan is there in all of its languages, not yet fitted."""
    contexts = {
        (plan.id, edition.language): plan_context.of(edition, plan)
        for edition in editions
        for plan in edition.plans
    }
    for insert in found.site.inserts:
        wanted = [(insert.sheet.plan, language) for language in insert.sheet.languages]
        if all(key in contexts for key in wanted):
            of_insert = tuple(contexts[key] for key in wanted)
            yield _job(insert, of_insert, found.content, programme)


def _job(
    insert: Insert, contexts: tuple[PlanContext, ...], content: Path, programme: str
) -> InsertJob:
    facts = []
    for context in contexts:
        day = context.edition.today if context.file.as_of == "today" else None
        facts.append((context.view.plan, context.site, context.at, day))
    # Where a file is does not change what is made of it; its bytes are in the digest.
    own = insert.model_copy(update={"pictures": {}, "profile": None, "lines": {}})
    key = inputs.digest(programme, "insert", own, *facts)
    return InsertJob(key, insert, contexts, content.resolve())


def problems(found: ParsedContent, editions: Sequence[Edition]) -> Iterator[Problem]:
    """Yield what is wrong with the inserts on their pages, and nothing where none can be made."""
    if needs.look(INSERT).lacks:
        return
    for job in jobs(found, editions, ""):
        try:
            job.fitted()
        except Refused as refused:
            yield from refused.problems


def are_wanted(asked: Sequence[str] | None) -> bool:
    """Tell whether the files of inserts are to be made, and not their pages alone.

    Args:
        asked: the formats named on the command line; None where none was.
    """
    return asked is None or INSERT.name in asked


def fit(waiting: Sequence[InsertJob], cache: Cache, tell: Callable[[str], None]) -> list[InsertJob]:
    """Return the jobs with how each is set; what is in the cache is not fitted again.

    Raises:
        Refused: with every insert that cannot be fitted.
    """
    found, wrong = [], list[Problem]()
    if waiting and (look := needs.look(INSERT)).lacks:
        tell(needs.remark(look))
        return []
    for job in waiting:
        key = inputs.digest("fit", job.key)
        if not cache.has(key):
            try:
                with during(f"fitting the insert {job.insert.id} to its pages"):
                    cache.keep(key, {}, {"setting": job.fitted()})
            except Refused as refused:
                wrong += refused.problems
                continue
        found.append(replace(job, setting=cache.facts(key)["setting"]))
    if wrong:
        raise Refused(wrong)
    return found


def offers(
    found: Sequence[InsertJob], plan_id: str, language: str, with_files: Collection[str]
) -> tuple[InsertOffer, ...]:
    """Return the inserts that a plan's pages in a language offer.

    Args:
        with_files: the keys of those that have their files, and not their pages alone.
    """
    return tuple(
        job.offer(language, job.key in with_files)
        for job in found
        if job.insert.sheet.plan == plan_id and language in job.insert.sheet.languages
    )
