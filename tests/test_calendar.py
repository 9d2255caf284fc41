"""deadlines.ics holds every date of a plan, as calendars read it, and no day that is not there."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import icalendar
from hypothesis import given
from hypothesis import strategies as st
from sites import HERE, Built, build

from riweb.exports.calendar import escaped, folded

DRAFT = "This plan is a draft. It may still change."
LONG_TITLE = (
    "3.10. A very long title in which words follow words, so that no calendar has room for it on "
    "one line: llanfair, ŵŷ, ẅ€ẁ€ẃ€"
)


def calendars(*sites: Built) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Yield every calendar of some sites, with the plan.json beside it."""
    for site in sites:
        for path in sorted(site.output.rglob("deadlines.ics")):
            yield path, json.loads((path.parent / "plan.json").read_text(encoding="utf-8"))


def read(path: Path) -> icalendar.Calendar:
    """Return a calendar as an independent reader sees it."""
    found = icalendar.Calendar.from_ical(path.read_bytes())
    assert isinstance(found, icalendar.Calendar)
    assert not found.errors
    return found


def events(path: Path) -> list[tuple[date, date, str, str]]:
    """Return first day, last day, title and text of every event."""
    return [
        (
            event.decoded("dtstart"),
            event.decoded("dtend") - timedelta(1),
            str(event["summary"]),
            str(event["description"]),
        )
        for event in read(path).walk("VEVENT")
    ]


def dues(shown: dict[str, Any]) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Yield every date by which something is promised, with its action."""
    for section in shown["sections"]:
        for action in section["actions"]:
            for owner in (action, *action["parts"]):
                for due in (*owner["due"], *(d for step in owner["steps"] for d in step["due"])):
                    yield action, due


def test_each_date_is_one_event_over_the_whole_time_that_the_plan_names(awkward: Built) -> None:
    found = events(awkward.output / "awkward/deadlines.ics")
    assert [(first.isoformat(), last.isoformat(), title) for first, last, title, _ in found] == [
        ("2026-06-30", "2026-06-30", "Next update of the plan is due"),
        ("2025-11-01", "2025-11-30", f"Due November 2025: {LONG_TITLE}"),
        ("2026-02-01", "2026-02-28", "Due February 2026: 2. =1+1|cmd"),
        ("2026-05-30", "2026-05-30", "Due 30 May 2026: 2 tasks"),
        ("2026-01-01", "2026-12-31", "Due 2026: 2. =1+1|cmd"),
        ("2026-12-01", "2027-02-28", "Due winter 2026: In winter"),
        (
            *("2025-09-01", "2027-03-31"),
            "Due September 2025 to March 2027, then every year: From then to then",
        ),
    ]


def test_an_event_says_what_is_due_who_leads_it_and_how_far_it_is(awkward: Built) -> None:
    texts = {
        first.isoformat(): text
        for first, _, _, text in events(awkward.output / "awkward/deadlines.ics")
    }
    page = "https://plans.example/deep/er/awkward/actions"
    assert texts["2026-05-30"] == (
        f"{DRAFT}\n\n"
        "2. =1+1|cmd\n"
        "State: In progress\n"
        "Who is responsible: =Residents’ officer, Homes; @XY (in support)\n"
        f"{page}/formula/index.html\n\n"
        f"{LONG_TITLE}\n"
        "State: Done\n"
        "Who is responsible: =Residents’ officer, Homes\n"
        f"{page}/parts/index.html"
    )
    assert texts["2025-11-01"] == (
        f"{DRAFT}\n\n"
        "The plan gives no single day. This covers the whole time: November 2025.\n\n"
        f"{LONG_TITLE}\n"
        "- First (In progress, Late)\n"
        "Who is responsible: =Residents’ officer, Homes\n"
        f"{page}/parts/index.html"
    )
    assert "\n- snow\nEND:VEVENT\nBEGIN:VEVENT\n" in texts["2026-12-01"]
    calendar = read(awkward.output / "awkward/deadlines.ics")
    assert calendar["description"] == f"{DRAFT}\nOne; two, three \\ four"
    assert calendar["name"] == calendar["x-wr-calname"]
    # This reader does not know that a name is text (RFC 7986, 5.1), and leaves its marks in.
    assert calendar["name"] == '=HYPERLINK("https://bad.example"\\;"Plan") – Tŷ Gŵyl & Sons'


def test_every_date_with_an_end_is_there_and_nothing_else(site: Built, awkward: Built) -> None:
    count = 0
    for path, shown in calendars(site, awkward):
        expected = {(due["from"], due["to"], due["text"]) for _, due in dues(shown) if due["to"]}
        found = events(path)
        told = {
            (first.isoformat(), last.isoformat(), title.removeprefix("Due ").partition(": ")[0])
            for first, last, title, _ in found
            if title != "Next update of the plan is due"
        }
        assert told == expected, path
        for action, due in dues(shown):
            if due["to"]:
                (text,) = (t for _, _, title, t in found if title.startswith(f"Due {due['text']}:"))
                number = f"{action['number']}. " if action["number"] else ""
                assert number + action["title"] in text
                count += 1
    assert count


def test_a_single_day_is_one_that_the_plan_names(site: Built, awkward: Built) -> None:
    for path, shown in calendars(site, awkward):
        days = {
            due["from"] for _, due in dues(shown) if re.fullmatch(r"\d{4}-\d\d-\d\d", due["when"])
        }
        for first, last, _, _ in events(path):
            assert first != last or first.isoformat() in days | {shown["next_update"]}, path


def test_the_lines_are_as_the_standard_says(site: Built, awkward: Built) -> None:
    for path, shown in calendars(site, awkward):
        raw = path.read_bytes()
        assert raw.startswith(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:")
        assert raw.endswith(b"END:VCALENDAR\r\n")
        lines = raw.split(b"\r\n")
        assert not [line for line in lines if b"\n" in line or b"\r" in line]
        assert max(map(len, lines)) <= 75
        for line in lines:
            line.decode()  # no character is cut in two
        changed = max(filter(None, (shown["published"], shown["revised"])), default=shown["as_of"])
        stamps = {line for line in lines if line.startswith(b"DTSTAMP")}
        assert stamps == {f"DTSTAMP:{changed.replace('-', '')}T000000Z".encode()}
        ids = [line for line in lines if line.startswith(b"UID:")]
        assert len(set(ids)) == len(ids) == raw.count(b"\r\nBEGIN:VEVENT\r\n")


def test_what_a_text_says_cannot_end_an_event(awkward: Built) -> None:
    raw = (awkward.output / "awkward/deadlines.ics").read_bytes()
    assert raw.count(b"\r\nEND:VEVENT\r\n") == raw.count(b"\r\nBEGIN:VEVENT\r\n") == 7


def test_an_event_keeps_its_id_when_the_words_or_the_address_change(tmp_path: Path) -> None:
    content = tmp_path / "content"
    shutil.copytree(HERE / "plans" / "awkward", content)

    def ids() -> list[str]:
        made = build(content, tmp_path / "out", "--formats", "")
        return [
            str(one["uid"]) for one in read(made.output / "awkward/deadlines.ics").walk("VEVENT")
        ]

    before = ids()
    plan, facts = content / "plans/awkward/plan.yaml", content / "site.yaml"
    plan.write_text(plan.read_text().replace("In winter", "In the winter"))
    facts.write_text(re.sub("(?m)^base_url:.*\n", "", facts.read_text()))
    assert ids() == before


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_a_text_comes_back_from_a_calendar_as_it_was(text: str) -> None:
    line = folded(f"SUMMARY:{escaped(text)}")
    pieces = line.split("\r\n")
    assert all(len(piece.encode()) <= 75 for piece in pieces)
    assert all(piece.startswith(" ") for piece in pieces[1:])
    value = line.replace("\r\n ", "").removeprefix("SUMMARY:")
    back = re.sub(r"\\(.)", lambda found: {"n": "\n"}.get(found[1], found[1]), value)
    clean = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]", "", text)
    assert back == clean.replace("\r\n", "\n").replace("\r", "\n")
