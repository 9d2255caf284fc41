"""The site in one language: its words, its links, and how its pages are rendered."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, partial
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from markupsafe import Markup

from riweb.format_record import Format
from riweb.languages import interface
from riweb.plan.plans import Plan
from riweb.plan.site import RequestsMet, SiteFile
from riweb.render import templating
from riweb.render.addresses import Addresses, absolute, file_of, relative
from riweb.text import prose
from riweb.text.alphabet import Alphabet

# Source: RFC 6068, section 5: a new line in a letter.
NEW_LINE = "\r\n"

# What may stand in the words of a letter as it is: section 2 of the same.
AS_IT_IS = "/:,;@!$()*"


def mailto(email: str, subject: str, *lines: str) -> str:
    """Return the address of a letter; empty where there is no e-mail address.

    Args:
        lines: what the letter begins with; their Markdown marks are left out.
    """
    if not email:
        return ""
    words = NEW_LINE.join(prose.plain(str(line)) for line in lines)
    found = f"mailto:{quote(email, safe='@')}?subject={quote(prose.plain(str(subject)), AS_IT_IS)}"
    return found + (f"&body={quote(words, AS_IT_IS)}" if words else "")


def host(site: SiteFile) -> str:
    """Return where the form for comments is sent, such as https://forms.example.org; or empty."""
    if site.form is None:
        return ""
    parts = urlsplit(site.form.action)
    return f"{parts.scheme}://{parts.netloc}"


SPARE = re.compile(r"\n\s+")


@dataclass(frozen=True)
class Crumb:
    """One step of the way from the home page, or one entry of a menu."""

    title: str
    path: str


@dataclass(frozen=True)
class Twin:
    """The same page in another language, or what is said there of it.

    Args:
        is_same: False where the plan is not in the other language.
    """

    language: str
    path: str
    is_same: bool


@dataclass(frozen=True)
class Edition:
    """The site in one language, and how its pages are rendered.

    Args:
        site: site.yaml, with its texts in this language.
        today: the day of the build, for plans that say `as_of: today`.
        plans: those that can be read in this language.
        absent: those that are in another language only, as they are there.
        others: the addresses of the other languages, each with the same pages.
        requests: what the site shows of requests for other formats, if anything.
        override: a site's own templates, or None.
        formats: the record of every format, in the order in which pages speak of them.
    """

    site: SiteFile
    at: Addresses
    today: date
    plans: tuple[Plan, ...] = ()
    absent: tuple[Plan, ...] = ()
    others: tuple[Addresses, ...] = ()
    requests: RequestsMet | None = None
    override: Path | None = None
    formats: tuple[Format, ...] = ()

    @property
    def language(self) -> str:
        """The language of these pages."""
        return self.at.language

    def say(self, text: str, **values: object) -> str:
        """Return an interface text in this language, with its values put in."""
        found = interface(self.language, self.override).gettext(text)
        return found % values if values else found

    def count(self, one: str, many: str, number: int, **values: object) -> str:
        """Return a counted text in this language; both hold `%(num)d`, and may hold values."""
        words = interface(self.language, self.override)
        return words.ngettext(one, many, number) % {"num": number, **values}

    @cached_property
    def alphabet(self) -> Alphabet:
        """The order of letters in this language."""
        return Alphabet(self.language, self.site.letters_apart)

    @property
    def has_scheme(self) -> bool:
        """Whether the site has the page of a publication scheme."""
        return self.site.publication_scheme

    def alone(self) -> Edition:
        """Return the same without its plans, for the job of one: what it needs goes with it."""
        return replace(self, plans=(), absent=())

    @property
    def is_draft(self) -> bool:
        """Whether the site's own texts are a translation that nobody has checked."""
        return self.site.translation == "draft" and self.site.language != self.language

    def twins(self, here: str) -> tuple[Twin, ...]:
        """Return the page at a path in each other language."""
        found = ((one, self.at.twin(here, one)) for one in self.others)
        return tuple(Twin(one.language, path, not one.is_elsewhere(path)) for one, path in found)

    def render(self, template: str, here: str, title: str, **values: Any) -> tuple[str, str]:
        """Return the file of a page and its HTML.

        Args:
            here: the page's path.
            values: what the template needs besides the site, the title and the links.
        """
        link = self.links_from(here)
        given: dict[str, Any] = {
            "site": self.site,
            "at": self.at,
            "here": here,
            "title": title,
            "plan": None,
            "trail": [],
            "crumb": "",
            "description": self.site.about or title,
            "has_scheme": self.has_scheme,
            "twins": self.twins(here),
            "is_draft": self.is_draft,
            "one_only": False,
            "posts_to": "",
            "write": partial(mailto, self.site.publisher.email),
        }
        given |= values
        frames: dict[tuple[str, str, str], Markup] = given.pop("frames", {})

        def frame(name: str, current: str = "") -> Markup:
            """Return what stands around the text: the same on all pages of one depth."""
            key = (name, link(""), current)
            if key not in frames:
                more = given | {"current": current}
                made = templating.render(
                    f"frame/{name}.html", self.language, self.override, link, **more
                )
                frames[key] = Markup(made)
            return frames[key]

        given["frame"] = frame
        html = templating.render(template, self.language, self.override, link, **given)
        html = prose.bare(html)
        # Spare white space is a tenth of a page; none may go where it is meant.
        return file_of(here), html if "<pre" in html else SPARE.sub("\n", html)

    def links_from(self, here: str) -> Callable[[str], str]:
        """Return what turns a path of the site into a link from the page at `here`."""
        base = urlsplit(self.site.base_url).path
        if here.endswith("404.html") and self.site.base_url:
            # A server shows the page for a wrong address at that address, however deep.
            return lambda target: absolute(target, base)
        shared = self.at.root.count("/") + 1
        return lambda target: relative(target, here, shared)
