"""Finished pages: links, fragments, ids, titles, headings, and pages nobody can reach."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any
from urllib.parse import unquote, urlsplit

from lxml.etree import XPath
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from riweb.problems import Problem

IDS: Any = XPath("//@id", smart_strings=False)
LINKS: Any = XPath("//@href | //@src", smart_strings=False)

# A way up and down with nothing in it that has a meaning of its own, and perhaps a fragment.
PLAIN = re.compile(
    r"(?P<up>(?:\.\./)*)(?P<down>[a-z0-9][a-z0-9-]*(?:/[a-z0-9-]+)*\.[a-z0-9]+(?:#[\w-]+)?)"
)


@dataclass(frozen=True)
class PageFacts:
    """What one page holds that other pages depend on.

    Args:
        links: targets as files from the top of output/, with `#fragment` where one is named.
        faults: what is wrong with the page by itself.
    """

    links: tuple[str, ...]
    ids: frozenset[str]
    faults: tuple[str, ...]


def parse(html: bytes) -> HtmlElement:
    """Return a finished page as a tree."""
    return document_fromstring(html, parser=HTMLParser(encoding="utf-8"))


def read(path: str, tree: HtmlElement, base: str = "/") -> PageFacts:
    """Return what a page holds.

    Args:
        path: its file, from the top of output/.
        tree: what `parse` makes of it.
        base: the path that the site's full address ends in, such as /plans/.
    """
    ids = IDS(tree)
    folders = tuple(path.split("/")[:-1])
    # The folder that so many ways up lead to.
    above = ["".join(f"{one}/" for one in folders[:number]) for number in range(len(folders) + 1)]
    above.reverse()
    links = {_target(path, above, link, base) for link in set(LINKS(tree)) if link}
    return PageFacts(
        tuple(sorted(link for link in links if link)),
        frozenset(ids),
        (*_faults(tree), *_headings(tree), *_twice(ids)),
    )


def _target(page: str, above: Sequence[str], link: str, base: str) -> str:
    """Return the file that a link leads to, with its fragment; empty for another site.

    Args:
        above: the folder of the page, and those above it up to the top of output/.
    """
    # Most links are a way up and a way down, and need no more thought.
    found = PLAIN.fullmatch(link)
    if found and found.end("up") <= 3 * (len(above) - 1):
        return above[found.end("up") // 3] + found["down"]
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return ""
    folder, named = posixpath.dirname(page), unquote(parts.path)
    if named.startswith(base):
        folder, named = "", named.removeprefix(base)
    file = posixpath.normpath(posixpath.join(folder, named)) if parts.path else page
    return file + (f"#{parts.fragment}" if parts.fragment else "")


def _faults(tree: HtmlElement) -> Iterator[str]:
    if not tree.get("lang"):
        yield "the page does not say its language"
    if not (tree.findtext("head/title") or "").strip():
        yield "the page has no title"
    for picture in tree.iter("img"):
        if picture.get("alt") is None:
            yield f"the picture {picture.get('src')} has no alternative text"


def _headings(tree: HtmlElement) -> Iterator[str]:
    levels = [int(one.tag[1]) for one in tree.iter("h1", "h2", "h3", "h4", "h5", "h6")]
    for before, level in pairwise([0, *levels]):
        if level > before + 1:
            yield f"a heading of level {level} follows one of level {before}"
    if levels.count(1) != 1:
        yield f"the page has {levels.count(1)} headings of level 1"


def _twice(ids: Sequence[str]) -> Iterator[str]:
    for name, times in sorted(Counter(ids).items()):
        if times > 1:
            yield f"the id “{name}” stands twice"


def check(pages: Mapping[str, PageFacts], files: Collection[str]) -> Iterator[Problem]:
    """Yield everything wrong with the finished pages.

    Args:
        pages: by file, from the top of output/.
        files: every file that is published.
    """
    reached = {"index.html", "404.html"}
    for path, facts in pages.items():
        for fault in facts.faults:
            yield _problem(path, f"{fault[:1].upper()}{fault[1:]}.")
        for link in facts.links:
            target, _, fragment = link.partition("#")
            if target != path:
                reached.add(target)
            if target not in files:
                yield _problem(path, f"The link to {target} leads to nothing.")
            elif fragment and target in pages and fragment not in pages[target].ids:
                yield _problem(path, f"The link to {link} leads to no place on that page.")
    for path in sorted(set(pages) - reached):
        yield _problem(path, "No page links to this page.")


def _problem(path: str, wrong: str) -> Problem:
    fix = "Mend the text or template it is made from; tell us if you find nothing wrong there."
    return Problem(f"output/{path}", 0, "", wrong, fix)
