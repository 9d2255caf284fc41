"""The other formats of a plan: what each is good for, its limits, and how to ask for another."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from riweb.format_record import Format
from riweb.plan import labels
from riweb.render.edition import Edition
from riweb.render.plan_context import Download, PageKind, PlanContext


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
        # They say less than the plan, so they stand apart from the others.
        easy=[
            _ready(context, row, made[row.name])
            for row in of_plans(context.edition)
            if row.source == "easy-read" and row.name in made
        ],
        on_request=others(context.edition, {one.format for one in context.downloads}, is_both),
        version=next((one.version for one in context.downloads if one.version), ""),
    )


def lines(context: PlanContext) -> tuple[FileLine, ...]:
    """Return the finished files of a plan in short: one line a file, one for several volumes."""
    found = []
    rows = {row.name: row for row in context.edition.formats}
    for name, files in _by_format(context).items():
        if files[0].volume:
            path = f"{context.address('formats')}#{name}"
            title = context.say(rows[name].words.title)
            found.append(FileLine(title, _length(context, files), path))
        else:
            found += [FileLine(one.title, one.about, one.path) for one in files]
    return tuple(found)


def groups(context: PlanContext) -> list[FormatGroup]:
    """Return the formats that are ready, in groups; no group is empty."""
    made = _by_format(context)
    found = []
    for group in labels.FORMAT_GROUP:
        offers = tuple(
            _ready(context, row, made[row.name])
            for row in of_plans(context.edition)
            if row.words.group == group and row.name in made
        )
        if offers:
            found.append(FormatGroup(group, context.say(labels.FORMAT_GROUP[group]), offers))
    return found


def of_plans(edition: Edition) -> tuple[Format, ...]:
    """Return the formats that plans are in, and not those of files of their own."""
    return tuple(row for row in edition.formats if row.source != "insert")


def others(edition: Edition, made: Collection[str], is_both: bool = True) -> list[FormatOffer]:
    """Return the formats that somebody has to ask for.

    Args:
        made: the names of those that are ready.
        is_both: False where what is asked for is in one language only.
    """
    is_both = is_both and bool(edition.others)
    rows = [row for row in of_plans(edition) if row.name not in made]
    return [_told(edition, row) for row in rows if is_both or not row.is_bilingual]


def _by_format(context: PlanContext) -> dict[str, list[Download]]:
    found: dict[str, list[Download]] = {}
    for one in context.downloads:
        found.setdefault(one.format, []).append(one)
    return found


def _ready(context: PlanContext, row: Format, files: Sequence[Download]) -> FormatOffer:
    told = _told(context.edition, row)
    links = tuple(FileLine(one.title, one.about, one.path) for one in files)
    called = links[0].title if len(links) == 1 else told.title
    length = _length(context, files) if files[0].volume else ""
    return FormatOffer(row.name, called, told.good_for, told.limits, length, links)


def _told(edition: Edition, row: Format) -> FormatOffer:
    """Return what readers of a language are told of a format."""
    words, say = row.words, edition.say
    limits = say(words.limits_in.get(edition.language, words.limits))
    return FormatOffer(row.name, say(words.title), say(words.good_for), limits)


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
