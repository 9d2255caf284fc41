"""The sentences of a text, without marks of Markdown and with quotations and names made blank."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from riweb.locales import LOCALES

# Stands for each letter of words that are not the writer’s own.
BLANK = "·"

# Finds names, in small letters; None where there are none.
Names = re.Pattern[str] | None
_LINK = re.compile(r"\[([^\]^][^\]]{0,300})\]\(([^()\s]*(?:\([^()\s]*\)[^()\s]*)*)(?:\s[^()]*)?\)")

# Words of the other language, as `prose` knows them.
_FOREIGN = re.compile(rf"\[([^\[\]]+)\]\{{(?:{'|'.join(LOCALES)})\}}")
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


# A full stop after these ends no sentence.
_SHORT = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|eg|ie|cf|vs|Mr|Mrs|Ms|Dr|St|No|no|Nos|nos|tel|Tel|p|pp|para|Cllr|Ltd|e\.e|"
    r"h\.y|e\.a|ayyb|Rev|Prof|approx)|(?<![^\W\d_])[A-Z])\.$"
)

# So far before a full stop the longest of them begins, and one letter more.
_FAR = len("-approx")

# A sentence ends with one of these.
ENDS = ".!?…"
_END = re.compile(rf"(?<![{ENDS}])[{ENDS}]+[”’\"')\]]*\s+(?=[“‘\"'(\[]*[\dA-ZÀ-ÖØ-ÞŴŶ·])")


@dataclass(frozen=True)
class Sentence:
    """One sentence.

    Args:
        text: as a reader reads it, without marks of Markdown.
        own: the same, with a dot for each letter of what others have said or named.
    """

    text: str
    own: str

    @cached_property
    def words(self) -> int:
        """How many words it has, quoted ones too."""
        return count(self.text)


def split(text: str, own: str) -> Iterator[Sentence]:
    """Yield the sentences of a text of one block.

    Args:
        own: the text with a dot for each letter of what others have said or named.
    """
    start = 0
    for end in _END.finditer(text):
        stop = end.start()
        if text[stop] == "." and _SHORT.search(text[max(start, stop - _FAR) : stop + 1]):
            continue
        yield Sentence(text[start : end.end()].rstrip(), own[start : end.end()].rstrip())
        start = end.end()
    if start < len(text):
        yield Sentence(text[start:], own[start:])
