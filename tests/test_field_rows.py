"""Every field of a plan stands in the table of fields: shown somewhere, or silent for a reason."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import Field, ValidationError, create_model
from sites import HERE, build

from riweb.document.action_fields import entry_line
from riweb.plan import field_rows, section_rows
from riweb.plan.actions import Action, Budget
from riweb.plan.field_rows import ACTION_ROWS, NEVER_SHOWN
from riweb.plan.fields import FieldGroup, Line, entry_in
from riweb.plan.plans import PlanFile

TOP = Path(__file__).resolve().parents[1]
SHOWN = field_rows.shown_fields() | section_rows.shown_fields()
OUTPUTS: tuple[field_rows.Output, ...] = ("document", "page", "sheet", "search")


def fields_of(model: type[FieldGroup]) -> set[str]:
    """Return every field that is in a model or in a model inside it, after its own model."""
    found: set[str] = set()
    waiting: list[type[FieldGroup]] = [model]
    while waiting:
        group = waiting.pop()
        if f"{group.__name__}.{next(iter(group.model_fields))}" in found:
            continue
        for name, field in group.model_fields.items():
            found.add(f"{group.__name__}.{name}")
            inner = entry_in(field.annotation)
            waiting += [inner] if inner else []
    return found


def nowhere(model: type[FieldGroup]) -> set[str]:
    """Return the fields that no output shows and for whose silence there is no reason."""
    return fields_of(model) - SHOWN - set(NEVER_SHOWN)


def test_every_field_is_shown_or_its_silence_has_a_reason() -> None:
    assert nowhere(PlanFile) == set()
    assert SHOWN & set(NEVER_SHOWN) == set()
    assert fields_of(PlanFile) >= SHOWN


def test_a_new_field_that_is_shown_nowhere_is_met() -> None:
    more = create_model("Action", __base__=Action, mood=(Line, Field("")))
    assert nowhere(more) == {"Action.mood"}
    more = create_model("PlanFile", __base__=PlanFile, mood=(Line, Field("")))
    assert nowhere(more) == {"PlanFile.mood"}


def test_the_overview_shows_a_section_without_a_page_of_its_own(
    tmp_path: Path,
) -> None:
    site = build(HERE / "plans" / "full", tmp_path / "site" / "output", "--formats", "")
    page = (site.output / "larch" / "index.html").read_text(encoding="utf-8")
    assert '<h2 id="minutes">Minutes of meetings</h2>' in page
    card = page.partition('<li id="panel-october">')[2].partition("</li>")[0]
    assert "<h3>Residents’ panel, autumn meeting</h3>" in card
    assert "<dt>Date of the meeting</dt><dd>14 October 2025</dd>" in card
    assert "<dd>https://example.org/minutes/panel_2025_10.pdf</dd>" in card
    found = (site.output / "search" / "index.html").read_text(encoding="utf-8")
    assert 'href="../larch/index.html#panel-october"' in found


@pytest.mark.parametrize("output", OUTPUTS)
def test_what_an_output_does_not_take_from_the_table_has_a_renderer(output: str) -> None:
    places = [row.at(output) for row in ACTION_ROWS]  # type: ignore[arg-type]
    renderers = {place.by for place in places if place and place.by}
    assert renderers
    for renderer in renderers | section_rows.renderers():
        path, _, words = renderer.partition(": ")
        assert words and words in (TOP / path).read_text(encoding="utf-8"), renderer


@pytest.mark.parametrize(
    ("output", "name", "before"),
    [
        ("page", "status_reason", "due"),
        ("sheet", "asked.due", "asked.text"),
        ("sheet", "status", "monitored_by"),
        ("sheet", "is_late", "status_reason"),
        ("search", "status_reason", "measures"),
    ],
)
def test_a_field_can_stand_elsewhere_in_an_output(
    output: field_rows.Output, name: str, before: str
) -> None:
    names = [row.name for row in field_rows.rows(output)]
    assert names.index(name) == names.index(before) + 1


def test_an_amount_is_shown_in_pounds_and_says_nothing_more() -> None:
    given = {"12500": "£12,500", "12500.50": "£12,500.50", "0": "£0", "1200000.00": "£1,200,000"}
    for written, shown in given.items():
        assert entry_line(Budget(amount=written), "en") == shown
    whole = Budget(label="Paint", amount="850", period="2026/27")
    assert entry_line(whole, "cy") == "Paint: £850 (2026/27)"


@pytest.mark.parametrize("written", ["12,500", "£12500", "12k", "-3", "1.5", "007", "١٢"])
def test_what_is_no_amount_is_refused_with_what_to_write(written: str) -> None:
    with pytest.raises(ValidationError, match=r"Write|not an amount") as raised:
        Budget(amount=written)
    [error] = raised.value.errors()
    assert error["ctx"]["fix"] == "Write the number alone, such as 12500 or 12500.50."
