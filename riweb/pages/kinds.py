"""One kind of page of a plan: where it is, what it is called, and when there is one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from riweb.pages.scene import PlanScene


@dataclass(frozen=True)
class Kind:
    """One row in the menu of a plan.

    Args:
        word: its path word, see `addresses.PATH_WORDS`.
        title: returns what the menu calls it.
        is_there: tells whether the plan has anything for it; nothing is ever an empty page.
        pages: yields file and HTML of the page and of those below it.
    """

    word: str
    title: Callable[[PlanScene], str]
    is_there: Callable[[PlanScene], bool]
    pages: Callable[[PlanScene], Iterator[tuple[str, str]]]
