"""The linear document of a plan: one semantic HTML document in reading order."""

from __future__ import annotations

import hashlib
import html
import re
from dataclasses import dataclass

from markupsafe import Markup

from riweb.document import charts, glossary, people, statements
from riweb.document.action_rows import sections
from riweb.plan.actions import Action
from riweb.plan.views import ActionView
from riweb.render.plan_context import PlanContext
from riweb.text import prose

# Stands in the document where each format says what it is, such as “Large print, 18 point”.
FORMAT_PLACE = "\ue000"

# Stands in the document where its version is put, which is worked out from its words.
VERSION_PLACE = "\ue003"
TAG = re.compile(r"<[^>]*>")


def for_format(document: str, words: str) -> str:
    """Return the document with the name of the format that it is made into."""
    return document.replace(FORMAT_PLACE, html.escape(words, quote=False))


def language_of(document: str) -> str:
    """Return the language of a document."""
    found = re.search(r'<html lang="(\w+)"', document)
    return found[1] if found else "en"


def version_of(document: str) -> str:
    """Return the version of a document: eight signs that change whenever one of its words does."""
    found = re.search(r'<meta name="riweb.version" content="(\w+)"', document)
    return found[1] if found else ""


def render(context: PlanContext) -> str:
    """Return the plan as one HTML document."""
    made = _rendered(context)
    return made.replace(VERSION_PLACE, version_of_words(made))


def version_of_words(document: str) -> str:
    """Return the version of a document that does not say it itself, such as that of Easy Read."""
    words = " ".join(TAG.sub(" ", document.partition("<body>")[2]).split())
    return hashlib.sha256(words.encode()).hexdigest()[:8]


def _rendered(context: PlanContext) -> str:
    """Return the document with a place for its version."""
    plan = context.file
    return context.edition.render(
        "document.html",
        context.address(),
        plan.title,
        **{
            **context.values,
            "changed": max(filter(None, (plan.published, plan.revised)), default=None),
            "format_place": FORMAT_PLACE,
            "version_place": VERSION_PLACE,
            "charts": charts.glance(context),
            "branches": people.branches(context),
            "box_tree": people.box_tree,
            "box_named": people.box_named,
            "contents": contents(context),
            "sections": sections(context),
            "statement_groups": statements.groups(context),
            "terms": glossary.terms(context),
            "lead_names": lambda view: lead_names(context, view),
            "ref_texts": lambda action, is_outside: ref_texts(context, action, is_outside),
            "group_names": lambda ids: [g.name for g in plan.groups if g.id in ids],
        },
    )[1]


@dataclass(frozen=True)
class ContentsEntry:
    """A line of the list of contents; its number may be empty."""

    anchor: str
    number: str
    title: str


def contents(context: PlanContext) -> list[ContentsEntry]:
    """Return every section of the document, in order."""
    say, plan = context.say, context.file
    first = [
        ContentsEntry("about", "", say("About this plan")),
        *(ContentsEntry(one.id, "", one.title) for one in context.view.plan.chapters),
        *(ContentsEntry(one.anchor, "", one.title) for one in statements.groups(context)),
        *(ContentsEntry(one.id, one.number, one.title) for one in plan.sections),
    ]
    others = (
        ("options", say("Ways to get involved"), plan.options),
        ("measures", say("Figures"), plan.indicators),
        ("groups", say("How the groups fit together"), plan.groups),
        ("pictures", say("Pictures in the source"), plan.pictures),
        ("people", say("Who is who"), context.view.person_list),
        ("consultation", say("Who was asked"), plan.consultation),
        ("promises", say("What this plan promises its readers"), plan.promises),
        (
            "complaints",
            say("Comment or complain"),
            plan.complaints or context.site.publisher.complaints,
        ),
        ("contacts", say("Contacts"), plan.contacts),
        ("glossary", say("Words explained"), plan.glossary),
        ("editor-notes", say("Notes by the editor"), plan.editor_notes),
    )
    return [*first, *(ContentsEntry(anchor, "", title) for anchor, title, held in others if held)]


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
