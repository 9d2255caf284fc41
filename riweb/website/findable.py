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


def of_plan(scene: PlanContext) -> Iterator[Findable]:
    """Yield what can be found in a plan, in the order of its pages.

    Args:
        scene: with its menu.
    """
    yield _overview(scene)
    yield from _routes(scene)
    for view in scene.plan.actions:
        yield _action(scene, view)
    yield from _chapters(scene)
    for option in scene.plan.plan.options:
        yield _option(scene, option)
    yield from _statements(scene)
    yield from _figures(scene)
    yield from _bodies(scene)
    for term in glossary.terms(scene):
        texts = _plain(term.meaning)
        place = f"{scene.address('glossary')}#{term.anchor}"
        what = scene.scene.say("Word explained")
        yield Findable(what, _one(term.head), place, scene.plan.id, _plain(term.full), texts=texts)
    yield from _other_pages(scene)


def placed(found: Iterable[Findable], pages: Mapping[str, str]) -> Iterator[Findable]:
    """Yield entries that lead to the top of a page where a site's own template has no such place.

    Args:
        pages: the HTML of every page of the plan, by its file.
    """
    for entry in found:
        path, _, place = entry.path.partition("#")
        is_there = not place or f'id="{place}"' in pages[file_of(path)]
        yield entry if is_there else replace(entry, path=path)


def _overview(scene: PlanContext) -> Findable:
    plan, say = scene.plan.plan, scene.scene.say
    texts = _plain(plan.summary, plan.notice, *(section.title for section in plan.sections))
    marks = (("draft", say("Draft")),) if plan.state == "draft" else ()
    what, name = say(labels.KIND[plan.kind]), _one(plan.title)
    also = _plain(plan.organisation)
    return Findable(what, name, scene.address(), scene.plan.id, also, marks, texts=texts)


def _routes(scene: PlanContext) -> Iterator[Findable]:
    """Yield how to comment on a plan or to complain."""
    what = scene.scene.say("Comment or complain")
    texts, page = _plain(scene.scene.site.publisher.complaints), f"{scene.address()}#comment"
    kind = scene.scene.say("Page of the plan")
    yield Findable(kind, what, page, scene.plan.id, texts=texts, is_listed=False)
    for route in scene.plan.plan.complaints:
        place = f"{scene.address()}#{route.id}"
        yield Findable(what, _one(route.title), place, scene.plan.id, texts=_plain(route.text))


def _action(scene: PlanContext, view: ActionView) -> Findable:
    action, say = view.action, scene.scene.say
    who = ", ".join(scene.responsible(view))
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
    row = scene.row_words()[0].capitalize()
    due = action_rows.due_line(scene, view)
    return Findable(
        f"{row} {action.number}".strip(),
        _one(action.title),
        scene.at.action(scene.plan.id, action.id),
        scene.plan.id,
        _plain(*(part.title for part in action.parts)),
        tuple(_marks(scene, view)),
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


def _marks(scene: PlanContext, view: ActionView) -> Iterator[tuple[str, str]]:
    """Yield the marks that the action's own page has below its title."""
    say = scene.scene.say
    if view.decision:
        yield view.decision, say(labels.DECISION[view.decision])
    if view.status and view.status != view.decision:
        yield view.status, say(labels.STATUS[view.status])
    if view.is_late:
        yield "late", say("Late")
    elif view.is_soon:
        yield "soon", say("Due soon")


def _chapters(scene: PlanContext) -> Iterator[Findable]:
    what = scene.scene.say("Chapter")
    for chapter in scene.plan.published.chapters:
        headings = _plain(*(one.text for one in prose.headings(prose.bare(chapter.markdown))))
        place = scene.at.chapter(scene.plan.id, chapter.id)
        texts = _plain(chapter.markdown)
        yield Findable(what, _one(chapter.title), place, scene.plan.id, headings, texts=texts)


def _option(scene: PlanContext, option: Option) -> Findable:
    place = f"{scene.address('get-involved')}#{option.id}"
    what = scene.scene.say("Way to get involved")
    texts = _plain(option.about, option.how_often, option.where, option.who, option.formats)
    return Findable(what, _one(option.name), place, scene.plan.id, texts=texts)


def _statements(scene: PlanContext) -> Iterator[Findable]:
    say = scene.scene.say
    kinds = {
        "aims": say("Aim"),
        "priorities": say("What residents put first"),
        "standards": say("Standard"),
        "success_tests": say("How we will know"),
    }
    for group in statements.groups(scene):
        page = scene.address("measures" if group.field == "success_tests" else "by-aim")
        for one in plans.statements(group.statements):
            title = _one(statement_title(one))
            what = _labelled(one) or f"{kinds[group.field]} {one.number}".strip()
            texts = _plain(one.about)
            yield Findable(what, title, f"{page}#{one.id}", scene.plan.id, texts=texts)


def _labelled(one: Statement) -> str:
    """Return what a label calls a statement: Objective for Objective a; empty for others."""
    label = prose.plain(one.label)
    is_called = not one.text and one.number and label.endswith(f" {one.number}")
    return label.removesuffix(f" {one.number}") if is_called else ""


def _figures(scene: PlanContext) -> Iterator[Findable]:
    what, page = scene.scene.say("Figure"), scene.address("measures")
    for one in scene.plan.plan.indicators:
        texts = _plain(one.about)
        yield Findable(what, _one(one.name), f"{page}#{one.id}", scene.plan.id, texts=texts)


def _bodies(scene: PlanContext) -> Iterator[Findable]:
    """Yield the groups of a plan and whom to ask."""
    plan, say = scene.plan.plan, scene.scene.say
    for group in plan.groups:
        place = f"{scene.address('who-is-who')}#{group.id}"
        texts = _plain(group.about, group.members, group.meets)
        names = _plain(*group.aliases)
        yield Findable(say("Group"), _one(group.name), place, scene.plan.id, names, texts=texts)
    for contact in plan.contacts:
        place = f"{scene.address('contacts')}#{contact.id}"
        texts = _plain(contact.about, contact.organisation)
        yield Findable(say("Contact"), _one(contact.role), place, scene.plan.id, texts=texts)


def _other_pages(scene: PlanContext) -> Iterator[Findable]:
    """Yield the plan's inserts, its Easy Read, and the pages of its menu."""
    say, plan = scene.scene.say, scene.plan.published
    for offer in scene.inserts:
        side = Side(scene, offer.insert, offer.limits)
        blocks = side.blocks()
        texts = _plain(*(text for block in blocks for text in (block.title, block.text)))
        what = say("Newsletter page")
        yield Findable(what, _one(side.title), side.page, plan.id, texts=texts)
    if plan.easy:
        texts = _plain(*(item.text for item in plan.easy.items()))
        what = say("Easy Read")
        yield Findable(
            what, _one(plan.easy.title), scene.address("easy-read"), plan.id, texts=texts
        )
    own = {scene.address(), scene.address("easy-read")}
    for page in scene.menu:
        if page.path not in own:
            what = say("Page of the plan")
            yield Findable(what, page.title, page.path, plan.id, is_listed=False)


def _one(text: str) -> str:
    """Return a text in plain words, with the sign of its language where it has one."""
    sign = next((sign for sign in prose.FOREIGN.values() if sign in text), "")
    return sign + prose.plain(text)


def _plain(*texts: str) -> tuple[str, ...]:
    return tuple(_one(text) for text in texts if text)
