"""Our own plans follow the advice that riweb gives to others."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from riweb.build import editions
from riweb.build.editions import ParsedContent
from riweb.lint import advice, readability
from riweb.text import prose

CONTENT = Path(__file__).parents[1] / "content"


@pytest.fixture(scope="module")
def content() -> ParsedContent:
    found, _ = editions.read(CONTENT)
    assert found
    return found


def test_no_advice_on_words_is_left_unanswered(content: ParsedContent) -> None:
    left = [str(one) for one in advice.look(content.texts).problems()]
    assert left == []
    assert all(one.reason for one in content.site.file.wording.allow)


def test_each_plan_opens_with_words_for_a_child_of_eleven(content: ParsedContent) -> None:
    for one in content.site.plans:
        words = " ".join(prose.plain(one.file.summary).split())
        assert readability.age(re.split(r"(?<=[.!?]) ", words)) <= 11, one.id
