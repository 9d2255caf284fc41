"""Shared libraries, by the name of their file on Linux."""

from __future__ import annotations

import ctypes
import ctypes.util


def load(name: str) -> ctypes.CDLL | None:
    """Return a library, or None where it is not on this machine.

    Args:
        name: such as `liblouis.so.20`; other systems find it by the word in it.
    """
    word = name.partition(".so")[0].removeprefix("lib")
    for file in (name, ctypes.util.find_library(word)):
        try:
            if file:
                return ctypes.CDLL(file)
        except OSError:
            continue
    return None
