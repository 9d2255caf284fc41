"""Before any file is made: each linear document says every value of its plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from riweb.audit import plans
from riweb.audit.sources import Sources
from riweb.breakdown import during
from riweb.pages.language import Scene
from riweb.pipeline import inputs
from riweb.pipeline.cache import Cache
from riweb.pipeline.languages import Edition
from riweb.problems import Problem, Refused
from riweb.views import PlanView

# The linear document of each plan, by its id and language.
Documents = Mapping[tuple[str, str], str]
# Where the facts of each plan are written, likewise.
Written = Mapping[tuple[str, str], Sources]


def written(editions: Sequence[Edition]) -> Written:
    """Return where the facts of each plan are written."""
    return {(name, one.at.language): own for one in editions for name, own in one.sources.items()}


def check(
    editions: Sequence[Edition],
    scenes: Sequence[Scene],
    documents: Documents,
    cache: Cache,
    programme: str,
) -> None:
    """See that each linear document says every value of its plan.

    Args:
        cache: remembers those that do.
        programme: a hash of riweb itself.

    Raises:
        Refused: when one does not.
    """
    problems: list[Problem] = []
    for edition, scene in zip(editions, scenes, strict=True):
        for one in edition.plans:
            html = documents.get((one.id, scene.language), "")
            if not html or cache.has(key := inputs.digest(programme, "values", one, html)):
                continue
            view = PlanView(one, scene.today, scene.alphabet)
            with during(f"comparing the plan {one.id} with its document in {scene.language}"):
                found = list(plans.check(view, scene.language, html, edition.sources[one.id]))
            problems += found
            if not found:
                cache.keep(key, {}, {})
    if problems:
        raise Refused(problems)
