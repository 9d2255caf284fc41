"""Text without marks of Markdown, and with what others have said or named made blank."""

from __future__ import annotations

import re

# Stands for each letter of words that are not the writer’s own.
BLANK = "·"

LINK = re.compile(r"\[([^\]^][^\]]{0,300})\]\(([^)\s]*)(?:\s[^)]*)?\)")
_NOTE = re.compile(r"\[\^[^\]]+\]")
_MARKS = re.compile(r"(?<!\w)(\*\*|\*|__|_)(?=\S)|(?<=\S)(\*\*|\*|__|_)(?!\w)|`")
_ITALIC = re.compile(r"(?<![\w*_\\])([*_])(?![*_\s])([^*_\n]+?)(?<![\s*_])\1(?![\w*_])")
# Double quotation marks, and single ones that are no apostrophes.
_QUOTES = (
    re.compile(r"“[^”]*”"),
    re.compile(r'(?<!\w)"[^"]*"(?!\w)'),
    re.compile(r"(?<!\w)‘(?:[^’]|’(?=\w))*’(?!\w)"),
    re.compile(r"\ue010[^\ue011]*\ue011"),
)
_TITLE = re.compile("[\ue010\ue011]")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
LETTERS = re.compile(r"[^\W\d_]+")
WORD = re.compile(r"[^\W_]+(?:[-’'.,/&@][^\W_]+)*")


def plain(text: str) -> str:
    """Return a text of one block without its marks, with one space between words."""
    text = LINK.sub(r"\1", text)
    text = _NOTE.sub("", text)
    text = _MARKS.sub("", text).replace("\\", "")
    return " ".join(text.split())


def own(text: str) -> str:
    """Return a text with its quotations, titles in italics and addresses made blank.

    It keeps its length: what is found in it stands at the same place of the text.
    """
    for pattern in (*_QUOTES, _ADDRESS):
        text = pattern.sub(lambda found: _blank(found[0]), text)
    return text


def with_titles(text: str) -> str:
    """Return Markdown with a sign before and after each title in italics, in place of its marks."""
    return _ITALIC.sub("\ue010\\2\ue011", text) if "*" in text or "_" in text else text


def without_titles(text: str) -> str:
    """Return a text without the signs that `with_titles` puts in."""
    return _TITLE.sub("", text)


def without_names(text: str, names: re.Pattern[str] | None) -> str:
    """Return a text with each known name made blank."""
    return names.sub(lambda found: _blank(found[0]), text) if names else text


def _blank(words: str) -> str:
    return re.sub(r"\w", BLANK, words)


def count(text: str) -> int:
    """Return how many words a text has; what a hyphen or a slash joins is one."""
    return sum(1 for _ in WORD.finditer(text))
