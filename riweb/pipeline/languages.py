"""The content in each language of the site: what is translated, and what there is in one only."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from riweb import source
from riweb.pages.addresses import Addresses
from riweb.parse import reserved
from riweb.parse import sites as parse
from riweb.plan.plans import Published
from riweb.plan.site import Site, SiteFile
from riweb.problems import Problem, quoted
from riweb.source import Content, Folder, Po
from riweb.translate import catalogue, editions, messages
from riweb.translate.catalogue import NAMES
from riweb.translate.status import Work


@dataclass(frozen=True)
class Edition:
    """The site in one language.

    Args:
        plans: those that can be read in this language.
        absent: those that are in another language only, as they are there.
    """

    at: Addresses
    file: SiteFile
    plans: tuple[Published, ...]
    absent: tuple[Published, ...]


@dataclass(frozen=True)
class Read:
    """The content, parsed, with what its catalogues have.

    Args:
        works: what is translated, the site itself first.
        files: the path of each catalogue, whether it is there yet or not, by its name for people.
    """

    site: Site
    works: tuple[Work, ...]
    files: Mapping[str, Path] = field(default_factory=dict)

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
        return Edition(at, file, tuple(plans), tuple(absent))

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
                frozenset(
                    one.id
                    for one in self.site.plans
                    if language != one.plan.language and (one.id, language) not in has
                ),
            )
            for language in languages
        ]


def _own(one: Published, language: str) -> str:
    """Return a plan's name in addresses of a language, or empty where it is its id."""
    return next((name for key, name in one.plan.addresses.items() if key == language), "")


def read(root: Path, is_gated: bool = True) -> tuple[Read | None, tuple[Problem, ...]]:
    """Return the content, where it can be built, and every problem and advice, by place.

    Args:
        is_gated: whether translations that are missing, out of date or wrong are problems.
    """
    problems: list[Problem] = []
    content = source.read(root, problems)
    site = parse.read(content, problems) if content else None
    found = _Works(content, site, problems).read() if content and site else None
    if found and is_gated:
        for work in found.works:
            if work.catalogue or not work.name:
                problems += work.problems()
    stops = any(not problem.is_advice for problem in problems)
    return None if stops else found, tuple(sorted(set(problems)))


class _Works:
    """Reads the catalogues of a site, and collects what is wrong with them."""

    def __init__(self, content: Content, site: Site, problems: list[Problem]) -> None:
        self.content = content
        self.site = site
        self.problems = problems
        self.files: dict[str, Path] = {}

    def read(self) -> Read:
        works = tuple(self._works())
        return Read(self.site, works, self.files)

    def _works(self) -> Iterator[Work]:
        file, content = self.site.file, self.content
        assert content.site
        self._unused(content.catalogues, file.language, "This file")
        for language in self._others(file.language):
            name = f"{content.site.file.rpartition('/')[0]}/site.{language}.po"
            self.files[name] = content.path / f"site.{language}.po"
            found = messages.of_site(content.site, file)
            made = self._catalogue(content.catalogues.get(language), language)
            checked = file.translation == "checked"
            yield Work("", file.title, name, file.language, language, found, made, checked)
        folders = {folder.id: folder for folder in content.folders}
        for one in self.site.plans:
            yield from self._of_plan(one, folders[one.id])
        self._addresses(folders)

    def _addresses(self, folders: Mapping[str, Folder]) -> None:
        """Add a problem for each name in addresses that two plans have, or that a page has."""
        for language in self.site.file.languages:
            own = {one.id: _own(one, language) for one in self.site.plans}
            for one in self.site.plans:
                name, raw = own[one.id], folders[one.id].plan
                taken = [
                    other for other in own if other != one.id and (own[other] or other) == name
                ]
                if not name or raw is None:
                    continue
                key, wrong = ("addresses", language), ""
                if taken:
                    wrong = f"Another plan has the address {quoted(name)} already."
                elif name in reserved.FOLDERS:
                    wrong = f"A page of the site has the address {quoted(name)} already."
                if wrong:
                    self.problems.append(raw.problem(key, wrong, "Choose another name."))

    def _of_plan(self, one: Published, folder: Folder) -> Iterator[Work]:
        plan = one.plan
        self._unused(folder.catalogues, plan.language, "This plan")
        for language in self._others(plan.language):
            name = f"{folder.file}/{language}.po"
            self.files[name] = folder.path / f"{language}.po"
            made = self._catalogue(folder.catalogues.get(language), language)
            found, checked = messages.of_plan(folder, one), plan.translation == "checked"
            yield Work(one.id, plan.title, name, plan.language, language, found, made, checked)

    def _others(self, own: str) -> list[str]:
        return [language for language in self.site.file.languages if language != own]

    def _catalogue(self, po: Po | None, language: str) -> catalogue.Catalogue | None:
        return catalogue.read(po, language, self.problems) if po else None

    def _unused(self, found: Mapping[str, Po], own: str, what: str) -> None:
        """Add a problem or advice for each catalogue that no page is made from."""
        for language, po in found.items():
            if language == own:
                other = "cy" if own == "en" else "en"
                wrong = f"{what} is written in {NAMES[own]}, so it is not translated into it."
                fix = f"Call the file {po.path.name.replace(language, other)}, or remove it."
                self.problems.append(Problem(po.file, 0, "", wrong, fix))
            elif language not in self.site.file.languages:
                wrong = f"This catalogue is not used: the site is not in {NAMES[language]}."
                fix = f"Add {language} to `languages:` in site.yaml, or remove the file."
                self.problems.append(Problem(po.file, 0, "", wrong, fix, is_advice=True))


def unknown(languages: tuple[str, ...], known: tuple[str, ...]) -> Iterator[Problem]:
    """Yield the languages of a command line that the site does not have."""
    for language in languages:
        if language not in known:
            wrong = f"The site is not in the language {quoted(language)}."
            yield Problem(
                "site.yaml", 0, "languages", wrong, f"Choose from these: {', '.join(known)}."
            )
