"""Files that were made before, by the hash of what they were made from."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any


def write(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files by their paths below a folder."""
    for parent in {name.rpartition("/")[0] for name in files}:
        (folder / parent).mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)


class Cache:
    """A folder of finished jobs: each a folder with its files in one, and facts.json.

    A job is written beside its place and renamed into it, so that a stop leaves no half of one.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.used: set[str] = set()
        # Those that were not there when they were asked for.
        self.missed: set[str] = set()

    def has(self, key: str) -> bool:
        """Tell whether a job is there, and mark it as used."""
        self.used.add(key)
        is_there = self.knows(key)
        if not is_there:
            self.missed.add(key)
        return is_there

    def knows(self, key: str) -> bool:
        """Tell whether a job is there, and leave it unused."""
        return (self.folder / key / "facts.json").is_file()

    def facts(self, key: str) -> dict[str, Any]:
        """Return what a finished job says of its files.

        Under `files` stand the hash and size of each by its path, in the order of their bytes.
        """
        self.used.add(key)
        text = (self.folder / key / "facts.json").read_text(encoding="utf-8")
        found: dict[str, Any] = json.loads(text)
        return found

    def keep(self, key: str, files: Mapping[str, bytes], facts: Mapping[str, Any]) -> None:
        """Write a finished job.

        Raises:
            OSError: when it cannot be written, on a full disk for example; nothing of it stays.
        """
        half = self.folder / f"{key}.{os.getpid()}"
        try:
            self._write(half, files, facts)
        except OSError as error:
            shutil.rmtree(half, ignore_errors=True)
            raise OSError(error.errno, error.strerror, str(self.folder)) from None
        try:
            half.rename(self.folder / key)
        except OSError:
            # Two plans that are alike in all but their folder may be one job.
            shutil.rmtree(half, ignore_errors=True)
            if not self.has(key):
                raise

    @staticmethod
    def _write(half: Path, files: Mapping[str, bytes], facts: Mapping[str, Any]) -> None:
        half.mkdir(parents=True, exist_ok=True)
        listed = {
            path: [sha256(content).hexdigest(), len(content)] for path, content in files.items()
        }
        text = json.dumps({**facts, "files": listed}, ensure_ascii=False)
        (half / "files").write_bytes(b"".join(files.values()))
        (half / "facts.json").write_text(text, encoding="utf-8")

    def copy(self, key: str, folder: Path) -> None:
        """Write a finished job's files by their paths below a folder."""
        write(folder, self.files(key))

    def files(self, key: str) -> dict[str, bytes]:
        """Return a finished job's files by their paths."""
        content = (self.folder / key / "files").read_bytes()
        files, start = {}, 0
        for path, (_, size) in self.facts(key)["files"].items():
            files[path] = content[start : start + size]
            start += size
        return files

    def sweep(self) -> None:
        """Remove every job that this build has not used."""
        for path in self.folder.iterdir() if self.folder.is_dir() else ():
            if path.name not in self.used:
                shutil.rmtree(path, ignore_errors=True)

    def forget(self) -> None:
        """Remove every job that was not there when this build began."""
        for key in self.missed:
            shutil.rmtree(self.folder / key, ignore_errors=True)
