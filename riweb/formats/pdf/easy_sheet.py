"""A plan in Easy Read as a tagged PDF: a picture beside each sentence."""

from __future__ import annotations

from riweb.format_record import EngineComplaint, FileSpec, MadeFile
from riweb.formats.pdf import writer
from riweb.formats.profiles import EASY_READ
from riweb.languages import interface

# Source: GOV.UK (2021), guide to Easy Read.
MOST_PAGES = 24


def make(spec: FileSpec) -> tuple[MadeFile, ...]:
    """Return the Easy Read of a plan.

    Args:
        order: its document is that of `pages.easy`.

    Raises:
        EngineComplaint: when it has too many pages, or the engine logs anything at all.
    """
    (pdf,) = writer.write(spec.document, EASY_READ, spec.brand, spec.templates, spec.images)
    if pdf.pages > MOST_PAGES:
        raise EngineComplaint(
            f"It has {pdf.pages} pages, and {MOST_PAGES} are the most for Easy Read.",
            mend="Leave out some sentences in easy-read.yaml: keep what matters most to residents.",
        )
    words = interface(spec.language)
    about = words.ngettext("PDF, %(num)d page", "PDF, %(num)d pages", pdf.pages)
    title = words.gettext("Easy Read, with pictures")
    return (MadeFile(pdf.content, title, about % {"num": pdf.pages}, pdf.pages),)
