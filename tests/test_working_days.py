"""When a request is due: working days, over holidays as well."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from riweb.requests import working_days

# As GOV.UK lists them for England and Wales.
# Source: https://www.gov.uk/bank-holidays, and its editions of those years.
HOLIDAYS = {
    2016: "01-01 03-25 03-28 05-02 05-30 08-29 12-26 12-27",
    2019: "01-01 04-19 04-22 05-06 05-27 08-26 12-25 12-26",
    2020: "01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28",
    2021: "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28",
    2022: "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27",
    2023: "01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26",
    2024: "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26",
    2025: "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26",
    2026: "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28",
    2027: "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28",
}


@pytest.mark.parametrize("year", HOLIDAYS)
def test_the_bank_holidays_of_a_year_are_those_that_were_announced(year: int) -> None:
    expected = [date.fromisoformat(f"{year}-{day}") for day in HOLIDAYS[year].split()]
    assert sorted(working_days.bank_holidays(year)) == expected


# A day, how many working days, and the day that is so many after it.
DUE = {
    "over Christmas and New Year": ("2026-12-14", 15, "2027-01-07"),
    "over Christmas, with both substitutes": ("2021-12-13", 15, "2022-01-06"),
    "over Easter": ("2026-03-20", 15, "2026-04-14"),
    "over Easter, received on Good Friday": ("2026-04-03", 1, "2026-04-07"),
    "received on a Saturday": ("2026-11-28", 1, "2026-11-30"),
    "in an ordinary week": ("2026-11-02", 3, "2026-11-05"),
    "over the state funeral": ("2022-09-16", 1, "2022-09-20"),
    "over the moved holiday of 2020": ("2020-05-01", 5, "2020-05-11"),
}


@pytest.mark.parametrize("case", DUE)
def test_holidays_and_weekends_are_not_counted(case: str) -> None:
    received, count, due = DUE[case]
    found = working_days.after(date.fromisoformat(received), count)
    assert found == date.fromisoformat(due)
    assert working_days.between(date.fromisoformat(received), found) == count


def test_days_on_which_the_office_is_closed_are_not_counted_either() -> None:
    closed = {date(2026, 12, 29), date(2026, 12, 30), date(2026, 12, 31)}
    assert working_days.after(date(2026, 12, 14), 15, closed) == date(2027, 1, 12)


def test_good_friday_and_easter_monday_are_holidays_in_every_year() -> None:
    for year in range(1990, 2100):
        found = working_days.bank_holidays(year)
        spring = [day for day in found if date(year, 3, 20) <= day <= date(year, 4, 26)]
        friday, monday = sorted(spring)[:2]
        assert (friday.weekday(), monday - friday) == (4, timedelta(days=3))
