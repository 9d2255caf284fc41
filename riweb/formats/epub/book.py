"""The one file that holds all files of an e-book, the same bytes for the same files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from io import BytesIO
from pathlib import PurePosixPath
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from lxml import html as parser
from lxml.html import HtmlElement

from riweb.document import volumes
from riweb.document.linear import for_format
from riweb.format_record import FileSpec, MadeFile
from riweb.formats.epub import cover, opf, xhtml
from riweb.formats.epub.opf import PACKAGE, BookFacts, container, package
from riweb.formats.epub.xhtml import TYPE, page, told
from riweb.formats.epub.xhtml import make as element
from riweb.languages import interface
from riweb.render.identities import named
from riweb.text.colour import Colour

MIMETYPE = "application/epub+zip"

# The earliest that the archive can say: no file tells when it was made.
NO_TIME = (1980, 1, 1, 0, 0, 0)
UNIX, READABLE = 3, 0o644 << 16


def write(files: Mapping[str, bytes]) -> bytes:
    """Return the archive.

    Source:
        EPUB 3.3, 4.2.3: the first file says the type, and is not compressed.
    """
    kept = BytesIO()
    with ZipFile(kept, "w") as archive:
        for name, content in {"mimetype": MIMETYPE.encode(), **files}.items():
            entry = ZipInfo(name, NO_TIME)
            entry.create_system, entry.external_attr = UNIX, READABLE
            entry.compress_type = ZIP_STORED if name == "mimetype" else ZIP_DEFLATED
            archive.writestr(entry, content, compresslevel=9)
    return kept.getvalue()


# A table of more columns becomes cards: in letters twice as large it would not fit a phone.
MOST_COLUMNS = 2
FONTS = ("AtkinsonHyperlegibleNext-Regular.ttf", "AtkinsonHyperlegibleNext-Bold.ttf", "OFL.txt")

# The version of plans that say of no day that they changed then.
NO_DAY = date(1970, 1, 1)

# Reading programmes put black or white behind the text as their reader likes it.
BLACK, LEAST_CONTRAST = Colour(0, 0, 0), 3.0


def make(spec: FileSpec) -> tuple[MadeFile, ...]:
    """Return the e-book, with the words that pages offer it by."""
    say = interface(spec.language).gettext
    title = say("EPUB e-book")
    document = volumes.as_cards(for_format(spec.document, title), MOST_COLUMNS)
    return (MadeFile(_Book(spec, document).content(), title, say("EPUB")),)


class _Book:
    """A book that is being made.

    Args:
        document: the linear document as this format shows it.
    """

    def __init__(self, spec: FileSpec, document: str) -> None:
        self.order = spec
        self.tree: HtmlElement = parser.document_fromstring(document)
        self.sections = xhtml.of(self.tree)
        self.say = interface(spec.language).gettext
        self.facts = _facts(self.tree, spec.language)

    def content(self) -> bytes:
        """Return the finished file."""
        pages = dict(self._pages())
        files = {**pages, **dict(self._others())}
        inside = PurePosixPath(PACKAGE).parent
        return write(
            {
                "META-INF/container.xml": container(),
                PACKAGE: package(self.facts, files, pages, self.say),
                **{str(inside / name): content for name, content in files.items()},
            }
        )

    def _pages(self) -> Iterator[tuple[str, bytes]]:
        """Yield the files that are read, in order."""
        title, language = self.facts.title, self.order.language
        yield opf.COVER, page(title, language, self._cover())
        yield xhtml.TITLE_PAGE, page(title, language, xhtml.title_page(self.tree))
        toc = opf.toc(self.tree, self.sections)
        marks = opf.landmarks(self.sections[0].file, self.say)
        heading = self.say("Contents")
        yield xhtml.CONTENTS, page(f"{heading} – {title}", language, toc, marks)
        places = xhtml.files_of_ids(self.tree, self.sections)
        for one in self.sections:
            made = xhtml.chapter(one, places, self.say)
            yield one.file, page(f"{one.heading} – {title}", language, made)

    def _others(self) -> Iterator[tuple[str, bytes]]:
        """Yield the style, the fonts and the pictures."""
        folder = self.order.templates
        style = (folder / "styles" / "epub.css").read_text(encoding="utf-8")
        colour = Colour.parse(self.order.brand).lightened(BLACK, LEAST_CONTRAST)
        # Many readers know no variables.
        yield "style.css", style.replace("var(--brand)", str(colour)).encode()
        for name in FONTS:
            yield f"fonts/{name}", (folder / "fonts" / name).read_bytes()
        yield "cover.png", self._cover_picture()
        for name in xhtml.pictures(self.tree):
            assert self.order.images
            yield f"images/{name}", (self.order.images / name).read_bytes()

    def _cover(self) -> Any:
        alt = self.say("Cover: %(title)s. %(organisation)s.")
        names = {"title": self.facts.title, "organisation": self.facts.organisation}
        picture = element.img(src="cover.png", alt=alt % names, role="doc-cover")
        made = element.section(picture, {"class": "front"})
        made.set(TYPE, "cover")
        return made

    def _cover_picture(self) -> bytes:
        period = "".join(map(told, self.tree.iterfind(".//header/p[@class='period']")))
        facts, fonts = self.facts, self.order.templates / "fonts"
        return cover.draw(facts.title, facts.organisation, period, self.order.brand, fonts)


def _facts(tree: HtmlElement, language: str) -> BookFacts:
    """Return what a linear document says of itself."""
    meta = {one.get("name"): one.get("content", "") for one in tree.iter("meta")}
    publisher, plan = meta["dcterms.publisher"], meta["dcterms.identifier"]
    changed = meta.get("dcterms.modified")
    return BookFacts(
        named(publisher, plan, language, "epub"),
        told(next(tree.iter("h1"))),
        meta["author"],
        publisher,
        meta.get("description", ""),
        language,
        date.fromisoformat(changed) if changed else NO_DAY,
        next(tree.iter("img"), None) is not None,
    )
