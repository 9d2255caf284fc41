"""Long plans in volumes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import lxml.html
import page
import pytest
from documents import document_of
from pdfs import Read
from tree import of_html, of_pdf

from riweb.formats.pdf import writer
from riweb.formats.profiles import GIANT_PRINT

TEMPLATES = Path(__file__).parents[1] / "templates"
PROFILE = replace(GIANT_PRINT, most_pages=12)
WORDS = "Residents and staff agree what comes first and by when it will be done. " * 3


def document() -> str:
    """Return a document with chapters, and with cards that two volumes must share."""
    cards = "".join(
        f'<article class="card" id="card-{n}"><h3>Card {n}</h3><p>{WORDS}</p></article>'
        for n in range(24)
    )
    sections = [
        (f"part-{n}", f"Part {n}", f"<p>{WORDS * 6} <a href='#card-3'>See card 3</a></p>")
        for n in range(3)
    ]
    sections.append(("cards", "Cards", f"<p>Here they are.</p>{cards}"))
    entries = "".join(f'<li><a href="#{name}">{title}</a></li>' for name, title, _ in sections)
    body = "".join(
        f'<section id="{name}"><h2>{title}</h2>{text}</section>' for name, title, text in sections
    )
    return (
        '<!doctype html><html lang="en"><head><title>Long</title></head><body>'
        '<header class="cover"><h1>Long</h1><p class="format"></p></header>'
        f'<nav class="contents" id="contents"><h2>Contents</h2><ul>{entries}</ul></nav>'
        f"<main>{body}</main></body></html>"
    )


@pytest.fixture(scope="module")
def volumes() -> tuple[writer.Pdf, ...]:
    return writer.write(document_of(document()), PROFILE, "#17475c", TEMPLATES)


def texts(documents: list[str]) -> list[str]:
    """Return the words of each paragraph and card in order."""
    found = []
    for text in documents:
        main = next(lxml.html.document_fromstring(text).iter("main"))
        found += [" ".join(one.text_content().split()) for one in main.iter("p", "h3")]
    return found


def test_a_long_plan_comes_in_volumes_that_together_say_all_of_it_once(
    volumes: tuple[writer.Pdf, ...],
) -> None:
    assert len(volumes) > 1
    assert texts([one.document for one in volumes]) == texts([document()])
    assert all(one.pages <= PROFILE.most_pages + 6 for one in volumes)


def test_each_volume_says_which_it_is_and_has_its_own_contents(
    volumes: tuple[writer.Pdf, ...], tmp_path: Path
) -> None:
    for number, one in enumerate(volumes, 1):
        path = tmp_path / f"{number}.pdf"
        path.write_bytes(one.content)
        first = Read(path).text(1)
        assert f"Volume {number} of {len(volumes)}" in first
        assert "Giant print, 24 point" in first
        tree = lxml.html.document_fromstring(one.document)
        ids = {element.get("id") for element in tree.iter() if element.get("id")}
        links = [link.get("href")[1:] for link in tree.iter("a")]
        assert links and set(links) <= ids


def test_a_section_that_goes_on_says_so(volumes: tuple[writer.Pdf, ...]) -> None:
    headings = [
        heading.text_content()
        for one in volumes
        for heading in lxml.html.document_fromstring(one.document).iterfind(".//main/section/h2")
    ]
    assert headings[:4] == ["Part 0", "Part 1", "Part 2", "Cards"]
    assert set(headings[4:]) == {"Cards (continued)"}


def test_each_volume_is_valid_and_its_tree_is_that_of_its_document(
    volumes: tuple[writer.Pdf, ...], tmp_path: Path
) -> None:
    for number, one in enumerate(volumes, 1):
        path = tmp_path / f"{number}.pdf"
        path.write_bytes(one.content)
        assert page.validate_pdf(str(path), profile="ua1").is_compliant
        main = [node.words() for node in of_pdf(path).nodes() if node.role == "Part"]
        asked = of_html(one.document).nodes()
        assert main == [node.words() for node in asked if node.role == "Part"]
