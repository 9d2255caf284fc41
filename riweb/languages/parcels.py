"""What goes to a translator and comes back: texts, each beside its translation."""

from __future__ import annotations

from dataclasses import dataclass

from riweb.languages.comparison import State
from riweb.problems import Problem

# What stands for the site itself where a file names a plan: no plan can be called so.
SITE = "site.yaml"


@dataclass(frozen=True)
class TranslationUnit:
    """One text with its translation, as a translator meets it.

    Args:
        context: where the text is from, such as `actions/one-team/title`.
        text: the translation; empty where there is none.
        previous: the text before it changed, or empty.
        note: what helps the translator.
        place: where it stands in the file that came back: a line, or the number of a row.
    """

    context: str
    source: str
    text: str
    state: State
    previous: str = ""
    note: str = ""
    place: int = 0


@dataclass(frozen=True)
class Parcel:
    """The texts of one plan, or of the site itself, on their way to a translator or back.

    Args:
        name: the id of the plan; empty for the site itself.
        title: what it is called, in its own language.
        source, language: what it is written in, and translated into.
        lost: what a file that came back should have and has not.
    """

    name: str
    title: str
    source: str
    language: str
    units: tuple[TranslationUnit, ...]
    lost: tuple[Problem, ...] = ()
