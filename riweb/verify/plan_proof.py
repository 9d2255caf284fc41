"""The linear document of a plan, its pages and its data say every value of the plan."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby
from typing import Any

from lxml import html as parser
from lxml.etree import XPath
from lxml.html import HtmlElement

from riweb.plan.views import PlanView
from riweb.problems import Problem, quoted
from riweb.text import prose
from riweb.verify import expected, plan_values
from riweb.verify import facts as verify_facts
from riweb.verify.differences import letters
from riweb.verify.expected import Manner
from riweb.verify.facts import ReadBlock
from riweb.verify.plan_values import Value
from riweb.verify.sources import Sources

MEND = (
    "Nothing in the plan is wrong: riweb made a mistake, or a template of the site lacks this. "
    "Send these lines to those who look after riweb."
)

# So few letters are found by chance in other words.
SHORT = 20
WORD = re.compile(r"[^\W_]+")

# The elements of a page that say nothing of the plan, and the marks of notes.
_OF_CLASS = "contains(concat(' ', normalize-space(@class), ' '), ' {} ')"
UNSAID: Any = XPath(
    ".//*[@aria-hidden='true' or "
    + " or ".join(map(_OF_CLASS.format, (*verify_facts.UNSAID, "footnote-ref")))
    + "]"
)
BARE = Manner(numbers=False)


@dataclass(frozen=True)
class _Text:
    """What a part of a document says.

    Args:
        facts: each as a reader would say it; of plan.json, each string.
    """

    facts: tuple[str, ...]

    @cached_property
    def whole(self) -> frozenset[str]:
        """The facts, to find one that says a value and nothing else."""
        return frozenset(self.facts)

    @cached_property
    def bare(self) -> _Text:
        """Strings of plan.json as a reader would say them."""
        return _Text(tuple(prose.plain(plan_values.bare(one)) for one in self.facts))

    @cached_property
    def letters(self) -> str:
        """Of all facts, one after the other."""
        return letters("".join(self.facts))

    @cached_property
    def words(self) -> str:
        """Each between spaces, with a bar between facts."""
        return "|".join(map(_words, self.facts))


class _Page:
    """What a page says.

    Args:
        main: its element of that name.
    """

    def __init__(self, main: HtmlElement) -> None:
        self.main = main

    @cached_property
    def parts(self) -> _Text:
        """The words between each two tags, where all of them are said: that is soon looked at."""
        if UNSAID(self.main):
            return self.text
        return _Text(tuple(filter(None, map(str.strip, self.main.itertext()))))

    @cached_property
    def text(self) -> _Text:
        """All that it says, as a reader would say it."""
        return _text(verify_facts.below(self.main))

    def says(self, value: Value) -> bool:
        """Tell whether it says a value."""
        return _says(self.parts, value) or _says(self.text, value)


def check(view: PlanView, language: str, document: str, sources: Sources) -> Iterator[Problem]:
    """Yield the values of a plan that its linear document lacks, or has too often.

    An action says all that belongs to it under its own heading, once; and so does a chapter.
    """
    texts = _texts(document)
    where = f"the linear document ({language}) of {view.id}"
    homes = {*view.by_id, *(one.id for one in view.plan.chapters)}
    for home, group in groupby(plan_values.of_plan(view, language), lambda one: one.home):
        own = list(group)
        text = texts.get(home, texts[""])
        is_at_home = home in homes and home in texts
        all_of_them = _Text(tuple(one.plain for one in own)) if is_at_home else None
        for one in own:
            wanted_times, times = _times(one, all_of_them), _times(one, text)
            if times < max(1, wanted_times):
                yield _problem(one, f"is missing from {where}", sources)
            elif all_of_them and wanted_times < times and _is_long(one):
                yield _problem(one, f"is there too often in {where}", sources)


def check_pages(
    view: PlanView, language: str, pages: Mapping[str, HtmlElement], sources: Sources
) -> Iterator[Problem]:
    """Yield the values of actions that their own pages lack.

    Args:
        pages: the page of each action as a tree, by its id.
    """
    texts = {name: _Page(next(page.iter("main"))) for name, page in pages.items()}
    for one in plan_values.of_plan(view, language):
        if one.home in texts and not texts[one.home].says(one):
            yield _problem(one, f"is missing from its page ({language}) of {view.id}", sources)


def check_data(
    view: PlanView, language: str, written: str | bytes, sources: Sources
) -> Iterator[Problem]:
    """Yield the values of a plan that its plan.json lacks."""
    found = json.loads(written)
    actions = {one["id"]: one for section in found["sections"] for one in section["actions"]}
    texts = {name: _Text(tuple(_strings(one))) for name, one in {"": found, **actions}.items()}
    for one in plan_values.of_plan(view, language):
        own = texts.get(one.home, texts[""])
        if not one.code or one.code in own.whole:
            continue
        if not _says(own.bare, replace(one, text=one.code)):
            yield _problem(one, f"is missing from plan.json ({language}) of {view.id}", sources)


def _strings(found: object) -> Iterator[str]:
    """Yield every string inside a value of JSON."""
    if isinstance(found, str):
        yield found
    elif isinstance(found, (list, dict)):
        for one in found.values() if isinstance(found, dict) else found:
            yield from _strings(one)


def _texts(document: str) -> dict[str, _Text]:
    """Return what the document says, and what each element with an id says, by the id."""
    tree: Any = parser.document_fromstring(document)
    found = {"": _text(verify_facts.below(tree.find("body")))}
    for element in tree.find(".//main").iter():
        if element.tag in ("article", "section") and element.get("id"):
            found[element.get("id")] = _text(verify_facts.below(element))
    return found


def _text(facts: Sequence[ReadBlock | verify_facts.FactTable]) -> _Text:
    return _Text(tuple(expected.words(one, BARE) for one in verify_facts.facts(facts)))


def _words(text: str) -> str:
    """Return the words of a text, each with a space on both sides."""
    return "".join(f" {word} " for word in WORD.findall(text.casefold()))


def _is_long(value: Value) -> bool:
    """Tell whether a value cannot be part of other words by chance."""
    return len(value.letters) >= SHORT


def _times(value: Value, text: _Text | None) -> int:
    """Return how often a text says a value."""
    if text is None:
        return 0
    sought = _words(value.plain)
    if not sought:
        # Signs alone, such as a dash for no figure.
        return 1
    is_several = value.is_text and not prose.is_one_paragraph(value.text)
    if is_several or _is_long(value):
        return text.letters.count(value.letters)
    return text.words.count(sought)


def _says(text: _Text, value: Value) -> bool:
    """Tell whether a text says a value: by itself, as most are said, or among other words."""
    return value.plain in text.whole or _times(value, text) > 0


def _problem(value: Value, wrong: str, sources: Sources) -> Problem:
    file, line = sources.at(value.key)
    return Problem(file, line, "", f"{quoted(value.plain)} {wrong}.", MEND)
