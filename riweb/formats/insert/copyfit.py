"""Fit an insert to its pages: by its spacing, then by how many things are chosen.

The words stay whole and the letters stay as large as they are. What cannot be fitted so is for an
editor to decide, who is told by how much it is too long or too short, and what would fit.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from riweb.formats.insert import advice, gaps
from riweb.formats.insert.layout import Bench, Setting
from riweb.formats.insert.search import Search
from riweb.problems import Problem


class Unfit(Exception):
    """An insert cannot be fitted.

    Args:
        problems: what to tell its editor.
    """

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(*problems)
        self.problems = tuple(problems)


def fit(bench: Bench) -> Setting:
    """Return how an insert is set so that it fills its pages.

    Raises:
        Unfit: when it is too long or too short for them, or when one of them stays empty.
    """
    search = Search(bench)
    if problems := list(advice.of_bare(search)) or list(advice.of_too_tall(search)):
        raise Unfit(problems)
    found = search.fullest()
    if found is None:
        raise Unfit([advice.of_too_long(search)])
    # What is added to one that is too short may fill its other pages as well.
    problems = list(advice.of_too_short(search, found)) or list(gaps.problems(search, found))
    if problems:
        raise Unfit(problems)
    return found.setting


def values(setting: Setting) -> dict[str, Any]:
    """Return a setting as plain values, which can be kept in a file."""
    extra = [[side, at, round(space, 2)] for (side, at), space in setting.extra.items()]
    return {
        "spacing": setting.spacing,
        "limits": dict(setting.limits),
        "extra": extra,
        "turns": sorted(map(list, setting.turns)),
        "picture": setting.picture,
        "writing": round(setting.writing, 3),
        "is_flowing": setting.is_flowing,
    }
