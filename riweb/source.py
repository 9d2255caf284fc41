"""Read content/, remembering the file and line of every value."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from riweb.problems import Problem

Key = tuple[str | int, ...]

# Far above any real plan, and low enough that nothing a person writes can exhaust memory.
MOST_BYTES = 2_000_000
DEEPEST = 24
PICTURE_KINDS = {".png": b"\x89PNG", ".jpg": b"\xff\xd8\xff", ".jpeg": b"\xff\xd8\xff"}


@dataclass(frozen=True)
class Raw:
    """One YAML file as text, lists and groups, with the line of each value.

    Args:
        file: the path that problems name.
        value: every scalar is a text; an empty value is an empty text.
        lines: the line of each key or list item, counted from 1.
    """

    file: str
    value: dict[str, Any]
    lines: Mapping[Key, int]

    def place(self, key: Key) -> tuple[int, str]:
        """Return the line of the nearest value that is written down, and its key as shown."""
        while key and key not in self.lines:
            key = key[:-1]
        return self.lines.get(key, 0), shown(key)


@dataclass(frozen=True)
class Markdown:
    """One chapter as written."""

    file: str
    name: str
    text: str


@dataclass(frozen=True)
class Folder:
    """One plan's folder as written."""

    id: str
    plan: Raw
    chapters: tuple[Markdown, ...]
    images: Mapping[str, Path]


@dataclass(frozen=True)
class Content:
    """The whole content folder as written."""

    site: Raw
    folders: tuple[Folder, ...]


def shown(key: Key) -> str:
    """Return a key as editors see it: `sections[2].actions[0].due`."""
    text = ""
    for part in key:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else str(part)
    return text


def read(root: Path, problems: list[Problem]) -> Content | None:
    """Read everything under a content folder.

    Returns:
        What could be read, or None where there is no site.yaml or no plan to build.
        Whatever was wrong is added to `problems`.
    """
    reader = _Reader(root, problems)
    if not root.is_dir():
        reader.add(
            root.name,
            0,
            "",
            "There is no folder of this name.",
            "Give the content folder with --content, or make one with riweb new.",
        )
        return None
    site = reader.yaml(root / "site.yaml", "Add a file site.yaml with title and publisher.")
    plans = root / "plans"
    names = sorted(path for path in plans.iterdir() if path.is_dir()) if plans.is_dir() else []
    names = [path for path in names if not path.name.startswith(".")]
    if not names:
        reader.add(
            f"{root.name}/plans",
            0,
            "",
            "There is no plan here.",
            "Add a folder for each plan, with a plan.yaml in it.",
        )
    folders = [reader.folder(path) for path in names]
    if site is None:
        return None
    return Content(site, tuple(folder for folder in folders if folder))


class _Reader:
    """Reads files under one root and collects what is wrong with them."""

    def __init__(self, root: Path, problems: list[Problem]) -> None:
        self.root = root
        self.problems = problems

    def add(self, file: str, line: int, key: str, wrong: str, fix: str) -> None:
        self.problems.append(Problem(file, line, key, wrong, fix))

    def shown(self, path: Path) -> str:
        return f"{self.root.name}/{path.relative_to(self.root).as_posix()}"

    def folder(self, path: Path) -> Folder | None:
        plan = self.yaml(path / "plan.yaml", "Add a file plan.yaml, or remove the folder.")
        known = {"plan.yaml", "easy-read.yaml", "cy.po", "en.po", "chapters", "images"}
        for child in sorted(path.iterdir()):
            if child.name not in known and not child.name.startswith("."):
                self.add(
                    self.shown(child),
                    0,
                    "",
                    "This file is not part of a plan.",
                    f"Rename it to one of {', '.join(sorted(known))}, or remove it.",
                )
        chapters = tuple(self.chapters(path / "chapters"))
        images = dict(self.images(path / "images"))
        if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", path.name):
            self.add(
                self.shown(path),
                0,
                "",
                f"“{path.name}” cannot be part of a web address.",
                "Name the folder with small letters, digits and single hyphens.",
            )
            return None
        return Folder(path.name, plan, chapters, images) if plan else None

    def chapters(self, path: Path) -> Iterator[Markdown]:
        for file in sorted(path.iterdir()) if path.is_dir() else ():
            if file.name.startswith("."):
                continue
            if not re.fullmatch(r"\d\d-[a-z0-9]+(-[a-z0-9]+)*\.md", file.name):
                self.add(
                    self.shown(file),
                    0,
                    "",
                    "The name of this file does not say its place.",
                    "Name it like 01-background.md: two digits, a hyphen, small letters.",
                )
                continue
            text = self.text(file)
            if text is not None:
                yield Markdown(self.shown(file), file.stem[3:], text)

    def images(self, path: Path) -> Iterator[tuple[str, Path]]:
        for file in sorted(path.iterdir()) if path.is_dir() else ():
            if file.name.startswith("."):
                continue
            if self.text_or_bytes(file) is not None:
                yield file.name, file

    def text_or_bytes(self, path: Path) -> bytes | None:
        """Return a file's bytes, unless it leads out of the content folder or is too large."""
        if not path.resolve().is_relative_to(self.root.resolve()):
            self.add(
                self.shown(path),
                0,
                "",
                "This leads out of the content folder.",
                "Put a copy of the file itself here.",
            )
            return None
        try:
            if path.stat().st_size > MOST_BYTES * (10 if path.parent.name == "images" else 1):
                self.add(
                    self.shown(path),
                    0,
                    "",
                    "This file is too large to be right.",
                    "Split it, or make the picture smaller.",
                )
                return None
            return path.read_bytes()
        except OSError as error:
            self.add(
                self.shown(path),
                0,
                "",
                f"This cannot be read: {error.strerror}.",
                "Check that the file is there and that you may open it.",
            )
            return None

    def text(self, path: Path) -> str | None:
        """Return a file's text in composed letters, with plain line ends."""
        raw = self.text_or_bytes(path)
        if raw is None:
            return None
        try:
            text = raw.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = raw[: error.start].count(b"\n") + 1
            self.add(
                self.shown(path),
                line,
                "",
                "This file is not saved as UTF-8.",
                "Save it again and choose the encoding UTF-8.",
            )
            return None
        text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
        found = re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]", text)
        if found:
            line = text[: found.start()].count("\n") + 1
            self.add(
                self.shown(path),
                line,
                "",
                "There is a character here that cannot be shown.",
                "Delete it and type the words again.",
            )
            return None
        return text

    def yaml(self, path: Path, if_missing: str) -> Raw | None:
        if not path.is_file():
            self.add(self.shown(path), 0, "", "This file is missing.", if_missing)
            return None
        text = self.text(path)
        if text is None:
            return None
        file = self.shown(path)
        if not text.strip():
            self.add(file, 0, "", "This file is empty.", if_missing)
            return None
        tree = _Tree(file, self.problems)
        value = tree.build(text)
        if value is None:
            return None
        if not isinstance(value, dict):
            self.add(
                file,
                1,
                "",
                "This file does not begin with a field.",
                "Begin with a line such as title: Our plan.",
            )
            return None
        return Raw(file, value, tree.lines)


class _Tree:
    """Builds texts, lists and groups from YAML events, with lines; refuses the rest of YAML."""

    def __init__(self, file: str, problems: list[Problem]) -> None:
        self.file = file
        self.problems = problems
        self.lines: dict[Key, int] = {}
        self.failed = False

    def build(self, text: str) -> Any:
        """Return the value of the only document, or None where something was wrong."""
        try:
            self.events: Any = yaml.parse(text, Loader=yaml.CBaseLoader)
            next(self.events), next(self.events)
            value = self.node(next(self.events), ())
            next(self.events)
            extra: Any = next(self.events)
            if not isinstance(extra, yaml.StreamEndEvent):
                self.add(
                    extra.start_mark.line + 1,
                    (),
                    "There is a second document in this file.",
                    "Remove the line ---, or move what follows to another file.",
                )
        except yaml.YAMLError as error:
            self.broken(error, text)
        except RecursionError:
            self.add(0, (), "This file is nested too deeply.", "Move the inner lists outwards.")
        return None if self.failed else value

    def add(self, line: int, key: Key, wrong: str, fix: str) -> None:
        self.failed = True
        self.problems.append(Problem(self.file, line, shown(key), wrong, fix))

    def broken(self, error: yaml.YAMLError, text: str) -> None:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 0
        rows = text.split("\n")
        row = rows[min(line, len(rows)) - 1] if line else ""
        if "\t" in row[: len(row) - len(row.lstrip())]:
            self.add(line, (), "This line begins with a tab.", "Begin it with spaces instead.")
        elif re.search(r":\s.*:\s", row):
            self.add(
                line,
                (),
                "There are two colons in this line.",
                'Put the words after the first colon in quotation marks: "…".',
            )
        else:
            self.add(
                line,
                (),
                "We cannot read the file from this line on.",
                "Check the spaces at the start of the line, the colons and the quotation "
                "marks, here and in the line above.",
            )

    def node(self, event: Any, key: Key) -> Any:
        line = event.start_mark.line + 1
        self.lines.setdefault(key, line)
        if isinstance(event, yaml.AliasEvent):
            self.add(
                line,
                key,
                f"“*{event.anchor}” points to another place in the file.",
                "Write the words out again here.",
            )
            return ""
        if event.anchor:
            self.add(
                line,
                key,
                f"“&{event.anchor}” is a mark that we do not use.",
                "Remove it, or put the text in quotation marks.",
            )
        if event.tag and event.tag != "!":
            self.add(
                line,
                key,
                f"“{event.tag}” is a tag, which we do not use.",
                "Remove it, or put the text in quotation marks.",
            )
        if len(key) > DEEPEST:
            self.add(line, key, "This is nested too deeply.", "Move the inner lists outwards.")
            raise RecursionError
        if isinstance(event, yaml.ScalarEvent):
            return str(event.value)
        if isinstance(event, yaml.SequenceStartEvent):
            return self.sequence(key)
        return self.mapping(key)

    def sequence(self, key: Key) -> list[Any]:
        items: list[Any] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            items.append(self.node(event, (*key, len(items))))
        return items

    def mapping(self, key: Key) -> dict[str, Any]:
        fields: dict[str, Any] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            line = event.start_mark.line + 1
            name = self.node(event, (*key, "?"))
            self.lines.pop((*key, "?"), None)
            if not isinstance(name, str):
                self.add(
                    line,
                    key,
                    "The name of this field is not a word.",
                    "Begin the line with a name and a colon.",
                )
                name = "?"
            inner = (*key, name)
            if name in fields:
                self.add(
                    line,
                    inner,
                    f"“{name}” is written twice; line {self.lines[inner]} has it already.",
                    "Keep one of them, or join the two.",
                )
            self.lines[inner] = line
            fields[name] = self.node(next(self.events), inner)
        return fields
