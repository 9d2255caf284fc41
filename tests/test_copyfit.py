"""Whatever there is to say fits its pages, word for word, or an editor is told what would fit."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from weasyprint.formatting_structure import boxes

from riweb.build import insert_jobs
from riweb.build.editions import read
from riweb.build.insert_jobs import InsertJob
from riweb.formats.insert import press
from riweb.formats.insert.bench import PX_PER_PT
from riweb.formats.insert.measure import SIZES, LaidPages
from riweb.plan.actions import Section
from riweb.plan.inserts import InsertFile
from riweb.problems import Refused
from riweb.render import plan_context

FULL = Path(__file__).parent / "plans" / "full"

SAID = "You told us that nobody says when a repair will be done."
DID = "We now ring you the day before."

WORDS = re.compile(r"[^\W_]+")
TOO_LONG = re.compile(r"This is \d+ lines? too long for \d pages?\.")
TOO_SHORT = re.compile(r"This is \d+ lines? too short to fill \d pages?\.")
LEAVE_OUT = re.compile(r"Leave out (\d+) of (\d+) items?")
SHORTEN = re.compile(r"[Ss]horten “Repair (\d+)” by about (\d+) words")
STAYS = re.compile(
    r"(\d+) lines? of (?:page|panel) (\d+) stay empty\. (.+?) comes next and (?:is \d+ lines long|"
    r"begins with \d+ lines in one piece), so it moved on to (?:page|panel) (\d+)\."
)
PUT_BLOCK = re.compile(
    r"[Pp]ut a block of about (\d+) lines, such as a quotation, before ([^.]+)\."
)
SAY_MORE = re.compile(r"[Ss]ay about (\d+) words more in “Repair (\d+)”")
PUT_BEFORE = re.compile(r"[Pp]ut “Repair (\d+)” before “Repair (\d+)”")

# How empty a page may be at its foot, and the last one.
MOST_EMPTY, MOST_EMPTY_LAST = 0.25, 0.2

# How many sentences each item has, in what was said and in what was done.
Sentences = list[int]


@pytest.fixture(scope="module")
def job() -> InsertJob:
    """An insert about the plan with every field, of which tests choose the size and the words."""
    found, _ = read(FULL)
    assert found
    editions = found.editions((), None, date(2026, 1, 31))
    (one,) = insert_jobs.jobs(found, editions, "")
    return one


def texts(sentences: Sentences) -> list[dict[str, Any]]:
    """Return items with so many sentences."""
    return [
        {
            "id": f"repair-{place}",
            "title": f"Repair {place}",
            "you_said": " ".join([SAID] * number),
            "we_did": " ".join([DID] * number),
        }
        for place, number in enumerate(sentences)
    ]


def insert(
    job: InsertJob,
    size: str,
    items: list[dict[str, Any]],
    newest: bool,
    others: Sequence[Mapping[str, Any]] = (),
) -> InsertJob:
    """Return an insert of a size that shows the items, or as many as fit, and other blocks."""
    block: dict[str, Any] = {"kind": "you-said-we-did", "title": "Heard"}
    if newest:
        block |= {"section": "more", "newest": True}
    else:
        block["items"] = [item["id"] for item in items]
    blocks = [block, *others, {"kind": "other-formats"}, {"kind": "contact"}]
    own = {"title": "What you said", "plan": "larch", "size": size, "blocks": blocks}
    section = Section.model_validate({"id": "more", "title": "More", "actions": items})
    (context,) = job.contexts
    file = context.file
    file = file.model_copy(update={"sections": (*file.sections, section), "notice": ""})
    plan = context.view.plan.model_copy(update={"file": file})
    contexts = (plan_context.of(context.edition, plan),)
    sheet = InsertFile.model_validate(own)
    made = job.insert.model_copy(update={"sheet": sheet, "pictures": {}, "profile": None})
    return replace(job, insert=made, contexts=contexts)


def laid(job: InsertJob, setting: Mapping[str, Any]) -> LaidPages:
    """Return the pages of an insert as they are for readers."""
    bench = job.bench()
    found: LaidPages = bench.lay_out(press.setting(setting), bench.screen())
    return found


def told(job: InsertJob) -> list[str]:
    """Return what an editor is told of an insert; nothing where it fits."""
    try:
        job.fitted()
    except Refused as refused:
        for problem in refused.problems:
            assert problem.file.endswith("inserts/every-field.yaml") and problem.line
        return [f"{problem.wrong} {problem.fix}" for problem in refused.problems]
    return []


def is_any(said: re.Pattern[str], words: Sequence[str]) -> bool:
    """Tell whether an editor is told so."""
    return any(said.match(one) for one in words)


def look(job: InsertJob, setting: Mapping[str, Any], items: list[dict[str, Any]]) -> int:
    """Look at pages that are said to fit; return how many items they show."""
    size = SIZES[job.insert.sheet.size]
    found = laid(job, setting)
    assert len(found.document.pages) == size.pages
    said: Counter[str] = Counter()
    for number, page in enumerate(found.document.pages, 1):
        box = page._page_box
        most = MOST_EMPTY_LAST if number == size.pages else MOST_EMPTY
        assert empty(box) <= most, f"page {number}"
        foot = box.content_box_y() + box.height
        right = box.content_box_x() + box.width
        for one in box.descendants():
            if not isinstance(one, boxes.TextBox):
                continue
            said.update(WORDS.findall(one.text))
            # The space around the letters of a line may go over by half a millimetre.
            assert one.position_y + one.height <= foot + 2, one.text
            assert one.position_x + one.width <= right + 2, one.text
            assert one.style["font_size"] >= 14 * PX_PER_PT - 0.01
    shown = setting["limits"].get("0", len(items))
    assert 0 < shown <= len(items)
    wanted: Counter[str] = Counter()
    for item in items[:shown]:
        wanted.update(WORDS.findall(f"{item['title']} {item['you_said']} {item['we_did']}"))
    for word in {*WORDS.findall(SAID), *WORDS.findall(DID)} - COMMON:
        assert said[word] == wanted[word], word
    return shown


def empty(page: Any) -> float:
    """Return how much of a page is empty below its lowest line, picture or frame."""
    foot = page.content_box_y() + page.height
    marked = [
        one.position_y + one.height
        for one in page.descendants()
        if isinstance(one, boxes.TextBox | boxes.ReplacedBox | boxes.InlineReplacedBox)
    ]
    framed = [
        one.position_y + one.margin_top + one.border_height()
        for one in page.descendants()
        if isinstance(one, boxes.BlockBox) and one.style["border_bottom_width"]
    ]
    return float((foot - max(marked + framed)) / page.height)


def shortened(items: list[dict[str, Any]], advice: re.Match[str]) -> list[dict[str, Any]]:
    """Return the items after somebody has done what they were advised to."""
    place, less = int(advice[1]), int(advice[2])
    kept = items[place]["you_said"].split() + items[place]["we_did"].split()
    assert 0 < less < len(kept)
    share = (len(kept) - less) // 2
    short = {"you_said": " ".join(kept[:share]), "we_did": " ".join(kept[:share])}
    return [*items[:place], items[place] | short, *items[place + 1 :]]


# These stand in the panels too.
COMMON = set(WORDS.findall("You you us a be We we the will will it in can ask by or"))


def lengthened(items: list[dict[str, Any]], place: int, more: int) -> list[dict[str, Any]]:
    """Return the items after somebody has said more in one of them."""
    said = f"{items[place]['we_did']} {' '.join([DID] * 20)}".split()
    words = len(items[place]["we_did"].split()) + more
    return [*items[:place], items[place] | {"we_did": " ".join(said[:words])}, *items[place + 1 :]]


# What stands after the items, and how an editor is told of it.
OTHERS: dict[str, dict[str, Any]] = {
    "the quotation": {
        "kind": "quotation",
        "text": "Somebody came, looked round, mended it. " * 6,
        "who": "A resident",
        "consent": True,
    },
    "“Tell us what you think”": {"kind": "reply-slip", "lines": 5},
    "the picture": {"kind": "picture", "file": "street.png", "alt": "A street"},
}
NAMES = ["“Heard”", *OTHERS]


def follow(
    job: InsertJob, size: str, items: list[dict[str, Any]], newest: bool, others: Sequence[str]
) -> None:
    """Do what an editor is told of pages that stay empty, and see that they are full."""
    words = told(insert(job, size, items, newest, [OTHERS[name] for name in others]))
    stays = [one for one in words if STAYS.match(one)]
    assert stays
    for one in stays:
        found = STAYS.match(one)
        assert found and int(found[4]) == int(found[2]) + 1 <= SIZES[size].pages
    ways = [way for one in stays for way in PUT_BLOCK.findall(one)]
    if len(stays) == len(ways):
        again = told(insert(job, size, items, newest, list(_filled(others, ways))))
        assert not again, (words, again)
    made = [OTHERS[name] for name in others]
    if len(stays) > 1:
        return
    (one,) = stays
    tried = []
    if found := SHORTEN.search(one):
        tried.append(shortened(items, found))
    if found := SAY_MORE.search(one):
        tried.append(lengthened(items, int(found[2]), int(found[1])))
    if found := PUT_BEFORE.search(one):
        moved, before = (items[int(found[place])] for place in (1, 2))
        rest = [item for item in items if item is not moved]
        at = rest.index(before)
        tried.append([*rest[:at], moved, *rest[at:]])
    for mended in tried:
        again = told(insert(job, size, mended, newest, made))
        assert not again, (words, again)


def _filled(others: Sequence[str], ways: Sequence[tuple[str, str]]) -> Iterator[Mapping[str, Any]]:
    """Yield the blocks after the items, with the new ones that were asked for."""
    asked = {before: int(lines) for lines, before in ways}
    for name in (*others, "“Other formats and languages”"):
        if name in asked:
            yield {"kind": "text", "text": "  \n".join(["A new line of words."] * asked[name])}
        if name in OTHERS:
            yield OTHERS[name]


@pytest.mark.parametrize("size", sorted(SIZES))
@settings(max_examples=5, deadline=None, derandomize=True, phases=[Phase.generate])
@given(
    sentences=st.lists(st.integers(1, 8), min_size=1, max_size=14),
    newest=st.booleans(),
    others=st.lists(st.sampled_from(sorted(OTHERS)), max_size=2, unique=True),
)
def test_whatever_there_is_to_say_fills_each_page_or_the_advice_holds(
    job: InsertJob, size: str, sentences: Sentences, newest: bool, others: list[str]
) -> None:
    items = texts(sentences)
    if size == "half-page":
        others = []
    made = [OTHERS[name] for name in others]
    own = insert(job, size, items, newest, made)
    try:
        setting = own.fitted()
    except Refused as refused:
        words = [f"{one.wrong} {one.fix}" for one in refused.problems]
    else:
        look(own, setting, items)
        return
    if is_any(STAYS, words):
        assert all(STAYS.match(one) for one in words)
        follow(job, size, items, newest, others)
        return
    (said,) = words
    if TOO_SHORT.match(said):
        if found := SHORTEN.search(said):
            # As many as fit are shown, and the next is too long for the rest; shortened, it is not.
            assert newest and "is too long for what is left." in said
            again = told(insert(job, size, shortened(items, found), newest, made))
            assert not any(f"“Repair {found[1]}” is too long" in one for one in again)
        else:
            assert sum(sentences) < (14 if size == "a4-2" else 7) * SIZES[size].pages
    elif found := LEAVE_OUT.search(said):
        assert TOO_LONG.match(said) and int(found[2]) == len(items) and not newest
        fewer = items[: len(items) - int(found[1])]
        assert fewer and not is_any(TOO_LONG, told(insert(job, size, fewer, newest, made)))
        # One more would be too much.
        more = items[: len(fewer) + 1]
        assert len(more) == len(items) or is_any(
            TOO_LONG, told(insert(job, size, more, newest, made))
        )
    elif found := SHORTEN.search(said):
        assert not is_any(TOO_LONG, told(insert(job, size, shortened(items, found), newest, made)))
    else:
        # Then the rest alone is more than the pages hold, or one item more than a page.
        assert "a page holds" in said or size == "half-page" or others, said
