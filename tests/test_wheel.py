"""The wheel, installed in an empty environment, builds the same site as the checkout."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest
from sites import HERE, Built


def hashes(folder: Path) -> dict[str, str]:
    """Return the hash of every file below a folder."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def run(command: list[str | Path], folder: Path) -> str:
    """Run a command that must succeed and return what it printed."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, env=clean)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The `riweb` command of a new environment that holds the wheel and what it needs."""
    folder = tmp_path_factory.mktemp("elsewhere")
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    run([*pip, "wheel", "--no-deps", "--wheel-dir", folder, HERE.parent], folder)
    run([sys.executable, "-m", "venv", folder / "venv"], folder)
    wheel = next(folder.glob("*.whl"))
    python = folder / "venv" / "bin" / "python"
    run([python, "-m", "pip", "--quiet", "install", f"{wheel}[inserts,word]"], folder)
    return folder / "venv" / "bin" / "riweb"


def test_the_installed_command_builds_the_same_files(
    installed: Path, site: Built, tmp_path: Path
) -> None:
    output = tmp_path / "site" / "output"
    run([installed, "build", "--content", site.content, "--output", output], tmp_path)
    assert hashes(output) == hashes(site.output)


def test_the_installed_command_checks_a_folder(installed: Path, minimal: Built) -> None:
    said = run([installed, "check", "--content", minimal.content], minimal.content)
    assert said == "0 problems, 0 pieces of advice.\n"
