"""Voices: what turns a text into sound. Another one can stand behind the same two methods."""

from __future__ import annotations

import importlib.util
import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

from riweb.format_record import EngineComplaint
from riweb.formats.audio.script import Script, ScriptSection

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


# In thousandths of a second. A listener needs time to take in a heading, and to hear that a new
# point begins.
BEFORE_HEADING = 600
AFTER_HEADING = 600
AFTER_SENTENCE = 280
AFTER_BLOCK = 520

# All lengths are multiples of this, so that they are whole thousandths of a second.
STEP = 20
STEP_BYTES = SAMPLES_PER_SECOND * STEP // 1000 * BYTES_PER_SAMPLE
MINUTE = 60_000


@dataclass(frozen=True)
class Spoken:
    """A section as sound.

    Args:
        clips: the end of each phrase in thousandths of a second, the first one being the heading.
        length: the end of the last one.
        file: the MP3, a little longer than `length`.
    """

    section: ScriptSection
    clips: tuple[int, ...]
    file: bytes

    @property
    def length(self) -> int:
        """How long it lasts, in thousandths of a second."""
        return self.clips[-1]


@dataclass(frozen=True)
class Recording:
    """All sections as sound, the announcement first.

    Args:
        minutes: as the announcement says.
    """

    spoken: tuple[Spoken, ...]
    minutes: int

    @property
    def length(self) -> int:
        """How long it lasts, in thousandths of a second."""
        return sum(one.length for one in self.spoken)


def record(script: Script, voice: Voice, encode: Callable[[bytes], bytes]) -> Recording:
    """Return a script spoken.

    Raises:
        EngineComplaint: when there is no voice for its language.
    """

    def spoken(section: ScriptSection) -> Spoken:
        return _spoken(section, voice, script.language, encode)

    rest = [spoken(section) for section in script.sections]
    known = sum(one.length for one in rest)
    # The announcement says how long all is, itself included.
    draft = spoken(script.opening(1 + known // MINUTE))
    minutes = max(1, round((known + draft.length) / MINUTE))
    return Recording((spoken(script.opening(minutes)), *rest), minutes)


def _spoken(
    section: ScriptSection, voice: Voice, language: str, encode: Callable[[bytes], bytes]
) -> Spoken:
    samples, clips = bytearray(silence(BEFORE_HEADING)), list[int]()
    for phrase, pause in phrases(section):
        samples += voice.speak(phrase, language) + silence(pause)
        samples += bytes(-len(samples) % STEP_BYTES)
        clips.append(len(samples) // STEP_BYTES * STEP)
    return Spoken(section, tuple(clips), encode(bytes(samples)))


def phrases(section: ScriptSection) -> Iterator[tuple[str, int]]:
    """Yield each phrase of a section with the pause after it."""
    yield section.heading, AFTER_HEADING
    for block in section.blocks:
        for sentence in block[:-1]:
            yield sentence, AFTER_SENTENCE
        for sentence in block[-1:]:
            yield sentence, AFTER_BLOCK


def silence(milliseconds: int) -> bytes:
    """Return so much silence."""
    return bytes(milliseconds * SAMPLES_PER_SECOND // 1000 * BYTES_PER_SAMPLE)
