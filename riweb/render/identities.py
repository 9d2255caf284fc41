"""Names that outlive a build: ids of entries and events, and addresses seen from elsewhere."""

from __future__ import annotations

from uuid import UUID, uuid5

from riweb.render.addresses import absolute, file_of
from riweb.render.plan_context import PlanContext

# The space in which riweb's ids are made. Another one would change every id that is published.
SPACE = UUID("36a2e0df-8661-469e-9895-c5cf6a79ade8")


def identity(context: PlanContext, *names: str) -> UUID:
    """Return the id of a thing of a plan, the same in every build.

    It is made from names and not from an address, so that it stays when the site moves, and is
    there when nobody has said where the site will stand.

    Args:
        names: what tells the thing from all others of the plan.
    """
    return named(context.site.publisher.name, context.view.id, context.language, *names)


def named(publisher: str, plan: str, language: str, *names: str) -> UUID:
    """Return the id of a thing of a plan from what tells it from all others."""
    return uuid5(SPACE, "\n".join((publisher, plan, language, *names)))


def full(context: PlanContext, path: str) -> str:
    """Return the full address of a page or file; empty where `base_url` is not given."""
    base = context.site.base_url
    return absolute(path, base) if base else ""


def plan_folder(context: PlanContext) -> str:
    """Return the full address of the plan's folder; empty where `base_url` is not given."""
    base = context.site.base_url
    return f"{base}{context.address()}" if base else ""


def below(folder: str, path: str) -> str:
    """Return the way to a page or file from a folder that it is in.

    Args:
        folder: from the top of output/, with / at its end; empty for the top.
        path: from the top of output/, perhaps with a fragment.
    """
    file, mark, fragment = path.partition("#")
    return file_of(file).removeprefix(folder) + mark + fragment


def from_plan(context: PlanContext, path: str) -> str:
    """Return the way to one of the plan's pages or files from the folder of the plan."""
    return below(context.address(), path)
