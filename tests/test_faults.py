"""What Markdown we do not accept is told, whatever way it is written; the rest is left alone."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from riweb.content import faults
from riweb.text import prose

CHAPTER = """Some words, **strong** and *soft*, `code`, [a link](https://homes.example/a(b)),
<https://homes.example/>, <us@homes.example>, [mail](mailto:us@homes.example),
[ring](tel:+441632960000).

## First heading

- one
- two
  goes on

1. one
2. two

### Deeper

> Said by a resident

| Year | Homes |
| ---: | :--- |
| 2024 | 12 |
| 2025 \\| 2026 | 14 |

Year | Homes
--- | ---
2024 | 12

## Second heading

AT&T, 3 < 4 > 2, a * b, snake_case_word, 5 | 6, 50% off, #3 of 5, C# and [back](#first-heading).[^a]

---

The end.

[^a]: A note with [a link][ref].

[ref]: https://homes.example/
"""


def told(found: list[faults.Fault]) -> list[tuple[int, str]]:
    return [(fault.line, fault.wrong) for fault in found]


def test_what_is_right_is_left_alone() -> None:
    assert told(faults.of_chapter(CHAPTER)) == []
    assert told(faults.of_text("We **will**:\n\n- walk\n- talk\n\n1. one\n2. two")) == []
    assert told(faults.of_line("Walk *every* estate, 24/7 & more: 3 < 4")) == []
    assert told(faults.of_line("Mae’n dweud “[we]{en}” (ni)")) == []


@pytest.mark.parametrize(
    ("text", "line", "wrong"),
    [
        ("a <b>c</b>", 1, "“<b>” is HTML, which we do not accept."),
        ("a\n\n<script>x</script>", 3, "“<script>” is HTML, which we do not accept."),
        ("a <!-- c -->", 1, "“<!-- c -->” is HTML, which we do not accept."),
        ("a <img src=x onerror=y", 1, "“<img src=x onerror=y” is HTML, which we do not accept."),
        ("[a](javascript:b)", 1, "“javascript:b” is not an address we accept."),
        ("[a]( JaVaScript:b)", 1, "“JaVaScript:b” is not an address we accept."),
        ("[a](java&#115;cript:b)", 1, "“javascript:b” is not an address we accept."),
        ("[a](<javascript:b>)", 1, "“javascript:b” is not an address we accept."),
        ("[a](data:text/html,b)", 1, "“data:text/html,b” is not an address we accept."),
        ("[a\nb](javascript:c)", 2, "“javascript:c” is not an address we accept."),
        ("[a [b] c](vbscript:d)", 1, "“vbscript:d” is not an address we accept."),
        ("[a][b]\n\n[b]: javascript:c", 3, "“javascript:c” is not an address we accept."),
        ("[a](../b.html)", 1, "“../b.html” leads to nothing: a text is shown on many pages."),
        (
            "[a](//b.example/c)",
            1,
            "“//b.example/c” leads to nothing: a text is shown on many pages.",
        ),
        ("[a]()", 1, "This link has no address."),
        ("[a](www.b.example)", 1, "“www.b.example” is not an address we accept."),
        ("![a](b.png)", 1, "A picture cannot stand inside a text."),
        ("![a][b]\n\n[b]: https://c.example/d.png", 1, "A picture cannot stand inside a text."),
        ("a[^b]", 1, "The footnote “b” has no text."),
        ("a[^b]\n\n[^b]:", 3, "The footnote “b” has no text."),
        ("a[^b]\n\n[^b]: c\n[^b]: d", 4, "The footnote “b” has two texts."),
        ("a\n\n[^b]: c", 3, "The footnote “b” is not named in the text."),
        ("a\n• b", 2, "“•” begins no item of a list here."),
        ("a &#8; b", 1, "“&#8;” is a character that cannot be shown."),
        ("&nbsp;", 1, "No words of this are shown."),
        ("a\n\n    b", 3, "Spaces at the start of this line make it look like a computer's."),
        ("a" * 5001, 1, "This paragraph has 5,001 letters, more than anybody can read."),
    ],
)
def test_what_no_text_may_hold_is_told(text: str, line: int, wrong: str) -> None:
    assert (line, wrong) in told(faults.of_chapter(text))
    assert (line, wrong) in told(faults.of_text(text))


@pytest.mark.parametrize(
    ("text", "line", "wrong"),
    [
        ("a\n\n# b", 3, "A chapter has one title, at its top."),
        ("a\n\n### b", 3, "This heading skips a level."),
        ("## a\n\n#### b", 3, "This heading skips a level."),
        ("##a", 1, "There is no space after the #."),
        ("a\n#1 priority", 2, "There is no space after the #."),
        ("##", 1, "This heading has no words."),
        ("a\n===", 2, "The line below “a” makes a heading of it."),
        ("a\n---", 2, "The line below “a” makes a heading of it."),
        ("- # a", 1, "There is a heading here inside a list or a quotation."),
        ("> ## a", 1, "There is a heading here inside a list or a quotation."),
        ("| a | b |\n| - | - |\n| c |", 3, "This row has 1 cell; its table has 2."),
        ("| a |\n| - | - |\n| c | d |", 1, "The headings of this table do not fit its columns."),
        ("| a | |\n| - | - |\n| c | d |", 1, "A heading of this table is empty."),
        ("| - | - |\n| c | d |", 1, "The headings of this table do not fit its columns."),
        ("| a | b |\n| c | d |", 1, "This table has no line of headings."),
        ("[a](#b)\n\n## B2", 1, "There is no heading “#b” in this chapter."),
    ],
)
def test_what_a_chapter_may_not_hold_is_told(text: str, line: int, wrong: str) -> None:
    assert told(faults.of_chapter(text)) == [(line, wrong)]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("# a", "“# a” begins with #, which makes a heading."),
        ("#1 of all", "“#1 of all” begins with #, which makes a heading."),
        ("[a](#b)", "“#b” is not an address we accept."),
    ],
)
def test_what_only_a_chapter_may_hold_is_told(text: str, wrong: str) -> None:
    assert told(faults.of_text(text)) == [(1, wrong)]


@pytest.mark.parametrize("text", ["1. Walk", "- Walk", "* Walk", "+ Walk", "> Walk", "2) Walk"])
def test_a_title_is_no_list(text: str) -> None:
    sign = text.split()[0]
    assert told(faults.of_line(text)) == [(1, f"“{sign}” begins a list, and this is one line.")]


def test_a_title_is_one_line() -> None:
    assert told(faults.of_line("a\nb")) == [(1, "This should be one line.")]


PIECES = [*"ab1 \n\n\n#*_-+>|`[]()<!&\\:^=.;", "http://a.b", "java", "script:", "](", "[a]"]
MARKDOWN = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


@settings(max_examples=400, derandomize=True, deadline=None)
@given(text=MARKDOWN)
def test_what_is_not_told_is_safe_to_show(text: str) -> None:
    text = text.strip()
    if faults.of_chapter(text):
        return
    made = prose.blocks(text)
    assert not re.search(r"<(script|img|h1|pre|iframe|style|svg)\b", made)
    for address in re.findall(r'(?:href|src)="([^"]*)"', made):
        plain = html.unescape(html.unescape(address))
        assert re.match(r"https?://|mailto:|tel:|#", plain), plain
