"""The folder of inserts: their files, pictures for print, and the profiles of printers."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

from riweb.plan.fields import id_for, is_id
from riweb.source import pictures
from riweb.source.files import MOST_PICTURE_BYTES, Files
from riweb.source.values import Inserts, PrintFile, Raw

# ICC.1:2022, 7.2: where the header says the colour space, and that it is a profile.
SPACE, SIGNATURE = slice(16, 20), slice(36, 40)
IN_WORDS = {b"RGB ": "RGB", b"GRAY": "grey", b"Lab ": "Lab"}

ASK_PRINTER = "Ask your printer for the CMYK profile of their press, or leave out `profile`."


def read(files: Files, folder: Path, yaml: Callable[[Path], Raw | None]) -> Inserts:
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
                profiles[path.name] = _file(files, path, content, _profile_fault(content))
        elif path.name != "images" or not path.is_dir():
            name = f"{id_for(path.stem)}.yaml"
            fix = f"Name it such as {name}, or remove it. Pictures go into inserts/images/."
            files.add(path, "This does not belong among the inserts.", fix)
    return Inserts(sheets, dict(_pictures(files, folder / "images")), profiles)


def _pictures(files: Files, folder: Path) -> Iterator[tuple[str, PrintFile]]:
    for path in files.names(folder):
        content = files.bytes_of(path, MOST_PICTURE_BYTES)
        if content is not None:
            yield path.name, _file(files, path, content, pictures.fault(path.name, content))


def _file(files: Files, path: Path, content: bytes, fault: tuple[str, str] | None) -> PrintFile:
    digest = hashlib.sha256(content).hexdigest()
    size = None if fault or path.suffix in (".icc", ".icm") else pictures.size(content)
    return PrintFile(files.shown(path), path.resolve(), digest, fault, size)


def _profile_fault(content: bytes) -> tuple[str, str] | None:
    """Return what is wrong with a colour profile and what to do, or None."""
    if len(content) < 128 or content[SIGNATURE] != b"acsp":
        return "This file is not a colour profile inside.", ASK_PRINTER
    if content[SPACE] != b"CMYK":
        kind = IN_WORDS.get(content[SPACE], "another")
        return f"This is a profile for {kind} colours; a press prints CMYK.", ASK_PRINTER
    return None
