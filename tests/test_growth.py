"""What is read takes as much longer as it is longer, and what is too long is refused at once."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import pytest
import steps
from sites import HERE

from riweb import when
from riweb.build import editions
from riweb.cli import main
from riweb.content import faults
from riweb.content.faults import sizes, text_faults
from riweb.content.parse import texts
from riweb.content.source import Markdown, Po, Raw, yaml_tree
from riweb.languages import catalogues, comparison, word_file, word_table, xliff
from riweb.languages.parcels import Parcel, TranslationUnit
from riweb.lint import abbreviations as letters_known
from riweb.lint import corpus, house_rules
from riweb.lint.rule import KnownWords, Passage, Told
from riweb.problems import Problem
from riweb.requests import csv_table
from riweb.text import prose

Text = TypeVar("Text")

# Letters in the middle of three texts; the others have half and twice as many. All are shorter
# than what is refused for its length.
SIZE = 1_000
MOST_GROWTH = 2.5
# So many steps, or bytes, are made in any case and tell nothing of growth.
FEW = 500


def again(part: str) -> Callable[[int], str]:
    """Return what makes a text of one part over and over."""
    return lambda size: part * (size // len(part))


SHAPES: dict[str, Callable[[int], str]] = {
    **{
        part: again(part)
        for part in (
            *("x", "X", "1", "1.", "1,", "x/", "x-", "x'", "x@", "x.", "X ", "AB ", "A&", "["),
            *(
                "[^",
                "![",
                "[x",
                "[x](",
                "](",
                "(",
                "*",
                "*x",
                "*x ",
                "**x ",
                "_",
                "_x ",
                "`",
                "`x ",
            ),
            *(
                "``x` ",
                "<",
                "<a ",
                "<a@",
                "&",
                "&#1",
                "&a",
                "&amp;",
                "|",
                "\\",
                "“",
                "“x ",
                "‘x ",
                '"x ',
            ),
            *("!", ".", ". ", "-", ":", "@", "é", "ŵ ", "日", "www.", "1 May ", "£1", "not a "),
            *("We meet. ", "will be ", "click ", "Xx ", "Mr ", "Ab (AB) ", "aa wyd", "url("),
            *("|a|b|\n", "xx\n", "xx\n\n", "- x\n", "- x\n\n", "x  \n", "---\n\n", "## h\n\n"),
            *("> > x\n", "*x* ", "**x* ", "[x](https://a.b) ", "[x](https://a.b)\n\n", "x[^1]\n\n"),
        )
    },
    "spaces": lambda size: "x" + " " * size + "x",
    "spaces first": lambda size: " " * size + "x",
    "tabs": lambda size: "\t" * size + "x",
    "empty lines": lambda size: "x" + "\n" * size + "x",
    "a long number": lambda size: f"&#{'1' * size};",
    "underline": lambda size: "x\n" + "=" * size,
    "rule of a table": lambda size: "|x|\n|" + "-|" * (size // 2) + "x",
    "colons of a table": lambda size: "|x|\n" + ":- " * (size // 3) + "x",
    "table": lambda size: "|a|b|\n|-|-|\n" + "|a|b|\n" * (size // 6),
    "lists in lists in a line": lambda size: "- " * (size // 2) + "x",
    "quotations in a line": lambda size: "> " * (size // 2) + "x",
    "numbers in a line": lambda size: "1) " * (size // 3) + "x",
    "lists in lists": lambda size: "".join(
        f"{'    ' * n}- x\n" for n in range(int((size / 2) ** 0.5))
    ),
    "brackets in brackets": lambda size: "[" * (size // 2) + "]" * (size // 2),
    "round in round": lambda size: "[a](" + "(" * (size // 2) + ")" * (size // 2) + ")",
    "footnotes": lambda size: (
        "".join(f"x[^{n}]\n\n" for n in range(size // 30))
        + "".join(f"[^{n}]: x\n\n" for n in range(size // 30))
    ),
    "one footnote": lambda size: "x[^1]\n\n" * (size // 7) + "[^1]: x",
    "named links": lambda size: "".join(f"[{n}]: https://a.b\n" for n in range(size // 20)),
    "abbreviations": lambda size: "".join(
        f"{chr(65 + n % 26)}{chr(65 + n // 26 % 26)}Q " for n in range(size // 4)
    ),
}


def quoted(text: str) -> str:
    """Return a text as YAML and catalogues write it between quotation marks."""
    return json.dumps(text, ensure_ascii=False)


def raw(text: str) -> Raw:
    return Raw("plan.yaml", {"summary": text}, {("summary",): 1}, text.split("\n"))


def parsed(text: str) -> None:
    try:
        when.parse(text)
    except when.NotADate:
        return


def advised(text: str) -> None:
    """Look at a text as the rules of wording do, where nothing else stops it."""
    if sizes.are_too_much([text]):
        return
    made = corpus.read(text, "prose", None)
    known = KnownWords(
        frozenset(letters_known.explained([text])), frozenset(), frozenset(), frozenset()
    )
    for language in ("en", "cy"):
        place = ("", "f", 1, "summary", "summary")
        passage = Passage("p", language, *place, text, made, False, False)
        for rule in house_rules.RULES:
            list(rule.hits(Told(language, (passage,), known)))


def shown(text: str) -> None:
    """Put a text into a page, where nothing is wrong with it."""
    if not faults.of_text(text):
        prose.flow(text)
        prose.plain(text)
        prose.headings(text)


def told(text: str) -> None:
    if not sizes.are_too_much([text]):
        list(text_faults.of_sentence(text))


ENTRY = 'msgid ""\nmsgstr ""\n\nmsgctxt "a"\nmsgid {}\nmsgstr ""\n'
READERS: dict[str, Callable[[str], object]] = {
    "YAML": lambda text: yaml_tree.read("f", text, []),
    "YAML, plain": lambda text: yaml_tree.read("f", f"summary: {text}\n", []),
    "YAML, quoted": lambda text: yaml_tree.read("f", f"summary: {quoted(text)}\n", []),
    "faults of a chapter": faults.of_chapter,
    "faults of a text": faults.of_text,
    "faults of a line": faults.of_line,
    "prose": shown,
    "letters": lambda text: list(texts.of_file(raw(text))),
    "letters of a chapter": lambda text: list(texts.of_chapter(Markdown("f", "a", text))),
    "dates": parsed,
    "Easy Read": told,
    "wording": advised,
    "lines of a translation": lambda text: catalogues.laid(text, text),
    "a translation beside its text": lambda text: list(
        comparison.differences(text, f"{text}1", "cy")
    ),
    "a register": lambda text: csv_table.read(f"a,b\n{text}".encode(), "f", ("a", "b"), []),
    "a catalogue": lambda text: catalogues.read(Po("f", text, Path("f")), "cy", []),
    "a text of a catalogue": lambda text: catalogues.read(
        Po("f", ENTRY.format(quoted(text)), Path("f")), "cy", []
    ),
}


def growth(count: Callable[[Text], int], shape: Callable[[int], Text], size: int) -> float:
    """Return how many times as much a text takes as one of half its length.

    Of two such, the lesser: a limit that sets in between is met once only.
    """
    small, middle, large = (count(shape(size * times // 2)) + FEW for times in (1, 2, 4))
    return round(min(middle / small, large / middle), 1)


def forgotten() -> None:
    """Let nothing be remembered of other texts."""
    for kept in (prose.blocks, prose._converted, prose.inline, prose.flow, prose.plain):
        kept.cache_clear()


def counted(read: Callable[[Text], object], text: Text) -> int:
    """Return the steps of a reader that has kept what it keeps for all texts."""
    read(text)
    forgotten()
    return steps.calls(read, text)


@pytest.mark.parametrize("reader", READERS)
def test_twice_as_much_takes_at_most_two_and_a_half_times_the_steps(reader: str) -> None:
    read = READERS[reader]

    def steps_of(text: str) -> int:
        return counted(read, text)

    grown = {name: growth(steps_of, shape, SIZE) for name, shape in SHAPES.items()}
    if reader == "Easy Read":
        # The library writes a mark back for each place: sizes.MOST_NOTES bounds them.
        del grown["one footnote"]
    assert {name: times for name, times in grown.items() if times > MOST_GROWTH} == {}


@pytest.mark.parametrize("reader", READERS)
def test_twice_as_much_takes_at_most_two_and_a_half_times_the_memory(reader: str) -> None:
    read = READERS[reader]

    def memory_of(text: str) -> int:
        read(text)
        forgotten()
        tracemalloc.start()
        try:
            read(text)
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    # Those that are made of many parts; the others are a part over and over as well.
    some = ("x", "[^", "[x](", "|a|b|\n", "xx\n\n", "- x\n", "> > x\n", "X ", "1 May ", "footnotes")
    grown = {name: growth(memory_of, SHAPES[name], SIZE) for name in some}
    assert {name: times for name, times in grown.items() if times > MOST_GROWTH} == {}


# Shapes that let a pattern begin over and over, or go on and come back.
HARD = (
    *("x", "1.", "[^", "![", "[x](", "(", "*", "“", "spaces", ". ", "x@", "X ", "&#1", "-", "x/"),
)
# Patterns that are not ours, or cannot go far, with what bounds them.
BOUNDED = {
    r"\[\^([^\]]*)\]": "the library’s; sizes.MOST_BRACKETS",
    r"\[([^\]^][^\]]{0,300})\]\(([^()\s]*(?:\([^()\s]*\)[^()\s]*)*)(?:\s[^()]*)?\)": "its 300",
}


@pytest.mark.parametrize("reader", READERS)
def test_twice_as_much_takes_a_pattern_at_most_two_and_a_half_times_the_moves(reader: str) -> None:
    found: set[re.Pattern[str]] = set()
    for name in HARD:
        forgotten()
        found |= steps.patterns(READERS[reader], SHAPES[name](300))
    slow = {}
    for pattern in found:
        for name in HARD:
            few, many = (steps.moves(pattern, SHAPES[name](size), 6_000) for size in (40, 80))
            if many > MOST_GROWTH * few + 150 and pattern.pattern not in BOUNDED:
                slow[pattern.pattern, name] = few, many
    assert slow == {}


PLAN = (HERE / "plans/minimal/plans/first/plan.yaml").read_text(encoding="utf-8")
WALK = "      - {{id: a{}, title: Walk, leads: RO, due: 2025-12, status: in-progress}}\n"


def parcel(size: int) -> Parcel:
    units = (TranslationUnit(f"a/{n}", f"Walk {n}.", f"Cerdded {n}.", "draft") for n in range(size))
    return Parcel("first", "First", "en", "cy", tuple(units))


def actions(size: int) -> str:
    return PLAN[: PLAN.index("      - id:")] + "".join(map(WALK.format, range(size)))


PARTS: dict[str, tuple[Callable[[Any], object], Callable[[int], Any]]] = {
    "XLIFF": (lambda made: xliff.read(made, "f"), lambda size: xliff.write(parcel(size))),
    "Word": (
        lambda made: word_table.read(made, "f"),
        lambda size: word_file.write(parcel(size), ()),
    ),
    "a catalogue": (
        lambda made: catalogues.read(Po("f", made, Path("f")), "cy", []),
        lambda size: (
            'msgid ""\nmsgstr ""\n\n'
            + "".join(f'msgctxt "a{n}"\nmsgid "b{n}"\nmsgstr "c"\n\n' for n in range(size))
        ),
    ),
    "a register": (
        lambda made: csv_table.read(made, "f", ("a", "b"), []),
        lambda size: b"a,b\n" + b"".join(b"%d,walk\n" % n for n in range(size)),
    ),
    "YAML": (lambda made: yaml_tree.read("f", made, []), actions),
    "slips in YAML": (
        lambda made: yaml_tree.read("f", made, []),
        lambda size: "a: b\n" + "".join(f"c{n}: 'd\n" for n in range(size)),
    ),
}


@pytest.mark.parametrize("form", PARTS)
def test_twice_as_many_parts_take_at_most_two_and_a_half_times_the_steps(form: str) -> None:
    read, made = PARTS[form]
    assert growth(lambda text: counted(read, text), made, 60) <= MOST_GROWTH


def test_twice_as_many_actions_take_at_most_two_and_a_half_times_the_steps(content: Path) -> None:
    def checked(size: int) -> int:
        (content / "plans/first/plan.yaml").write_text(actions(size), encoding="utf-8")
        return counted(lambda _: editions.read(content, is_gated=False), "")

    assert growth(lambda size: checked(size), lambda size: size, 60) <= MOST_GROWTH


# Whole files, through the front door


def check(content: Path, file: str, text: str) -> tuple[str, float, int]:
    """Return what `riweb check` says of a content folder with one file more, or another.

    The second value is the processor’s time in seconds, the third the most memory in MB.
    """
    path = content / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    counted = (
        "import resource, sys; from riweb.cli import main; "
        "resource.setrlimit(resource.RLIMIT_CPU, (20, 20)); "
        f"main(['check', '--content', {str(content)!r}]); "
        "used = resource.getrusage(resource.RUSAGE_SELF); "
        "print(used.ru_utime + used.ru_stime, used.ru_maxrss // 1024)"
    )
    done = subprocess.run([sys.executable, "-c", counted], capture_output=True, text=True)
    assert done.returncode == 0 and not done.stderr, done.stderr[-800:] or "out of time"
    said, _, used = done.stdout.rstrip().rpartition("\n")
    time_s, memory_mb = used.split()
    return said, float(time_s), int(memory_mb)


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return Path(shutil.copytree(HERE / "plans" / "minimal", tmp_path / "content"))


MANY = actions(10_000)
CHAPTER = "plans/first/chapters/01-what.md"
FILES: dict[str, tuple[str, str, str]] = {
    "100,000 letters x": ("plans/first/plan.yaml", f"{PLAN}summary: {'x' * 100_000}\n", "letters"),
    "100,000 times [^": (
        "plans/first/plan.yaml",
        f"{PLAN}summary: '{'[^' * 100_000}'\n",
        "This text has 200,000 letters; 20,000 are the most.",
    ),
    "many texts of x": (
        "plans/first/plan.yaml",
        PLAN + "editor_notes:\n" + f"  - {'x' * 19_000}\n" * 50,
        "This paragraph has 19,000 letters",
    ),
    "a chapter of [^": (CHAPTER, "# What\n\n" + "[^" * 400_000, "100,000 are the most"),
    "a chapter of notes": (CHAPTER, "# What\n\n" + "x[^1]\n\n" * 14_000, "marks of footnotes"),
    "a chapter of lists": (CHAPTER, f"# What\n\n{'- ' * 2_000}x\n", "lists or quotations"),
    "a chapter of words": (CHAPTER, "# What\n\n" + "We meet you.\n\n" * 6_900, "0 problems"),
    "a chapter of numbers": (CHAPTER, f"# What\n\n&#{'1' * 9_000};\n", "a number that no sign has"),
    "many unknown names": (
        "plans/first/plan.yaml",
        PLAN + "".join(f"nam{n}: x\n" for n in range(60_000)),
        "There are more than 2,000 items here.",
    ),
    "many unknown ids": (
        "plans/first/plan.yaml",
        PLAN + "strategy:\n" + "".join(f"  - refs: [{{to: walk{n}}}]\n" for n in range(900)),
        "",
    ),
    "10,000 actions": ("plans/first/plan.yaml", MANY, "This plan has more than 1,000 actions."),
    "deep YAML": ("plans/first/plan.yaml", "[" * 400_000, "Write each part on a line"),
    "many slips": ("plans/first/plan.yaml", PLAN + "note: [a\n" * 90_000, "is not closed"),
    "signs nobody sees": ("plans/first/plan.yaml", PLAN + "\x01x\n" * 300_000, "cannot be shown"),
    "abbreviations": (
        CHAPTER,
        "# What\n\n"
        + "\n\n".join(f"{chr(65 + n % 26)}{chr(65 + n // 26)}Q here." for n in range(676)),
        "Nothing explains",
    ),
    "a catalogue of [^": ("plans/first/cy.po", "[^" * 400_000, ""),
}


@pytest.mark.parametrize("what", FILES)
def test_a_file_of_nothing_good_is_told_in_5_seconds_and_500_mb(what: str, content: Path) -> None:
    file, text, expected = FILES[what]
    said, time_s, memory_mb = check(content, file, text)
    assert expected in said, said[-600:]
    assert time_s < 5
    assert memory_mb < 500


def test_a_plan_of_1000_actions_is_taken(content: Path) -> None:
    said, time_s, memory_mb = check(
        content, "plans/first/plan.yaml", MANY[: MANY.index("      - {id: a1000,")]
    )
    assert said.startswith("0 problems")
    assert time_s < 5
    assert memory_mb < 300


def test_a_file_of_too_many_lines_is_told_at_the_first_of_them() -> None:
    problems: list[Problem] = []
    assert yaml_tree.read("f", "a: b\n" + "\n" * 200_000, problems) is None
    assert [(one.line, one.wrong) for one in problems] == [
        (100_001, "This file has more than 100,000 lines.")
    ]


def test_what_is_too_long_is_told_with_its_line_and_the_rest_is_read(content: Path) -> None:
    text = f"{PLAN}summary: '{'x ' * 20_000}'\nperiod: nonsense\nstatus: soon\n"
    said, _, _ = check(content, "plans/first/plan.yaml", text)
    line = text[: text.index("summary")].count("\n") + 1
    assert f"plan.yaml:{line}  summary\n    This text has 40,000 letters" in said
    assert f"plan.yaml:{line + 2}  status\n" in said


def test_the_number_of_a_sign_is_told_where_it_stands(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with (content / "plans/first/plan.yaml").open("a", encoding="utf-8") as file:
        file.write(f"summary: We meet &#{'1' * 5_000}; here.\n")
    assert main(["check", "--content", str(content)]) == 1
    line = PLAN.count("\n") + 1
    assert f"plan.yaml:{line}\n    There is a sign here by a number" in capsys.readouterr().out


def test_a_problem_of_a_long_list_names_the_line_of_the_first_that_is_too_many() -> None:
    problems: list[Problem] = []
    found = yaml_tree.read("f", "a:\n" + "- b: [c]\n" * 3_000 + "d: e\n", problems)
    assert [(one.line, one.key) for one in problems] == [(2_002, "a")]
    assert found and len(found.value["a"]) == 2_000 and found.value["d"] == "e"
