"""The elements of a Word document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls, qn

from riweb.document.flow import Run
from riweb.locales import LOCALES

Element = Any


def w(name: str, /, *children: Element, **values: object) -> Element:
    """Return an element of WordprocessingML.

    Args:
        values: its attributes; `_` at the end of a name that Python keeps for itself is left out.
    """
    made: Element = OxmlElement(f"w:{name}")
    for key, value in values.items():
        made.set(qn(f"w:{key.rstrip('_')}"), str(value))
    made.extend(children)
    return made


def text(words: str) -> Element:
    """Return the words of a run, with the spaces at their ends."""
    made = w("t")
    made.text = words
    made.set(qn("xml:space"), "preserve")
    return made


def field(instruction: str, *shown: Element) -> tuple[Element, ...]:
    """Return the runs of a field that shows what it was when it was made.

    Args:
        shown: the runs between its instruction and its end.
    """
    asked = w("instrText")
    asked.text = f" {instruction} "
    asked.set(qn("xml:space"), "preserve")
    return (
        w("r", w("fldChar", fldCharType="begin")),
        w("r", asked),
        w("r", w("fldChar", fldCharType="separate")),
        *shown,
        w("r", w("fldChar", fldCharType="end")),
    )


def spaces(*prefixes: str) -> str:
    """Return the declarations of name spaces for the root of a part, `w` and `r` among them."""
    return str(nsdecls("w", "r", *prefixes))


def tag(language: str) -> str:
    """Return a language as Word names it, such as `cy-GB`."""
    known = LOCALES.get(language)
    return known.regional if known else language


# Word's longest name of a place.
LONGEST_NAME = 40


class Bookmarks:
    """The places that links inside the document lead to, and the notes that are marked.

    Args:
        ids: those that links name; no other place gets a name.
    """

    def __init__(self, ids: Iterable[str]) -> None:
        self._names: dict[str, str] = {}
        for one in dict.fromkeys(ids):
            self._names[one] = self._free(one)
        self._taken = 0
        # The number of each note as Word counts them: by its first mark.
        self.notes: dict[int, int] = {}

    def _free(self, id_: str) -> str:
        """Return a name for a place that no other has."""
        stem = re.sub(r"\W", "_", f"p_{id_}", flags=re.ASCII)[: LONGEST_NAME - 5]
        name, number = stem, 1
        while name in self._names.values():
            number += 1
            name = f"{stem}_{number}"
        return name

    def name(self, id_: str) -> str:
        """Return the name of the place that has an id."""
        return self._names[id_]

    def around(self, ids: Sequence[str], inside: Sequence[Element]) -> list[Element]:
        """Return what a paragraph holds with the names of its place."""
        names = [self._names[one] for one in ids if one in self._names]
        return self.named(names, inside)

    def named(self, names: Sequence[str], inside: Sequence[Element]) -> list[Element]:
        """Return elements between the marks of a place that has these names."""
        first, last = [], []
        for name in names:
            self._taken += 1
            first.append(w("bookmarkStart", id=self._taken, name=name))
            last.append(w("bookmarkEnd", id=self._taken))
        return [*first, *inside, *last]


class RunWriter:
    """Makes the content of the paragraphs of one part of the package.

    Args:
        part: keeps the addresses that links lead to.
        again: the notes that have more than one mark.
    """

    def __init__(self, part: Part, places: Bookmarks, again: frozenset[int] = frozenset()) -> None:
        self.part = part
        self.places = places
        self.again = again

    def of(self, runs: Sequence[Run]) -> Iterator[Element]:
        """Yield the elements of runs: each link as one, with all its words."""
        for link, group in groupby(runs, key=lambda run: run.link):
            made = [element for run in group for element in self._run(run)]
            if not link:
                yield from made
            elif link.startswith("#"):
                yield w("hyperlink", *made, anchor=self.places.name(link[1:]), history=1)
            else:
                found = w("hyperlink", *made, history=1)
                kind = RELATIONSHIP_TYPE.HYPERLINK
                found.set(qn("r:id"), self.part.relate_to(link, kind, is_external=True))
                yield found

    def _run(self, run: Run) -> list[Element]:
        if run.note:
            return self._mark(run)
        made = w("r", properties(run))
        for number, line in enumerate(run.text.split("\n")):
            made.extend([w("br")] if number else [])
            made.extend([text(line)] if line else [])
        return [made]

    def _mark(self, run: Run) -> list[Element]:
        """Return the mark of a note, or the number of one that was marked before."""
        style = w("rStyle", val="FootnoteReference")
        notes, name = self.places.notes, f"_Note{run.note}"
        is_first = run.note not in notes
        number = notes.setdefault(run.note, len(notes) + 1)
        if is_first:
            mark = w("r", w("rPr", style), w("footnoteReference", id=number))
            return self.places.named([name] if run.note in self.again else [], [mark])
        shown = w("r", w("rPr", style), text(str(number)))
        return list(field(f"NOTEREF {name} \\f \\h", shown))


def properties(run: Run) -> Element:
    """Return how a run looks and its language, which stays with it when a reader copies it."""
    made = w("rPr")
    style = "Hyperlink" if run.link else "Label" if run.is_label else ""
    style = style or ("Strong" if run.is_strong else "")
    if style:
        made.append(w("rStyle", val=style))
    if run.link and (run.is_strong or run.is_label):
        made.extend([w("b"), w("bCs")])
    made.append(w("lang", val=tag(run.language)))
    return made
