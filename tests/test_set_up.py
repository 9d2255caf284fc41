"""What build.py sets up on a machine that has nothing of ours."""

from __future__ import annotations

import importlib.util
import subprocess
from pathlib import Path

import pytest
from sites import HERE

PROJECT = """[build-system]
requires = ["hatchling>=1.27,<2"]
build-backend = "hatchling.build"
[project]
name = "riweb-made-small-for-a-test"
version = "1"
[tool.hatch.build.targets.wheel]
bypass-selection = true
"""


def test_a_new_environment_has_a_current_pip(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spec = importlib.util.spec_from_file_location("build_py", HERE.parent / "build.py")
    assert spec and spec.loader
    build = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(build)
    (tmp_path / "pyproject.toml").write_text(PROJECT)
    python = tmp_path / ".venv" / "bin" / "python"
    places = {"ROOT": tmp_path, "VENV": tmp_path / ".venv", "PYTHON": python}
    for name, place in places.items():
        monkeypatch.setattr(build, name, place)
    build.install_riweb("")
    pip = [python, "-m", "pip", "--disable-pip-version-check"]
    said = subprocess.run([*pip, "--version"], capture_output=True, text=True, check=True).stdout
    assert int(said.split()[1].partition(".")[0]) >= 26
    shown = subprocess.run([*pip, "list"], capture_output=True, text=True, check=True).stdout
    assert "riweb-made-small-for-a-test" in shown
