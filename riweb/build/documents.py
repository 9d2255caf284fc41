"""The linear documents of plans, each proved to say every value of its plan."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from riweb.breakdown import during
from riweb.build import inputs
from riweb.build.cache import Cache
from riweb.build.editions import read
from riweb.build.inputs import Options
from riweb.document import linear
from riweb.format_record import Source
from riweb.languages.catalogues import NAMES
from riweb.problems import Problem, Refused
from riweb.render import plan_context
from riweb.render.edition import Edition
from riweb.verify import plan_proof
from riweb.verify.sources import Sources
from riweb.website import easy_read_pages

# The documents of each plan, by its id, its language and which document it is.
Documents = Mapping[tuple[str, str, Source], str]


def documents(
    editions: Sequence[Edition], wanted: Collection[Source], plans: Collection[str] = ()
) -> Documents:
    """Return each document of each plan.

    Args:
        wanted: which documents.
        plans: the ids of those plans; empty for all.
    """
    found: dict[tuple[str, str, Source], str] = {}
    for edition in editions:
        for plan in edition.plans:
            if plans and plan.id not in plans:
                continue
            context = plan_context.of(edition, plan)
            name, language = NAMES[edition.language], edition.language
            with during(f"writing the document of the plan {plan.id} in {name}"):
                if "plan" in wanted:
                    found[plan.id, language, "plan"] = linear.render(context)
                if "easy-read" in wanted and plan.easy:
                    found[plan.id, language, "easy-read"] = easy_read_pages.document(context)
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
        self.content = found
        # Those that say something else each day.
        self.daily = {one.id for one in found.site.plans if one.file.as_of == "today"}
        self.made: dict[tuple[str, date | None], Documents] = {}

    def document(self, plan: str, language: str, source: Source, day: date) -> str:
        """Return a document of a plan; empty where there is none.

        Args:
            day: the one that lateness is judged on in a plan that says `as_of: today`.
        """
        key = (plan, day if plan in self.daily else None)
        if key not in self.made:
            each = self.content.editions((), self.options.override, day)
            self.made[key] = documents(each, ("plan", "easy-read"), (plan,))
        return self.made[key].get((plan, language, source), "")


# The linear document of each plan, by its id and language.
WholeDocuments = Mapping[tuple[str, str], str]


def check(
    editions: Sequence[Edition],
    sources: Mapping[tuple[str, str], Sources],
    documents: WholeDocuments,
    cache: Cache,
    programme: str,
) -> None:
    """See that each linear document says every value of its plan.

    Args:
        sources: where the facts of each plan are written, by its id and language.
        cache: remembers those that do.
        programme: a hash of riweb itself.

    Raises:
        Refused: when one does not.
    """
    problems: list[Problem] = []
    for edition in editions:
        for plan in edition.plans:
            html = documents.get((plan.id, edition.language), "")
            if not html or cache.has(key := inputs.digest(programme, "values", plan, html)):
                continue
            view = plan_context.of(edition, plan).view
            written = sources[plan.id, edition.language]
            with during(f"comparing the plan {plan.id} with its document in {edition.language}"):
                found = list(plan_proof.check(view, edition.language, html, written))
            problems += found
            if not found:
                cache.keep(key, {}, {})
    if problems:
        raise Refused(problems)
