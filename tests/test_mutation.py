"""Whatever an editor writes, riweb answers with problems, never with a traceback.

Good files are damaged by chance: lines lost, moved or doubled, spaces and signs put in or taken
away, values changed, files cut off. The chance is the same in every run.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from riweb.build import whole
from riweb.build.inputs import Options
from riweb.content.parse.placeholders import MARK
from riweb.problems import Problem, Refused

ROOT = Path(__file__).parents[1]
FULL = ROOT / "tests" / "plans" / "full"
REAL = sorted(path.parent for path in ROOT.glob("content/plans/*/plan.yaml"))

# So many damaged files are looked at; together 2,000.
CHECKED_FULL, CHECKED_REAL, BUILT = 1_350, 500, 150

ODD_WORDS = (
    "", "~", "null", "no", "yes", "18:30", "020", "1e9", "-5", "- 5", "2025-13-45", "31 June 2025",
    "every year", "not given", "today", "“curly”", '"open', "'open", "a: b", "a:b", "#1", "# 1",
    "*bold*", "**bold** x", "&a", "!x", "%", "@home", "`code`", "> x", "|", ">-", "[x]", "[x](y)",
    "{a: b}", "{", "]", "- - x", "• x", "– x", "x" * 300, "<b>x</b>", "[x](javascript:alert(1))",
    "![x](y.png)", "[^1]", "[^1]: x", "a | b", "| a | b |", "| --- | --- |", "## x", "##x", "====",
    "1. x", "\\", "\\n", "Tŷ Gŵyl", "👩🏽", "a\u00a0b", "\u200b", "\u202e", "\ufffd", "\x07",
    "main", "../x", "/etc/passwd", "https://x.example/", "x@y.example", "07700 900 123", "true",
    "3.14",
)  # fmt: skip
ODD_SIGNS = (
    ":", ": ", "-", "- ", "#", " #", '"', "'", "“", "”", "\t", "\u00a0", "  ", "\n", "\r", "\r\n",
    "\n\n", "|", "|\n", ">", "[", "]", "(", ")", "{", "}", "*", "**", "_", "`", "<", "&", "&#8;",
    "!", "%", "@", "\\", "…", "–", "\ufeff", "\u2028", "\x85", "\x00", "\x1b", "\ud7ff", "ŵ",
    "---\n", "...\n", "<<<<<<< a\n", "=======\n", "? ", "^", "~", "$", "{{ x }}", "{% x %}",
)  # fmt: skip

SETTINGS = settings(
    derandomize=True,
    deadline=None,
    database=None,
    phases=(Phase.explicit, Phase.generate, Phase.shrink),
    suppress_health_check=list(HealthCheck),
)


@dataclass(frozen=True)
class Ground:
    """A folder with good content, in which one file at a time is damaged.

    Args:
        files: as often as each is to be chosen.
    """

    content: Path
    files: tuple[Path, ...] = field(repr=False)

    @property
    def output(self) -> Path:
        return self.content.parent / "output"


def ground(folder: Path, site: Path, plan: Path) -> Ground:
    content = folder / "content"
    shutil.copytree(plan, content / "plans" / plan.name)
    text = (site / "site.yaml").read_text(encoding="utf-8")
    (content / "site.yaml").write_text(text, encoding="utf-8")
    plans = sorted((content / "plans").rglob("*.yaml")) * 6
    return Ground(content, (*plans, content / "site.yaml", *sorted(content.rglob("*.md"))))


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Ground:
    return ground(tmp_path_factory.mktemp("full"), FULL, FULL / "plans" / "larch")


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> list[Ground]:
    return [ground(tmp_path_factory.mktemp(plan.name), FULL, plan) for plan in REAL]


def damage(data: st.DataObject, text: str) -> bytes:
    """Return a text, damaged in one to three ways."""
    rows = text.split("\n")
    for _ in range(data.draw(st.integers(1, 3))):
        way = data.draw(st.sampled_from(WAYS))
        rows = way(data, rows) or [""]
    raw = "\n".join(rows).encode("utf-8", "surrogatepass")
    for _ in range(data.draw(st.sampled_from((0, 0, 0, 0, 0, 1, 2)))):
        place = data.draw(st.integers(0, len(raw)))
        raw = raw[:place] + data.draw(st.binary(max_size=3)) + raw[place + 1 :]
    return raw


def row(data: st.DataObject, rows: list[str]) -> int:
    return data.draw(st.integers(0, len(rows) - 1))


def lose(data: st.DataObject, rows: list[str]) -> list[str]:
    start = row(data, rows)
    return rows[:start] + rows[start + data.draw(st.sampled_from((1, 1, 1, 2, 5))) :]


def double(data: st.DataObject, rows: list[str]) -> list[str]:
    start = row(data, rows)
    end = start + data.draw(st.sampled_from((1, 1, 2, 8)))
    return rows[:end] + rows[start:end] + rows[end:]


def move(data: st.DataObject, rows: list[str]) -> list[str]:
    one, other = row(data, rows), row(data, rows)
    made = list(rows)
    made[one], made[other] = made[other], made[one]
    return made


def indent(data: st.DataObject, rows: list[str]) -> list[str]:
    made, number = list(rows), row(data, rows)
    words = rows[number].lstrip()
    width = len(rows[number]) - len(words) + data.draw(st.integers(-4, 4))
    made[number] = data.draw(st.sampled_from((" ", " ", "\t", "\u00a0"))) * max(0, width) + words
    return made


def put_in(data: st.DataObject, rows: list[str]) -> list[str]:
    made, number = list(rows), row(data, rows)
    place = data.draw(st.integers(0, len(rows[number])))
    sign = data.draw(st.one_of(st.sampled_from(ODD_SIGNS), st.text(max_size=3)))
    skip = data.draw(st.integers(0, 1))
    made[number] = rows[number][:place] + sign + rows[number][place + skip :]
    return "\n".join(made).split("\n")


def change(data: st.DataObject, rows: list[str]) -> list[str]:
    """Write another value after a colon or a hyphen."""
    made, number = list(rows), row(data, rows)
    name, colon, _ = rows[number].partition(": ")
    if not colon:
        name, colon, _ = rows[number].partition("- ")
    made[number] = name + colon + data.draw(st.sampled_from(ODD_WORDS))
    return made


def rename(data: st.DataObject, rows: list[str]) -> list[str]:
    made, number = list(rows), row(data, rows)
    other = rows[row(data, rows)]
    name, colon, value = rows[number].partition(":")
    lead = name[: len(name) - len(name.lstrip(" -"))]
    made[number] = lead + other.partition(":")[0].strip(" -") + colon + value
    return made


def add(data: st.DataObject, rows: list[str]) -> list[str]:
    number = row(data, rows)
    lead = rows[number][: len(rows[number]) - len(rows[number].lstrip())]
    return [*rows[:number], lead + data.draw(st.sampled_from(ODD_WORDS)), *rows[number:]]


def cut_off(data: st.DataObject, rows: list[str]) -> list[str]:
    text = "\n".join(rows)
    return text[: data.draw(st.integers(0, len(text)))].split("\n")


def join(data: st.DataObject, rows: list[str]) -> list[str]:
    number = row(data, rows)
    glue = data.draw(st.sampled_from(("", " ", ": ", " - ")))
    return [*rows[:number], glue.join(rows[number : number + 2]), *rows[number + 2 :]]


WAYS = (
    *(lose, double, move, indent, indent, put_in, put_in),
    *(change, change, rename, add, cut_off, join),
)


def damaged(data: st.DataObject, one: Ground) -> Iterator[Path]:
    """Damage one file of a folder, and put it right afterwards."""
    path = data.draw(st.sampled_from(one.files))
    good = path.read_bytes()
    path.write_bytes(damage(data, good.decode("utf-8")))
    try:
        yield path
    finally:
        path.write_bytes(good)


def is_well_told(problem: Problem, folder: Path) -> bool:
    """Tell whether a problem has a place that is there, and words on one line each."""
    path = folder / problem.file
    if not problem.file.startswith("content/") or not path.exists():
        return False
    lines = path.read_bytes().replace(b"\r\n", b"\n").replace(b"\r", b"\n").count(b"\n") + 1
    told = str(problem)
    is_plain = told.count("\n") == 2 and told.replace("\n", "").isprintable() and MARK not in told
    return 0 <= problem.line <= lines and bool(problem.wrong and problem.fix) and is_plain


def check(data: st.DataObject, one: Ground) -> None:
    for _ in damaged(data, one):
        site, problems = whole.check(one.content)
        assert [p for p in problems if not is_well_told(p, one.content.parent)] == []
        assert (site is None) == any(not problem.is_advice for problem in problems)


@settings(SETTINGS, max_examples=CHECKED_FULL)
@given(data=st.data())
def test_damage_to_a_plan_with_every_field_is_told(data: st.DataObject, full: Ground) -> None:
    check(data, full)


@settings(SETTINGS, max_examples=CHECKED_REAL)
@given(data=st.data())
def test_damage_to_a_real_plan_is_told(data: st.DataObject, real: list[Ground]) -> None:
    check(data, data.draw(st.sampled_from(real)))


def state(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@settings(SETTINGS, max_examples=BUILT)
@given(data=st.data())
def test_a_build_of_what_is_damaged_is_refused_and_changes_nothing_or_is_whole(
    data: st.DataObject, full: Ground
) -> None:
    options = Options(full.content, full.output, formats=(), jobs=1, today=date(2026, 1, 31))
    for _ in damaged(data, full):
        before = state(full.output)
        try:
            whole.run(options, lambda line: None)
        except Refused as refused:
            # Nothing may be found in the finished pages that was not found in the content.
            wrong = [p for p in refused.problems if not is_well_told(p, full.content.parent)]
            assert wrong == []
            assert state(full.output) == before
