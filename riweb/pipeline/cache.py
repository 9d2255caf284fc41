"""Files that were made before, by the hash of what they were made from."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any


class Cache:
    """A folder of finished jobs; each is a folder of files and a facts.json.

    A job is written beside its place and renamed into it, so that a stop leaves no half of one.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.used: set[str] = set()

    def has(self, key: str) -> bool:
        """Tell whether a job is there, and mark it as used."""
        self.used.add(key)
        return (self.folder / key / "facts.json").is_file()

    def facts(self, key: str) -> dict[str, Any]:
        """Return what a finished job says of its files."""
        self.used.add(key)
        text = (self.folder / key / "facts.json").read_text(encoding="utf-8")
        found: dict[str, Any] = json.loads(text)
        return found

    def files(self, key: str) -> Path:
        """Return the folder of a finished job's files, laid out as in output/."""
        return self.folder / key / "files"

    def keep(self, key: str, files: Mapping[str, bytes], facts: Mapping[str, Any]) -> None:
        """Write a finished job."""
        half = self.folder / f"{key}.{os.getpid()}"
        for name, content in files.items():
            path = half / "files" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        half.mkdir(parents=True, exist_ok=True)
        text = json.dumps(facts, ensure_ascii=False, sort_keys=True)
        (half / "facts.json").write_text(text, encoding="utf-8")
        try:
            half.rename(self.folder / key)
        except OSError:
            # Another build has made the same job meanwhile.
            shutil.rmtree(half, ignore_errors=True)

    def sweep(self) -> None:
        """Remove every job that this build has not used."""
        for path in self.folder.iterdir() if self.folder.is_dir() else ():
            if path.name not in self.used:
                shutil.rmtree(path, ignore_errors=True)
