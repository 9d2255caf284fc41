"""The pictures of a plan as they are published: drawings are cleaned first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path

from riweb.breakdown import during
from riweb.build import workers
from riweb.build.workers import Each
from riweb.content import source
from riweb.content.parse import insert_files, references
from riweb.content.parse import sites as parse
from riweb.content.source import Content, Po, Raw
from riweb.formats import EVERY, FORMATS
from riweb.languages import catalogues, messages, translation
from riweb.languages.catalogues import NAMES
from riweb.languages.comparison import TranslationWork
from riweb.languages.messages import Message
from riweb.lint import house_rules
from riweb.lint.advice import Texts
from riweb.plan.plans import Plan
from riweb.plan.site import Site, SiteFile
from riweb.problems import Problem, quoted
from riweb.render.addresses import Addresses
from riweb.render.edition import Edition
from riweb.verify import sources
from riweb.verify.sources import Lines, Sources


@dataclass(frozen=True)
class FolderRead:
    """What one folder of a plan, or site.yaml, has for the site in its languages.

    Args:
        published: the plan; None where it cannot be built, and for site.yaml.
        files: the path of each catalogue, whether it is there yet or not.
        places: the file, line and key of the plan's name in the addresses of each language.
        lines: the file and line of each key of the plan.
        messages: every text, in its own language.
    """

    published: Plan | None
    works: tuple[TranslationWork, ...] = ()
    files: Mapping[str, Path] = field(default_factory=dict)
    places: Mapping[str, tuple[str, int, str]] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    lines: Lines = field(default_factory=dict)
    messages: tuple[Message, ...] = ()


def of_site(content: Content, raw: Raw, file: SiteFile, is_gated: bool) -> FolderRead:
    """Return what site.yaml has."""
    reader = _Works(file.languages, "This file")
    works, files = [], {}
    found, checked = messages.of_site(raw, file), file.translation == "checked"
    for language, made in reader.catalogues(content.catalogues, file.language):
        name = f"{raw.file.rpartition('/')[0]}/site.{language}.po"
        files[name] = content.path / f"site.{language}.po"
        works.append(
            TranslationWork("", file.title, name, file.language, language, found, made, checked)
        )
    if is_gated:
        reader.problems += [problem for work in works for problem in work.problems()]
    return FolderRead(None, tuple(works), files, {}, tuple(reader.problems), messages=found)


def of_plan(root: Path, languages: tuple[str, ...], is_gated: bool, path: Path) -> FolderRead:
    """Return the plan of one folder, with what its catalogues have."""
    with during(f"reading {root.name}/plans/{path.name}"):
        return _plan(root, languages, is_gated, path)


def _plan(root: Path, languages: tuple[str, ...], is_gated: bool, path: Path) -> FolderRead:
    problems: list[Problem] = []
    folder = source.folder(root, path, problems)
    published = parse.plan(folder, problems)
    if published is None or folder.plan is None:
        return FolderRead(None, problems=tuple(problems))
    plan, reader = published.file, _Works(languages, "This plan")
    works, files = [], {}
    found, checked = messages.of_plan(folder, published), plan.translation == "checked"
    for language, made in reader.catalogues(folder.catalogues, plan.language):
        name = f"{folder.file}/{language}.po"
        files[name] = folder.path / f"{language}.po"
        if is_gated and not made:
            continue
        of_plan = TranslationWork(
            folder.id, plan.title, name, plan.language, language, found, made, checked
        )
        works.append(of_plan)
        if made and is_gated:
            problems += of_plan.problems()
    places: dict[str, tuple[str, int, str]] = {
        language: (folder.plan.file, *folder.plan.place(("addresses", language)))
        for language in plan.addresses
    }
    found_wrong = (*problems, *reader.problems)
    lines = sources.lines(folder.plan, found)
    return FolderRead(published, tuple(works), files, places, found_wrong, lines, found)


class _Works:
    """Reads the catalogues beside one file, and collects what is wrong with them.

    Args:
        what: the file in words, such as This plan.
    """

    def __init__(self, languages: tuple[str, ...], what: str) -> None:
        self.languages = languages
        self.what = what
        self.problems: list[Problem] = []

    def catalogues(
        self, found: Mapping[str, Po], own: str
    ) -> Iterator[tuple[str, catalogues.Catalogue | None]]:
        """Yield each other language of the site with its catalogue, or None where there is none."""
        self._unused(found, own)
        for language in self.languages:
            if language != own:
                po = found.get(language)
                yield language, catalogues.read(po, language, self.problems) if po else None

    def _unused(self, found: Mapping[str, Po], own: str) -> None:
        """Add a problem or advice for each catalogue that no page is made from."""
        for language, po in found.items():
            if language == own:
                other = "cy" if own == "en" else "en"
                wrong = f"{self.what} is written in {NAMES[own]}, so it is not translated into it."
                fix = f"Call the file {po.path.name.replace(language, other)}, or remove it."
                self.problems.append(Problem(po.file, 0, "", wrong, fix))
            elif language not in self.languages:
                wrong = f"This catalogue is not used: the site is not in {NAMES[language]}."
                fix = f"Add {language} to `languages:` in site.yaml, or remove the file."
                self.problems.append(Problem(po.file, 0, "", wrong, fix, is_advice=True))


@dataclass(frozen=True)
class ParsedContent:
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
    works: tuple[TranslationWork, ...]
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

    def editions(
        self, languages: tuple[str, ...], override: Path | None, today: date
    ) -> list[Edition]:
        """Return the site in each language.

        Args:
            languages: those that are built; empty for those of site.yaml.
            override: a site's own templates, or None.
            today: the day of the build, for plans that say `as_of: today`.
        """
        places = self.addresses(languages)
        return [
            self._edition(at, tuple(one for one in places if one is not at), override, today)
            for at in places
        ]

    def _edition(
        self, at: Addresses, others: tuple[Addresses, ...], override: Path | None, today: date
    ) -> Edition:
        works = {(work.name, work.language): work for work in self.works}
        file = self.site.file
        if file.language != at.language and (work := works.get(("", at.language))):
            file = translation.of_site(file, work.messages, work.catalogue)
        plans, absent = [], []
        for one in self.site.plans:
            work = works.get((one.id, at.language))
            if one.file.language == at.language:
                plans.append(one)
            elif work and work.catalogue:
                plans.append(translation.of_plan(one, work.messages, work.catalogue))
            else:
                absent.append(one)
        known = self.site.requests
        formats = tuple(sorted(EVERY, key=lambda row: row.words.place))
        return Edition(
            file, at, today, tuple(plans), tuple(absent), others, known, override, formats
        )

    def sources(self, editions: Sequence[Edition]) -> Mapping[tuple[str, str], Sources]:
        """Return where the facts of each plan are written, by its id and language."""
        return {
            (one.id, edition.language): Sources(f"plans/{one.id}", self.lines.get(one.id, {}), one)
            for edition in editions
            for one in edition.plans
        }

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
                    if language != one.file.language and (one.id, language) not in has
                ),
            )
            for language in languages
        ]


def _own(one: Plan, language: str) -> str:
    """Return a plan's name in addresses of a language, or empty where it is its id."""
    return next((name for key, name in one.file.addresses.items() if key == language), "")


@workers.left_alone()
def read(
    root: Path, is_gated: bool = True, each: Each = map
) -> tuple[ParsedContent | None, tuple[Problem, ...]]:
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
    file = parse.site_file(content, FORMATS, problems)
    terms = parse.terms(content, problems)
    languages = file.languages if file else ()
    requests = parse.requests(content, file, problems)
    parts = list(each(partial(of_plan, root, languages, is_gated), content.folders))
    if file and content.site:
        names = [folder.name for folder in content.folders]
        problems += house_rules.check(content.site, file.wording, names)
        parts.insert(0, of_site(content, content.site, file, is_gated))
    for part in parts:
        problems += part.problems
    problems += _same_names(parts, languages)
    published = [part.published for part in parts]
    pages = insert_files.read(content.inserts, published, file.base_url if file else "", problems)
    site = parse.site(file, terms, published, problems)
    if site is None:
        return None, tuple(sorted(set(problems)))
    site = site.model_copy(update={"inserts": pages, "requests": requests})
    order = {one.id: place for place, one in enumerate(site.plans)}
    works = sorted((w for part in parts for w in part.works), key=lambda w: order.get(w.name, -1))
    files = {name: path for part in parts for name, path in part.files.items()}
    lines = {part.published.id: part.lines for part in parts if part.published}
    texts = {part.published.id if part.published else "": part.messages for part in parts}
    made = ParsedContent(
        site, tuple(works), files, lines, root, texts, content.site, content.inserts.sheets
    )
    if absent := list(_absent(made)):
        return None, tuple(sorted({*problems, *absent}))
    return made, tuple(sorted(set(problems)))


def _absent(found: ParsedContent) -> Iterator[Problem]:
    """Yield each insert in a language that its plan is not in."""
    if not found.site.inserts:
        return
    there = {
        (plan.id, at.language)
        for at in found.addresses(())
        for plan in found.site.plans
        if plan.id not in at.absent
    }
    for insert in found.site.inserts:
        for language in insert.sheet.languages:
            if (insert.sheet.plan, language) not in there:
                wrong = f"The plan {quoted(insert.sheet.plan)} is not there in {NAMES[language]}."
                fix = "Have it translated first, or choose another `language`."
                yield Problem(insert.file, 1, "language", wrong, fix)


def _same_names(parts: list[FolderRead], languages: tuple[str, ...]) -> Iterator[Problem]:
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
            elif name not in references.FOLDERS:
                continue
            file, line, key = part.places[language]
            yield Problem(file, line, key, wrong, "Choose another name.")


def unknown_languages(languages: tuple[str, ...], known: tuple[str, ...]) -> Iterator[Problem]:
    """Yield the languages of a command line that the site does not have."""
    for language in languages:
        if language not in known:
            wrong = f"The site is not in the language {quoted(language)}."
            yield Problem(
                "site.yaml", 0, "languages", wrong, f"Choose from these: {', '.join(known)}."
            )
