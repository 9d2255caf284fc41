"""Content as written: texts, lists and groups, with the file and line of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from riweb.problems import Problem, visible

Key = tuple[str | int, ...]

# So many lines of one text are searched for the place of a mistake.
LONGEST_TEXT = 60


@dataclass(frozen=True)
class Raw:
    """One YAML file as text, lists and groups, with the line of each value.

    Args:
        file: the path that problems name.
        value: every scalar is a text; an empty value is an empty text.
        lines: the line of each key or list item, counted from 1.
        rows: the lines of the file.
    """

    file: str
    value: dict[str, Any]
    lines: Mapping[Key, int]
    rows: Sequence[str]

    @cached_property
    def texts(self) -> Sequence[tuple[Key, str]]:
        """Every text with its key, in order."""
        found: list[tuple[Key, str]] = []
        _collect(self.value, (), found)
        return found

    def problem(self, key: Key, wrong: str, fix: str, words: str = "") -> Problem:
        """Return a problem with the value of a key.

        Args:
            words: a part of the value, to find the line in a text of several.
        """
        line, name = self.place(key)
        return Problem(self.file, self._line_of(words, line), name, wrong, fix)

    def advice(self, key: Key, wrong: str, fix: str) -> Problem:
        """Return advice on the value of a key."""
        return replace(self.problem(key, wrong, fix), is_advice=True)

    def _line_of(self, words: str, line: int) -> int:
        """Return the first line from `line` on that holds the words, or `line` itself."""
        sought = words.strip()
        if not sought:
            return line
        later = range(line, min(len(self.rows), line + LONGEST_TEXT) + 1)
        return next((n for n in later if n and sought in self.rows[n - 1]), line)

    def place(self, key: Key) -> tuple[int, str]:
        """Return the line of the nearest value that is written down, and its key as shown."""
        key = self._written(key)
        return self.lines.get(key, 0), shown(key)

    def line(self, key: Key) -> int:
        """Return the line of the nearest value that is written down."""
        return self.lines.get(self._written(key), 0)

    def _written(self, key: Key) -> Key:
        while key and key not in self.lines:
            key = key[:-1]
        return key


def _collect(value: object, key: Key, found: list[tuple[Key, str]]) -> None:
    if isinstance(value, str):
        found.append((key, value))
    elif isinstance(value, dict):
        for name, held in value.items():
            _collect(held, (*key, name), found)
    elif isinstance(value, list):
        for number, held in enumerate(value):
            _collect(held, (*key, number), found)


@dataclass(frozen=True)
class Markdown:
    """One chapter as written.

    Args:
        name: the name of its file without the number; may be no id where a problem says so.
    """

    file: str
    name: str
    text: str


@dataclass(frozen=True)
class Po:
    """One catalogue of translations as written.

    Args:
        file: the path that problems name.
        text: what it says; accents are as they were saved.
        path: where it is.
    """

    file: str
    text: str
    path: Path


@dataclass(frozen=True)
class ImageFile:
    """A file of `images/`.

    Args:
        file: the path that problems name.
        fault: what is wrong with it as a picture and what to do; None where nothing is.
    """

    file: str
    path: Path
    sha256: str
    fault: tuple[str, str] | None


@dataclass(frozen=True)
class Drawings:
    """Our own pictures for Easy Read.

    Args:
        listed: what their list says; None where nothing asked for it.
        images: the files, by their names.
    """

    listed: Raw | None = None
    images: Mapping[str, ImageFile] = field(default_factory=dict)


@dataclass(frozen=True)
class Folder:
    """One plan's folder as written.

    Args:
        id: the folder's name; may be no id where a problem says so.
        file: the path that problems name.
        plan: None where plan.yaml could not be read.
        images: the files of `images/`, by name.
        catalogues: the files of translations, by their language.
        path: where the folder is.
        easy: None where there is no easy-read.yaml, or it could not be read.
        drawings: our own pictures, for a plan with an Easy Read.
    """

    id: str
    file: str
    plan: Raw | None
    chapters: tuple[Markdown, ...]
    images: Mapping[str, ImageFile]
    catalogues: Mapping[str, Po] = field(default_factory=dict)
    path: Path = Path()
    easy: Raw | None = None
    drawings: Drawings = Drawings()


@dataclass(frozen=True)
class PrintFile:
    """A picture or a colour profile for inserts.

    Args:
        file: the path that problems name.
        fault: what is wrong with it and what to do; None where nothing is.
        size: of a picture, its width and height in pixels; None where they are not known.
    """

    file: str
    path: Path
    sha256: str
    fault: tuple[str, str] | None
    size: tuple[int, int] | None = None


@dataclass(frozen=True)
class Inserts:
    """The folder of inserts as written.

    Args:
        sheets: the file of each insert, by its id.
        pictures: those of `inserts/images/`, by name.
        profiles: the colour profiles of printers, by name.
    """

    sheets: Mapping[str, Raw] = field(default_factory=dict)
    pictures: Mapping[str, PrintFile] = field(default_factory=dict)
    profiles: Mapping[str, PrintFile] = field(default_factory=dict)


@dataclass(frozen=True)
class Content:
    """The content folder as written.

    Args:
        site: None where site.yaml could not be read.
        folders: those of the plans.
        terms: None where there is no terms.yaml, or it could not be read.
        catalogues: translations of the site itself, by their language.
        path: where the folder is.
        inserts: what goes into printed newsletters.
        requests: None where there is no requests-met.yaml, or it could not be read.
    """

    site: Raw | None
    folders: tuple[Path, ...]
    terms: Raw | None = None
    catalogues: Mapping[str, Po] = field(default_factory=dict)
    path: Path = Path()
    inserts: Inserts = Inserts()
    requests: Raw | None = None


def shown(key: Key) -> str:
    """Return a key as editors see it: `sections[2].actions[0].due`."""
    text = ""
    for part in key:
        if isinstance(part, int):
            text += f"[{part}]"
        else:
            text += f".{_name(part)}" if text else _name(part)
    return text


@lru_cache
def _name(part: str) -> str:
    """Return a part of a key as editors see it; the names of our fields come again and again."""
    return visible(part, 40)
