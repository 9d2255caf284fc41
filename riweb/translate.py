"""Message catalogues: the words of the interface in each language."""

from __future__ import annotations

from gettext import NullTranslations


def interface(language: str) -> NullTranslations:
    """Return the interface's words in a language; English is what templates are written in."""
    return NullTranslations()
