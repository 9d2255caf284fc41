"""Our typeface: which characters it has, and how wide words are in it."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from fontTools.ttLib import TTFont

from riweb import resources

FAMILY = "Atkinson Hyperlegible Next"
FACES = {
    400: "AtkinsonHyperlegibleNext-Regular.ttf",
    700: "AtkinsonHyperlegibleNext-Bold.ttf",
}

# Drawn as nothing at all: marks that join, direct or part words, and shades of the one before.
INVISIBLE = ("Cc", "Cf", "Zl", "Zp")
SHADES = ("VARIATION SELECTOR", "EMOJI MODIFIER", "COMBINING ENCLOSING KEYCAP")


def lacking(text: str) -> list[str]:
    """Return the characters of a text that our typeface lacks, each once, in order."""
    if text.isascii():
        return []
    known = _known()
    composed = unicodedata.normalize("NFC", text)
    return [
        letter
        for letter in dict.fromkeys(composed)
        if letter not in known and not _is_invisible(letter)
    ]


def width_em(text: str, weight: int = 700) -> float:
    """Return how wide a text is when it is set in one line, as a multiple of its size.

    Args:
        weight: 400, or 700 for bold.
    """
    widths = _widths(weight)
    try:
        return sum(map(widths.__getitem__, text))
    except KeyError:
        return sum(widths.get(letter, 0.0 if _is_invisible(letter) else 1.0) for letter in text)


def _is_invisible(letter: str) -> bool:
    is_shade = unicodedata.name(letter, "").startswith(SHADES)
    return is_shade or unicodedata.category(letter) in INVISIBLE


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    """Return the characters that both faces have."""
    return frozenset(_widths(400).keys() & _widths(700).keys())


@lru_cache(maxsize=2)
def _widths(weight: int) -> dict[str, float]:
    """Return the width of each character of a face, as a multiple of the size."""
    with TTFont(resources.folder() / "fonts" / FACES[weight], lazy=True) as font:
        per_em: int = font["head"].unitsPerEm
        advances = font["hmtx"]
        return {chr(code): advances[name][0] / per_em for code, name in font.getBestCmap().items()}
