"""How many requests were met in time: counted, with small numbers hidden, and on the site."""

from __future__ import annotations

import csv
import itertools
from datetime import date, timedelta
from pathlib import Path

import lxml.html
import pytest
from desks import HEAD, Desk, open_desk

from riweb.cli import main
from riweb.requests import working_days
from riweb.requests.counts import LEAST, CountLine, hidden


@pytest.fixture
def desk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Desk:
    return open_desk("bilingual", tmp_path, monkeypatch, capsys)


# How many requests there are for each format in the register that follows.
ASKED = {"large-print": 9, "giant-print": 7, "braille": 3, "word": 3, "audio": 2}


def fill(asked: dict[str, int], late: int = 1) -> None:
    """Write a register of requests that came fortnightly from April 2025, some of them in Welsh."""
    lines, day = [HEAD], date(2025, 4, 3)
    formats = [name for name, count in asked.items() for _ in range(count)]
    for number, name in enumerate(formats):
        due = working_days.after(day, 15)
        taken = 16 if number >= len(formats) - late else 1 + number % 14
        sent = working_days.after(day, taken)
        language = "cy" if number % 4 == 0 else "en"
        days = f"{day},{due},{sent},abcdef12,x.pdf,{sent}"
        lines.append(f"2025/{number + 100},both,{name},{language},,{days},")
        day += timedelta(days=14)
    Path("requests.csv").write_text("\n".join([*lines, ""]))


REPORT = """\
Requests from 1 April 2025 to 31 March 2026
    23 of 24 requests met in time.
By format
    Large print: 9
    Giant print, Word document, Braille, Audio (together): 15
By language
    English: 18
    Welsh: 6
By quarter
    April 2025 to June 2025: 7
    October 2025 to December 2025: 7
    July 2025 to September 2025, January 2026 to March 2026 (together): 10
Working days that those in time took
    0 to 5: 10
    6 to 10, 11 to 15 (together): 13
Numbers below 5 are only told together with others.
"""


def test_a_report_counts_by_format_language_quarter_and_days(desk: Desk) -> None:
    fill(ASKED)
    assert desk("report --year 2025") == (0, REPORT)


def test_a_report_is_a_table_too(desk: Desk) -> None:
    fill(ASKED)
    assert desk("report --year 2025 --out report.csv")[0] == 0
    with Path("report.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[:5] == [
        ["what", "which", "requests"],
        ["all", "2025-04-01 to 2026-03-31", "24"],
        ["met in time", "2025-04-01 to 2026-03-31", "23"],
        ["formats", "large-print", "9"],
        ["formats", "giant-print and word and braille and audio", "15"],
    ]


@pytest.mark.parametrize("size", [2, 3, 4])
def test_no_number_that_is_hidden_can_be_worked_out(size: int) -> None:
    """Whoever knows the rule and all that is told still has to choose between several."""
    names = "abcd"[:size]
    alike: dict[tuple[CountLine, ...], list[tuple[int, ...]]] = {}
    for counts in itertools.product(range(1, 9), repeat=size):
        lines = [CountLine((name,), count) for name, count in zip(names, counts, strict=True)]
        alike.setdefault(hidden(lines), []).append(counts)
    for told, possible in alike.items():
        if not told:
            assert all(max(counts) < LEAST for counts in possible)
            continue
        assert all(line.count >= LEAST for line in told)
        assert all(sum(line.count for line in told) == sum(counts) for counts in possible)
        for name in (name for line in told if len(line.names) > 1 for name in line.names):
            found = {counts[names.index(name)] for counts in possible}
            # Neither the number, nor whether it is a small one.
            assert len(found) > 1 and len({count < LEAST for count in found}) > 1, told


def test_too_few_to_tell_are_not_told(desk: Desk) -> None:
    fill({"braille": 4})
    status, told = desk("report --year 2025 --out report.csv")
    assert status == 0 and "Fewer than 5, so nothing is told of them." in told
    assert "4" not in told.replace("report.csv", "")
    assert "fewer than 5" in Path("report.csv").read_text()
    status, told = desk("report --publish --year 2025")
    assert status == 2 and told.endswith(
        "They are too few to publish: somebody might be recognised.\n"
    )
    assert not Path("content/requests-met.yaml").exists()


def test_what_is_withdrawn_is_not_counted_and_what_is_not_sent_is_not_met(desk: Desk) -> None:
    lines = [f"1/{n},both,text,en,,2026-05-04,2026-05-26,,,,," for n in range(4)]
    lines += [f"2/{n},both,text,en,,2026-11-25,2026-12-16,,,,," for n in range(3)]
    lines += [f"3/{n},both,text,en,,2026-11-25,2026-12-16,,,,,2026-11-26" for n in range(2)]
    Path("requests.csv").write_text("\n".join([HEAD, *lines, ""]))
    told = desk("report")[1]
    assert "0 of 7 requests met in time.\n    3 of the others may still be." in told
    assert "This year is not over. Do not publish this" in told


def test_only_a_whole_year_that_is_settled_is_published(desk: Desk) -> None:
    fill(ASKED)
    status, told = desk("report --publish --year 2026")
    assert status == 2 and "That year is not over." in told
    with Path("requests.csv").open("a") as file:
        file.write("2026/1,both,text,en,,2026-03-30,2026-04-23,,,,,\n")
    status, told = desk("report --publish", "2026-04-02")
    assert status == 2 and "1 request of that year may still be met in time." in told
    assert desk("report --publish", "2026-04-30")[0] == 0


def block(path: str) -> list[str]:
    """Return what a page says of requests, text by text; nothing where it says nothing."""
    main_ = lxml.html.parse(path).getroot().find(".//main")
    tables = main_.findall(".//table")
    if not tables:
        return []
    before = tables[0].getprevious().text_content()
    cells = (cell for one in tables for cell in one.iter("caption", "th", "td"))
    return [before, *(" ".join(cell.text_content().split()) for cell in cells)]


def build() -> None:
    assert main(["build", "--formats", "", "--jobs", "1"]) == 0


def test_the_site_shows_what_is_published_in_each_language_where_it_is_asked_to(
    desk: Desk,
) -> None:
    fill(ASKED)
    status, told = desk("report --publish")
    assert status == 0 and told.endswith(
        "content/requests-met.yaml: what the site will show\n"
        "To show it, write `show_requests: true` below other_formats in site.yaml.\n"
    )
    page, welsh = ("output/en/alternative-formats/", "output/cy/fformatau-eraill/")
    build()
    assert block(f"{page}index.html") == []
    site = Path("content/site.yaml")
    site.write_text(
        site.read_text().replace("other_formats:", "other_formats:\n  show_requests: true")
    )
    build()
    assert block(f"{page}index.html") == [
        "We met 23 of 24 requests in time. When the requests came: 1 April 2025 to 31 March 2026.",
        *("By format", "Format", "Requests", "Large print", "9"),
        *("Together: Giant print, Word document, Braille, Audio", "15"),
        *("By language", "Language", "Requests", "English", "18", "Welsh", "6"),
        *("By quarter", "Quarter", "Requests", "April 2025 to June 2025", "7"),
        *("October 2025 to December 2025", "7"),
        *("Together: July 2025 to September 2025, January 2026 to March 2026", "10"),
        *("How long it took", "Working days", "Requests", "0 to 5", "10"),
        *("Together: 6 to 10, 11 to 15", "13"),
    ]
    shown = block(f"{welsh}index.html")
    assert shown[0].startswith("Nifer y ceisiadau a gafodd eu hateb mewn pryd: 23 o 24.")
    assert "Gyda’i gilydd: Print enfawr, Dogfen Word, Braille, Sain" in shown


def test_a_site_is_the_same_without_any_register(desk: Desk) -> None:
    build()
    before = Path("output/build.json").read_bytes()
    fill(ASKED)
    desk("make")
    build()
    assert Path("output/build.json").read_bytes() == before


def test_a_site_that_has_nothing_to_show_yet_is_told_so_and_built(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    site = Path("content/site.yaml")
    site.write_text(
        site.read_text().replace("other_formats:", "other_formats:\n  show_requests: true")
    )
    main(["check"])
    assert "There is no requests-met.yaml yet, so nothing is shown" in capsys.readouterr().out
    build()


def test_a_file_that_was_changed_by_hand_is_told_with_its_line(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    fill(ASKED)
    desk("report --publish")
    path = Path("content/requests-met.yaml")
    path.write_text(path.read_text().replace("in_time: 23", "in_time: 25"))
    assert main(["check"]) == 1
    told = capsys.readouterr().out
    assert "content/requests-met.yaml:5  in_time\n    25 of 24 cannot be.\n" in told
