"""Whatever there is to say fits its pages, word for word, or an editor is told what would fit."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from weasyprint.formatting_structure import boxes

from riweb.formats.insert import writer
from riweb.formats.insert.layout import PX_PER_PT, Laid
from riweb.formats.insert.sizes import SIZES
from riweb.pipeline import inserts, languages
from riweb.pipeline.inserts import InsertJob
from riweb.plan.actions import Section
from riweb.plan.inserts import InsertFile
from riweb.problems import Refused

FULL = Path(__file__).parent / "plans" / "full"

SAID = "You told us that nobody says when a repair will be done."
DID = "We now ring you the day before."

WORDS = re.compile(r"[^\W_]+")
TOO_LONG = re.compile(r"This is \d+ lines? too long for \d pages?\.")
TOO_SHORT = re.compile(r"This is \d+ lines? too short to fill \d pages?\.")
LEAVE_OUT = re.compile(r"Leave out (\d+) of (\d+) items?")
SHORTEN = re.compile(r"[Ss]horten “Repair (\d+)” by about (\d+) words")

# How many sentences each item has, in what was said and in what was done.
Sentences = list[int]


@pytest.fixture(scope="module")
def job() -> InsertJob:
    """An insert about the plan with every field, of which tests choose the size and the words."""
    found, _ = languages.read(FULL)
    assert found
    editions = [found.edition(at) for at in found.addresses(())]
    scenes = languages.scenes(editions, None, date(2026, 1, 31))
    (one,) = inserts.jobs(found, editions, scenes, "")
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


def insert(job: InsertJob, size: str, items: list[dict[str, Any]], newest: bool) -> InsertJob:
    """Return an insert of a size that shows the items, or as many as fit."""
    block = {"kind": "you-said-we-did", "section": "more", "newest": newest}
    blocks = [block, "other-formats", "contact"]
    own = {"title": "What you said", "plan": "larch", "size": size, "blocks": blocks}
    section = Section.model_validate({"id": "more", "title": "More", "actions": items})
    (place,) = job.places
    plan = place.published.plan
    plan = plan.model_copy(update={"sections": (*plan.sections, section), "notice": ""})
    places = (replace(place, published=place.published.model_copy(update={"plan": plan})),)
    sheet = InsertFile.model_validate(own)
    made = job.insert.model_copy(update={"sheet": sheet, "pictures": {}, "profile": None})
    return replace(job, insert=made, places=places)


def laid(job: InsertJob, setting: Mapping[str, Any]) -> Laid:
    """Return the pages of an insert as they are for readers."""
    bench = job.bench()
    found: Laid = bench.lay_out(writer.setting(setting), bench.screen())
    return found


def told(job: InsertJob) -> str:
    """Return what an editor is told of an insert; empty where it fits."""
    try:
        job.fitted()
    except Refused as refused:
        (problem,) = refused.problems
        assert problem.file.endswith("inserts/every-field.yaml") and problem.line
        return f"{problem.wrong} {problem.fix}"
    return ""


def look(job: InsertJob, setting: Mapping[str, Any], items: list[dict[str, Any]]) -> int:
    """Look at pages that are said to fit; return how many items they show."""
    size = SIZES[job.insert.sheet.size]
    found = laid(job, setting)
    assert len(found.document.pages) == size.pages
    said: Counter[str] = Counter()
    for page in found.document.pages:
        box = page._page_box
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


@pytest.mark.parametrize("size", sorted(SIZES))
@settings(max_examples=5, deadline=None, derandomize=True, phases=[Phase.generate])
@given(
    sentences=st.lists(st.integers(1, 8), min_size=1, max_size=14),
    newest=st.booleans(),
)
def test_whatever_there_is_to_say_fits_or_the_advice_holds(
    job: InsertJob, size: str, sentences: Sentences, newest: bool
) -> None:
    items = texts(sentences)
    own = insert(job, size, items, newest)
    words = told(own)
    if not words:
        look(own, own.fitted(), items)
    elif TOO_SHORT.match(words):
        if found := SHORTEN.search(words):
            # As many as fit are shown, and the next is too long for the rest; shortened, it is not.
            assert newest and "is too long for what is left." in words
            again = told(insert(job, size, shortened(items, found), newest))
            assert f"“Repair {found[1]}”" not in again
        else:
            assert sum(sentences) < (14 if size == "a4-2" else 6) * SIZES[size].pages
    elif found := LEAVE_OUT.search(words):
        assert TOO_LONG.match(words) and int(found[2]) == len(items) and not newest
        fewer = items[: len(items) - int(found[1])]
        assert fewer and not TOO_LONG.match(told(insert(job, size, fewer, newest)))
        # One more would be too much.
        more = items[: len(fewer) + 1]
        assert len(more) == len(items) or TOO_LONG.match(told(insert(job, size, more, newest)))
    elif found := SHORTEN.search(words):
        assert not TOO_LONG.match(told(insert(job, size, shortened(items, found), newest)))
    else:
        # Then the rest alone is more than the pages hold, or one item more than a page.
        assert "a page holds" in words or size == "half-page", words
