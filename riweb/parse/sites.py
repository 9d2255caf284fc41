"""The whole content folder into a Site."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from riweb import web
from riweb.colour import Colour
from riweb.parse import (
    answering,
    chapters,
    days,
    easy,
    fields,
    letters,
    people,
    pictures,
    printed,
    references,
    reserved,
    stand_ins,
)
from riweb.plan.easy import EasyRead
from riweb.plan.fields import is_id
from riweb.plan.plans import Image, Plan, Published
from riweb.plan.site import RequestsMet, Site, SiteFile, TermList, WelshTerm
from riweb.problems import Problem, nearest, quoted
from riweb.source import Content, Folder, Raw

# WCAG 2.2, 1.4.6 contrast (enhanced): text on its ground.
LEAST_CONTRAST = 7.0

# Actions in one plan. The largest of the real plans that we know has about 100. So many take a
# check some 200 MB; ten times as many took 1.6 GB, more than many computers have to spare.
MOST_ACTIONS = 1_000


def site(
    file: SiteFile | None,
    terms: tuple[WelshTerm, ...],
    plans: Iterable[Published | None],
    problems: list[Problem],
) -> Site | None:
    """Return the site, or None where a problem (not advice) stops the build."""
    if file is None or any(not problem.is_advice for problem in problems):
        return None
    wanted = {name: place for place, name in enumerate(file.plans)}
    shown = sorted(filter(None, plans), key=lambda one: (wanted.get(one.id, 999), one.id))
    return Site(file=file, plans=tuple(shown), terms=terms)


def terms(content: Content, problems: list[Problem]) -> tuple[WelshTerm, ...]:
    """Return what terms.yaml lists, after adding what is wrong with it."""
    found = fields.read(content.terms, TermList, problems) if content.terms else None
    return found.terms if found else ()


def requests(
    content: Content, file: SiteFile | None, problems: list[Problem]
) -> RequestsMet | None:
    """Return what the site shows of requests, after adding what is wrong with it."""
    is_shown = file is not None and file.other_formats.show_requests
    raw, site = content.requests, content.site
    if raw is None:
        if is_shown and site:
            wrong = "There is no requests-met.yaml yet, so nothing is shown of requests."
            fix = "Write it with `riweb request report --publish`, or take this line away."
            key = ("other_formats", "show_requests")
            problems.append(site.advice(key, wrong, fix))
        return None
    found = fields.read(raw, RequestsMet, problems)
    if found and found.in_time > found.total:
        wrong = f"{found.in_time} of {found.total} cannot be."
        fix = "Write the file again with `riweb request report --publish`."
        problems.append(raw.problem(("in_time",), wrong, fix))
    return found if is_shown else None


def site_file(content: Content, problems: list[Problem]) -> SiteFile | None:
    """Return what site.yaml says, after adding what is wrong with it."""
    raw = content.site
    if raw is None:
        return None
    file = fields.read(raw, SiteFile, problems)
    if file:
        problems += stand_ins.without(
            problem
            for look in (
                letters.of_file(raw),
                _colours(raw, file),
                _addresses(raw, file),
                answering.check(raw, file),
                _order(raw, file, [folder.name for folder in content.folders]),
            )
            for problem in look
        )
    return file


def plan(folder: Folder, problems: list[Problem]) -> Published | None:
    """Return one plan with its chapters, or None after adding what is wrong to `problems`."""
    before = len(problems)
    if folder.id in reserved.FOLDERS:
        problems.append(
            Problem(
                folder.file,
                0,
                "",
                f"A plan cannot be called {quoted(folder.id)}: a page of the site has this name.",
                f"Rename the folder, such as {folder.id}-plan.",
            )
        )
    found = [chapters.read(chapter, problems) for chapter in folder.chapters]
    ours = easy.library(folder.drawings, problems)
    easily = easy.read(folder, ours, problems)
    raw = folder.plan
    problems += _too_many(raw) if raw else ()
    parsed = fields.read(raw, Plan, problems) if raw else None
    if raw is None or parsed is None:
        return None
    problems += stand_ins.without(_checks(raw, folder, parsed, easily))
    if any(not problem.is_advice for problem in problems[before:]) or not is_id(folder.id):
        return None
    return Published(
        id=folder.id,
        plan=parsed,
        chapters=tuple(filter(None, found)),
        images=tuple(_images(folder, parsed, easily)),
        easy=easily,
        drawings=ours.used(easily) if easily else (),
    )


def _too_many(raw: Raw) -> Iterator[Problem]:
    """Yield the first section with which a plan has more actions than anybody can follow."""
    sections = raw.value.get("sections")
    count = 0
    for number, section in enumerate(sections if isinstance(sections, list) else ()):
        actions = section.get("actions") if isinstance(section, dict) else None
        before, count = count, count + (len(actions) if isinstance(actions, list) else 0)
        if before <= MOST_ACTIONS < count:
            wrong = f"This plan has more than {MOST_ACTIONS:,} actions."
            fix = "Make several plans of it, one for each service or year, each in its own folder."
            yield raw.problem(("sections", number, "actions"), wrong, fix)


def _checks(raw: Raw, folder: Folder, plan: Plan, easily: EasyRead | None) -> Iterator[Problem]:
    """Yield everything that is wrong between the fields of one plan, and advice."""
    yield from references.check(raw, folder, plan)
    yield from printed.check(raw, plan)
    yield from letters.of_file(raw)
    yield from days.check(raw, plan)
    yield from people.check(raw, plan)
    yield from pictures.check(raw, folder, plan, easily)


def _images(folder: Folder, plan: Plan, easily: EasyRead | None) -> Iterator[Image]:
    """Yield the picture files that the plan uses, each once."""
    found = {image.name: image for image in easy.own_images(folder, easily)}
    for name in dict.fromkeys(picture.file for picture in plan.pictures if picture.file):
        if image := folder.images.get(name):
            yield Image(name=name, path=image.path, sha256=image.sha256)
            found.pop(name, None)
    yield from found.values()


def _colours(raw: Raw, file: SiteFile) -> Iterator[Problem]:
    white = Colour(255, 255, 255)
    for name in ("main", "accent"):
        text = getattr(file.brand, name)
        if not re.fullmatch(r"#[0-9a-fA-F]{6}", text):
            yield raw.problem(
                ("brand", name),
                f"{quoted(text)} is not a colour.",
                _colour_fix(text),
            )
            continue
        colour = Colour.parse(text)
        if colour.contrast(white) < LEAST_CONTRAST:
            better = colour.darkened(white, LEAST_CONTRAST)
            yield raw.problem(
                ("brand", name),
                f"{text} is too pale to read on white: its contrast is "
                f"{colour.contrast(white):.1f}, and 7 is needed.",
                f'Write "{better}": it is the nearest colour that can be read.',
            )


def _colour_fix(text: str) -> str:
    """Return how to write a colour that is not written as we read it."""
    digits = text.strip("#“”‘’ ")
    if re.fullmatch(r"[0-9a-fA-F]{3}", digits):
        digits = "".join(digit * 2 for digit in digits)
    if re.fullmatch(r"[0-9a-fA-F]{6}", digits):
        return f'Write "#{digits}".'
    return 'Write # and six digits or letters from a to f, such as "#1f4e5f".'


def _addresses(raw: Raw, file: SiteFile) -> Iterator[Problem]:
    base = file.base_url
    if base and not re.fullmatch(r"https?://[^\s/?#]+/(?:[^\s?#]*/)?", base):
        fix = "Write it like https://www.example.org/plans/."
        if re.fullmatch(r"https?://[^\s/?#]+\.[^\s?#]*", base):
            fix = f"Write it with a slash at the end: {base}/"
        elif re.fullmatch(r"[\w-]+(\.[\w-]+)+(/[\w/-]*)?", base):
            fix = f"Write https://{base.rstrip('/')}/"
        yield raw.problem(("base_url",), f"{quoted(base)} is not the full address of a site.", fix)
    elif base and (found := web.deceives(base)):
        yield raw.problem(("base_url",), *found)
    yield from people.addresses(raw, ("publisher",), file.publisher.email)
    yield from people.numbers(raw, ("publisher",), file.publisher)


def _order(raw: Raw, file: SiteFile, known: list[str]) -> Iterator[Problem]:
    seen: set[str] = set()
    for number, name in enumerate(file.plans):
        if name not in known:
            guess = nearest(name, known)
            fix = f"Did you mean {guess}?" if guess else "Use the name of a folder in plans/."
            yield raw.problem(("plans", number), f"There is no plan {quoted(name)}.", fix)
        elif name in seen:
            wrong = f"The plan {quoted(name)} is in the list twice."
            yield raw.problem(("plans", number), wrong, "Keep one of them.")
        seen.add(name)
