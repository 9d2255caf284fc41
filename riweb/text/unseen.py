"""Characters that nobody sees, or that turn others round, and where a text holds one."""

from __future__ import annotations

import html
import re
import sys
import unicodedata
from collections.abc import Iterator

from riweb.problems import quoted

# Source: Unicode 16, Default_Ignorable_Code_Point and Bidi_Control, with the separators of lines
# and paragraphs, and those that Unicode keeps for private use or for no character at all.
UNSEEN = re.compile(
    "["
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0"
    "\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufff0-\uffff"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
    "\U000f0000-\U0010ffff"
    "]"
)

# Join or part the signs beside them, which some scripts and emoji need; and choose a shape of one.
JOINERS = "\u200c\u200d"
SHAPES = "\ufe0e\ufe0f"
TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")

# What is stored there is for a program, or was for one; no name says more.
KINDS = (
    (re.compile("[\U000e0000-\U000e0fff]"), "a hidden sign"),
    (re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]"), "a sign that only one typeface has"),
    (re.compile("[\ud800-\udfff\ufdd0-\ufdef\ufff0-\ufffb\ufffe\uffff]"), "no character at all"),
    (re.compile("[\x00-\x1f\x7f-\x9f]"), "a control character"),
)

# So much of a text is shown before such a character, and looked at for what needs it.
AROUND = 24

# A character by its number.
CODE = re.compile(r"&#(?:x([0-9a-f]{1,8})|([0-9]{1,9}));?", re.IGNORECASE)

# One by a number so long that there is none: Python, too, refuses to read it.
LONG_CODE = re.compile(r"&#[xX]?[0-9a-fA-F]{10,};?")


def places(text: str) -> Iterator[int]:
    """Yield the place of each such character that nothing beside it needs."""
    for found in UNSEEN.finditer(text):
        place = found.start()
        before, after = text[max(0, place - AROUND) : place], text[place + 1 : place + 2]
        if not (_shapes(before, found[0]) or _joins(before, found[0], after)):
            yield place


def _shapes(before: str, sign: str) -> bool:
    """Tell whether a sign chooses the shape of the one before it, which comes in two."""
    return sign in SHAPES and (_is_picture(before[-1:]) or before[-1:] in tuple("0123456789#*"))


def _joins(before: str, sign: str, after: str) -> bool:
    """Tell whether a sign joins two emoji, or stands where Indic or Arabic letters need it."""
    if sign not in JOINERS or not before or not after:
        return False
    last = before.rstrip(SHAPES)[-1:]
    if sign == "\u200d" and _is_picture(last) and _is_picture(after):
        return True
    # 9 is the class of the sign that takes the vowel of an Indic letter away.
    is_indic = bool(last) and unicodedata.combining(last) == 9
    return is_indic or (unicodedata.bidirectional(last or " ") == "AL" and after.isalpha())


def _is_picture(sign: str) -> bool:
    """Tell whether a sign is an emoji, a symbol, or the shade of skin that follows one."""
    return bool(sign) and unicodedata.category(sign) in ("So", "Sk") and not sign.isascii()


def name(sign: str) -> str:
    """Return what a character is called, such as `right-to-left override, U+202E`."""
    known = next((words for pattern, words in KINDS if pattern.match(sign)), "")
    called = known or unicodedata.name(sign, "a character without a name").lower()
    return f"{called}, U+{ord(sign):04X}"


def fault(text: str) -> tuple[str, str, str] | None:
    """Return what is wrong with the first such character of some Markdown, or None.

    In Markdown a character may be written by its number or its name, as `&#x202e;` and `&shy;` are.

    Returns:
        The words before it, what is wrong, and what to do.
    """
    if "&" not in text:
        return typed(text)
    return typed(html.unescape(text)) or _by_number(text)


def typed(text: str) -> tuple[str, str, str] | None:
    """Return what is wrong with the first such character of a text, as `fault` does."""
    place = next(places(text), None) if UNSEEN.search(text) else None
    if place is None:
        return None
    before = UNSEEN.split(text[:place].rpartition("\n")[2])[-1][-AROUND:].strip()
    where = f"after “{before}”" if before else "at the start of a line"
    what = "turns the order of letters round" if TURNING.match(text[place]) else "cannot be seen"
    wrong = f"There is a character here that {what} ({name(text[place])}), {where}."
    return before, wrong, "Delete it, or delete the words around it and type them again."


def blanked(text: str) -> str:
    """Return a text with a space in the place of each such character."""
    found = set(places(text))
    return "".join(" " if place in found else sign for place, sign in enumerate(text))


def _by_number(text: str) -> tuple[str, str, str] | None:
    """Return what is wrong with the first number that HTML knows no character, or another, for."""
    for found in CODE.finditer(text):
        value = int(found[1], 16) if found[1] else int(found[2])
        is_known = value <= sys.maxunicode and html.unescape(found[0]) == chr(value)
        if not is_known and (value > sys.maxunicode or UNSEEN.match(chr(value))):
            wrong = f"{quoted(found[0], 20)} is a character that cannot be shown."
            return found[0], wrong, "Delete it and type the words again."
    return None
