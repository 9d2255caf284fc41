"""How many requests for other formats were met in time, as a page shows it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from riweb import when, words
from riweb.pages.language import Scene
from riweb.plan.site import Asked, RequestsMet


@dataclass(frozen=True)
class Table:
    """A table of numbers.

    Args:
        head: what its lines are.
        lines: what each is of, and how many.
    """

    title: str
    head: str
    lines: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Met:
    """What a page shows of requests.

    Args:
        in_time: in a sentence.
        span: the days on which they came, in words.
    """

    in_time: str
    span: str
    tables: tuple[Table, ...]


def met(scene: Scene) -> Met | None:
    """Return what a page shows of requests, or None where the site shows nothing."""
    found = scene.requests
    if found is None:
        return None
    in_time = scene.say(
        "We met %(met)d of %(total)d requests in time.", met=found.in_time, total=found.total
    )
    return Met(in_time, _span(scene, found), tuple(_tables(scene, found)))


def _span(scene: Scene, found: RequestsMet) -> str:
    days = when.parse(f"{found.from_.isoformat()} to {found.to.isoformat()}")
    return days.text(scene.language)


def _tables(scene: Scene, found: RequestsMet) -> Iterator[Table]:
    """Yield each table that there is something to tell in."""
    say = scene.say
    kinds: tuple[tuple[str, str, Sequence[Asked], Callable[[Scene, str], str]], ...] = (
        (say("By format"), say("Format"), found.formats, _format),
        (say("By language"), say("Language"), found.languages, _language),
        (say("By quarter"), say("Quarter"), found.quarters, _quarter),
        (say("How long it took"), say("Working days"), found.days, _days),
    )
    for title, head, rows, label in kinds:
        if rows:
            lines = [
                (_together(scene, [label(scene, name) for name in row.names]), row.count)
                for row in rows
            ]
            yield Table(title, head, tuple(lines))


def _together(scene: Scene, names: Sequence[str]) -> str:
    if len(names) == 1:
        return names[0]
    return scene.say("Together: %(names)s", names=", ".join(names))


def _format(scene: Scene, name: str) -> str:
    return scene.say(words.FORMAT[name]) if name in words.FORMAT else name


def _language(scene: Scene, name: str) -> str:
    return scene.say("English") if name == "en" else scene.say("Welsh")


def _quarter(scene: Scene, name: str) -> str:
    try:
        return when.parse(name).text(scene.language)
    except when.NotADate:
        return name


def _days(scene: Scene, name: str) -> str:
    first, _, last = name.partition(" to ")
    return scene.say("%(first)s to %(last)s", first=first, last=last)
