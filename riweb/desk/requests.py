"""One request for a plan in another format, and what became of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from riweb import words
from riweb.plan.fields import unfit
from riweb.problems import quoted
from riweb.translate.catalogue import NAMES

Options = tuple[tuple[str, str], ...]

# Of Britain.
PHONE = re.compile(r"(?:\+44|0)[1-37]\d[\d ()-]{7,}")

# Letters, digits, and single signs between them: so that two references never share a folder.
REFERENCE = re.compile(r"[A-Za-z0-9]+(?:[/._-][A-Za-z0-9]+)*")
LONGEST_REFERENCE = 40
REFERENCE_HELP = "Write your own reference for the request, such as 2024/117."


@dataclass(frozen=True)
class Request:
    """One line of the register.

    Args:
        reference: the landlord's own; who asked is not ours to know.
        options: what else was asked for, by name, such as `size`.
        made: the day on which the copy was made; None before.
        version: of the plan that the copy was made from, see `document.version_of`; for a copy in
            two languages that of each, with a plus between them.
        files: the names of the files that were made.
        sent: the day on which the copy was sent; None before.
        withdrawn: the day on which it was no longer wanted; None where it is.
    """

    reference: str
    plan: str
    format: str
    language: str
    options: Options
    received: date
    due: date
    made: date | None = None
    version: str = ""
    files: str = ""
    sent: date | None = None
    withdrawn: date | None = None

    @property
    def is_open(self) -> bool:
        """Whether somebody is still waiting."""
        return self.sent is None and self.withdrawn is None

    @property
    def is_met(self) -> bool:
        """Whether the copy was sent in time."""
        return self.sent is not None and self.sent <= self.due

    @property
    def wanted(self) -> tuple[str, str, str, str, Options]:
        """What was asked for, and under which reference, capitals or not."""
        return self.reference.upper(), self.plan, self.format, self.language, self.options

    @property
    def named(self) -> str:
        """What was asked for in words, such as `poole in giant print (size 28), in English`."""
        chosen = ", ".join(f"{name} {value}" for name, value in self.options)
        kind = self.format_name + (f" ({chosen})" if chosen else "")
        if self.format == "bilingual":
            return f"{self.plan}, {kind}"
        return f"{self.plan}, {kind}, {NAMES.get(self.language, self.language)}"

    @property
    def format_name(self) -> str:
        """What the format is called, such as `giant print`; `Easy Read` keeps its capitals."""
        name = words.FORMAT.get(self.format, self.format)
        return name if name.istitle() and " " in name else name[:1].lower() + name[1:]


def reference_fault(text: str) -> tuple[str, str] | None:
    """Return what is wrong with a reference and what to write, or None."""
    if "@" in text or PHONE.fullmatch(text):
        return f"{quoted(text)} looks like somebody’s address or number.", REFERENCE_HELP
    if not REFERENCE.fullmatch(text) or len(text) > LONGEST_REFERENCE:
        return (
            f"{quoted(text)} cannot be a reference.",
            f"{REFERENCE_HELP} It has letters, digits and single / . _ - between them.",
        )
    if not re.search(r"\d", text):
        return f"{quoted(text)} has no number in it, so it may be a name.", REFERENCE_HELP
    return None


def folder_name(reference: str) -> str:
    """Return the name of the folder for a reference; two references never have the same.

    A stroke becomes `_` and an underscore two of them. Signs stand alone in a reference, so that
    can be told apart. Small and capital letters are one, as on many disks.
    """
    name = reference.upper().replace("_", "__").replace("/", "_")
    return f"{name}_" if unfit(name) else name
