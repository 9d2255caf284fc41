"""The sizes and rules of each print format, as data."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Profile:
    """How large a print format is set.

    Args:
        name: the format's name in paths and commands.
        title: what readers are told it is.
        body_pt: the size of body text, and the least size of any text.

    Source:
        UKAAF MS03 and G003: large print is 16 points at least, 18 by choice.
    """

    name: str
    title: str
    body_pt: int


LARGE_PRINT = Profile("large-print", "Large print (18 point)", 18)
PRINT = {profile.name: profile for profile in (LARGE_PRINT,)}
