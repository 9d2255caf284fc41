"""The profile of a press goes into the file for the printer whole, or not at all."""

from __future__ import annotations

import shutil
import struct
from io import BytesIO
from pathlib import Path

import pikepdf
import profiles
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import ImageCms
from sites import build

from riweb.cli import main
from riweb.content.source import icc

FULL = Path(__file__).parent / "plans" / "full"
PRESS = profiles.cmyk()


def changed(place: int, new: bytes) -> bytes:
    return PRESS[:place] + new + PRESS[place + len(new) :]


def grown(extra: bytes) -> bytes:
    """Return the profile with bytes at its end, and the size that is so."""
    return struct.pack(">I", len(PRESS) + len(extra)) + PRESS[4:] + extra


def without(tag: bytes) -> bytes:
    return PRESS.replace(tag, b"none", 1)


DAMAGED = "This colour profile is damaged or not complete."
WRONG = {
    "screen": (changed(12, b"mntr"), "This is a profile for a screen, not for a press."),
    "link": (changed(12, b"link"), "This is a profile for one step of printing, not for a press."),
    "rgb": (changed(16, b"RGB "), "This is a profile for RGB colours; a press prints CMYK."),
    "version": (
        changed(8, b"\x05"),
        "This colour profile is of version 5, which a PDF cannot hold.",
    ),
    "cut": (PRESS[:3000], DAMAGED),
    "longer": (PRESS + b"more", DAMAGED),
    "header": (PRESS[:128], DAMAGED),
    "size": (changed(0, b"\xff\xff\xff\xff"), DAMAGED),
    "tags": (changed(128, b"\xff\xff\xff\xff"), DAMAGED),
    "outside": (changed(128 + 4 + 3 * 12 + 4, b"\x7f\0\0\0"), DAMAGED),
    "forwards": (without(b"A2B0"), DAMAGED),
    "backwards": (without(b"B2A0"), DAMAGED),
    "table": (changed(PRESS.index(b"mft1"), b"abcd"), DAMAGED),
    "channels": (changed(PRESS.index(b"mft1") + 8, b"\x0f\x0f\x40"), DAMAGED),
    "blank": (PRESS[:400] + bytes(len(PRESS) - 400), DAMAGED),
}


@pytest.mark.parametrize("kind", WRONG)
def test_what_is_no_whole_profile_of_a_press_is_told(kind: str) -> None:
    content, wrong = WRONG[kind]
    assert (icc.fault(content) or ("", ""))[0] == wrong


def test_a_whole_profile_is_taken() -> None:
    assert icc.fault(PRESS) is None
    assert icc.fault(grown(bytes(40))) is None


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, len(PRESS) - 1), st.binary(min_size=1, max_size=8)), max_size=6
    ),
    st.integers(0, len(PRESS)),
)
def test_a_damaged_profile_is_refused_or_can_be_read(
    changes: list[tuple[int, bytes]], cut: int
) -> None:
    content = PRESS
    for place, new in changes:
        content = (content[:place] + new + content[place + len(new) :])[: len(PRESS)]
    content = content[:cut] if cut % 2 else content
    if icc.fault(content) is None:
        read = ImageCms.ImageCmsProfile(BytesIO(content)).profile
        assert (read.device_class, read.xcolor_space) == ("prtr", "CMYK")


@pytest.mark.parametrize("kind", ["screen", "cut", "table"])
def test_a_profile_that_is_damaged_is_told_with_its_file_and_no_pdf_is_made(
    kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(FULL, tmp_path / "content")
    (tmp_path / "content/inserts/press.icc").write_bytes(WRONG[kind][0])
    output = tmp_path / "out" / "site"
    asked = ["--content", str(tmp_path / "content"), "--output", str(output), "--jobs", "1"]
    assert main(["build", "--formats", "insert", *asked]) == 1
    told = capsys.readouterr().out
    assert "content/inserts/every-field.yaml:12  profile\n" in told and WRONG[kind][1] in told
    assert not output.exists()


def test_a_profile_with_harmless_damage_makes_a_whole_pdf(tmp_path: Path) -> None:
    shutil.copytree(FULL, tmp_path / "content")
    content = changed(PRESS.index(b"Riweb test"), b"\xff\x00\xfe")
    assert icc.fault(content) is None
    (tmp_path / "content/inserts/press.icc").write_bytes(content)
    site = build(tmp_path / "content", tmp_path / "site", "--formats", "insert", "--jobs", "1")
    path = site.plan("larch") / "inserts/every-field/print/every-field.pdf"
    with pikepdf.open(path) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert pdf.Root.OutputIntents[0].DestOutputProfile.read_bytes() == content
