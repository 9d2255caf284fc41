"""deadlines.ics: the dates of a plan for calendars."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from riweb.document.unmarked import heading, legal, plain
from riweb.exports.plan_data import written
from riweb.plan import labels
from riweb.plan.views import ActionView, Deadline
from riweb.render.identities import full, identity
from riweb.render.plan_context import PlanContext
from riweb.when import When

# RFC 5545, 3.1: no line is longer than this in octets, without its end.
LONGEST = 75

# The stamp of events in plans that say of no day that they changed then.
NO_DAY = date(1970, 1, 1)


@dataclass(frozen=True)
class Event:
    """One entry of a calendar.

    Args:
        names: what tells it from the others, see `names.identity`.
        first: the first day it covers.
        last: the last day it covers.
        page: the path of the page that says more.
    """

    names: tuple[str, ...]
    first: date
    last: date
    title: str
    text: str
    page: str


def write(context: PlanContext) -> tuple[str, str] | None:
    """Return path and text of a plan's calendar, or None where it has no date.

    There is one event for each date of the plan, with everything that is due then. It covers the
    whole of the time that the plan names: a day, or all of June 2010. What has no end is left out.
    """
    events = [*_next_update(context), *_deadlines(context)]
    if not events:
        return None
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//riweb//riweb//EN",
        "CALSCALE:GREGORIAN",
        *_about(context),
        *(line for event in events for line in _event(context, event)),
        "END:VCALENDAR",
    ]
    text = "".join(f"{folded(line)}\r\n" for line in lines)
    return context.at.data(context.view.id, "deadlines.ics"), text


def escaped(text: str) -> str:
    """Return a text as the value of a property.

    Source:
        RFC 5545, 3.3.11.
    """
    text = legal(text).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return text.replace("\n", "\\n")


def folded(line: str) -> str:
    """Return a line in pieces of at most 75 octets, with no character cut in two."""
    octets, pieces, start, room = line.encode(), [], 0, LONGEST
    while len(octets) - start > room:
        end = start + room
        while octets[end] & 0xC0 == 0x80:
            end -= 1
        pieces.append(octets[start:end])
        # The space at the start of a later line is one of its octets.
        start, room = end, LONGEST - 1
    return b"\r\n ".join([*pieces, octets[start:]]).decode()


def _about(context: PlanContext) -> Iterator[str]:
    """Yield what the calendar is called; the old names are what most programmes read."""
    plan = context.file
    name = escaped(f"{plain(plan.title)} – {plain(plan.organisation)}")
    yield f"NAME:{name}"
    yield f"X-WR-CALNAME:{name}"
    if text := "\n".join(filter(None, (_draft(context), plain(plan.summary)))):
        yield f"DESCRIPTION:{escaped(text)}"
        yield f"X-WR-CALDESC:{escaped(text)}"
    if address := full(context, context.address()):
        yield f"URL:{address}"


def _draft(context: PlanContext) -> str:
    is_draft = context.file.state == "draft"
    return context.say("This plan is a draft. It may still change.") if is_draft else ""


def _event(context: PlanContext, event: Event) -> Iterator[str]:
    """Yield the lines of one event, which takes up nobody's time."""
    plan = context.file
    fixed = plan.as_of if isinstance(plan.as_of, date) else None
    stamp = context.view.changed or fixed or NO_DAY
    yield "BEGIN:VEVENT"
    yield f"UID:{identity(context, 'event', *event.names)}"
    yield f"DTSTAMP:{stamp:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{event.first:%Y%m%d}"
    # RFC 5545, 3.6.1: the end is the day after the last.
    yield f"DTEND;VALUE=DATE:{event.last + timedelta(1):%Y%m%d}"
    yield f"SUMMARY:{escaped(event.title)}"
    yield f"DESCRIPTION:{escaped(event.text)}"
    if address := full(context, event.page):
        yield f"URL:{address}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _next_update(context: PlanContext) -> Iterator[Event]:
    """Yield the day by which the plan itself will be updated, where it says one."""
    if day := context.file.next_update:
        title = context.say("Next update of the plan is due")
        text = "\n".join(filter(None, (plain(context.file.title), _draft(context))))
        yield Event(("next-update",), day, day, title, text, context.address())


def _deadlines(context: PlanContext) -> Iterator[Event]:
    """Yield an event for each date, the earliest first."""
    found: dict[When, list[Deadline]] = {}
    for deadline in context.view.deadlines:
        found.setdefault(deadline.when, []).append(deadline)
    for when, deadlines in found.items():
        if when.first and when.last:
            yield _due(context, when, when.first, when.last, deadlines)


def _due(
    context: PlanContext, when: When, first: date, last: date, deadlines: list[Deadline]
) -> Event:
    """Return the event of one date."""
    say = context.say
    actions: dict[str, list[Deadline]] = {}
    for one in deadlines:
        actions.setdefault(one.action.action.id, []).append(one)
    only = deadlines[0].action.action if len(actions) == 1 else None
    what = heading(only) if only else context.row_count(len(actions))
    time = when.text(context.language)
    blocks = [_draft(context)]
    if last > first:
        blocks.append(
            say("The plan gives no single day. This covers the whole time: %(when)s.", when=time)
        )
    blocks += [_action(context, dues[0].action, dues) for dues in actions.values()]
    return Event(
        ("date", written(when)),
        first,
        last,
        say("Due %(when)s: %(what)s", when=time, what=what),
        "\n\n".join(filter(None, blocks)),
        context.row_page(only.id) if only else context.address("by-date"),
    )


def _one(context: PlanContext, deadline: Deadline) -> str:
    """Return what is due on one date and how far it is; empty where nothing is known of either."""
    say = context.say
    state = [say(labels.STATUS[deadline.status])] if deadline.status else []
    state += [say("Late")] if deadline.is_late else []
    if not deadline.about:
        return f"{say('State')}: {', '.join(state)}" if state else ""
    about = f"- {plain(deadline.about)}"
    return f"{about} ({', '.join(state)})" if state else about


def _action(context: PlanContext, view: ActionView, deadlines: list[Deadline]) -> str:
    """Return what is due of one action: its title, what of it, who, how far, and where to read."""
    say = context.say
    found = [heading(view.action)]
    found += filter(None, (_one(context, deadline) for deadline in deadlines))
    if view.leads:
        names = "; ".join(context.responsible(view))
        found.append(f"{say('Who is responsible')}: {names}")
    if view.decision:
        found.append(f"{say('Answer')}: {say(labels.DECISION[view.decision])}")
    return "\n".join([*found, *filter(None, [full(context, context.row_page(view.action.id))])])
