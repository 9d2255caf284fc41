"""Easy Read: short sentences, a picture with each, hard words explained.

Source:
    GOV.UK (2021), Department of Health and PIF guides to Easy Read: 24 pages at most, 15 words a
    sentence, one idea in each, a picture beside each, no abbreviations, numbers in figures, a hard
    word explained where it is first used.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from riweb.content.faults import sizes
from riweb.content.faults import text_faults as faults
from riweb.content.parse import placeholders, texts, validation
from riweb.content.source import Drawings, Folder, Key, Raw
from riweb.plan.plans import EasyItem, EasyPicture, EasyRead, Image, PictureList
from riweb.problems import Problem, nearest, quoted
from riweb.text import prose

# About 4 sentences stand on a page, and cover, contents and the list of words take 4 of the 24.
MOST_ITEMS = 80
BOLD = re.compile(r"\*\*(.+?)\*\*")
ALLOWED = {"p", "strong"}
ABBREVIATION = re.compile(
    r"\b(?:[A-Z]{2,}s?|e\.?g|i\.?e|etc|approx|dept|govt|asap|Cllr|vs)\b(?![’'-])"
)
NUMBER = re.compile(
    r"(?<!\d )\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|"
    r"fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|"
    r"ninety|hundred|thousand)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Library:
    """Our own pictures.

    Args:
        images: the file of each, by its name.
    """

    images: Mapping[str, Image]

    def used(self, easy: EasyRead) -> tuple[Image, ...]:
        """Return the files that a plan uses, in order of first use."""
        names = dict.fromkeys(item.picture for item in easy.items())
        return tuple(self.images[name] for name in names if name in self.images)


def library(drawings: Drawings, problems: list[Problem]) -> Library:
    """Return our own pictures, after adding what is wrong with their list to `problems`."""
    raw = drawings.listed
    listed = validation.read(raw, PictureList, problems) if raw else None
    if raw is None or listed is None:
        return Library({})
    problems += _licences(raw, listed.pictures)
    files = {Path(name).stem: (name, image) for name, image in drawings.images.items()}
    return Library(
        {
            one.name: Image(name=file[0], path=file[1].path, sha256=file[1].sha256)
            for one in listed.pictures
            if (file := files.get(one.name))
        }
    )


def read(folder: Folder, ours: Library, problems: list[Problem]) -> EasyRead | None:
    """Return the Easy Read of a plan, or None after adding what is wrong to `problems`."""
    raw = folder.easy
    easy = validation.read(raw, EasyRead, problems) if raw else None
    if raw and easy:
        problems += placeholders.without(_checks(raw, folder, ours, easy))
    return easy


def own_images(folder: Folder, easy: EasyRead | None) -> Iterator[Image]:
    """Yield the picture files in the plan's own folder."""
    for picture in easy.pictures if easy else ():
        if image := folder.images.get(picture.file):
            yield Image(name=picture.file, path=image.path, sha256=image.sha256)


def _checks(raw: Raw, folder: Folder, ours: Library, easy: EasyRead) -> Iterator[Problem]:
    yield from texts.of_file(raw)
    yield from _sections(raw, easy)
    yield from _own(raw, folder, ours, easy)
    if sizes.are_too_much(text for _, _, text, _ in texts.marked(easy)):
        return
    known = {*ours.images, *(one.name for one in easy.pictures)}
    seen: dict[str, Key] = {}
    for key, item in _items(easy):
        yield from _sentence(raw, (*key, "text"), item.text)
        yield from _words(raw, key, item, seen)
        # Where a name in the list could not be read, it may be the one that is meant.
        if item.picture not in known and not any(placeholders.MARK in name for name in known):
            yield _unknown(raw, (*key, "picture"), item.picture, known)
    yield from _plain_words(raw, easy, {word.word.lower() for word in easy.hard_words()})


def _items(easy: EasyRead) -> Iterator[tuple[Key, EasyItem]]:
    for place, section in enumerate(easy.sections):
        for number, item in enumerate(section.items):
            yield ("sections", place, "items", number), item


def _sections(raw: Raw, easy: EasyRead) -> Iterator[Problem]:
    """Yield sections that are empty or have one id, and sentences beyond what 24 pages hold."""
    first: dict[str, int] = {}
    for place, section in enumerate(easy.sections):
        key: Key = ("sections", place)
        if not section.items:
            wrong = f"The section {quoted(section.title)} has no sentences."
            yield raw.problem(key, wrong, "Write them below `items:`, or remove the section.")
        if section.id in first:
            line = raw.line(("sections", first[section.id], "id"))
            wrong = f"The id {quoted(section.id)} is used already: line {line} has it."
            fix = f"Give this one an id of its own, such as {section.id}-2."
            yield raw.problem((*key, "id"), wrong, fix)
        first.setdefault(section.id, place)
    count = sum(1 for _ in easy.items())
    if not easy.sections:
        wrong = "There are no sentences here."
        yield raw.problem((), wrong, "Write `sections:` with `items:`, or remove the file.")
    if count > MOST_ITEMS:
        wrong = f"There are {count} sentences, and 24 pages hold about {MOST_ITEMS}."
        fix = f"Leave out {count - MOST_ITEMS}: keep what matters most to residents."
        yield raw.problem(("sections",), wrong, fix)


def _own(raw: Raw, folder: Folder, ours: Library, easy: EasyRead) -> Iterator[Problem]:
    """Yield what is wrong with the plan's own pictures."""
    yield from _licences(raw, easy.pictures)
    used = {item.picture for item in easy.items()}
    seen = set(ours.images)
    for number, picture in enumerate(easy.pictures):
        key: Key = ("pictures", number)
        image = folder.images.get(picture.file)
        if picture.name in seen:
            wrong = f"There is a picture {quoted(picture.name)} already."
            yield raw.problem((*key, "name"), wrong, f"Call this one our-{picture.name}.")
        seen.add(picture.name)
        if image is None:
            guess = nearest(picture.file, sorted(folder.images))
            wrong = f"There is no picture {quoted(picture.file)} in images/."
            fix = f"Did you mean {guess}?" if guess else "Put the file into images/."
            yield raw.problem((*key, "file"), wrong, fix)
        elif image.fault:
            yield raw.problem((*key, "file"), *image.fault)
        if picture.name not in used:
            wrong = f"No sentence uses the picture {quoted(picture.name)}."
            yield raw.advice(key, wrong, "Use it, or remove it from the list.")


def _licences(raw: Raw, pictures: tuple[EasyPicture, ...]) -> Iterator[Problem]:
    for number, picture in enumerate(pictures):
        for name, what in (("licence", "what its licence is"), ("by", "who made it")):
            if not getattr(picture, name):
                wrong = f"The picture {quoted(picture.name)} does not say {what}."
                fix = f"Add a line `{name}:`. Ask who made it if you do not know."
                yield raw.problem(("pictures", number), wrong, fix)


def _unknown(raw: Raw, key: Key, name: str, known: set[str]) -> Problem:
    guess = nearest(name, sorted(known))
    fix = f"Did you mean {guess}?" if guess else f"Choose from these: {', '.join(sorted(known))}."
    return raw.problem(key, f"There is no picture {quoted(name)}.", fix)


def _sentence(raw: Raw, key: Key, text: str) -> Iterator[Problem]:
    for fault in faults.of_sentence(text):
        yield raw.problem(key, fault.wrong, fault.fix)
    if set(re.findall(r"<(\w+)", prose.blocks(text))) - ALLOWED:
        wrong = "Only words and **bold** can stand in a sentence of Easy Read."
        yield raw.problem(key, wrong, "Take away links, lists and other marks.")


def _words(raw: Raw, key: Key, item: EasyItem, seen: dict[str, Key]) -> Iterator[Problem]:
    """Yield what is wrong with the hard words of a sentence.

    Args:
        seen: the words that sentences before it explain, with their places; its own are added.
    """
    bold = [found.strip() for found in BOLD.findall(item.text)]
    for number, word in enumerate(item.hard_words):
        at: Key = (*key, "hard_words", number)
        for fault in faults.of_sentences(word.meaning):
            yield raw.problem((*at, "meaning"), fault.wrong, fault.fix)
        if word.word.lower() in seen:
            line = raw.line(seen[word.word.lower()])
            wrong = f"{quoted(word.word)} is explained already: line {line} does it."
            yield raw.problem(at, wrong, "Take it away here.")
        elif not any(_is_word(one, word.word) for one in bold):
            wrong = f"The sentence does not have the hard word {quoted(word.word)} in bold."
            fix = f"Write **{word.word}** in the sentence, or take the word away here."
            yield raw.problem(at, wrong, fix)
        seen.setdefault(word.word.lower(), at)
    for one in bold:
        if not any(_is_word(one, word) for word in seen):
            wrong = f"{quoted(one)} is in bold, and nothing explains it here or before."
            fix = "Explain it under `hard_words` of this sentence, or take the ** away."
            yield raw.problem((*key, "text"), wrong, fix)


def _is_word(written: str, word: str) -> bool:
    """Tell whether words in bold are a hard word, or more than one of it."""
    written, word = written.lower(), word.lower()
    return written in (word, f"{word}s", f"{word}es", f"{word.removesuffix('y')}ies")


def _plain_words(raw: Raw, easy: EasyRead, explained: set[str]) -> Iterator[Problem]:
    """Yield abbreviations that nothing explains, and advice on numbers in words."""
    for group, name, text, _ in texts.marked(easy):
        key = (*group, *name)
        words = prose.plain(text)
        for one in dict.fromkeys(ABBREVIATION.findall(words)):
            if one.lower() not in explained:
                wrong = f"{quoted(one)} is an abbreviation, which many readers do not know."
                fix = "Write the words in full, or explain it as a hard word."
                yield raw.problem(key, wrong, fix)
        for one in dict.fromkeys(NUMBER.findall(words)):
            wrong = f"The number {quoted(one)} is in words."
            yield raw.advice(key, wrong, "Write it in figures, which are easier to read.")
