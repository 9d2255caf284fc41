"""What a format is: one record, what its writer is given and gives back, how its files are read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, Protocol


class EngineComplaint(Exception):
    """An engine warned of something, so the file may not be right.

    Args:
        words: what the engine said.
        path: the file that was to be made.
        mend: what to do about it; empty where it is about a plan's pictures or characters.
    """

    def __init__(self, words: str, path: str = "", mend: str = "") -> None:
        super().__init__(words, path, mend)
        self.words = words
        self.path = path
        self.mend = mend


class OptionRefused(EngineComplaint):
    """An option was given a value that its format cannot have."""


# What formats are made from: all of a plan, its Easy Read, or a file of inserts/.
Source = Literal["plan", "easy-read", "insert"]


@dataclass(frozen=True)
class FileSpec:
    """What a file is to be made from, and for whom.

    Args:
        format: the name of a row.
        document: the HTML of the document that the format is made from.
        spelled: words of the site that braille never shortens, with their capitals.
        second: the same in the other language, for a format that is in both; else empty.
        language: that of the document.
        brand: the publisher's colour, as #rrggbb.
        templates: our templates, with fonts/ and styles/.
        images: the folder of the plan's pictures, or None.
        options: what one person asked for, by name, such as `size`; empty for what is published.
    """

    format: str
    document: str
    language: str
    brand: str
    templates: Path
    images: Path | None = None
    options: tuple[tuple[str, str], ...] = ()
    second: str = ""
    spelled: tuple[str, ...] = ()

    def option(self, name: str, otherwise: str) -> str:
        """Return what was asked for under a name, or what holds where nobody asks."""
        return dict(self.options).get(name, otherwise)

    def number(self, name: str, otherwise: int, allowed: range) -> int:
        """Return the number that was asked for under a name, or what holds where nobody asks.

        Raises:
            OptionRefused: when it is no number, or not one of those allowed.
        """
        asked = self.option(name, str(otherwise))
        if not re.fullmatch(r"[0-9]{1,6}", asked) or int(asked) not in allowed:
            raise OptionRefused(
                f"--{name} {asked} is not possible for {self.format}. "
                f"Write a whole number from {allowed[0]} to {allowed[-1]}."
            )
        return int(asked)


@dataclass(frozen=True)
class MadeFile:
    """A finished file.

    Args:
        title: what readers are told it is, such as `Large print, 18 point`, in their language.
        about: its kind and length, such as `PDF, 44 pages`, in their language.
        pages: None where it has none.
        variant: what tells it from the other files of its order, such as `2` for volume 2.
        extension: where it is not that of the format's row.
    """

    content: bytes
    title: str
    about: str
    pages: int | None = None
    variant: str = ""
    extension: str = ""


Fault = Literal["missing", "doubled", "displaced", "added", "language"]


@dataclass(frozen=True)
class Difference:
    """What is wrong with one fact.

    Args:
        fact: its words; of what was added, its letters.
    """

    fault: Fault
    fact: str


class ReadBack(Protocol):
    """What finished files say in one language, read back by the audit."""

    def differences(self) -> Sequence[Difference]:
        """Return where they say something else than the document that they were made from."""


Writer = Callable[[FileSpec], tuple[MadeFile, ...]]
Reader = Callable[[FileSpec, Sequence[MadeFile]], Sequence[ReadBack]]


@dataclass(frozen=True)
class Need:
    """Something a format cannot be made without, and may be missing on a machine.

    Args:
        kind: whether `name` is a Python module, a shared library or a programme.
        mend: the command that puts it there.
        package: the Python package that a module comes in, whose version decides over bytes.
        version: gives the version of what is no Python package and decides over bytes.
    """

    kind: Literal["module", "library", "programme"]
    name: str
    mend: str
    package: str = ""
    version: Callable[[], str] | None = None


@dataclass(frozen=True)
class FormatOption:
    """Something that one person can ask for in a format.

    Args:
        name: as it is written on the command line and in the register, such as `size`.
        allowed: the numbers or words that it may be; empty where each language has its own, and
            where it says all by being there.
        allowed_in: the words that it may be, by language.
    """

    name: str
    allowed: range | tuple[str, ...] = ()
    allowed_in: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def is_flag(self) -> bool:
        """Whether it says all by being there."""
        return not self.allowed and not self.allowed_in

    def values(self, language: str) -> range | tuple[str, ...]:
        """Return what it may be in a language."""
        return self.allowed_in.get(language, self.allowed)


@dataclass(frozen=True)
class FormatBarrier:
    """What not everybody can use of a format, for the accessibility statement; in English.

    Args:
        criteria: the success criteria of WCAG 2.2 that it fails.
    """

    text: str
    means: str
    instead: str
    criteria: tuple[str, ...]


@dataclass(frozen=True)
class FormatWords:
    """What readers are told of a format, in English; the catalogues have the other languages.

    Args:
        title: what it is called.
        good_for: for whom, in one sentence.
        limits: what it cannot do.
        checked: what a build looks at before it publishes such a file.
        group: where the page of formats has it, a name of `labels.FORMAT_GROUP`; empty for what
            has a part of the page to itself.
        place: where pages speak of it: after all that have a smaller one.
        tested: which tests of riweb look at such files; the same for all formats of one kind.
        limits_in: its limits where a language has its own.
        checked_in: what is looked at where a language has its own.
        barriers: what not everybody can use of it.
    """

    title: str
    good_for: str
    limits: str
    checked: str
    group: str
    place: int
    tested: str = ""
    limits_in: Mapping[str, str] = field(default_factory=dict)
    checked_in: Mapping[str, str] = field(default_factory=dict)
    barriers: tuple[FormatBarrier, ...] = ()

    def every(self) -> tuple[str, ...]:
        """Return each text, for those who translate."""
        in_languages = (*self.limits_in.values(), *self.checked_in.values())
        own = (self.title, self.good_for, self.limits, self.checked, self.tested, *in_languages)
        said = [(one.text, one.means, one.instead) for one in self.barriers]
        return tuple(filter(None, (*own, *(text for three in said for text in three))))


@dataclass(frozen=True)
class Format:
    """One row: all that riweb has to know of a format.

    Args:
        name: on the command line, in site.yaml, in the register and in the names of files.
        words: what readers are told of it.
        kinds: what build.json calls its files, by their extension; the first is the usual one.
        write: makes the files of a plan; it loads its engine only then, since most builds make
            none. None for what is not made of every plan.
        read: reads the files back for the audit, a reading for each language; None where it is
            made of something else than the linear document.
        leaves_out: what it does not say on purpose, and why.
        adds: what it says besides, and why.
        is_bilingual: whether it is made of a plan in two languages, and of no other.
        on_request: True where a build makes it only when `--formats` names it.
        source: what it is made from.
        weight: how long a document takes in it, where plain text is 1; measured once, on a plan
            of 60 pages. What takes longest is begun first.
        is_spelled: whether it is told the words that are never shortened.
    """

    name: str
    words: FormatWords
    kinds: Mapping[str, str]
    write: Writer | None
    read: Reader | None
    leaves_out: Mapping[str, str] = field(default_factory=dict)
    adds: Mapping[str, str] = field(default_factory=dict)
    options: tuple[FormatOption, ...] = ()
    needs: tuple[Need, ...] = ()
    is_bilingual: bool = False
    on_request: bool = False
    source: Source = "plan"
    weight: int = 1
    is_spelled: bool = False

    @property
    def extension(self) -> str:
        """That of its files, where a file says no other."""
        return next(iter(self.kinds))

    @property
    def option_names(self) -> tuple[str, ...]:
        """The names of its options."""
        return tuple(one.name for one in self.options)

    @property
    def is_for_paper(self) -> bool:
        """Whether its files are pages for paper, which do not fit a small screen.

        Source:
            WCAG 2.2, 1.4.10 reflow.
        """
        return self.extension == "pdf"

    def check(self, language: str, asked: Iterable[tuple[str, str]]) -> None:
        """See that options have values that this format can have in a language.

        Raises:
            OptionRefused: when one has not, in the words of the format.
        """
        asked = tuple(asked)
        spec = FileSpec(self.name, "", language, "", Path(), options=asked)
        by_name = {one.name: one for one in self.options}
        for name, value in asked:
            allowed = by_name[name].values(language) if name in by_name else ()
            if isinstance(allowed, range):
                spec.number(name, 0, allowed)
            elif allowed and value not in allowed:
                known = " or ".join(allowed)
                wrong = f"--{name} {value} is not possible for {self.name}."
                raise OptionRefused(f"{wrong} Write {known}.")
