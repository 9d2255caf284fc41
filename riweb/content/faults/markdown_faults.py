"""What we do not accept in Markdown: headings, links, footnotes and tables, each with its place."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from riweb.problems import counted, nearest, quoted
from riweb.text import prose, web

PICTURE = (
    "A picture cannot stand inside a text.",
    "Take it out here and list it under `pictures` in plan.yaml.",
)

# Beside its text, each has a mark that leads back to every place that names it.
MOST_PLACES = 50

# Neither goes on past the next bracket that opens, or a line of such brackets would take hours.
PICTURE_MARK = re.compile(r"!\[[^][]*\]\s?[(\[]")
LINK_MARK = re.compile(r"(?<!!)\[[^][]*\]\(\s*<?((?:[^()\s>]|\([^()\s]*\))*)")
CODE = re.compile(r"`[^`]*`")


@dataclass(frozen=True)
class Fault:
    """Something in a text that we do not accept.

    Args:
        line: which line of the text, counted from 1.
        words: as they stand in the text, by which their line in a file can be found.
    """

    line: int
    words: str
    wrong: str
    fix: str


def numbered(text: str) -> Iterator[tuple[int, str]]:
    """Yield each line and its number, without what stands in `marks of code`."""
    for number, line in enumerate(text.split("\n"), 1):
        yield number, CODE.sub("``", line) if "`" in line else line


HEADING = re.compile(r"(#+)(.*)")
UNDERLINE = re.compile(r"(=+|-+) *")


def none(text: str) -> Iterator[Fault]:
    for number, line in numbered(text):
        if line.startswith("#"):
            fix = "Take the # away; use **bold**, or write a chapter."
            if re.match(r"#\d", line):
                fix = f"Write “No {line[1:].split()[0]}”, or \\# for the sign itself."
            wrong = f"{quoted(line, 40)} begins with #, which makes a heading."
            yield Fault(number, line, wrong, fix)
    yield from _underlined(text)


def _underlined(text: str) -> Iterator[Fault]:
    if "\n" not in text:
        return
    lines = text.split("\n")
    for number, line in enumerate(lines[1:], 2):
        if UNDERLINE.fullmatch(line) and lines[number - 2].strip():
            yield Fault(
                number,
                line,
                f"The line below {quoted(lines[number - 2], 40)} makes a heading of it.",
                "Remove this line. For a heading, write ## before it; leave a line empty "
                "above a rule.",
            )


def check_headings(text: str) -> Iterator[Fault]:
    level = 1
    for number, line in numbered(text):
        if not (found := HEADING.match(line)):
            continue
        deeper, words = len(found[1]), found[2].strip(" #")
        if not words or not re.match(r"\s", found[2]):
            yield Fault(
                number,
                line,
                "There is no space after the #." if words else "This heading has no words.",
                f"Write {found[1]} and a space before a heading, or \\# for the sign itself.",
            )
        elif deeper == 1:
            yield Fault(number, line, "A chapter has one title, at its top.", f"Write: ## {words}")
        elif deeper > level + 1:
            right = "#" * (level + 1)
            yield Fault(number, line, "This heading skips a level.", f"Write: {right} {words}")
            deeper = level + 1
        level = max(2, min(deeper, 6)) if deeper > 1 else level
    yield from _underlined(text)


def check_links(text: str) -> Iterator[Fault]:
    if "[" not in text:
        return
    for number, line in numbered(text):
        for found in PICTURE_MARK.finditer(line):
            yield Fault(
                number,
                found[0],
                *PICTURE,
            )
        for found in LINK_MARK.finditer(line):
            if fault := _target(number, found[0], html.unescape(found[1])):
                yield fault
        named = re.match(r" {0,3}\[[^\]^][^\]]*\]:\s*<?(\S+?)>?(?:\s|$)", line)
        if named and (fault := _target(number, named[0].strip(), html.unescape(named[1]))):
            yield fault
    yield from _misleading(text)


def _misleading(text: str) -> Iterator[Fault]:
    """Yield links whose words name another place than they lead to."""
    for lead in prose.leads(text):
        is_told = lead.is_picture or web.is_inside(lead.address) or web.fault(lead.address)
        if not is_told and (found := web.misleads(lead.words, lead.address)):
            yield Fault(*_place(text, lead), *found)


def _target(line: int, words: str, address: str) -> Fault | None:
    """Return what is wrong with the address of a link, or None."""
    found = None if web.is_inside(address) and len(address) > 1 else web.fault(address)
    if not found:
        return None
    wrong, fix = found
    if web.START.match(address):
        return Fault(line, words, wrong, fix)
    if re.match(r"www\.|[a-z0-9-]+\.(org|com|co|gov|net|uk|cymru|wales)\b", address, re.IGNORECASE):
        fix = f"Write https://{address}."
    elif re.fullmatch(r"[^\s@]+@[^\s@]+", address):
        fix = f"Write mailto:{address}."
    elif re.fullmatch(r"[\w./#-]*", address):
        fix = (
            "Write the full address with https://. To name an action or a chapter of this plan, "
            "use `refs`."
        )
        wrong = f"{quoted(address)} leads to nothing: a text is shown on many pages."
        wrong = wrong if address else "This link has no address."
    return Fault(line, words, wrong, fix)


def made(text: str, is_chapter: bool) -> Iterator[Fault]:
    """Yield the pictures and links that a text makes, whatever way it is written, and may not."""
    for lead in prose.leads(text):
        is_inside = web.is_inside(lead.address)
        if lead.is_picture:
            yield Fault(*_place(text, lead), *PICTURE)
        elif is_inside and not is_chapter and not lead.address.startswith("#fn"):
            wrong = f"{quoted(lead.address)} is not an address we accept."
            yield Fault(*_place(text, lead), wrong, web.SAFE)
        elif not is_inside and (found := web.fault(lead.address)):
            yield Fault(*_place(text, lead), *found)


def _place(text: str, lead: prose.LinkTarget) -> tuple[int, str]:
    """Return the line of a link, from 1, and words by which to find it in its file."""
    for words in filter(None, (lead.address, lead.words)):
        for number, line in enumerate(text.split("\n"), 1):
            if words in line:
                return number, words
    return 1, text.split("\n")[0]


def places(text: str) -> Iterator[Fault]:
    """Yield links to headings that are not in the chapter."""
    if "](#" not in text:
        return
    known = [heading.anchor for heading in prose.headings(text)]
    for number, line in numbered(text):
        for found in re.finditer(r"\]\(#([^)\s]*)\)", line):
            if found[1] not in known:
                guess = nearest(found[1], known)
                fix = f"Did you mean #{guess}?" if guess else "Link to a heading of this chapter."
                wrong = f"There is no heading {quoted('#' + found[1])} in this chapter."
                yield Fault(number, found[0], wrong, fix)


def check_notes(text: str) -> Iterator[Fault]:
    """Yield footnotes without a text, texts without a footnote, and two texts for one."""
    if "[^" not in text:
        return
    defined: dict[str, int] = {}
    named: dict[str, int] = {}
    places: Counter[str] = Counter()
    for number, line in numbered(text):
        start = re.match(r" {0,3}\[\^([^\]]+)\]:(.*)", line)
        if start:
            if start[1] in defined:
                wrong = f"The footnote {quoted(start[1])} has two texts."
                yield Fault(number, line, wrong, "Give each footnote a name of its own.")
            elif not start[2].strip():
                wrong = f"The footnote {quoted(start[1])} has no text."
                yield Fault(number, line, wrong, f"Write its words after [^{start[1]}]:")
            defined.setdefault(start[1], number)
            line = start[2]
        for name in re.findall(r"\[\^([^][]+)\]", line):
            named.setdefault(name, number)
            places[name] += 1
            if places[name] == MOST_PLACES + 1:
                wrong = f"The footnote {quoted(name)} is named more than {MOST_PLACES} times."
                yield Fault(number, f"[^{name}]", wrong, "Name it where it matters most.")
    for name, number in named.items():
        if name not in defined:
            yield Fault(
                number,
                f"[^{name}]",
                f"The footnote {quoted(name)} has no text.",
                f"Add a line at the end: [^{name}]: and its words.",
            )
    for name, number in defined.items():
        if name not in named:
            yield Fault(
                number,
                f"[^{name}]:",
                f"The footnote {quoted(name)} is not named in the text.",
                f"Write [^{name}] where it belongs, or remove it.",
            )


# The line of hyphens below the headings.
RULE = re.compile(r"\s*\|?(\s*:?-+:?\s*\|)+\s*(:?-+:?\s*)?")


def check_tables(text: str) -> Iterator[Fault]:
    if "|" not in text:
        return
    lines = text.split("\n")
    place = 0
    while place < len(lines):
        end = place
        while end < len(lines) and _is_row(lines[end]):
            end += 1
        if end - place > 1:
            yield from _table(lines[place:end], place)
        place = max(end, place + 1)


def _is_row(line: str) -> bool:
    return len(_cells(line)) > 1 or bool(re.match(r"\s*\|", line))


def _table(rows: Sequence[str], place: int) -> Iterator[Fault]:
    """Yield what is wrong with rows of which the first stands after `place` lines."""
    rules = [number for number, row in enumerate(rows) if RULE.fullmatch(row)]
    if not rules:
        if all(row.strip().startswith("|") for row in rows):
            dashes = "|".join([" --- "] * len(_cells(rows[0])))
            yield Fault(
                place + 1,
                rows[0],
                "This table has no line of headings.",
                f"Write the headings first, and below them: |{dashes}|",
            )
        return
    rule = rules[0]
    width = len(_cells(rows[rule]))
    head = _cells(rows[rule - 1]) if rule else []
    if rule == 1 and len(head) == width and not all(cell.strip() for cell in head):
        yield Fault(
            place + 1,
            rows[0],
            "A heading of this table is empty.",
            "Write what its column holds, such as “Year” or “What we did”.",
        )
    elif rule != 1 or len(head) != width:
        yield Fault(
            place + max(1, rule),
            rows[max(0, rule - 1)],
            "The headings of this table do not fit its columns.",
            f"Write one line with {counted(width, 'heading')}, with | between, above the line "
            "of hyphens.",
        )
    for number, row in enumerate(rows[rule + 1 :], rule + 2):
        if len(_cells(row)) != width:
            yield Fault(
                place + number,
                row,
                f"This row has {counted(len(_cells(row)), 'cell')}; its table has {width}.",
                "Add or remove a |; write “none” in an empty cell.",
            )


def _cells(row: str) -> list[str]:
    inner = row.strip().removeprefix("|")
    inner = inner[:-1] if re.search(r"(?<!\\)\|$", inner) else inner
    return re.split(r"(?<!\\)\|", inner)
