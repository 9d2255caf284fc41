"""The pictures of a plan as they are published: drawings are cleaned first."""

from __future__ import annotations

import shutil
from pathlib import Path

from riweb.plan.plans import Image, Published
from riweb.source import svg


def cleaned(published: Published, folder: Path) -> Published:
    """Return a plan whose pictures are read from where no drawing holds more than it shows.

    Args:
        folder: where such copies are kept, in a folder for each plan.
    """
    if not any(_is_drawing(image) for image in published.images):
        return published
    own = folder.resolve() / published.id
    shutil.rmtree(own, ignore_errors=True)
    own.mkdir(parents=True)
    images = []
    for image in published.images:
        content = image.path.read_bytes()
        path = own / image.name
        path.write_bytes(svg.cleaned(content) if _is_drawing(image) else content)
        images.append(image.model_copy(update={"path": path}))
    return published.model_copy(update={"images": tuple(images)})


def _is_drawing(image: Image) -> bool:
    return image.name.lower().endswith(".svg")
