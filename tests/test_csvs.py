"""No cell of a CSV file of ours is a formula, and each says what was written into it."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riweb.text import safe_csv

# Written out again, not taken from the code: a sign that is lost there is missed here.
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")

cells = st.one_of(st.text(), st.builds(str.__add__, st.sampled_from(DANGEROUS), st.text()))


def read(text: str, delimiter: str) -> list[list[str]]:
    """Return the rows as a strict reader sees them."""
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text[1:], newline=""), strict=True, delimiter=delimiter))


@pytest.mark.parametrize("mark", DANGEROUS)
def test_what_begins_like_a_formula_is_marked_as_text(mark: str) -> None:
    text = f"{mark}HYPERLINK(1)"
    assert read(safe_csv.written([[text, "x"]]), ",") == [[f"'{text}", "x"]]


@given(st.lists(st.lists(cells, min_size=2, max_size=4), min_size=1), st.sampled_from(",;\t"))
def test_a_cell_is_text_whatever_was_written(rows: list[list[str]], delimiter: str) -> None:
    found = read(safe_csv.written(rows, delimiter), delimiter)
    assert [len(row) for row in found] == [len(row) for row in rows]
    for row, was in zip(found, rows, strict=True):
        for cell, text in zip(row, was, strict=True):
            assert not cell.startswith(DANGEROUS)
            assert cell in (text, f"'{text}")


def test_a_number_stays_a_number() -> None:
    assert safe_csv.written([["change", -3]]) == "\ufeffchange,-3\r\n"
