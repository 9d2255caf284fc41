"""What can be found in a plan: each thing with its title, its place and its words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from riweb.document import action_rows, glossary, statements
from riweb.plan import labels, plans
from riweb.plan.actions import Action, Part, Step
from riweb.plan.parts import Option, Statement
from riweb.plan.views import ActionView, statement_title
from riweb.render.addresses import file_of
from riweb.render.plan_context import PlanContext
from riweb.text import prose
from riweb.website.insert_view import Side


@dataclass(frozen=True)
class Findable:
    """One thing that the search page and the A to Z index lead to.

    Texts are plain words. One that is not in the language of the page begins with the sign of its
    own, see `prose.FOREIGN`.

    Args:
        what: what it is, such as `Task 3.2`.
        path: from the top of output/, with the place on the page.
        plan: the id of its plan; empty for a page of the site itself.
        also: other names, and the headings inside it.
        marks: its states, each the name of its mark and the words.
        due: when it is due, in words.
        texts: what it says.
        is_listed: whether the A to Z index names it.
    """

    what: str
    title: str
    path: str
    plan: str = ""
    also: tuple[str, ...] = ()
    marks: tuple[tuple[str, str], ...] = ()
    due: str = ""
    texts: tuple[str, ...] = ()
    is_listed: bool = True

    def row(self) -> dict[str, Any]:
        """Return it as plain values, of which `of_row` makes it again."""
        return asdict(self)

    @classmethod
    def of_row(cls, row: dict[str, Any]) -> Findable:
        """Return what `row` was made from."""
        listed = {name: tuple(row[name]) for name in ("also", "texts")}
        marks = tuple((name, said) for name, said in row["marks"])
        return cls(**{**row, **listed, "marks": marks})


def of_plan(context: PlanContext) -> Iterator[Findable]:
    """Yield what can be found in a plan, in the order of its pages.

    Args:
        context: with its menu.
    """
    yield _overview(context)
    yield from _routes(context)
    for view in context.view.actions:
        yield _action(context, view)
    yield from _chapters(context)
    for option in context.file.options:
        yield _option(context, option)
    yield from _statements(context)
    yield from _figures(context)
    yield from _bodies(context)
    for term in glossary.terms(context):
        texts = _plain(term.meaning)
        place = f"{context.address('glossary')}#{term.anchor}"
        what = context.say("Word explained")
        yield Findable(
            what, _one(term.head), place, context.view.id, _plain(term.full), texts=texts
        )
    yield from _other_pages(context)


def placed(found: Iterable[Findable], pages: Mapping[str, str]) -> Iterator[Findable]:
    """Yield entries that lead to the top of a page where a site's own template has no such place.

    Args:
        pages: the HTML of every page of the plan, by its file.
    """
    for entry in found:
        path, _, place = entry.path.partition("#")
        is_there = not place or f'id="{place}"' in pages[file_of(path)]
        yield entry if is_there else replace(entry, path=path)


def _overview(context: PlanContext) -> Findable:
    plan, say = context.file, context.say
    texts = _plain(plan.summary, plan.notice, *(section.title for section in plan.sections))
    marks = (("draft", say("Draft")),) if plan.state == "draft" else ()
    what, name = say(labels.KIND[plan.kind]), _one(plan.title)
    also = _plain(plan.organisation)
    return Findable(what, name, context.address(), context.view.id, also, marks, texts=texts)


def _routes(context: PlanContext) -> Iterator[Findable]:
    """Yield how to comment on a plan or to complain."""
    what = context.say("Comment or complain")
    texts, page = _plain(context.site.publisher.complaints), f"{context.address()}#comment"
    kind = context.say("Page of the plan")
    yield Findable(kind, what, page, context.view.id, texts=texts, is_listed=False)
    for route in context.file.complaints:
        place = f"{context.address()}#{route.id}"
        yield Findable(what, _one(route.title), place, context.view.id, texts=_plain(route.text))


def _action(context: PlanContext, view: ActionView) -> Findable:
    action, say = view.action, context.say
    who = ", ".join(context.responsible(view))
    texts = _plain(
        *_answers(action),
        *_steps(action.steps),
        *action.outcomes,
        *action.measures,
        action.status_reason,
        *(update.text for update in action.updates),
        *(text for part in action.parts for text in _part(part)),
        say("Who is responsible: %(names)s.", names=who) if who else "",
    )
    row = context.row_words()[0].capitalize()
    due = action_rows.due_line(context, view)
    return Findable(
        f"{row} {action.number}".strip(),
        _one(action.title),
        context.at.action(context.view.id, action.id),
        context.view.id,
        _plain(*(part.title for part in action.parts)),
        tuple(_marks(context, view)),
        say("Due: %(when)s", when=due) if due else "",
        texts,
    )


def _answers(action: Action) -> Iterator[str]:
    yield from (action.about, action.you_said, action.we_will, action.we_did)
    yield action.could_not_because
    if action.asked:
        yield action.asked.text
    if action.response:
        yield from (action.response.text, action.response.reason)


def _part(part: Part) -> Iterator[str]:
    yield from (*_steps(part.steps), *part.outcomes, *part.measures, part.status_reason)
    yield from (update.text for update in part.updates)


def _steps(steps: Sequence[Step]) -> list[str]:
    return [step.text for step in steps]


def _marks(context: PlanContext, view: ActionView) -> Iterator[tuple[str, str]]:
    """Yield the marks that the action's own page has below its title."""
    say = context.say
    if view.decision:
        yield view.decision, say(labels.DECISION[view.decision])
    if view.status and view.status != view.decision:
        yield view.status, say(labels.STATUS[view.status])
    if view.is_late:
        yield "late", say("Late")
    elif view.is_soon:
        yield "soon", say("Due soon")


def _chapters(context: PlanContext) -> Iterator[Findable]:
    what = context.say("Chapter")
    for chapter in context.view.plan.chapters:
        headings = _plain(*(one.text for one in prose.headings(prose.bare(chapter.markdown))))
        place = context.at.chapter(context.view.id, chapter.id)
        texts = _plain(chapter.markdown)
        yield Findable(what, _one(chapter.title), place, context.view.id, headings, texts=texts)


def _option(context: PlanContext, option: Option) -> Findable:
    place = f"{context.address('get-involved')}#{option.id}"
    what = context.say("Way to get involved")
    texts = _plain(option.about, option.how_often, option.where, option.who, option.formats)
    return Findable(what, _one(option.name), place, context.view.id, texts=texts)


def _statements(context: PlanContext) -> Iterator[Findable]:
    say = context.say
    kinds = {
        "aims": say("Aim"),
        "priorities": say("What residents put first"),
        "standards": say("Standard"),
        "success_tests": say("How we will know"),
    }
    for group in statements.groups(context):
        page = context.address("measures" if group.field == "success_tests" else "by-aim")
        for one in plans.statements(group.statements):
            title = _one(statement_title(one))
            what = _labelled(one) or f"{kinds[group.field]} {one.number}".strip()
            texts = _plain(one.about)
            yield Findable(what, title, f"{page}#{one.id}", context.view.id, texts=texts)


def _labelled(one: Statement) -> str:
    """Return what a label calls a statement: Objective for Objective a; empty for others."""
    label = prose.plain(one.label)
    is_called = not one.text and one.number and label.endswith(f" {one.number}")
    return label.removesuffix(f" {one.number}") if is_called else ""


def _figures(context: PlanContext) -> Iterator[Findable]:
    what, page = context.say("Figure"), context.address("measures")
    for one in context.file.indicators:
        texts = _plain(one.about)
        yield Findable(what, _one(one.name), f"{page}#{one.id}", context.view.id, texts=texts)


def _bodies(context: PlanContext) -> Iterator[Findable]:
    """Yield the groups of a plan and whom to ask."""
    plan, say = context.file, context.say
    for group in plan.groups:
        place = f"{context.address('who-is-who')}#{group.id}"
        texts = _plain(group.about, group.members, group.meets)
        names = _plain(*group.aliases)
        yield Findable(say("Group"), _one(group.name), place, context.view.id, names, texts=texts)
    for contact in plan.contacts:
        place = f"{context.address('contacts')}#{contact.id}"
        texts = _plain(contact.about, contact.organisation)
        yield Findable(say("Contact"), _one(contact.role), place, context.view.id, texts=texts)


def _other_pages(context: PlanContext) -> Iterator[Findable]:
    """Yield the plan's inserts, its Easy Read, and the pages of its menu."""
    say, plan = context.say, context.view.plan
    for offer in context.inserts:
        side = Side(context, offer.insert, offer.limits)
        blocks = side.blocks()
        texts = _plain(*(text for block in blocks for text in (block.title, block.text)))
        what = say("Newsletter page")
        yield Findable(what, _one(side.title), side.page, plan.id, texts=texts)
    if plan.easy:
        texts = _plain(*(item.text for item in plan.easy.items()))
        what = say("Easy Read")
        yield Findable(
            what, _one(plan.easy.title), context.address("easy-read"), plan.id, texts=texts
        )
    own = {context.address(), context.address("easy-read")}
    for page in context.menu:
        if page.path not in own:
            what = say("Page of the plan")
            yield Findable(what, page.title, page.path, plan.id, is_listed=False)


def _one(text: str) -> str:
    """Return a text in plain words, with the sign of its language where it has one."""
    sign = next((sign for sign in prose.FOREIGN.values() if sign in text), "")
    return sign + prose.plain(text)


def _plain(*texts: str) -> tuple[str, ...]:
    return tuple(_one(text) for text in texts if text)
