"""Take a request: see that the site has what is asked for, and work out when it is due."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from riweb.build.inputs import NotKnown
from riweb.content import source
from riweb.content.parse import sites as parse
from riweb.formats import FORMATS
from riweb.languages.catalogues import NAMES
from riweb.plan.site import SiteFile
from riweb.problems import Problem, Refused, quoted
from riweb.requests import rows, working_days
from riweb.requests.rows import KnownNames, Request, choice


@dataclass(frozen=True)
class RequestedSite:
    """The site that requests are for, as far as the desk has to know it.

    Args:
        content: its content folder.
    """

    content: Path
    file: SiteFile
    known: KnownNames


def place(content: Path) -> RequestedSite:
    """Return the site, of which only site.yaml is read: a plan may be half edited.

    Raises:
        Refused: with what is wrong with site.yaml.
    """
    problems: list[Problem] = []
    found = source.read(content, problems)
    if found is None or found.site is None:
        raise Refused(problems)
    of_site: list[Problem] = []
    file = parse.site_file(found, FORMATS, of_site)
    wrong = [one for one in of_site if not one.is_advice]
    if file is None or wrong:
        raise Refused(wrong or problems)
    plans = [path.name for path in found.folders]
    return RequestedSite(content, file, KnownNames(plans, file.languages))


def check_format(name: str) -> None:
    """See that plans can be asked for in a format.

    Raises:
        NotKnown: when they cannot.
    """
    if name not in FORMATS:
        raise NotKnown(f"There is no format {quoted(name)}. {choice(name, list(FORMATS))}")


def check(asked: Request, where: RequestedSite) -> None:
    """See that the site can have what is asked for.

    Raises:
        NotKnown: when it has no such plan, language or option, or the reference is none.
        OptionRefused: when an option has a value that it cannot have.
    """
    if fault := rows.reference_fault(asked.reference):
        raise NotKnown(" ".join(fault))
    for kind, text, known in (
        ("plan", asked.plan, where.known.plans),
        ("language", asked.language, where.known.languages),
    ):
        if text not in known:
            raise NotKnown(f"There is no {kind} {quoted(text)}. {choice(text, known)}")
    FORMATS[asked.format].check(asked.language, asked.options)


def due(received: date, file: SiteFile) -> date:
    """Return the day by which a copy has to be sent."""
    return working_days.after(
        received, file.other_formats.reply_days, file.other_formats.closed_days
    )


def remarks(asked: Request, content: Path) -> Iterator[str]:
    """Yield what has to be done before a copy can be made, where something has."""
    path = content / "plans" / asked.plan
    folder = source.folder(content, path, [])
    if FORMATS[asked.format].source == "easy-read" and not folder.easy:
        yield f"{asked.plan} has no Easy Read yet. It has to be written: see docs/easy-read.md."
    written = folder.plan.value if folder.plan else {}
    own = str(written.get("language") or "en") if isinstance(written, dict) else "en"
    wanted = NAMES if FORMATS[asked.format].is_bilingual else (asked.language,)
    for language in wanted:
        if language != own and language not in folder.catalogues:
            yield (
                f"{asked.plan} is not in {NAMES[language]} yet. It has to be translated: "
                "see docs/translating.md."
            )
