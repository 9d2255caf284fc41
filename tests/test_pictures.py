"""Drawings (SVG) are published as a copy that holds only what it shows."""

from __future__ import annotations

import shutil
from pathlib import Path

import page
import pikepdf
import pypdfium2
import pytest
from lxml import etree
from pdfs import Read
from sites import Built, build

HERE = Path(__file__).parent

DRAWING = """<?xml version="1.0"?>
<!-- Made by Jo Price on her own computer -->
<svg xmlns="http://www.w3.org/2000/svg" xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape"
    xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 200 100" inkscape:export="/home/jo">
  <metadata><by xmlns="https://example.org/">Jo Price</by></metadata>
  <style>.block { fill: #c00000; font-family: Comic Sans MS }</style>
  <inkscape:grid units="mm"/>
  <defs><rect id="one" class="block" width="40" height="40"/></defs>
  <use xlink:href="#one" x="10" y="10"/><use href="#one" x="110" y="10"/>
  <text x="10" y="80" style="font: bold 20px Arial; fill: black">T\u0177 \u0175yth</text>
</svg>
"""

PLAN = """pictures:
  - {id: blocks, title: Our blocks, alt: 2 red blocks side by side., file: blocks.svg}
"""


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A site with a drawing, as web pages and in large print."""
    top = tmp_path_factory.mktemp("drawn")
    content = top / "content"
    shutil.copytree(HERE / "plans/minimal", content)
    plan = content / "plans/first/plan.yaml"
    plan.write_text(plan.read_text() + PLAN)
    (plan.parent / "images").mkdir()
    (plan.parent / "images/blocks.svg").write_text(DRAWING)
    return build(content, top / "output", "--formats", "large-print")


def test_the_copy_that_is_published_holds_only_what_it_shows(drawn: Built) -> None:
    (copy,) = drawn.output.rglob("blocks.svg")
    text = copy.read_text()
    for hidden in (
        "Jo Price",
        "/home/jo",
        "inkscape",
        "metadata",
        "grid",
        "<!--",
        "Comic",
        "Arial",
    ):
        assert hidden in DRAWING and hidden not in text, hidden
    root = etree.fromstring(text.encode())
    names = [etree.QName(one).localname for one in root.iter()]
    assert names == ["svg", "style", "defs", "rect", "use", "use", "text"]
    assert "Atkinson Hyperlegible Next" in root.get("font-family", "")


def test_a_drawing_is_shown_on_the_page_with_its_words(drawn: Built) -> None:
    shown = [
        path for path in drawn.pages if 'alt="2 red blocks' in (drawn.output / path).read_text()
    ]
    assert shown


def test_a_drawing_is_a_figure_of_the_pdf_and_is_drawn(drawn: Built) -> None:
    (path,) = drawn.pdfs
    assert page.validate_pdf(str(path), profile="ua1").is_compliant
    with pikepdf.open(path) as file:
        figures = [one for one in file.objects if isinstance(one, pikepdf.Dictionary)]
        alternatives = [str(one.Alt) for one in figures if one.get("/S") == "/Figure"]
    assert alternatives == ["2 red blocks side by side."]
    red = [is_red(one) for one in pypdfium2.PdfDocument(path)]
    assert sum(red) == 1
    assert Read(path).fonts <= {"Atkinson-Hyperlegible-Next", "Atkinson-Hyperlegible-Next-Bold"}


def is_red(shown: pypdfium2.PdfPage) -> bool:
    """Tell whether there is red in the middle of a block on a page."""
    colours = shown.render(scale=0.5).to_pil().getcolors(1_000_000) or []
    return any(colour == (192, 0, 0) and number > 100 for number, colour in colours)
