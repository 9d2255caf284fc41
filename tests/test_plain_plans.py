"""Our own plans follow the advice that riweb gives to others."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from riweb import prose
from riweb.pipeline import languages
from riweb.pipeline.languages import Read
from riweb.wording import advice, reading

CONTENT = Path(__file__).parents[1] / "content"


@pytest.fixture(scope="module")
def content() -> Read:
    found, _ = languages.read(CONTENT)
    assert found
    return found


def test_no_advice_on_words_is_left_unanswered(content: Read) -> None:
    left = [str(one) for one in advice.look(content.texts).problems()]
    assert left == []
    assert all(one.reason for one in content.site.file.wording.allow)


def test_each_plan_opens_with_words_for_a_child_of_eleven(content: Read) -> None:
    for one in content.site.plans:
        words = " ".join(prose.plain(one.plan.summary).split())
        assert reading.age(re.split(r"(?<=[.!?]) ", words)) <= 11, one.id
