"""feed.xml: what changed in a plan, for feed readers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from riweb.document.unmarked import heading, legal, plain
from riweb.exports.plan_data import written
from riweb.plan.actions import Action, Part
from riweb.plan.views import ActionView
from riweb.render.identities import from_plan, full, identity
from riweb.render.plan_context import PlanContext
from riweb.render.templating import day
from riweb.text import prose
from riweb.when import When

NAMESPACE = "http://www.w3.org/2005/Atom"


@dataclass(frozen=True)
class FeedEntry:
    """Something that happened.

    Args:
        day: the day that it is sorted by.
        text: Markdown.
        page: the path of the page that says more.
    """

    id: UUID
    day: date
    title: str
    text: str
    page: str


def write(context: PlanContext) -> tuple[str, str] | None:
    """Return path and text of a plan's feed, or None where nothing in it has a date."""
    entries = sorted(_entries(context), key=lambda entry: entry.day, reverse=True)
    if not entries:
        return None
    path = context.at.data(context.view.id, "feed.xml")
    feed = _feed(context, path, entries[0].day)
    for entry in entries:
        _add(context, feed, entry)
    ElementTree.indent(feed)
    text = ElementTree.tostring(feed, encoding="unicode")
    return path, f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'


def _feed(context: PlanContext, path: str, newest: date) -> Element:
    """Return a feed without entries.

    Where the site has no full address, links are relative: readers count them from the address
    that they have the feed from (RFC 4287, 4.2.7.1).
    """
    plan = context.file
    feed = Element("feed", {"xmlns": NAMESPACE, "xml:lang": context.language})
    is_draft = plan.state == "draft"
    draft = context.say("This plan is a draft. It may still change.") if is_draft else ""
    _text(feed, "id", identity(context, "feed").urn)
    _text(feed, "title", f"{plain(plan.title)} – {plain(plan.organisation)}")
    if subtitle := " ".join(filter(None, (draft, plain(plan.summary)))):
        _text(feed, "subtitle", subtitle)
    _text(feed, "updated", _moment(newest))
    _text(SubElement(feed, "author"), "name", plain(plan.organisation))
    if address := full(context, path):
        SubElement(feed, "link", {"rel": "self", "type": "application/atom+xml", "href": address})
    _link(context, feed, context.address())
    return feed


def _add(context: PlanContext, feed: Element, entry: FeedEntry) -> None:
    made = SubElement(feed, "entry")
    _text(made, "id", entry.id.urn)
    _text(made, "title", entry.title)
    _text(made, "updated", _moment(entry.day))
    _link(context, made, entry.page)
    content = SubElement(made, "content", {"type": "html"})
    back = f">{context.say('Back to the text')}</a>"
    content.text = legal(prose.blocks(entry.text).replace(f">{prose.BACK}</a>", back))


def _text(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = legal(text)


def _link(context: PlanContext, parent: Element, page: str) -> None:
    address = full(context, page) or from_plan(context, page)
    SubElement(parent, "link", {"rel": "alternate", "type": "text/html", "href": address})


def _moment(when: date) -> str:
    """Return a day as Atom wants it; no plan says at what hour."""
    return f"{when.isoformat()}T00:00:00Z"


def _entries(context: PlanContext) -> Iterator[FeedEntry]:
    """Yield what happened to the plan, then to each action."""
    yield from _milestones(context)
    say, page = context.say, context.address()
    for names, when, text in _numbered((c.date, c.text) for c in context.file.changes):
        title = say("What changed: %(when)s", when=when.text(context.language))
        if sorted_by := _day(context, when):
            yield FeedEntry(identity(context, "change", *names), sorted_by, title, text, page)
    for view in context.view.actions:
        yield from _notes(context, view)


def _milestones(context: PlanContext) -> Iterator[FeedEntry]:
    """Yield the days on which the plan was published and last revised."""
    say, plan = context.say, context.file
    for name, when, title in (
        ("published", plan.published, say("The plan was published on %(day)s")),
        ("revised", plan.revised, say("The plan was revised on %(day)s")),
    ):
        if when:
            title %= {"day": day(when, context.language)}
            text = plan.summary or plan.title
            names = (name, when.isoformat())
            yield FeedEntry(identity(context, *names), when, title, text, context.address())


def _notes(context: PlanContext, view: ActionView) -> Iterator[FeedEntry]:
    """Yield the dated notes on the progress of an action and of its parts."""
    owners: tuple[Action | Part, ...] = (view.action, *view.action.parts)
    for owner in owners:
        for names, when, text in _numbered((u.date, u.text) for u in owner.updates):
            name = heading(view.action, owner if isinstance(owner, Part) else None)
            title = f"{name} ({when.text(context.language)})"
            if sorted_by := _day(context, when):
                key, page = (
                    identity(context, "update", owner.id, *names),
                    context.row_page(owner.id),
                )
                yield FeedEntry(key, sorted_by, title, text, page)


def _numbered(
    notes: Iterator[tuple[When, str]],
) -> Iterator[tuple[tuple[str, str], When, str]]:
    """Yield each note with what tells it from the others: its date, and its place among those.

    The words are no part of it, so that a note stays the same when its words are mended.
    """
    seen: dict[When, int] = {}
    for when, text in notes:
        seen[when] = seen.get(when, 0) + 1
        yield (written(when), str(seen[when])), when, text


def _day(context: PlanContext, when: When) -> date | None:
    """Return the last day that a time can mean, or None.

    A note on January in a plan of 19 January is not put after that day.
    """
    first, last, changed = when.first, when.last, context.view.changed
    if first and last and changed and first <= changed < last:
        return changed
    return last
