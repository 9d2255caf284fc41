"""Documents that tests write as HTML."""

from __future__ import annotations

from datetime import date

import lxml.html

from riweb.document import Document, Imprint, parsed


def document_of(html: str) -> Document:
    """Return a document of that HTML, with what its head says of it."""
    root = lxml.html.document_fromstring(html)
    said = {one.get("name"): one.get("content", "") for one in root.iter("meta")}
    changed = said.get("dcterms.modified")
    imprint = Imprint(
        root.findtext("head/title", ""),
        said.get("author", ""),
        said.get("description", ""),
        said.get("dcterms.publisher", ""),
        said.get("dcterms.identifier", ""),
        date.fromisoformat(changed) if changed else None,
    )
    return parsed(root.get("lang", "en"), said.get("riweb.version", ""), imprint, html)
