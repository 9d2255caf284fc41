"""The one file that holds all files of an e-book, the same bytes for the same files."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

TYPE = "application/epub+zip"

# The earliest that the archive can say: no file tells when it was made.
NO_TIME = (1980, 1, 1, 0, 0, 0)
UNIX, READABLE = 3, 0o644 << 16


def write(files: Mapping[str, bytes]) -> bytes:
    """Return the archive.

    Source:
        EPUB 3.3, 4.2.3: the first file says the type, and is not compressed.
    """
    kept = BytesIO()
    with ZipFile(kept, "w") as archive:
        for name, content in {"mimetype": TYPE.encode(), **files}.items():
            entry = ZipInfo(name, NO_TIME)
            entry.create_system, entry.external_attr = UNIX, READABLE
            entry.compress_type = ZIP_STORED if name == "mimetype" else ZIP_DEFLATED
            archive.writestr(entry, content, compresslevel=9)
    return kept.getvalue()
