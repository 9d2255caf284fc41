"""The linear document of a plan: one semantic HTML document in reading order."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from riweb.document import (
    Document,
    Imprint,
    action_fields,
    charts,
    glossary,
    parsed,
    people,
    plan_sections,
)
from riweb.plan.actions import Action
from riweb.plan.views import ActionView
from riweb.render.plan_context import PlanContext
from riweb.text import prose

# What stands where a document will name its format and its version while the version is worked out
# from its words. They are no part of the document; but with any other signs a plan in which no word
# has changed would get another version, and copies that were sent would seem to be out of date.
FORMAT_SIGN, VERSION_SIGN = "\ue000", "\ue003"
TAG = re.compile(r"<[^>]*>")


def render(context: PlanContext) -> Document:
    """Return the plan as one document."""
    plan = context.file
    return of_template(
        context,
        "document.html",
        imprint(context, plan.title, plan.summary),
        {
            "charts": charts.glance(context),
            "branches": people.branches(context),
            "box_tree": people.box_tree,
            "box_named": people.box_named,
            "contents": plan_sections.contents(context),
            "terms": glossary.terms(context),
            "fields": lambda view, part=None: action_fields.shown(context, view, "document", part),
            "lead_names": lambda view: lead_names(context, view),
            "ref_texts": lambda action, is_outside: ref_texts(context, action, is_outside),
        },
    )


def imprint(context: PlanContext, title: str, about: str) -> Imprint:
    """Return what a document of a plan says of itself.

    Args:
        title: what the document is called.
        about: what it is about.
    """
    plan = context.file
    organisation = prose.plain(plan.organisation)
    return Imprint(
        title=f"{prose.plain(title)} – {organisation}",
        author=organisation,
        description=prose.plain(about),
        publisher=prose.plain(context.site.publisher.name),
        plan=context.view.id,
        changed=max(filter(None, (plan.published, plan.revised)), default=None),
    )


def of_template(
    context: PlanContext, template: str, imprint: Imprint, values: Mapping[str, Any]
) -> Document:
    """Return a document that a template makes of a plan, with its version.

    Args:
        values: what the template needs besides those of the plan.
    """
    given = {
        **context.values,
        **values,
        "imprint": imprint,
        "format": FORMAT_SIGN,
        "version": VERSION_SIGN,
    }
    made = context.edition.render(template, context.address(), imprint.title, **given)[1]
    words = " ".join(TAG.sub(" ", made.partition("<body>")[2]).split())
    version = hashlib.sha256(words.encode()).hexdigest()[:8]
    html = made.replace(VERSION_SIGN, version).replace(FORMAT_SIGN, "")
    return parsed(context.language, version, imprint, html)


def lead_names(context: PlanContext, view: ActionView) -> Markup:
    """Return who is responsible, each with their part, in one line, ready to show."""
    return Markup("; ").join(map(Markup, context.responsible(view, prose.inline)))


def ref_texts(context: PlanContext, action: Action, is_outside: bool) -> list[Markup]:
    """Return what an action belongs to, or what it cites in another document, ready to show.

    As Markdown, a number before its words would begin a list.
    """
    found = []
    numbers = {one.id: one.number for one in context.view.statement_list if one.text}
    for ref in action.refs:
        if ref.outside != is_outside:
            continue
        number, title = numbers.get(ref.to, ""), Markup(prose.inline(context.view.title_of(ref)))
        text = Markup("{}. {}").format(number, title) if number else title
        about = Markup(prose.inline(ref.about))
        found.append(Markup("{}: {}").format(text, about) if ref.about else text)
    return found
