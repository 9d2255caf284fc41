"""Read content/, remembering the file and line of every value."""

from riweb.content.source.folders import folder, read
from riweb.content.source.raw import (
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
