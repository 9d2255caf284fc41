"""Welsh words in all their mutations, and a plan that has an action for each."""

from __future__ import annotations

import html
from pathlib import Path

# Source: the table of mutations in any Welsh grammar; the first is the word as a dictionary has it.
FAMILIES = """
Cymru Gymru Nghymru Chymru
pobl bobl mhobl phobl
tenant denant nhenant thenant
bwrdd fwrdd mwrdd
dogfen ddogfen nogfen
gardd ardd ngardd
maes faes
lleisiau leisiau
rhenti renti
ysgol hysgol
"""

# What no page may take for anything but words.
AWKWARD = "<img src=x onerror=alert(1)> & “dyfyniad” \\ </script>"


def families() -> list[list[str]]:
    """Return each word with its mutations."""
    return [line.split() for line in FAMILIES.strip().splitlines()]


def title(form: str) -> str:
    """Return the title of the action for a form of a word."""
    return f"Sôn am {form}"


def write(folder: Path) -> None:
    """Write the plan."""
    rows = [
        f"      - {{id: r-{form.lower()}, title: {title(form)}}}\n"
        for family in families()
        for form in family
    ]
    written = html.escape(AWKWARD, quote=False)
    rows.append(f"      - id: lletchwith\n        title: >-\n          Lletchwith {written}\n")
    head = (
        "title: Treigladau\norganisation: Cartrefi Glan yr Afon\nkind: action-plan\n"
        "language: cy\nstate: draft\nsections:\n  - id: pob\n    title: Pob un\n    actions:\n"
    )
    folder.mkdir()
    (folder / "plan.yaml").write_text(head + "".join(rows), encoding="utf-8")
