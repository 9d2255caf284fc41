"""The other formats of a plan: what each is good for, its limits, and how to ask for another."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from riweb.plan import labels
from riweb.render.edition import Scene
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


def title(scene: PlanContext) -> str:
    """Return what the page is called."""
    return scene.scene.say("Other formats")


def pages(scene: PlanContext) -> Iterator[tuple[str, str]]:
    """Yield the page of formats."""
    made = _by_format(scene)
    is_both = any(twin.is_same for twin in scene.scene.twins(scene.address()))
    yield scene.render(
        "plan/formats.html",
        scene.address("formats"),
        title(scene),
        groups=groups(scene),
        easy=[_ready(scene, name, made[name]) for name in (EASY_READ,) if name in made],
        on_request=others(scene.scene, {one.format for one in scene.downloads}, is_both),
        version=next((one.version for one in scene.downloads if one.version), ""),
    )


def lines(scene: PlanContext) -> tuple[FileLine, ...]:
    """Return the finished files of a plan in short: one line a file, one for several volumes."""
    found = []
    for name, files in _by_format(scene).items():
        if files[0].volume:
            path = f"{scene.address('formats')}#{name}"
            found.append(
                FileLine(scene.scene.say(labels.FORMAT[name]), _length(scene, files), path)
            )
        else:
            found += [FileLine(one.title, one.about, one.path) for one in files]
    return tuple(found)


def groups(scene: PlanContext) -> list[FormatGroup]:
    """Return the formats that are ready, in groups; no group is empty."""
    made = _by_format(scene)
    found = []
    for group, names in GROUPS.items():
        offers = tuple(_ready(scene, name, made[name]) for name in names if name in made)
        if offers:
            found.append(FormatGroup(group, scene.scene.say(labels.FORMAT_GROUP[group]), offers))
    return found


def every(scene: Scene) -> list[FormatOffer]:
    """Return every format that there is, with what readers of a language are told of it."""
    return [_told(scene, name) for name in labels.FORMAT]


def others(scene: Scene, made: Collection[str], is_both: bool = True) -> list[FormatOffer]:
    """Return the formats that somebody has to ask for.

    Args:
        made: the names of those that are ready.
        is_both: False where what is asked for is in one language only.
    """
    is_both = is_both and bool(scene.others)
    names = [name for name in labels.FORMAT if name not in made]
    return [_told(scene, name) for name in names if is_both or name != "bilingual"]


def _by_format(scene: PlanContext) -> dict[str, list[Download]]:
    found: dict[str, list[Download]] = {}
    for one in scene.downloads:
        found.setdefault(one.format, []).append(one)
    return found


def _ready(scene: PlanContext, name: str, files: Sequence[Download]) -> FormatOffer:
    told = _told(scene.scene, name)
    links = tuple(FileLine(one.title, one.about, one.path) for one in files)
    called = links[0].title if len(links) == 1 else told.title
    length = _length(scene, files) if files[0].volume else ""
    return FormatOffer(name, called, told.good_for, told.limits, length, links)


def _told(scene: Scene, name: str) -> FormatOffer:
    """Return what readers of a language are told of a format."""
    own = f"{name}-{scene.language}"
    return FormatOffer(
        name,
        scene.say(labels.FORMAT[name]),
        scene.say(labels.GOOD_FOR[name]),
        scene.say(labels.LIMITS[own if own in labels.LIMITS else name]),
    )


def _length(scene: PlanContext, files: Sequence[Download]) -> str:
    """Return such as `3 volumes, 540 pages, 3.2 MB`."""
    count = scene.scene.count
    volumes = count("%(num)d volume", "%(num)d volumes", len(files))
    sides = sum(one.pages or 0 for one in files)
    return ", ".join(
        (
            volumes,
            count("%(num)d page", "%(num)d pages", sides),
            size(sum(one.size for one in files)),
        )
    )


KINDS = (PageKind("formats", title, lambda scene: True, pages),)
