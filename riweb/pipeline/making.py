"""One build that is under way: from the content to a staged folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from riweb import shipped
from riweb.formats import Format, Order, Source, listing, sitemap
from riweb.pages import document, downloads, easy, entrance, environment, sites
from riweb.pages.scene import Download, PlanScene, Scene
from riweb.pipeline import inputs, inserts, jobs, languages, needs, pictures, plain, proof
from riweb.pipeline.cache import Cache
from riweb.pipeline.inputs import NotKnown, Options, Wanted
from riweb.pipeline.languages import Edition
from riweb.pipeline.proof import Written
from riweb.pipeline.stage import Stage
from riweb.pipeline.workers import Workers
from riweb.plan.plans import Published
from riweb.problems import Problem, Refused, counted, listed, nearest, quoted
from riweb.views import PlanView

Tell = Callable[[str], None]

# The documents of each plan, by its id, its language and which document it is.
Documents = Mapping[tuple[str, str, Source], str]


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


@dataclass(frozen=True)
class One:
    """A file that was made for one person.

    Args:
        name: as it would be published.
        variant: what tells it from the others of its order, with a hyphen before it; or empty.
        title, about: as pages would offer it.
    """

    name: str
    variant: str
    title: str
    about: str
    content: bytes


class Build:
    """One build that is under way.

    Args:
        programme: a hash of riweb itself.
        tell: is given one line at each step.
    """

    def __init__(self, options: Options, programme: str, tell: Tell) -> None:
        self.options = options
        self.formats: tuple[Format, ...] = ()
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
        content, told = self._content(with_words=True)
        site = content.site
        editions = [content.edition(at) for at in content.addresses(self.options.languages)]
        scenes = languages.scenes(editions, self.options.override, self.options.today)
        jobs_ = inserts.jobs(content, editions, scenes, self.programme)
        self.inserts = inserts.fit(list(jobs_), self.cache, self.tell)
        if asked is None:
            self.formats = needs.chosen(None, site.file.formats, self.tell)
        self.tell(f"Read {len(site.plans)} plans.")
        self._document(editions, scenes)
        if inserts.are_wanted(self.options.formats):
            self.workers.do(self.inserts)
        found = [self._language(*pair) for pair in zip(editions, scenes, strict=True)]
        stage = Stage(self.options.work / "stage", site.file, self.options, len(editions))
        stage.copy(self.cache, self.workers.each)
        stage.draw(image for one in site.plans for image in one.drawings)
        for edition, scene, webs in zip(editions, scenes, found, strict=True):
            stage.add(self._own(edition, scene, webs))
        stage.add(self._above(scenes))
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

    def one(self, wanted: Wanted) -> list[One]:
        """Return the files of one order.

        Raises:
            NotKnown: when the site has no such plan, or not in that language.
        """
        content, _ = self._content()
        if not content.site.plans:
            known = sorted(path.name for path in (self.options.content / "plans").iterdir())
            raise NotKnown(_no_such("plan", wanted.plan, known))
        self.formats = needs.chosen(self.options.formats, (), self.tell)
        editions = [content.edition(at) for at in content.addresses(())]
        scenes = {
            scene.language: scene
            for scene in languages.scenes(editions, self.options.override, self.options.today)
        }
        if wanted.language not in ("", *scenes):
            raise NotKnown(_no_such("language", wanted.language, list(scenes)))
        language = wanted.language or content.site.plans[0].plan.language
        published = {edition.at.language: edition.plans for edition in editions}[language]
        self._document(editions, list(scenes.values()))
        found = [
            job for one in published for job in self._files(one, scenes[language], wanted.options)
        ]
        if not found:
            raise NotKnown(f"{quoted(wanted.plan)} is not in this language, or not in both.")
        self.workers.do(found)
        return [one for job in found for one in self._of_job(job)]

    def _of_job(self, job: jobs.FormatJob) -> Iterator[One]:
        """Yield the finished files of a job."""
        offers = self.cache.facts(job.key)["offers"]
        start = job.start.rpartition("/")[2]
        for path, content in self.cache.files(job.key).items():
            name = path.rpartition("/")[2]
            variant = name.removeprefix(start).rpartition("-")[0].removesuffix("-cy")
            offer = offers[path]
            yield One(name, variant, offer["title"], offer["about"], content)

    def sweep(self) -> None:
        """Remove what no plan needs any more from the cache, where all plans were built."""
        if not self.options.plans and self.options.formats is None:
            self.cache.sweep()

    def _content(self, with_words: bool = False) -> tuple[languages.Read, tuple[Problem, ...]]:
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
            plain.tell_of_words(found.texts, self.options, self.programme, self.tell)
        wanted = self.options.plans
        folder = self.options.work / "pictures"
        chosen = tuple(
            pictures.cleaned(one, folder)
            for one in found.site.plans
            if not wanted or one.id in wanted
        )
        return replace(found, site=found.site.model_copy(update={"plans": chosen})), problems

    def _language(self, edition: Edition, scene: Scene) -> list[jobs.WebJob]:
        """Make all files of one language, and return the jobs of its pages."""
        files = {one.id: list(self._files(one, scene)) for one in edition.plans}
        self.workers.do([job for made in files.values() for job in made])
        webs = [self._web(one, scene, files[one.id]) for one in edition.plans]
        todo = sum(not self.cache.has(web.key) for web in webs)
        if min(todo, self.workers.most) > 1:
            environment.prepare(scene.language, self.options.override)
        self.workers.do(webs)
        return webs

    def _own(self, edition: Edition, scene: Scene, webs: Sequence[jobs.WebJob]) -> dict[str, str]:
        """Return the pages of the site itself in one language, and the list of its plans."""
        scenes = [web.scene() for web in webs]
        made = dict(sites.pages(scene, scenes, edition.absent))
        found = [
            listing.Listed(each, self.cache.facts(web.key)["files"])
            for each, web in zip(scenes, webs, strict=True)
        ]
        path, text = listing.write(scene, found, made)
        return made | {path: text}

    @staticmethod
    def _above(scenes: Sequence[Scene]) -> dict[str, str]:
        """Return the pages above the languages of a site; none where it has one language."""
        return dict(entrance.pages(scenes)) if len(scenes) > 1 else {}

    @staticmethod
    def _for_search_engines(
        stage: Stage, webs: Sequence[jobs.WebJob], twins: sitemap.Twins
    ) -> dict[str, str]:
        """Return sitemap.xml and robots.txt."""
        scenes = [web.scene() for web in webs]
        changed = {scene.address(): scene.plan.changed for scene in scenes}
        return dict(sitemap.write(stage.site.base_url, stage.pages, changed, twins))

    def _files(
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
            made_by = (self.programme, needs.versions(row))
            drawn = (published.images, published.drawings)
            parts = (row.name, first, second, scene.language, brand, *drawn, options)
            key = inputs.digest(*made_by, *parts)
            sources = tuple(self.sources[published.id, language] for language in of)
            names = (scene.at.downloads(published.id, row.name), *(one for _, one in options))
            yield jobs.FormatJob(key, "-".join(names), order, sources)

    def _document(self, editions: Sequence[Edition], scenes: Sequence[Scene]) -> None:
        """Have the linear documents, proved to say all."""
        self.sources = proof.written(editions)
        self.documents = self._documents(editions, scenes)
        linear = {key[:2]: text for key, text in self.documents.items() if key[2] == "plan"}
        proof.check(editions, scenes, linear, self.cache, self.programme)

    def _documents(self, editions: Sequence[Edition], scenes: Sequence[Scene]) -> Documents:
        """Return each document of each plan that some format is made from."""
        wanted = {row.source for row in self.formats}
        found: dict[tuple[str, str, Source], str] = {}
        for edition, scene in zip(editions, scenes, strict=True):
            for one in edition.plans:
                shown = PlanScene(scene, PlanView(one, scene.today, scene.alphabet))
                if "plan" in wanted:
                    found[one.id, scene.language, "plan"] = document.render(shown)
                if "easy-read" in wanted and one.easy:
                    found[one.id, scene.language, "easy-read"] = easy.document(shown)
        return found

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


def _no_such(kind: str, name: str, known: Sequence[str]) -> str:
    guess = nearest(name, known)
    hint = f"Did you mean {guess}?" if guess else f"Choose {listed(known)}."
    return f"There is no {kind} {quoted(name)}. {hint}"
