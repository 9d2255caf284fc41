"""E-books that are made for the tests, and what is in them."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from datetime import date
from functools import cached_property, lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zipfile import ZipFile

from lxml import etree

from riweb.build import whole
from riweb.document import linear
from riweb.format_record import FileSpec
from riweb.formats.epub import book
from riweb.render import plan_context
from riweb.render.addresses import Addresses
from riweb.render.edition import Edition

HERE = Path(__file__).parent
TEMPLATES = HERE.parent / "templates"
NAMES = {
    "x": "http://www.w3.org/1999/xhtml",
    "opf": "http://www.idpf.org/2007/opf",
    "dc": "http://purl.org/dc/elements/1.1/",
    "epub": "http://www.idpf.org/2007/ops",
}
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


@lru_cache(maxsize=8)
def ordered(content: Path, plan: str) -> FileSpec:
    """Return the order of a plan's e-book."""
    site, _ = whole.check(content)
    assert site
    published = next(one for one in site.plans if one.id == plan)
    edition = Edition(site.file, Addresses("en"), date(2026, 1, 1))
    html = linear.render(plan_context.of(edition, published))
    images = published.images[0].path.parent if published.images else None
    return FileSpec("epub", html, "en", site.file.brand.main, TEMPLATES, images)


def written(body: str, language: str = "en", head: str = "") -> FileSpec:
    """Return the order of a small document with these sections."""
    tree = etree.HTML(body)
    entries = "".join(
        f'<li><a href="#{one.get("id")}">{one.findtext("h2")}</a></li>'
        for one in tree.iterfind("body/section")
    )
    html = (
        f'<!doctype html><html lang="{language}"><head><title>t</title>'
        '<meta name="author" content="Larch Homes">'
        '<meta name="dcterms.publisher" content="Larch Homes">'
        f'<meta name="dcterms.identifier" content="larch">{head}</head><body>'
        '<header class="cover"><h1>Our plan</h1><p class="format">\ue000</p></header>'
        f'<nav class="contents" id="contents"><h2>Contents</h2><ul>{entries}</ul></nav>'
        f"<main>{body}</main></body></html>"
    )
    return FileSpec("epub", html, language, "#17475c", TEMPLATES)


class Book:
    """A finished e-book, read with nothing of riweb's."""

    def __init__(self, spec: FileSpec) -> None:
        (self.made,) = book.make(spec)
        self.content = self.made.content
        self.zip = ZipFile(BytesIO(self.content))

    @cached_property
    def package(self) -> Any:
        """The package document."""
        return etree.fromstring(self.zip.read("EPUB/package.opf"))

    @cached_property
    def pages(self) -> dict[str, Any]:
        """The tree of each file that is read, by its name in the book's folder, in order."""
        hrefs = dict(zip(self.opf("//opf:item/@id"), self.opf("//opf:item/@href"), strict=True))
        return {
            hrefs[one]: etree.fromstring(self.zip.read(f"EPUB/{hrefs[one]}"))
            for one in self.opf("//opf:itemref/@idref")
        }

    def opf(self, path: str) -> list[Any]:
        """Return what an XPath finds in the package document."""
        return list(self.package.xpath(path, namespaces=NAMES))

    def find(self, path: str) -> list[tuple[str, Any]]:
        """Return what an XPath finds in each file that is read, with the file."""
        return [
            (file, one)
            for file, tree in self.pages.items()
            for one in tree.xpath(path, namespaces=NAMES)
        ]

    def links(self) -> Iterator[tuple[str, str]]:
        """Yield each link inside the book: its file, and the file and id it leads to."""
        for file, href in self.find("//@href[not(contains(., ':'))] | //@src"):
            parts = urlsplit(href)
            yield file, f"{posixpath.normpath(parts.path) if parts.path else file}#{parts.fragment}"

    def unpack(self, folder: Path) -> Path:
        """Write its files and return the folder of what is read."""
        self.zip.extractall(folder)
        return folder / "EPUB"
