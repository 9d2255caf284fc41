"""The linear documents of plans, each proved to say every value of its plan."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from riweb.breakdown import during
from riweb.build import inputs
from riweb.build.cache import Cache
from riweb.build.editions import Edition, read, scenes_of
from riweb.build.inputs import Options
from riweb.document import linear
from riweb.formats import Source
from riweb.languages.catalogues import NAMES
from riweb.plan.views import PlanView
from riweb.problems import Problem, Refused
from riweb.render.edition import Scene
from riweb.render.plan_context import PlanContext
from riweb.verify import plan_proof
from riweb.verify.sources import Sources
from riweb.website import easy_read_pages

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
            shown = PlanContext(scene, PlanView(one, scene.today, scene.alphabet))
            with during(f"writing the document of the plan {one.id} in {NAMES[scene.language]}"):
                if "plan" in wanted:
                    found[one.id, scene.language, "plan"] = linear.render(shown)
                if "easy-read" in wanted and one.easy:
                    found[one.id, scene.language, "easy-read"] = easy_read_pages.document(shown)
    return found


class Now:
    """The documents of plans as the content is now.

    Args:
        options: where the content is.

    Raises:
        Refused: with every problem of the content.
    """

    def __init__(self, options: Options) -> None:
        found, problems = read(options.content)
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
            scenes = scenes_of(self.editions, self.options.override, day)
            self.made[key] = documents(self.editions, scenes, ("plan", "easy-read"), (plan,))
        return self.made[key].get((plan, language, source), "")


# The linear document of each plan, by its id and language.
WholeDocuments = Mapping[tuple[str, str], str]

# Where the facts of each plan are written, likewise.
Written = Mapping[tuple[str, str], Sources]


def written(editions: Sequence[Edition]) -> Written:
    """Return where the facts of each plan are written."""
    return {(name, one.at.language): own for one in editions for name, own in one.sources.items()}


def check(
    editions: Sequence[Edition],
    scenes: Sequence[Scene],
    documents: WholeDocuments,
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
                found = list(plan_proof.check(view, scene.language, html, edition.sources[one.id]))
            problems += found
            if not found:
                cache.keep(key, {}, {})
    if problems:
        raise Refused(problems)
