"""Voices: what turns a text into sound. Another one can stand behind the same two methods."""

from __future__ import annotations

import importlib.util
import json
import re
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

from riweb.formats import EngineComplaint

SAMPLES_PER_SECOND = 22_050
BYTES_PER_SAMPLE = 2
NO_VOICE = 0xFFFFFFFF
# A among letters that are spelt, which espeak-ng would take for the article.
LETTER_A = re.compile(r"(?<=\b[A-Z] )A\b|\bA(?=(?: [A-Z]\b|[,;:]))")
MEND = 'Install it with: pip install "riweb[audio]". Or leave audio out with --formats.'


class Voice(Protocol):
    """Something that speaks.

    Args:
        name: who or what it is, for the facts of a recording.
    """

    name: str

    def speak(self, text: str, language: str) -> bytes:
        """Return a text as sound: 22,050 samples a second, each of 16 bits, one channel.

        Raises:
            EngineComplaint: when it has no voice for the language.
        """


class Espeak:
    """The voices of espeak-ng, in a process of their own; to be used as a context."""

    name = "eSpeak NG"

    def __init__(self, library: str = "espeakng_loader") -> None:
        if importlib.util.find_spec(library) is None:
            raise EngineComplaint("The programme that speaks, espeak-ng, is not here.", mend=MEND)
        command = [sys.executable, "-P", str(Path(__file__).with_name("speaker.py"))]
        # In a session of its own it does not hear Ctrl-C, and ends when its input ends.
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.process.communicate()

    def speak(self, text: str, language: str) -> bytes:
        """Return a text as sound."""
        text = LETTER_A.sub("[[eI]]", text) if language == "en" else text
        line = json.dumps({"text": text, "language": language}) + "\n"
        assert self.process.stdin and self.process.stdout
        try:
            self.process.stdin.write(line.encode())
            self.process.stdin.flush()
        except BrokenPipeError:
            raise _ended() from None
        head = self.process.stdout.read(4)
        if len(head) < 4:
            raise _ended()
        number = int.from_bytes(head, "big")
        if number == NO_VOICE:
            words = f"espeak-ng has no voice for the language “{language}”."
            raise EngineComplaint(words, mend=MEND)
        return self.process.stdout.read(number)


def _ended() -> EngineComplaint:
    return EngineComplaint("The programme that speaks, espeak-ng, ended too soon.", mend=MEND)
