"""The finished pages are looked at as readers meet them; what is wrong with one stops the build."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from sites import HERE

from riweb.cli import main

PAGE = "output/first/contacts/index.html"
FIX = "Mend the text or template it is made from; tell us if you find nothing wrong there."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the content of the smallest site, and a page of contacts besides."""
    shutil.copytree(HERE / "plans" / "minimal", tmp_path / "content")
    plan = tmp_path / "content/plans/first/plan.yaml"
    plan.write_text(plan.read_text() + "contacts: [{id: us, role: Us}]\n")
    return tmp_path


def build(folder: Path) -> int:
    folders = ["--content", str(folder / "content"), "--output", str(folder / "site" / "output")]
    return main(["build", "--formats", "", "--jobs", "1", *folders])


def write(folder: Path, name: str, text: str) -> None:
    """Write a template of the site's own."""
    path = folder / "templates" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


@pytest.mark.parametrize(
    ("inside", "wrong"),
    [
        ('<a href="no.html">x</a>', "The link to first/contacts/no.html leads to nothing."),
        ('<img src="no.png" alt="x">', "The link to first/contacts/no.png leads to nothing."),
        (
            '<a href="../index.html#no">x</a>',
            "The link to first/index.html#no leads to no place on that page.",
        ),
        ('<a href="#no">x</a>', f"The link to {PAGE[7:]}#no leads to no place on that page."),
        ('<p id="a">x</p><p id="a">y</p>', "The id “a” stands twice."),
        (
            '<img src="../../assets/icon.svg">',
            "The picture ../../assets/icon.svg has no alternative text.",
        ),
        ("<h3>x</h3>", "A heading of level 3 follows one of level 1."),
        ("<h1>x</h1>", "The page has 2 headings of level 1."),
    ],
)
def test_a_fault_in_a_page_is_told(
    inside: str, wrong: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = f'{{% extends "base.html" %}}{{% block content %}}{inside}{{% endblock %}}'
    write(folder, "plan/contacts.html", text)
    assert build(folder) == 1
    assert f"{PAGE}\n    {wrong}\n    {FIX}\n\n1 problem." in capsys.readouterr().out
    assert not (folder / "site" / "output").exists()


@pytest.mark.parametrize(
    ("page", "wrong"),
    [
        ('<html lang="en"><title> </title><h1>x</h1>', "The page has no title."),
        ("<html><title>x</title><h1>x</h1>", "The page does not say its language."),
        ('<html lang="en"><title>x</title><p>x</p>', "The page has 0 headings of level 1."),
    ],
)
def test_a_page_without_what_each_page_needs_is_told(
    page: str, wrong: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(folder, "plan/contacts.html", f"<!doctype html>{page}")
    assert build(folder) == 1
    assert f"{PAGE}\n    {wrong}\n    {FIX}\n\n1 problem." in capsys.readouterr().out


def test_a_page_that_nothing_links_to_is_told(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(folder, "frame/plan-menu.html", "")
    lists = ("site/sitemap.html", "site/search.html")
    for name in ("plan/overview.html", "plan/get-involved.html", *lists):
        write(folder, name, '{% extends "base.html" %}')
    assert build(folder) == 1
    said = capsys.readouterr().out
    assert f"{PAGE}\n    No page links to this page.\n    {FIX}\n" in said


def test_a_page_without_faults_is_published(folder: Path) -> None:
    write(
        folder, "plan/contacts.html", '{% extends "base.html" %}{% block content %}x{% endblock %}'
    )
    assert build(folder) == 0
    assert (folder / "site" / PAGE).is_file()
