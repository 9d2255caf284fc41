"""The one door to Jinja: templates, their filters and the words of the interface."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from functools import lru_cache, partial
from pathlib import Path
from types import FunctionType, MethodType
from typing import Any

from jinja2 import (
    ChoiceLoader,
    Environment,
    FileSystemBytecodeCache,
    FileSystemLoader,
    StrictUndefined,
)
from jinja2.bccache import Bucket
from jinja2.runtime import Context
from markupsafe import Markup, escape

from riweb import prose, shipped, words
from riweb.pages.addresses import anchor
from riweb.shown import newest_first, statement_title
from riweb.translate.interface import Words, interface
from riweb.when import MONTHS


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


class _Compiled(FileSystemBytecodeCache):
    """Keeps templates as Python made of them, where Python keeps what it makes of our modules.

    Where the folder cannot be written, each build makes them anew.
    """

    def __init__(self, language: str) -> None:
        folder = shipped.folder() / "__pycache__"
        super().__init__(str(folder), f"%s.{language}.{sys.implementation.cache_tag}")
        self.is_kept = not sys.dont_write_bytecode
        with suppress(OSError):
            folder.mkdir(exist_ok=True)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Write one template."""
        if self.is_kept:
            with suppress(OSError):
                super().dump_bytecode(bucket)


@lru_cache(maxsize=8)
def environment(language: str, override: Path | None = None) -> Environment:
    """Return the templates of a language.

    Args:
        override: a site's own templates, looked at first; or None.
    """
    places = [FileSystemLoader(place) for place in (override, shipped.folder()) if place]
    made = Environment(
        loader=ChoiceLoader(places),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=_Compiled(language),
        auto_reload=False,
    )
    said = interface(language, override)
    made.context_class = _Context
    made.globals |= {"_": _say(said), "ngettext": _count(said)}
    made.filters |= {
        "inline": _inline,
        "blocks": _blocks(said),
        "flow": _flow(said),
        "paragraphs": _paragraphs(said),
        "numbered": _numbered,
        "plain": prose.plain,
        "day": lambda value: day(value, language),
        "newest_first": newest_first,
        "when": lambda value: value.text(language),
        "anchor": lambda text, kind: anchor(kind, text),
        "called": statement_title,
        "capital": lambda text: text[:1].upper() + text[1:],
        "written": partial(_written, language),
    }
    made.globals |= {"words": words}
    return made


def _say(translated: Words) -> Callable[..., Markup]:
    """Return the function that gives templates the words of the interface.

    It takes the English words and the values to put in, which are escaped.
    """
    known: dict[str, Markup] = {}

    def say(text: str, /, **values: object) -> Markup:
        if text not in known:
            known[text] = Markup(translated.gettext(text))
        return known[text] % values if values else known[text]

    return say


def _count(translated: Words) -> Callable[..., Markup]:
    """Return the function that gives templates a counted text; both forms hold `%(num)d`."""

    def count(one: str, many: str, number: int, /, **values: object) -> Markup:
        found = Markup(translated.ngettext(one, many, number))
        return found % {"num": number, **values}

    return count


def _inline(text: str) -> Markup:
    """Return a text as the content of a line."""
    return text if isinstance(text, Markup) else Markup(prose.inline(text))


def _numbered(thing: Any) -> Markup:
    """Return the printed number of a thing, where it has one, and its title or name."""
    words = Markup(prose.inline(getattr(thing, "title", "") or thing.name))
    return escape(thing.number) + ". " + words if thing.number else words


def _flow(words: Words) -> Callable[..., Markup]:
    """Return the filter that makes a text the content of a list item or a cell.

    It takes words that stand before the text, on its first line.
    """
    back = _back(words)

    def flow(text: str, lead: str = "") -> Markup:
        if isinstance(text, Markup):
            return text
        return Markup(back(prose.flow(text, escape(lead))))

    return flow


def _paragraphs(words: Words) -> Callable[..., Markup]:
    """Return the filter that makes a text paragraphs; nothing where there is no text.

    It takes a class of the paragraph, or of the box around several, and words that stand before
    the text, on its first line.
    """
    back = _back(words)

    def paragraphs(text: str, name: str = "", lead: str = "") -> Markup:
        return Markup(back(prose.paragraphs(text, name, escape(lead))))

    return paragraphs


def _blocks(words: Words) -> Callable[..., Markup]:
    """Return the filter that makes a text paragraphs, lists and tables."""
    back = _back(words)

    def blocks(text: str, prefix: str = "", shift: int = 0) -> Markup:
        return Markup(back(prose.blocks(text, prefix, shift)))

    return blocks


def _back(words: Words) -> Callable[[str], str]:
    """Return what puts the links back from footnotes into a language."""
    said = words.gettext("Back to the text")
    return lambda made: made.replace(f">{prose.BACK}</a>", f">{said}</a>")


def _written(language: str, text: str, source: str) -> Markup:
    """Return words that stay as they were printed, marked where the page is in another language.

    Args:
        source: the language that they were printed in.
    """
    if language == source or not re.search(r"[^\W\d_]{3}", text):
        return escape(text)
    return Markup('<span lang="{}">{}</span>').format(source, text)


def day(value: date, language: str) -> str:
    """Return a day in words, such as `19 January 2010`."""
    return f"{value.day} {MONTHS[language][value.month - 1]} {value.year}"


def forget() -> None:
    """Read every template again, which someone may have written since the last build."""
    environment.cache_clear()


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
