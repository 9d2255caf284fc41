"""Inserts for printed newsletters: their record, and what fits them and makes their files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from riweb.format_record import Format, FormatOption, FormatWords, Need
from riweb.plan.site import Brand
from riweb.problems import Refused
from riweb.website.insert_view import Side

MEND = 'pip install "riweb[inserts]"'


def fitted(sides: Sequence[Side], brand: Brand, pictures: Path | None) -> Mapping[str, Any]:
    """Return how an insert is set to fill its pages, in plain values that a file can keep.

    Args:
        sides: the insert in each of its languages.
        pictures: the folder of its pictures, or None.

    Raises:
        Refused: when it cannot be.
        EngineComplaint: when an engine complains.
    """
    from riweb.formats.insert import copyfit
    from riweb.formats.insert.bench import Bench

    try:
        return copyfit.values(copyfit.fit(Bench(tuple(sides), brand, pictures)))
    except copyfit.Unfit as unfit:
        raise Refused(unfit.problems) from None


def files(
    sides: Sequence[Side], brand: Brand, pictures: Path | None, setting: Mapping[str, Any]
) -> dict[str, bytes]:
    """Return the files of an insert by their names.

    Args:
        sides: the insert in each of its languages.
        pictures: the folder of its pictures, or None.
        setting: what `fitted` has returned.

    Raises:
        EngineComplaint: when an engine complains.
    """
    from riweb.formats.insert import press
    from riweb.formats.insert.bench import Bench

    return dict(press.files(Bench(tuple(sides), brand, pictures), press.setting(setting)))


INSERT = Format(
    name="insert",
    words=FormatWords(
        title="Newsletter pages",
        good_for="",
        limits="",
        checked="Each page is set to fit, without a line left out.",
        group="",
        place=0,
    ),
    kinds={"pdf": "large print"},
    # `files` makes them, of a file of their own and not of every plan.
    write=None,
    read=None,
    leaves_out={"all but its own blocks": "It says what its editor has chosen."},
    options=(FormatOption("impose", ("booklet",)), FormatOption("black"), FormatOption("proof")),
    needs=(
        Need("module", "segno", MEND, package="segno"),
        Need("module", "pypdfium2", MEND, package="pypdfium2"),
    ),
    source="insert",
)
