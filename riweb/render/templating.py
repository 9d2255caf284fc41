"""The one door to Jinja: templates, their filters and the words of the interface."""

from __future__ import annotations

import re
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date
from functools import lru_cache, partial
from pathlib import Path
from types import FrameType, FunctionType, MethodType
from typing import Any

from jinja2 import (
    ChoiceLoader,
    Environment,
    FileSystemBytecodeCache,
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
    UndefinedError,
)
from jinja2.bccache import Bucket
from jinja2.environment import TemplateModule
from jinja2.runtime import Context
from jinja2.utils import missing
from markupsafe import Markup, escape

from riweb import resources
from riweb.languages.interface import InterfaceWords, interface
from riweb.locales import LOCALES
from riweb.plan import labels
from riweb.plan.views import newest_first, statement_title
from riweb.problems import Problem, Refused, nearest, quoted, visible
from riweb.render.addresses import anchor
from riweb.text import prose

# What a mistake says that was met in a template of ours, before its name.
OURS = "filling in riweb’s own template"


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
        folder = resources.folder() / "__pycache__"
        super().__init__(str(folder), f"%s.{language}.{sys.implementation.cache_tag}")
        self.is_kept = not sys.dont_write_bytecode
        with suppress(OSError):
            folder.mkdir(exist_ok=True)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Write one template."""
        if self.is_kept:
            with suppress(OSError):
                super().dump_bytecode(bucket)


class _Loader(FileSystemLoader):
    """Reads the templates of a folder, or tells which one is no text."""

    def get_source(self, environment: Environment, template: str) -> Any:
        """Return what Jinja asks for: the text, its path, and whether that is still so.

        Raises:
            TemplateNotFound: where the folder has no such template.
            Refused: where it cannot be read.
        """
        try:
            return super().get_source(environment, template)
        except TemplateNotFound:
            raise
        except UnicodeDecodeError as error:
            return resources.text(template, error.object), "", None
        except OSError as error:
            wrong = f"This template cannot be read: {error.strerror}."
            fix = "Ask whoever looks after this computer to let you."
            raise Refused([Problem(f"templates/{template}", 0, "", wrong, fix)]) from None


class _Absent(StrictUndefined):
    """What is not there, which says what may have been meant instead."""

    @property
    def _undefined_message(self) -> str:
        name, whole = self._undefined_name, self._undefined_obj
        if isinstance(whole, TemplateModule):
            return f"The template {whole.__name__!r} has no {name!r}."
        if self._undefined_hint or not isinstance(name, str) or whole is missing:
            return super()._undefined_message
        known = list(map(str, whole)) if isinstance(whole, dict) else dir(whole)
        guess = nearest(name, [one for one in known if not one.startswith("_")])
        hint = f" Perhaps {guess!r} is meant." if guess else ""
        return f"There is no {name!r} in what stands before it.{hint}"


@lru_cache(maxsize=8)
def environment(language: str, override: Path | None = None) -> Environment:
    """Return the templates of a language.

    Args:
        override: a site's own templates, looked at first; or None.
    """
    places = [_Loader(place) for place in (override, resources.folder()) if place]
    made = Environment(
        loader=ChoiceLoader(places),
        autoescape=True,
        undefined=_Absent,
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
        "in_language": partial(_in_language, language),
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
    made.globals |= {"words": labels, "locale": LOCALES[language], "locales": LOCALES}
    return made


def _in_language(shown: str, text: str, language: str) -> Markup:
    """Return a text of one line, marked where its language is not that of the page."""
    return Markup(prose.inline(text if language == shown else prose.foreign(text, language)))


def _say(translated: InterfaceWords) -> Callable[..., Markup]:
    """Return the function that gives templates the words of the interface.

    It takes the English words and the values to put in, which are escaped.
    """
    known: dict[str, Markup] = {}

    def say(text: str, /, **values: object) -> Markup:
        if text not in known:
            known[text] = Markup(translated.gettext(text))
        return known[text] % values if values else known[text]

    return say


def _count(translated: InterfaceWords) -> Callable[..., Markup]:
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


def _flow(words: InterfaceWords) -> Callable[..., Markup]:
    """Return the filter that makes a text the content of a list item or a cell.

    It takes words that stand before the text, on its first line.
    """
    back = _back(words)

    def flow(text: str, lead: str = "") -> Markup:
        if isinstance(text, Markup):
            return text
        return Markup(back(prose.flow(text, escape(lead))))

    return flow


def _paragraphs(words: InterfaceWords) -> Callable[..., Markup]:
    """Return the filter that makes a text paragraphs; nothing where there is no text.

    It takes a class of the paragraph, or of the box around several, and words that stand before
    the text, on its first line.
    """
    back = _back(words)

    def paragraphs(text: str, name: str = "", lead: str = "") -> Markup:
        return Markup(back(prose.paragraphs(text, name, escape(lead))))

    return paragraphs


def _blocks(words: InterfaceWords) -> Callable[..., Markup]:
    """Return the filter that makes a text paragraphs, lists and tables."""
    back = _back(words)

    def blocks(text: str, prefix: str = "", shift: int = 0) -> Markup:
        return Markup(back(prose.blocks(text, prefix, shift)))

    return blocks


def _back(words: InterfaceWords) -> Callable[[str], str]:
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
    return f"{value.day} {LOCALES[language].dates.months[value.month - 1]} {value.year}"


def forget() -> None:
    """Read all templates and their words again, which may have been written since the last time."""
    environment.cache_clear()
    interface.cache_clear()


def prepare(language: str, override: Path | None) -> None:
    """Read every template of the pages, so that processes started from now on need not."""
    made = environment(language, override)
    for name in made.list_templates(filter_func=lambda name: name.endswith(".html")):
        # One with a mistake is told where it is used; perhaps this one is not.
        with suppress(TemplateError, Refused):
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

    Raises:
        Refused: where a template of the site's own has a mistake.
    """
    try:
        template = environment(language, override).get_template(name)
        return template.render(link=link, language=language, **values)
    except Refused:
        raise
    except Exception as error:
        places = override and _Places(error, name, override)
        # Where another template holds what one of ours gives, it is not at fault.
        is_ours = any(note.startswith(OURS) for note in getattr(error, "__notes__", ()))
        if places and not is_ours and (problem := places.problem()):
            raise Refused([problem]) from error
        error.add_note(f"{OURS} {name}")
        raise


class _Places:
    """Where in the templates something went wrong, and whose they are.

    Args:
        error: what was raised while a template was rendered.
        name: that template.
        override: the site's own templates; in a checkout of riweb they are ours too.
    """

    def __init__(self, error: Exception, name: str, override: Path) -> None:
        self.error = error
        self.name = name
        self.override = override
        self.is_shared = override.samefile(resources.folder())
        self.stack = list(traceback.walk_tb(error.__traceback__))

    def problem(self) -> Problem | None:
        """Return the mistake in a template of the site's own; None where riweb itself made one."""
        error = self.error
        if isinstance(error, TemplateSyntaxError) and error.filename:
            return self._at(Path(error.filename), error.lineno, None)
        # What another template asked of one of the site's own, which is not in it.
        asked = re.search(r"[Tt]he template '([^']+)'", str(error))
        if asked and not self.is_shared and (self.override / asked[1]).is_file():
            return self._at(self.override / asked[1], 0, None)
        for frame, line in self._blamed():
            if problem := self._at(Path(frame.f_code.co_filename), line, frame):
                return problem
        is_read = any(map(_is_of_template, self.stack))
        return None if is_read or self.is_shared else self._at(self.override / self.name, 0, None)

    def _blamed(self) -> Iterator[tuple[FrameType, int]]:
        """Yield the places in templates that may be at fault, from the innermost."""
        if self.is_shared and not self._is_of_templates():
            return
        for frame, line in filter(_is_of_template, reversed(self.stack)):
            yield frame, line
            # What fills in a block has what it needs, or it is at fault itself; a macro, and what
            # is included, may have been given too little.
            if frame.f_code.co_name.startswith("block "):
                return

    def _is_of_templates(self) -> bool:
        """Tell whether Jinja or one of our filters stopped, and not what a template looked at."""
        if isinstance(self.error, TemplateError):
            return True
        places = [place for place, one in enumerate(self.stack) if _is_of_template(one)]
        if not places:
            return False
        called = [frame.f_globals.get("__name__", "") for frame, _ in self.stack[places[-1] + 1 :]]
        return not called or called[0] == __name__ or not called[0].startswith("riweb.")

    def _at(self, path: Path, line: int, frame: FrameType | None) -> Problem | None:
        if not path.is_relative_to(self.override):
            return None
        name = path.relative_to(self.override).as_posix()
        wrong, hint = self._words(frame)
        if self.is_shared:
            otherwise = "or undo your last change to it. If there was none, riweb is at fault"
        elif (resources.folder() / name).is_file():
            otherwise = "or remove the file: riweb then takes its own"
        else:
            otherwise = "or remove what asks for this file"
        fix = f"{hint} Correct this, {otherwise}.".strip()
        return Problem(f"{self.override.name}/{name}", line, "", wrong, fix)

    def _words(self, frame: FrameType | None) -> tuple[str, str]:
        """Return what is wrong, and what may be meant instead, or nothing.

        Args:
            frame: the place in the template, with the values that it has there, if it got so far.
        """
        error, made = self.error, environment("en", self.override)
        said, known = visible(str(error), 300), list[str]()
        absent = re.search(r"'([^']+)'", said)
        word = absent[1] if absent else ""
        if isinstance(error, TemplateNotFound):
            word, known = str(error.name), made.list_templates()
            said = f"There is no template {quoted(word)}."
        elif isinstance(error, TemplateSyntaxError):
            known = [*made.filters, *made.tests] if "named" in said else []
            said = f"This template cannot be understood: {visible(error.message or '', 300)}"
        elif isinstance(error, UndefinedError):
            known = [*frame.f_locals] if frame and "is undefined" in said else []
        else:
            said = f"This line cannot be filled in: {type(error).__name__}: {said}"
        guess = nearest(word, known)
        hint = f"Perhaps {quoted(guess)} is meant." if guess else ""
        return said if said.endswith(".") else f"{said}.", hint


def _is_of_template(place: tuple[FrameType, int]) -> bool:
    """Tell whether a place in a traceback is one in a template, as Jinja writes them."""
    return "__jinja_exception__" in place[0].f_globals
