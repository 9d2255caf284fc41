"""The one door to Jinja: templates, their filters and the words of the interface."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import lru_cache
from pathlib import Path
from types import FunctionType, MethodType
from typing import Any

from jinja2 import (
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    StrictUndefined,
)
from jinja2.runtime import Context
from markupsafe import Markup, escape

from riweb import prose, words
from riweb.pages.addresses import anchor
from riweb.translate import interface
from riweb.views import newest_first
from riweb.when import MONTHS

PACKAGE = Path(__file__).resolve().parents[1]


def folder() -> Path:
    """Return the folder of our own templates: in a checkout, or inside the installed package."""
    installed = PACKAGE / "templates"
    return installed if installed.is_dir() else PACKAGE.parent / "templates"


def find(name: str, override: Path | None) -> Path:
    """Return a template or style, from the site's own templates where it has one."""
    if override and (override / name).is_file():
        return override / name
    return folder() / name


class _Context(Context):
    """What a template knows, with a short way to call plain functions.

    None of ours asks for the context itself, for which Jinja looks at each call.
    """

    def call(self, called: Any, /, *values: Any, **named: Any) -> Any:
        """Return what a function gives for some values."""
        if type(called) not in (FunctionType, MethodType):
            return super().call(called, *values, **named)
        named.pop("_block_vars", None)
        named.pop("_loop_vars", None)
        return called(*values, **named)


@lru_cache(maxsize=8)
def environment(language: str, override: Path | None = None) -> Environment:
    """Return the templates of a language.

    Args:
        override: a site's own templates, looked at first; or None.
    """
    places = [FileSystemLoader(place) for place in (override, folder()) if place]
    made = Environment(
        loader=ChoiceLoader(places),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.context_class = _Context
    made.globals |= {"_": _say(language), "ngettext": _count(language)}
    made.filters |= {
        "inline": lambda text: Markup(prose.inline(text)),
        "blocks": _blocks,
        "flow": _flow,
        "paragraphs": _paragraphs,
        "numbered": _numbered,
        "plain": prose.plain,
        "day": lambda value: day(value, language),
        "newest_first": newest_first,
        "when": lambda value: value.text(language),
        "anchor": lambda text, kind: anchor(kind, text),
        "id_words": id_words,
        "capital": lambda text: text[:1].upper() + text[1:],
    }
    made.globals |= {"words": words}
    return made


def _say(language: str) -> Callable[..., Markup]:
    """Return the function that gives templates the words of the interface.

    It takes the English words and the values to put in, which are escaped.
    """
    translated = interface(language)
    known: dict[str, Markup] = {}

    def say(text: str, /, **values: object) -> Markup:
        if text not in known:
            known[text] = Markup(translated.gettext(text))
        return known[text] % values if values else known[text]

    return say


def _count(language: str) -> Callable[..., Markup]:
    """Return the function that gives templates a counted text; both forms hold `%(num)d`."""
    translated = interface(language)

    def count(one: str, many: str, number: int, /, **values: object) -> Markup:
        found = Markup(translated.ngettext(one, many, number))
        return found % {"num": number, **values}

    return count


def id_words(name: str) -> str:
    """Return an id as words, for a thing whose own words are in another document."""
    return name.replace("-", " ").capitalize()


def _numbered(thing: Any) -> Markup:
    """Return the printed number of a thing, where it has one, and its title or name."""
    words = Markup(prose.inline(getattr(thing, "title", "") or thing.name))
    return escape(thing.number) + ". " + words if thing.number else words


def _flow(text: str, lead: str = "") -> Markup:
    """Return a text for a list item or a cell, with words before it on its first line."""
    if isinstance(text, Markup):
        return text
    return Markup(prose.flow(text, escape(lead)))


def _paragraphs(text: str, name: str = "", lead: str = "") -> Markup:
    """Return each paragraph of a text as one; nothing where there is no text.

    Args:
        name: a class of the paragraph, or of the box around several.
        lead: words that stand before the text, on its first line.
    """
    return Markup(prose.paragraphs(text, name, escape(lead)))


def _blocks(text: str, prefix: str = "", shift: int = 0) -> Markup:
    return Markup(prose.blocks(text, prefix, shift))


def day(value: date, language: str) -> str:
    """Return a day in words, such as `19 January 2010`."""
    return f"{value.day} {MONTHS[language][value.month - 1]} {value.year}"


def prepare(language: str, override: Path | None) -> None:
    """Read every template of the pages, so that processes started from now on need not."""
    made = environment(language, override)
    for name in made.list_templates(filter_func=lambda name: name.endswith(".html")):
        made.get_template(name)


def render(
    name: str,
    language: str,
    override: Path | None,
    link: Callable[[str], str],
    **values: Any,
) -> str:
    """Return a rendered template.

    Args:
        link: turns a path of the site into a link from this page.
    """
    template = environment(language, override).get_template(name)
    return template.render(link=link, language=language, **values)
