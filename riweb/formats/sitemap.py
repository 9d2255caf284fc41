"""sitemap.xml and robots.txt: what search engines should read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
# Source: Google Search Central, “Tell Google about localized versions of your page”: a link for
# each language, the page’s own among them, as in the heads of the pages.
XHTML = "http://www.w3.org/1999/xhtml"

# The paths of one page in all its languages, by page and language.
Twins = Mapping[str, Mapping[str, str]]


def write(
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
