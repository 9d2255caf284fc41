"""A whole build: read, parse, render, audit, and replace output/ at the end."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from riweb import publish, source
from riweb.formats import FORMATS, Order, listing, sitemap
from riweb.pages import document, environment, sites
from riweb.pages.addresses import Addresses
from riweb.pages.scene import Download, PlanScene, Scene
from riweb.parse import sites as parse
from riweb.pipeline import inputs, jobs, output, pictures
from riweb.pipeline.cache import Cache
from riweb.pipeline.inputs import NotKnown, Options, Wanted
from riweb.pipeline.stage import Stage
from riweb.pipeline.workers import Workers
from riweb.plan.plans import Published
from riweb.plan.site import Site, SiteFile
from riweb.problems import Problem, Refused, listed, nearest, quoted
from riweb.views import PlanView

Tell = Callable[[str], None]


@dataclass(frozen=True)
class Result:
    """What a build has done.

    Args:
        is_unchanged: True where output/ was up to date already.
        made: how many files of each kind stand in output/, such as pages and PDFs.
    """

    is_unchanged: bool
    plans: int
    pages: int
    pdfs: int
    remade: int
    advice: tuple[Problem, ...]


@dataclass(frozen=True)
class One:
    """A file that was made for one person.

    Args:
        name: what it is called if nothing else is said.
        variant: what tells it from others that were made with it, such as `-2`; or empty.
        title, about: what readers are told of it.
    """

    name: str
    variant: str
    title: str
    about: str
    content: bytes


def check(content: Path) -> tuple[Site | None, tuple[Problem, ...]]:
    """Return the site, where it can be built, and every problem and advice, by place."""
    problems: list[Problem] = []
    found = source.read(content, problems)
    site = parse.read(found, problems) if found else None
    return site, tuple(sorted(set(problems)))


def run(options: Options, tell: Tell) -> Result:
    """Build content/ into output/.

    Args:
        tell: is given one line at each step.

    Raises:
        Refused: with every problem; output/ is as it was.
        OSError: when something cannot be written; output/ is as it was.
    """
    package = environment.PACKAGE
    programme = inputs.of_programme(package, environment.folder(), options.override)
    with output.alone(options.work, tell):
        publish.recover(options.work, options.output)
        jobs.clear_up(options.work)
        note = options.work / f"built-{inputs.digest(str(options.output.resolve()))[:12]}.json"
        last = inputs.recorded(note)
        state = inputs.of_build(options, programme, last.get("day_matters") == "yes")
        if last.get("build") == state and last.get("output") == output.state(options.output):
            return _unchanged(last)
        result, day_matters = _Build(options, programme, tell).run()
        inputs.record(
            note,
            build=inputs.of_build(options, programme, day_matters),
            output=output.state(options.output),
            day_matters="yes" if day_matters else "no",
            counts=[result.plans, result.pages, result.pdfs],
        )
        return result


def make(options: Options, wanted: Wanted, tell: Tell) -> list[One]:
    """Return the files of one format of one plan, made as one person asked for them.

    Raises:
        NotKnown: when the site has no such plan or language.
        Refused: with every problem.
    """
    programme = inputs.of_programme(environment.PACKAGE, environment.folder(), options.override)
    only = replace(options, plans=(wanted.plan,), formats=(wanted.format,))
    with output.alone(options.work, tell):
        tell(f"Making {wanted.format} of {wanted.plan} …")
        return _Build(only, programme, lambda line: None).one(wanted)


def _unchanged(last: Mapping[str, object]) -> Result:
    counts = last.get("counts")
    plans, pages, pdfs = counts if isinstance(counts, list) else (0, 0, 0)
    return Result(True, plans, pages, pdfs, 0, ())


class _Build:
    """One build that is under way."""

    def __init__(self, options: Options, programme: str, tell: Tell) -> None:
        self.options = options
        self.programme = programme
        self.tell = tell
        self.cache = Cache(options.work / "cache")
        self.workers = Workers(self.cache, options.content, options.jobs, tell)

    def run(self) -> tuple[Result, bool]:
        """Return what was done, and whether the day of the build matters."""
        site, advice = self._site()
        self.tell(f"Read {len(site.plans)} plans.")
        languages = self._addresses(site.file)
        found = [self._language(site, at) for at in languages]
        stage = Stage(self.options.work / "stage", site.file, self.options)
        stage.copy(self.cache, self.workers.each)
        for webs in found:
            stage.add(self._own(webs, languages))
        stage.add(self._for_search_engines(stage, [web for webs in found for web in webs]))
        self.tell("Checking every page and link …")
        files = stage.check()
        stage.finish()
        publish.swap(stage.folder, self.options.output)
        jobs.clear_up(self.options.work)
        if not self.options.plans and self.options.formats is None:
            self.cache.sweep()
        pdfs = sum(path.endswith(".pdf") for path in files)
        result = Result(False, len(site.plans), len(stage.pages), pdfs, self.workers.remade, advice)
        return result, any(one.plan.as_of == "today" for one in site.plans)

    def one(self, wanted: Wanted) -> list[One]:
        """Return the files of one order."""
        site, _ = self._site()
        if not site.plans:
            known = sorted(path.name for path in (self.options.content / "plans").iterdir())
            raise NotKnown(_no_such("plan", wanted.plan, known))
        languages = {at.language: at for at in self._addresses(site.file)}
        if wanted.language not in ("", *languages):
            raise NotKnown(_no_such("language", wanted.language, list(languages)))
        at = languages[wanted.language or next(iter(languages))]
        scene = self._scene(site.file, at)
        (job,) = self._files(site.plans[0], scene, wanted.options)
        self.workers.do([job])
        offers = self.cache.facts(job.key)["offers"]
        start = job.start.rpartition("/")[2]
        made = []
        for path, content in self.cache.files(job.key).items():
            name = path.rpartition("/")[2]
            variant = name.removeprefix(start).rpartition(f"-{at.language}.")[0]
            about = offers[path]
            made.append(One(name, variant, about["title"], about["about"], content))
        return made

    def _site(self) -> tuple[Site, tuple[Problem, ...]]:
        site, problems = check(self.options.content)
        if site is None:
            raise Refused(problem for problem in problems if not problem.is_advice)
        wanted = self.options.plans
        folder = self.options.work / "pictures"
        chosen = tuple(
            pictures.cleaned(one, folder) for one in site.plans if not wanted or one.id in wanted
        )
        return Site(file=site.file, plans=chosen), problems

    def _addresses(self, file: SiteFile) -> list[Addresses]:
        languages = self.options.languages or file.languages
        if len(languages) == 1:
            return [Addresses(languages[0])]
        return [Addresses(language, f"{language}/") for language in languages]

    def _language(self, site: Site, at: Addresses) -> list[jobs.WebJob]:
        """Make all files of one language, and return the jobs of its pages."""
        scene = self._scene(site.file, at)
        files = {one.id: list(self._files(one, scene)) for one in site.plans}
        self.workers.do([job for made in files.values() for job in made])
        webs = [self._web(one, scene, files[one.id]) for one in site.plans]
        self.workers.do(webs)
        return webs

    def _scene(self, file: SiteFile, at: Addresses) -> Scene:
        options = self.options
        return Scene(file, at, options.override, options.today, file.publication_scheme)

    def _own(self, webs: Sequence[jobs.WebJob], languages: Sequence[Addresses]) -> dict[str, str]:
        """Return the pages of the site itself in one language, and the list of its plans."""
        scenes = [web.scene() for web in webs]
        made = dict(sites.pages(scenes))
        listed = [
            listing.Listed(scene, self.cache.facts(web.key)["files"])
            for scene, web in zip(scenes, webs, strict=True)
        ]
        path, text = listing.write(listed, made, languages)
        return made | {path: text}

    @staticmethod
    def _for_search_engines(stage: Stage, webs: Sequence[jobs.WebJob]) -> dict[str, str]:
        """Return sitemap.xml and robots.txt."""
        scenes = [web.scene() for web in webs]
        changed = {scene.address(): scene.plan.changed for scene in scenes}
        return dict(sitemap.write(stage.site.base_url, stage.pages, changed))

    def _files(
        self, published: Published, scene: Scene, options: tuple[tuple[str, str], ...] = ()
    ) -> Iterator[jobs.FormatJob]:
        """Yield the jobs of one plan's formats.

        Args:
            options: what one person asked for.
        """
        asked = self.options.formats
        wanted = [name for name in FORMATS if asked is None or name in asked]
        if not wanted:
            return
        view = PlanView(published, scene.today)
        html = document.render(PlanScene(scene, view))
        brand, folder = scene.site.brand.main, environment.folder()
        images = published.images[0].path.parent if published.images else None
        for name in wanted:
            order = Order(name, html, scene.language, brand, folder, images, options)
            key = inputs.digest(self.programme, name, html, brand, published.images, options)
            start = "-".join([scene.at.downloads(published.id, name), *(one for _, one in options)])
            yield jobs.FormatJob(key, start, order)

    def _web(
        self, published: Published, scene: Scene, made: Sequence[jobs.FormatJob]
    ) -> jobs.WebJob:
        downloads = tuple(file for job in made for file in self._downloads(job))
        day = scene.today if published.plan.as_of == "today" else None
        parts = (published, scene.site, scene.at, downloads, day)
        key = inputs.digest(self.programme, "web", *parts)
        return jobs.WebJob(
            key,
            published,
            scene.site,
            scene.at,
            scene.override,
            scene.today,
            scene.has_scheme,
            downloads,
        )

    def _downloads(self, job: jobs.FormatJob) -> Iterator[Download]:
        """Yield each finished file of a job as pages offer it."""
        facts = self.cache.facts(job.key)
        for path, offer in facts["offers"].items():
            size = facts["files"][path][1]
            about = f"{offer['about']}, {size / 1000:.0f} kB"
            yield Download(path, job.order.format, offer["title"], about, size, offer["pages"])


def _no_such(kind: str, name: str, known: Sequence[str]) -> str:
    guess = nearest(name, known)
    hint = f"Did you mean {guess}?" if guess else f"Choose {listed(known)}."
    return f"There is no {kind} {quoted(name)}. {hint}"
