"""Texts for files that know no Markdown and do not take every character."""

from __future__ import annotations

import re

from riweb.plan.actions import Action, Part
from riweb.text import prose

# What XML 1.0 or a calendar refuses: control characters other than tab and line feed, and the two
# code points that are no characters.
# Source: XML 1.0, 2.2 Characters; RFC 5545, 3.1 (CONTROL).
REFUSED = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]")


def legal(text: str) -> str:
    """Return a text with line feeds for line ends and without what other programmes refuse."""
    if text.isprintable():
        return text
    return REFUSED.sub("", prose.bare(text).replace("\r\n", "\n").replace("\r", "\n"))


def plain(text: str) -> str:
    """Return a text of the plan as a reader would say it, without its marks."""
    return legal(prose.plain(text)).strip()


def heading(action: Action, part: Part | None = None) -> str:
    """Return what a row is called, such as `3. Tell all residents: News about the ways`."""
    name = numbered(action.number, action.title)
    return f"{name}: {plain(part.title)}" if part and part.title else name


def numbered(number: str, text: str) -> str:
    """Return a text behind its number, where it has one."""
    # The number stays out of `plain`: Markdown takes “3. ” for the start of a list.
    return f"{number}. {plain(text)}" if number else plain(text)


def capital(text: str) -> str:
    """Return a text with a capital at its start."""
    return text[:1].upper() + text[1:]
