"""sitemap.xml and robots.txt name what search engines should read."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from lxml import etree, html
from sites import Built

NAMESPACE = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "x": "http://www.w3.org/1999/xhtml",
}


def urls(site: Built) -> dict[str, str]:
    """Return the day of each address that the sitemap lists, or empty; none without a sitemap."""
    path = site.output / "sitemap.xml"
    if not path.is_file():
        return {}
    tree = etree.parse(path)
    return {
        url.findtext("s:loc", "", NAMESPACE): url.findtext("s:lastmod", "", NAMESPACE)
        for url in tree.iterfind("s:url", NAMESPACE)
    }


def alternates(links: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """Return the address of each language that links of a page or of the sitemap name."""
    return {
        link["hreflang"]: link["href"]
        for link in links
        if link.get("rel") == "alternate" and "hreflang" in link
    }


def test_the_sitemap_names_a_page_in_each_language_as_its_head_does(bilingual: Built) -> None:
    tree = etree.parse(bilingual.output / "sitemap.xml")
    found = {
        url.findtext("s:loc", "", NAMESPACE): alternates(
            dict(link.attrib) for link in url.iterfind("x:link", NAMESPACE)
        )
        for url in tree.iterfind("s:url", NAMESPACE)
    }
    base = "https://www.riverside.example/plans/"
    expected = {}
    for path in bilingual.pages:
        if not path.endswith("404.html"):
            page = html.document_fromstring((bilingual.output / path).read_bytes())
            address = base + path.removesuffix("index.html")
            expected[address] = alternates(dict(link.attrib) for link in page.iter("link"))
    assert found == expected
    assert found[f"{base}en/both/formats/"] == {
        "en": f"{base}en/both/formats/",
        "cy": f"{base}cy/dweud-eich-dweud/fformatau/",
        "x-default": base,
    }
    # A plan in one language has no twin, and neither has what the other language says of it.
    assert found[f"{base}en/english/"] == found[f"{base}cy/english/"] == {}
    assert all(link in found for links in found.values() for link in links.values())


def test_a_site_of_one_language_names_no_other(awkward: Built) -> None:
    assert b"hreflang" not in (awkward.output / "sitemap.xml").read_bytes()
    assert b"xhtml" not in (awkward.output / "sitemap.xml").read_bytes()


def test_the_sitemap_lists_every_page_by_its_own_name(site: Built, awkward: Built) -> None:
    for built in (site, awkward):
        canonical: set[str] = set()
        for path in built.pages:
            page = html.document_fromstring((built.output / path).read_bytes())
            if not path.endswith("404.html"):
                canonical |= {
                    link.get("href", "")
                    for link in page.iter("link")
                    if link.get("rel") == "canonical"
                }
        assert set(urls(built)) == canonical
    assert urls(awkward)


def test_a_page_changed_when_its_plan_says_so_and_never_when_the_site_was_built(
    awkward: Built,
) -> None:
    assert json.loads((awkward.output / "awkward/plan.json").read_text())["revised"] == "2026-01-15"
    base = "https://plans.example/deep/er/"
    for address, day in urls(awkward).items():
        expected = "2026-01-15" if address.startswith(f"{base}awkward/") else ""
        assert day == expected, address


def test_robots_may_read_everything(awkward: Built, minimal: Built) -> None:
    assert (awkward.output / "robots.txt").read_bytes() == (
        b"User-agent: *\nDisallow:\n\nSitemap: https://plans.example/deep/er/sitemap.xml\n"
    )
    assert (minimal.output / "robots.txt").read_bytes() == b"User-agent: *\nDisallow:\n"


def test_without_a_full_address_there_is_no_sitemap(minimal: Built) -> None:
    assert not (minimal.output / "sitemap.xml").exists()
