"""What is published of a real plan is as much as was counted by hand in the printed source.

`tests/counts/<plan>.yaml` holds the counts; those of rows are of actions and parts together.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from sites import HERE, Built

Plan = dict[str, Any]

COUNTS = sorted((HERE / "counts").glob("*.yaml"))
NOTE = re.compile(r"^\[\^[^\]]+\]:", re.MULTILINE)


def actions(plan: Plan) -> list[Plan]:
    return [action for section in plan["sections"] for action in section["actions"]]


def rows(plan: Plan) -> list[Plan]:
    """Return actions and their parts."""
    return [row for action in actions(plan) for row in (action, *action["parts"])]


def steps(plan: Plan) -> list[Plan]:
    return [step for row in rows(plan) for step in row["steps"]]


def of_rows(key: str) -> Callable[[Plan], int]:
    """Return what counts the items of a list that rows have."""
    return lambda plan: sum(len(row.get(key, ())) for row in rows(plan))


def of_plan(key: str) -> Callable[[Plan], int]:
    """Return what counts the items of a list that the plan has."""
    return lambda plan: len(plan[key])


def statements(key: str) -> Callable[[Plan], int]:
    """Return what counts statements with those inside them."""

    def count(found: list[Plan]) -> int:
        return sum(1 + count(one["parts"]) for one in found)

    return lambda plan: count(plan[key])


def due_dates(plan: Plan) -> int:
    """Return how many dates actions, parts and steps have; “ongoing” is one too."""
    dues = [due for one in (*rows(plan), *steps(plan)) for due in one["due"]]
    return sum(due["when"] != "not given" for due in dues)


def asked_dates(plan: Plan) -> int:
    return sum(len(action["asked"]["due"]) for action in actions(plan) if action["asked"])


def decisions(plan: Plan) -> dict[str, int]:
    """Return how many answers there are of each kind."""
    return dict(Counter(one["response"]["decision"] for one in actions(plan) if one["response"]))


def texts(value: object) -> Iterator[str]:
    """Yield every text of a plan."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, (dict, list)):
        for one in value.values() if isinstance(value, dict) else value:
            yield from texts(one)


KNOWN: dict[str, Callable[[Plan], int | dict[str, int]]] = {
    "actions": lambda plan: len(actions(plan)),
    "aims": statements("aims"),
    "asked_dates": asked_dates,
    "boxes": lambda plan: sum(len(one["boxes"]) for one in plan["pictures"]),
    "changes": of_plan("changes"),
    "chapters": of_plan("chapters"),
    "complaints": of_plan("complaints"),
    "consultation": of_plan("consultation"),
    "contacts": of_plan("contacts"),
    "current": of_rows("current"),
    "decisions": decisions,
    "due_dates": due_dates,
    "editor_notes": of_plan("editor_notes"),
    "footnotes": lambda plan: sum(len(NOTE.findall(text)) for text in texts(plan)),
    "groups": of_plan("groups"),
    "indicators": of_plan("indicators"),
    "leads": of_rows("leads"),
    "measures": of_rows("measures"),
    "monitored_by": of_rows("monitored_by"),
    "options": of_plan("options"),
    "outcomes": of_rows("outcomes"),
    "parts": of_rows("parts"),
    "people": of_plan("people"),
    "periods": of_plan("periods"),
    "pictures": of_plan("pictures"),
    "priorities": statements("priorities"),
    "promises": of_plan("promises"),
    "readings": lambda plan: sum(len(one["series"]) for one in plan["indicators"]),
    "refs": of_rows("refs"),
    "resources": of_rows("resources"),
    "sections": of_plan("sections"),
    "standards": statements("standards"),
    "status": lambda plan: sum(bool(row["status"]) for row in rows(plan)),
    "steps": lambda plan: len(steps(plan)),
    "success_tests": statements("success_tests"),
    "target": of_rows("target"),
    "terms": of_plan("glossary"),
    "ticks": lambda plan: sum(len(step["periods"]) for step in steps(plan)),
    "uncertain_steps": lambda plan: sum(not step["certain"] for step in steps(plan)),
    "updates": of_rows("updates"),
}


def differences(counts: dict[str, Any], plan: Plan) -> list[str]:
    """Return in words where a plan is not what was counted, or what was counted is not known."""
    found = []
    for key, number in counts.items():
        if key not in KNOWN:
            found.append(f"“{key}” is no count we know. Use one of: {', '.join(KNOWN)}.")
        elif (shown := KNOWN[key](plan)) != number:
            found.append(f"{key}: counted {number}, published {shown}")
    return found


@pytest.mark.parametrize("path", COUNTS, ids=[path.stem for path in COUNTS])
def test_as_much_is_published_as_was_counted_in_the_source(path: Path, site: Built) -> None:
    counts = yaml.safe_load(path.read_text(encoding="utf-8"))
    plan = site.plan(path.stem) / "plan.json"
    assert differences(counts, json.loads(plan.read_text(encoding="utf-8"))) == []


def test_every_plan_of_ours_was_counted() -> None:
    plans = {path.parent.name for path in (HERE.parent / "content/plans").glob("*/plan.yaml")}
    assert plans == {path.stem for path in COUNTS}


def test_every_count_is_of_something_that_is_there(awkward: Built) -> None:
    shown = {
        plan: json.loads((awkward.output / plan / "plan.json").read_text(encoding="utf-8"))
        for plan in awkward.plans
    }
    expected = {
        "actions": 6,
        "asked_dates": 1,
        "changes": 1,
        "decisions": {"not-agreed": 1},
        # 2, 1, 2, 1, 1 and 2 of rows (one is “not given”), and 1 of a step.
        "due_dates": 10,
        "editor_notes": 1,
        "leads": 3,
        "outcomes": 1,
        "parts": 2,
        "people": 1,
        "periods": 2,
        "refs": 2,
        "sections": 2,
        "status": 3,
        "steps": 1,
        "target": 1,
        "ticks": 2,
        "uncertain_steps": 1,
        "updates": 4,
    }
    empty = {key: 0 for key in KNOWN if key not in expected}
    assert differences(expected | empty, shown["awkward"]) == []
    nothing: dict[str, Any] = dict.fromkeys(KNOWN, 0) | {"decisions": {}}
    assert differences(nothing | {"chapters": 1, "footnotes": 1}, shown["words"]) == []


def test_a_wrong_count_and_an_unknown_one_are_told(awkward: Built) -> None:
    shown = json.loads((awkward.output / "awkward/plan.json").read_text(encoding="utf-8"))
    wrong, unknown = differences({"actions": 7, "rows": 3}, shown)
    assert wrong == "actions: counted 7, published 6"
    assert unknown.startswith("“rows” is no count we know. Use one of: actions, aims, ")
