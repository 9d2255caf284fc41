"""Pictures as they are published: copies that hold no more than they show."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

from riweb.build import inputs
from riweb.content.source import picture_files
from riweb.plan.inserts import Insert
from riweb.plan.plans import Plan


def of_plan(published: Plan, folder: Path, programme: str) -> Plan:
    """Return a plan whose pictures are read from where their copies are.

    Args:
        folder: where copies are kept, in a folder for each plan and insert.
        programme: a hash of riweb itself, which decides what a copy holds.
    """
    originals = {image.name: image.path for image in published.images}
    key = inputs.digest(programme, *((one.name, one.sha256) for one in published.images))
    copies = _copies(originals, folder / "plans" / published.id, key)
    images = (one.model_copy(update={"path": copies[one.name]}) for one in published.images)
    return published.model_copy(update={"images": tuple(images)})


def of_insert(insert: Insert, folder: Path, programme: str) -> Insert:
    """Return an insert whose pictures are read from where their copies are; see `of_plan`."""
    key = inputs.digest(programme, insert.digest)
    copies = _copies(insert.pictures, folder / "inserts" / insert.id, key)
    return insert.model_copy(update={"pictures": copies})


def _copies(originals: Mapping[str, Path], folder: Path, key: str) -> dict[str, Path]:
    """Return where the copy of each picture is, by its name; made unless they are there.

    Args:
        folder: holds the copies of one plan or insert, and none that are older.
    """
    own = folder.resolve() / key
    if originals and not own.is_dir():
        shutil.rmtree(folder, ignore_errors=True)
        half = own.with_suffix(".half")
        half.mkdir(parents=True)
        for name, path in originals.items():
            (half / name).write_bytes(picture_files.cleaned(path.read_bytes()))
        half.rename(own)
    return {name: own / name for name in originals}
