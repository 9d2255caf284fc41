"""An insert in one of its languages: its blocks in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from riweb.plan import inserts, labels
from riweb.plan.actions import Action, Figure
from riweb.plan.inserts import Chosen, Insert, InsertBlock, Worded
from riweb.plan.parts import Group, Option
from riweb.render import templating
from riweb.render.plan_context import PlanContext


@dataclass(frozen=True)
class InsertItem:
    """One thing in a block.

    Args:
        at: its place, such as `3.0`: the first thing in the fourth block.
        rows: what is said of it, each text with the label before it, which may be empty.
    """

    at: str
    title: str
    rows: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class BlockView:
    """One block as it is shown.

    Args:
        at: its place in the insert's file; a word for one that stands there unasked.
        who: whose words a quotation is.
        picture: the address of a picture.
        lines: how many lines a reply slip has.
        pair: whether it is the first or the second of two that stand beside each other.
    """

    at: str
    kind: str
    title: str
    text: str = ""
    items: tuple[InsertItem, ...] = ()
    who: str = ""
    picture: str = ""
    alt: str = ""
    lines: int = 0
    pair: Literal["", "first", "second"] = ""

    @property
    def is_bare(self) -> bool:
        """Whether no more than one text is said of each thing in it."""
        return bool(self.items) and all(len(item.rows) <= 1 for item in self.items)


@dataclass(frozen=True)
class Side:
    """An insert in one of its languages.

    Args:
        limits: how many items a block shows, by its place; others show all they have.
    """

    context: PlanContext
    insert: Insert
    limits: Mapping[str, int] = field(default_factory=dict)

    @property
    def language(self) -> str:
        """The language of its words."""
        return self.context.language

    @property
    def title(self) -> str:
        """Its heading."""
        return self.insert.sheet.title.of(self.language)

    @property
    def page(self) -> str:
        """The path of its web page."""
        return self.context.at.insert(self.context.view.id, self.insert.id)

    @property
    def address(self) -> str:
        """What its QR code leads to."""
        return self.insert.sheet.address or f"{self.context.site.base_url}{self.page}"

    def html(self, is_print: bool, pictures: str = "", qr: str = "", is_wide: bool = False) -> str:
        """Return its words as HTML, with the heading at the top where they are to be printed.

        Args:
            pictures: what stands before the name of a picture in its address.
            qr: the address of the picture of its QR code.
            is_wide: whether a page is wide enough for two blocks beside each other.
        """
        edition = self.context.edition
        blocks = tuple(self.blocks(pictures))
        return templating.render(
            "insert/side.html",
            self.language,
            edition.override,
            lambda path: path,
            side=self,
            site=edition.site,
            plan=self.context.view,
            intro=_said(self.insert.sheet.intro, self.language),
            blocks=tuple(_paired(blocks)) if is_wide else blocks,
            shown_address=self.address.split("://")[-1].rstrip("/"),
            is_print=is_print,
            is_draft=self.is_draft,
            qr=qr,
        )

    @property
    def is_draft(self) -> bool:
        """Whether it has words that are a translation that nobody has checked."""
        plan = self.context.file
        is_draft_plan = plan.translation == "draft" and plan.language != self.language
        return self.context.edition.is_draft or is_draft_plan

    @property
    def is_noted(self) -> bool:
        """Whether the plan has something to say of itself: a notice, or that it is a draft."""
        plan = self.context.file
        return bool(plan.notice) or plan.state == "draft" or self.is_draft

    def blocks(self, pictures: str = "") -> Iterator[BlockView]:
        """Yield its blocks in order; how to ask for other formats is always one of them."""
        sheet = self.insert.sheet
        kinds = [block.kind for block in sheet.blocks]
        for place, block in enumerate(sheet.blocks):
            made = self._block(str(place), block)
            if block.file:
                made = replace(made, picture=pictures + block.file)
            yield made
        # A plan that says something of itself everywhere says it here too.
        if "about" not in kinds and self.is_noted:
            yield self._block("about", InsertBlock(kind="about"))
        if "other-formats" not in kinds:
            yield self._block("end", InsertBlock(kind="other-formats"))

    def _block(self, at: str, block: InsertBlock) -> BlockView:
        language = self.language
        return BlockView(
            at,
            block.kind,
            _said(block.title, language) or self._usual_title(block),
            _said(block.text, language),
            tuple(self._items(at, block)),
            _said(block.who, language),
            alt=_said(block.alt, language),
            lines=block.lines if block.kind == "reply-slip" else 0,
        )

    def _usual_title(self, block: InsertBlock) -> str:
        say = self.context.say
        titles = {
            "progress": say("Progress in figures"),
            "dates": say("Dates for your diary"),
            "get-involved": say("Ways to get involved"),
            "promises": say("What we promise"),
            "other-formats": say("Other formats and languages"),
            "contact": say("Get in touch"),
            "reply-slip": say("Tell us what you think"),
        }
        if block.kind == "you-said-we-did":
            chosen = inserts.actions(self.context.view.plan, block)
            has_said = any(_has_said(one, action) for one, action in chosen)
            return say("You said, we did") if has_said else say("What we have done")
        return titles.get(block.kind, "")

    def _items(self, at: str, block: InsertBlock) -> Iterator[InsertItem]:
        makers = {
            "you-said-we-did": self._answers,
            "progress": self._figures,
            "dates": self._dates,
            "get-involved": self._options,
            "promises": self._promises,
        }
        if block.kind in makers:
            found = list(makers[block.kind](block))
            most = self.limits.get(at, block.most or len(found))
            for number, item in enumerate(found[:most]):
                yield replace(item, at=f"{at}.{number}")

    def _answers(self, block: InsertBlock) -> Iterator[InsertItem]:
        """Yield what residents said, what was promised and what was done."""
        say = self.context.say
        chosen = inserts.actions(self.context.view.plan, block)
        # Where nothing else is said, the heading of the block says it.
        is_bare = not any(_has_said(one, action) for one, action in chosen)
        for one, action in chosen:
            rows = (
                (say("You said"), self._words(one, action, "you_said")),
                (say("We will"), self._words(one, action, "we_will")),
                (
                    "" if is_bare else say("We did"),
                    self._words(one, action, "we_did") or inserts.we_did(action),
                ),
                (say("Why we could not"), self._words(one, action, "could_not_because")),
            )
            title = self._words(one, action, "title")
            yield InsertItem("", title, tuple(row for row in rows if row[1]))

    def _words(self, one: Chosen, thing: Action | Option | Group, name: str) -> str:
        """Return a text of the plan as short as it is for print.

        That is the insert's own, or what stands below `print:` in the plan, or the full text.
        """
        # In an insert, what an option or a group is called is a title.
        own = getattr(one, "title" if name == "name" else name, None)
        words: str = getattr(thing.print, name, "") or getattr(thing, name)
        return _said(own, self.language) or words

    def _figures(self, block: InsertBlock) -> Iterator[InsertItem]:
        """Yield how many actions are so far, or the figures of the actions that are chosen."""
        plan, say = self.context.view, self.context.say
        if not block.items:
            total = self.context.row_count(len(plan.actions))
            for value, number in plan.counts(lambda view: view.status):
                text = say("%(number)d of %(total)s", number=number, total=total)
                yield InsertItem("", say(labels.STATUS[value]), (("", text),))
        for one, action in inserts.actions(plan.plan, block) if block.items else ():
            yield from self._figures_of(one, action)

    def _figures_of(self, one: Chosen, action: Action) -> Iterator[InsertItem]:
        say, targets = self.context.say, {figure.about: figure for figure in action.target}
        title = self._words(one, action, "title")
        for figure in action.current or action.target:
            target = targets.get(figure.about) if action.current else None
            rows = [("", _figure(figure))]
            if target:
                rows.append(("", say("Target: %(figure)s", figure=_figure(target))))
            yield InsertItem("", figure.about or title, tuple(rows))

    def _dates(self, block: InsertBlock) -> Iterator[InsertItem]:
        """Yield the dates that are not over, the earliest first, of the actions chosen."""
        chosen = {one.id: one for one in block.items}
        view = self.context.view
        for due in view.deadlines:
            action = due.action.action
            is_over = due.is_finished or not due.when.last
            if is_over or (view.as_of and due.when.last and due.when.last < view.as_of):
                continue
            if not chosen or action.id in chosen:
                one = chosen.get(action.id, Chosen(id=action.id))
                own = _said(one.title, self.language) or due.about
                text = own or self._words(one, action, "title")
                yield InsertItem("", due.when.text(self.language), (("", text),))

    def _options(self, block: InsertBlock) -> Iterator[InsertItem]:
        """Yield ways to get involved: the options of the plan, or its groups."""
        plan = self.context.file
        found: list[Option | Group] = [*(plan.options or plan.groups)]
        by_id: dict[str, Option | Group] = {one.id: one for one in plan.options}
        by_id |= {one.id: one for one in plan.groups}
        chosen = {one.id: one for one in block.items}
        for thing in [by_id[name] for name in chosen] if chosen else found:
            one = chosen.get(thing.id, Chosen(id=thing.id))
            about, title = (self._words(one, thing, name) for name in ("about", "name"))
            yield InsertItem("", title, (("", about),) if about else ())

    def _promises(self, _: InsertBlock) -> Iterator[InsertItem]:
        for text in self.context.file.promises:
            yield InsertItem("", "", (("", text),))


def _paired(blocks: Sequence[BlockView]) -> Iterator[BlockView]:
    """Yield blocks; how to ask for other formats and the contact stand beside each other."""
    before = ""
    for number, block in enumerate(blocks, 1):
        after = blocks[number].kind if number < len(blocks) else ""
        if before:
            yield replace(block, pair="second")
            before = ""
        elif {block.kind, after} == {"other-formats", "contact"}:
            yield replace(block, pair="first")
            before = block.kind
        else:
            yield block


def _said(worded: Worded | None, language: str) -> str:
    return worded.of(language) if worded else ""


def _has_said(one: Chosen, action: Action) -> bool:
    return bool(action.you_said or one.you_said or action.we_will or one.we_will)


def _figure(figure: Figure) -> str:
    return f"{figure.value} {figure.unit}".strip()
