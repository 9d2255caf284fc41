"""Content is read as it was written, wherever it was written, with the line of every value."""

from __future__ import annotations

import io
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from PIL import Image

from riweb.content import source
from riweb.content.source import Folder, Raw, files, picture_files, yaml_tree
from riweb.problems import Problem

MINIMAL = Path(__file__).parent / "plans" / "minimal"
PLAN = "plans/first/plan.yaml"

# The user who owns nothing.
NOBODY = 65534


@pytest.fixture
def content(tmp_path: Path) -> Path:
    shutil.copytree(MINIMAL, tmp_path / "content")
    return tmp_path / "content"


def read(content: Path, problems: list[Problem]) -> list[Folder]:
    """Read a content folder, and return what the folders of plans hold."""
    found = source.read(content, problems)
    return [source.folder(content, path, problems) for path in found.folders] if found else []


def told(content: Path) -> list[str]:
    """Return what is wrong with a content folder, each as its place and what is wrong."""
    problems: list[Problem] = []
    read(content, problems)
    return [f"{one.file}:{one.line} {one.wrong}" for one in sorted(problems)]


def plan(content: Path) -> Raw:
    problems: list[Problem] = []
    [folder] = read(content, problems)
    assert problems == []
    assert folder.plan
    return folder.plan


def raw(text: str) -> Raw:
    problems: list[Problem] = []
    found = yaml_tree.read("plan.yaml", text, problems)
    assert problems == []
    assert found
    return found


def test_every_value_is_a_text_as_it_was_written() -> None:
    written = "opens: 18:30\nanswer: no\ncode: 020\nshare: 1e3\nday: 2009-06-30\nset: true\n"
    assert raw(written).value == {
        "opens": "18:30",
        "answer": "no",
        "code": "020",
        "share": "1e3",
        "day": "2009-06-30",
        "set": "true",
    }


def test_a_value_that_is_not_there_is_an_empty_text() -> None:
    assert raw("a:\nb: ~\nc: null\nd: ''\ne: # later\n").value == dict.fromkeys("abcde", "")


def test_every_key_and_item_has_its_line() -> None:
    found = raw("title: a\nsections:\n  - id: x\n    actions:\n      - id: y\n      - {id: z}\n")
    assert found.place(("title",)) == (1, "title")
    assert found.place(("sections", 0, "actions", 1, "id")) == (6, "sections[0].actions[1].id")
    assert found.place(("sections", 0, "actions", 1, "due")) == (6, "sections[0].actions[1]")


def test_a_mistake_in_a_text_of_several_lines_is_told_with_its_own_line() -> None:
    found = raw("about: >-\n  We walk.\n  We <b>talk</b>.\nend: x\n")
    assert found.problem(("about",), "wrong", "fix", words="<b>").line == 3
    assert found.problem(("about",), "wrong", "fix", words="not there").line == 1


@pytest.mark.parametrize(
    ("how", "damage"),
    [
        ("line ends of Windows", lambda raw: raw.replace(b"\n", b"\r\n")),
        ("line ends of an old Mac", lambda raw: raw.replace(b"\n", b"\r")),
        ("a mark at the start of the file", lambda raw: b"\xef\xbb\xbf" + raw),
        ("a mark inside the file", lambda raw: raw.replace(b"kind", "\ufeffkind".encode())),
        ("spaces of no width", lambda raw: raw.replace(b"Homes", "Ho\u200bmes\u2060".encode())),
        ("marks of direction", lambda raw: raw.replace(b"First", "\u202aFirst\u202c".encode())),
        (
            "no-break spaces before a field",
            lambda raw: raw.replace(b"  -", "\u00a0\u00a0-".encode()),
        ),
        ("no-break spaces after a hyphen", lambda raw: raw.replace(b"- ", "-\u00a0".encode())),
        ("no-break spaces after a colon", lambda raw: raw.replace(b": ", ":\u00a0".encode(), 4)),
        ("no line end at the end", lambda raw: raw.rstrip()),
        ("the head of a document", lambda raw: b"%YAML 1.2\n---\n" + raw),
    ],
)
def test_what_editors_and_word_processors_do_is_accepted(
    how: str, damage: object, content: Path
) -> None:
    good = plan(content).value
    assert callable(damage)
    (content / PLAN).write_bytes(damage((content / PLAN).read_bytes()))
    assert plan(content).value == good


def test_letters_are_composed(content: Path) -> None:
    path = content / PLAN
    path.write_text(path.read_text().replace("First plan", "Cynllun y ty\u0302"))
    assert plan(content).value["title"] == "Cynllun y t\u0177"


@pytest.mark.parametrize(
    "name",
    [".DS_Store", "Thumbs.db", "desktop.ini", "plan.yaml~", "~$notes.docx", ".plan.yaml.swp"],
)
def test_what_systems_leave_behind_is_passed_over(name: str, content: Path) -> None:
    (content / "plans/first" / name).write_bytes(b"\x00")
    (content / name).write_bytes(b"\x00")
    assert told(content) == []


def test_a_huge_file_is_not_read(content: Path) -> None:
    with (content / PLAN).open("wb") as file:
        file.truncate(files.MOST_BYTES + 1)
    assert told(content) == ["content/plans/first/plan.yaml:0 This file is larger than 1 MB."]


def test_a_huge_picture_is_not_read(content: Path) -> None:
    (content / "plans/first/images").mkdir()
    with (content / "plans/first/images/map.png").open("wb") as file:
        file.truncate(files.MOST_PICTURE_BYTES + 1)
    assert told(content) == ["content/plans/first/images/map.png:0 This file is larger than 20 MB."]


@pytest.mark.parametrize(
    "text",
    ["[" * 100_000, "{a: " * 100_000, "- " * 100_000, "a: 'b\n" * 20_000, "? " * 50_000],
    ids=["lists", "groups", "items", "quotation marks", "question marks"],
)
def test_nothing_that_is_written_can_exhaust_the_machine(text: str, content: Path) -> None:
    (content / PLAN).write_text(text)
    assert told(content) != []


def test_a_device_or_a_pipe_is_not_waited_for(content: Path) -> None:
    (content / PLAN).unlink()
    os.mkfifo(content / PLAN)
    assert told(content) == ["content/plans/first/plan.yaml:0 This is no file."]


def test_a_link_round_in_a_circle_leads_out(content: Path) -> None:
    (content / PLAN).unlink()
    (content / PLAN).symlink_to("plan.yaml")
    assert told(content) == [
        "content/plans/first/plan.yaml:0 This leads out of the content folder."
    ]


def test_a_link_inside_the_content_is_followed(content: Path) -> None:
    (content / "plans/second").symlink_to("first")
    assert told(content) == []


def test_a_folder_in_the_place_of_a_file_is_told(content: Path) -> None:
    (content / PLAN).unlink()
    (content / PLAN).mkdir()
    assert told(content) == ["content/plans/first/plan.yaml:0 This is a folder, not a file."]


def test_a_file_in_the_place_of_a_folder_is_told(content: Path, tmp_path: Path) -> None:
    (content / "plans/first/chapters").write_text("# Why\n")
    assert told(content) == ["content/plans/first/chapters:0 “chapters” should be a folder."]
    assert told(content / "site.yaml") == [f"{content}/site.yaml:0 This is a file, not a folder."]


def test_a_name_that_cannot_be_printed_is_told_all_the_same(content: Path) -> None:
    place = os.fsencode(content / "plans/first") + b"/caf\xe9\n.txt"
    Path(os.fsdecode(place)).write_text("x")
    assert told(content) == [
        "content/plans/first/caf��.txt:0 This file does not belong in a plan's folder."
    ]


def test_the_folder_is_named_where_it_is_read_from_inside(
    content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(content)
    (content / "site.yaml").write_text("")
    assert told(Path()) == ["content/site.yaml:0 This file is empty."]


@pytest.fixture
def somebody() -> Iterator[None]:
    """Be somebody who may not open everything, as root may."""
    was = os.geteuid()
    if was == 0:
        os.seteuid(NOBODY)
    yield
    os.seteuid(was)


@pytest.fixture
def open_place() -> Iterator[Path]:
    """A folder that anybody may come to."""
    with TemporaryDirectory() as place:
        Path(place).chmod(0o755)
        yield Path(place)


def test_what_may_not_be_opened_is_told(open_place: Path, request: pytest.FixtureRequest) -> None:
    content = open_place / "content"
    shutil.copytree(MINIMAL, content)
    (content / "site.yaml").chmod(0)
    (content / "plans/first").chmod(0)
    request.getfixturevalue("somebody")
    assert told(content) == [
        "content/plans/first:0 This cannot be read: you may not open it.",
        "content/site.yaml:0 This cannot be read: you may not open it.",
    ]


def test_a_content_folder_that_may_not_be_opened_is_told(
    open_place: Path, request: pytest.FixtureRequest
) -> None:
    (open_place / "shut").mkdir(mode=0)
    request.getfixturevalue("somebody")
    assert told(open_place / "shut") == ["shut:0 This cannot be read: you may not open it."]
    inside = open_place / "shut" / "content"
    assert told(inside) == [f"{inside}:0 This cannot be read: Permission denied."]


def _jpeg() -> bytes:
    made = io.BytesIO()
    Image.new("L", (3, 2)).save(made, "JPEG")
    return made.getvalue()


JPEG = _jpeg()


@pytest.mark.parametrize(
    ("name", "content", "wrong"),
    [
        ("a.jpg", JPEG, None),
        ("a.JPEG", JPEG, None),
        ("a.jpg", JPEG[:-2], "“a.jpg” is damaged or not complete."),
        ("a.jpg", JPEG[:20], "“a.jpg” is damaged or not complete."),
        ("a.png", JPEG, "“a.png” is a JPEG picture inside."),
        ("a.png", b"", "“a.png” is not a picture inside."),
        ("a.gif", b"GIF89a", "“a.gif” is not a kind of picture we can use."),
        ("a b.jpg", JPEG, "“a b.jpg” cannot be part of a web address."),
        ("a", JPEG, "“a” is not a kind of picture we can use."),
    ],
)
def test_a_picture_is_whole_and_of_its_kind(name: str, content: bytes, wrong: str | None) -> None:
    found = picture_files.fault(name, content)
    assert (found[0] if found else None) == wrong


def test_every_cut_of_a_picture_is_damaged() -> None:
    whole = (MINIMAL.parent / "full/plans/larch/images/estate-map.png").read_bytes()
    assert picture_files.fault("a.png", whole) is None
    for length in range(8, len(whole)):
        assert picture_files.fault("a.png", whole[:length]) is not None
    damaged = whole[:60] + bytes([whole[60] ^ 1]) + whole[61:]
    assert picture_files.fault("a.png", damaged) is not None
