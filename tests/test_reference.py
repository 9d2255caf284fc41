"""The field reference and the schemas say what the model says."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
import yaml

from riweb import reference

ROOT = Path(__file__).parents[1]


def generated() -> dict[Path, str]:
    made = {ROOT / "docs/content-fields.md": reference.fields_page()}
    for file, model in reference.FILES.items():
        name = file.replace(".yaml", ".schema.json")
        made[ROOT / "docs/schemas" / name] = reference.schema(model)
    return made


def test_the_reference_and_the_schemas_are_those_of_the_model(
    request: pytest.FixtureRequest,
) -> None:
    for path, text in generated().items():
        if request.config.getoption("--renew"):
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
        assert path.read_text(encoding="utf-8") == text, f"{path.name}: run with --renew"


def test_every_field_has_words_that_explain_it() -> None:
    for model in reference.FILES.values():
        for entry in reference.entries(model):
            for name, field in entry.model_fields.items():
                assert field.description, f"{entry.__name__}.{name}"


def test_every_plan_of_ours_keeps_to_the_schema_that_editors_check_with() -> None:
    for name in ("plan", "easy-read"):
        schema = json.loads((ROOT / f"docs/schemas/{name}.schema.json").read_text("utf-8"))
        found = sorted((ROOT / "content/plans").glob(f"*/{name}.yaml"))
        assert found
        for path in found:
            value = json.loads(json.dumps(yaml.safe_load(path.read_text("utf-8")), default=str))
            jsonschema.validate(value, schema)
