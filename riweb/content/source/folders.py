"""The content folder: which files belong where, and what does not."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path

from riweb import resources
from riweb.content.source import icc, picture_files, yaml_tree
from riweb.content.source.files import MOST_PICTURE_BYTES, Files
from riweb.content.source.raw import (
    Content,
    Drawings,
    Folder,
    ImageFile,
    Inserts,
    Markdown,
    Po,
    PrintFile,
    Raw,
)
from riweb.locales import LOCALES
from riweb.plan.fields import LONGEST_ID, as_id, id_for, is_id, unfit
from riweb.problems import Problem, listed, nearest, quoted


def read_inserts(files: Files, folder: Path, yaml: Callable[[Path], Raw | None]) -> Inserts:
    """Return what a folder of inserts holds, after adding what does not belong in it.

    Args:
        yaml: reads one file of fields.
    """
    sheets, profiles = {}, {}
    for path in files.names(folder):
        if path.suffix == ".yaml" and is_id(path.stem):
            if raw := yaml(path):
                sheets[path.stem] = raw
        elif path.suffix in (".icc", ".icm"):
            if (content := files.bytes_of(path, MOST_PICTURE_BYTES)) is not None:
                profiles[path.name] = _file(files, path, content, icc.fault(content))
        elif path.name != "images" or not path.is_dir():
            name = f"{id_for(path.stem)}.yaml"
            fix = f"Name it such as {name}, or remove it. Pictures go into inserts/images/."
            files.add(path, "This does not belong among the inserts.", fix)
    return Inserts(sheets, dict(_pictures(files, folder / "images")), profiles)


def _pictures(files: Files, folder: Path) -> Iterator[tuple[str, PrintFile]]:
    for path in files.names(folder):
        content = files.bytes_of(path, MOST_PICTURE_BYTES)
        if content is not None:
            yield path.name, _file(files, path, content, picture_files.fault(path.name, content))


def _file(files: Files, path: Path, content: bytes, fault: tuple[str, str] | None) -> PrintFile:
    digest = hashlib.sha256(content).hexdigest()
    size = None if fault or path.suffix in (".icc", ".icm") else picture_files.size(content)
    return PrintFile(files.shown(path), path.resolve(), digest, fault, size)


# The names of the content folder and of a plan's folder (contract: design section 4).
OF_CONTENT = (
    *("site.yaml", *(f"site.{tag}.po" for tag in sorted(LOCALES))),
    *("terms.yaml", "requests-met.yaml"),
    *("plans", "inserts"),
)
CATALOGUES = tuple(f"{tag}.po" for tag in sorted(LOCALES))
OF_PLAN = ("plan.yaml", "easy-read.yaml", *CATALOGUES, "chapters", "images")
FOLDERS = ("plans", "inserts", "chapters", "images")
ADD_SITE = "Add a file site.yaml with title, publisher and other_formats."
ADD_PLAN = "Add a file plan.yaml, or remove the folder."
ADD_EASY = "Write sentences with their pictures in it, or remove the file."
ADD_BLOCKS = "Write title, plan, size and blocks in it, or remove the file."
ADD_TERMS = "Write terms in it, or remove the file."
ADD_REQUESTS = "Write it with `riweb request report --publish`, or remove the file."


def read(root: Path, problems: list[Problem]) -> Content | None:
    """Read a content folder, and see which folders of plans are in it.

    Returns:
        What could be read, or None where there is no such folder.
        Whatever was wrong is added to `problems`.
    """
    try:
        is_folder, is_there = root.is_dir(), root.exists()
    except OSError as error:
        fix = "Ask whoever looks after this computer to let you open it."
        problems.append(Problem(str(root), 0, "", f"This cannot be read: {error.strerror}.", fix))
        return None
    if not is_folder:
        wrong = "This is a file, not a folder." if is_there else "There is no such folder."
        fix = "Name the content folder with --content, or go to the folder that holds it."
        problems.append(Problem(str(root), 0, "", wrong, fix))
        return None
    return _Reader(root, problems).content()


def folder(root: Path, path: Path, problems: list[Problem]) -> Folder:
    """Read the folder of one plan in a content folder; what was wrong is added to `problems`."""
    return _Reader(root, problems).folder(path)


class _Reader:
    """Reads one content folder and collects what is wrong with it."""

    def __init__(self, root: Path, problems: list[Problem]) -> None:
        self.files = Files(root, problems)
        self.root = root
        self.problems = problems

    def content(self) -> Content:
        if not self.files.may_open(self.root):
            return Content(None, ())
        self._strangers(self.root, OF_CONTENT, "the content folder")
        site = self._yaml(self.root / "site.yaml", ADD_SITE)
        terms = self.root / "terms.yaml"
        listed = self._yaml(terms, ADD_TERMS) if os.path.lexists(terms) else None
        requests = self.root / "requests-met.yaml"
        plans = self.root / "plans"
        found = self.files.names(plans)
        folders = [path for path in found if path.is_dir()]
        for path in found:
            if path not in folders:
                self.files.add(
                    path,
                    "This file is not in the folder of a plan.",
                    "Move it into the folder of its plan, or remove it.",
                )
        if not folders:
            self.files.add(
                plans,
                "There is no plan here.",
                "Add a folder for each plan, with a plan.yaml in it.",
            )
        return Content(
            site,
            tuple(folders),
            listed,
            self._catalogues(self.root, "site."),
            self.root,
            read_inserts(
                self.files, self.root / "inserts", lambda path: self._yaml(path, ADD_BLOCKS)
            ),
            self._yaml(requests, ADD_REQUESTS) if os.path.lexists(requests) else None,
        )

    def _strangers(self, folder: Path, known: tuple[str, ...], where: str) -> None:
        """Add a problem for each name that does not belong in a folder."""
        for path in self.files.names(folder):
            if path.name in known:
                if path.name in FOLDERS and not path.is_dir():
                    wrong = f"“{path.name}” should be a folder."
                    self.files.add(path, wrong, "Rename this file, and make a folder of the name.")
                continue
            guess = nearest(path.name, known)
            hint = f"If it is {guess}, rename it so; if not, remove it." if guess else "Remove it."
            kind = "folder" if path.is_dir() else "file"
            self.files.add(
                path,
                f"This {kind} does not belong in {where}.",
                f"{hint} What belongs here: {listed(known, 'and')}.",
            )

    def folder(self, path: Path) -> Folder:
        if not is_id(path.name):
            self.files.add(
                path,
                f"{quoted(path.name)} cannot be part of a web address.",
                "Name the folder with small letters, digits and single hyphens, such as "
                f"{id_for(path.name)}.",
            )
        shown = self.files.shown(path)
        if not self.files.may_open(path):
            return Folder(path.name, shown, None, (), {})
        self._strangers(path, OF_PLAN, "a plan's folder")
        easy = path / "easy-read.yaml"
        written = self._yaml(easy, ADD_EASY) if os.path.lexists(easy) else None
        return Folder(
            path.name,
            shown,
            self._yaml(path / "plan.yaml", ADD_PLAN),
            tuple(self._chapters(path / "chapters")),
            dict(self._images(path / "images")),
            self._catalogues(path, ""),
            path,
            written,
            self._drawings() if written else Drawings(),
        )

    def _catalogues(self, folder: Path, prefix: str) -> dict[str, Po]:
        """Return the files of translations in a folder, by their language."""
        found = {}
        for language in LOCALES:
            path = folder / f"{prefix}{language}.po"
            if os.path.lexists(path):
                text = self.files.text(path, is_composed=False)
                if text is not None:
                    found[language] = Po(self.files.shown(path), text, path)
        return found

    def _chapters(self, folder: Path) -> Iterator[Markdown]:
        first: dict[str, str] = {}
        for path in self.files.names(folder):
            found = re.fullmatch(r"\d\d-([a-z0-9]+(?:-[a-z0-9]+)*)\.md", path.name)
            name = found[1] if found else as_id(re.sub(r"^\d*", "", path.stem))
            if not found or len(name) > LONGEST_ID:
                self.files.add(
                    path,
                    "The name of this file does not say its place among the chapters.",
                    "Name it with two digits, a hyphen and small letters, such as "
                    f"01-{id_for(name[:30])}.md.",
                )
            elif fault := unfit(name):
                self.files.add(path, *fault)
            if name in first:
                self.files.add(
                    path,
                    f"“{name}” is the name of another chapter too: {first[name]}.",
                    "Give each chapter a name of its own after the number.",
                )
            first.setdefault(name, path.name)
            if (
                path.suffix.lower() in (".md", ".txt")
                and (text := self.files.text(path)) is not None
            ):
                yield Markdown(self.files.shown(path), name, text)

    def _images(self, folder: Path) -> Iterator[tuple[str, ImageFile]]:
        for path in self.files.names(folder):
            content = self.files.bytes_of(path, MOST_PICTURE_BYTES)
            if content is not None:
                digest = hashlib.sha256(content).hexdigest()
                fault = picture_files.fault(path.name, content)
                # Engines that read it may stand in another folder than we do.
                place = folder.resolve() / path.name
                yield path.name, ImageFile(self.files.shown(path), place, digest, fault)

    def _drawings(self) -> Drawings:
        drawings, wrong = _drawings()
        self.problems += wrong
        return drawings

    def _yaml(self, path: Path, if_missing: str) -> Raw | None:
        if not os.path.lexists(path):
            self.files.add(path, "This file is missing.", if_missing)
            return None
        text = self.files.text(path)
        if text is None:
            return None
        if not text.strip():
            self.files.add(path, "This file is empty.", if_missing)
            return None
        return yaml_tree.read(self.files.shown(path), _with_plain_spaces(text), self.problems)


@lru_cache(maxsize=1)
def _drawings() -> tuple[Drawings, tuple[Problem, ...]]:
    """Return our own pictures for Easy Read, and what is wrong with them."""
    problems: list[Problem] = []
    files = Files(resources.folder(), problems)
    found = files.names(resources.folder() / "easy-read" / "pictures")
    images = {}
    for path in found:
        if path.suffix == ".svg" and (content := files.bytes_of(path)) is not None:
            digest = hashlib.sha256(content).hexdigest()
            images[path.name] = ImageFile(files.shown(path), path.resolve(), digest, None)
    lists = [path for path in found if path.name == "pictures.yaml"]
    text = files.text(lists[0]) if lists else None
    listed = yaml_tree.read(files.shown(lists[0]), text, problems) if text else None
    return Drawings(listed, images), tuple(problems)


def _with_plain_spaces(text: str) -> str:
    """Return YAML with plain spaces where word processors put others, which YAML takes for letters.

    That is at the start of a line, after a hyphen and around a colon.
    """
    if "\xa0" not in text:
        return text
    text = re.sub(r"(?m)^[ \xa0]+", lambda found: " " * len(found[0]), text)
    text = re.sub(r"(?m)^((?: |- )*-)\xa0+", r"\1 ", text)
    return re.sub(r"(?m)^((?: |- )*[\w-]+)\xa0*:\xa0+", r"\1: ", text)
