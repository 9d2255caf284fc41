"""Make the recording of a plan once, and from it one MP3, a DAISY book and the script."""

from __future__ import annotations

import re
from itertools import accumulate
from uuid import uuid5

from riweb.format_record import FileSpec, MadeFile
from riweb.formats.audio import daisy, mp3, recording
from riweb.formats.audio import script as writing
from riweb.formats.audio.recording import Espeak, Recording, Voice
from riweb.formats.audio.script import Script
from riweb.languages import interface
from riweb.render.identities import SPACE

# Silence at the start and the end of the one file, in thousandths of a second: players cut some.
MARGIN = 2000

# The year of the first riweb, for a plan that names no year at all.
DAY_OF_NO_YEAR = "2026"


def make(spec: FileSpec) -> tuple[MadeFile, ...]:
    """Return the MP3, the DAISY book and the script, with the words that pages offer them by.

    Raises:
        EngineComplaint: when there is no voice, or nothing that writes MP3.
    """
    with Espeak() as voice:
        return made_by(voice, spec)


def made_by(voice: Voice, spec: FileSpec) -> tuple[MadeFile, ...]:
    """Return what `make` does, spoken by a voice.

    Raises:
        EngineComplaint: when it has no voice for the language, or nothing writes MP3.
    """
    script = writing.write(spec.document)
    recorded = recording.record(script, voice, mp3.encode)
    found = interface(spec.language)
    say, minutes = found.gettext, recorded.minutes
    text = script.text(minutes)
    lasts = found.ngettext("%(num)d minute", "%(num)d minutes", minutes) % {"num": minutes}
    about = say("MP3, %(length)s") % {"length": lasts}
    book = say("DAISY 2.02, %(length)s") % {"length": lasts}
    words = say("Text, %(number)d words") % {"number": len(text.split())}
    return (
        MadeFile(_one_file(script, recorded), say("Audio"), about),
        MadeFile(
            daisy.write(recorded, _facts(script, voice, say("%(name)s, a synthetic voice"))),
            say("Audio book for DAISY players"),
            book,
            variant="daisy",
            extension="zip",
        ),
        MadeFile(
            text.encode(), say("Script of the audio"), words, variant="script", extension="txt"
        ),
    )


def _one_file(script: Script, recorded: Recording) -> bytes:
    """Return all sections as one MP3 with a chapter for each.

    The sections were encoded one by one: frames of MP3 can stand after one another.
    """
    margin = mp3.encode(recording.silence(MARGIN))
    files = [one.file for one in recorded.spoken]
    ends = list(accumulate(map(mp3.milliseconds, [margin + files[0], *files[1:]])))
    starts = [0, *ends[:-1]]
    chapters = [
        mp3.Mp3Chapter(one.section.written, start, end)
        for one, start, end in zip(recorded.spoken, starts, ends, strict=True)
    ]
    facts = mp3.Mp3Facts(
        script.title, script.organisation, script.publisher, script.language, script.day[:4]
    )
    return mp3.tagged(b"".join([margin, *files, margin]), facts, chapters)


def _facts(script: Script, voice: Voice, narrator: str) -> daisy.DaisyFacts:
    named = "\n".join((script.publisher, script.organisation, script.title, script.language))
    return daisy.DaisyFacts(
        title=script.title,
        creator=script.organisation,
        publisher=script.publisher,
        day=_day(script),
        is_real_day=bool(script.day),
        identifier=f"urn:uuid:{uuid5(SPACE, named)}",
        language=script.language,
        narrator=narrator % {"name": voice.name},
    )


def _day(script: Script) -> str:
    """Return the day of a book, which it must have.

    A plan that gives none has the first day of the first year that its cover names.
    """
    if script.day:
        return script.day
    year = re.search(r"\b(?:19|20)\d\d\b", " ".join((script.title, *script.cover)))
    return f"{year.group() if year else DAY_OF_NO_YEAR}-01-01"
