"""One build that is under way: from the content to a staged folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from riweb import resources
from riweb.build import (
    documents,
    inputs,
    insert_jobs,
    jobs,
    needs,
    picture_copies,
    staging,
    standing,
)
from riweb.build.cache import Cache
from riweb.build.documents import Documents
from riweb.build.editions import ParsedContent, read, unknown_languages
from riweb.build.inputs import Before, Options
from riweb.build.staging import Stage
from riweb.build.standing import Part
from riweb.build.workers import Workers
from riweb.document import linear
from riweb.exports import listing
from riweb.format_record import FileSpec, Format
from riweb.formats import FORMATS
from riweb.lint import advice, spelling
from riweb.lint.advice import Texts
from riweb.plan.plans import Plan
from riweb.problems import Problem, Refused, counted, listed, nearest, quoted
from riweb.render import templating
from riweb.render.edition import Edition
from riweb.render.plan_context import Download
from riweb.verify.sources import Sources
from riweb.website import entrance, formats_page, plan_pages

# In the work folder: what is known of the words from the last time.
NOTE = "built-words.json"


def tell_of_words(
    texts: Texts,
    options: Options,
    before: Before,
    tell: Callable[[str], None],
    each: advice.Each = map,
) -> None:
    """Tell in one line how much advice there is; what is known from the last time holds.

    Args:
        before: the content as it was before its texts were read.
        each: looks at the plans, perhaps in several processes.

    Raises:
        Refused: with the advice of the rules that site.yaml calls strict.
    """
    note = options.work / NOTE
    state = inputs.digest(before.programme, before.words, spelling.is_there())
    last = inputs.recorded(note)
    if last.get("state") != state:
        told = list(advice.look(texts, each).problems())
        if strict := [one for one in told if not one.is_advice]:
            raise Refused(strict)
        last = {"state": state, "pieces": str(len(told))}
        inputs.record(note, **last)
    if last["pieces"] != "0":
        pieces = counted(int(last["pieces"]), "piece")
        tell(f"{pieces} of advice on the words. Run riweb check to read it.")


Tell = Callable[[str], None]


@dataclass(frozen=True)
class BuildResult:
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
        before: what there was before any of it was read.
        tell: is given one line at each step.
    """

    def __init__(self, options: Options, before: Before, tell: Tell) -> None:
        self.options = options
        self.formats: tuple[Format, ...] = ()
        templating.forget()
        self.before = before
        self.programme = before.programme
        self.tell = tell
        self.cache = Cache(options.work / "cache")
        self.workers = Workers(self.cache, options.content, options.jobs, tell)
        self.documents: Documents = {}
        self.sources: Mapping[tuple[str, str], Sources] = {}
        self.inserts: list[insert_jobs.InsertJob] = []
        self.standing = standing.read(options.output)

    def run(self) -> tuple[Path, BuildResult, bool]:
        """Return the staged folder, what was done, and whether the day of the build matters."""
        asked = self.options.formats
        if asked is not None:
            self.formats = needs.chosen(asked, (), self.tell)
        content, told = self.content(of_site=True)
        site = content.site
        options = self.options
        editions = content.editions(options.languages, options.override, options.today)
        jobs_ = insert_jobs.jobs(content, editions, self.programme)
        self.inserts = insert_jobs.fit(list(jobs_), self.cache, self.tell)
        if asked is None:
            self.formats = needs.chosen(None, site.file.formats, self.tell)
        self.tell(f"Read {counted(len(site.plans), 'plan')}.")
        others = self._others(content, editions)
        self.document(content, editions, others)
        part = self._part(editions, others)
        for line in part.told(self.standing, self.options.languages):
            self.tell(line)
        found = self._languages(editions, part)
        stage = Stage(self.options.work / "stage", site.file, self.options, len(editions))
        stage.copy(self.cache, self.workers.each)
        stage.draw(image for one in site.plans for image in one.drawings)
        for pages in staging.pages(self.cache, len(stage.pages), editions, found):
            stage.add(pages)
        twins = entrance.twins(editions, stage.pages)
        stage.add(self._for_search_engines(stage, [web for webs in found for web in webs], twins))
        self.tell("Checking every page and link …")
        stage.check()
        stage.finish()
        made = [file for webs in found for web in webs for file in web.context.downloads]
        formats = len({file.format for file in made})
        counts = len(site.plans), len(stage.pages), len({file.path for file in made}), formats
        result = BuildResult(False, *counts, self.workers.remade, told)
        return stage.folder, result, any(one.file.as_of == "today" for one in site.plans)

    def _known_plans(self, plans: Sequence[Plan]) -> None:
        """See that the plans named on the command line are there.

        Raises:
            Refused: with each that is not.
        """
        known = [one.id for one in plans]
        wrong = []
        for name in self.options.plans:
            if name not in known:
                guess = nearest(name, known)
                fix = f"Did you mean {guess}?" if guess else f"Choose {listed(known)}."
                wrong.append(Problem("--plan", 0, "", f"There is no plan {quoted(name)}.", fix))
        if wrong:
            raise Refused(wrong)

    def _others(self, content: ParsedContent, editions: Sequence[Edition]) -> list[Format]:
        """Return the formats that are published and may be kept beside those that are made."""
        if self.options.formats is None and content.site.file.formats:
            # What site.yaml names is all that the site offers.
            return []
        names = self.standing.formats([one.at for one in editions], content.site.plans)
        rows = (row for row in FORMATS.values() if row.name in names and row not in self.formats)
        return [row for row in rows if not needs.look(row).lacks]

    def _part(self, editions: Sequence[Edition], others: Sequence[Format]) -> Part:
        """Return what is to be made, what of the published stays, and what goes."""
        made: list[jobs.FormatJob | insert_jobs.InsertJob] = []
        left: list[jobs.FormatJob | insert_jobs.InsertJob] = []
        are_wanted = insert_jobs.are_wanted(self.options.formats)
        for page in self.inserts:
            is_made = are_wanted and self._is_wanted(page.insert.sheet.plan)
            (made if is_made else left).append(page)
        for edition in editions:
            for plan in edition.plans:
                for job in self.files(plan, edition, (*self.formats, *others)):
                    is_made = FORMATS[job.spec.format] in self.formats and self._is_wanted(plan.id)
                    (made if is_made else left).append(job)
        kept = [one for one in left if self.standing.has(one) and self.cache.knows(one.key)]
        stale = [one for one in left if self.standing.has(one) and one not in kept]
        return Part(made, kept, stale, {edition.at.root for edition in editions})

    def _is_in_a_language(self, one: Plan, found: ParsedContent) -> bool:
        """Tell whether a plan is there in a language that is built."""
        translated = {(work.name, work.language) for work in found.works if work.catalogue}
        return not self.options.languages or any(
            language == one.file.language or (one.id, language) in translated
            for language in self.options.languages
        )

    def _is_wanted(self, plan_id: str) -> bool:
        return not self.options.plans or plan_id in self.options.plans

    def sweep(self) -> None:
        """Remove what no plan needs any more from the cache, where all of the site was built."""
        options = self.options
        if options.formats is None and not (options.plans or options.languages):
            self.cache.sweep()

    def content(self, of_site: bool = False) -> tuple[ParsedContent, tuple[Problem, ...]]:
        """Return the content with the plans that are wanted, and the advice on it.

        Args:
            of_site: whether a site is built from it: its words are then looked at, and plans
                that are published already stay.
        """
        found, problems = read(self.options.content, each=self.workers.each)
        if found is None:
            raise Refused(problem for problem in problems if not problem.is_advice)
        known = found.site.file.languages
        if unknown := list(unknown_languages(self.options.languages, known)):
            raise Refused(unknown)
        if of_site:
            self._known_plans(found.site.plans)
            tell = self.tell
            tell_of_words(found.texts, self.options, self.before, tell, self.workers.each)
        wanted = self.options.plans
        folder = self.options.work / "pictures"
        chosen = tuple(
            picture_copies.of_plan(one, folder, self.programme)
            for one in found.site.plans
            if (not wanted or one.id in wanted or (of_site and self.standing.has_plan(one)))
            and self._is_in_a_language(one, found)
        )
        leaves = tuple(
            picture_copies.of_insert(one, folder, self.programme) for one in found.site.inserts
        )
        site = found.site.model_copy(update={"plans": chosen, "inserts": leaves})
        return replace(found, site=site), problems

    def _languages(self, editions: Sequence[Edition], part: Part) -> list[list[jobs.WebJob]]:
        """Make all files, and return the jobs of the pages of each language."""
        stays = [*part.made, *part.kept]
        self.workers.do([job for job in stays if isinstance(job, insert_jobs.InsertJob)])
        self.workers.do([job for job in stays if isinstance(job, jobs.FormatJob)])
        files: dict[tuple[str, str], list[jobs.FormatJob]] = {}
        for job in stays:
            if isinstance(job, jobs.FormatJob):
                files.setdefault(job.of, []).append(job)
        webs = [
            [
                self._web(plan, edition, files.get((plan.id, edition.language), ()), stays)
                for plan in edition.plans
            ]
            for edition in editions
        ]
        todo = [web for plans in webs for web in plans if not self.cache.has(web.key)]
        if min(len(todo), self.workers.most) > 1:
            for language in {web.context.language for web in todo}:
                templating.prepare(language, self.options.override)
        self.workers.do(todo)
        return webs

    @staticmethod
    def _for_search_engines(
        stage: Stage, webs: Sequence[jobs.WebJob], twins: listing.Twins
    ) -> dict[str, str]:
        """Return sitemap.xml and robots.txt."""
        changed = {web.context.address(): web.context.view.changed for web in webs}
        return dict(listing.write_sitemap(stage.site.base_url, stage.pages, changed, twins))

    def files(
        self,
        plan: Plan,
        edition: Edition,
        formats: Sequence[Format],
        options: tuple[tuple[str, str], ...] = (),
    ) -> Iterator[jobs.FormatJob]:
        """Yield the jobs of one plan in some formats.

        Args:
            options: what one person asked for.
        """
        brand, folder = edition.site.brand.main, resources.folder()
        images = plan.images[0].path.parent if plan.images else None
        for row in formats:
            of = entrance.ORDER if row.is_bilingual else (edition.language,)
            found = [self.documents.get((plan.id, one, row.source), "") for one in of]
            if not all(found):
                continue
            first, second = found if row.is_bilingual else (found[0], "")
            spec = FileSpec(
                row.name, first, edition.language, brand, folder, images, options, second
            )
            if row.is_spelled:
                spec = replace(spec, spelled=edition.site.spelled_out)
            made_by = (self.programme, needs.versions(row))
            drawn = (plan.images, plan.drawings)
            parts = (row.name, first, second, spec.language, brand, *drawn, options, spec.spelled)
            names = (edition.at.downloads(plan.id, row.name), *(one for _, one in options))
            # The names of the files are a part of what is made.
            key = inputs.digest(*made_by, *parts, names)
            sources = tuple(self.sources[plan.id, language] for language in of)
            place = (plan.id, edition.language)
            yield jobs.FormatJob(key, "-".join(names), spec, sources, place)

    def document(
        self, content: ParsedContent, editions: Sequence[Edition], others: Sequence[Format] = ()
    ) -> None:
        """Have the linear documents, proved to say all.

        Args:
            others: formats that are not to be made, and may be kept.
        """
        self.sources = content.sources(editions)
        wanted = {row.source for row in (*self.formats, *others)}
        self.documents = documents.documents(editions, wanted)
        whole = {key[:2]: text for key, text in self.documents.items() if key[2] == "plan"}
        documents.check(editions, self.sources, whole, self.cache, self.programme)

    def _web(
        self,
        plan: Plan,
        edition: Edition,
        files: Sequence[jobs.FormatJob],
        stays: Sequence[jobs.FormatJob | insert_jobs.InsertJob],
    ) -> jobs.WebJob:
        offered = tuple(file for job in files for file in self._downloads(job))
        day = edition.today if plan.file.as_of == "today" else None
        with_files = {job.key for job in stays}
        offers = insert_jobs.offers(self.inserts, plan.id, edition.language, with_files)
        parts = (plan, edition.site, edition.at, offered, day, edition.others, offers)
        key = inputs.digest(self.programme, "web", *parts)
        context = plan_pages.context_of(edition, plan, offered, offers)
        return jobs.WebJob(key, context, self.sources[plan.id, edition.language])

    def _downloads(self, job: jobs.FormatJob) -> Iterator[Download]:
        """Yield each finished file of a job as pages offer it."""
        facts, spec = self.cache.facts(job.key), job.spec
        version = next(
            linear.version_of(one)
            for one in (spec.document, spec.second)
            if linear.language_of(one) == spec.language
        )
        for path, offer in facts["offers"].items():
            size = facts["files"][path][1]
            about = f"{offer['about']}, {formats_page.size(size)}"
            given = spec.format, offer["title"], about, size, offer["pages"], offer["volume"]
            yield Download(path, *given, version)
