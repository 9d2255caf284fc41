"""Print what was counted by hand in each source beside what is published, as a table.

    .venv/bin/python tests/counts

Each cell has the count of the source, then that of plan.json; a difference is marked with !. What
the editors added, such as their own notes, is in no source and not counted.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from sites import build  # noqa: E402 (its folder has to be known first)
from test_counts import COUNTS, KNOWN  # noqa: E402


def cell(counted: Any, published: Any) -> str:
    """Return both counts; a dash where nothing was counted and nothing is there."""
    if isinstance(published, dict):
        counted = sum(counted.values()) if counted else None
        published = sum(published.values())
    if counted is None:
        return f"not counted, {published}" if published else "–"
    return f"{counted} {published}" + ("" if counted == published else " !")


def main() -> None:
    """Build the web pages of content/ in a folder of their own, and print the table."""
    counted = {one.stem: yaml.safe_load(one.read_text(encoding="utf-8")) for one in COUNTS}
    with tempfile.TemporaryDirectory() as folder:
        site = build(HERE.parents[1] / "content", Path(folder) / "site" / "output", "--formats", "")
        plans = {
            name: json.loads((site.output / name / "plan.json").read_text(encoding="utf-8"))
            for name in counted
        }
    rows = [["", *counted], ["---", *(["---:"] * len(counted))]]
    for name, count in KNOWN.items():
        cells = [cell(counts.get(name), count(plans[plan])) for plan, counts in counted.items()]
        rows.append([name.replace("_", " "), *cells])
    for row in rows:
        print("| " + " | ".join(row) + " |")


if __name__ == "__main__":
    main()
