"""The linear document of a plan: one semantic HTML document in reading order."""

from __future__ import annotations

from riweb.pages import glossary, statements
from riweb.pages.actions import sections
from riweb.pages.scene import PlanScene
from riweb.plan.actions import Action
from riweb.views import ActionView


def render(scene: PlanScene) -> str:
    """Return the plan as one HTML document."""
    plan = scene.plan.plan
    return scene.scene.render(
        "document.html",
        scene.address(),
        plan.title,
        **{
            **scene.values,
            "changed": max(filter(None, (plan.published, plan.revised)), default=None),
            "contents": contents(scene),
            "sections": sections(scene),
            "statement_groups": statements.groups(scene),
            "terms": glossary.terms(scene),
            "lead_names": lambda view: lead_names(scene, view),
            "ref_texts": lambda action, is_outside: ref_texts(scene, action, is_outside),
            "group_names": lambda ids: [g.name for g in plan.groups if g.id in ids],
        },
    )[1]


def contents(scene: PlanScene) -> list[dict[str, str]]:
    """Return title and anchor of every section of the document, in order."""
    say, plan = scene.scene.say, scene.plan.plan
    entries: list[tuple[str, str, bool]] = [("about", say("About this plan"), True)]
    entries += [(one.id, one.title, True) for one in scene.plan.published.chapters]
    entries += [(one.anchor, one.title, True) for one in statements.groups(scene)]
    entries += [(one.id, one.title, True) for one in plan.sections]
    entries += [
        ("options", say("Ways to get involved"), bool(plan.options)),
        ("measures", say("Figures"), bool(plan.indicators)),
        ("groups", say("Groups and who they report to"), bool(plan.groups)),
        ("pictures", say("Pictures in the source"), bool(plan.pictures)),
        ("people", say("Who is who"), bool(scene.plan.person_list)),
        ("consultation", say("Who was asked"), bool(plan.consultation)),
        ("promises", say("What this plan promises its readers"), bool(plan.promises)),
        ("complaints", say("Comment or complain"), bool(plan.complaints)),
        ("contacts", say("Contacts"), bool(plan.contacts)),
        ("glossary", say("Words explained"), bool(plan.glossary)),
        ("editor-notes", say("Notes by the editor"), bool(plan.editor_notes)),
    ]
    return [{"anchor": anchor, "title": title} for anchor, title, is_there in entries if is_there]


def lead_names(scene: PlanScene, view: ActionView) -> str:
    """Return who is responsible, in one line."""
    return "; ".join(lead.name for lead in view.leads)


def ref_texts(scene: PlanScene, action: Action, is_outside: bool) -> list[str]:
    """Return what an action belongs to in words, or what it cites in another document."""
    found = []
    numbers = {one.id: one.number for one in scene.plan.statement_list if one.text}
    for ref in action.refs:
        if ref.outside != is_outside:
            continue
        number, title = numbers.get(ref.to, ""), scene.plan.title_of(ref)
        text = f"{number}. {title}" if number else title
        found.append(f"{text}: {ref.about}" if ref.about else text)
    return found
