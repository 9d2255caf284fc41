"""Finished pages: links, fragments, ids, titles, headings, and pages nobody can reach."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

from riweb.problems import Problem


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


class _Reader(HTMLParser):
    """Collects links, ids and headings as the page is read through."""

    def __init__(self, path: str, base: str) -> None:
        super().__init__()
        self.path = path
        self.base = base
        self.links: list[str] = []
        self.ids: list[str] = []
        self.faults: list[str] = []
        self.level = 0
        self.title = ""
        self.in_title = False
        self.in_svg = 0
        self.tops = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if identity := values.get("id"):
            self.ids.append(identity)
        if tag == "svg":
            self.in_svg += 1
        for name in ("href", "src"):
            if (target := values.get(name)) is not None:
                self.link(target)
        if tag == "title" and not self.in_svg:
            self.in_title = True
        if tag == "img" and values.get("alt") is None:
            self.faults.append(f"the picture {values.get('src')} has no alternative text")
        if tag == "html" and not values.get("lang"):
            self.faults.append("the page does not say its language")
        if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            self.heading(int(tag[1]))

    def handle_endtag(self, tag: str) -> None:
        if tag == "title":
            self.in_title = False
        if tag == "svg":
            self.in_svg -= 1

    def handle_data(self, data: str) -> None:
        if self.in_title:
            self.title += data

    def heading(self, level: int) -> None:
        if level > self.level + 1:
            self.faults.append(f"a heading of level {level} follows one of level {self.level}")
        self.tops += level == 1
        self.level = level

    def link(self, target: str) -> None:
        parts = urlsplit(target)
        if parts.scheme or parts.netloc:
            return
        folder = posixpath.dirname(self.path)
        named = unquote(parts.path)
        if named.startswith(self.base):
            folder, named = "", named.removeprefix(self.base)
        path = posixpath.normpath(posixpath.join(folder, named))
        found = path if parts.path else self.path
        self.links.append(found + (f"#{parts.fragment}" if parts.fragment else ""))


def read(path: str, html: str, base: str = "/") -> PageFacts:
    """Return what a page holds.

    Args:
        path: its file, from the top of output/.
        base: the path that the site's full address ends in, such as /plans/.
    """
    reader = _Reader(path, base)
    reader.feed(html)
    reader.close()
    faults = reader.faults
    if not reader.title.strip():
        faults.append("the page has no title")
    if reader.tops != 1:
        faults.append(f"the page has {reader.tops} headings of level 1")
    twice = {one for one in reader.ids if reader.ids.count(one) > 1}
    faults += [f"the id “{one}” stands twice" for one in sorted(twice)]
    links = tuple(sorted(set(reader.links)))
    return PageFacts(links, frozenset(reader.ids), tuple(faults))


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
