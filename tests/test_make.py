"""One file for one person: `riweb make PLAN FORMAT`."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import page
import pikepdf
import printed
import pytest
from pdfs import Read

from riweb.cli import main
from riweb.formats.profiles import GIANT_PRINT, PRINT

HERE = Path(__file__).parent

Make = Callable[..., tuple[int, str]]


@pytest.fixture
def make(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Make:
    """Return a way to run the command in a new folder: it gives the status and what is printed."""
    shutil.copytree(HERE / "plans/full", tmp_path / "content")
    monkeypatch.chdir(tmp_path)

    def run(*words: str) -> tuple[int, str]:
        status = main(["make", *words])
        return status, capsys.readouterr().out

    return run


def made() -> list[str]:
    """Return the names of the files that were made."""
    return sorted(path.name for path in Path().iterdir() if path.is_file())


def test_a_file_of_another_size_is_made_in_the_folder_we_are_in(make: Make) -> None:
    status, told = make("larch", "giant-print", "--size", "32")
    assert status == 0 and made() == ["larch-giant-print-32-en.pdf"]
    pdf = Read(Path("larch-giant-print-32-en.pdf"))
    assert min(one.size_pt for one in pdf.letters(2)) == pytest.approx(32, abs=0.1)
    assert page.validate_pdf(str(pdf.path), profile="ua1").is_compliant
    size = pdf.path.stat().st_size
    assert told.splitlines()[-1] == (
        "larch-giant-print-32-en.pdf: Giant print, 32 point "
        f"(PDF, {pdf.pages} pages, {size / 1000:.0f} kB)"
    )


def test_what_is_published_already_is_not_made_again(make: Make) -> None:
    assert main(["build", "--formats", "clear-print", "--jobs", "1"]) == 0
    cached = sorted(path.name for path in Path(".riweb/cache").iterdir())
    assert make("larch", "clear-print", "--out", "mine.pdf")[0] == 0
    (published,) = Path("output").rglob("larch-clear-print-en.pdf")
    assert Path("mine.pdf").read_bytes() == published.read_bytes()
    assert sorted(path.name for path in Path(".riweb/cache").iterdir()) == cached


def test_volumes_have_their_number_in_their_names(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(PRINT, "giant-print", replace(GIANT_PRINT, most_pages=12))
    assert make("larch", "giant-print")[0] == 0
    assert made() == ["larch-giant-print-1-en.pdf", "larch-giant-print-2-en.pdf"]
    status, told = make("larch", "giant-print", "--out", "for-jo.pdf")
    assert status == 0 and {"for-jo-1.pdf", "for-jo-2.pdf"} < set(made())
    assert re.search(r"for-jo-2\.pdf: Giant print, 24 point, volume 2 \(PDF, \d+ pages,", told)


WRONG = {
    "lurch large-print": "There is no plan “lurch”. Did you mean larch?",
    "oak large-print": "There is no plan “oak”. Choose larch.",
    "larch large-prin": "There is no format “large-prin”. Did you mean large-print?",
    "larch large-print --language fr": "There is no language “fr”. Choose en.",
    "larch clear-print --size 20": "clear-print has no --size.",
    "larch giant-print --size 40": (
        "--size 40 is not possible for giant-print. Write a whole number from 20 to 36."
    ),
    "larch giant-print --size big": (
        "--size big is not possible for giant-print. Write a whole number from 20 to 36."
    ),
    "larch insert": "There is no insert “larch”. Choose every-field.",
    "every-feld insert": "There is no insert “every-feld”. Did you mean every-field?",
    "every-field insert --language cy": (
        "“every-field” is in one language: en. Leave out --language."
    ),
    "every-field insert --impose fold": ("--impose fold is not possible. Write --impose booklet."),
    "every-field insert --proof --black": (
        "--proof is a picture of the pages in colour. Use it alone."
    ),
    "every-field insert --size 20": "insert has no --size. giant-print and word can have it.",
    "larch clear-print --black": "clear-print has no --black. insert can have it.",
    "larch clear-print --out content": "content is a folder. Name a file in it after --out.",
    "larch clear-print --out gone/mine.pdf": "gone. Make it first, or name another after --out.",
}


@pytest.mark.parametrize("words", WRONG)
def test_what_cannot_be_made_is_refused_with_what_to_write(words: str, make: Make) -> None:
    status, told = make(*words.split())
    assert status == 2 and WRONG[words] in told.splitlines()[-1]
    assert made() == []


def test_a_mistake_in_the_content_is_told_and_nothing_is_made(make: Make) -> None:
    plan = Path("content/plans/larch/plan.yaml")
    plan.write_text(plan.read_text().replace("as_of: 2026-01-31", "as_of: soonish"))
    status, told = make("larch", "clear-print")
    assert status == 1 and "content/plans/larch/plan.yaml:17  as_of" in told
    assert told.endswith("1 problem. Nothing was made.\n") and made() == []


def test_a_place_that_cannot_be_written_is_told_in_words(make: Make) -> None:
    Path("full").symlink_to("/dev/full")
    status, told = make("larch", "clear-print", "--out", "full")
    assert status == 1 and "full\n    There is no room left to write this.\n" in told


INSERTS = {
    "": "every-field.pdf: The pages for the printer (PDF,",
    "--impose booklet": "every-field-booklet.pdf: The sheets of a booklet for the printer (PDF,",
    "--black": "every-field-black.pdf: The pages in black for an office printer (PDF,",
    "--black --impose booklet": (
        "every-field-black-booklet.pdf: "
        "The sheets of a booklet in black for an office printer (PDF,"
    ),
    "--proof": "every-field-proof.png: A picture of the pages to look over (PNG,",
}


def test_each_file_of_an_insert_is_made_as_it_would_be_published(make: Make) -> None:
    assert main(["build", "--formats", "insert", "--jobs", "1"]) == 0
    for options, told in INSERTS.items():
        status, said = make("every-field", "insert", *options.split())
        assert status == 0 and said.splitlines()[-1].startswith(told)
        name = told.partition(":")[0]
        (published,) = Path("output").rglob(f"print/{name}")
        assert Path(name).read_bytes() == published.read_bytes()


def test_an_insert_is_made_where_somebody_wants_it_and_folded_when_they_ask(make: Make) -> None:
    sheet = Path("content/inserts/every-field.yaml")
    sheet.write_text(sheet.read_text().replace("impose: booklet\n", ""))
    words = ("--impose", "booklet", "--out", "fold.pdf")
    assert make("every-field", "insert", *words)[0] == 0 and made() == ["fold.pdf"]
    with pikepdf.open("fold.pdf") as pdf:
        assert len(pdf.pages) == 2
    sheet.write_text(sheet.read_text().replace("size: a4-a5-4", "size: a5-2"))
    status, told = make("every-field", "insert", "--impose", "booklet")
    assert status == 2 and made() == ["fold.pdf"]
    assert "Pages of a5-2 make no booklet; those of a4-a5-4 do. Leave out --impose." in told


def test_an_insert_in_both_languages_is_made_of_both_or_not_at_all(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = str(HERE.parent / "content")
    words = ("wrexham-bilingual", "insert", "--content", content)
    status, told = make(*words, "--language", "cy")
    assert status == 2 and "is in both languages at once. Leave out --language." in told
    assert make(*words, "--black")[0] == 0
    said = printed.words(Path("wrexham-bilingual-black.pdf"))
    assert "Dweudeichdweud" in said and "Haveyoursay" in said


def test_an_insert_that_does_not_fit_is_told_and_nothing_is_made(make: Make) -> None:
    sheet = Path("content/inserts/every-field.yaml")
    sheet.write_text(sheet.read_text().replace("size: a4-a5-4", "size: a5-2"))
    sheet.write_text(sheet.read_text().replace("impose: booklet\n", ""))
    status, told = make("every-field", "insert")
    assert status == 1 and "content/inserts/every-field.yaml:" in told and "too long" in told
    assert told.endswith("1 problem. Nothing was made.\n") and made() == []
