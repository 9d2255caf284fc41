"""The recording of a plan: one MP3, a DAISY book and the script, spoken once."""

from __future__ import annotations

import array
import json
import os
import re
import resource
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import miniaudio
import pytest
from daisy import Checker
from hypothesis import example, given, settings
from hypothesis import strategies as st
from mutagen.id3 import ID3, CTOCFlags
from mutagen.mp3 import MP3
from sites import build

from riweb.format_record import EngineComplaint, FileSpec, MadeFile
from riweb.formats.audio import maker
from riweb.formats.audio import mp3 as mp3_writer
from riweb.formats.audio.recording import Espeak
from riweb.verify import audio_reader

HERE = Path(__file__).parent
FULL = HERE / "plans" / "full"
MINIMAL = HERE / "plans" / "minimal"
SILENCE = mp3_writer.encode(bytes(2 * 22_050))
WELSH = """<!doctype html><html lang="cy"><head><title>Cynllun</title>
<meta name="author" content="Cymdeithas Dai’r Cwm"></head><body>
<header class="cover"><h1>Cynllun 2026</h1><p class="period">2026 i 2027</p></header>
<nav class="contents"><ul><li><a href="#a">Y camau</a></li></ul></nav>
<main><section id="a"><h2>Y camau</h2><p>Bydd 61% o’r tenantiaid yn cymryd rhan erbyn
15 Mawrth 2027.</p><h3>1. Cam bach</h3><p>Mae’n costio £1,000.</p></section></main></body></html>"""


def order(document: str, language: str = "en") -> FileSpec:
    return FileSpec("audio", document, language, "#17475c", HERE.parent / "templates")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The downloads of tests/plans/full, built as an editor would ask for them."""
    output = tmp_path_factory.mktemp("audio") / "output"
    return build(FULL, output, "--formats", "audio", "--jobs", "1").output / "larch" / "downloads"


def content(folder: Path, name: str) -> bytes:
    return (folder / name).read_bytes()


@pytest.fixture(scope="module")
def mp3(folder: Path) -> bytes:
    return content(folder, "larch-audio-en.mp3")


@pytest.fixture(scope="module")
def book(folder: Path) -> bytes:
    return content(folder, "larch-audio-daisy-en.zip")


@pytest.fixture(scope="module")
def script(folder: Path) -> bytes:
    return content(folder, "larch-audio-script-en.txt")


@pytest.fixture(scope="module")
def welsh() -> tuple[MadeFile, ...]:
    return maker.make(order(WELSH, "cy"))


def loudness(sound: bytes) -> array.array[int]:
    """Return the samples of a decoded MP3."""
    return array.array("h", miniaudio.decode(sound, nchannels=1, sample_rate=22050).samples)


def test_a_plan_gives_one_mp3_a_daisy_book_and_the_script(folder: Path) -> None:
    assert sorted(path.name for path in folder.iterdir()) == [
        "larch-audio-daisy-en.zip",
        "larch-audio-en.mp3",
        "larch-audio-script-en.txt",
    ]
    page = (folder.parent / "formats" / "index.html").read_text(encoding="utf-8")
    offered = re.findall(r">([^<]+)</a> \(([^)]+?), [\d.]+ [kM]B\)", page)
    assert [title for title, _ in offered] == [
        "Audio",
        "Audio book for DAISY players",
        "Script of the audio",
    ]
    assert re.fullmatch(r"MP3, \d+ minutes", offered[0][1])
    kinds = json.loads((folder.parents[1] / "build.json").read_text(encoding="utf-8"))["files"]
    what = {one["path"].rpartition(".")[2]: one["what"] for one in kinds if "audio" in one["path"]}
    assert what == {"mp3": "audio", "zip": "audio book", "txt": "text"}


def test_audio_is_made_only_when_it_is_asked_for(minimal: object) -> None:
    output: Path = minimal.output  # type: ignore[attr-defined]
    assert not list(output.rglob("*.mp3"))


def test_the_book_keeps_every_rule_of_daisy(book: bytes) -> None:
    assert list(Checker(book).problems()) == []


def without(book: bytes, change: dict[str, tuple[bytes, bytes]]) -> bytes:
    """Return a book with something in some of its files replaced."""
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(book)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            if name in change:
                assert change[name][0] in text
                text = text.replace(*change[name], 1)
            new.writestr(name, text)
    return made.getvalue()


BROKEN = [
    ({"ncc.html": (b"dc:creator", b"dc:other")}, "ncc.html: dc:creator is not there once"),
    ({"ncc.html": (b' class="title"', b"")}, "ncc.html: does not begin with <h1 class=title>"),
    ({"ncc.html": (b"s0003.smil", b"s0009.smil")}, "s0003.smil: nothing leads to it"),
    ({"ncc.html": (b'ncc:files" content="', b'ncc:files" content="1')}, "ncc:files"),
    ({"s0002.smil": (b"ncc.html#h0002", b"ncc.html#h0003")}, "does not lead back"),
    ({"s0002.smil": (b'clip-begin="npt=0.000s', b'clip-begin="npt=0.020s')}, "a clip from 20"),
    ({"s0002.smil": (b"s0002.mp3", b"s0099.mp3")}, "s0099.mp3 is not in the book"),
    ({"master.smil": (b"s0001.smil", b"s0002.smil")}, "not all parts in the order"),
]


@pytest.mark.parametrize(("change", "words"), BROKEN)
def test_the_checker_sees_a_broken_book(
    book: bytes, change: dict[str, tuple[bytes, bytes]], words: str
) -> None:
    assert any(words in one for one in Checker(without(book, change)).problems())


def test_the_book_says_what_it_is(book: bytes) -> None:
    facts = audio_reader.book(book).facts
    assert facts["dc:title"] == "Involving residents 2025 to 2027"
    assert facts["dc:publisher"] == "Larch Valley Homes"
    assert facts["dc:date"] == facts["ncc:producedDate"] == "2026-01-12"
    assert facts["ncc:narrator"] == "eSpeak NG, a synthetic voice"
    assert facts["dc:identifier"].startswith("urn:uuid:")


def test_book_script_and_chapters_have_the_same_sections(
    book: bytes, script: bytes, mp3: bytes
) -> None:
    read, parts = audio_reader.book(book), audio_reader.script(script)
    headings = [one.heading for one in read.sections]
    assert headings[:2] == ["Involving residents 2025 to 2027", "About this plan"]
    assert "1.1. Walk every estate with residents" in headings
    assert len(parts) == len(headings) and len(headings) > 30
    assert parts[headings.index("1.1. Walk every estate with residents")].heading == (
        "One point one. Walk every estate with residents"
    )
    tags = ID3(BytesIO(mp3))
    contents = tags.getall("CTOC")[0]
    chapters = [tags[f"CHAP:{name}"] for name in contents.child_element_ids]
    assert [str(one.sub_frames["TIT2"]) for one in chapters] == headings


def test_each_section_lasts_as_long_as_its_words_need(book: bytes, script: bytes) -> None:
    read, parts = audio_reader.book(book), audio_reader.script(script)
    for heard, part in zip(read.sections, parts, strict=True):
        words = len(" ".join((part.heading, *part.paragraphs)).split())
        seconds = heard.length / 1000
        # Pauses are a second at the heading and half a second after each clip.
        pauses = 1.2 + 0.52 * len(heard.clips)
        assert words / 6 < seconds - 1 and seconds < words / 1.2 + pauses, heard.heading


def test_a_clip_is_a_sentence(book: bytes, script: bytes) -> None:
    read, parts = audio_reader.book(book), audio_reader.script(script)
    clips = {part.heading: len(one.clips) for one, part in zip(read.sections, parts, strict=True)}
    # Each has its heading first.
    assert clips["How we chose what to do"] == 1 + 2
    assert clips["Standards"] == 1 + 2
    assert clips["At home"] == 1 + 5


def test_lengths_add_up(book: bytes, mp3: bytes, script: bytes) -> None:
    read = audio_reader.book(book)
    assert list(audio_reader.check_book(read)) == []
    played = MP3(BytesIO(mp3)).info.length
    total = sum(read.lengths.values()) / 1000
    # The one file has two seconds of silence at each end.
    assert total + 3.9 < played < total + 4.3
    assert audio_reader.length(mp3) == pytest.approx(played * 1000, abs=2)
    tags = ID3(BytesIO(mp3))
    chapters = [tags[f"CHAP:{name}"] for name in tags.getall("CTOC")[0].child_element_ids]
    assert chapters[0].start_time == 0
    for before, after in pairwise(chapters):
        assert before.end_time == after.start_time > before.start_time
    assert played * 1000 - 2200 < chapters[-1].end_time < played * 1000
    about = round(sum(one.length for one in read.sections) / 60_000)
    assert about == 11
    assert "This recording lasts about eleven minutes." in script.decode()


def test_a_clip_that_is_not_in_its_file_is_told(book: bytes) -> None:
    with zipfile.ZipFile(BytesIO(book)) as files:
        end = re.findall(rb'clip-end="npt=([\d.]+)s"', files.read("s0002.smil"))[-1]
    broken = without(book, {"s0002.smil": (b'clip-end="npt=' + end, b'clip-end="npt=999.000')})
    assert "A clip under “About this plan” is not in its file." in list(
        audio_reader.check_book(audio_reader.book(broken))
    )


def test_the_mp3_plays_and_is_not_silent(mp3: bytes) -> None:
    info = MP3(BytesIO(mp3)).info
    assert (info.sample_rate, info.channels, info.bitrate) == (22050, 1, 32000)
    samples = loudness(mp3)
    assert len(samples) / 22050 == pytest.approx(info.length, abs=0.2)
    assert 15_000 < max(samples) < 32_767
    # Somebody speaks in every five seconds, but for the silence at both ends.
    for start in range(3 * 22050, len(samples) - 8 * 22050, 5 * 22050):
        assert max(samples[start : start + 5 * 22050]) > 3000, start / 22050
    assert max(samples[: int(1.9 * 22050)]) < 100 and max(samples[-int(1.5 * 22050) :]) < 100


def test_every_file_of_the_book_plays_and_is_not_silent(book: bytes) -> None:
    with zipfile.ZipFile(BytesIO(book)) as files:
        sounds = [files.read(name) for name in files.namelist() if name.endswith(".mp3")]
    assert len(sounds) > 30
    for sound in sounds:
        assert max(loudness(sound)) > 3000


def test_the_tags_say_what_the_mp3_is(mp3: bytes) -> None:
    tags = ID3(BytesIO(mp3), translate=False)
    assert tags.version == (2, 3, 0)
    found = {
        key: str(tags[key]) for key in ("TIT2", "TALB", "TPE1", "TPUB", "TLAN", "TYER", "TCON")
    }
    assert found == {
        "TIT2": "Involving residents 2025 to 2027",
        "TALB": "Involving residents 2025 to 2027",
        "TPE1": "Larch Valley Homes",
        "TPUB": "Larch Valley Homes",
        "TLAN": "eng",
        "TYER": "2026",
        "TCON": "Speech",
    }
    assert int(str(tags["TLEN"])) == pytest.approx(MP3(BytesIO(mp3)).info.length * 1000, abs=2)


@settings(deadline=None)
@given(
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1),
    st.integers(0, 600),
    st.sampled_from(["", "2026"]),
)
@example("Tŷ 🏠", 256, "")
def test_a_reader_that_is_not_ours_finds_every_tag_and_chapter(
    title: str, number: int, year: str
) -> None:
    chapters = [
        mp3_writer.Mp3Chapter(f"{title} {place}", place * 7, place * 7 + 7)
        for place in range(number)
    ]
    facts = mp3_writer.Mp3Facts(title, "Homes", "", "cy", year)
    tags = ID3(BytesIO(mp3_writer.tagged(SILENCE, facts, chapters)), translate=False)
    assert (tags.unknown_frames, tags.getall("TPUB")) == ([], [])
    assert (tags["TIT2"].text, tags["TALB"].text) == ([title], [title])
    assert [str(one) for one in tags.getall("TYER")] == [year] * bool(year)

    def below(name: str) -> list[str]:
        found = tags[f"CTOC:{name}"]
        assert found.flags & CTOCFlags.ORDERED
        assert bool(found.flags & CTOCFlags.TOP_LEVEL) == (name == "contents")
        return [
            one
            for child in found.child_element_ids
            for one in (below(child) if f"CTOC:{child}" in tags else [child])
        ]

    found = [tags[f"CHAP:{name}"] for name in below("contents")]
    assert [
        mp3_writer.Mp3Chapter(str(one.sub_frames["TIT2"]), one.start_time, one.end_time)
        for one in found
    ] == chapters
    assert all(one.start_offset == one.end_offset == 0xFFFFFFFF for one in found)


def test_welsh_is_spoken_by_a_welsh_voice_and_said_in_welsh_words(
    welsh: tuple[MadeFile, ...],
) -> None:
    sound, book, script = welsh
    text = script.content.decode()
    assert "Bydd chwe deg un y cant o’r tenantiaid" in text
    assert "erbyn y pymthegfed o Fawrth dwy fil dau ddeg saith." in text
    assert "Mae’n costio mil o bunnoedd." in text
    assert not re.search(r"[\d£%]", text)
    assert audio_reader.book(book.content).facts["dc:language"] == "cy"
    assert str(ID3(BytesIO(sound.content))["TLAN"]) == "cym"
    assert max(loudness(sound.content)) > 15_000


def test_a_plan_without_a_day_has_the_first_day_of_its_first_year(
    welsh: tuple[MadeFile, ...],
) -> None:
    facts = audio_reader.book(welsh[1].content).facts
    assert facts["dc:date"] == "2026-01-01"
    assert "ncc:producedDate" not in facts
    assert list(Checker(welsh[1].content).problems()) == []


def test_the_two_voices_are_not_one() -> None:
    # What a voice says depends on what it said before, so each is a new one.
    with Espeak() as one, Espeak() as other, Espeak() as again:
        first = one.speak("Cynllun", "cy")
        assert other.speak("Cynllun", "cy") == first
        assert again.speak("Cynllun", "en") != first


def test_the_same_plan_gives_the_same_bytes(welsh: tuple[MadeFile, ...]) -> None:
    # What was spoken before must not matter.
    maker.make(order(WELSH.replace("Cam bach", "Cam mawr"), "cy"))
    again = maker.make(order(WELSH, "cy"))
    assert [one.content for one in again] == [one.content for one in welsh]
    with zipfile.ZipFile(BytesIO(welsh[1].content)) as files:
        assert {one.date_time for one in files.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_another_voice_can_stand_behind_the_same_interface() -> None:
    class Hum:
        name = "Hum"
        asked: list[str] = []  # noqa: RUF012 (one test, one list)

        def speak(self, text: str, language: str) -> bytes:
            self.asked.append(text)
            return array.array("h", [9000, -9000] * 11_025).tobytes()

    voice = Hum()
    _, book, _ = maker.made_by(voice, order(WELSH.replace('lang="cy"', 'lang="en"')))
    assert "Y camau" in voice.asked and "Mae’n costio one thousand pounds." in voice.asked
    lasts = [one for one in voice.asked if one.startswith("This recording lasts")]
    assert lasts[-1] == "This recording lasts about one minute."
    assert audio_reader.book(book.content).facts["ncc:narrator"].startswith("Hum")
    assert list(Checker(book.content).problems()) == []


def test_a_voice_that_is_not_there_is_told_with_what_to_do() -> None:
    with pytest.raises(EngineComplaint) as missing:
        Espeak("no_such_library")
    assert missing.value.words == "The programme that speaks, espeak-ng, is not here."
    assert missing.value.mend.startswith('Install it with: pip install "riweb[audio]".')
    with pytest.raises(EngineComplaint) as none, Espeak() as voice:
        voice.speak("x", "tlh")
    assert none.value.words == "espeak-ng has no voice for the language “tlh”."


def hidden(tmp_path: Path, name: str) -> dict[str, str]:
    """Return an environment in which a Python library cannot be found."""
    (tmp_path / "sitecustomize.py").write_text(
        "import importlib.util, sys\n"
        "real = importlib.util.find_spec\n"
        f"importlib.util.find_spec = lambda one, *more: None if one == {name!r} "
        "else real(one, *more)\n"
        f"sys.modules[{name!r}] = None\n"
    )
    return {**os.environ, "PYTHONPATH": os.pathsep.join([str(tmp_path), str(HERE.parent)])}


@pytest.mark.parametrize("name", ["espeakng_loader", "lameenc"])
def test_a_build_without_what_speaks_says_so_and_leaves_nothing(tmp_path: Path, name: str) -> None:
    done = run(tmp_path, env=hidden(tmp_path, name))
    assert done.returncode != 0
    assert f"This format cannot be made on this machine: {name} is missing." in done.stdout
    assert 'pip install "riweb[audio]"' in done.stdout
    assert "Traceback" not in done.stdout + done.stderr
    assert not (tmp_path / "output").exists()


def run(
    tmp_path: Path, env: dict[str, str] | None = None, most: int = resource.RLIM_INFINITY
) -> subprocess.CompletedProcess[str]:
    """Build the audio of tests/plans/minimal.

    Args:
        most: how many bytes any file may have.
    """
    command = [sys.executable, "-m", "riweb", "build", "--formats", "audio", "--jobs", "1"]
    return subprocess.run(
        [*command, "--content", MINIMAL, "--output", tmp_path / "output"],
        capture_output=True,
        text=True,
        env=env,
        cwd=HERE.parent,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most)),
    )


def left_over(folder: Path) -> Iterator[Path]:
    """Yield what a build left in its cache that is no finished job."""
    for job in (folder / "cache").iterdir():
        if not (job / "facts.json").is_file() or "." in job.name:
            yield job


def test_a_disk_that_fills_leaves_nothing_half_written(tmp_path: Path) -> None:
    done = run(tmp_path, most=100_000)
    assert done.returncode != 0
    assert "There is no room left" in done.stdout
    assert str(tmp_path / ".riweb" / "cache") in done.stdout
    assert "Traceback" not in done.stdout + done.stderr
    assert not (tmp_path / "output").exists()
    assert list(left_over(tmp_path / ".riweb")) == []
