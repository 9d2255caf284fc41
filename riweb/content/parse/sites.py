"""The whole content folder into a Site."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from riweb.content.parse import (
    easy_read,
    pictures,
    placeholders,
    references,
    texts,
    validation,
    who,
)
from riweb.content.source import Content, Folder, Raw
from riweb.format_record import Format
from riweb.plan.fields import is_id
from riweb.plan.plans import EasyRead, Image, Plan, PlanFile
from riweb.plan.site import (
    FORMATS_KEY,
    Accessibility,
    RequestsMet,
    Site,
    SiteFile,
    TermList,
    WelshTerm,
)
from riweb.problems import Problem, nearest, quoted
from riweb.text import web
from riweb.text.colour import Colour

# A host as it may stand in a content security policy, perhaps a port, and a path.
SAFE = re.compile(r"https://[a-z0-9-]+(\.[a-z0-9-]+)+(:\d{1,5})?(/[^\s\"'<>;,#]*)?", re.IGNORECASE)

# A success criterion of WCAG 2.2: guidelines 1.1 to 4.1, and a number in each.
CRITERION = re.compile(r"[1-4]\.[1-5]\.[1-9]\d?")


def check(raw: Raw, file: SiteFile, formats: Mapping[str, Format]) -> Iterator[Problem]:
    """Yield what is wrong with the fields that the pages about the site are made from."""
    yield from _form(raw, file)
    yield from _scheme(raw, file)
    yield from _faults(raw, file.accessibility)
    yield from _days(raw, file.accessibility)
    if file.accessibility.in_scope:
        yield from _required(raw, file.accessibility)
    yield from _fully(raw, file, _has_paper(file, formats))


def _form(raw: Raw, file: SiteFile) -> Iterator[Problem]:
    if file.form and not SAFE.fullmatch(file.form.action):
        action = file.form.action
        fix = "Write the full address, such as https://forms.example.org/comments."
        bare = action.partition("://")[2] or action
        if SAFE.fullmatch(f"https://{bare}"):
            fix = f"Write https://{bare} if it can be reached there."
        wrong = f"{quoted(action)} is not a safe address to send a form to."
        yield raw.problem(("form", "action"), wrong, fix)
    elif file.form and (found := web.fault(file.form.action)):
        yield raw.problem(("form", "action"), *found)


def _scheme(raw: Raw, file: SiteFile) -> Iterator[Problem]:
    for number, one in enumerate(file.publications):
        yield from who.addresses(raw, ("publications", number), "", one.web)
    if file.publications and not file.publication_scheme:
        yield raw.advice(
            ("publications",),
            "No page shows these: the site has no publication scheme.",
            "Add `publication_scheme: true`, or remove them.",
        )


def _faults(raw: Raw, said: Accessibility) -> Iterator[Problem]:
    for number, fault in enumerate(said.known_faults):
        for place, criterion in enumerate(fault.criteria):
            if not CRITERION.fullmatch(criterion):
                yield raw.problem(
                    ("accessibility", "known_faults", number, "criteria", place),
                    f"{quoted(criterion)} is not the number of a success criterion of WCAG 2.2.",
                    "Write three numbers with full stops, such as 1.4.10.",
                )


def _days(raw: Raw, said: Accessibility) -> Iterator[Problem]:
    if said.prepared and said.reviewed and said.reviewed < said.prepared:
        yield raw.problem(
            ("accessibility", "reviewed"),
            "The statement was reviewed before it was prepared.",
            "Check `prepared` and `reviewed`.",
        )


def _required(raw: Raw, said: Accessibility) -> Iterator[Problem]:
    """Yield what the law asks a public sector body to say, and the file does not.

    Source:
        GOV.UK, Sample accessibility statement, 19 December 2023: the wording that is required.
    """
    needs = (
        ("nation", said.nation, "where you are", "`nation:`, such as england"),
        ("prepared", said.prepared, "when it was prepared", "`prepared:` with a day"),
        ("tests", said.tests, "when it was tested and by whom", "`tests:` with day, who and how"),
    )
    written = raw.value["accessibility"]
    for name, held, what, field in needs:
        # What was written wrongly has its own problem.
        if not held and not written.get(name):
            yield raw.problem(
                ("accessibility", "in_scope"),
                f"A statement under the regulations has to say {what}.",
                f"Add {field}.",
            )


def _has_paper(file: SiteFile, formats: Mapping[str, Format]) -> bool:
    """Tell whether the site publishes pages for paper."""
    of_paper = {row.name for row in formats.values() if row.is_for_paper}
    return not file.formats or not of_paper.isdisjoint(file.formats)


def _fully(raw: Raw, file: SiteFile, has_paper: bool) -> Iterator[Problem]:
    """Yield what speaks against the word of the editor that the site is fully compliant."""
    said, key = file.accessibility, ("accessibility", "compliance")
    has_faults = any(fault.why != "out-of-scope" for fault in said.known_faults)
    if said.compliance != "fully":
        if said.in_scope and not said.known_faults and not has_paper:
            yield raw.problem(
                ("accessibility", "in_scope"),
                "The statement has no fault to list, and does not say that there is none.",
                "Add `compliance: fully`, or list the faults under `known_faults:`.",
            )
        return
    against = (
        (has_faults, "The site has known faults", "remove those that are mended"),
        (has_paper, "The site publishes PDFs, which do not fit a small screen", "leave them out"),
        (not said.tests, "Nothing says that the site was tested", "add `tests:`"),
    )
    for is_so, why, mend in against:
        if is_so:
            wrong = f"{why}, so it cannot be called fully compliant."
            yield raw.problem(key, wrong, f"Write partially, or {mend}.")


# WCAG 2.2, 1.4.6 contrast (enhanced): text on its ground.
LEAST_CONTRAST = 7.0

# Actions in one plan. The largest of the real plans that we know has about 100. So many take a
# check some 200 MB; ten times as many took 1.6 GB, more than many computers have to spare.
MOST_ACTIONS = 1_000


def site(
    file: SiteFile | None,
    terms: tuple[WelshTerm, ...],
    plans: Iterable[Plan | None],
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
    found = validation.read(content.terms, TermList, problems) if content.terms else None
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
    found = validation.read(raw, RequestsMet, problems)
    if found and found.in_time > found.total:
        wrong = f"{found.in_time} of {found.total} cannot be."
        fix = "Write the file again with `riweb request report --publish`."
        problems.append(raw.problem(("in_time",), wrong, fix))
    return found if is_shown else None


def site_file(
    content: Content, formats: Mapping[str, Format], problems: list[Problem]
) -> SiteFile | None:
    """Return what site.yaml says, after adding what is wrong with it.

    Args:
        formats: the records of all formats, by their names.
    """
    raw = content.site
    if raw is None:
        return None
    file = validation.read(raw, SiteFile, problems, {FORMATS_KEY: formats})
    if file:
        problems += placeholders.without(
            problem
            for look in (
                texts.of_file(raw),
                _colours(raw, file),
                _addresses(raw, file),
                check(raw, file, formats),
                _order(raw, file, [folder.name for folder in content.folders]),
            )
            for problem in look
        )
    return file


def plan(folder: Folder, problems: list[Problem]) -> Plan | None:
    """Return one plan with its chapters, or None after adding what is wrong to `problems`."""
    before = len(problems)
    if folder.id in references.FOLDERS:
        problems.append(
            Problem(
                folder.file,
                0,
                "",
                f"A plan cannot be called {quoted(folder.id)}: a page of the site has this name.",
                f"Rename the folder, such as {folder.id}-plan.",
            )
        )
    found = [texts.read(chapter, problems) for chapter in folder.chapters]
    ours = easy_read.library(folder.drawings, problems)
    easily = easy_read.read(folder, ours, problems)
    raw = folder.plan
    problems += _too_many(raw) if raw else ()
    parsed = validation.read(raw, PlanFile, problems) if raw else None
    if raw is None or parsed is None:
        return None
    problems += placeholders.without(_checks(raw, folder, parsed, easily))
    if any(not problem.is_advice for problem in problems[before:]) or not is_id(folder.id):
        return None
    return Plan(
        id=folder.id,
        file=parsed,
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


def _checks(raw: Raw, folder: Folder, plan: PlanFile, easily: EasyRead | None) -> Iterator[Problem]:
    """Yield everything that is wrong between the fields of one plan, and advice."""
    yield from references.check(raw, folder, plan)
    yield from references.check_printed(raw, plan)
    yield from texts.of_file(raw)
    yield from references.check_days(raw, plan)
    yield from who.check(raw, plan)
    yield from pictures.check(raw, folder, plan, easily)


def _images(folder: Folder, plan: PlanFile, easily: EasyRead | None) -> Iterator[Image]:
    """Yield the picture files that the plan uses, each once."""
    found = {image.name: image for image in easy_read.own_images(folder, easily)}
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
    yield from who.addresses(raw, ("publisher",), file.publisher.email)
    yield from who.numbers(raw, ("publisher",), file.publisher)


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
