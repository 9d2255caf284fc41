"""Where riweb’s own templates are, and a site’s files that stand in for them."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


def folder() -> Path:
    """Return the folder of our own templates: in a checkout, or inside the installed package."""
    installed = PACKAGE / "templates"
    return installed if installed.is_dir() else PACKAGE.parent / "templates"


def find(name: str, override: Path | None) -> Path:
    """Return a template or style, from the site's own templates where it has one."""
    if override and (override / name).is_file():
        return override / name
    return folder() / name
