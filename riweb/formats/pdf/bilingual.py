"""One PDF in two languages: one after the other, or to be turned over.

Source:
    Welsh Language Commissioner, bilingual design: back to back, and tilt and turn; Welsh comes
    first, and both languages have the same typeface, size and room.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf

from riweb.document.linear import language_of
from riweb.format_record import FileSpec, MadeFile
from riweb.formats.pdf import writer
from riweb.formats.pdf.writer import Press
from riweb.formats.profiles import CLEAR_PRINT
from riweb.languages import interface
from riweb.render.addresses import FORMAT_WORDS

# What an element names another by.
NAMES = re.compile(r'\b(id|for|aria-labelledby|aria-describedby)="([^"]+)"|\bhref="#([^"]+)"')

# A sheet that is folded has four pages.
PAGES_OF_A_SHEET = 4


def make(spec: FileSpec) -> tuple[MadeFile, ...]:
    """Return a plan in both languages: to be read, and to be printed and turned over.

    Args:
        order: its `document` and `second` are the two documents, the Welsh one first.

    Raises:
        EngineComplaint: when the engine logs anything at all.
    """
    halves = [writer.prepared(one, CLEAR_PRINT) for one in (spec.document, spec.second)]
    press = Press(CLEAR_PRINT, spec.brand, spec.templates, spec.images)
    content, second = writer.laid_out(press, joined(halves))
    words = interface(spec.language)
    size = {"size": CLEAR_PRINT.body_pt}
    found = []
    for variant, title, made in (
        (
            "back-to-back",
            words.gettext("In Welsh and then in English, %(size)d point") % size,
            labelled(content, second),
        ),
        (
            "tilt-and-turn",
            words.gettext("In Welsh and English, to print and turn over, %(size)d point") % size,
            turned(content, second),
        ),
    ):
        pages = len(Pdf.open(io.BytesIO(made)).pages)
        about = words.ngettext("PDF, %(num)d page", "PDF, %(num)d pages", pages) % {"num": pages}
        if variant == "tilt-and-turn":
            about = f"{about}, {words.gettext('for print only, not for screen readers')}"
        name = FORMAT_WORDS[spec.language].get(variant, variant)
        found.append(MadeFile(made, title, about, pages, name))
    return tuple(found)


def joined(documents: Sequence[str]) -> str:
    """Return two documents as one, each in a part of its own with its own language."""
    languages = [language_of(one) for one in documents]
    titles = [_between(one, "title") for one in documents]
    parts = [
        f'<section class="half{" other" if place else ""}" lang="{language}">'
        f"{_named(_between(document, 'body'), language)}</section>"
        for place, (document, language) in enumerate(zip(documents, languages, strict=True))
    ]
    head = re.sub(
        r"<title>.*?</title>",
        f"<title>{' / '.join(titles)}</title>",
        _between(documents[0], "head"),
    )
    return (
        f'<!doctype html>\n<html lang="{languages[0]}">\n<head>{head}</head>\n'
        f"<body>{''.join(parts)}</body>\n</html>\n"
    )


def _between(document: str, tag: str) -> str:
    found = re.search(rf"<{tag}\b[^>]*>(.*)</{tag}>", document, re.DOTALL)
    assert found
    return found[1]


def _named(body: str, language: str) -> str:
    """Return HTML whose names begin with the language, so that no two are the same."""

    def renamed(found: re.Match[str]) -> str:
        if found[3]:
            return f'href="#{language}-{found[3]}"'
        names = " ".join(f"{language}-{name}" for name in found[2].split())
        return f'{found[1]}="{names}"'

    return NAMES.sub(renamed, body)


def labelled(content: bytes, second: int) -> bytes:
    """Return a PDF whose page labels begin again where the second language does.

    Args:
        second: on which page, counted from 0.
    """
    with Pdf.open(io.BytesIO(content)) as pdf:
        decimal = Dictionary(S=Name.D)
        pdf.Root.PageLabels = Dictionary(Nums=Array([0, decimal, second, Dictionary(S=Name.D)]))
        return _saved(pdf)


def turned(content: bytes, second: int) -> bytes:
    """Return a PDF for print: the second language upside down, from the back.

    Its pages fill whole folded sheets. It has no tags: read on a screen it would be a riddle.
    """
    with Pdf.open(io.BytesIO(content)) as pdf:
        pages = list(pdf.pages)
        first, other = _without_blank(pages[:second]), _without_blank(pages[second:])
        for key in ("StructTreeRoot", "MarkInfo", "Outlines", "PageMode", "OpenAction", "Metadata"):
            if f"/{key}" in pdf.Root:
                del pdf.Root[f"/{key}"]
        made = Pdf.new()
        made.Root.Lang = pdf.Root.Lang
        for page in first:
            made.pages.append(page)
        box = first[0].mediabox
        for _ in range(-(len(first) + len(other)) % PAGES_OF_A_SHEET):
            made.add_blank_page(page_size=(box[2], box[3]))
        for page in reversed(other):
            made.pages.append(page)
            made.pages[-1].rotate(180, relative=False)
        for page in made.pages:
            for key in ("/Annots", "/StructParents", "/Tabs"):
                if key in page:
                    del page[key]
        made.docinfo["/Title"] = pdf.docinfo["/Title"]
        return _saved(made)


def _without_blank(pages: Sequence[Any]) -> list[Any]:
    """Return pages without the one that was left blank to begin the next on the right."""
    return [page for page in pages if page.obj.get("/Annots") is not None or _draws(page)]


def _draws(page: Any) -> bool:
    return b"Tj" in page.Contents.read_bytes() or b"TJ" in page.Contents.read_bytes()


def _saved(pdf: Pdf) -> bytes:
    out = io.BytesIO()
    pdf.save(
        out,
        deterministic_id=True,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        compress_streams=True,
    )
    return out.getvalue()
