"""What a plan's recording says: sections with headings, each in phrases."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from riweb.document import Document
from riweb.formats.audio import reading
from riweb.formats.audio import spoken as audio_spoken
from riweb.formats.audio.reading import NOTES, ReadingOrder
from riweb.formats.audio.spoken import Letters
from riweb.languages import interface

DEEPEST = 6
MARK = f"[{chr(NOTES[0])}-{chr(NOTES[1])}]"
SENTENCE_END = re.compile(
    rf"(?:(?<=[.!?])|(?<=[.!?][”’])|(?<=[.!?]{MARK})|(?<=[.!?][”’]{MARK})|(?<=[.!?]{MARK}{MARK}))"
    r"\s+(?=[“‘]?[A-Z0-9])"
)
SENTENCE_START = re.compile(r"(^\W*|[.!?][”’]?\s+[“‘]?)([^\W\d_])")

# The number of a heading or an item, which is no sentence: 1. or 3.10. or A.
NUMBER_ALONE = re.compile(r"\W*(?:[\d.]+|[A-Z]\.)|.*(?<!\w)(?:No|[A-Z])\.")

# How many words the voice says in a minute, its pauses included: measured on the example plans.
WORDS_PER_MINUTE = 140


@dataclass(frozen=True)
class ScriptSection:
    """A heading and what is said under it up to the next one.

    Args:
        level: 1 to 6; never more than one deeper than the section before.
        written: its heading as the document has it.
        heading: the same as it is said.
        blocks: each a list of sentences.
    """

    level: int
    written: str
    heading: str
    blocks: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class Script:
    """A whole script.

    Args:
        title, organisation, publisher, day, cover: as the document has them, for what the files
            say of themselves; the day as 2010-01-19, empty where there is none.
        opening: what is said first, for a length in minutes.
        sections: all others, in order.
        unknown: abbreviations that nothing explains; they are spelt letter by letter.
    """

    title: str
    organisation: str
    publisher: str
    day: str
    cover: tuple[str, ...]
    language: str
    opening: Callable[[int], ScriptSection]
    sections: tuple[ScriptSection, ...]
    unknown: tuple[str, ...]

    def minutes(self) -> int:
        """Return how long it lasts by its words, before a voice has said them."""
        spoken = self.text(1).split()
        return max(1, round(len(spoken) / WORDS_PER_MINUTE))

    def text(self, minutes: int) -> str:
        """Return it as a file of plain text."""
        parts = [
            "\n\n".join([one.heading, *(" ".join(block) for block in one.blocks)])
            for one in (self.opening(minutes), *self.sections)
        ]
        return "\n\n\n".join(parts) + "\n"


def write(document: Document) -> Script:
    """Return the script of a linear document."""
    read = reading.read(document)
    writer = _Writer(read)
    sections = tuple(writer.sections())
    opening = writer.opening
    opening(1)  # its abbreviations count among those that were met
    return Script(
        read.title,
        read.organisation,
        read.publisher,
        read.day,
        read.cover,
        read.language,
        opening,
        sections,
        tuple(sorted(writer.letters.unknown)),
    )


def sayer(document: Document) -> Callable[[str], tuple[str, ...]]:
    """Return what turns a text of a document into the sentences that its script has for it.

    Notes and the meanings of abbreviations, which the script puts between sentences, are left out.
    """
    writer = _Writer(reading.read(document))

    def said(text: str) -> tuple[str, ...]:
        return tuple(filter(None, map(writer.sentence, _split(text))))

    return said


def explanations(document: Document) -> tuple[str, ...]:
    """Return every sentence with which the script may say what an abbreviation means."""
    writer = _Writer(reading.read(document))
    return tuple(writer.explanation(*one) for one in writer.letters.meanings())


class _Writer:
    """Turns the texts of one document into what is said."""

    def __init__(self, read: ReadingOrder) -> None:
        self.read = read
        self.letters = Letters(read.language, read.explained, read.ordinary)
        found = interface(read.language)
        self.say, self.ngettext = found.gettext, found.ngettext
        self.has_quarters = any(
            re.search(r"(?i)(quarter|chwarter)\w* [1-4]/[1-4]", text.words) for text in read.texts
        )

    def opening(self, minutes: int) -> ScriptSection:
        """Return the announcement: what this is, by whom, how long, by which voice, with what."""
        read, say = self.read, self.say
        length = self.ngettext(
            "This recording lasts about %(num)d minute.",
            "This recording lasts about %(num)d minutes.",
            minutes,
        )
        parts = self.ngettext(
            "It has %(num)d section.", "It has %(num)d sections.", len(read.contents)
        )
        voice = say("The voice is synthetic: a computer reads the plan aloud.")
        lines = [
            *read.cover,
            f"{length % {'num': minutes}} {voice}",
            f"{parts % {'num': len(read.contents)}} {say('They are:')}",
            *read.contents,
            *read.others,
        ]
        blocks = tuple(tuple(self._sentences(line, set())) for line in lines)
        return ScriptSection(1, read.title, self._spoken(read.title), blocks)

    def sections(self) -> Iterator[ScriptSection]:
        """Yield all sections after the announcement."""
        heading, level, blocks = "", 1, list[tuple[str, ...]]()
        met: set[str] = set()
        for text in self.read.texts:
            if not text.level:
                blocks.append(tuple(self._sentences(text.words, met)))
                continue
            if heading:
                yield ScriptSection(level, heading, self._spoken(heading), tuple(blocks))
            # The title of the document is the one heading of level 1.
            level = min(max(1, text.level - 1), level + 1 if heading else 1, DEEPEST)
            met = set() if level == 1 else met
            heading, blocks = text.words, []
        if heading:
            yield ScriptSection(level, heading, self._spoken(heading), tuple(blocks))

    def _sentences(self, text: str, met: set[str]) -> Iterator[str]:
        """Yield the sentences of a text, each followed by its notes and what it abbreviates.

        Args:
            met: the abbreviations that were explained in this section; it grows.
        """
        sentences = _split(text)
        for sentence in sentences:
            bare = re.sub(MARK, "", sentence)
            if said := self.sentence(bare):
                yield said
            for mark in re.findall(MARK, sentence):
                note = {"words": self.read.notes[ord(mark) - NOTES[0]]}
                yield from self._sentences(self.say("Note: %(words)s") % note, met)
                if sentence is not sentences[-1]:
                    yield self.say("End of note.")
            for letters, full in self.letters.met(bare):
                if letters not in met and full.lower() not in text.lower():
                    met.add(letters)
                    yield self.explanation(letters, full)

    def explanation(self, letters: str, full: str) -> str:
        """Return the sentence that says what an abbreviation means."""
        explained = self.say("%(letters)s means %(words)s.")
        return self._spoken(explained % {"letters": letters, "words": full})

    def sentence(self, text: str) -> str:
        """Return a sentence as it is said, with its full stop; empty where it has no words."""
        said = self._spoken(text)
        return _whole(said) if said else ""

    def _spoken(self, text: str) -> str:
        said = audio_spoken.spoken(text, self.read.language, self.has_quarters)
        said = self.letters.said(said)
        return SENTENCE_START.sub(lambda match: match[1] + match[2].upper(), said)


def _split(text: str) -> list[str]:
    """Return the sentences of a text; the number of a heading or item is none of its own."""
    parts = SENTENCE_END.split(text)
    found: list[str] = []
    for part in parts:
        if found and NUMBER_ALONE.fullmatch(found[-1]):
            found[-1] += f" {part}"
        else:
            found.append(part)
    return found


def _whole(line: str) -> str:
    """Return a line as a sentence."""
    return line if re.search(r"[.?!:][”’]?$", line) else f"{line}."
