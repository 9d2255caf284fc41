"""The whole content folder into a Site."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

from riweb.colour import Colour
from riweb.parse import chapters, fields, references
from riweb.plan.plans import Image, Plan, Published
from riweb.plan.site import Site, SiteFile
from riweb.problems import Problem, nearest
from riweb.source import Content, Folder, Raw

# WCAG 2.2, 1.4.6 contrast (enhanced): text on its ground.
LEAST_CONTRAST = 7.0


def read(content: Content, problems: list[Problem]) -> Site | None:
    """Return the site, or None where a problem (not advice) stops the build."""
    file = fields.read(content.site, SiteFile, problems)
    if file:
        problems.extend(references.texts(content.site, file))
        _colours(content.site, file, problems)
        _addresses(content.site, file, problems)
    plans = [plan(folder, problems) for folder in content.folders]
    if file:
        _order(content, file, problems)
    if file is None or any(not problem.is_advice for problem in problems):
        return None
    wanted = {name: place for place, name in enumerate(file.plans)}
    shown = sorted(filter(None, plans), key=lambda one: (wanted.get(one.id, 999), one.id))
    return Site(file=file, plans=tuple(shown))


def plan(folder: Folder, problems: list[Problem]) -> Published | None:
    """Return one plan with its chapters, or None after adding what is wrong to `problems`."""
    parsed = fields.read(folder.plan, Plan, problems)
    read_chapters = [chapters.read(chapter, problems) for chapter in folder.chapters]
    if parsed is None:
        return None
    published = Published(
        id=folder.id,
        plan=parsed,
        chapters=tuple(filter(None, read_chapters)),
        images=tuple(_images(folder, parsed)),
    )
    problems.extend(references.check(folder, published))
    return published


def _images(folder: Folder, plan: Plan) -> Iterator[Image]:
    """Yield the picture files that the plan uses, each once."""
    for name in dict.fromkeys(picture.file for picture in plan.pictures if picture.file):
        if path := folder.images.get(name):
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
            yield Image(name=name, path=path, sha256=digest)


def _colours(raw: Raw, file: SiteFile, problems: list[Problem]) -> None:
    for name in ("main", "accent"):
        text = getattr(file.brand, name)
        line, key = raw.place(("brand", name))
        if not re.fullmatch(r"#[0-9a-fA-F]{6}", text):
            problems.append(
                Problem(
                    raw.file,
                    line,
                    key,
                    f"“{text}” is not a colour.",
                    "Write it like #1f4e5f, in quotation marks.",
                )
            )
            continue
        colour = Colour.parse(text)
        white = Colour(255, 255, 255)
        if colour.contrast(white) < LEAST_CONTRAST:
            better = colour.darkened(white, LEAST_CONTRAST)
            problems.append(
                Problem(
                    raw.file,
                    line,
                    key,
                    f"{text} is too pale to read on white: its contrast is "
                    f"{colour.contrast(white):.1f}, and 7 is needed.",
                    f"The nearest colour that can be read is {better}.",
                )
            )


def _addresses(raw: Raw, file: SiteFile, problems: list[Problem]) -> None:
    if file.base_url and not re.fullmatch(r"https?://[^\s/]+/(\S*/)?", file.base_url):
        line, key = raw.place(("base_url",))
        problems.append(
            Problem(
                raw.file,
                line,
                key,
                f"“{file.base_url}” is not a full address.",
                "Write it like https://www.example.org/plans/.",
            )
        )


def _order(content: Content, file: SiteFile, problems: list[Problem]) -> None:
    known = [folder.id for folder in content.folders]
    for number, name in enumerate(file.plans):
        if name not in known:
            line, key = content.site.place(("plans", number))
            guess = nearest(name, known)
            fix = f"Did you mean {guess}?" if guess else "Use the name of a folder in plans/."
            problems.append(
                Problem(content.site.file, line, key, f"There is no plan “{name}”.", fix)
            )
