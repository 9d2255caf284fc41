"""What people own is saved whole or not at all, and by one module only."""

from __future__ import annotations

import ast
import os
import re
import shutil
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sites import HERE

import riweb
from riweb import save
from riweb.cli import main
from riweb.problems import Problem, Refused

PACKAGE = Path(riweb.__file__).parent

# The rights by which root may write anywhere; without them root is a user like any other.
EVERYWHERE = "-dac_override,-dac_read_search,-fowner"

NO_ROOM, NO_RIGHT = "There is no room left to write this.", "You may not write here."

# What writes something that people own, by a name: first what is made ready, then the command.
# `D` is the folder that cannot be written any more.
READY: dict[str, list[str]] = {
    "import": ["translate export --content D/content --plan both --form xliff --all"],
    "request": ["request add both text --ref 1 --content D/content --register D/requests.csv"],
    "done": [
        "request add both text --ref 1 --content D/content --register D/requests.csv",
        "request make --content D/content --register D/requests.csv --out copies",
    ],
    "publish": [
        f"request add both text --ref {n} --content D/content --register D/requests.csv"
        " --received 2025-06-02 --today 2025-06-03"
        for n in range(1, 12)
    ]
    + [
        f"request done {n} --elsewhere --content D/content --register D/requests.csv"
        " --today 2025-06-04"
        for n in range(1, 12)
    ],
}
DEEDS = {
    "update": "translate update --content D/content",
    "import": "translate import --content D/content both-cy.xlf",
    "export": "translate export --content D/content --out D/translators --all",
    "status": "translate status --content D/content --out D",
    "request": "request add both text --ref 2 --content D/content --register D/requests.csv",
    "copies": "request make --content D/content --register D/requests.csv --out D/copies",
    "done": "request done 1 --content D/content --register D/requests.csv",
    "table": "request report --content D/content --register D/requests.csv --out D/table.csv",
    "publish": "request report --publish --year 2025 --content D/content --register D/requests.csv",
    "make": "make both text --content D/content --out D/both.txt",
    "report": "check --content D/content --report D/report.html",
    "new": "new D/own",
}
READY["copies"] = READY["request"]
READY["table"] = READY["request"]


# What an earlier report has put there.
MET = """\
from: 2024-04-01
to: 2025-03-31
total: 20
in_time: 19
"""


def say(words: str, folder: Path) -> int:
    return main(words.replace("D/", f"{folder}/").replace(" D", f" {folder}").split())


def prepare(deed: str, folder: Path) -> None:
    """Lay a site into a folder, with something for a deed to write."""
    shutil.copytree(HERE / "plans" / "bilingual", folder / "content")
    for name in ("table.csv", "both.txt", "report.html", "texts.csv"):
        (folder / name).write_text("What stood here before.\n" * 200)
    for words in READY.get(deed, ()):
        assert say(words, folder) == 0
    if deed == "import":
        file = Path("both-cy.xlf")
        file.write_text(file.read_text().replace("</target>", " yma</target>", 1))
    if deed == "publish":
        (folder / "content/requests-met.yaml").write_text(MET)
    plan = folder / "content/plans/both/plan.yaml"
    if deed == "update":
        plan.write_text(plan.read_text().replace("title: ", "title: Another ", 1))


def state(folder: Path) -> dict[str, bytes]:
    """Return every file in a folder but the cache of builds and the lock of the register."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and ".riweb" not in path.parts and path.suffix != ".lock"
    }


@pytest.fixture
def disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A disk of its own, so small that it can be filled."""
    (tmp_path / "disk").mkdir()
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    mount = ["mount", "-t", "tmpfs", "-o", "size=3m", "none", tmp_path / "disk"]
    if subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("whoever runs the tests may not make a small disk")
    try:
        yield tmp_path / "disk"
    finally:
        subprocess.run(["umount", tmp_path / "disk"], check=True)


def fill(disk: Path, room: int) -> None:
    """Fill a disk until so many bytes are left on it."""
    found = os.statvfs(disk)
    (disk / "ballast").write_bytes(bytes(max(0, found.f_bavail * found.f_frsize - room)))


@pytest.mark.parametrize("deed", DEEDS)
@pytest.mark.parametrize("room", [0, 4096])
def test_on_a_full_disk_everything_stays_as_it_was_and_the_reason_is_told(
    deed: str, room: int, disk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    prepare(deed, disk)
    fill(disk, room)
    before = state(disk)
    capsys.readouterr()
    status, told = say(DEEDS[deed], disk), capsys.readouterr().out
    after = state(disk)
    if status == 0:
        # So little was to be written that it found room; then all of it is there.
        assert room and not [name for name in after if name.endswith(save.HALF)]
        return
    assert status == 1 and NO_ROOM in told, told
    assert "Traceback" not in told and "Errno" not in told
    lasting = {name: content for name, content in after.items() if name in before}
    assert lasting == before
    # What there was room for is there whole; no half of a file is.
    assert not [name for name in after if name.endswith(save.HALF)]
    assert room or set(after) == set(before)


@pytest.mark.parametrize("deed", DEEDS)
def test_with_room_the_same_commands_write(
    deed: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without this, the tests beside it might prove nothing."""
    folder = tmp_path / "disk"
    folder.mkdir()
    monkeypatch.chdir(tmp_path)
    prepare(deed, folder)
    before = state(folder)
    assert say(DEEDS[deed], folder) in (0, 1)
    assert state(folder) != before


# Where each deed writes, below the folder that is shut for it.
SHUT = {
    "update": "content/plans/both",
    "import": "content/plans/both",
    "export": ".",
    "status": ".",
    "request": ".",
    "done": ".",
    "table": ".",
    "publish": "content",
    "report": ".",
    "new": ".",
}


@pytest.mark.parametrize("deed", SHUT)
def test_in_a_folder_that_may_not_be_written_everything_stays_and_the_reason_is_told(
    deed: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "disk"
    folder.mkdir()
    monkeypatch.chdir(tmp_path)
    prepare(deed, folder)
    (folder / ".requests.csv.lock").touch()
    before = state(folder)
    words = DEEDS[deed].replace("D/", f"{folder}/").replace(" D", f" {folder}").split()
    rights = ["setpriv", "--inh-caps", EVERYWHERE, "--bounding-set", EVERYWHERE]
    command = [*(rights if os.geteuid() == 0 else ()), sys.executable, "-m", "riweb", *words]
    (folder / SHUT[deed]).chmod(0o555)
    done = subprocess.run(command, capture_output=True, text=True, env=environment())
    (folder / SHUT[deed]).chmod(0o755)
    assert done.returncode == 1 and NO_RIGHT in done.stdout, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert state(folder) == before


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(HERE.parent)}


def test_a_catalogue_keeps_its_mode_its_owner_and_the_link_that_leads_to_it(
    tmp_path: Path,
) -> None:
    prepare("update", tmp_path)
    link = tmp_path / "content/plans/both/cy.po"
    real = tmp_path / "content/.translations.po"
    link.rename(real)
    link.symlink_to("../../.translations.po")
    if os.geteuid() == 0:
        os.chown(real, 1234, 4321)
    real.chmod(0o640)
    before, words = real.stat(), real.read_text()
    inode = before.st_ino
    assert main(["translate", "update", "--content", str(tmp_path / "content")]) == 0
    after = real.stat()
    assert link.is_symlink() and real.read_text() != words
    assert (after.st_mode, after.st_uid, after.st_gid) == (
        before.st_mode,
        before.st_uid,
        before.st_gid,
    )
    # It is another file, and so the old one was whole until the new one was.
    assert after.st_ino != inode and after.st_mtime_ns > before.st_mtime_ns


MODES = st.sampled_from([0o600, 0o640, 0o644, 0o664, 0o660, 0o755])


@given(old=st.binary(max_size=40), new=st.binary(max_size=40), mode=MODES, links=st.integers(0, 3))
@settings(max_examples=60, deadline=None)
def test_a_save_changes_the_bytes_and_nothing_else(
    old: bytes, new: bytes, mode: int, links: int
) -> None:
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        (folder / "real").write_bytes(old)
        (folder / "real").chmod(mode)
        name = folder / "real"
        for number in range(links):
            (folder / f"link{number}").symlink_to(name.name)
            name = folder / f"link{number}"
        names = sorted(path.name for path in folder.iterdir())
        save.file(name, new)
        assert (folder / "real").read_bytes() == new
        assert stat.S_IMODE((folder / "real").stat().st_mode) == mode
        assert sorted(path.name for path in folder.iterdir()) == names
        assert all((folder / f"link{number}").is_symlink() for number in range(links))


@given(
    olds=st.lists(st.binary(max_size=20), min_size=1, max_size=5),
    place=st.integers(0, 5),
    fault=st.sampled_from(["no folder", "a folder", "a circle of links", "not current"]),
)
@settings(max_examples=60, deadline=None)
def test_where_one_of_several_files_cannot_be_saved_none_is(
    olds: list[bytes], place: int, fault: str
) -> None:
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        (folder / "shut").mkdir()
        (folder / "round").symlink_to("round")
        for number, old in enumerate(olds):
            (folder / f"{number}").write_bytes(old)
        before = sorted(path.name for path in folder.iterdir())
        wanted = [folder / f"{number}" for number in range(len(olds))]
        bad = {"no folder": "gone/file", "a folder": "shut", "a circle of links": "round"}
        if fault in bad:
            wanted.insert(place, folder / bad[fault])
            with pytest.raises(Refused):
                save.files(dict.fromkeys(wanted, b"another"))
        else:
            assert not save.files(dict.fromkeys(wanted, b"another"), lambda: False)
        assert [(folder / f"{number}").read_bytes() for number in range(len(olds))] == olds
        assert sorted(path.name for path in folder.iterdir()) == before


def test_a_new_file_has_the_mode_of_any_new_file(tmp_path: Path) -> None:
    (tmp_path / "any").touch()
    save.file(tmp_path / "new", b"x")
    assert (tmp_path / "new").stat().st_mode == (tmp_path / "any").stat().st_mode


def test_a_name_as_long_as_a_disk_allows_can_be_saved(tmp_path: Path) -> None:
    save.file(tmp_path / ("ŵ" * 127), b"x")
    assert (tmp_path / ("ŵ" * 127)).read_bytes() == b"x"


def test_what_is_no_file_is_written_into_and_stays(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    reader = subprocess.Popen(["cat", tmp_path / "pipe"], stdout=subprocess.PIPE)
    save.file(tmp_path / "pipe", b"words")
    assert reader.communicate()[0] == b"words"
    assert stat.S_ISFIFO((tmp_path / "pipe").stat().st_mode)


def test_a_file_that_is_to_be_read_only_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "kept").write_bytes(b"old")
    (tmp_path / "kept").chmod(0o444)
    code = (
        "import pathlib; from riweb import save; from riweb.problems import Refused\n"
        "try: save.file(pathlib.Path('kept'), b'new')\n"
        "except Refused as refused: print(refused)"
    )
    rights = ["setpriv", "--inh-caps", EVERYWHERE, "--bounding-set", EVERYWHERE]
    command = [*(rights if os.geteuid() == 0 else ()), sys.executable, "-c", code]
    done = subprocess.run(
        command, cwd=tmp_path, capture_output=True, text=True, env=environment(), check=True
    )
    fix = "Ask whoever looks after this computer to let you write here."
    assert done.stdout == f"{Problem('kept', 0, '', NO_RIGHT, fix)}\n"
    assert (tmp_path / "kept").read_bytes() == b"old"


# Everything else that writes, with why it need not go through `save`. Nobody owns what these write:
# it is in memory, or in riweb's own work folder, and is made again where it is lost.
WORK = "into the work folder, from which a site is exchanged as a whole"
MEMORY = "into memory; whoever asked for the bytes writes them"
ALLOWED = {
    "breakdown.py: write_text": "a report, of which nobody has an older one",
    "publish.py: copy": "the staged site onto the disk of output/, beside what is there",
    "publish.py: move": "the old site out of a mount point, and the new one in",
    "publish.py: write_text": "the names of what is moved, for a build that finds it half done",
    "publish.py: rename": "exchanges the whole of output/, and puts it back where that fails",
    "build/picture_copies.py: write_bytes": WORK,
    "build/picture_copies.py: rename": "clean copies that are all there, in the work folder",
    "build/inputs.py: write_text": "the note of the last build, in the work folder",
    "build/cache.py: write_bytes": WORK,
    "build/cache.py: write_text": WORK,
    "build/cache.py: rename": "a finished job, from beside its place in the cache",
    "build/staging.py: write_text": WORK,
    "build/staging.py: copyfile": WORK,
    "build/staging.py: open": "the lock of the work folder, which is empty",
    "requests/register.py: open": "the lock beside the register, which is empty",
    "content/source/photographs.py: save": MEMORY,
    "formats/word/docx.py: save": MEMORY,
    "formats/word/word_parts.py: ZipFile": MEMORY,
    "formats/audio/daisy.py: ZipFile": MEMORY,
    "formats/insert/press.py: save": MEMORY,
    "formats/insert/bench.py: save": MEMORY,
    "formats/insert/inks.py: save": MEMORY,
    "formats/pdf/bilingual.py: save": MEMORY,
    "formats/epub/book.py: ZipFile": MEMORY,
    "formats/epub/cover.py: save": MEMORY,
    "languages/word_file.py: ZipFile": MEMORY,
}

# What writes a file by its own name, however it is called.
WRITERS = {
    *("write_text", "write_bytes", "save", "touch", "rename", "renames", "truncate"),
    *("copy", "copy2", "copyfile", "copyfileobj", "copytree", "move", "link", "symlink"),
    *("symlink_to", "hardlink_to", "mkstemp", "NamedTemporaryFile", "fdopen", "extractall"),
}
# The modules by whose `copy`, `replace` and `move` files are meant, and not texts or lists.
OF_FILES = {"shutil", "os"}


def written(call: ast.Call) -> str:
    """Return the name of what a call writes a file with; empty where it writes none."""
    name = getattr(call.func, "attr", getattr(call.func, "id", ""))
    owner = getattr(getattr(call.func, "value", None), "id", "")
    if name in ("open", "ZipFile"):
        # os.open and open take it second, a path's own open first.
        is_path = isinstance(call.func, ast.Attribute) and owner not in {"os", "io", "zipfile"}
        place = 0 if is_path else 1
        modes = [one.value for one in call.keywords if one.arg in ("mode", "flags")]
        modes += call.args[place : place + 1]
        said = " ".join(map(ast.unparse, modes))
        is_writing = re.search(r"['\"][rbt]*[wax+]|O_(WRONLY|RDWR|CREAT|APPEND)", said)
        return name if is_writing and "devnull" not in ast.unparse(call) else ""
    if owner in OF_FILES and name in ("copy", "link", "replace"):
        return name
    if name in ("copy", "link", "replace"):
        # A path is replaced by one other; a text by two.
        is_path = name == "replace" and isinstance(call.func, ast.Attribute)
        return name if is_path and len(call.args) == 1 and not call.keywords else ""
    return name if name in WRITERS else ""


def test_one_module_alone_writes_what_people_own() -> None:
    found = set()
    for path in sorted(PACKAGE.rglob("*.py")):
        place = path.relative_to(PACKAGE).as_posix()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if place != "save.py" and isinstance(node, ast.Call) and (name := written(node)):
                found.add(f"{place}: {name}")
    assert found == set(ALLOWED)


@pytest.mark.parametrize(
    "line",
    [
        "Path('x').write_text('y')",
        "path.open('w')",
        "path.open(mode='ab')",
        "open('x', 'r+')",
        "os.open('x', os.O_WRONLY)",
        "os.fdopen(3, 'wb')",
        "document.save('x')",
        "half.replace(place)",
        "os.replace('x', 'y')",
        "shutil.copy(one, other)",
        "zipfile.ZipFile(path, 'w')",
        "tempfile.mkstemp()",
    ],
)
def test_the_test_above_sees_each_way_to_write(line: str) -> None:
    calls = (node for node in ast.walk(ast.parse(line)) if isinstance(node, ast.Call))
    assert any(map(written, calls))


@pytest.mark.parametrize(
    "line", ["open('x')", "path.open('rb')", "'a'.replace('b', 'c')", "ZipFile(x)", "a.copy()"]
)
def test_the_test_above_lets_reading_be(line: str) -> None:
    calls = (node for node in ast.walk(ast.parse(line)) if isinstance(node, ast.Call))
    assert not any(map(written, calls))
