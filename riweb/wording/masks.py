"""Text without marks of Markdown, and with what others have said or named made blank."""

from __future__ import annotations

import re

# Stands for each letter of words that are not the writer’s own.
BLANK = "·"

# Finds names, in small letters; None where there are none.
Names = re.Pattern[str] | None

_LINK = re.compile(r"\[([^\]^][^\]]{0,300})\]\(([^()\s]*(?:\([^()\s]*\)[^()\s]*)*)(?:\s[^()]*)?\)")
# Words of the other language, as `prose` knows them.
_FOREIGN = re.compile(r"\[([^\[\]]+)\]\{(?:en|cy)\}")
_NOTE = re.compile(r"\[\^[^][]+\]")
_MARKS = re.compile(r"(?<!\w)(\*\*|\*|__|_)(?=\S)|(?<=\S)(\*\*|\*|__|_)(?!\w)|`")
_ITALIC = re.compile(r"(?<![\w*_\\])([*_])(?![*_\s])([^*_\n]+?)(?<![\s*_])\1(?![\w*_])")
# Double quotation marks, and single ones that are no apostrophes; each with what may end it.
_QUOTED = (
    (re.compile(r"“[^”]*”"), re.compile("”")),
    (re.compile(r"(?<!\w)‘(?:[^’]|’(?=\w))*’(?!\w)"), re.compile(r"’(?!\w)")),
)
# Typewriters’ quotation marks; titles in italics; addresses.
_OTHERS = (
    re.compile(r'(?<!\w)"[^"]*"(?!\w)'),
    re.compile(r"\ue010[^\ue011]*\ue011"),
    re.compile(r"(?:https?://|www\.)\S+|(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
)
# Most texts have none of their signs, nor of Markdown’s.
_SIGN = re.compile(r"[\[*_`\\]")
_OTHERS_SIGN = re.compile(r'“|"|‘|\ue010|@|://|www\.')
_LETTER = re.compile(r"\w")
LETTERS = re.compile(r"[^\W\d_]+")
WORD = re.compile(r"[^\W_]+(?:[-’'.,/&@][^\W_]+)*")


def words_of_links(text: str) -> list[str]:
    """Return the words of each link in Markdown."""
    return [found[1] for found in _LINK.finditer(text)] if "](" in text else []


def plain(text: str) -> str:
    """Return a text of one block without its marks, with one space between words."""
    if _SIGN.search(text):
        text = _LINK.sub(r"\1", text)
        text = _FOREIGN.sub(r"\1", text)
        text = _NOTE.sub("", text)
        text = _MARKS.sub("", text).replace("\\", "")
    return " ".join(text.split())


def small(text: str) -> str:
    """Return a text in small letters, which is as long as the text."""
    # The only letter that becomes two.
    return text.replace("İ", "I").lower()


def own(text: str) -> str:
    """Return a text with its quotations, titles in italics and addresses made blank.

    It keeps its length: what is found in it stands at the same place of the text.
    """
    if not _OTHERS_SIGN.search(text):
        return text
    for pattern, closing in _QUOTED:
        # What opens after the last end is not closed, and would be looked through each time.
        last = max((found.end() for found in closing.finditer(text)), default=0)
        text = pattern.sub(lambda found: _blank(found[0]), text[:last]) + text[last:]
    for pattern in _OTHERS:
        text = pattern.sub(lambda found: _blank(found[0]), text)
    return text


def with_titles(text: str) -> str:
    """Return Markdown with a sign before and after each title in italics, in place of its marks.

    Words of the other language get the same signs: they are not the writer’s own either.
    """
    text = _FOREIGN.sub("\ue010\\1\ue011", text) if "]{" in text else text
    return _ITALIC.sub("\ue010\\2\ue011", text) if "*" in text or "_" in text else text


def without_titles(text: str) -> str:
    """Return a text without the signs that `with_titles` puts in."""
    return text.replace("\ue010", "").replace("\ue011", "")


def without_names(text: str, names: Names) -> str:
    """Return a text with each known name made blank."""
    for found in names.finditer(small(text)) if names else ():
        start, end = found.span()
        text = f"{text[:start]}{_blank(text[start:end])}{text[end:]}"
    return text


def _blank(words: str) -> str:
    return _LETTER.sub(BLANK, words)


def count(text: str) -> int:
    """Return how many words a text has; what a hyphen or a slash joins is one."""
    return len(WORD.findall(text))
