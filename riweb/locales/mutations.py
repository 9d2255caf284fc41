"""How Welsh words begin after other words: soft, nasal, aspirate."""

from __future__ import annotations

import unicodedata

# The first letters of a word, then what they become. Longer signs come first.
MUTATIONS = (
    ("rh", "r"),
    ("ll", "l"),
    ("p", "b", "mh", "ph"),
    ("t", "d", "nh", "th"),
    ("c", "g", "ngh", "ch"),
    ("b", "f", "m"),
    ("d", "dd", "n"),
    ("g", "", "ng"),
    ("m", "f"),
)
VOWELS = frozenset("aeiouwy")

# These letters are not the first of their digraph.
NEVER = ("ph", "th", "ch", "dd")


def mutations(word: str) -> tuple[str, ...]:
    """Return a Welsh word as it may begin after other words, itself first.

    The case of the first letter is kept: Cymru gives Gymru, Nghymru and Chymru. A vowel takes an h
    after some words: ein hamcanion.
    """
    small = word.lower()
    if _has_vowel(word):
        first = f"H{small[:1]}" if word[:1].isupper() else f"h{small[:1]}"
        return word, first + word[1:]
    for first, *changed in MUTATIONS:
        if small.startswith(first) and not small.startswith(NEVER):
            rest = word[len(first) :]
            made = (f"{start}{rest}" for start in changed)
            if word[:1].isupper():
                made = (f"{one[:1].upper()}{one[1:]}" for one in made)
            return (word, *made)
    return (word,)


def softened(word: str) -> str:
    """Return a Welsh word with the soft mutation, such as Fawrth for Mawrth."""
    made = mutations(word)
    return word if len(made) == 1 or _has_vowel(word) else made[1]


def _has_vowel(word: str) -> bool:
    """Tell whether a word begins with a vowel, which may have an accent."""
    return unicodedata.normalize("NFD", word[:1].casefold())[:1] in VOWELS
