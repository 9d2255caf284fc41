"""A computer whose clock is wrong by decades ends nothing in a mistake of ours."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from sites import HERE

YEARS = ("1971-01-01", "2150-06-01")
# Each with its exit status.
COMMANDS = {
    "build --jobs 1 --formats text,epub,word": 0,
    "check": 0,
    "make both audio": 0,
    "translate status": 0,
    "translate export --all": 0,
    "request add both text --ref 1": 2,
    "request list": 0,
    "request reissue": 0,
    "new ours": 0,
}


@pytest.mark.parametrize("day", YEARS)
def test_a_clock_that_is_wrong_stops_nothing(
    day: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(HERE / "plans" / "bilingual", tmp_path / "content")
    monkeypatch.chdir(tmp_path)
    for words, status in COMMANDS.items():
        done = subprocess.run(
            ["faketime", "-f", f"@{day} 10:00:00", sys.executable, "-m", "riweb", *words.split()],
            capture_output=True,
            text=True,
            # What waits for others counts real seconds.
            env={**os.environ, "DONT_FAKE_MONOTONIC": "1"},
        )
        assert done.returncode == status, (words, done.stdout + done.stderr)
    assert not Path("requests.csv").exists()
