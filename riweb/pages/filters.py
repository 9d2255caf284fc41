"""The choices by which readers narrow a list of actions or options down."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Choice:
    """One choice of a filter: the value that rows carry, and its words."""

    value: str
    text: str


@dataclass(frozen=True)
class Filter:
    """One field of the filter form.

    Args:
        name: the `data-…` attribute of rows that it is compared with.
    """

    name: str
    title: str
    choices: tuple[Choice, ...]


def useful(filters: Iterable[Filter]) -> tuple[Filter, ...]:
    """Return the filters that offer a choice at all."""
    return tuple(one for one in filters if len(one.choices) > 1)
