"""Dates are read as people write them; what is none is told with what to write."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riweb import when
from riweb.locales import LOCALES
from riweb.when import NotADate


@pytest.mark.parametrize(
    ("written", "shown", "first", "last"),
    [
        ("2013-11", "November 2013", date(2013, 11, 1), date(2013, 11, 30)),
        ("30 March 2010", "30 March 2010", date(2010, 3, 30), date(2010, 3, 30)),
        ("2010-03-30", "30 March 2010", date(2010, 3, 30), date(2010, 3, 30)),
        ("2010", "2010", date(2010, 1, 1), date(2010, 12, 31)),
        ("Feb 2012", "February 2012", date(2012, 2, 1), date(2012, 2, 29)),
        ("Sept. 2009", "September 2009", date(2009, 9, 1), date(2009, 9, 30)),
        ("1st June 2009", "1 June 2009", date(2009, 6, 1), date(2009, 6, 1)),
        ("June 30, 2009", "30 June 2009", date(2009, 6, 30), date(2009, 6, 30)),
        ("summer 2009", "summer 2009", date(2009, 6, 1), date(2009, 8, 31)),
        ("winter 2009", "winter 2009", date(2009, 12, 1), date(2010, 2, 28)),
        (
            "September 2008 to March 2011",
            "September 2008 to March 2011",
            date(2008, 9, 1),
            date(2011, 3, 31),
        ),
        ("2008–2010", "2008 to 2010", date(2008, 1, 1), date(2010, 12, 31)),
        (
            "April 2008 – March 2009",
            "April 2008 to March 2009",
            date(2008, 4, 1),
            date(2009, 3, 31),
        ),
        ("2008\u201011", "November 2008", date(2008, 11, 1), date(2008, 11, 30)),
        ("30\u00a0June\u00a02009", "30 June 2009", date(2009, 6, 30), date(2009, 6, 30)),
        ("“June 2009”", "June 2009", date(2009, 6, 1), date(2009, 6, 30)),
        (
            "April 2008, then ongoing",
            "April 2008, then ongoing",
            date(2008, 4, 1),
            date(2008, 4, 30),
        ),
        ("ongoing", "ongoing", None, None),
        ("Every Year", "every year", None, None),
        ("not given", "not given", None, None),
    ],
)
def test_a_date_is_read_as_people_write_it(
    written: str, shown: str, first: date | None, last: date | None
) -> None:
    found = when.parse(written)
    assert (found.text(), found.first, found.last) == (shown, first, last)


def test_a_date_is_said_in_welsh() -> None:
    assert when.parse("November 2013").text("cy") == "Tachwedd 2013"
    assert when.parse("2008 to 2010").text("cy") == "2008 i 2010"
    assert when.parse("April 2008, then every year").text("cy") == "Ebrill 2008, wedyn bob blwyddyn"


@pytest.mark.parametrize(
    ("written", "wrong", "fix"),
    [
        ("soonish", "“soonish” is not a date we understand.", when.HELP),
        ("30/06/2009", "“30/06/2009” is not a date we understand.", "Write 30 June 2009."),
        (
            "04/03/2009",
            "“04/03/2009” is not a date we understand.",
            "Write 4 March 2009, if the day comes first.",
        ),
        ("30.6.09", "“30.6.09” is not a date we understand.", "Write 30 June 2009."),
        ("2009/06/30", "“2009/06/30” is not a date we understand.", "Write 30 June 2009."),
        ("06/2009", "“06/2009” is not a date we understand.", "Write June 2009."),
        ("31/02/2009", "“31/02/2009” is not a date we understand.", when.HELP),
        (
            "2008/09",
            "“2008/09” is not a date we understand.",
            "Write April 2008 to March 2009, if it is the financial year.",
        ),
        (
            "June 09",
            "“June 09” is not a date we understand.",
            "Write the year in four digits: June 2009.",
        ),
        (
            "30 June",
            "“30 June” is not a date we understand.",
            "Add the year, as in 30 June 2009 or June 2009.",
        ),
        ("Febuary 2009", "“Febuary 2009” is not a date we understand.", "Write February 2009."),
        ("TBC", "“TBC” is not a date we understand.", "Write not given."),
        ("annually", "“annually” is not a date we understand.", "Write every year."),
        (
            "by the end of March 2009",
            "“by the end of March 2009” is not a date we understand.",
            "Write March 2009; the exact words of the source can go under `printed`.",
        ),
        (
            "Monday 30 June 2009",
            "“Monday 30 June 2009” is not a date we understand.",
            "Write 30 June 2009; the exact words of the source can go under `printed`.",
        ),
        (
            "evry year",
            "“evry year” is not a date we understand.",
            f"Did you mean every year? {when.HELP}",
        ),
        ("31 June 2009", "“31 June 2009” is not in the calendar.", "June 2009 has 30 days."),
        ("0 June 2009", "“0 June 2009” is not in the calendar.", "June 2009 has 30 days."),
        ("2011-02-29", "“2011-02-29” is not in the calendar.", "February 2011 has 28 days."),
        ("2009-13", "“2009-13” names a month 13.", "Write a month from 01 to 12, as in 2009-06."),
        (
            "June 1066",
            "“June 1066” names the year 1066.",
            "Write a year from 1900 to 2199, in four digits.",
        ),
        (
            "March 2011 to May 2010",
            "“March 2011 to May 2010” ends before it starts.",
            "Write the earlier date first.",
        ),
        (
            "April 2008, then soon",
            "“April 2008, then soon” is not a date we understand.",
            when.HELP,
        ),
    ],
)
def test_what_is_no_date_is_told_with_what_to_write(written: str, wrong: str, fix: str) -> None:
    with pytest.raises(NotADate) as found:
        when.parse(written)
    assert (str(found.value), found.value.fix) == (wrong, fix)


def test_a_day_is_one_day() -> None:
    assert when.day("19 January 2010") == when.day("2010-01-19") == date(2010, 1, 19)


@pytest.mark.parametrize(
    ("written", "wrong", "fix"),
    [
        (
            "January 2010",
            "“January 2010” has no day of the month.",
            f"Add the day. {when.DAY_HELP}",
        ),
        ("ongoing", "“ongoing” is not one day.", when.DAY_HELP),
        ("2010-01-19 to 2010-01-20", "“2010-01-19 to 2010-01-20” is not one day.", when.DAY_HELP),
        ("soonish", "“soonish” is not a day we understand.", when.DAY_HELP),
        ("19/01/2010", "“19/01/2010” is not a day we understand.", "Write 19 January 2010."),
    ],
)
def test_what_is_no_day_is_told_with_what_to_write(written: str, wrong: str, fix: str) -> None:
    with pytest.raises(NotADate) as found:
        when.day(written)
    assert (str(found.value), found.value.fix) == (wrong, fix)


@given(day=st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_every_day_is_read_back_from_its_own_words(day: date) -> None:
    words = f"{day.day} {LOCALES['en'].dates.months[day.month - 1]} {day.year}"
    assert when.day(words) == when.day(day.isoformat()) == day
    assert when.parse(words).text() == words


@given(text=st.text(alphabet="0123456789 -/.,janfebruympil toéŵ“”\u00a0", max_size=24))
def test_any_text_is_a_date_or_is_told(text: str) -> None:
    try:
        found = when.parse(text)
    except NotADate as error:
        assert str(error).endswith(".") and error.fix
    else:
        assert when.parse(found.text()) == found
