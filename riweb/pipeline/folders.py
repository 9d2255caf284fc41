"""What one folder of the content has: a plan, or site.yaml, with its catalogues."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from riweb import source
from riweb.audit import sources
from riweb.audit.sources import Lines
from riweb.breakdown import during
from riweb.parse import sites as parse
from riweb.plan.plans import Published
from riweb.plan.site import SiteFile
from riweb.problems import Problem
from riweb.source import Content, Po, Raw
from riweb.translate import catalogue, messages
from riweb.translate.catalogue import NAMES
from riweb.translate.messages import Message
from riweb.translate.status import Work


@dataclass(frozen=True)
class Part:
    """What one folder of a plan, or site.yaml, has for the site in its languages.

    Args:
        published: the plan; None where it cannot be built, and for site.yaml.
        files: the path of each catalogue, whether it is there yet or not.
        places: the file, line and key of the plan's name in the addresses of each language.
        lines: the file and line of each key of the plan.
        messages: every text, in its own language.
    """

    published: Published | None
    works: tuple[Work, ...] = ()
    files: Mapping[str, Path] = field(default_factory=dict)
    places: Mapping[str, tuple[str, int, str]] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    lines: Lines = field(default_factory=dict)
    messages: tuple[Message, ...] = ()


def of_site(content: Content, raw: Raw, file: SiteFile, is_gated: bool) -> Part:
    """Return what site.yaml has."""
    reader = _Works(file.languages, "This file")
    works, files = [], {}
    found, checked = messages.of_site(raw, file), file.translation == "checked"
    for language, made in reader.catalogues(content.catalogues, file.language):
        name = f"{raw.file.rpartition('/')[0]}/site.{language}.po"
        files[name] = content.path / f"site.{language}.po"
        works.append(Work("", file.title, name, file.language, language, found, made, checked))
    if is_gated:
        reader.problems += [problem for work in works for problem in work.problems()]
    return Part(None, tuple(works), files, {}, tuple(reader.problems), messages=found)


def of_plan(root: Path, languages: tuple[str, ...], is_gated: bool, path: Path) -> Part:
    """Return the plan of one folder, with what its catalogues have."""
    with during(f"reading {root.name}/plans/{path.name}"):
        return _plan(root, languages, is_gated, path)


def _plan(root: Path, languages: tuple[str, ...], is_gated: bool, path: Path) -> Part:
    problems: list[Problem] = []
    folder = source.folder(root, path, problems)
    published = parse.plan(folder, problems)
    if published is None or folder.plan is None:
        return Part(None, problems=tuple(problems))
    plan, reader = published.plan, _Works(languages, "This plan")
    works, files = [], {}
    found, checked = messages.of_plan(folder, published), plan.translation == "checked"
    for language, made in reader.catalogues(folder.catalogues, plan.language):
        name = f"{folder.file}/{language}.po"
        files[name] = folder.path / f"{language}.po"
        if is_gated and not made:
            continue
        of_plan = Work(folder.id, plan.title, name, plan.language, language, found, made, checked)
        works.append(of_plan)
        if made and is_gated:
            problems += of_plan.problems()
    places: dict[str, tuple[str, int, str]] = {
        language: (folder.plan.file, *folder.plan.place(("addresses", language)))
        for language in plan.addresses
    }
    found_wrong = (*problems, *reader.problems)
    lines = sources.lines(folder.plan, found)
    return Part(published, tuple(works), files, places, found_wrong, lines, found)


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
    ) -> Iterator[tuple[str, catalogue.Catalogue | None]]:
        """Yield each other language of the site with its catalogue, or None where there is none."""
        self._unused(found, own)
        for language in self.languages:
            if language != own:
                po = found.get(language)
                yield language, catalogue.read(po, language, self.problems) if po else None

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
