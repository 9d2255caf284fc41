"""LibreOffice, as a reader of our Word documents: what it makes of them."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from lxml import etree

ODF = {
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "meta": "urn:oasis:names:tc:opendocument:xmlns:meta:1.0",
    "dc": "http://purl.org/dc/elements/1.1/",
}
PDF_UA = 'pdf:writer_pdf_Export:{"PDFUACompliance":{"type":"boolean","value":"true"}}'


def convert(files: Iterable[Path], kind: str, folder: Path) -> None:
    """Open files and save them as another kind, all in one go."""
    profile = folder.parent / "office-profile"
    command = ["soffice", f"-env:UserInstallation=file://{profile}", "--headless"]
    command += ["--convert-to", kind, "--outdir", str(folder)]
    done = subprocess.run([*command, *map(str, files)], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


class Odt:
    """A document as LibreOffice understood it."""

    def __init__(self, path: Path) -> None:
        with ZipFile(path) as package:
            self.content: Any = etree.fromstring(package.read("content.xml"))
            self.styles: Any = etree.fromstring(package.read("styles.xml"))
            self.meta: Any = etree.fromstring(package.read("meta.xml"))
        for back in self.all("//text:note-citation"):
            back.text = None

    def all(self, path: str) -> list[Any]:
        """Return what an XPath finds in the content."""
        found: list[Any] = self.content.xpath(path, namespaces=ODF)
        return found

    def headings(self) -> list[tuple[int, str]]:
        """Return the level and the words of each heading."""
        level = f"{{{ODF['text']}}}outline-level"
        return [(int(one.get(level)), words(one)) for one in self.all("//text:h")]

    def language(self, element: Any) -> str:
        """Return the language of a stretch of words by its own style; empty where it has none."""
        name = element.get(f"{{{ODF['text']}}}style-name")
        path = f"//style:style[@style:name='{name}']/style:text-properties"
        for one in self.all(path):
            fo = f"{{{ODF['fo']}}}"
            if one.get(f"{fo}language"):
                return f"{one.get(f'{fo}language')}-{one.get(f'{fo}country')}"
        return ""

    def said(self, name: str) -> str:
        """Return one of the properties, such as `dc:title`."""
        return str(self.meta.findtext(f".//{name}", "", namespaces=ODF))


def words(element: Any) -> str:
    """Return the words of an element with single spaces."""
    return " ".join("".join(element.itertext()).split())
