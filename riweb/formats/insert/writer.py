"""All files of one insert: for the printer, for the office printer, and for everybody."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from riweb.formats.insert import impose, inks, press, proof
from riweb.formats.insert.layout import Bench, Setting
from riweb.formats.insert.press import Condition, Work
from riweb.formats.insert.sizes import BLEED_MM
from riweb.formats.pdf import sheets

# Stands for the day of a plan that gives none.
NO_DAY = date(2000, 1, 1)


def setting(values: Mapping[str, Any]) -> Setting:
    """Return a setting from plain values, as `copyfit.values` gives them."""
    extra = {(side, at): space for side, at, space in values["extra"]}
    return Setting(**{**values, "extra": extra})


def files(bench: Bench, setting: Setting) -> Iterator[tuple[str, bytes]]:
    """Yield the name and bytes of each file of an insert.

    Those for the printer stand in a folder of their own: they have no tags, and are not for
    readers.
    """
    insert = bench.sides[0].insert
    yield f"{insert.id}.pdf", sheets.tagged(bench.lay_out(setting, bench.screen()).document)
    work = _work(bench)
    on_paper = impose.sheets(bench.size)
    coloured = sheets.plain(bench.lay_out(setting, bench.press(), BLEED_MM).document)
    file = press.file(coloured, on_paper, work)
    yield f"print/{insert.id}.pdf", file
    yield f"print/{insert.id}-proof.png", proof.picture(file, on_paper)
    black = sheets.plain(bench.lay_out(setting, inks.black(), BLEED_MM).document)
    in_black = Work(work.title, work.day, is_black=True)
    yield f"print/{insert.id}-black.pdf", press.file(black, on_paper, in_black)
    if insert.sheet.impose == "booklet":
        folded = impose.booklet(bench.size)
        yield f"print/{insert.id}-booklet.pdf", press.file(coloured, folded, work)
        yield f"print/{insert.id}-black-booklet.pdf", press.file(black, folded, in_black)


def _work(bench: Bench) -> Work:
    insert, plan = bench.sides[0].insert, bench.sides[0].scene.plan
    condition = None
    if insert.profile:
        condition = Condition(insert.profile, insert.sheet.condition or insert.profile.stem)
    return Work(bench.sides[0].title, plan.changed or plan.as_of or NO_DAY, condition=condition)
