"""A script spoken: each section as MP3, with the place of every phrase in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from riweb.formats.audio.script import Script, Section
from riweb.formats.audio.voice import BYTES_PER_SAMPLE, SAMPLES_PER_SECOND, Voice

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

    section: Section
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

    def spoken(section: Section) -> Spoken:
        return _spoken(section, voice, script.language, encode)

    rest = [spoken(section) for section in script.sections]
    known = sum(one.length for one in rest)
    # The announcement says how long all is, itself included.
    draft = spoken(script.opening(1 + known // MINUTE))
    minutes = max(1, round((known + draft.length) / MINUTE))
    return Recording((spoken(script.opening(minutes)), *rest), minutes)


def _spoken(
    section: Section, voice: Voice, language: str, encode: Callable[[bytes], bytes]
) -> Spoken:
    samples, clips = bytearray(silence(BEFORE_HEADING)), list[int]()
    for phrase, pause in phrases(section):
        samples += voice.speak(phrase, language) + silence(pause)
        samples += bytes(-len(samples) % STEP_BYTES)
        clips.append(len(samples) // STEP_BYTES * STEP)
    return Spoken(section, tuple(clips), encode(bytes(samples)))


def phrases(section: Section) -> Iterator[tuple[str, int]]:
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
