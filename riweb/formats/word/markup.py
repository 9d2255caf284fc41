"""The elements of a Word document."""

from __future__ import annotations

from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls, qn

Element = Any

# Word wants the country too, to choose a dictionary and a voice.
TAGS = {"en": "en-GB", "cy": "cy-GB"}


def w(name: str, /, *children: Element, **values: object) -> Element:
    """Return an element of WordprocessingML.

    Args:
        values: its attributes; `_` at the end of a name that Python keeps for itself is left out.
    """
    made: Element = OxmlElement(f"w:{name}")
    for key, value in values.items():
        made.set(qn(f"w:{key.rstrip('_')}"), str(value))
    made.extend(children)
    return made


def text(words: str) -> Element:
    """Return the words of a run, with the spaces at their ends."""
    made = w("t")
    made.text = words
    made.set(qn("xml:space"), "preserve")
    return made


def field(instruction: str, *shown: Element) -> tuple[Element, ...]:
    """Return the runs of a field that shows what it was when it was made.

    Args:
        shown: the runs between its instruction and its end.
    """
    asked = w("instrText")
    asked.text = f" {instruction} "
    asked.set(qn("xml:space"), "preserve")
    return (
        w("r", w("fldChar", fldCharType="begin")),
        w("r", asked),
        w("r", w("fldChar", fldCharType="separate")),
        *shown,
        w("r", w("fldChar", fldCharType="end")),
    )


def spaces(*prefixes: str) -> str:
    """Return the declarations of name spaces for the root of a part, `w` and `r` among them."""
    return str(nsdecls("w", "r", *prefixes))


def tag(language: str) -> str:
    """Return a language as Word names it, such as `cy-GB`."""
    return TAGS.get(language, language)
