"""The other formats of a plan: what each is good for, its limits, and how to ask for another."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from riweb.plan import labels
from riweb.render.edition import Edition
from riweb.render.plan_context import Download, PageKind, PlanContext

# Says less than the plan, so it stands apart from the others.
EASY_READ = "easy-read"

# Which formats stand together on the page, by the name of their group.
GROUPS = {
    "print": ("large-print", "giant-print", "clear-print", "bilingual"),
    "own": ("epub", "word", "text"),
    "senses": ("braille", "audio"),
}


@dataclass(frozen=True)
class FileLine:
    """A finished file, or all volumes of a format, in one line.

    Args:
        about: kind, length and size in words.
        path: that of the file, or of the place that lists the volumes.
    """

    title: str
    about: str
    path: str


@dataclass(frozen=True)
class FormatOffer:
    """A format with what readers are told of it.

    Args:
        length: volumes, pages and size of all, where it is in volumes; else empty.
        files: none where it is made on request.
    """

    format: str
    title: str
    good_for: str
    limits: str
    length: str = ""
    files: tuple[FileLine, ...] = ()


@dataclass(frozen=True)
class FormatGroup:
    """Formats that stand together, under a heading."""

    name: str
    title: str
    offers: tuple[FormatOffer, ...]


def size(count: int) -> str:
    """Return a size as people read it, such as `214 kB` or `1.2 MB`, in every language.

    Args:
        count: in bytes.
    """
    # What would be written as 1000 kB is a megabyte.
    if count < 999_500:
        return f"{count / 1000:.0f} kB"
    return f"{count / 1_000_000:.1f} MB"


def title(context: PlanContext) -> str:
    """Return what the page is called."""
    return context.say("Other formats")


def pages(context: PlanContext) -> Iterator[tuple[str, str]]:
    """Yield the page of formats."""
    made = _by_format(context)
    is_both = any(twin.is_same for twin in context.edition.twins(context.address()))
    yield context.render(
        "plan/formats.html",
        context.address("formats"),
        title(context),
        groups=groups(context),
        easy=[_ready(context, name, made[name]) for name in (EASY_READ,) if name in made],
        on_request=others(context.edition, {one.format for one in context.downloads}, is_both),
        version=next((one.version for one in context.downloads if one.version), ""),
    )


def lines(context: PlanContext) -> tuple[FileLine, ...]:
    """Return the finished files of a plan in short: one line a file, one for several volumes."""
    found = []
    for name, files in _by_format(context).items():
        if files[0].volume:
            path = f"{context.address('formats')}#{name}"
            found.append(FileLine(context.say(labels.FORMAT[name]), _length(context, files), path))
        else:
            found += [FileLine(one.title, one.about, one.path) for one in files]
    return tuple(found)


def groups(context: PlanContext) -> list[FormatGroup]:
    """Return the formats that are ready, in groups; no group is empty."""
    made = _by_format(context)
    found = []
    for group, names in GROUPS.items():
        offers = tuple(_ready(context, name, made[name]) for name in names if name in made)
        if offers:
            found.append(FormatGroup(group, context.say(labels.FORMAT_GROUP[group]), offers))
    return found


def every(edition: Edition) -> list[FormatOffer]:
    """Return every format that there is, with what readers of a language are told of it."""
    return [_told(edition, name) for name in labels.FORMAT]


def others(edition: Edition, made: Collection[str], is_both: bool = True) -> list[FormatOffer]:
    """Return the formats that somebody has to ask for.

    Args:
        made: the names of those that are ready.
        is_both: False where what is asked for is in one language only.
    """
    is_both = is_both and bool(edition.others)
    names = [name for name in labels.FORMAT if name not in made]
    return [_told(edition, name) for name in names if is_both or name != "bilingual"]


def _by_format(context: PlanContext) -> dict[str, list[Download]]:
    found: dict[str, list[Download]] = {}
    for one in context.downloads:
        found.setdefault(one.format, []).append(one)
    return found


def _ready(context: PlanContext, name: str, files: Sequence[Download]) -> FormatOffer:
    told = _told(context.edition, name)
    links = tuple(FileLine(one.title, one.about, one.path) for one in files)
    called = links[0].title if len(links) == 1 else told.title
    length = _length(context, files) if files[0].volume else ""
    return FormatOffer(name, called, told.good_for, told.limits, length, links)


def _told(edition: Edition, name: str) -> FormatOffer:
    """Return what readers of a language are told of a format."""
    own = f"{name}-{edition.language}"
    return FormatOffer(
        name,
        edition.say(labels.FORMAT[name]),
        edition.say(labels.GOOD_FOR[name]),
        edition.say(labels.LIMITS[own if own in labels.LIMITS else name]),
    )


def _length(context: PlanContext, files: Sequence[Download]) -> str:
    """Return such as `3 volumes, 540 pages, 3.2 MB`."""
    count = context.count
    volumes = count("%(num)d volume", "%(num)d volumes", len(files))
    sides = sum(one.pages or 0 for one in files)
    return ", ".join(
        (
            volumes,
            count("%(num)d page", "%(num)d pages", sides),
            size(sum(one.size for one in files)),
        )
    )


KINDS = (PageKind("formats", title, lambda context: True, pages),)
