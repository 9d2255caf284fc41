"""Dates are said in natural Welsh, with the mutations that the words before them ask for."""

from __future__ import annotations

from datetime import date

import pytest

from riweb.locales import LOCALES
from riweb.render.templating import day
from riweb.when import parse
from riweb.when.points import REPEATS, SEASONS

# As written in a plan, and in words: in English, in Welsh.
WORDS = [
    ("2010-03-30", "30 March 2010", "30 Mawrth 2010"),
    ("1 January 2010", "1 January 2010", "1 Ionawr 2010"),
    ("Nov 2013", "November 2013", "Tachwedd 2013"),
    ("2009", "2009", "2009"),
    ("spring 2009", "spring 2009", "gwanwyn 2009"),
    ("summer 2009", "summer 2009", "haf 2009"),
    ("autumn 2009", "autumn 2009", "yr hydref 2009"),
    ("winter 2009", "winter 2009", "gaeaf 2009"),
    ("2008 to 2011", "2008 to 2011", "2008 i 2011"),
    ("September 2008 to March 2011", "September 2008 to March 2011", "Medi 2008 i Fawrth 2011"),
    ("1 April 2008 to 30 May 2008", "1 April 2008 to 30 May 2008", "1 Ebrill 2008 i 30 Mai 2008"),
    ("summer 2008 to winter 2009", "summer 2008 to winter 2009", "haf 2008 i aeaf 2009"),
    ("summer 2009 to autumn 2009", "summer 2009 to autumn 2009", "haf 2009 i’r hydref 2009"),
    ("autumn 2009 to March 2010", "autumn 2009 to March 2010", "yr hydref 2009 i Fawrth 2010"),
    ("ongoing", "ongoing", "yn barhaus"),
    ("every year", "every year", "bob blwyddyn"),
    ("every six months", "every six months", "bob chwe mis"),
    ("every quarter", "every quarter", "bob chwarter"),
    ("every two months", "every two months", "bob dau fis"),
    ("every month", "every month", "bob mis"),
    ("review", "review", "adolygu"),
    ("not given", "not given", "heb ei nodi"),
    ("April 2008, then ongoing", "April 2008, then ongoing", "Ebrill 2008, wedyn yn barhaus"),
    (
        "June 2008 to May 2009, then every year",
        "June 2008 to May 2009, then every year",
        "Mehefin 2008 i Fai 2009, wedyn bob blwyddyn",
    ),
]


@pytest.mark.parametrize(("written", "english", "welsh"), WORDS)
def test_a_date_is_said_in_english_and_in_welsh(written: str, english: str, welsh: str) -> None:
    when = parse(written)
    assert (when.text("en"), when.text("cy")) == (english, welsh)


@pytest.mark.parametrize(
    ("month", "welsh"),
    [
        ("January", "Ionawr"),
        ("February", "Chwefror"),
        ("March", "Fawrth"),
        ("April", "Ebrill"),
        ("May", "Fai"),
        ("June", "Fehefin"),
        ("July", "Orffennaf"),
        ("August", "Awst"),
        ("September", "Fedi"),
        ("October", "Hydref"),
        ("November", "Dachwedd"),
        ("December", "Ragfyr"),
    ],
)
def test_the_month_that_ends_a_range_is_softened(month: str, welsh: str) -> None:
    assert parse(f"2001 to {month} 2002").text("cy") == f"2001 i {welsh} 2002"
    plain = LOCALES["cy"].dates.months[LOCALES["en"].dates.months.index(month)]
    assert parse(f"{month} 2002").text("cy") == f"{plain} 2002"
    assert parse(f"2001 to 9 {month} 2002").text("cy") == f"2001 i 9 {plain} 2002"
    assert parse(f"{month} 2001 to 2002").text("cy") == f"{plain} 2001 i 2002"


@pytest.mark.parametrize(
    ("season", "welsh"),
    [("spring", " wanwyn"), ("summer", " haf"), ("autumn", "’r hydref"), ("winter", " aeaf")],
)
def test_the_season_that_ends_a_range_is_softened(season: str, welsh: str) -> None:
    assert parse(f"2001 to {season} 2002").text("cy") == f"2001 i{welsh} 2002"


def test_the_day_of_a_plan_is_said_in_welsh() -> None:
    assert day(date(2010, 1, 19), "en") == "19 January 2010"
    assert day(date(2010, 1, 19), "cy") == "19 Ionawr 2010"


def test_both_languages_have_a_word_for_everything() -> None:
    for language in ("en", "cy"):
        assert len(set(LOCALES[language].dates.months)) == 12
        assert set(LOCALES[language].dates.seasons) == set(SEASONS)
        assert set(LOCALES[language].dates.repeats) == set(REPEATS)
