"""Pages of a PDF as pixels: the one door to PDFium."""

from __future__ import annotations

import pypdfium2
from PIL import Image

PT_PER_INCH = 72


def of_pages(file: bytes, dpi: int) -> list[Image.Image]:
    """Return each page of a PDF as it looks on white paper.

    Args:
        dpi: pixels to the inch.
    """
    document = pypdfium2.PdfDocument(file)
    shown = [page.render(scale=dpi / PT_PER_INCH).to_pil().convert("RGB") for page in document]
    document.close()
    return shown
