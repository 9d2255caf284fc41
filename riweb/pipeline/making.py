"""One build that is under way: from the content to a staged folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from riweb import shipped
from riweb.formats import Format, Order, sitemap
from riweb.pages import document, downloads, entrance, environment
from riweb.pages.language import Scene
from riweb.pages.offers import Download
from riweb.pipeline import (
    inputs,
    inserts,
    jobs,
    languages,
    linear,
    needs,
    own,
    pictures,
    plain,
    proof,
)
from riweb.pipeline.cache import Cache
from riweb.pipeline.inputs import Options
from riweb.pipeline.languages import Edition
from riweb.pipeline.linear import Documents
from riweb.pipeline.proof import Written
from riweb.pipeline.stage import Stage
from riweb.pipeline.workers import Workers
from riweb.plan.plans import Published
from riweb.problems import Problem, Refused, counted

Tell = Callable[[str], None]


@dataclass(frozen=True)
class Result:
    """What a build has done.

    Args:
        is_unchanged: True where output/ was up to date already.
        files: how many finished files the pages offer, and in how many formats.
        remade: how many jobs were done and not taken from the cache.
    """

    is_unchanged: bool
    plans: int
    pages: int
    files: int
    formats: int
    remade: int
    advice: tuple[Problem, ...]

    @property
    def made(self) -> str:
        """What was made of each kind, such as `5 plans, 261 pages and 54 files in 8 formats`."""
        plans, pages = counted(self.plans, "plan"), counted(self.pages, "page")
        if not self.files:
            return f"{plans} and {pages}"
        formats = counted(self.formats, "format")
        return f"{plans}, {pages} and {counted(self.files, 'file')} in {formats}"


class Build:
    """One build that is under way.

    Args:
        programme: a hash of riweb itself.
        tell: is given one line at each step.
    """

    def __init__(self, options: Options, programme: str, tell: Tell) -> None:
        self.options = options
        self.formats: tuple[Format, ...] = ()
        environment.forget()
        self.programme = programme
        self.tell = tell
        self.cache = Cache(options.work / "cache")
        self.workers = Workers(self.cache, options.content, options.jobs, tell)
        self.documents: Documents = {}
        self.sources: Written = {}
        self.inserts: list[inserts.InsertJob] = []

    def run(self) -> tuple[Path, Result, bool]:
        """Return the staged folder, what was done, and whether the day of the build matters."""
        asked = self.options.formats
        if asked is not None:
            self.formats = needs.chosen(asked, (), self.tell)
        content, told = self.content(with_words=True)
        site = content.site
        editions = [content.edition(at) for at in content.addresses(self.options.languages)]
        scenes = languages.scenes(editions, self.options.override, self.options.today)
        jobs_ = inserts.jobs(content, editions, scenes, self.programme)
        self.inserts = inserts.fit(list(jobs_), self.cache, self.tell)
        if asked is None:
            self.formats = needs.chosen(None, site.file.formats, self.tell)
        self.tell(f"Read {counted(len(site.plans), 'plan')}.")
        self.document(editions, scenes)
        if inserts.are_wanted(self.options.formats):
            self.workers.do(self.inserts)
        found = self._languages(editions, scenes)
        stage = Stage(self.options.work / "stage", site.file, self.options, len(editions))
        stage.copy(self.cache, self.workers.each)
        stage.draw(image for one in site.plans for image in one.drawings)
        for pages in own.pages(self.cache, len(stage.pages), editions, scenes, found):
            stage.add(pages)
        twins = entrance.twins(scenes, stage.pages)
        stage.add(self._for_search_engines(stage, [web for webs in found for web in webs], twins))
        self.tell("Checking every page and link …")
        stage.check()
        stage.finish()
        made = [file for webs in found for web in webs for file in web.downloads]
        formats = len({file.format for file in made})
        counts = len(site.plans), len(stage.pages), len({file.path for file in made}), formats
        result = Result(False, *counts, self.workers.remade, told)
        return stage.folder, result, any(one.plan.as_of == "today" for one in site.plans)

    def sweep(self) -> None:
        """Remove what no plan needs any more from the cache, where all plans were built."""
        if not self.options.plans and self.options.formats is None:
            self.cache.sweep()

    def content(self, with_words: bool = False) -> tuple[languages.Read, tuple[Problem, ...]]:
        """Return the content with the plans that are wanted, and the advice on it.

        Args:
            with_words: whether its words are looked at too.
        """
        found, problems = languages.read(self.options.content, each=self.workers.each)
        if found is None:
            raise Refused(problem for problem in problems if not problem.is_advice)
        known = found.site.file.languages
        if unknown := list(languages.unknown(self.options.languages, known)):
            raise Refused(unknown)
        if with_words:
            tell = self.tell
            plain.tell_of_words(found.texts, self.options, self.programme, tell, self.workers.each)
        wanted = self.options.plans
        folder = self.options.work / "pictures"
        chosen = tuple(
            pictures.of_plan(one, folder, self.programme)
            for one in found.site.plans
            if not wanted or one.id in wanted
        )
        leaves = tuple(
            pictures.of_insert(one, folder, self.programme) for one in found.site.inserts
        )
        site = found.site.model_copy(update={"plans": chosen, "inserts": leaves})
        return replace(found, site=site), problems

    def _languages(
        self, editions: Sequence[Edition], scenes: Sequence[Scene]
    ) -> list[list[jobs.WebJob]]:
        """Make all files, and return the jobs of the pages of each language."""
        found = [
            [(one, scene, list(self.files(one, scene))) for one in edition.plans]
            for edition, scene in zip(editions, scenes, strict=True)
        ]
        self.workers.do([job for plans in found for *_, files in plans for job in files])
        webs = [[self._web(*one) for one in plans] for plans in found]
        todo = [web for plans in webs for web in plans if not self.cache.has(web.key)]
        if min(len(todo), self.workers.most) > 1:
            for language in {web.addresses.language for web in todo}:
                environment.prepare(language, self.options.override)
        self.workers.do(todo)
        return webs

    @staticmethod
    def _for_search_engines(
        stage: Stage, webs: Sequence[jobs.WebJob], twins: sitemap.Twins
    ) -> dict[str, str]:
        """Return sitemap.xml and robots.txt."""
        scenes = [web.scene() for web in webs]
        changed = {scene.address(): scene.plan.changed for scene in scenes}
        return dict(sitemap.write(stage.site.base_url, stage.pages, changed, twins))

    def files(
        self, published: Published, scene: Scene, options: tuple[tuple[str, str], ...] = ()
    ) -> Iterator[jobs.FormatJob]:
        """Yield the jobs of one plan's formats.

        Args:
            options: what one person asked for.
        """
        brand, folder = scene.site.brand.main, shipped.folder()
        images = published.images[0].path.parent if published.images else None
        for row in self.formats:
            of = entrance.ORDER if row.is_bilingual else (scene.language,)
            found = [self.documents.get((published.id, one, row.source), "") for one in of]
            if not all(found):
                continue
            first, second = found if row.is_bilingual else (found[0], "")
            order = Order(row.name, first, scene.language, brand, folder, images, options, second)
            if row.name == "braille":
                order = replace(order, spelled=scene.site.spelled_out)
            made_by = (self.programme, needs.versions(row))
            drawn = (published.images, published.drawings)
            parts = (row.name, first, second, scene.language, brand, *drawn, options, order.spelled)
            key = inputs.digest(*made_by, *parts)
            sources = tuple(self.sources[published.id, language] for language in of)
            names = (scene.at.downloads(published.id, row.name), *(one for _, one in options))
            yield jobs.FormatJob(key, "-".join(names), order, sources)

    def document(self, editions: Sequence[Edition], scenes: Sequence[Scene]) -> None:
        """Have the linear documents, proved to say all."""
        self.sources = proof.written(editions)
        self.documents = linear.documents(editions, scenes, {row.source for row in self.formats})
        whole = {key[:2]: text for key, text in self.documents.items() if key[2] == "plan"}
        proof.check(editions, scenes, whole, self.cache, self.programme)

    def _web(
        self, published: Published, scene: Scene, made: Sequence[jobs.FormatJob]
    ) -> jobs.WebJob:
        offered = tuple(file for job in made for file in self._downloads(job))
        day = scene.today if published.plan.as_of == "today" else None
        has_files = inserts.are_wanted(self.options.formats)
        offers = inserts.offers(self.inserts, published.id, scene.language, has_files)
        parts = (published, scene.site, scene.at, offered, day, scene.others, offers)
        key = inputs.digest(self.programme, "web", *parts)
        return jobs.WebJob(
            key,
            published,
            scene.site,
            scene.at,
            scene.override,
            scene.today,
            scene.has_scheme,
            offered,
            self.sources[published.id, scene.language],
            scene.others,
            offers,
        )

    def _downloads(self, job: jobs.FormatJob) -> Iterator[Download]:
        """Yield each finished file of a job as pages offer it."""
        facts, order = self.cache.facts(job.key), job.order
        version = next(
            document.version_of(one)
            for one in (order.document, order.second)
            if document.language_of(one) == order.language
        )
        for path, offer in facts["offers"].items():
            size = facts["files"][path][1]
            about = f"{offer['about']}, {downloads.size(size)}"
            given = order.format, offer["title"], about, size, offer["pages"], offer["volume"]
            yield Download(path, *given, version)
