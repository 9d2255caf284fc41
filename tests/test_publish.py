"""What cannot be written is told, and output/ stays as it was to the last byte."""

from __future__ import annotations

import errno
import os
import resource
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sites import HERE

from riweb import publish
from riweb.cli import main
from riweb.problems import Problem

MINIMAL = HERE / "plans" / "minimal"

# The rights by which root may write anywhere; without them root is a user like any other.
EVERYWHERE = "-dac_override,-dac_read_search,-fowner"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    shutil.copytree(MINIMAL, tmp_path / "content")
    return tmp_path / "content"


@pytest.fixture
def output(content: Path, tmp_path: Path) -> Path:
    """A folder with a published site, whose content has changed since."""
    made = tmp_path / "site" / "output"
    assert build(content, made) == 0
    edit(content, "Another plan")
    return made


def lasting(output: Path) -> set[str]:
    """Return what stands in the work folder, besides the note of the last build."""
    return {path.name for path in (output.parent / ".riweb").glob("[!b]*")}


def edit(content: Path, title: str) -> None:
    plan = content / "plans/first/plan.yaml"
    plan.write_text(plan.read_text().replace("First plan", title))


def build(content: Path, output: Path) -> int:
    folders = ["--content", str(content), "--output", str(output)]
    return main(["build", "--formats", "", "--jobs", "1", *folders])


def state(folder: Path) -> dict[str, bytes | None]:
    """Return everything in a folder, with the bytes of each file."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else None
        for path in folder.rglob("*")
    }


def built_apart(
    content: Path, output: Path, *before: str, limit: Callable[[], None] | None = None
) -> tuple[int, str]:
    """Build in a process of its own; return its exit status and all that it said.

    Args:
        before: a command that starts another.
        limit: run in the new process before anything else.
    """
    command = [*before, sys.executable, "-m", "riweb", "build", "--formats", "", "--jobs", "2"]
    done = subprocess.run(
        [*command, "--content", str(content), "--output", str(output)],
        capture_output=True,
        text=True,
        cwd=HERE.parent,
        preexec_fn=limit,
    )
    return done.returncode, done.stdout + done.stderr


def refused(said: str, place: Path, wrong: str) -> bool:
    """Tell whether a build said one problem, about something in a place, and nothing worse."""
    *_, first, second, _, _, last = said.rstrip().split("\n")
    is_there = first.startswith(str(place)) and second == f"    {wrong}"
    return is_there and "Traceback" not in said and last.startswith("1 problem. ")


def test_a_refused_build_leaves_every_byte(content: Path, output: Path) -> None:
    before = state(output.parent)
    edit(content, "“")
    (content / "plans/first/plan.yaml").write_text("title: x\n")
    assert build(content, output) == 1
    after = state(output.parent)
    assert before and after == before


def test_a_fault_in_the_finished_pages_leaves_every_byte(
    content: Path, output: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = state(output)
    own = content.parent / "templates" / "plan" / "contacts.html"
    own.parent.mkdir(parents=True)
    own.write_text(
        '{% extends "base.html" %}{% block content %}<a href="no.html">x</a>{% endblock %}'
    )
    plan = content / "plans/first/plan.yaml"
    plan.write_text(plan.read_text() + "contacts: [{id: us, role: Us}]\n")
    capsys.readouterr()
    assert build(content, output) == 1
    assert "The link to first/contacts/no.html leads to nothing." in capsys.readouterr().out
    assert state(output) == before
    assert lasting(output) == {"cache", "lock"}


def test_a_file_that_becomes_too_large_is_told(content: Path, output: Path) -> None:
    before = state(output)

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (9_000, 9_000))

    code, said = built_apart(content, output, limit=limit)
    assert code == 1
    assert refused(said, output.parent, "There is no room left to write this."), said
    assert state(output) == before
    assert build(content, output) == 0
    assert "Another plan" in (output / "index.html").read_text()


def test_a_disk_that_is_full_at_any_point_is_told(content: Path, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=3m", "none", disk]
    if subprocess.run(mount, capture_output=True).returncode:
        pytest.skip(
            "whoever runs the tests may not make a small disk; the test above stands for it"
        )
    try:
        output = disk / "output"
        assert build(content, output) == 0
        before = state(output)
        taken = sum(path.stat().st_blocks * 512 for path in disk.rglob("*"))
        told = 0
        for number, room in enumerate(range(0, 2 * taken, taken // 5)):
            edit(content, f"First plan {number}")
            (disk / "ballast").write_bytes(bytes(max(0, free(disk) - room)))
            code, said = built_apart(content, output)
            (disk / "ballast").unlink()
            if code == 0:
                break
            told += 1
            assert refused(said, disk, "There is no room left to write this."), said
            assert state(output) == before, f"with {room} bytes left"
            assert lasting(output) == {"cache", "lock"}
        assert told >= 3 and code == 0
    finally:
        subprocess.run(["umount", disk], check=True)


def free(disk: Path) -> int:
    found = os.statvfs(disk)
    return found.f_bavail * found.f_frsize


@pytest.mark.parametrize("shut", ["output", "beside", "work"])
def test_a_folder_that_may_not_be_written_is_told(content: Path, output: Path, shut: str) -> None:
    place = {"output": output, "beside": output.parent, "work": output.parent / ".riweb"}[shut]
    if shut == "beside":
        shutil.rmtree(output.parent / ".riweb")
    before = state(output)
    setpriv = ["setpriv", "--inh-caps", EVERYWHERE, "--bounding-set", EVERYWHERE]
    place.chmod(0o555)
    code, said = built_apart(content, output, *(setpriv if os.geteuid() == 0 else ()))
    place.chmod(0o755)
    assert code == 1
    assert refused(said, output.parent, "You may not write here."), said
    assert state(output) == before


def test_where_there_is_no_output_yet_it_is_made(content: Path, tmp_path: Path) -> None:
    assert build(content, tmp_path / "one" / "two" / "site") == 0
    assert (tmp_path / "one/two/site/index.html").is_file()


def test_the_file_by_which_git_holds_the_folder_stays(content: Path, tmp_path: Path) -> None:
    output = tmp_path / "site" / "output"
    output.mkdir(parents=True)
    (output / ".gitignore").write_text("*\n!.gitignore\n")
    assert build(content, output) == 0
    assert (output / ".gitignore").read_text() == "*\n!.gitignore\n"


def test_a_link_to_a_folder_elsewhere_is_followed(content: Path, tmp_path: Path) -> None:
    (tmp_path / "server").mkdir()
    (tmp_path / "site").symlink_to(tmp_path / "server" / "www")
    assert build(content, tmp_path / "site") == 0
    assert (tmp_path / "site").is_symlink()
    assert (tmp_path / "server/www/index.html").is_file()


@pytest.mark.parametrize(
    ("place", "wrong"),
    [
        ("content", "The content is in this folder, and the site would take its place."),
        (".", "The content is in this folder, and the site would take its place."),
        ("content/output", "The site cannot be put inside the content."),
        ("holidays", "This folder holds something that is no site of ours, and would be lost."),
        ("letter.txt", "This is a file, and the site is a folder."),
    ],
)
def test_nothing_but_a_site_of_ours_is_replaced(
    place: str, wrong: str, content: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "holidays").mkdir()
    (tmp_path / "holidays" / "beach.jpg").write_bytes(b"x")
    (tmp_path / "letter.txt").write_text("x")
    before = state(tmp_path)
    assert build(content, tmp_path / place) == 1
    assert refused(capsys.readouterr().out, tmp_path / place, wrong)
    assert state(tmp_path) == before


def test_where_folders_cannot_be_exchanged_they_are_renamed(
    content: Path, output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(publish, "_exchange", lambda one, other: False)
    assert build(content, output) == 0
    assert "Another plan" in (output / "index.html").read_text()
    assert lasting(output) == {"cache", "lock"}


def test_a_stop_between_two_renames_is_mended_by_the_next_build(
    content: Path, output: Path
) -> None:
    output.rename(output.parent / ".riweb" / "old")
    before = state(output.parent / ".riweb" / "old")
    (content / "plans/first/plan.yaml").write_text("title: x\n")
    assert build(content, output) == 1
    assert state(output) == before


def test_a_note_that_cannot_be_written_is_not_told_as_a_site_that_was_not_published(
    content: Path, output: Path
) -> None:
    (note,) = (output.parent / ".riweb").glob("built-????????????.json")
    note.unlink()
    note.mkdir()
    assert build(content, output) == 0
    assert "Another plan" in (output / "index.html").read_text()


def modes(folder: Path) -> dict[str, int]:
    """Return the modes of all that is in a folder, by path, and of itself."""
    paths = [folder, *folder.rglob("*")]
    return {str(path.relative_to(folder)): stat.S_IMODE(path.stat().st_mode) for path in paths}


def test_whoever_serves_the_site_can_read_it_whatever_new_files_are_hidden_by(
    content: Path, tmp_path: Path
) -> None:
    output = tmp_path / "www" / "plans"
    for title in ("Another plan", "A third plan"):
        edit(content, title)
        assert built_apart(content, output, limit=lambda: hide(0o077))[0] == 0
        assert stat.S_IMODE(output.parent.stat().st_mode) == 0o755
        for name, mode in modes(output).items():
            assert mode == (0o755 if (output / name).is_dir() else 0o644), name


def hide(mask: int) -> None:
    os.umask(mask)


@pytest.mark.parametrize("mode", [0o750, 0o770, 0o2775, 0o755])
def test_who_may_see_and_change_the_folder_stays_as_somebody_has_chosen(
    mode: int, content: Path, output: Path
) -> None:
    group = 4321 if os.geteuid() == 0 else os.getegid()
    os.chown(output, -1, group)
    output.chmod(mode)
    assert built_apart(content, output, limit=lambda: hide(0o002))[0] == 0
    assert "Another plan" in (output / "index.html").read_text()
    found = modes(output)
    assert found["."] == mode and output.stat().st_gid == group
    assert found["index.html"] == 0o664
    assert found["first"] == (0o2775 if mode & stat.S_ISGID else 0o775)
    if mode & stat.S_ISGID:
        assert {path.stat().st_gid for path in output.rglob("*")} == {group}


def test_a_folder_that_only_its_owner_can_read_is_opened(content: Path, output: Path) -> None:
    output.chmod(0o700)
    assert build(content, output) == 0
    assert modes(output)["."] == 0o755


def refuse(staged: Path, output: Path) -> None:
    """Do as a system does that is asked to rename a mount point."""
    raise OSError(errno.EBUSY, os.strerror(errno.EBUSY), str(output))


@pytest.fixture(params=["a disk", "a folder elsewhere", "what the system refuses"])
def mounted(
    request: pytest.FixtureRequest, content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Path]:
    """An output folder that cannot be renamed, with a disk's own folder in it."""
    made = tmp_path / "site" / "output"
    made.mkdir(parents=True)
    (tmp_path / "elsewhere").mkdir()
    if is_simulated := request.param == "what the system refuses":
        monkeypatch.setattr(publish, "_swap", refuse)
    else:
        of = ["-t", "tmpfs", "-o", "size=9m", "none"]
        if request.param == "a folder elsewhere":
            of = ["--bind", str(tmp_path / "elsewhere")]
        if subprocess.run(["mount", *of, str(made)], capture_output=True).returncode:
            pytest.skip("whoever runs the tests may not mount; the last of these stands for it")
    try:
        (made / "lost+found").mkdir()
        assert build(content, made) == 0
        yield made
    finally:
        if not is_simulated:
            subprocess.run(["umount", made], check=True)


def test_what_a_mount_point_holds_is_exchanged(
    content: Path, mounted: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "first/index.html" in state(mounted)
    (content / "plans/first").rename(content / "plans/second")
    assert build(content, mounted) == 0
    after = state(mounted)
    assert lasting(mounted) == {"cache", "lock"}
    assert build(content, tmp_path / "plain" / "output") == 0
    assert after == {**state(tmp_path / "plain" / "output"), "lost+found": None}
    assert build(content, mounted) == 0
    assert "Nothing has changed." in capsys.readouterr().out


class Killed(BaseException):
    """The process is gone."""


SITES: tuple[dict[str, str], ...] = (
    {"build.json": "old", "gone/page": "old", "index.html": "old", "stays/page": "old"},
    {"build.json": "new", "come/page": "new", "index.html": "new", "stays/page": "new"},
)


@pytest.mark.parametrize("error", [Killed(), OSError(errno.EIO, os.strerror(errno.EIO))])
def test_an_exchange_that_is_cut_short_anywhere_ends_with_one_site_or_the_other(
    error: BaseException, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(publish, "_swap", refuse)
    rename, ends = Path.rename, []
    for last in range(30):
        work, output = tmp_path / str(last) / "work", tmp_path / str(last) / "output"
        for folder, files in zip((output, work / "stage"), SITES, strict=True):
            for name, words in files.items():
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                (folder / name).write_text(words)
        before, after = state(output), state(work / "stage")
        moves = iter(range(last + 1))

        def cut(path: Path, place: Path, moves: Iterator[int] = moves, last: int = last) -> Path:
            if next(moves, None) == last:
                raise error
            return rename(path, place)

        with monkeypatch.context() as broken:
            broken.setattr(Path, "rename", cut)
            try:
                publish.swap(work / "stage", output)
            except (Killed, OSError):
                ends.append("cut")
            else:
                ends.append("whole")
        assert isinstance(error, Killed) or state(output) == (before, after)[ends[-1] == "whole"]
        publish.recover(work, output)
        assert state(output) in (before, after), last
        if ends[-1] == "whole":
            break
    assert ends.count("cut") > 5 and ends[-1] == "whole"


def test_a_mount_point_that_is_full_is_told_and_stays(content: Path, mounted: Path) -> None:
    if not mounted.is_mount():
        pytest.skip("only a disk of its own can be full while the one beside it is not")
    edit(content, "Another plan")
    taken = free(mounted) - 20_000
    (mounted / "lost+found" / "ballast").write_bytes(bytes(taken))
    before = state(mounted)
    code, said = built_apart(content, mounted)
    assert code == 1 and refused(said, mounted, "There is no room left to write this."), said
    assert state(mounted) == before


def test_what_the_system_says_is_put_in_plain_words() -> None:
    error = OSError(errno.EIO, "Input/output error", "/disk/x")
    assert publish.problem(error, Path("output")) == Problem(
        "/disk/x",
        0,
        "",
        "The system would not let us: Input/output error.",
        "Build again. If that does not help, ask whoever looks after this computer.",
    )
