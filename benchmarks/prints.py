"""How fast riweb makes PDFs, beside other ways to make them, in the same run.

    python3 build.py test --collect-only      (once, to set up)
    .venv/bin/pip install typst
    .venv/bin/python benchmarks/prints.py [--rounds 3]

First all PDFs of the plans of content/: riweb, cold, with as many workers as there are cores,
against the `weasyprint` command that is given the same documents and stylesheets one by one. The
command makes its own tags and lays each document out once; riweb makes a tree from the document,
and makes two pages again where a card had to be split. Then one document as equal as can be,
for riweb's writer, the `weasyprint` command, Typst and Chromium, each as one process. Pages a
second, and the largest memory of any process. The ways take turns; the median of each is given.
"""

from __future__ import annotations

import argparse
import html
import os
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from pypdfium2 import PdfDocument

from riweb import resources
from riweb.build import whole
from riweb.document import linear
from riweb.formats.pdf import breaks, styles, writer
from riweb.formats.profiles import PRINT, Profile
from riweb.render import plan_context
from riweb.render.addresses import Addresses
from riweb.render.edition import Edition

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
BRAND = "#17475c"
FLAGS = (
    "--headless --no-sandbox --disable-gpu --no-pdf-header-footer --disable-background-networking"
)


def documents() -> dict[str, str]:
    """Return the linear document of each plan."""
    site, _ = whole.check(ROOT / "content")
    assert site
    edition = Edition(site.file, Addresses("en"), date(2026, 1, 1))
    return {one.id: linear.render(plan_context.of(edition, one)) for one in site.plans}


def as_file(text: str, profile: Profile, folder: Path, name: str) -> Path:
    """Write a document with its styles inside, as the plain command gets it."""
    css = styles.css(resources.folder(), profile, BRAND)
    shown = breaks.together(writer.prepared(text, profile), profile)
    path = folder / f"{name}-{profile.name}.html"
    path.write_text(shown.replace("</head>", f"<style>{css}</style></head>"), encoding="utf-8")
    return path


def measured(command: list[str], folder: Path) -> tuple[float, float]:
    """Run a command that must succeed; return its seconds and the most memory in MB."""
    start = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    assert status == 0, command
    return time.perf_counter() - start, usage.ru_maxrss / 1024


def pages_of(paths: list[Path]) -> int:
    """Return how many pages some PDFs have together."""
    return sum(len(PdfDocument(path)) for path in paths)


def print_rows(rows: dict[str, list[tuple[float, float]]], pages: dict[str, int]) -> None:
    """Print pages a second and memory of each way, and its rate beside the first."""
    rates = {}
    for name, runs in rows.items():
        seconds = statistics.median(one for one, _ in runs)
        rates[name] = pages[name] / seconds
        beside = rates[name] / next(iter(rates.values()))
        print(
            f"  {name:34} {pages[name]:5} pages {seconds:7.2f} s {rates[name]:7.1f} pages/s "
            f"{beside:6.2f} x {max(memory for _, memory in runs):6.0f} MB"
        )


def whole_set(folder: Path, rounds: int) -> None:
    """Measure all PDFs of all plans."""
    texts = documents()
    files = [
        as_file(text, profile, folder, name)
        for name, text in texts.items()
        for profile in PRINT.values()
    ]
    rows: dict[str, list[tuple[float, float]]] = {
        "weasyprint, one by one": [],
        "riweb": [],
        "riweb, its web pages taken off": [],
    }
    pages = {}
    for turn in range(rounds):
        total, most = 0.0, 0.0
        for file in files:
            command = [str(BIN / "weasyprint"), "--pdf-variant", "pdf/ua-1"]
            seconds, memory = measured([*command, str(file), f"{file.stem}.pdf"], folder)
            total, most = total + seconds, max(most, memory)
        rows["weasyprint, one by one"].append((total, most))
        output = folder / f"turn-{turn}" / "output"
        command = [sys.executable, "-m", "riweb", "build", "--content", str(ROOT / "content")]
        command += ["--formats", ",".join(PRINT)]
        before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
        seconds, _ = measured([*command, "--output", str(output)], ROOT)
        most = max(before, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss) / 1024
        rows["riweb"].append((seconds, most))
        # The same build without PDFs: pages, checks of words and of links, the start of Python.
        command[-1] = ""
        pages_only, _ = measured([*command, "--output", str(folder / f"{turn}" / "output")], ROOT)
        rows["riweb, its web pages taken off"].append((seconds - pages_only, most))
        pages = {
            "weasyprint, one by one": pages_of([folder / f"{file.stem}.pdf" for file in files]),
            "riweb": pages_of(sorted(output.rglob("*.pdf"))),
        }
        pages["riweb, its web pages taken off"] = pages["riweb"]
    print(f"All PDFs of {len(texts)} plans in {len(PRINT)} profiles (median of {rounds}):")
    print_rows(rows, pages)


def as_typst(text: str) -> str:
    """Return the words of a document as Typst: headings, paragraphs and list items."""
    found = []
    body = text[text.index("<main") :]
    for tag, inner in re.findall(r"<(h[1-4]|p|li|div)\b[^>]*>(.*?)</\1>", body, re.DOTALL):
        words = " ".join(html.unescape(re.sub(r"<[^>]+>", " ", inner)).split())
        words = re.sub(r"([#$*_`<>@\\\[\]~/=+-])", r"\\\1", words)
        mark = "=" * int(tag[1]) + " " if tag[0] == "h" else "- " if tag == "li" else ""
        found.append(f"{mark}{words}\n")
    fonts = '#set text(font: "Atkinson Hyperlegible Next", size: 18pt, lang: "en")\n'
    page = '#set page(paper: "a4", margin: (inside: 30mm, outside: 20mm, y: 22mm))\n'
    return "#set document(title: [A plan])\n" + page + fonts + "= A plan\n" + "\n".join(found)


def one_document(folder: Path, rounds: int) -> None:
    """Measure one large-print document, made four ways."""
    text = max(documents().values(), key=len)
    profile = PRINT["large-print"]
    file = as_file(text, profile, folder, "one")
    (folder / "one.typ").write_text(as_typst(text), encoding="utf-8")
    (folder / "one.txt").write_text(text, encoding="utf-8")
    script = (
        "import sys; from pathlib import Path; from riweb.formats.pdf import writer; "
        "from riweb.formats.profiles import PRINT; from riweb import shipped; "
        "made = writer.write(Path('one.txt').read_text(), PRINT['large-print'], "
        f"'{BRAND}', shipped.folder()); Path('riweb.pdf').write_bytes(made[0].content)"
    )
    typst = (
        "import typst; typst.compile('one.typ', output='typst.pdf', "
        f"font_paths=['{resources.folder() / 'fonts'}'], pdf_standards='ua-1')"
    )
    plain = [str(BIN / "weasyprint"), "--pdf-variant", "pdf/ua-1"]
    ways: dict[str, Callable[[], list[str]]] = {
        "weasyprint": lambda: [*plain, str(file), "weasyprint.pdf"],
        "riweb": lambda: [sys.executable, "-c", script],
        "typst": lambda: [sys.executable, "-c", typst],
        "chromium": lambda: [
            "chromium",
            *FLAGS.split(),
            f"--user-data-dir={tempfile.mkdtemp(dir=folder)}",
            "--print-to-pdf=chromium.pdf",
            file.as_uri(),
        ],
    }
    rows: dict[str, list[tuple[float, float]]] = {name: [] for name in ways}
    for _ in range(rounds):
        for name, way in ways.items():
            rows[name].append(measured(way(), folder))
    pages = {name: pages_of([folder / f"{name}.pdf"]) for name in ways}
    print(f"One large-print document of {len(text) // 1000} kB (median of {rounds}):")
    print_rows(rows, pages)


def main() -> None:
    """Run both measurements in a folder that is removed afterwards."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        whole_set(Path(folder), asked.rounds)
        one_document(Path(folder), asked.rounds)


if __name__ == "__main__":
    main()
