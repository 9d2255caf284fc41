"""The request desk: `riweb request add`, `list`, `make`, `done` and `reissue`."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from desks import Desk, open_desk, register

from riweb.cli import main
from riweb.formats import FORMATS
from riweb.requests.rows import folder_name


@pytest.fixture
def desk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Desk:
    return open_desk("full", tmp_path, monkeypatch, capsys)


@pytest.fixture
def both(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Desk:
    """The desk of a site in English and Welsh."""
    return open_desk("bilingual", tmp_path, monkeypatch, capsys)


def test_a_request_is_written_down_with_the_day_it_is_due(desk: Desk) -> None:
    # The site promises 10 working days.
    status, told = desk("add larch giant-print --ref 2024/117 --size 32")
    assert status == 0 and told == (
        "2024/117: larch, giant print (size 32), English. Send it by Friday 11 December 2026.\n"
        "To make it: riweb request make\n"
    )
    (row,) = register()
    assert {name: text for name, text in row.items() if text} == {
        "reference": "2024/117",
        "plan": "larch",
        "format": "giant-print",
        "language": "en",
        "options": "size=32",
        "received": "2026-11-27 Fri",
        "due": "2026-12-11 Fri",
    }


def test_days_on_which_the_office_is_closed_put_off_the_day_it_is_due(desk: Desk) -> None:
    site = Path("content/site.yaml")
    days = "[2026-12-10, 2026-12-11]"
    closed = re.sub(r"closed_days: .*", f"closed_days: {days}", site.read_text())
    site.write_text(closed)
    assert "Send it by Tuesday 15 December 2026." in desk("add larch text --ref 1")[1]


def test_the_register_may_be_another_file_and_the_rest_goes_beside_it(desk: Desk) -> None:
    Path("office").mkdir()
    where = "--register office/asked.csv"
    assert desk(f"add larch text --ref 7 {where}")[0] == 0
    assert desk(f"make {where}")[0] == 0
    assert sorted(path.name for path in Path("office").iterdir() if path.name[0] != ".") == [
        "asked",
        "asked-versions",
        "asked.csv",
    ]
    assert not Path("requests.csv").exists()


REFUSED = {
    "add lurch text --ref 1": "There is no plan “lurch”. Did you mean larch?",
    "add larch large-prin --ref 1": "There is no format “large-prin”. Did you mean large-print?",
    "add larch text --ref 1 --language cy": "There is no language “cy”. Choose en.",
    "add larch giant-print --ref 1 --size 99": (
        "--size 99 is not possible for giant-print. Write a whole number from 20 to 36."
    ),
    "add larch braille --ref 1 --grade 3": ("--grade 3 is not possible for braille. Write 1 or 2."),
    "add larch clear-print --ref 1 --size 20": "clear-print has no --size.",
    "add larch text --ref jo@example.org": "looks like somebody’s address or number.",
    "add larch text --ref 07700900123": "looks like somebody’s address or number.",
    "add larch text --ref Bloggs": "has no number in it, so it may be a name.",
    "add larch text --ref =1+1": "cannot be a reference.",
    "add larch text --ref ../1": "cannot be a reference.",
    "add larch text --ref 1 --received 2026-11-28": "Saturday 28 November 2026 is still to come.",
    "add larch text --ref 1 --register content/requests.csv": "which others work in.",
    "add larch text --ref 1 --register requests": "requests has no .csv at its end.",
    "add larch text --ref 1 --register gone/requests.csv": "There is no folder gone.",
    "list --register other.csv": "There is no register other.csv. The first request makes it.",
    "done 2024/117": "There is no request “2024/117”. Nobody is waiting for a copy.",
    "make --ref 2024/117": "There is no request “2024/117”. Nobody is waiting for a copy.",
}


@pytest.mark.parametrize("words", REFUSED)
def test_what_cannot_be_written_down_is_refused_with_what_to_write(words: str, desk: Desk) -> None:
    status, told = desk(words)
    assert status == 2 and REFUSED[words] in told
    assert not list(Path().rglob("*requests.csv"))


@pytest.mark.parametrize(
    ("format", "option"), [(row.name, one) for row in FORMATS.values() for one in row.option_names]
)
def test_no_option_takes_a_value_that_its_format_would_refuse_later(
    format: str, option: str, desk: Desk
) -> None:
    status, told = desk(f"add larch {format} --ref 1 --{option} nonsense")
    assert status == 2 and f"--{option} nonsense is not possible for {format}." in told


def test_a_register_in_a_site_that_is_published_is_refused(desk: Desk) -> None:
    Path("output").mkdir()
    Path("output/build.json").write_text("{}")
    status, told = desk("add larch text --ref 1 --register output/requests.csv")
    assert status == 2 and "is in a site that is published." in told


def test_the_same_is_not_asked_for_twice_while_it_is_open(desk: Desk) -> None:
    desk("add larch text --ref ri/1")
    status, told = desk("add larch text --ref RI/1")
    assert status == 2 and told == "RI/1 asks for this already, and it is not sent yet.\n"
    assert desk("add larch braille --ref RI/1")[0] == 0
    assert desk("done ri/1 --format text --withdrawn")[0] == 0
    assert desk("add larch text --ref RI/1")[0] == 0
    assert len(register()) == 3


def test_what_has_to_be_written_or_translated_first_is_said_at_once(both: Desk) -> None:
    status, told = both("add english text --language cy --ref 1")
    assert status == 0 and "english is not in Welsh yet. It has to be translated" in told
    status, told = both("add both easy-read --ref 2")
    assert status == 0 and "both has no Easy Read yet. It has to be written" in told
    assert "is not in" not in both("add both bilingual --ref 3")[1]
    status, told = both("make")
    assert status == 1 and told.count("Not made.") == 2 and "1 request made." in told
    assert "    Not made. english is not in Welsh yet. It has to be translated" in told
    assert told.endswith("2 requests not made: see above.\n")


def test_a_request_can_be_written_down_while_a_plan_is_half_edited(desk: Desk) -> None:
    Path("content/plans/larch/plan.yaml").write_text("title: [")
    assert desk("add larch text --ref 1")[0] == 0
    status, told = desk("make")
    assert status == 1 and "content/plans/larch/plan.yaml:" in told
    assert "Not made, because of what is said above." in told
    assert register()[0]["made"] == ""


def test_copies_are_made_into_folders_named_by_reference(desk: Desk) -> None:
    desk("add larch giant-print --ref 2024/117 --size 32")
    desk("add larch text --ref 2024-117")
    desk("add larch easy-read --ref 2024_117")
    status, told = desk("make")
    assert status == 0 and "3 requests made." in told
    assert sorted(path.as_posix() for path in Path("requests").rglob("*.*")) == [
        "requests/2024-117/larch-text-en.txt",
        "requests/2024_117/larch-giant-print-32-en.pdf",
        "requests/2024__117/larch-easy-read-en.pdf",
    ]
    first, *_ = register()
    assert first["made"] == "2026-11-27 Fri"
    assert first["files"] == "larch-giant-print-32-en.pdf"
    # The same number is on the cover of each copy.
    assert f"Version number: {register()[1]['version']}" in Path(
        "requests/2024-117/larch-text-en.txt"
    ).read_text(encoding="utf-8")


def test_no_two_references_share_a_folder_nor_leave_the_folder_of_copies() -> None:
    references = [
        *("2024/117", "2024-117", "2024.117", "2024_117", "2024/1/17", "20/24/117"),
        *("CON/1", "CON.1", "com1", "com1.2", "A/1", "A_1", "A-1", "A.1"),
    ]
    folders = [folder_name(one) for one in references]
    assert len(set(map(str.lower, folders))) == len(references)
    assert all(re.fullmatch(r"[A-Z0-9._-]+", one) and ".." not in one for one in folders)
    assert folder_name("com1") == "COM1_" and folder_name("2024/117") == "2024_117"
    assert folder_name("ri/1") == folder_name("RI/1")


def test_a_copy_is_what_riweb_make_makes(desk: Desk) -> None:
    desk("add larch word --ref 5 --size 20")
    assert desk("make --out for-post")[0] == 0
    assert main(["make", "larch", "word", "--size", "20", "--out", "own.docx"]) == 0
    assert Path("for-post/5/larch-word-20-en.docx").read_bytes() == Path("own.docx").read_bytes()


def test_the_list_says_what_is_late_due_and_done(desk: Desk) -> None:
    desk("add larch text --ref 1", "2026-11-02")
    desk("make", "2026-11-03")
    desk("add larch braille --ref 2", "2026-11-27")
    desk("add larch clear-print --ref 3", "2026-11-27")
    desk("done 3 --withdrawn", "2026-11-27")
    assert desk("list")[1] == (
        "Late: 1\n"
        "    1: larch, plain text, English. It was due on Monday 16 November 2026: "
        "9 working days ago. Made on Tuesday 3 November 2026.\n"
        "Due: 1\n"
        "    2: larch, braille, English. Send it by Friday 11 December 2026: "
        "10 working days left. Not made yet.\n"
        "Done: 1\n"
        "    3: larch, clear print, English. No longer wanted since Friday 27 November 2026.\n"
    )
    status, told = desk("done 1")
    assert (status, told) == (
        0,
        "1: larch, plain text, English. Sent on Friday 27 November 2026, late: "
        "it was due on Monday 16 November 2026.\n",
    )
    status, told = desk("done 1")
    assert status == 2 and told.startswith("That is done already. 1: larch, plain text")


def test_a_copy_that_is_not_made_cannot_be_sent_unless_it_was_made_elsewhere(desk: Desk) -> None:
    desk("add larch text --ref 1")
    status, told = desk("done 1")
    assert status == 2 and "is not made yet. Make it: riweb request make." in told
    assert desk("done 1 --sent 2026-11-26 --elsewhere")[0] == 2
    assert register()[0]["sent"] == ""
    assert desk("done 1 --elsewhere")[0] == 0
    # It is taken to be of the plan as it is.
    assert register()[0]["version"] and desk("reissue")[1].startswith("No copy")


# A text of the plan in English, and of the Welsh of the plan in both languages.
TITLE, WELSH = "Plant 20 trees", "Byddwn yn gweld gwaith trwsio yn gynnar"


def edit(path: str, old: str, new: str) -> None:
    file = Path("content/plans") / path
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_copies_that_are_out_of_date_are_named_with_what_has_changed(both: Desk) -> None:
    for number, words in enumerate(
        (
            "both large-print",
            "both text --language cy",
            "both bilingual",
            "english large-print",
            "welsh text --language cy",
        )
    ):
        assert both(f"add {words} --ref 2026/{number}")[0] == 0
    assert both("make")[0] == 0
    for number in range(5):
        assert both(f"done 2026/{number}")[0] == 0
    assert both("reissue") == (0, "No copy that was sent is out of date.\n")
    edit("english/plan.yaml", TITLE, f"{TITLE} at last")
    status, told = both("reissue")
    assert status == 0 and told.startswith("Out of date: 1 of 5.")
    assert re.findall(r"^2026/\d", told, re.MULTILINE) == ["2026/3"]
    assert f"        was: {TITLE}\n" in told and f"        now: {TITLE} at last\n" in told
    assert told.count("was:") == 1 and told.count("now:") == 1
    # A change of the Welsh alone is one of the copies that have Welsh in them.
    po = Path("content/plans/both/cy.po")
    po.write_text(po.read_text(encoding="utf-8").replace(WELSH, f"{WELSH} nawr"), encoding="utf-8")
    told = both("reissue")[1]
    assert re.findall(r"^2026/\d", told, re.MULTILINE) == ["2026/1", "2026/2", "2026/3"]


def test_a_long_text_is_shown_from_a_little_before_where_it_has_changed(both: Desk) -> None:
    edit("english/plan.yaml", TITLE, f"{TITLE} {'for all who live here ' * 9}in 2026")
    both("add english text --ref 1")
    both("make")
    both("done 1")
    edit("english/plan.yaml", "in 2026", "in 2027")
    told = both("reissue")[1]
    assert re.search(r"was: … .{20,70} in 2026\n +now: … .{20,70} in 2027\n", told)


def test_a_copy_that_was_sent_again_is_not_out_of_date(desk: Desk) -> None:
    for turn in range(2):
        desk("add larch text --ref 1")
        desk("make")
        desk("done 1")
        if turn == 0:
            edit("larch/plan.yaml", "Walk every estate", "Walk each estate")
    assert len(register()) == 2
    assert desk("reissue")[1] == "No copy that was sent is out of date.\n"


def test_a_copy_that_is_asked_for_again_is_not_named(desk: Desk) -> None:
    desk("add larch text --ref 1")
    desk("make")
    desk("done 1")
    edit("larch/plan.yaml", "Walk every estate", "Walk each estate")
    assert desk("reissue")[1].startswith("Out of date: 1 of 1.")
    desk("add larch text --ref 1")
    assert "is out of date" in desk("reissue")[1]


def test_a_copy_is_not_out_of_date_because_a_day_has_gone_by(desk: Desk) -> None:
    edit("larch/plan.yaml", "as_of: 2026-01-31", "as_of: today")
    for number, day in enumerate(("2025-06-02", "2026-11-26")):
        desk(f"add larch text --ref {number}", day)
        desk("make", day)
        desk(f"done {number}", day)
    first, second = (row["version"] for row in register())
    assert first != second
    assert desk("reissue")[1] == "No copy that was sent is out of date.\n"


def test_a_copy_whose_words_are_not_kept_is_named_without_what_has_changed(desk: Desk) -> None:
    desk("add larch text --ref 1")
    desk("make")
    desk("done 1")
    edit("larch/plan.yaml", "Walk every estate", "Walk each estate")
    for path in Path("requests-versions").iterdir():
        path.unlink()
    status, told = desk("reissue")
    assert status == 0 and "We did not keep what was sent" in told
