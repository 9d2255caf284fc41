"""A format is one record, and whatever names formats asks the records."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from sites import HERE

from riweb import reference
from riweb.build import needs
from riweb.build.staging import KINDS
from riweb.cli import main
from riweb.formats import EVERY, FORMATS
from riweb.plan.site import SiteFile


def told(site: Path, formats: str, capsys: pytest.CaptureFixture[str]) -> str:
    """Return what is said of a site whose file ends with these formats."""
    shutil.copytree(HERE / "plans" / "minimal", site, dirs_exist_ok=True)
    with (site / "site.yaml").open("a") as file:
        file.write(f"formats: {formats}\n")
    main(["check", "--content", str(site)])
    return capsys.readouterr().out


def test_a_site_may_name_every_format_of_plans(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "is not a word" not in told(tmp_path, f"[{', '.join(FORMATS)}]", capsys)


def test_a_format_that_there_is_not_is_told_with_those_there_are(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = told(tmp_path, "[text, epubb, [word]]", capsys)
    known = f"Write {', '.join([*FORMATS][:-1])} or {[*FORMATS][-1]}."
    assert (
        f"formats[1]\n    “epubb” is not a word we know here.\n    Did you mean epub? {known}"
        in (said)
    )
    assert f"formats[2]\n    This item of `formats` should be one word.\n    {known}" in said
    assert "2 problems" in said


def test_the_schema_of_a_site_names_every_format_though_the_model_knows_none() -> None:
    schema = json.loads(reference.schema(reference.FILES["site.yaml"]))
    _, alone = schema["properties"]["formats"]["anyOf"]
    assert alone["enum"] == [*FORMATS]
    assert "epub" not in json.dumps(SiteFile.model_json_schema())


def test_the_doctor_looks_at_every_format() -> None:
    assert [one.format for one in needs.doctor()] == [row.name for row in EVERY]


def test_build_json_has_a_kind_for_every_ending_of_a_format() -> None:
    for row in EVERY:
        assert {KINDS[f".{ending}"] for ending in row.kinds} == {*row.kinds.values()}


def test_an_option_says_all_by_being_there_or_what_it_may_be() -> None:
    for row in EVERY:
        for option in row.options:
            values = [option.values(language) for language in ("en", "cy")]
            assert option.is_flag or all(len(known) > 0 for known in values), option.name
