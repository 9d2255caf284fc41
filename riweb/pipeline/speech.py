"""Advice on what a voice cannot say as it stands: abbreviations that nothing explains."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from pathlib import Path

from riweb.formats.audio import script
from riweb.pages import document
from riweb.pages.language import Scene
from riweb.pages.scene import PlanScene
from riweb.pipeline.languages import Edition
from riweb.problems import Problem, quoted
from riweb.views import PlanView


def advice(
    content: Path,
    editions: Sequence[Edition],
    scenes: Sequence[Scene],
    told: Container[tuple[str, str]] = (),
) -> Iterator[Problem]:
    """Yield advice on each abbreviation that a recording spells letter by letter.

    Args:
        content: the folder that all was read from, in which their lines are looked for.
        told: the ids of plans, each with an abbreviation that other advice is about already.
    """
    for edition, scene in zip(editions, scenes, strict=True):
        for one in edition.plans:
            # A translation has the abbreviations of its text, which are told there.
            if one.plan.language != scene.language:
                continue
            view = PlanView(one, scene.today, scene.alphabet)
            for letters in script.write(document.render(PlanScene(scene, view))).unknown:
                if (one.id, letters) in told:
                    continue
                file, line = _place(content, one.id, letters)
                wrong = (
                    f"A recording spells {quoted(letters)} letter by letter: nothing explains it."
                )
                fix = "Add it to `glossary`: its letters as `short`, its full name as `term`."
                yield Problem(file, line, "", wrong, fix, is_advice=True)


def _place(content: Path, plan_id: str, letters: str) -> tuple[str, int]:
    """Return the file and line in which an abbreviation stands first; line 0 for none."""
    folder = content / "plans" / plan_id
    word = re.compile(rf"(?<!\w){re.escape(letters)}(?!\w)")
    for source in (folder / "plan.yaml", *sorted(folder.glob("chapters/*.md"))):
        for number, row in enumerate(source.read_text(encoding="utf-8").splitlines(), 1):
            if word.search(row):
                return Path(content.name, source.relative_to(content)).as_posix(), number
    return Path(content.name, "plans", plan_id, "plan.yaml").as_posix(), 0
