"""A language is one record and a catalogue: a made-up one is built in every format it can have."""

from __future__ import annotations

import gettext
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import interface
import polib
import pytest

from riweb.formats import FORMATS
from riweb.locales import LOCALES

TESTS = Path(__file__).parent

# qaa has neither a voice nor a braille table, and the file in both languages is Welsh and English.
LEFT_OUT = ("audio", "braille", "bilingual")
RUN = "import qaa; from riweb.__main__ import run; run()"


def riweb(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run riweb with the made-up language, as its command line would."""
    command = [sys.executable, "-c", RUN, *words]
    return subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(TESTS), "QAA_PACKAGE": str(folder / "package")},
        capture_output=True,
        text=True,
    )


def catalogue(offers: Sequence[str]) -> polib.POFile:
    """Return the words of the interface in the made-up language."""
    made = polib.POFile()
    made.metadata = {
        "Language": "qaa",
        "Content-Type": "text/plain; charset=UTF-8",
        "Plural-Forms": "nplurals=2; plural=((n == 1) ? 0 : 1);",
    }
    texts = {message.one: message.many for message in interface.messages()}
    for one, many in (texts | dict.fromkeys(offers, "")).items():
        if many:
            made.append(
                polib.POEntry(msgid=one, msgid_plural=many, msgstr_plural={0: one, 1: many})
            )
        else:
            made.append(polib.POEntry(msgid=one, msgstr=f"q{one}"))
    return made


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("qaa")
    shutil.copytree(TESTS / "plans/minimal", folder / "content")
    file = folder / "content/site.yaml"
    file.write_text(file.read_text(encoding="utf-8") + "languages: [en, qaa]\n", encoding="utf-8")
    package = folder / "package"
    shutil.copytree(TESTS.parent / "templates", package / "templates")
    offers = subprocess.run(
        [sys.executable, "-c", "import qaa, dataclasses as d; "
         "print(*filter(None, d.astuple(qaa.LOCALE.offers)), sep='\\n')"],
        env={"PYTHONPATH": str(TESTS)}, capture_output=True, text=True, check=True,
    ).stdout.splitlines()  # fmt: skip
    catalogue(offers).save(str(package / "templates/words/qaa.po"))
    for chosen in ((), ("--plan", "first")):
        started = riweb(folder, "translate", "update", "--languages", "qaa", *chosen)
        assert started.returncode == 0, started.stdout + started.stderr
    for path in (folder / "content").rglob("*.po"):
        texts = polib.pofile(str(path))
        for entry in texts:
            entry.msgstr = entry.msgid
        texts.save()
    formats = [name for name, row in FORMATS.items() if name not in LEFT_OUT]
    built = riweb(folder, "build", "--formats", ",".join(formats), "--today", "2026-02-01")
    assert built.returncode == 0, built.stdout + built.stderr
    return folder / "output"


def test_a_third_language_is_built_in_every_format_it_can_have(site: Path) -> None:
    english = {path.suffix for path in (site / "en").rglob("*") if path.is_file()}
    assert {".html", ".pdf", ".docx", ".epub", ".txt"} <= english
    assert {path.suffix for path in (site / "qaa").rglob("*") if path.is_file()} == english


def test_a_third_language_is_said_in_its_own_words(site: Path) -> None:
    (action,) = (site / "qaa/first/qactions").glob("walk*/index.html")
    page = action.read_text(encoding="utf-8")
    assert '<html lang="qaa"' in page and "QDecember 2025" in page
    text = next((site / "qaa").rglob("*.txt")).read_text(encoding="utf-8")
    assert "QDecember 2025" in text
    assert "Qaaqaa" in (site / "en/index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("tag", list(LOCALES))
def test_catalogues_count_as_the_record_of_their_language_does(tag: str) -> None:
    formula = LOCALES[tag].plural_forms.partition("plural=")[2].rstrip(";")
    counted = gettext.c2py(formula)
    for number in range(1000):
        assert counted(number) == LOCALES[tag].plural_form(number)
