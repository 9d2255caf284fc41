"""Words and abbreviations, explained, and linked where they are first used on a page."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from riweb.plan.parts import Term
from riweb.render.addresses import anchor
from riweb.render.plan_context import PageKind, PlanContext
from riweb.text import prose
from riweb.text.alphabet import mutations

# Links are not put inside tags, nor into what is a link or heading already or no words to read.
CLOSED = r"<(?P<tag>a|h[1-6]|form|svg|script|code|header|th|dt)\b.*?</(?P=tag)>|<[^>]*>"


@dataclass(frozen=True)
class TermView:
    """A term as the glossary page shows it.

    Args:
        head: the abbreviation where there is one, else the term.
        full: the full name where `head` is an abbreviation, else empty.
    """

    anchor: str
    head: str
    full: str
    meaning: str


def terms(context: PlanContext) -> tuple[TermView, ...]:
    """Return the glossary, each term once, in order of the alphabet."""
    once = {(term.term.lower(), term.short): term for term in context.file.glossary}
    key = context.edition.alphabet.sort_key
    found = sorted(once.values(), key=lambda term: key(term.short or term.term))
    return tuple(
        TermView(
            _anchor(term), term.short or term.term, term.term if term.short else "", term.meaning
        )
        for term in found
    )


def _anchor(term: Term) -> str:
    return anchor("word", term.short or term.term)


def linker(context: PlanContext) -> Linker | None:
    """Return what puts links to the glossary into a page, or None where there are no terms."""
    found = terms(context)
    return Linker(found, context.address("glossary"), context.language) if found else None


class Linker:
    """Puts a link to the glossary where each term is first used on a page.

    Args:
        address: the glossary's page.
        language: in Welsh, a term is also known by its mutations.
    """

    def __init__(self, terms: tuple[TermView, ...], address: str, language: str) -> None:
        self.address = address
        # Where each term leads; empty for a name that is not to be linked.
        self.anchors: dict[str, str] = {}
        for term in terms:
            for words in filter(None, (term.head, term.full)):
                is_welsh = language == "cy" and not words.isupper()
                forms = mutations(words) if is_welsh else ()
                # A full name that has no meaning beside it explains itself. It is found all the
                # same, so that no shorter term is linked inside it.
                explains_itself = words == term.full and not term.meaning
                for form in (words, *forms):
                    self.anchors.setdefault(_plain(form), "" if explains_itself else term.anchor)
        names = sorted(self.anchors, key=len, reverse=True)
        # An abbreviation is written as it is: “nice” is not NICE.
        exact = [name for name in names if name != name.lower() and " " not in name]
        loose = [name for name in names if name not in exact]
        parts = "|".join((*_by_letter(exact, ""), *_by_letter(loose, "i")))
        word = rf"(?<![\w&])(?P<term>{parts})(?P<s>s?)(?!\w)"
        self.pattern = re.compile(f"{CLOSED}|{word}", re.DOTALL)

    def put_in(self, page: str, link: Callable[[str], str]) -> str:
        """Return the page with the links put in.

        Args:
            link: turns a path of the site into a link from this page.
        """
        start, end = page.find("<main"), page.rfind("</main>")
        if start < 0:
            return page
        return page[:start] + self._main(page[start:end], link) + page[end:]

    def _main(self, text: str, link: Callable[[str], str]) -> str:
        seen: set[str] = set()
        made: list[str] = []
        place = 0
        for found in self.pattern.finditer(text):
            if not (written := found["term"]):
                continue
            anchor = self.anchors[_key(written, self.anchors)]
            if not anchor or anchor in seen:
                continue
            seen.add(anchor)
            address = html.escape(link(f"{self.address}#{anchor}"))
            link_text = f'<a class="word" href="{address}">{written}{found["s"]}</a>'
            made += text[place : found.start()], link_text
            place = found.end()
        return "".join((*made, text[place:]))


def _by_letter(names: Iterable[str], flag: str) -> Iterator[str]:
    """Yield a pattern for the names of each first letter, which a search tries first.

    Args:
        flag: `i` where small and capital letters are the same.
    """
    groups: dict[str, list[str]] = {}
    for name in names:
        written = {name[0], name[0].lower(), name[0].upper()} if flag else {name[0]}
        first = "".join(sorted(one for one in written if len(one) == 1))
        groups.setdefault(first, []).append(re.escape(name[1:]))
    for first, rests in groups.items():
        yield f"[{re.escape(first)}](?{flag}:{'|'.join(rests)})"


def _key(written: str, names: Mapping[str, str]) -> str:
    """Return the term as the glossary writes it, for one in other letters."""
    if written in names:
        return written
    return next(name for name in names if name.lower() == written.lower())


def _plain(words: str) -> str:
    """Return a term as it stands in a page's source."""
    return html.escape(prose.plain(words), quote=False)


def title(context: PlanContext) -> str:
    """Return what the page is called."""
    return context.say("Words explained")


def pages(context: PlanContext) -> Iterator[tuple[str, str]]:
    """Yield the page of all terms."""
    yield context.render(
        "plan/glossary.html", context.address("glossary"), title(context), terms=terms(context)
    )


KINDS = (PageKind("glossary", title, lambda context: bool(context.file.glossary), pages),)
