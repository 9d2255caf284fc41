"""The content in each language of the site: what is translated, and what there is in one only."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path

from riweb import source
from riweb.audit.sources import Lines, Sources
from riweb.pages.addresses import Addresses
from riweb.pages.language import Scene
from riweb.parse import inserts, reserved
from riweb.parse import sites as parse
from riweb.pipeline import folders, garbage
from riweb.pipeline.folders import Part
from riweb.pipeline.workers import Each
from riweb.plan.plans import Published
from riweb.plan.site import RequestsMet, Site, SiteFile
from riweb.problems import Problem, quoted
from riweb.source import Raw
from riweb.translate import editions
from riweb.translate.catalogue import NAMES
from riweb.translate.messages import Message
from riweb.translate.status import Work
from riweb.wording import exceptions
from riweb.wording.advice import Texts


@dataclass(frozen=True)
class Edition:
    """The site in one language.

    Args:
        plans: those that can be read in this language.
        absent: those that are in another language only, as they are there.
        sources: where the facts of each plan are written, by its id.
        requests: what the site shows of requests for other formats, if anything.
    """

    at: Addresses
    file: SiteFile
    plans: tuple[Published, ...]
    absent: tuple[Published, ...]
    sources: Mapping[str, Sources]
    requests: RequestsMet | None = None


@dataclass(frozen=True)
class Read:
    """The content, parsed, with what its catalogues have.

    Args:
        works: what is translated, the site itself first.
        files: the path of each catalogue, whether it is there yet or not, by its name for people.
        lines: the file and line of each key of a plan, by its id.
        content: the folder that all was read from.
        messages: the texts of each plan in its own language, by its id; the site's under "".
        raw: site.yaml as written.
        sheets: the file of each newsletter insert as written, by its id.
    """

    site: Site
    works: tuple[Work, ...]
    files: Mapping[str, Path] = field(default_factory=dict)
    lines: Mapping[str, Lines] = field(default_factory=dict)
    content: Path = Path()
    messages: Mapping[str, tuple[Message, ...]] = field(default_factory=dict)
    raw: Raw | None = None
    sheets: Mapping[str, Raw] = field(default_factory=dict)

    @property
    def texts(self) -> Texts:
        """Every text, for advice on its words."""
        assert self.raw is not None
        return Texts(self.site, self.messages, self.works, self.raw, self.content, self.sheets)

    def edition(self, at: Addresses) -> Edition:
        """Return the site in one language."""
        works = {(work.name, work.language): work for work in self.works}
        file = self.site.file
        if file.language != at.language and (work := works.get(("", at.language))):
            file = editions.of_site(file, work.messages, work.catalogue)
        plans, absent = [], []
        for one in self.site.plans:
            work = works.get((one.id, at.language))
            if one.plan.language == at.language:
                plans.append(one)
            elif work and work.catalogue:
                plans.append(editions.of_plan(one, work.messages, work.catalogue))
            else:
                absent.append(one)
        lines = {one.id: self.lines.get(one.id, {}) for one in plans}
        written = {one.id: Sources(f"plans/{one.id}", lines[one.id], one) for one in plans}
        requests = self.site.requests
        return Edition(at, file, tuple(plans), tuple(absent), written, requests)

    def addresses(self, languages: tuple[str, ...]) -> list[Addresses]:
        """Return where the pages of each language stand.

        Args:
            languages: those that are built; empty for those of site.yaml.
        """
        languages = languages or self.site.file.languages
        has = {(work.name, work.language) for work in self.works if work.catalogue}
        return [
            Addresses(
                language,
                f"{language}/" if len(languages) > 1 else "",
                {one.id: name for one in self.site.plans if (name := _own(one, language))},
                tuple(
                    one.id
                    for one in self.site.plans
                    if language != one.plan.language and (one.id, language) not in has
                ),
            )
            for language in languages
        ]


def scenes(editions: Sequence[Edition], override: Path | None, today: date) -> list[Scene]:
    """Return the scene of each language.

    Args:
        override: a site's own templates, or None.
        today: the day of the build, for plans that say `as_of: today`.
    """
    return [
        Scene(
            one.file,
            one.at,
            override,
            today,
            one.file.publication_scheme,
            tuple(other.at for other in editions if other is not one),
            one.requests,
        )
        for one in editions
    ]


def _own(one: Published, language: str) -> str:
    """Return a plan's name in addresses of a language, or empty where it is its id."""
    return next((name for key, name in one.plan.addresses.items() if key == language), "")


@garbage.left_alone()
def read(
    root: Path, is_gated: bool = True, each: Each = map
) -> tuple[Read | None, tuple[Problem, ...]]:
    """Return the content, where it can be built, and every problem and advice, by place.

    Args:
        is_gated: whether translations that are missing, out of date or wrong are problems;
            what has no catalogue is then no work.
        each: reads the plans, perhaps in several processes.
    """
    problems: list[Problem] = []
    content = source.read(root, problems)
    if content is None:
        return None, tuple(problems)
    file = parse.site_file(content, problems)
    terms = parse.terms(content, problems)
    languages = file.languages if file else ()
    requests = parse.requests(content, file, problems)
    parts = list(each(partial(folders.of_plan, root, languages, is_gated), content.folders))
    if file and content.site:
        names = [folder.name for folder in content.folders]
        problems += exceptions.check(content.site, file.wording, names)
        parts.insert(0, folders.of_site(content, content.site, file, is_gated))
    for part in parts:
        problems += part.problems
    problems += _same_names(parts, languages)
    published = [part.published for part in parts]
    pages = inserts.read(content.inserts, published, file.base_url if file else "", problems)
    site = parse.site(file, terms, published, problems)
    if site is None:
        return None, tuple(sorted(set(problems)))
    site = site.model_copy(update={"inserts": pages, "requests": requests})
    order = {one.id: place for place, one in enumerate(site.plans)}
    works = sorted((w for part in parts for w in part.works), key=lambda w: order.get(w.name, -1))
    files = {name: path for part in parts for name, path in part.files.items()}
    lines = {part.published.id: part.lines for part in parts if part.published}
    texts = {part.published.id if part.published else "": part.messages for part in parts}
    made = Read(site, tuple(works), files, lines, root, texts, content.site, content.inserts.sheets)
    if absent := list(_absent(made)):
        return None, tuple(sorted({*problems, *absent}))
    return made, tuple(sorted(set(problems)))


def _absent(found: Read) -> Iterator[Problem]:
    """Yield each insert in a language that its plan is not in."""
    if not found.site.inserts:
        return
    there = {(one.id, at.language) for at in found.addresses(()) for one in found.edition(at).plans}
    for insert in found.site.inserts:
        for language in insert.sheet.languages:
            if (insert.sheet.plan, language) not in there:
                wrong = f"The plan {quoted(insert.sheet.plan)} is not there in {NAMES[language]}."
                fix = "Have it translated first, or choose another `language`."
                yield Problem(insert.file, 1, "language", wrong, fix)


def _same_names(parts: list[Part], languages: tuple[str, ...]) -> Iterator[Problem]:
    """Yield each name in addresses that two plans have, or that a page of the site has."""
    plans = [(part, part.published) for part in parts if part.published]
    for language in languages:
        names = {one.id: _own(one, language) or one.id for _, one in plans}
        for part, one in plans:
            if language not in part.places:
                continue
            name = names[one.id]
            wrong = f"A page of the site has the address {quoted(name)} already."
            if any(name == other for id_, other in names.items() if id_ != one.id):
                wrong = f"Another plan has the address {quoted(name)} already."
            elif name not in reserved.FOLDERS:
                continue
            file, line, key = part.places[language]
            yield Problem(file, line, key, wrong, "Choose another name.")


def unknown(languages: tuple[str, ...], known: tuple[str, ...]) -> Iterator[Problem]:
    """Yield the languages of a command line that the site does not have."""
    for language in languages:
        if language not in known:
            wrong = f"The site is not in the language {quoted(language)}."
            yield Problem(
                "site.yaml", 0, "languages", wrong, f"Choose from these: {', '.join(known)}."
            )
