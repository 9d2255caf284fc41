"""The linear documents of plans: those that a build makes formats from, and those of today."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from riweb.breakdown import during
from riweb.formats import Source
from riweb.pages import document, easy
from riweb.pages.language import Scene
from riweb.pages.scene import PlanScene
from riweb.pipeline import languages
from riweb.pipeline.inputs import Options
from riweb.pipeline.languages import Edition
from riweb.problems import Refused
from riweb.translate.catalogue import NAMES
from riweb.views import PlanView

# The documents of each plan, by its id, its language and which document it is.
Documents = Mapping[tuple[str, str, Source], str]


def documents(
    editions: Sequence[Edition],
    scenes: Sequence[Scene],
    wanted: Collection[Source],
    plans: Collection[str] = (),
) -> Documents:
    """Return each document of each plan.

    Args:
        wanted: which documents.
        plans: the ids of those plans; empty for all.
    """
    found: dict[tuple[str, str, Source], str] = {}
    for edition, scene in zip(editions, scenes, strict=True):
        for one in edition.plans:
            if plans and one.id not in plans:
                continue
            shown = PlanScene(scene, PlanView(one, scene.today, scene.alphabet))
            with during(f"writing the document of the plan {one.id} in {NAMES[scene.language]}"):
                if "plan" in wanted:
                    found[one.id, scene.language, "plan"] = document.render(shown)
                if "easy-read" in wanted and one.easy:
                    found[one.id, scene.language, "easy-read"] = easy.document(shown)
    return found


class Now:
    """The documents of plans as the content is now.

    Args:
        options: where the content is.

    Raises:
        Refused: with every problem of the content.
    """

    def __init__(self, options: Options) -> None:
        found, problems = languages.read(options.content)
        if found is None:
            raise Refused(problem for problem in problems if not problem.is_advice)
        self.options = options
        self.editions = [found.edition(at) for at in found.addresses(())]
        # Those that say something else each day.
        self.daily = {one.id for one in found.site.plans if one.plan.as_of == "today"}
        self.made: dict[tuple[str, date | None], Documents] = {}

    def document(self, plan: str, language: str, source: Source, day: date) -> str:
        """Return a document of a plan; empty where there is none.

        Args:
            day: the one that lateness is judged on in a plan that says `as_of: today`.
        """
        key = (plan, day if plan in self.daily else None)
        if key not in self.made:
            scenes = languages.scenes(self.editions, self.options.override, day)
            self.made[key] = documents(self.editions, scenes, ("plan", "easy-read"), (plan,))
        return self.made[key].get((plan, language, source), "")
