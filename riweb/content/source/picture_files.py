"""Picture files: is this one whole, and of a kind that every format can show?"""

from __future__ import annotations

import re

from riweb.content.source import photographs, svg
from riweb.plan.fields import id_for

# What the name of each kind of file should end in.
KINDS = {"PNG": (".png",), "JPEG": (".jpg", ".jpeg")}
SUFFIXES = tuple(suffix for suffixes in KINDS.values() for suffix in suffixes)
SAVE_AGAIN = "Open it in a picture program and save it again as PNG or JPEG."


def fault(name: str, content: bytes) -> tuple[str, str] | None:
    """Return what is wrong with a picture file and what to do, or None.

    Args:
        name: the file's name.
    """
    if not re.fullmatch(r"[A-Za-z0-9._-]+", name):
        stem, dot, end = name.rpartition(".")
        better = f"{id_for(stem)}{dot}{end.lower()}" if dot else id_for(name)
        return f"“{name}” cannot be part of a web address.", f"Rename the file to {better}."
    suffix = f".{name.rpartition('.')[2].lower()}" if "." in name else ""
    if suffix == ".svg":
        return svg.fault(name, content)
    if suffix not in SUFFIXES:
        return f"“{name}” is not a kind of picture we can use.", "Save it as PNG, JPEG or SVG."
    kind = photographs.kind(content)
    if not kind:
        return f"“{name}” is not a picture inside.", SAVE_AGAIN
    if suffix not in KINDS[kind]:
        better = f"Change the end of its name to {KINDS[kind][0]}."
        return f"“{name}” is a {kind} picture inside.", better
    found = photographs.read(content)
    if found is None:
        return f"“{name}” is damaged or not complete.", SAVE_AGAIN
    if photographs.is_too_large(found):
        return (
            f"“{name}” is {found.width} by {found.height} pixels, too many to send to a reader.",
            "Make it smaller: 2000 pixels are enough for a whole page.",
        )
    return None


def size(content: bytes) -> tuple[int, int] | None:
    """Return the width and height of a picture as it is shown, in pixels; None for a drawing."""
    found = photographs.read(content) if photographs.kind(content) else None
    return (found.width, found.height) if found else None


def cleaned(content: bytes) -> bytes:
    """Return a picture without fault as it is published: with no more than what it shows."""
    return photographs.cleaned(content) if photographs.kind(content) else svg.cleaned(content)
