"""A programme of its own that speaks with espeak-ng: texts in, samples out.

It reads lines of JSON, each with `text` and `voice`, and answers each with four bytes, the
number of bytes that follow, and the samples: 16 bits, one channel. A voice that is not there is
answered with a number of all ones. What espeak-ng says depends on what it said before, so each
recording has a process of its own, and the same script gives the same bytes.
"""

from __future__ import annotations

import ctypes
import json
import os
import sys
from collections.abc import Callable
from typing import Any

import espeakng_loader

NO_VOICE = 0xFFFFFFFF

# From espeak-ng/speak_lib.h.
SYNCHRONOUS = 2
RATE = 1
CHARS_UTF8 = 1
PHONEMES = 0x100
POS_CHARACTER = 1

# Words in a minute by espeak-ng's own count, without pauses; with them, about 135.
SPEED = 160
_Callback = ctypes.CFUNCTYPE(
    ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.c_void_p
)


def start() -> tuple[Any, bytearray, Any]:
    """Return the library, what it fills with samples, and what must be kept alive meanwhile."""
    library = ctypes.CDLL(espeakng_loader.get_library_path())
    library.espeak_Initialize(SYNCHRONOUS, 0, espeakng_loader.get_data_path().encode(), 0)
    samples = bytearray()

    def take(wave: Any, number: int, events: Any) -> int:
        if wave and number > 0:
            samples.extend(ctypes.string_at(wave, number * 2))
        return 0

    callback = _Callback(take)
    library.espeak_SetSynthCallback(callback)
    return library, samples, callback


def answer(library: Any, samples: bytearray, order: dict[str, str]) -> bytes | None:
    """Return the samples of one text, or None where there is no such voice."""
    samples.clear()
    if library.espeak_SetVoiceByName(order["voice"].encode()):
        return None
    library.espeak_SetParameter(RATE, SPEED, 0)
    text = order["text"].encode()
    flags = CHARS_UTF8 | PHONEMES
    library.espeak_Synth(text, len(text) + 1, 0, POS_CHARACTER, 0, flags, None, None)
    library.espeak_Synchronize()
    return bytes(samples)


def serve(write: Callable[[bytes], object]) -> None:
    """Answer every line of standard input."""
    library, samples, _callback = start()
    for line in sys.stdin:
        found = answer(library, samples, json.loads(line))
        write((NO_VOICE if found is None else len(found)).to_bytes(4, "big"))
        write(found or b"")
        sys.stdout.flush()


if __name__ == "__main__":
    try:
        serve(sys.stdout.buffer.write)
    except BrokenPipeError:
        os._exit(1)  # nobody listens any more
