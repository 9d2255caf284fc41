"""The space that fills a page of an insert to its foot: between things, and to write on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from riweb.formats.insert.layout import PX_PER_MM, WRITING_MM, Setting
from riweb.formats.insert.pages import Laid, Thing
from riweb.plan.inserts import Block

# The space that may be added before a block, in lines.
MOST_EXTRA = 2.0

# The same before an item, by the kind of its block. Items of other kinds stand close together.
MOST_BEFORE_ITEM = {
    "you-said-we-did": 2.0,
    "get-involved": 1.5,
    "dates": 0.75,
    "promises": 0.75,
}

# An item gets this part of the space of a block, so that it is seen where a block begins.
ITEM_PART = 0.7

# How much further apart lines to write on may be than they must.
MOST_WRITING = 1.4

# What is not worth adding, in pixels.
LEAST = 0.5


def stretched(setting: Setting, laid: Laid, blocks: Sequence[Block]) -> Setting:
    """Return a setting with space added, so that each page is filled as far as it may be.

    Args:
        laid: the insert on its pages without that space.
        blocks: the blocks of its file.
    """
    writing = _writing(laid, blocks)
    extra: dict[tuple[int, str], float] = {}
    for page in range(len(laid.free)):
        free = laid.free[page] - 1 - _written(laid, blocks, page) * (writing - 1)
        most = {one: _most(one, blocks) * laid.line for one in _loose(laid, page)}
        parts = {one: ITEM_PART if one.is_item else 1.0 for one in most if most[one]}
        # Among items alone each may have its most.
        whole = sum(parts.values())
        for one, part in parts.items():
            space = min(free * part / whole, most[one])
            if space > LEAST:
                extra[one.side, one.at] = space
    return replace(setting, extra=extra, writing=writing)


def eased(setting: Setting, part: float) -> Setting:
    """Return a setting with no more than a part of the space that was added."""
    extra = {key: space * part for key, space in setting.extra.items()} if part else {}
    return replace(setting, extra=extra, writing=1 + (setting.writing - 1) * part)


def added(setting: Setting, laid: Laid, blocks: Sequence[Block]) -> list[float]:
    """Return how much space a setting adds to each page, in pixels.

    Args:
        laid: the insert on its pages without that space.
    """
    return [
        sum(setting.extra.get((one.side, one.at), 0) for one in laid.begun(page))
        + _written(laid, blocks, page) * (setting.writing - 1)
        for page in range(len(laid.free))
    ]


def _loose(laid: Laid, page: int) -> list[Thing]:
    """Return what begins on a page and may move down on it."""
    begun = laid.begun(page)
    goes_on = any(one.pages[0] < page <= one.pages[1] for one in laid.things)
    # What is first on its page stays at the top.
    own = begun if goes_on else begun[1:]
    return [
        one for one in own if one.at != "intro" and not one.is_beside and not _is_first(one, begun)
    ]


def _is_first(thing: Thing, begun: Sequence[Thing]) -> bool:
    """Tell whether a thing is the first in a block that begins on the same page."""
    is_first = thing.at.endswith(".0")
    return is_first and any(one.at == thing.block for one in begun)


def _most(thing: Thing, blocks: Sequence[Block]) -> float:
    """Return the space that may be added before a thing, in lines."""
    if not thing.is_item:
        return MOST_EXTRA
    kind = blocks[int(thing.block)].kind if thing.block.isdigit() else ""
    return MOST_BEFORE_ITEM.get(kind, 0)


def _writing(laid: Laid, blocks: Sequence[Block]) -> float:
    """Return how far lines to write on are apart, as a part of the least.

    They take half of what is free on their page; the rest goes between things.
    """
    found = [MOST_WRITING]
    for page, free in enumerate(laid.free):
        if written := _written(laid, blocks, page):
            found.append(1 + max(0, free - 1) / 2 / written)
    return min(found) if len(found) > 1 else 1


def _written(laid: Laid, blocks: Sequence[Block], page: int) -> float:
    """Return the height of the lines to write on of a page, in pixels, at their least."""
    slips = [
        blocks[int(one.at)]
        for one in laid.begun(page)
        if one.at.isdigit() and blocks[int(one.at)].kind == "reply-slip"
    ]
    return sum(slip.lines for slip in slips) * WRITING_MM * PX_PER_MM


def last_begun(laid: Laid, page: int) -> tuple[int, str] | None:
    """Return what is last on a page and could begin on the next one, by its side and place.

    None where that would leave nothing on the page.
    """
    if page < 0 or page in laid.last:
        return None
    begun = laid.begun(page)
    own = [one for one in begun if one.at != "intro" and not _is_first(one, begun)]
    # Of two beside each other, the first takes the other with it.
    own = [one for one in own if not one.is_beside or one.is_item]
    if not own or own[-1] not in _loose(laid, page):
        return None
    return own[-1].side, own[-1].at
