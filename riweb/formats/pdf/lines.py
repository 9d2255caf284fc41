"""Mends how the engine breaks lines.

Two faults of WeasyPrint 70. It breaks after the first word of a text when the text fits on its line
but the space after it does not, as in “Give people … a questionnaire. **When:** every year”: it
leaves “Give” alone on a line. The mend asks again without that space. And it breaks a long address
in the midst of a word; the mend breaks it after one of its signs.
"""

from __future__ import annotations

import re
from typing import Any

from weasyprint.layout import inline

COLLAPSES = ("normal", "nowrap", "pre-line")

# An address may be broken after these; the marks after https: stay together.
SIGN = re.compile(r"://|(?:[/@?&=_-]|(?<!www)\.)(?=\w)")

_break_line = inline.split_first_line


def split_first_line(
    text: str, style: Any, context: Any, max_width: float | None, *more: Any, **named: Any
) -> Any:
    """Return the first line of a text as the engine's own function does, without its fault.

    Args:
        max_width: in CSS pixels; None means that there is no end.

    Returns:
        What `weasyprint.text.line_break.split_first_line` returns: layout, length, where the next
        line starts (None where the whole text fits), width, height and baseline.
    """
    found = _break_line(text, style, context, max_width, *more, **named)
    if style["overflow_wrap"] == "anywhere" and found[2] is not None:
        return _after_sign(text, found, (style, context, None, *more), named)
    if found[2] is None or max_width is None or not text.endswith(" "):
        return found
    if style["white_space"] not in COLLAPSES or not text.strip():
        return found
    fitting = _break_line(text.rstrip(" "), style, context, max_width, *more, **named)
    return fitting if fitting[2] is None and fitting[3] <= max_width else found


def _after_sign(text: str, found: Any, more: Any, named: Any) -> Any:
    """Return the first line of an address, ended after the last sign that is on it.

    Args:
        found: the line as it was, up to any letter.
        more, named: what the engine's own function is asked with, after the text.
    """
    line = text.encode()[: found[2]].decode()
    signs = [one.end() for one in SIGN.finditer(text) if one.end() <= len(line)]
    if not signs or signs[-1] == len(line) or len(line) == len(text):
        return found
    short = line[: signs[-1]]
    layout, length, _, *sizes = _break_line(short, *more, **named)
    return (layout, length, len(short.encode()), *sizes)


def mend() -> None:
    """Put the mended function in the place of the engine's own."""
    inline.split_first_line = split_first_line
