"""The smallest site, as it is published: a change of any word or mark is seen and has to be meant.

After a change that is meant: `python3 build.py test --renew tests/test_golden.py`, then look at it
with `git diff tests/golden`.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from sites import HERE, Built, build

GOLDEN = HERE / "golden" / "minimal"
TEXTS = (".html", ".json", ".csv", ".ics", ".xml", ".txt")


def texts(built: Built) -> dict[str, bytes]:
    """Return every published text but the list of hashes, by its path."""
    return {
        path.relative_to(built.output).as_posix(): path.read_bytes()
        for path in sorted(built.output.rglob("*"))
        if path.suffix in TEXTS and path.name != "build.json"
    }


def test_the_smallest_site_is_as_it_was(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    # Without PDFs, whose size is not the same on every machine.
    found = texts(build(HERE / "plans" / "minimal", tmp_path / "site" / "output", "--formats", ""))
    if request.config.getoption("--renew"):
        shutil.rmtree(GOLDEN, ignore_errors=True)
        for path, content in found.items():
            (GOLDEN / path).parent.mkdir(parents=True, exist_ok=True)
            (GOLDEN / path).write_bytes(content)
    kept = {
        path.relative_to(GOLDEN).as_posix(): path.read_bytes()
        for path in GOLDEN.rglob("*")
        if path.is_file()
    }
    assert sorted(kept) == sorted(found)
    for path, content in found.items():
        assert content.decode() == kept[path].decode(), f"{path}: renew with --renew if it is meant"
