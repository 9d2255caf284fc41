"""The package of an OpenDocument text: its elements, its parts, and what it says of itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from lxml import etree
from lxml import html as parser
from lxml.etree import _Element

OdfElement = _Element

# Source: OASIS, Open Document Format 1.2, part 1, 1.3 (ISO/IEC 26300-1:2015).
OASIS = "urn:oasis:names:tc:opendocument:xmlns"
SPACES = {
    "office": f"{OASIS}:office:1.0",
    "style": f"{OASIS}:style:1.0",
    "text": f"{OASIS}:text:1.0",
    "table": f"{OASIS}:table:1.0",
    "draw": f"{OASIS}:drawing:1.0",
    "fo": f"{OASIS}:xsl-fo-compatible:1.0",
    "svg": f"{OASIS}:svg-compatible:1.0",
    "meta": f"{OASIS}:meta:1.0",
    "manifest": f"{OASIS}:manifest:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
    "dc": "http://purl.org/dc/elements/1.1/",
}
VERSION = "1.2"
MIMETYPE = "application/vnd.oasis.opendocument.text"

# The first day that a ZIP file can say.
ZIP_DAY = (1980, 1, 1, 0, 0, 0)
COUNTRY = "GB"


def name_of(name: str) -> str:
    """Return the full name of an element or attribute, such as `text:p`."""
    prefix, _, local = name.partition(":")
    return f"{{{SPACES[prefix]}}}{local}"


def odf(
    name: str, attributes: Mapping[str, str] | None = None, *inside: OdfElement | str
) -> OdfElement:
    """Return an element with words and elements in it."""
    made = etree.Element(name_of(name), nsmap=SPACES)
    for key, value in (attributes or {}).items():
        made.set(name_of(key), value)
    add(made, *inside)
    return made


def add(element: OdfElement, *inside: OdfElement | str) -> None:
    """Put words and elements at the end of an element."""
    for one in inside:
        if not isinstance(one, str):
            element.append(one)
        elif len(element):
            element[-1].tail = (element[-1].tail or "") + one
        else:
            element.text = (element.text or "") + one


@dataclass(frozen=True)
class OdtFacts:
    """What a document says of itself.

    Args:
        day: its version, as 2026-01-12; empty where the plan has none, as a draft may.
    """

    title: str
    author: str
    description: str
    language: str
    day: str


def facts_of(document: str, language: str) -> OdtFacts:
    """Return what the head of a document says."""
    head: Any = parser.document_fromstring(document).find("head")
    said = {one.get("name"): one.get("content", "") for one in head.iter("meta")}
    return OdtFacts(
        title=head.findtext("title", ""),
        author=said.get("author", ""),
        description=said.get("description", ""),
        language=language,
        day=said.get("dcterms.modified", ""),
    )


def meta(facts: OdtFacts) -> OdfElement:
    """Return the part with the properties; without a day, none is made up."""
    rows = [
        ("dc:title", facts.title),
        ("dc:description", facts.description),
        ("meta:initial-creator", facts.author),
        ("dc:creator", facts.author),
        ("dc:language", f"{facts.language}-{COUNTRY}"),
    ]
    if facts.day:
        rows += [(name, f"{facts.day}T00:00:00") for name in ("meta:creation-date", "dc:date")]
    found = [odf(name, None, value) for name, value in rows if value]
    return odf("office:document-meta", {"office:version": VERSION}, odf("office:meta", {}, *found))


def pack(parts: Mapping[str, OdfElement], pictures: Mapping[str, bytes]) -> bytes:
    """Return the file, with no time of its making in it.

    Args:
        parts: the roots of the parts by their names.
        pictures: by their names, such as `Pictures/1.png`.
    """
    files = {name: _xml(root) for name, root in parts.items()}
    kinds = dict.fromkeys(files, "text/xml")
    for name in pictures:
        ending = name.rpartition(".")[2]
        kinds[name] = f"image/{'jpeg' if ending == 'jpg' else ending}"
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as kept:
        # Source: part 3, 3.3: it comes first and is not compressed.
        _keep(kept, "mimetype", MIMETYPE.encode(), ZIP_STORED)
        for name, content in {**files, **pictures}.items():
            _keep(kept, name, content)
        _keep(kept, "META-INF/manifest.xml", _xml(_manifest(kinds)))
    return packed.getvalue()


def _keep(kept: ZipFile, name: str, content: bytes, how: int = ZIP_DEFLATED) -> None:
    info = ZipInfo(name, ZIP_DAY)
    info.compress_type = how
    kept.writestr(info, content)


def _manifest(kinds: Mapping[str, str]) -> OdfElement:
    own = {"manifest:full-path": "/", "manifest:version": VERSION, "manifest:media-type": MIMETYPE}
    rows = [
        {"manifest:full-path": name, "manifest:media-type": kind} for name, kind in kinds.items()
    ]
    entries = [odf("manifest:file-entry", one) for one in (own, *rows)]
    return odf("manifest:manifest", {"manifest:version": VERSION}, *entries)


def _xml(root: OdfElement) -> bytes:
    etree.cleanup_namespaces(root)
    made: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return made
