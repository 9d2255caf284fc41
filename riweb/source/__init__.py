"""Read content/, remembering the file and line of every value."""

from riweb.source.content import folder, read
from riweb.source.values import (
    Content,
    Drawings,
    Folder,
    Inserts,
    Key,
    Markdown,
    Po,
    Raw,
    shown,
)

__all__ = [
    "Content",
    "Drawings",
    "Folder",
    "Inserts",
    "Key",
    "Markdown",
    "Po",
    "Raw",
    "folder",
    "read",
    "shown",
]
