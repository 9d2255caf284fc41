"""actions.csv opens in a spreadsheet as the plan, and as nothing but text."""

from __future__ import annotations

import csv
import json

from sites import Built

from riweb.languages import interface

DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def rows(site: Built, plan: str) -> list[dict[str, str]]:
    """Return the rows of a plan's table as a strict reader sees them."""
    path = site.output / plan / "actions.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def tables(*sites: Built) -> list[tuple[Built, str]]:
    return [
        (site, plan)
        for site in sites
        for plan in site.plans
        if (site.output / plan / "actions.csv").is_file()
    ]


def test_a_row_holds_all_that_is_known_of_an_action(awkward: Built) -> None:
    found = rows(awkward, "awkward")
    assert [row["Id"] for row in found] == [
        *("formula", "parts", "first-part", "second-part", "span", "season", "open", "answer")
    ]
    assert {key: value for key, value in found[0].items() if value} == {
        "Section": "A. -Homes; gardens, and \\ paths",
        "Number": "2",
        "Task": "'=1+1|cmd",
        "About": "'+44 1632 960 000 END:VEVENT BEGIN:VEVENT",
        "What will be done": (
            "'@all: say “when” (February 2026: -first (printed as “Feb/26”); 2025: quarters 1 and "
            "2, quarters 3 and 4) The source does not show for certain which boxes belong to this "
            "step."
        ),
        "Who is responsible": "'=Residents’ officer, Homes\n@XY (in support)",
        "By when": (
            "30 May 2026\n2026: A last look\nFebruary 2026\n"
            "2025: quarters 1 and 2, quarters 3 and 4"
        ),
        "First day": "2026-01-01",
        "Last day": "2026-12-31",
        "State": "In progress",
        "Late": "Yes",
        "Target": "'=less: -5 % (December 2026)",
        "Progress": (
            "January 2026: Ŵyth o dai, a ]]> b €ẅ\n"
            "January 2026: A second note of the same month\n"
            "No day is known for this"
        ),
        "Notes by the editor": "We read this as a sum; it may be a title.",
        "Id": "formula",
        "Page": "https://plans.example/deep/er/awkward/actions/formula/index.html",
        "Draft": "This plan is a draft. It may still change.",
    }


def test_a_part_has_a_row_of_its_own_that_can_stand_alone(awkward: Built) -> None:
    action, first, second = rows(awkward, "awkward")[1:4]
    shared = ("Section", "Number", "Task", "Who is responsible")
    assert [first[key] for key in shared] == [action[key] for key in shared]
    assert (action["Part"], first["Part"], second["Part"]) == ("", "First", "Part 2")
    assert (first["State"], first["Late"]) == ("In progress", "Yes")
    assert (second["State"], second["Late"]) == ("Done", "No")
    assert second["By when"] == "30 May 2026\nOngoing"
    assert rows(awkward, "awkward")[5]["By when"] == ("Winter 2026: snow\nEND:VEVENT\nBEGIN:VEVENT")
    assert second["Progress"] == "2 March 2026: It is done"


def test_an_answer_to_a_recommendation_is_told_with_its_reason(awkward: Built) -> None:
    row = rows(awkward, "awkward")[-1]
    assert row["What was recommended"] == "Please, do"
    assert row["Asked for by"] == "June 2025"
    assert row["Answer"] == "Not agreed"
    assert row["The answer in words"] == "No."
    assert row["Reason for the answer"] == "'=too dear"
    assert row["Belongs to"].endswith("\nelsewhere: page 3")


def test_a_column_with_nothing_in_it_is_left_out(minimal: Built) -> None:
    (row,) = rows(minimal, "first")
    assert row == {
        "Section": "Homes",
        "Number": "1",
        "Action": "Walk every estate with residents",
        "What will be done": "Agree the dates with each group",
        "What will be different": "Repairs are found early",
        "Who is responsible": "Residents’ officer",
        "By when": "December 2025",
        "First day": "2025-12-01",
        "Last day": "2025-12-31",
        "State": "In progress",
        "Late": "Yes",
        "Id": "walkabouts",
    }


def test_every_action_and_part_has_one_row(site: Built, awkward: Built) -> None:
    for built, plan in tables(site, awkward):
        shown = json.loads((built.output / plan / "plan.json").read_text(encoding="utf-8"))
        expected = [
            id_
            for section in shown["sections"]
            for action in section["actions"]
            for id_ in (action["id"], *(part["id"] for part in action["parts"]))
        ]
        name = interface(shown["language"]).gettext("Id")
        assert [row[name] for row in rows(built, plan)] == expected, plan


def test_no_cell_is_a_formula(site: Built, awkward: Built) -> None:
    for built, plan in tables(site, awkward):
        for row in rows(built, plan):
            assert not [cell for cell in (*row, *row.values()) if cell.startswith(DANGEROUS)]


def test_the_file_is_what_excel_and_the_standard_want(awkward: Built) -> None:
    raw = (awkward.output / "awkward/actions.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbfSection,")
    assert raw.endswith(b"\r\n")
    assert b"\r" not in raw.replace(b"\r\n", b"")
    assert b"\x07" not in raw
