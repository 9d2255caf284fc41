"""YAML into texts, lists and groups, with the line of each; the rest of YAML is refused."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from yaml import (
    AliasEvent,
    CBaseLoader,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    YAMLError,
)

from riweb.content.source import yaml_errors, yaml_fixes
from riweb.content.source.limits import LONGEST_TEXT, MOST_ITEMS, MOST_LINES, MOST_REREAD
from riweb.content.source.raw import Key, Raw, shown
from riweb.content.source.yaml_fixes import Slip, Stop
from riweb.problems import Problem, quoted
from riweb.text import unseen

# Plans have eight levels; what is deeper was never meant.
DEEPEST = 24

# So much of a text that is too long stands for the whole.
LONGEST_SHOWN = 40

# Stands in a key for the name of a field while it is read.
NAME = -1

# So many slips of writing are looked for in one file before we stop; fewer where it is long, for
# after each the file is read again.
MOST_SLIPS = 40


def read(file: str, text: str, problems: list[Problem]) -> Raw | None:
    """Return a YAML file's fields with their lines.

    A slip that we are sure of is told, mended for ourselves and read past, so that the mistakes
    after it are told as well.

    Returns:
        What could be read, perhaps with mistakes that were told; None where nothing could be.
    """
    if text.count("\n") > MOST_LINES:
        wrong = f"This file has more than {MOST_LINES:,} lines."
        fix = "Take out what does not belong here, or make several plans."
        problems.append(Problem(file, MOST_LINES + 1, "", wrong, fix))
        return None
    told: dict[int, Slip] = {}
    for _ in range(min(MOST_SLIPS, 1 + MOST_REREAD // (len(text) + 1))):
        tree = _Tree(file, text)
        found = [slip for slip in tree.build() if slip.line not in told]
        told.update({slip.line: slip for slip in found})
        mended = yaml_fixes.mend(text, found)
        if not found or mended == text:
            break
        text = mended
    problems += [Problem(file, slip.line, "", slip.wrong, slip.fix) for slip in told.values()]
    problems += tree.problems
    if tree.is_broken:
        return None
    if tree.value is None and not told:
        wrong = "There is nothing in this file but remarks."
        problems.append(Problem(file, 0, "", wrong, "Write its fields, such as title: Our plan."))
    elif tree.value is not None and not isinstance(tree.value, dict):
        wrong = "This file does not begin with a field."
        fix = "Begin with a field and a colon, such as title: Our plan."
        problems.append(Problem(file, tree.lines.get((), 1), "", wrong, fix))
    return Raw(file, tree.value, tree.lines, tree.rows) if isinstance(tree.value, dict) else None


class _TooDeep(Exception):
    """Lists within lists, deeper than any plan."""


class _Tree:
    """The value of one YAML text.

    Args:
        value: None until built, and where there is nothing but remarks.
        is_broken: True where the text could not be read to its end.
    """

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.text = text
        self.rows = text.split("\n")
        # The lines, from 0, that may end in a remark.
        self.remarks = {number for number, row in enumerate(self.rows) if "#" in row}
        self.lines: dict[Key, int] = {}
        self.problems: list[Problem] = []
        self.slips: list[Slip] = []
        self.value: Any = None
        self.is_broken = False

    def build(self) -> list[Slip]:
        """Build the value of the first document and return the slips that were met."""
        try:
            self.next: Callable[[], Any] = CBaseLoader(self.text).get_event
            self._document()
        except YAMLError as error:
            self.is_broken = True
            self.slips += yaml_errors.at(self.rows, _stop(error))
        except _TooDeep:
            self.is_broken = True
        return self.slips

    def _document(self) -> None:
        self.next()
        if isinstance(self.next(), StreamEndEvent):
            return
        self.value = self.node(self.next(), ())
        self.next()
        extra = self.next()
        if not isinstance(extra, StreamEndEvent):
            self.add(
                extra.start_mark.line + 1,
                (),
                "The file ends here for us: a line --- begins another document.",
                "Remove the line ---, or move what follows to another file.",
            )

    def add(self, line: int, key: Key, wrong: str, fix: str, is_advice: bool = False) -> None:
        place = shown(tuple(part for part in key if part != NAME))
        self.problems.append(Problem(self.file, line, place, wrong, fix, is_advice))

    def node(self, event: Any, key: Key) -> Any:
        line = event.start_mark.line + 1
        self.lines.setdefault(key, line)
        if isinstance(event, AliasEvent):
            self._sign(line, key, f"*{event.anchor}")
            return ""
        if event.anchor:
            self._sign(line, key, f"&{event.anchor}")
        elif event.tag:
            self._sign(line, key, event.tag)
        if len(key) > DEEPEST:
            wrong = "There are lists in lists here, deeper than any field."
            self.add(line, key[:4], wrong, "Check the spaces and hyphens at the start of lines.")
            raise _TooDeep
        if isinstance(event, ScalarEvent):
            return self.scalar(event, key)
        return self.sequence(key) if isinstance(event, SequenceStartEvent) else self.mapping(key)

    def _sign(self, line: int, key: Key, written: str) -> None:
        self.add(
            line,
            key,
            f"{quoted(written)} has another meaning at the start of a text: "
            f"{written[0]} is a sign for programmers.",
            "Put the whole text in quotation marks.",
        )

    def scalar(self, event: Any, key: Key) -> str:
        text = str(event.value)
        if len(text) > LONGEST_TEXT:
            wrong = f"This text has {len(text):,} letters; {LONGEST_TEXT:,} are the most."
            fix = "Make chapters of it, or take out what does not belong here."
            self.add(event.start_mark.line + 1, key, wrong, fix)
            # Something short stands in its place, so that the rest of the file can be looked at.
            return " ".join(text[:LONGEST_SHOWN].split())
        if event.style not in ("'", '"', "|", ">"):
            self._plain(event, key)
            text = "" if text in ("~", "null") else text
        if "\n" in text and event.style not in ('"', "|"):
            text = _in_paragraphs(text)
        if found := unseen.typed(text):
            before, wrong, fix = found
            lines = range(event.start_mark.line, min(event.end_mark.line + 1, len(self.rows)))
            line = next((n for n in lines if before and before in self.rows[n]), lines.start)
            self.add(line + 1, key, wrong, fix)
            # It is told; blanked here, so that the rest of the file can be looked at.
            text = unseen.blanked(text)
        return text

    def _plain(self, event: Any, key: Key) -> None:
        """Look for slips in a text without quotation marks, which YAML reads without a word."""
        start, end = event.start_mark, event.end_mark
        if not event.value:
            rest = self.rows[start.line][start.column :] if start.line < len(self.rows) else ""
            if slip := yaml_errors.lost(start.line, self.rows, rest):
                self.slips.append(slip)
            return
        if end.line > start.line or event.value[0] in yaml_errors.BEGINNINGS:
            self.slips += yaml_errors.in_plain(self.rows, start.line, start.column, end.line)
        if end.line not in self.remarks:
            return
        rest = self.rows[end.line][end.column :]
        if rest.lstrip().startswith("#"):
            self.add(
                end.line + 1,
                key,
                f"{quoted(rest.strip())} is taken for a remark and is not published.",
                "Put the whole text in quotation marks if these words belong to it.",
                is_advice=True,
            )

    def sequence(self, key: Key) -> list[Any]:
        items: list[Any] = []
        while not isinstance(event := self.next(), SequenceEndEvent):
            if len(items) == MOST_ITEMS:
                self._too_many(event, key)
                break
            items.append(self.node(event, (*key, len(items))))
        return items

    def mapping(self, key: Key) -> dict[str, Any]:
        fields: dict[str, Any] = {}
        while not isinstance(event := self.next(), MappingEndEvent):
            line = event.start_mark.line + 1
            if len(fields) == MOST_ITEMS:
                self._too_many(event, key)
                break
            name = self._name(event, (*key, NAME))
            if not isinstance(name, str):
                wrong = "The name of this field is not a word."
                self.add(line, key, wrong, "Begin the line with a name and a colon.")
                name = "?"
            inner = (*key, name)
            if name in fields:
                self.add(
                    line,
                    inner,
                    f"{quoted(name)} is written twice; line {self.lines[inner]} has it already.",
                    "Keep one of them, or join the two.",
                )
                self._skip()
                continue
            self.lines[inner] = line
            fields[name] = self.node(self.next(), inner)
        return fields

    def _name(self, event: Any, key: Key) -> Any:
        """Return the name of a field; no text where something else stands in its place."""
        if isinstance(event, ScalarEvent) and not event.anchor and not event.tag:
            return self.scalar(event, key)
        name = self.node(event, key)
        self.lines.pop(key, None)
        return name

    def _too_many(self, event: Any, key: Key) -> None:
        """Tell that a list or a group is too long, and pass over the rest of it.

        Args:
            event: the first that is too many.
        """
        line = event.start_mark.line + 1
        wrong = f"There are more than {MOST_ITEMS:,} items here."
        self.add(line, key, wrong, "Leave out what belongs elsewhere, or make several plans.")
        depth = 1
        while depth:
            if isinstance(event, (SequenceStartEvent, MappingStartEvent)):
                depth += 1
            elif isinstance(event, (SequenceEndEvent, MappingEndEvent)):
                depth -= 1
            event = self.next() if depth else event

    def _skip(self) -> None:
        """Pass over the next value."""
        depth = 0
        while True:
            event = self.next()
            if isinstance(event, (SequenceStartEvent, MappingStartEvent)):
                depth += 1
            elif isinstance(event, (SequenceEndEvent, MappingEndEvent)):
                depth -= 1
            if depth == 0:
                return


def _in_paragraphs(text: str) -> str:
    """Return a folded text with each empty line as the end of a paragraph.

    YAML folds lines into one and an empty line into a single break, which Markdown takes for a
    space. Lines that are set in keep the breaks that they have, and so do items of a list.
    """
    if re.search(r"^ ", text, re.MULTILINE):
        return text
    return re.sub(r"(?<=[^\n])\n(?=[^\n])(?!(?:[-*+]|\d+[.)]) )", "\n\n", text)


def _stop(error: YAMLError) -> Stop:
    """Return where and why the parser gave up, lines and columns from 0."""
    mark = getattr(error, "problem_mark", None)
    context = getattr(error, "context_mark", None)
    return Stop(
        f"{getattr(error, 'context', '') or ''}: {getattr(error, 'problem', '') or error}",
        mark.line if mark else 0,
        mark.column if mark else 0,
        context.line if context else None,
    )
