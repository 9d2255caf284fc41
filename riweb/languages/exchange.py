"""Texts out to translators and back: what is taken, what is not, and what is refused."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from riweb.languages import word_file, word_table, xliff
from riweb.languages.catalogues import Catalogue, CatalogueEntry, laid
from riweb.languages.comparison import TranslationWork, faults_of
from riweb.languages.messages import Message
from riweb.languages.parcels import SITE, Parcel, TranslationUnit
from riweb.languages.translation import update
from riweb.locales import LOCALES
from riweb.plan.site import WelshTerm
from riweb.problems import Problem, Refused, listed, quoted
from riweb.text import unseen

# What a Word file, which is a ZIP, begins with.
ZIP = b"PK"

# A plan of 60 actions is sent out as 100,000 bytes; pictures that came in between may take more.
MOST_BYTES = 20_000_000


@dataclass(frozen=True)
class Taken:
    """What one file has brought.

    Args:
        work: the plan with its catalogue as it is now.
        count: how many texts have another translation, or another standing, than before.
        left: what could not be taken, though the rest was.
    """

    work: TranslationWork
    count: int
    left: tuple[Problem, ...]


def export(
    work: TranslationWork, form: str, is_all: bool, terms: Sequence[WelshTerm]
) -> bytes | None:
    """Return the texts of a plan for a translator; None where there is nothing to do.

    Args:
        form: `xliff` or `word`.
        is_all: whether also those that have been checked are wanted.

    Raises:
        Refused: where the form cannot be made on this machine.
    """
    fresh = _updated(work)
    units = tuple(
        TranslationUnit(
            row.message.context,
            row.message.text,
            row.entry.text if row.entry else "",
            row.state,
            row.entry.previous if row.entry and row.state == "stale" else "",
            row.message.note,
        )
        for row in fresh.rows
        if is_all or row.state != "reviewed"
    )
    if not units:
        return None
    parcel = Parcel(work.name, work.title, work.source, work.language, units)
    return word_file.write(parcel, terms) if form == "word" else xliff.write(parcel)


def _updated(work: TranslationWork) -> TranslationWork:
    """Return a plan with its catalogue up to date: moved texts followed, changed ones marked."""
    return _with(work, update(work.messages, work.catalogue))


def _with(work: TranslationWork, entries: Sequence[CatalogueEntry]) -> TranslationWork:
    made = Catalogue(
        work.file,
        work.language,
        {one.context: one for one in entries if not one.is_obsolete},
        tuple(one for one in entries if one.is_obsolete),
    )
    return replace(work, catalogue=made)


def take(path: Path, works: Sequence[TranslationWork], is_reviewed: bool) -> Taken:
    """Return the plan that a file is for, with the translations that the file has.

    A text that has changed since, or that the plan has no more, is left out and named; the rest
    is taken.

    Args:
        is_reviewed: whether somebody has checked what the file has.

    Raises:
        Refused: where the file cannot be read, or a translation says another thing than its text.
    """
    parcel = _read(path)
    work = _updated(_work(parcel, works, str(path)))
    return _Take(work, parcel, str(path), is_reviewed).taken()


def _read(path: Path) -> Parcel:
    try:
        with path.open("rb") as opened:
            content = opened.read(MOST_BYTES + 1)
    except OSError as error:
        wrong = f"This file cannot be read: {error.strerror}."
        problem = Problem(str(path), 0, "", wrong, "Check its name, and the folder it is in.")
        raise Refused([problem]) from None
    if len(content) > MOST_BYTES:
        wrong = f"This file is larger than {MOST_BYTES // 1_000_000} MB."
        fix = "Take pictures out of it, or export the texts again."
        raise Refused([Problem(str(path), 0, "", wrong, fix)])
    read = word_table.read if content.startswith(ZIP) else xliff.read
    parcel = read(content, str(path))
    units = [
        replace(one, source=_composed(one.source), text=_composed(one.text)) for one in parcel.units
    ]
    return replace(parcel, units=tuple(units))


def _composed(text: str) -> str:
    """Return a text with each letter and its accent as one sign, as catalogues want it."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


def _work(parcel: Parcel, works: Sequence[TranslationWork], file: str) -> TranslationWork:
    named = [work for work in works if work.name == parcel.name]
    if not named:
        wrong = f"This file is for the plan {quoted(parcel.name)}, which is not here."
        plans = sorted({work.name for work in works if work.name})
        raise Refused([Problem(file, 0, "", wrong, f"The plans are {listed(plans, 'and')}.")])
    for work in named:
        if (work.source, work.language) == (parcel.source, parcel.language):
            return work
    wrong = f"This file goes from {quoted(parcel.source)} to {quoted(parcel.language)}."
    pairs = [f"from {one.source} ({LOCALES[one.source].name}) to {one.language}" for one in named]
    fix = f"{quoted(parcel.name or SITE)} is translated {listed(pairs)}."
    raise Refused([Problem(file, 0, "", wrong, fix)])


class _Take:
    """Takes the translations of one file, and collects what stands against them."""

    def __init__(self, work: TranslationWork, parcel: Parcel, file: str, is_reviewed: bool) -> None:
        assert work.catalogue
        self.work = work
        self.parcel = parcel
        self.file = file
        self.is_reviewed = is_reviewed
        self.messages = {message.context: message for message in work.messages}
        self.entries = dict(work.catalogue.entries)
        self.obsolete = work.catalogue.obsolete
        self.wrong: list[Problem] = []
        self.left = list(parcel.lost)
        self.count = 0

    def taken(self) -> Taken:
        self.wrong += self._twice()
        for unit in self.parcel.units:
            self._take(unit)
        if self.wrong:
            raise Refused(self.wrong)
        work = _with(self.work, [*self.entries.values(), *self.obsolete])
        return Taken(work, self.count, tuple(sorted(self.left)))

    def _twice(self) -> Iterator[Problem]:
        first: dict[str, int] = {}
        for unit in self.parcel.units:
            if unit.context in first:
                place = first[unit.context]
                wrong = f"This text is in the file twice, first at {self.file}:{place}."
                yield self._problem(unit, wrong, "Keep the one with the right translation.")
            first.setdefault(unit.context, unit.place)

    def _take(self, unit: TranslationUnit) -> None:
        message = self.messages.get(unit.context)
        if message is None:
            wrong = "The content does not have this text any more, so it was not taken."
            self.left.append(self._problem(unit, wrong, "There is nothing to do."))
        elif unit.text.strip():
            if unit.source.split() != _composed(message.text).split():
                self.left.append(self._changed(unit, message))
            else:
                self._answer(unit, message, self.entries[unit.context])

    def _answer(self, unit: TranslationUnit, message: Message, old: CatalogueEntry) -> None:
        """Take one translation of a text that has not changed since."""
        text = laid(unit.text, message.text)
        is_same = text == laid(old.text, message.text)
        if is_same and old.is_fuzzy and unit.state == "stale":
            wrong = "This translation came back as it was, so it is still out of date."
            fix = f"Make it say what its text says now: {quoted(message.text)}"
            self.left.append(self._problem(unit, wrong, fix))
            return
        made = CatalogueEntry(
            old.context,
            old.source,
            old.text if is_same else text,
            is_reviewed=self.is_reviewed or (is_same and old.is_reviewed),
            note=old.note,
        )
        if made == replace(old, line=0):
            return
        if unseen.LONG_CODE.search(text):
            wrong = "There is a sign here by a number that no sign has."
            self.wrong.append(self._problem(unit, wrong, "Type the sign itself."))
            return
        for wrong, fix in faults_of(message, made, self.work.source, self.work.language):
            place = f" Its text is {message.file}:{message.line}."
            self.wrong.append(self._problem(unit, wrong, fix + place))
        self.entries[unit.context] = made
        self.count += 1

    def _changed(self, unit: TranslationUnit, message: Message) -> Problem:
        wrong = "The text beside this translation is not what the content says now: not taken."
        fix = f"Export it again and translate this: {quoted(message.text)}"
        return self._problem(unit, wrong, fix)

    def _problem(self, unit: TranslationUnit, wrong: str, fix: str) -> Problem:
        return Problem(self.file, unit.place, unit.context, wrong, fix)
