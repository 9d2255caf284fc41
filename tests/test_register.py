"""The register of requests: several people at once, writes that are killed, spreadsheets."""

from __future__ import annotations

import csv
import errno
import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from desks import HEAD, Desk, open_desk, register
from hypothesis import given, settings
from hypothesis import strategies as st
from sites import HERE

from riweb.cli import main
from riweb.problems import Problem
from riweb.requests import csv_table
from riweb.requests.csv_table import LONGEST_CELL
from riweb.requests.register import Register
from riweb.requests.rows import COLUMNS, KnownNames

# How many requests each of two people writes down.
EACH = 200

WRITE_DOWN = """
import sys
from riweb.cli import main
who, many = sys.argv[1], int(sys.argv[2])
for number in range(many):
    words = ["request", "add", "first", "text", "--ref", f"{who}/{number}"]
    if status := main(words):
        sys.exit(status)
"""


# Somebody writes down a request and is killed at the first step of writing, the next at the second,
# and so on until somebody comes to the end; after each, how many lines the file has.
KILL_AT_EACH_STEP = """
import csv, itertools, os, pathlib, signal, sys, tempfile
from riweb.cli import main
from riweb import save
from riweb.requests import register
files = {save.__file__, register.__file__, pathlib.__file__, tempfile.__file__}
for step in itertools.count():
    child = os.fork()
    if child == 0:
        steps, writes = iter(range(step)), []
        def watch(frame, event, what):
            if event == "call" and frame.f_code is tempfile.mkstemp.__code__:
                writes.append(frame)
            if writes and event == "c_call" and frame.f_code.co_filename in files:
                if next(steps, None) is None:
                    os.kill(os.getpid(), signal.SIGKILL)
        sys.setprofile(watch)
        os._exit(main(["request", "add", "first", "text", "--ref", "K/1"]))
    _, status = os.waitpid(child, 0)
    with open("requests.csv", encoding="utf-8-sig", newline="") as file:
        print("lines", sum(1 for _ in csv.DictReader(file)), flush=True)
    if not os.WIFSIGNALED(status):
        sys.exit(0)
"""


@pytest.fixture
def desk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Desk:
    return open_desk("minimal", tmp_path, monkeypatch, capsys)


def start(folder: Path, who: str, many: int) -> subprocess.Popen[bytes]:
    """Start somebody who writes down many requests, one after the other."""
    return subprocess.Popen(
        [sys.executable, "-c", WRITE_DOWN, who, str(many)],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(HERE.parent)},
        stdout=subprocess.DEVNULL,
    )


def test_two_people_who_write_at_once_lose_no_line(tmp_path: Path) -> None:
    shutil.copytree(HERE / "plans/minimal", tmp_path / "content")
    people = [start(tmp_path, who, EACH) for who in ("A", "B")]
    assert [one.wait() for one in people] == [0, 0]
    found = [row["reference"] for row in register(tmp_path / "requests.csv")]
    assert sorted(found) == sorted(f"{who}/{n}" for who in "AB" for n in range(EACH))
    assert [name for name in found if name[0] == "A"] == [f"A/{n}" for n in range(EACH)]


def test_a_write_that_is_killed_at_any_step_leaves_a_whole_file(tmp_path: Path) -> None:
    shutil.copytree(HERE / "plans/minimal", tmp_path / "content")
    lines = [f"2024/{n + 100},first,text,en,,2026-01-05,2026-01-26,,,,," for n in range(30)]
    path = tmp_path / "requests.csv"
    path.write_text("\n".join([HEAD, *lines, ""]))
    done = subprocess.run(
        [sys.executable, "-c", KILL_AT_EACH_STEP],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(HERE.parent)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    *killed, _ = [line.split() for line in done.stdout.splitlines() if line[:6] == "lines "]
    # Nothing is added until the new file stands in the place of the old.
    assert len(killed) > 20 and killed[0] == ["lines", "30"] and killed[-1] == ["lines", "31"]
    assert [int(count) for _, count in killed] == sorted(int(count) for _, count in killed)
    assert [row["reference"] for row in register(path)][:30] == [
        f"2024/{n + 100}" for n in range(30)
    ]
    assert all(row["withdrawn"] == "" for row in register(path))
    # What those who were killed have left is cleared away by the next.
    left = sorted(one.name for one in tmp_path.iterdir())
    assert left == [".requests.csv.lock", "content", "requests.csv"]


def test_what_changes_under_our_hands_is_read_again(tmp_path: Path) -> None:
    """As on a shared folder that knows no locks."""
    one = Register(tmp_path / "requests.csv", KnownNames(["first"], ["en"]))
    (tmp_path / "requests.csv").write_text(f"{HEAD}\n1,first,text,en,,2026-01-05,2026-01-26,,,,,\n")
    turns = []

    def edit(book: object) -> object:
        turns.append(len(book.requests))  # type: ignore[attr-defined]
        if len(turns) == 1:
            with (tmp_path / "requests.csv").open("a") as file:
                file.write("2,first,text,en,,2026-01-05,2026-01-26,,,,,\n")
        return book

    one.change(edit)  # type: ignore[arg-type]
    assert turns == [1, 2]
    assert [row["reference"] for row in register(tmp_path / "requests.csv")] == ["1", "2"]


def test_who_has_it_open_in_libreoffice_is_named_and_nothing_is_written(desk: Desk) -> None:
    desk("add first text --ref 1")
    before = Path("requests.csv").read_bytes()
    Path(".~lock.requests.csv#").write_text(",Jo,office-3,27.11.2026 10:00,file:///home/jo;")
    status, told = desk("add first text --ref 2")
    assert status == 1 and "The register is open in LibreOffice, by Jo." in told
    assert Path("requests.csv").read_bytes() == before
    assert desk("list")[0] == 0


NO_ROOM = """\
requests.csv
    There is no room left to write this.
    Make room on the disk, then try again.

1 problem. The register is unchanged.
"""


def full(number: int) -> None:
    """Fail as a disk does that has no room."""
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_a_file_that_cannot_be_written_is_told_in_words_and_stays(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk("add first text --ref 1")
    before = Path("requests.csv").read_bytes()
    monkeypatch.setattr(os, "fsync", full)
    status, told = desk("add first text --ref 2")
    assert (status, told) == (1, NO_ROOM)
    assert Path("requests.csv").read_bytes() == before


ROW = "2024/117,first,text,en,,2026-11-02,2026-11-23,,,,,"


def as_written(text: str) -> bytes:
    return text.encode()


# A register as a spreadsheet or a hand left it, and what each of its lines still says.
KEPT = {
    "byte-order mark and CRLF": b"\xef\xbb\xbf" + f"{HEAD}\r\n{ROW}\r\n".encode(),
    "semicolons": f"{HEAD}\n{ROW}\n".replace(",", ";").encode(),
    "tabs": f"{HEAD}\n{ROW}\n".replace(",", "\t").encode(),
    "quotation marks": (
        ",".join(f'"{one}"' for one in HEAD.split(","))
        + "\n"
        + ",".join(f'"{one}"' for one in ROW.split(","))
    ).encode(),
    "empty lines, and lines of commas": f"\n{HEAD}\n\n{',' * 11}\n{ROW}\n\n".encode(),
    "headings in capitals": f"{HEAD.upper()}\n{ROW}\n".encode(),
    "columns moved": (
        b"sent,due,received,reference,plan,format,language,options,made,version,files,withdrawn\n"
        b",2026-11-23,2026-11-02,2024/117,first,text,en,,,,,\n"
    ),
    "days in words": f"{HEAD}\n{ROW}\n".replace("2026-11-02", "2 November 2026").encode(),
    "cells left out at the end": f"{HEAD}\n{ROW.rstrip(',')}\n".encode(),
}


@pytest.mark.parametrize("case", KEPT)
def test_what_a_spreadsheet_does_to_a_file_is_read_and_no_line_is_lost(
    case: str, desk: Desk
) -> None:
    Path("requests.csv").write_bytes(KEPT[case])
    assert desk("add first braille --ref 2")[0] == 0
    raw = Path("requests.csv").read_bytes().decode("utf-8-sig")
    delimiter = {"semicolons": ";", "tabs": "\t"}.get(case, ",")
    rows = list(csv.DictReader(raw.splitlines(), delimiter=delimiter))
    first, second = ({name.lower(): text for name, text in row.items()} for row in rows)
    assert first["reference"] == "2024/117" and first["plan"] == "first"
    assert first["received"] == "2026-11-02 Mon" and not first["sent"]
    assert second["reference"] == "2" and second["format"] == "braille"
    assert (
        "2024/117: first, plain text, English. It was due on Monday 23 November" in desk("list")[1]
    )


def test_columns_that_are_not_ours_are_kept_and_made_harmless(desk: Desk) -> None:
    Path("requests.csv").write_text(
        f"note,{HEAD},{'=1+1'}\n"
        f'"rang twice, in the morning",{ROW},=HYPERLINK("http://example.org")\n'
        f"-,{ROW.replace('117', '118')},\n"
    )
    desk("make")
    desk("done 2024/117")
    rows = register()
    assert [row["note"] for row in rows] == ["rang twice, in the morning", "'-"]
    assert rows[0]["'=1+1"] == '\'=HYPERLINK("http://example.org")'
    assert [bool(row["sent"]) for row in rows] == [True, False]
    # What is written twice is not marked twice.
    desk("done 2024/118")
    assert [row["note"] for row in register()] == ["rang twice, in the morning", "'-"]


def test_what_a_spreadsheet_would_turn_into_a_day_or_a_number_is_kept_from_it(desk: Desk) -> None:
    for reference in ("2024/11", "0012", "12-Mar", "1e5", "2024/117", "123456789012"):
        assert desk(f"add first text --ref {reference}")[0] == 0
    assert [row["reference"] for row in register()] == [
        *("'2024/11", "'0012", "'12-Mar", "'1e5", "2024/117", "'123456789012"),
    ]
    assert desk("done 2024/11 --withdrawn")[0] == 0
    assert "    2024/11: first" in desk("list")[1]


@given(
    letters=st.integers(LONGEST_CELL + 1, 300_000),
    column=st.sampled_from(["note", "options"]),
    before=st.integers(0, 5),
    is_quoted=st.booleans(),
)
@settings(max_examples=20, deadline=None)
def test_a_cell_that_is_too_long_is_told_as_such_with_its_line(
    letters: int, column: str, before: int, is_quoted: bool
) -> None:
    cell = f'"{"x" * letters}"' if is_quoted else "x" * letters
    row = f"{ROW},{cell}" if column == "note" else f"{ROW.replace(',en,,', f',en,{cell},')},"
    short = "".join(f"{ROW.replace('117', str(200 + n))},short\n" for n in range(before))
    problems: list[Problem] = []
    text = f"{HEAD},note\n{short}{row}\n{ROW.replace('117', '300')},after\n"
    assert csv_table.read(text.encode(), "requests.csv", COLUMNS, problems) is None
    wrong = f"A cell has {letters:,} letters; a spreadsheet keeps 32,767."
    fix = "Shorten it. If it has swallowed other lines, close its quotation mark."
    assert problems == [Problem("requests.csv", before + 2, column, wrong, fix)]


def test_a_cell_as_long_as_a_spreadsheet_keeps_is_taken() -> None:
    text = f"{HEAD},note\n{ROW},{'x' * LONGEST_CELL}\n"
    problems: list[Problem] = []
    found = csv_table.read(text.encode(), "requests.csv", COLUMNS, problems)
    assert found and problems == []
    # The limit of the library is as it was for whoever reads tables after us.
    assert csv.field_size_limit() == 131_072


@given(before=st.integers(0, 5), after=st.integers(0, 5000))
@settings(max_examples=20, deadline=None)
def test_a_quotation_mark_that_is_not_closed_is_told_however_much_follows(
    before: int, after: int
) -> None:
    rows = [ROW] * before + [ROW.replace("2024/117", '"2024/117')] + [ROW] * after
    problems: list[Problem] = []
    assert csv_table.read("\n".join([HEAD, *rows]).encode(), "x.csv", COLUMNS, problems) is None
    wrong = "There is a quotation mark here that is not closed, or stands inside a cell."
    assert [(one.line, one.wrong) for one in problems] == [(before + 2, wrong)]


LONG = "This line has 13 cells, and the headings are 12."
# What stands in a register, the line and column, what is wrong, and what to write instead.
WRONG = {
    "day turned round": (
        f"{HEAD}\n{ROW.replace('2026-11-02', '03/04/2026')}\n",
        "requests.csv:2  received",
        "“03/04/2026” can be read in more than one way.",
        "Write 2026-04-03 if it is 3 April 2026, or 2026-03-04 if it is 4 March 2026.",
    ),
    "day in American order": (
        f"{HEAD}\n{ROW}\n{ROW.replace('117', '118').replace('2026-11-23', '11/23/2026')}\n",
        "requests.csv:3  due",
        "“11/23/2026” can be read in more than one way.",
        "Write 2026-11-23.",
    ),
    "day that is none": (
        f"{HEAD}\n{ROW.replace('2026-11-02', 'soon')}\n",
        "requests.csv:2  received",
        "“soon” is not a day that we understand.",
        "Write it like 2026-01-31.",
    ),
    "day that there is not": (
        f"{HEAD}\n{ROW.replace('2026-11-02', '2026-11-31')}\n",
        "requests.csv:2  received",
        "There is no day 2026-11-31.",
        "Write it like 2026-01-31.",
    ),
    "day with another weekday": (
        f"{HEAD}\n{ROW.replace('2026-11-02', '2026-11-02 Fri')}\n",
        "requests.csv:2  received",
        "2026-11-02 is a Mon, not a Fri.",
        "Write 2026-11-02 Mon, or correct the day.",
    ),
    "no day": (
        f"{HEAD}\n{ROW.replace('2026-11-02', '')}\n",
        "requests.csv:2  received",
        "There is no day here.",
        "Write it like 2026-01-31.",
    ),
    "days in the wrong order": (
        f"{HEAD}\n{ROW.replace('2026-11-23', '2026-10-23')}\n",
        "requests.csv:2  due",
        "2026-10-23 is before the day it was received.",
        "Correct one of the two days.",
    ),
    "unknown plan": (
        f"{HEAD}\n{ROW.replace('first', 'frist')}\n",
        "requests.csv:2  plan",
        "There is no plan “frist”.",
        "Did you mean first?",
    ),
    "unknown format": (
        f"{HEAD}\n{ROW.replace('text', 'plain text')}\n",
        "requests.csv:2  format",
        "There is no format “plain text”.",
        "Choose large-print, giant-print, clear-print,",
    ),
    "unknown language": (
        f"{HEAD}\n{ROW.replace(',en,', ',english,')}\n",
        "requests.csv:2  language",
        "There is no language “english”.",
        "Choose en or cy.",
    ),
    "option that is none": (
        f"{HEAD}\n{ROW.replace(',en,,', ',en,size 28,')}\n",
        "requests.csv:2  options",
        "“size 28” is not an option.",
        "Write it like size=28, with a semicolon before another.",
    ),
    "option with a value that cannot be": (
        f"{HEAD}\n{ROW.replace(',text,en,,', ',giant-print,en,size=99,')}\n",
        "requests.csv:2  options",
        "size 99 is not possible for giant-print.",
        "Write a whole number from 20 to 36.",
    ),
    "option of another format": (
        f"{HEAD}\n{ROW.replace(',en,,', ',en,size=28,')}\n",
        "requests.csv:2  options",
        "text has no option “size”.",
        "Take it away, or choose another format.",
    ),
    "formula": (
        f"{HEAD}\n{ROW.replace('2024/117', '=1+1')}\n",
        "requests.csv:2  reference",
        "“=1+1” cannot be a reference.",
        "Write your own reference for the request, such as 2024/117.",
    ),
    "name": (
        f"{HEAD}\n{ROW.replace('2024/117', 'Bloggs')}\n",
        "requests.csv:2  reference",
        "“Bloggs” has no number in it, so it may be a name.",
        "Write your own reference for the request, such as 2024/117.",
    ),
    "the same twice": (
        f"{HEAD}\n{ROW}\n{ROW}\n",
        "requests.csv:3",
        "This asks for the same as line 2, and both are open.",
        "Remove one of them.",
    ),
    "column renamed": (
        f"{HEAD.replace('received', 'Date received')}\n{ROW}\n",
        "requests.csv:1",
        "There is no column “received”.",
        "If “Date received” is meant, call it received. If not, add it.",
    ),
    "column taken away": (
        f"{HEAD.replace(',sent', '')}\n{ROW}\n",
        "requests.csv:1",
        "There is no column “sent”.",
        "Add it, with this heading: sent",
    ),
    "column twice": (
        f"{HEAD},sent\n{ROW},\n",
        "requests.csv:1",
        "Two columns are called “sent”.",
        "Give one of them another name.",
    ),
    "comma without quotation marks": (
        f"{HEAD}\n{ROW}rang, twice\n".replace(",,,,,rang", ",,,,rang,"),
        "requests.csv:2",
        LONG,
        "Put quotation marks around a cell that has a comma in it, or take a cell away.",
    ),
    "quotation mark that is not closed": (
        f'{HEAD}\n{ROW}\n"{ROW}\n',
        "requests.csv:3",
        "There is a quotation mark here that is not closed, or stands inside a cell.",
        "Take it away, or write it twice inside quotation marks.",
    ),
    "no headings": ("\n", "requests.csv:1", "This file has no headings.", "Write in its first"),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_slip_in_the_register_is_told_with_its_line_and_nothing_is_lost(
    case: str, desk: Desk
) -> None:
    text, place, wrong, fix = WRONG[case]
    Path("requests.csv").write_text(text, encoding="utf-8")
    for words in ("list", "add first text --ref 99", "make", "done 2024/117", "reissue", "report"):
        status, told = desk(words)
        lines = told.splitlines()
        assert status == 1 and lines[lines.index(place) + 1].strip() == wrong, told
        assert lines[lines.index(place) + 2].strip().startswith(fix)
        assert lines[-1].endswith("The register is unchanged.")
    assert Path("requests.csv").read_text(encoding="utf-8") == text


def test_every_slip_is_told_at_once(desk: Desk) -> None:
    bad = ROW.replace("2026-11-02", "2/11/26")
    Path("requests.csv").write_text(f"{HEAD}\n{bad}\n{bad.replace('117', '118')}\n")
    told = desk("list")[1]
    assert "requests.csv:2  received" in told and "requests.csv:3  received" in told
    assert told.splitlines()[-1] == "2 problems. The register is unchanged."


LETTERS = {
    "in UTF-16": f"{HEAD}\n{ROW}\n".encode("utf-16"),
    "in the letters of Windows": f"{HEAD},note\n{ROW},caf\xe9\n".encode("cp1252"),
}


@pytest.mark.parametrize("case", LETTERS)
def test_a_register_in_other_letters_is_told_how_to_be_saved(case: str, desk: Desk) -> None:
    Path("requests.csv").write_bytes(LETTERS[case])
    status, told = desk("add first text --ref 99")
    assert status == 1 and "Open it in a spreadsheet and save it as “CSV UTF-8”." in told
    assert Path("requests.csv").read_bytes() == LETTERS[case]


def test_a_plan_that_is_gone_does_not_spoil_the_lines_of_copies_that_were_sent(desk: Desk) -> None:
    desk("add first text --ref 1")
    Path("requests.csv").write_text(
        f"{HEAD}\n9,gone,text,en,,2026-01-05,2026-01-26,2026-01-06,abcdef12,x.txt,2026-01-07,\n"
    )
    assert desk("list")[0] == 0
    status, told = desk("reissue")
    assert status == 0 and "The plan is not there any more" in told


def test_two_who_make_at_once_do_not_undo_each_other(desk: Desk) -> None:
    for number in (1, 2):
        desk(f"add first text --ref {number}")
    threads = [
        threading.Thread(target=main, args=(["request", "make", "--ref", str(number)],))
        for number in (1, 2)
    ]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert all(row["made"] for row in register())
