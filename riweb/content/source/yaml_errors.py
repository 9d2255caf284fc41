"""Slips at which the parser of YAML gives up, or which it reads without a word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from riweb.content.source import yaml_fixes
from riweb.content.source.yaml_fixes import (
    Slip,
    Stop,
    YamlLine,
    bullet,
    requoted,
    shown,
    spaced,
    write,
)
from riweb.plan.plans import PlanFile
from riweb.plan.site import SiteFile
from riweb.problems import nearest, quoted, visible

CLOSES = {"[": "]", "{": "}"}

# What holds brackets that open and close nothing: texts in quotation marks, and remarks.
WORDS = re.compile(r"\"(?:[^\"\\]|\\.)*\"|(?<!\w)'(?:[^']|'')*'|(?:^|\s)#.*")


def unclosed(rows: Sequence[str], stop: Stop) -> Slip | None:
    """Return the slip of the nearest bracket above that its field leaves open."""
    if "parsing a flow" not in stop.words:
        return None
    for number in range(stop.line, -1, -1):
        if not re.match(r"[\[{]", YamlLine.of(rows[number]).value):
            continue
        last = _last(rows, number)
        missing = _open("\n".join(rows[number : last + 1]))
        return _slip(rows, number, last, missing) if missing else None
    return None


def _last(rows: Sequence[str], number: int) -> int:
    """Return the last line before the next field or item that stands no deeper."""
    level = yaml_fixes.key_column(rows[number])
    last = number
    for place in range(number + 1, len(rows)):
        row = rows[place]
        is_item = row.lstrip().startswith("- ")
        if yaml_fixes.width(row) <= level and (YamlLine.of(row).name or is_item):
            break
        if row.strip() and not row.lstrip().startswith("#"):
            last = place
    return last


def _open(text: str) -> str:
    """Return what would close the brackets that a text leaves open, the inmost first."""
    waiting: list[str] = []
    for sign in WORDS.sub("", text):
        if sign in CLOSES:
            waiting.append(CLOSES[sign])
        elif waiting and sign == waiting[-1]:
            waiting.pop()
    return "".join(reversed(waiting))


def _slip(rows: Sequence[str], number: int, last: int, missing: str) -> Slip:
    bracket = YamlLine.of(rows[number]).value[0]
    mended = re.sub(r"\s+#.*$", "", rows[last]).rstrip() + missing
    where = "" if last == number else f" In line {last + 1}:"
    return Slip(
        number + 1,
        f"The bracket {bracket} that opens in this line is not closed.{where}",
        shown(mended),
        {last: mended},
    )


# Bullets of word processors. A dash is one only where a whole line begins with it.
BULLETS = "•·‣▪▫◦●○■□➢"
DASHES = "–—−"

# What a text of one line has to begin with, for something to be wrong with it.
BEGINNINGS = frozenset(f"-{BULLETS}{DASHES}")


def lost(number: int, rows: Sequence[str], rest: str) -> Slip | None:
    """Return the slip of a value that is lost because it begins with #, or None.

    Args:
        rest: the line after the field's name or the hyphen.
    """
    if not re.match(r"\s*#\S", rest):
        return None
    return Slip(
        number + 1,
        f"Everything after # is taken for a remark, so {quoted(rest.strip(), 40)} is lost.",
        write(rows[number], rest.strip()),
        {number: requoted(rows[number], rest.strip())},
    )


def in_plain(rows: Sequence[str], start: int, column: int, end: int) -> Iterator[Slip]:
    """Yield the slips in a text without quotation marks, from line `start` to line `end`."""
    parts = {start: rows[start][column:]} | {n: rows[n].strip() for n in range(start + 1, end + 1)}
    stands_alone = not rows[start][:column].strip()
    numbered = sum(bool(re.match(r"\d+[.)] ", part)) for part in parts.values())
    for number, part in parts.items():
        lead = rows[number][: len(rows[number]) - len(part)] if number == start else ""
        indent = rows[number][: len(rows[number]) - len(rows[number].lstrip())]
        if re.match(r"-[^\W\d]", part):
            yield spaced(number, rows[number])
        elif part.startswith("- ") and number > start:
            yield Slip(
                number + 1,
                "This hyphen begins no item: it goes on with the text in the line above.",
                "Begin a list below the name of its field, or take the hyphen away.",
            )
        elif part[:1] in BULLETS and part:
            inner = part[1:].lstrip()
            yield bullet(number, part[0], f"{lead}{inner}" if "-" in lead else f"{indent}- {inner}")
        elif stands_alone and part[:1] in DASHES and part[1:2] == " ":
            yield bullet(number, part[0], f"{indent}- {part[2:]}")
        elif stands_alone and numbered > 1 and (found := re.match(r"\d+[.)] +", part)):
            yield bullet(number, found[0].strip(), f"{indent}- {part[found.end() :]}")


# So many lines tell how wide their writer's tabs are.
MOST_TABS = 40


def at(rows: Sequence[str], stop: Stop) -> list[Slip]:
    """Return the slip for which the parser stopped."""
    last = max((number for number, row in enumerate(rows) if row.strip()), default=0)
    context = None if stop.context is None else min(stop.context, last)
    stop = Stop(stop.words, min(stop.line, last), stop.column, context)
    looks = (
        _conflict,
        _end,
        _tab,
        _hyphen,
        _open_quote,
        _backslash,
        unclosed,
        _sign,
        _colon,
        _no_colon,
        _place,
    )
    for look in looks:
        if slip := look(rows, stop):
            return [slip]
    return [
        Slip(
            stop.spot + 1,
            "We cannot read the file from this line on.",
            "Check the spaces at the start of the line, the colons and the quotation marks, "
            "here and in the line above.",
        )
    ]


def _conflict(rows: Sequence[str], stop: Stop) -> Slip | None:
    """Return the slip of two changes that git could not join; we read on with the first."""
    marks = {n: row[:7] for n, row in enumerate(rows) if re.match(r"(<{7}|={7}|>{7})( |$)", row)}
    if "<<<<<<<" not in marks.values():
        return None
    dropped: dict[int, str] = {}
    is_second = False
    for number in range(len(rows)):
        is_second = is_second or marks.get(number) == "======="
        if is_second or number in marks:
            dropped[number] = ""
        is_second = is_second and marks.get(number) != ">>>>>>>"
    return Slip(
        min(marks) + 1,
        "Two people have changed this place, and their changes are not joined yet.",
        "Keep what is right and delete the lines <<<<<<<, ======= and >>>>>>>.",
        dropped,
    )


def _end(rows: Sequence[str], stop: Stop) -> Slip | None:
    """Return the slip of three full stops, which end a file of YAML."""
    for number, row in enumerate(rows[: stop.line]):
        if re.fullmatch(r"\.\.\.\s*", row):
            wrong = "The file ends here for us: that is what a line of three full stops means."
            return Slip(number + 1, wrong, "Remove the line.", {number: ""})
    return None


def _tab(rows: Sequence[str], stop: Stop) -> Slip | None:
    lead = {n: re.match(r"[ \t]*(?:-[ \t]+)*", row) for n, row in enumerate(rows)}
    tabbed = [n for n, found in lead.items() if found and "\t" in found[0] and rows[n].strip()]
    if not {stop.line, stop.spot} & set(tabbed):
        return None
    others = len(tabbed) - 1
    more = f", and so {'do' if others > 1 else 'does'} {others} more" if others else ""
    return Slip(
        tabbed[0] + 1,
        f"This line begins with a tab{more}.",
        "Begin it with spaces instead: two for each step to the right.",
        _without_tabs(rows, tabbed),
    )


def _without_tabs(rows: Sequence[str], tabbed: Sequence[int]) -> dict[int, str]:
    """Return the lines with spaces for tabs: as many as make most of them fit the lines above."""

    def filled(row: str, size: int) -> str:
        words = row.lstrip(" \t")
        lead = row[: len(row) - len(words)].replace("\t", " " * size)
        return lead + re.sub(r"^-\t+", "- ", words)

    def fitting(size: int) -> int:
        made = list(rows[: tabbed[:MOST_TABS][-1] + 1])
        for number in tabbed[:MOST_TABS]:
            made[number] = filled(rows[number], size)
        return sum(yaml_fixes.fit(made, number) for number in tabbed[:MOST_TABS])

    best = max((2, 4, 8), key=fitting)
    return {number: filled(rows[number], best) for number in tabbed}


def _hyphen(rows: Sequence[str], stop: Stop) -> Slip | None:
    for number in (stop.spot, yaml_fixes.above(rows, stop.spot)):
        if number is not None and re.match(r"\s*(?:- +)*-[^\W\d]", rows[number]):
            return spaced(number, rows[number])
    return None


def _open_quote(rows: Sequence[str], stop: Stop) -> Slip | None:
    """Return the slip of a quotation mark that is not closed in its line."""
    for number in range(stop.spot, max(-1, stop.spot - 30), -1):
        value = YamlLine.of(rows[number]).value
        if not re.match(r'"(?:[^"\\]|\\.)*$|' r"'(?:[^']|'')*$", value):
            continue
        ends = (n for n in range(number + 1, len(rows)) if value[0] in rows[n])
        closed = next(ends, None)
        if closed not in (None, stop.line) and "quoted" not in stop.words:
            return None
        mended = rows[number].rstrip() + value[0]
        return Slip(
            number + 1,
            "The quotation mark that opens in this line is not closed.",
            shown(mended),
            {number: mended},
        )
    return None


def _backslash(rows: Sequence[str], stop: Stop) -> Slip | None:
    if "escape" not in stop.words:
        return None
    row = YamlLine.of(rows[stop.line])
    inner = row.value.strip().strip('"')
    return Slip(
        stop.line + 1,
        "The sign \\ has another meaning between these quotation marks.",
        write(rows[stop.line], inner),
        {stop.line: requoted(rows[stop.line], inner)},
    )


def _sign(rows: Sequence[str], stop: Stop) -> Slip | None:
    """Return the slip of a text that begins with a sign of YAML."""
    number = stop.spot
    row = YamlLine.of(rows[number])
    value = row.value
    if not value or (stop.column < row.column and stop.line == number):
        return None
    if row.name and (found := re.match(r"- +", value)):
        return Slip(
            number + 1,
            f"A list does not begin in the line of `{visible(row.name)}`.",
            f"Write {quoted(value)} in the next line, with two more spaces before it.",
            {number: row.before + value[found.end() :]},
        )
    if re.match(r"\*\s", value) and not row.name:
        return bullet(number, "*", f"{' ' * row.indent}- {value[1:].lstrip()}")
    if re.match(r"[\[{]", value) and not re.search(r"[\]}]\s*\S", value):
        bracket = value[0]
        return Slip(
            number + 1,
            f"We cannot read what stands after {bracket} here.",
            "Write each part on a line of its own below, without brackets.",
        )
    if value[0] in "\"'":
        return Slip(
            number + 1,
            "There are words after the closing quotation mark.",
            write(rows[number], value),
            {number: requoted(rows[number], value)},
        )
    if value[0] in "*&!%@`|>,?[{]}":
        return Slip(
            number + 1,
            f"A text cannot begin with {value[0]} unless it stands in quotation marks.",
            write(rows[number], value),
            {number: requoted(rows[number], value)},
        )
    return None


def _colon(rows: Sequence[str], stop: Stop) -> Slip | None:
    """Return the slip of a text with a colon in it."""
    row = YamlLine.of(rows[stop.line])
    in_value = row.name and stop.column >= row.column
    if "mapping values" not in stop.words or not in_value:
        return None
    wrong = "There are two colons in this line, and the text is not in quotation marks."
    if row.value[0] in "“”„‘’":
        wrong = "A text with a colon needs straight quotation marks; these are curly."
    return Slip(
        stop.line + 1,
        wrong,
        write(rows[stop.line], row.value),
        {stop.line: requoted(rows[stop.line], row.value)},
    )


def _no_colon(rows: Sequence[str], stop: Stop) -> Slip | None:
    """Return the slip of a line with no colon after the field's name."""
    number: int | None = stop.spot
    if "mapping values" in stop.words:
        number = yaml_fixes.above(rows, stop.line)
        if number is None or yaml_fixes.width(rows[number]) != yaml_fixes.width(rows[stop.line]):
            return None
    elif "expected ':'" not in stop.words:
        return None
    if number is None or YamlLine.of(rows[number]).name:
        return None
    row = rows[number]
    if found := re.match(r"(\s*(?:- +)*[\w-]+):(?=\S)", row):
        mended = f"{found[1]}: {row[found.end() :]}"
        return Slip(
            number + 1, "There is no space after the colon.", shown(mended), {number: mended}
        )
    found = re.match(r"(\s*(?:- +)*)([\w-]+)\s*", row)
    if found and (name := _known(found[2])):
        mended = f"{found[1]}{name}: {row[found.end() :]}".rstrip()
        wrong = f"There is no colon after “{found[2]}”."
        return Slip(number + 1, wrong, shown(mended), {number: mended})
    above = yaml_fixes.above(rows, number)
    if above is None:
        fix = "Begin it with the name of a field and a colon, such as title: Our plan."
        return Slip(number + 1, "This line begins no field.", fix)
    spaces = yaml_fixes.key_column(rows[above]) + 2
    return Slip(
        number + 1,
        "This line begins no field, and does not go on with the text above it.",
        f"If it goes on with the text above, begin it with {spaces} spaces. "
        "If it is a field, write its name and a colon.",
        {number: " " * spaces + row.strip()},
    )


def _known(word: str) -> str | None:
    """Return the field that a word at the start of a line names, or None."""
    names = _names()
    return word if word in names else nearest(word, names, 0.8)


@lru_cache(maxsize=1)
def _names() -> tuple[str, ...]:
    """Every name of a field."""
    schemas = [model.model_json_schema() for model in (PlanFile, SiteFile)]
    groups = [group for schema in schemas for group in (schema, *schema["$defs"].values())]
    return tuple(dict.fromkeys(name for group in groups for name in group.get("properties", ())))


def _place(rows: Sequence[str], stop: Stop) -> Slip | None:
    """Return the slip of a line that begins at the wrong place."""
    number = stop.line
    row = YamlLine.of(rows[number])
    if stop.column > row.column or not rows[number].strip():
        return None
    found = yaml_fixes.nearest_level(rows, number)
    if found is None:
        wrong = "This item of a list stands under no field."
        fix = "Write the name of its field and a colon in the line above."
        return Slip(number + 1, wrong, fix, yaml_fixes.without(rows, number))
    like, column = found
    spaces = {0: "at the very left", 1: "after 1 space"}.get(column, f"after {column} spaces")
    return Slip(
        number + 1,
        "This line does not begin where its neighbours begin.",
        f"Begin it {spaces}, like line {like + 1}.",
        yaml_fixes.moved(rows, number, column),
    )
