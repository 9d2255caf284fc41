"""Garbage that is not looked for while much is made that stays."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def left_alone() -> Iterator[None]:
    """Let no garbage be looked for; what is made here is not looked through later either.

    Python looks for it again and again while things are made. Content is kept to the end, and
    what is not kept goes by itself, for it holds no circles.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_on:
            gc.enable()
