"""XML that comes from outside: read with nothing fetched and nothing put in, or not at all."""

from __future__ import annotations

from typing import Any

from lxml import etree

# An element of a drawing program or of Word has some 30 attributes. How long many take to be read
# grows with their square.
MOST_ATTRIBUTES = 1_000
Element = Any


class TooMuch(Exception):
    """There are more tags, or more attributes in one, than any file of its kind has."""


def read(content: bytes, most_tags: int) -> Element:
    """Return the root of a file.

    Args:
        most_tags: how many it may have, those that close among them.

    Raises:
        TooMuch: before it is read.
        etree.XMLSyntaxError: where it is broken.
    """
    if content.count(b"<") > most_tags:
        raise TooMuch
    if any(tag.count(b"=") > MOST_ATTRIBUTES for tag in content.split(b"<")):
        raise TooMuch
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    return etree.fromstring(content, parser)
