"""Read content/, remembering the file and line of every value."""

from riweb.source.content import folder, read
from riweb.source.values import Content, Folder, Key, Markdown, Raw, shown

__all__ = ["Content", "Folder", "Key", "Markdown", "Raw", "folder", "read", "shown"]
