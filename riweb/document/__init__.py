"""The linear document of a plan, and the rows and tables that its pages share with it."""

from __future__ import annotations

import html as markup
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field, replace
from datetime import date

from lxml import html as parser
from lxml.html import HtmlElement

# The line of a cover that says which format it is: empty until a format says so.
FORMAT_LINE = '<p class="format">{}</p>'


@dataclass(frozen=True)
class Imprint:
    """What a document says of itself: not to readers, but to the programmes they read with.

    Args:
        title: that of the plan, and whose it is.
        author: the organisation whose plan it is.
        publisher: who brings it out.
        plan: the id of the plan.
        changed: the day on which the plan changed last; None where it says none.
    """

    title: str
    author: str
    description: str
    publisher: str
    plan: str
    changed: date | None = None


@dataclass(frozen=True)
class Document:
    """A plan in one language, in reading order, which every other format is made from.

    Args:
        version: eight signs that change whenever one of its words does.
        html: its text, for engines that read HTML, and for the audit's own readers.
        root: the same as elements, parsed once; nobody changes them.
        format: what its cover says that it is, such as `Large print, 18 point`; empty until it is
            made into a format.
    """

    language: str
    version: str
    imprint: Imprint
    html: str
    root: HtmlElement = field(repr=False, compare=False)
    format: str = ""

    def __reduce__(self) -> tuple[Callable[..., Document], tuple[object, ...]]:
        # Elements cannot be sent to another process: they are parsed there.
        return parsed, (self.language, self.version, self.imprint, self.html, self.format)

    def as_format(self, words: str) -> Document:
        """Return the document with the name of the format that it is made into."""
        line = FORMAT_LINE.format(markup.escape(words, quote=False))
        root = deepcopy(self.root)
        for element in root.iterfind(".//p[@class='format']"):
            element.text = words
        html = self.html.replace(FORMAT_LINE.format(""), line)
        return replace(self, html=html, root=root, format=words)


def parsed(language: str, version: str, imprint: Imprint, html: str, format: str = "") -> Document:
    """Return a document of that text."""
    return Document(language, version, imprint, html, parser.document_fromstring(html), format)
