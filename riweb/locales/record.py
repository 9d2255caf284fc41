"""What riweb has to know of a language."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from riweb.locales import cldr
from riweb.locales.cldr import PluralRule
from riweb.locales.tongue import Tongue


@dataclass(frozen=True)
class DateWords:
    """The words of dates.

    Args:
        months: from January on.
        seasons: by the keys of `when.SEASONS`.
        repeats: by the words of `when.REPEATS`.
        until: gives the end of a range from a point in words: `March 2011` gives `to March 2011`.
        then: stands between a date and how it repeats.
    """

    months: tuple[str, ...]
    seasons: Mapping[str, str]
    repeats: Mapping[str, str]
    until: Callable[[str], str]
    then: str


@dataclass(frozen=True)
class LetterOrder:
    """The letters of a language, in order, where that is not the order of a to z.

    Args:
        letters: all of them; one may be of two signs. Empty for a to z.
        apart: words in which two signs are two letters; a bar parts the two.
    """

    letters: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()


def unchanged(word: str) -> tuple[str, ...]:
    """Return a word as it may begin after other words where nothing changes it."""
    return (word,)


@dataclass(frozen=True)
class InitialChanges:
    """How words begin after other words.

    Args:
        forms: gives a word in all its forms, itself first.
        changes: a beginning, then each that it may become; longer ones first.
        never: beginnings that stay as they are.
    """

    forms: Callable[[str], tuple[str, ...]] = unchanged
    changes: tuple[tuple[str, ...], ...] = ()
    never: tuple[str, ...] = ()


@dataclass(frozen=True)
class BrailleCode:
    """A language's braille, by the tables of liblouis.

    Args:
        tables: by grade; the highest is usual.
        name: what the code is called, in English, with `%(grade)d`; the catalogues translate it.
        note: what its readers have to know of it besides, likewise, or empty.
        limits: the key of `labels.LIMITS` and `labels.CHECKED` that says how good it is.
        for_table: puts what the tables say wrongly or not at all in other words.
        mended: puts right what comes out of them.
        takes_others: whether words of any other language keep to its signs, uncontracted; where
            they do not, they are said by the tables of their own.
        is_read_back: whether the tables give the words back from the signs.
    """

    tables: Mapping[int, str]
    name: str
    note: str = ""
    limits: str = "braille"
    for_table: Callable[[str], str] = str
    mended: Callable[[str], str] = str
    takes_others: bool = False
    is_read_back: bool = True


@dataclass(frozen=True)
class OfferPhrases:
    """What pages say of things that are in this language or not, in English.

    The catalogue of each language translates them, as it does the other words of the interface.

    Args:
        name: what the language is called.
        unchecked_plan: nobody has checked its translation of this plan.
        unchecked_page: the same of this page.
        unchecked: the same of a whole site.
        missing_plans: above plans that are not in it.
        missing_plan: what such a plan is, where it is found.
        is_missing: on the page of such a plan.
        read_there: there, of this language as the one that the plan is in.
        read_plan: the link to it.
        ask: there, of this language as the one that it is not in.
        plans: above the number of plans that are in it.
        proceed: the link from the entrance of a site.
        write_to_us: that people may write in it, beside English; empty where nothing is said.
        no_reading_age: that there is no measure of reading age for it; empty where there is one.
    """

    name: str
    unchecked_plan: str
    unchecked_page: str
    unchecked: str
    missing_plans: str
    missing_plan: str
    is_missing: str
    read_there: str
    read_plan: str
    ask: str
    plans: str
    proceed: str
    write_to_us: str = ""
    no_reading_age: str = ""


@dataclass(frozen=True)
class TranslatorWords:
    """What the Word file for translators says, in this language.

    Args:
        from_to: from which language into which, with `%(source)s` and `%(target)s`.
        names: the languages as they stand in `from_to`, by tag, where not as they call themselves.
        steps: what to do.
        keep_line: above the line that tells the file from others.
        changed: above the text before it changed.
        terms: above the words to keep to.
        note: above the notes on them.
    """

    from_to: str
    names: Mapping[str, str]
    steps: tuple[str, ...]
    keep_line: str
    changed: str
    terms: str
    note: str


@dataclass(frozen=True)
class Locale:
    """One language, with everything that the code asks by language.

    Args:
        tag: its tag by BCP 47, such as `cy`.
        regional: the same with the country, for Word: `cy-GB`.
        code: its code of three letters by ISO 639-2, for MP3: `cym`.
        name: what it is called in English.
        own_name: what it calls itself.
        place: where it stands beside others on one page, the lowest first.
        sign: a character of private use that stands before words of it among others.
        plural: which form a counted text has; Babel's, from CLDR.
        plural_header: the same as the heads of catalogues say it; Babel's words if left out.
        also: says in it that a plan is available in it too.
        paths: the words of addresses, by their English.
        formats: the names of formats in the names of files, where they are not the English ones.
        clitics: short words that lean on the one before them, which no dictionary has.
        has_dictionary: whether there is a dictionary in templates/spelling/, with our own words
            in templates/words/plain/.
        has_reading_age: whether there is a measure of reading age for it.
        voice: that of espeak-ng; empty where it has none.
        phonemes: what is read to the voice in place of a text, by pattern.
        speech: its words for numbers, days and signs; None where nothing is read aloud.
        braille: None where there is no braille of it.
    """

    tag: str
    regional: str
    code: str
    name: str
    own_name: str
    place: int
    sign: str
    plural: PluralRule
    dates: DateWords
    also: str
    paths: Mapping[str, str]
    offers: OfferPhrases
    translators: TranslatorWords
    formats: Mapping[str, str] = field(default_factory=dict)
    order: LetterOrder = LetterOrder()
    initials: InitialChanges = InitialChanges()
    clitics: re.Pattern[str] = re.compile("(?!)")
    has_dictionary: bool = False
    has_reading_age: bool = False
    voice: str = ""
    phonemes: tuple[tuple[re.Pattern[str], str], ...] = ()
    speech: Tongue | None = None
    braille: BrailleCode | None = None
    plural_header: str = ""

    @property
    def plural_forms(self) -> str:
        """What the head of a catalogue says of plurals."""
        return self.plural_header or cldr.header(self.plural)

    def plural_form(self, number: int) -> int:
        """Return which form a counted text has, counted from 0 as in catalogues."""
        return cldr.form(self.plural, number)
