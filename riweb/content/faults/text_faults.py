"""The faults of each kind of text: a chapter, some paragraphs, one line, an Easy Read sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from riweb.content.faults import markdown_faults, sizes
from riweb.content.faults.markdown_faults import Fault, numbered
from riweb.problems import quoted
from riweb.text import prose, unseen, web

MOST_WORDS = 15

# The end of a sentence that another follows.
END = re.compile(r"(?<=[.!?])[”’\")]*\s+(?=[“‘\"(]*[^\W_a-z])")
SIGN = re.compile(r"\w")


def sentences(text: str) -> list[str]:
    """Return the sentences of a text, without its marks."""
    return [one for one in END.split(prose.plain(text)) if SIGN.search(one)]


def of_sentence(text: str) -> Iterator[Fault]:
    """Yield what is wrong with a text that is to be one short sentence."""
    found = sentences(text)
    if len(found) > 1:
        second = found[1].rstrip(".")
        yield Fault(
            1,
            "",
            f"There are {len(found)} sentences here: the second is {quoted(second)}.",
            "Make an item of each, with a picture of its own.",
        )
    yield from of_sentences(text)


def of_sentences(text: str) -> Iterator[Fault]:
    """Yield what is wrong with a text that is to be short sentences."""
    for sentence in sentences(text):
        words = list(filter(SIGN.search, sentence.split()))
        if len(words) > MOST_WORDS:
            yield Fault(
                1,
                "",
                f"This sentence has {len(words)} words: {quoted(sentence)}",
                f"Write {MOST_WORDS} words at most. Say one thing in each sentence.",
            )


# Everything that accepted Markdown can become.
TAGS = re.compile(
    "p|ul|ol|li|em|strong|a|code|br|sup|span|div|h[2-6]|table|thead|tbody|tr|th|td|blockquote|hr"
)
IN_LIST = "There is a heading here inside a list or a quotation."

# Bullets of word processors.
BULLET = re.compile(r"\s*([•·‣▪▫◦●○■□➢])\s*")

# A heading below the title of a chapter.
SMALLER = re.compile(r"#{2,6}\s")
LINE = (
    "This should be one line.",
    "Write it in one line, or begin it with >- instead of |.",
)
HTML = re.compile(r"(?<!\\)<(?:[a-zA-Z/!?][^<>]*)>?")

# What nothing that is shown as it is written may look like: it would be a link somewhere else.
WRITTEN = (
    "No link, picture or HTML can stand here: this is shown as it is written.",
    "Write the words alone. A link belongs into a text, such as `about`.",
)


def _is_plain(text: str) -> bool:
    """Tell whether a text is words alone, as most are: nothing can be wrong with its Markdown."""
    is_seen = not unseen.UNSEEN.search(text)
    is_odd = prose.is_marked(text) or BULLET.match(text) or len(text) > sizes.LONGEST_LINE
    return is_seen and not is_odd


def of_chapter(text: str) -> list[Fault]:
    """Return what is wrong with the text of a chapter below its title, in order."""
    if too_much := list(sizes.check(text, sizes.LONGEST_CHAPTER)):
        return too_much
    found = [
        *_common(text),
        *markdown_faults.check_headings(text),
        *markdown_faults.check_tables(text),
        *markdown_faults.places(text),
    ]
    return _in_order(found or list(_made(text, is_chapter=True)))


def of_text(text: str) -> list[Fault]:
    """Return what is wrong with a text of some paragraphs, which may hold lists, in order."""
    if _is_plain(text):
        return []
    if too_much := list(sizes.check(text)):
        return too_much
    found = [*_common(text), *markdown_faults.none(text), *markdown_faults.check_tables(text)]
    return _in_order(found or list(_made(text, is_chapter=False)))


def of_line(text: str) -> list[Fault]:
    """Return what is wrong with a text of one line, such as a title."""
    if _is_plain(text):
        return []
    if too_much := list(sizes.check(text)):
        return too_much
    found = [*_common(text), *markdown_faults.none(text)]
    if start := re.match(r"(?:[-+*>]|\d+[.)])\s", text):
        sign = start[0].strip()
        fix = "Take it away; " + (
            "the number goes under `number`." if sign[0].isdigit() else "a list cannot stand here."
        )
        found.append(Fault(1, text, f"{quoted(sign)} begins a list, and this is one line.", fix))
    elif "\n" in text.strip():
        found.append(Fault(1, text.split("\n")[0], *LINE))
    return _in_order(found or list(_made(text, is_chapter=False)))


def of_written(text: str) -> list[Fault]:
    """Return what is wrong with a name, number, code or address, which is no Markdown.

    It is shown as it is written. What would be a link, a picture or HTML in a text was meant to be
    one, or is meant to slip into one.
    """
    text = str(text)
    if _is_plain(text):
        return []
    if too_much := list(sizes.check(text)):
        return too_much
    odd = unseen.fault(text)
    found = [Fault(1, *odd)] if odd else []
    if "\n" in text.strip():
        found.append(Fault(1, text.split("\n")[0], *LINE))
    if HTML.search(text) or any(not web.is_inside(lead.address) for lead in prose.leads(text)):
        found.append(Fault(1, text.split("\n")[0], *WRITTEN))
    return found


def _in_order(found: Sequence[Fault]) -> list[Fault]:
    return sorted(dict.fromkeys(found), key=lambda fault: fault.line)


def _common(text: str) -> Iterator[Fault]:
    yield from _html(text)
    yield from markdown_faults.check_links(text)
    yield from markdown_faults.check_notes(text)
    for (number, line), whole in zip(numbered(text), text.split("\n"), strict=True):
        if found := BULLET.match(line):
            yield Fault(
                number,
                line,
                f"“{found[1]}” begins no item of a list here.",
                "Begin each item with a hyphen and a space. Leave an empty line above the list.",
            )
        if odd := unseen.typed(whole) or unseen.fault(line):
            yield Fault(number, *odd)


def _html(text: str) -> Iterator[Fault]:
    if "<" not in text:
        return
    for number, line in numbered(text):
        for found in HTML.finditer(line):
            if re.fullmatch(r"<(?:https?://|mailto:)?[^<>\s]+[.@][^<>\s]+>", found[0]):
                continue
            yield Fault(
                number,
                found[0],
                f"{quoted(found[0], 40)} is HTML, which we do not accept.",
                "Use Markdown: **bold**, [words](https://example.org), or a list.",
            )
            break


def _made(text: str, is_chapter: bool) -> Iterator[Fault]:
    """Yield what the finished HTML holds that no text may, whatever way it was written."""
    if not prose.is_marked(text):
        return
    made = prose.blocks(text)
    # What stands for a link or a picture that is not let out is told below.
    for tag in dict.fromkeys(re.findall(r"<(?!span>)(\w+)", made)):
        if tag == "pre":
            line = next((n for n, row in numbered(text) if re.match(r" {4}|\t", row)), 1)
            yield Fault(
                line,
                text.split("\n")[line - 1],
                "Spaces at the start of this line make it look like a computer's.",
                "Begin the line at the left.",
            )
        elif is_chapter and tag == "h1":
            yield _unclear(text, IN_LIST)
        elif not TAGS.fullmatch(tag) or (tag[0] == "h" and tag[1:].isdigit() and not is_chapter):
            yield _unclear(text, "We cannot show this as it is written.")
    yield from markdown_faults.made(text, is_chapter)
    if not prose.plain(text):
        yield Fault(1, text.split("\n")[0], "No words of this are shown.", "Write words here.")
    if is_chapter:
        written = sum(bool(SMALLER.match(line)) for _, line in numbered(text))
        if len(re.findall(r"<h[1-6]", made)) != written:
            yield _unclear(text, IN_LIST)


def _unclear(text: str, wrong: str) -> Fault:
    fix = "Leave an empty line around each heading, list and table, and begin them at the left."
    return Fault(1, text.split("\n")[0], wrong, fix)
