"""What the engine may read: our own files, and nothing from anywhere else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from weasyprint.urls import URLFetcher


class Closed(URLFetcher):  # type: ignore[misc]
    """Reads files inside some folders and refuses all else.

    Args:
        folders: absolute paths.
    """

    def __init__(self, folders: tuple[Path, ...]) -> None:
        super().__init__()
        self.folders = folders

    def fetch(self, url: str, headers: Any = None) -> Any:
        """Return the file at a file: address inside our folders, and refuse all else."""
        path = Path(url.removeprefix("file://")).resolve()
        if not url.startswith("file:///") or not any(
            path.is_relative_to(folder) for folder in self.folders
        ):
            raise ValueError(f"{url} is outside the plan.")
        return super().fetch(url, headers)
