"""Every text that is translated, with the place that it is from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, NamedTuple

from riweb.content.parse.texts import marked, walk
from riweb.content.source import Folder, Key, Markdown, Raw
from riweb.plan.actions import Ref
from riweb.plan.fields import FieldGroup
from riweb.plan.plans import Plan, statements
from riweb.plan.site import SiteFile

# Between the blocks of a chapter: paragraphs, lists, tables, headings.
GAP = re.compile(r"(\n[ \t]*(?:\n[ \t]*)*\n)")
LETTER = re.compile(r"[^\W\d_]")

# These lists hold things whose ids are unique in the plan: what is above them adds nothing.
FIRST = ("actions",)

# The beginning of what a text of Easy Read is called.
EASY = "easy-read"


@dataclass(frozen=True)
class Message:
    """One text that is translated.

    Args:
        context: a stable name for its place, such as `actions/one-team/title`.
        key: where it is in the value it is from; of a chapter, `("chapters", its number, …)`.
        file, line: where an editor finds it.
        note: what helps the translator.
        is_line: whether it may be one line only, as titles and names are.
    """

    context: str
    text: str
    key: Key
    file: str
    line: int
    note: str
    is_line: bool = False


def of_site(raw: Raw, site: SiteFile) -> tuple[Message, ...]:
    """Return every message of site.yaml."""
    return tuple(_of_fields(raw, site))


def of_plan(folder: Folder, published: Plan) -> tuple[Message, ...]:
    """Return every message of a plan, its chapters and its Easy Read, in reading order."""
    if folder.plan is None:
        return ()
    found = [*_of_fields(folder.plan, published.file), *_of_chapters(folder, published)]
    if folder.easy and published.easy:
        found += (
            replace(one, context=f"{EASY}/{one.context}", key=(EASY, *one.key))
            for one in _of_fields(folder.easy, published.easy)
        )
    return tuple(found)


def _of_chapters(folder: Folder, published: Plan) -> Iterator[Message]:
    """Yield every message of the chapters of a plan."""
    sources = {chapter.name: chapter for chapter in folder.chapters}
    for number, chapter in enumerate(published.chapters):
        yield from _of_chapter(sources[chapter.id], published, number)


def _of_fields(raw: Raw, value: FieldGroup) -> Iterator[Message]:
    places = _Places(value)
    for key, text, is_line in _texts(value):
        if LETTER.search(text):
            at = places.at(key)
            yield Message(at.context, text, key, raw.file, raw.line(key), at.note, is_line)


def _texts(value: FieldGroup) -> Iterator[tuple[Key, str, bool]]:
    """Yield the key and words of every text that readers read, and whether it is one line."""
    for group, name, text, is_line in marked(value):
        yield (*group, *name), text, is_line
    known = {one.id for one in statements(*_statement_groups(value))}
    for key, entry in walk(value):
        # What another document calls a thing is words, where we do not list the thing.
        if isinstance(entry, Ref) and entry.outside and entry.to not in known:
            yield (*key, "to"), entry.to, True


def _statement_groups(value: FieldGroup) -> Iterator[Any]:
    for name in ("aims", "priorities", "standards", "success_tests"):
        yield getattr(value, name, ())


class _Place(NamedTuple):
    """What stands at a key, its stable name, and what the model says of its field."""

    value: object
    context: str = ""
    note: str = ""

    def below(self, part: str | int) -> _Place:
        """Return what stands at one more part of a key."""
        value, note = self.value, self.note
        if isinstance(part, int):
            assert isinstance(value, tuple)
            value = value[part]
            # Ids in the place of numbers where there are any.
            name = (vars(value).get("id") if isinstance(value, FieldGroup) else "") or str(part + 1)
            return _Place(value, f"{self.context}/{name}", note)
        if isinstance(value, dict):
            value = value[part]
        else:
            assert isinstance(value, FieldGroup)
            name, note = _names(type(value))[part]
            value = getattr(value, name)
        is_first = part in FIRST or not self.context
        return _Place(value, part if is_first else f"{self.context}/{part}", note)


class _Places:
    """What stands at each key of a value, looked up once."""

    def __init__(self, value: FieldGroup) -> None:
        self.known: dict[Key, _Place] = {(): _Place(value)}

    def at(self, key: Key) -> _Place:
        """Return what stands at a key."""
        found = self.known.get(key)
        if found is None:
            found = self.known[key] = self.at(key[:-1]).below(key[-1])
        return found


@lru_cache
def _names(model: type[FieldGroup]) -> dict[str, tuple[str, str]]:
    """Return the name of each field and what the model says of it, by each way to write it."""
    found = {}
    for name, field in model.model_fields.items():
        found[name] = found[field.alias or name] = name, field.description or ""
    return found


def _of_chapter(source: Markdown, published: Plan, number: int) -> Iterator[Message]:
    chapter = published.chapters[number]
    start = source.text.find(chapter.markdown)
    head = source.text.find(chapter.title)
    line = source.text.count("\n", 0, max(head, 0)) + 1
    name, key = f"chapters/{chapter.id}", ("chapters", number)
    yield Message(
        f"{name}/title", chapter.title, (*key, "title"), source.file, line, "A chapter’s title."
    )
    line = source.text.count("\n", 0, max(start, 0)) + 1
    for count, part in enumerate(GAP.split(chapter.markdown)):
        if count % 2 == 0 and LETTER.search(part):
            context = f"{name}/{count // 2 + 1}"
            note = f"Of the chapter “{chapter.title}”. Keep its Markdown marks."
            yield Message(context, part, (*key, "markdown", count), source.file, line, note)
        line += part.count("\n")
