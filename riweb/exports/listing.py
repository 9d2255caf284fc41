"""plans.json, sitemap.xml and robots.txt: every page and file for programmes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from riweb.exports.plan_data import FORMAT_VERSION, download, dumped
from riweb.render.addresses import PATH_WORDS, Addresses, file_of
from riweb.render.edition import Edition
from riweb.render.identities import below
from riweb.render.plan_context import PlanContext
from riweb.website import plan_pages

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"

# Source: Google Search Central, “Tell Google about localized versions of your page”: a link for
# each language, the page’s own among them, as in the heads of the pages.
XHTML = "http://www.w3.org/1999/xhtml"

# The paths of one page in all its languages, by page and language.
Twins = Mapping[str, Mapping[str, str]]


def write_sitemap(
    base: str, pages: Iterable[str], changed: Mapping[str, date | None], twins: Twins
) -> Iterator[tuple[str, str]]:
    """Yield path and text of robots.txt and, where the site has a full address, of sitemap.xml.

    Args:
        base: the full address of the site; empty where nobody has said it.
        pages: the files of all pages, from the top of output/.
        changed: the folder of each plan, and the day on which the plan last changed, or None.
            Nothing says when the pages of the site itself changed.
        twins: of each page that is in several languages.
    """
    everyone = "User-agent: *\nDisallow:\n"
    if not base:
        yield "robots.txt", everyone
        return
    yield "robots.txt", f"{everyone}\nSitemap: {base}sitemap.xml\n"
    spaces = {"xmlns": NAMESPACE} | ({"xmlns:xhtml": XHTML} if twins else {})
    urls = Element("urlset", spaces)
    for page in sorted(pages):
        if page.rpartition("/")[2] != "404.html":
            url = SubElement(urls, "url")
            # As the page names itself in its canonical link.
            SubElement(url, "loc").text = base + page.removesuffix("index.html")
            folders = [folder for folder in changed if page.startswith(folder)]
            if folders and (day := changed[folders[0]]):
                SubElement(url, "lastmod").text = day.isoformat()
            for language, path in twins.get(page, {}).items():
                facts = {"rel": "alternate", "hreflang": language, "href": base + path}
                SubElement(url, "xhtml:link", facts)
    ElementTree.indent(urls)
    text = ElementTree.tostring(urls, encoding="unicode")
    yield "sitemap.xml", f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'


# The files for programmes that a plan may have.
DATA = ("plan.json", "actions.csv", "deadlines.ics", "feed.xml")


@dataclass(frozen=True)
class Listed:
    """A plan with what was made of it.

    Args:
        files: the paths of its pages and files for programmes, from the top of output/.
    """

    context: PlanContext
    files: Collection[str]


def write(edition: Edition, listed: Sequence[Listed], own: Collection[str]) -> tuple[str, str]:
    """Return path and text of the list of one language's plans.

    Args:
        context: that of the language.
        own: the paths of the site's own pages in this language.
    """
    languages = sorted((edition.at, *edition.others), key=lambda one: one.language, reverse=True)
    at, site = edition.at, edition.site
    return at.listing, dumped(
        {
            "format_version": FORMAT_VERSION,
            "title": site.title,
            "publisher": site.publisher.name,
            "language": at.language,
            "base_url": f"{site.base_url}{at.root}" if site.base_url else "",
            "languages": [
                {"language": one.language, "url": "../" * at.root.count("/") + one.listing}
                for one in languages
            ],
            "pages": _own_pages(edition, own),
            "elsewhere": _ways(at.root, ((name, at.plan(name)) for name in sorted(at.absent))),
            "plans": [_plan(one, languages) for one in listed],
        }
    )


def _own_pages(edition: Edition, own: Collection[str]) -> dict[str, str]:
    """Return the ways to the site's own pages, by their English path words.

    The rest of the A to Z index and the index of the search are named below `search`.
    """
    at = edition.at
    known = {"home": at.home} | {word: at.page(word) for word in PATH_WORDS["en"]}
    known["not-found"] = f"{at.root}404.html"
    search = at.page("search")
    known |= {
        f"search/{file.removeprefix(search).removesuffix('/index.html')}": file
        for file in own
        if file.startswith(search) and file != file_of(search)
    }
    return {word: below(at.root, path) for word, path in known.items() if file_of(path) in own}


def _plan(listed: Listed, languages: Sequence[Addresses]) -> dict[str, Any]:
    context, plan = listed.context, listed.context.file
    at, name, root = context.at, context.view.id, context.at.root
    return {
        "id": name,
        "title": plan.title,
        "organisation": plan.organisation,
        "kind": plan.kind,
        "state": plan.state,
        "language": at.language,
        "source_language": plan.language,
        "languages": [one.language for one in languages if name not in one.absent],
        "url": below(root, context.address()),
        "pages": _ways(
            root, ((one.word, context.address(one.word)) for one in plan_pages.kinds(context))
        ),
        "actions": _ways(
            root,
            ((one.action.id, at.action(name, one.action.id)) for one in context.view.actions),
        ),
        "chapters": _ways(
            root, ((one.id, at.chapter(name, one.id)) for one in context.view.plan.chapters)
        ),
        "pictures": _ways(
            root, ((one.name, at.image(name, one.name)) for one in context.view.plan.images)
        ),
        "files": _ways(
            root,
            ((file, at.data(name, file)) for file in DATA if at.data(name, file) in listed.files),
        ),
        "inserts": _ways(root, _inserts(context)),
        "downloads": [download(one, below(root, one.path)) for one in context.downloads],
    }


def _inserts(context: PlanContext) -> Iterable[tuple[str, str]]:
    """Yield the page of each insert by its id, and its files for readers by their names."""
    for offer in context.inserts:
        yield offer.insert.id, context.at.insert(context.view.id, offer.insert.id)
        # A file in both languages is in the folder of the first.
        own = (path for path, _, _ in offer.files if path.startswith(context.at.root))
        yield from ((path.rpartition("/")[2], path) for path in own)


def _ways(root: str, paths: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return the ways from the folder of plans.json, by name."""
    return {name: below(root, path) for name, path in paths}
