"""Who is who: the groups, the codes, and whom to ask."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from riweb.document.diagrams import DiagramNode, Drawing, draw
from riweb.plan.parts import Group, Picture, Place
from riweb.render.addresses import anchor
from riweb.render.plan_context import PageKind, PlanContext
from riweb.text import prose


@dataclass(frozen=True)
class GroupView:
    """A body with those that lead to it, for a nested list."""

    group: Group
    below: tuple[GroupView, ...]


@dataclass(frozen=True)
class BoxTree:
    """A box of a picture with the boxes inside it, in order."""

    box: Place
    inside: tuple[BoxTree, ...]


def _who_is_who(context: PlanContext) -> Iterator[tuple[str, str]]:
    plan = context.file
    yield context.render(
        "plan/who-is-who.html",
        context.address("who-is-who"),
        _who_is_who_title(context),
        tree=branches(context),
        structure=structure(context),
        group_named={group.id: group for group in plan.groups},
        drawing=drawing,
        box_tree=box_tree,
        box_named=box_named,
        lead_anchor=lambda lead: anchor("lead", lead.code),
    )


def branches(context: PlanContext) -> tuple[GroupView, ...]:
    """Return the groups that stand below others or above them, as a tree."""
    return tuple(one for one in trees(context.file.groups) if one.below or one.group.above)


def trees(groups: Sequence[Group]) -> tuple[GroupView, ...]:
    """Return the bodies that stand below none, with those below them; each body once."""
    seen: set[str] = set()
    ids = {group.id for group in groups}

    def below(group: Group) -> GroupView:
        seen.add(group.id)
        under = [g for g in groups if group.id in g.above and g.id not in seen]
        return GroupView(group, tuple(below(g) for g in under if g.id not in seen))

    tops = [group for group in groups if not set(group.above) & ids]
    found = [below(group) for group in tops]
    # Bodies that report to each other in a circle have no top: begin with the first left.
    found += [below(group) for group in groups if group.id not in seen]
    return tuple(found)


def is_structure(context: PlanContext) -> bool:
    """Tell whether the plan says of any group that it stands below another."""
    return any(group.above for group in context.file.groups)


def structure(context: PlanContext) -> Drawing | None:
    """Return the drawing of the groups that stand below others, or None where none does."""
    groups = context.file.groups
    joined = {name for group in groups for name in group.above}
    drawn = [one for one in groups if one.above or one.id in joined]
    nodes = [DiagramNode(one.id, prose.plain(one.name), one.above) for one in drawn]
    return draw(nodes) if is_structure(context) else None


def drawing(picture: Picture) -> Drawing | None:
    """Return the drawing of a picture with arrows, or None where it has none."""
    if not any(box.leads_to for box in picture.boxes):
        return None
    return draw([DiagramNode(box.id, prose.plain(box.text), box.leads_to) for box in picture.boxes])


def box_named(picture: Picture) -> dict[str, Place]:
    """Return the boxes of a picture by their ids."""
    return {box.id: box for box in picture.boxes}


def box_tree(picture: Picture) -> tuple[BoxTree, ...]:
    """Return the boxes of a picture that are in no other, with those inside them."""

    def inside(name: str) -> tuple[BoxTree, ...]:
        found = (box for box in picture.boxes if box.inside == name)
        return tuple(BoxTree(box, inside(box.id)) for box in found)

    return inside("")


def _who_is_who_title(context: PlanContext) -> str:
    return context.say("Who is who")


def _has_who(context: PlanContext) -> bool:
    plan = context.file
    return bool(plan.groups or plan.people or context.view.lead_list or plan.pictures)


def _contacts(context: PlanContext) -> Iterator[tuple[str, str]]:
    yield context.render(
        "plan/contacts.html", context.address("contacts"), _contacts_title(context)
    )


def _contacts_title(context: PlanContext) -> str:
    return context.say("Contacts")


KINDS = (
    PageKind("who-is-who", _who_is_who_title, _has_who, _who_is_who),
    PageKind("contacts", _contacts_title, lambda context: bool(context.file.contacts), _contacts),
)
