"""The pages above the languages of a site: its entrance, and the page for a wrong address."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from riweb.plan import labels
from riweb.plan.site import SiteFile
from riweb.render.addresses import file_of
from riweb.render.edition import Edition

# Welsh comes first wherever both languages stand on one page.
# Source: Welsh Language Commissioner, bilingual design.
ORDER = ("cy", "en")

# The templates of these pages, by where each is.
TEMPLATES = {"": "site/entrance.html", "404.html": "site/not-found-anywhere.html"}


@dataclass(frozen=True)
class Door:
    """One language on a page that is in all of them.

    Args:
        own: the language in its own words.
        home, search, sitemap: the paths of its home page, search page and list of pages.
    """

    language: str
    own: str
    home: str
    search: str
    sitemap: str
    site: SiteFile
    edition: Edition

    def say(self, text: str) -> Markup:
        """Return an interface text in this language."""
        return Markup(self.edition.say(text))


def pages(editions: Sequence[Edition]) -> Iterator[tuple[str, str]]:
    """Yield the entrance and the page for a wrong address, each in every language."""
    ordered = sorted(editions, key=lambda one: ORDER.index(one.language))
    doors = [_door(edition) for edition in ordered]
    first = ordered[0]
    for here, template in TEMPLATES.items():
        title = " – ".join(dict.fromkeys(door.site.title for door in doors))
        yield first.render(template, here, title, doors=doors)


def twins(editions: Sequence[Edition], files: Collection[str]) -> dict[str, dict[str, str]]:
    """Return the paths of each page that is in several languages, by its file and language.

    Under `x-default` stands the entrance, where readers choose. The same is in the pages’ heads.
    """
    if len(editions) < 2:
        return {}
    homes = {one.language: one.at.home for one in editions}
    found = {"index.html": homes | {"x-default": ""}}
    for edition in editions:
        for file in (one for one in files if one.startswith(edition.at.root)):
            here = file.removesuffix("index.html")
            # Some pages are in one language only, such as those of letters in the index.
            others = [one for one in edition.twins(here) if file_of(one.path) in files]
            if any(one.is_same for one in others) and not edition.at.is_elsewhere(here):
                paths = {one.language: one.path for one in others}
                found[file] = {edition.language: here, **paths, "x-default": ""}
    return found


def _door(edition: Edition) -> Door:
    at = edition.at
    own, pages = labels.LANGUAGE[edition.language], (at.home, at.page("search"), at.page("sitemap"))
    return Door(edition.language, own, *pages, edition.site, edition)
