"""The pages above the languages of a site: its entrance, and the page for a wrong address."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from riweb import words
from riweb.pages.scene import Scene
from riweb.plan.site import SiteFile

# Welsh comes first wherever both languages stand on one page.
# Source: Welsh Language Commissioner, bilingual design.
ORDER = ("cy", "en")


@dataclass(frozen=True)
class Door:
    """One language on a page that is in all of them.

    Args:
        own: the language in its own words.
        home, sitemap: the paths of its home page and of its list of pages.
    """

    language: str
    own: str
    home: str
    sitemap: str
    site: SiteFile
    scene: Scene

    def say(self, text: str) -> Markup:
        """Return an interface text in this language."""
        return Markup(self.scene.say(text))


def pages(scenes: Sequence[Scene]) -> Iterator[tuple[str, str]]:
    """Yield the entrance and the page for a wrong address, each in every language."""
    ordered = sorted(scenes, key=lambda one: ORDER.index(one.language))
    doors = [_door(scene) for scene in ordered]
    first = ordered[0]
    for template, here in (
        ("site/entrance.html", ""),
        ("site/not-found-anywhere.html", "404.html"),
    ):
        title = " – ".join(dict.fromkeys(door.site.title for door in doors))
        yield first.render(template, here, title, doors=doors)


def _door(scene: Scene) -> Door:
    at = scene.at
    own = words.LANGUAGE[scene.language]
    return Door(scene.language, own, at.home, at.page("sitemap"), scene.site, scene)
