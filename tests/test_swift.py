"""The engine's small functions that we have replaced give the same answers."""

from __future__ import annotations

import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest
from documents import document_of

from riweb.formats.pdf import writer
from riweb.formats.profiles import PRINT

TEMPLATES = Path(__file__).parents[1] / "templates"

# What the engine does for itself, in a process of its own.
ALONE = """
import sys
from hashlib import sha256
from pathlib import Path
from riweb.document import Imprint, parsed
from riweb.formats.pdf import speed
speed.share_styles = speed.install = lambda: None
from riweb.formats.pdf import writer
from riweb.formats.profiles import PRINT
from weasyprint.layout import percent
assert percent.resolve_percentages.__module__ == "weasyprint.layout.percent"
html, templates = Path(sys.argv[1]).read_text(encoding="utf-8"), Path(sys.argv[3])
document = parsed("en", "", Imprint("T", "", "", "", ""), html)
made = writer.write(document, PRINT[sys.argv[2]], "#17475c", templates)
print(sha256(made[0].content).hexdigest(), made[0].pages)
"""

HEAD = "<thead><tr><th>What</th><th>When</th></tr></thead>"
ROW = "<tr><th scope='row'>Repairs</th><td>Every month</td></tr>"
CARD = """<article class="card" id="c{n}"><h3>{n}. Ask tenants</h3><dl><div><dt>When:</dt>
<dd>every year, by 30 March 2010</dd></div><div class="many"><dt>Who</dt><dd><ul><li>Board</li>
<li>Tenants’ Panel <span lang="cy">Fforwm y Tenantiaid</span></li></ul></dd></div></dl>
<p>See <a href="https://www.example.org/a/long/address/of/a/page">the page</a>, or
<a href="#c1">the first</a>. Call 01202 264422.</p></article>"""


@pytest.mark.parametrize("name", sorted(PRINT))
def test_a_pdf_is_the_same_bytes_as_with_the_functions_of_the_engine(
    name: str, tmp_path: Path
) -> None:
    cards = "".join(CARD.format(n=n) for n in range(1, 31))
    listed = "".join(f'<li><a href="#c{n}">Card {n}</a></li>' for n in range(1, 31))
    document = (
        '<!doctype html><html lang="en"><head><title>T</title></head><body>'
        '<header class="cover"><h1>A plan</h1><p class="format"></p></header>'
        f'<nav class="contents" id="contents"><h2>Contents</h2><ul>{listed}</ul></nav>'
        f'<main><section id="s"><h2>Cards</h2>{cards}'
        f"<table>{HEAD}<tbody>{ROW * 60}</tbody></table>"
        "<blockquote><p>More say.</p></blockquote><ol start='3'><li>third</li></ol>"
        "</section></main></body></html>"
    )
    file = tmp_path / "document.html"
    file.write_text(document, encoding="utf-8")
    (ours,) = writer.write(document_of(document), PRINT[name], "#17475c", TEMPLATES)
    command = [sys.executable, "-c", ALONE, str(file), name, str(TEMPLATES)]
    alone = subprocess.run(command, check=True, capture_output=True, text=True)
    assert alone.stdout.split() == [sha256(ours.content).hexdigest(), str(ours.pages)]
    assert ours.pages > 8
