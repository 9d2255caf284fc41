"""What every page of a plan is given: the plan, its words, and ways to link and to count."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any
from weakref import WeakKeyDictionary

from markupsafe import Markup

from riweb.plan.actions import Ref
from riweb.plan.inserts import Insert
from riweb.plan.labels import DECIDED, LEAD_PART, REACHED, ROW
from riweb.plan.plans import Plan, PlanFile, statements
from riweb.plan.site import SiteFile
from riweb.plan.views import ActionView, PlanView
from riweb.render import templating
from riweb.render.addresses import Addresses
from riweb.render.edition import Crumb, Edition
from riweb.text import prose


@dataclass(frozen=True)
class Download:
    """A finished file that a page offers.

    Args:
        title: such as Large print, 18 point.
        about: kind, pages and size in words.
        size: in bytes.
        pages: None where the format has no pages.
        volume: its number, where its format is in several volumes; else 0.
        version: the version of the words that it was made from, see `document.version_of`.
    """

    path: str
    format: str
    title: str
    about: str
    size: int
    pages: int | None
    volume: int = 0
    version: str = ""


@dataclass(frozen=True)
class InsertOffer:
    """An insert as its page offers it.

    Args:
        limits: how many items a block shows, by its place.
        files: the path, title and kind of each of its files for readers.
    """

    insert: Insert
    limits: Mapping[str, int]
    files: tuple[tuple[str, str, str], ...] = ()


# Two contexts are the same where they are one: what they hold is large to compare.
@dataclass(frozen=True, eq=False)
class PlanContext:
    """A plan in one language: all that its pages, documents and files are made from.

    Args:
        downloads: finished files of the plan, by format, in order.
        inserts: those that are about the plan.
        menu: the plan's pages, only those that have something to show.
        files: the names of its files for programmes that there are, such as `feed.xml`.
    """

    edition: Edition
    view: PlanView
    downloads: tuple[Download, ...] = ()
    inserts: tuple[InsertOffer, ...] = ()
    menu: tuple[Crumb, ...] = ()
    files: frozenset[str] = frozenset()

    @property
    def file(self) -> PlanFile:
        """What plan.yaml says, in this language."""
        return self.view.file

    @property
    def at(self) -> Addresses:
        """Where the pages of this language stand."""
        return self.edition.at

    @property
    def site(self) -> SiteFile:
        """What site.yaml says, in this language."""
        return self.edition.site

    @property
    def language(self) -> str:
        """The language of these pages."""
        return self.edition.language

    def say(self, text: str, **values: object) -> str:
        """Return an interface text in this language, with its values put in."""
        return self.edition.say(text, **values)

    def count(self, one: str, many: str, number: int, **values: object) -> str:
        """Return a counted text in this language; both hold `%(num)d`, and may hold values."""
        return self.edition.count(one, many, number, **values)

    def address(self, word: str = "") -> str:
        """Return the path of one of the plan's pages."""
        return self.at.plan(self.view.id, word)

    def has(self, word: str) -> bool:
        """Tell whether the plan has the page of that path word."""
        return any(entry.path == self.address(word) for entry in self.menu)

    def row_words(self) -> tuple[str, str]:
        """Return what the plan calls one row, and several."""
        one, many = ROW[self.file.row_word]
        return self.say(one), self.say(many)

    def row_count(self, number: int) -> str:
        """Return such as `11 tasks`."""
        one, many = ROW[self.file.row_word]
        return self.count(f"%(num)d {one}", f"%(num)d {many}", number)

    def periods(self, ids: Collection[str]) -> str:
        """Return ticked boxes in words, such as `2008/09: quarters 3 and 4; 2009/10: …`."""
        boxes = self.file.periods
        if len(boxes) > 2 and {box.id for box in boxes} <= set(ids):
            first, last = (
                prose.plain(" ".join(filter(None, (b.group, b.label))))
                for b in (boxes[0], boxes[-1])
            )
            return self.say("every period from %(first)s to %(last)s", first=first, last=last)
        groups: dict[str, list[str]] = {}
        for box in self.file.periods:
            if box.id in ids:
                groups.setdefault(prose.plain(box.group), []).append(prose.plain(box.label))
        return "; ".join(
            (f"{group}: " if group else "") + ", ".join(labels) for group, labels in groups.items()
        )

    def ticked(self, view: ActionView) -> str:
        """Return every box that a step of the action ticks, in words; or empty."""
        return self.periods(view.ticks)

    def responsible(self, view: ActionView, shown: Callable[[str], str] = prose.plain) -> list[str]:
        """Return who an action names, each with their part in it, such as `Board (in support)`.

        Args:
            shown: makes a text into what is shown: words without marks, or `prose.inline`.
        """
        say = self.say
        return [
            f"{shown(lead.name)} ({shown(say(LEAD_PART[lead.part]))})"
            if LEAD_PART[lead.part]
            else shown(lead.name)
            for lead in view.leads
        ]

    @cached_property
    def rows(self) -> Mapping[str, ActionView]:
        """Each action by its id and by the ids of its parts."""
        found = {view.action.id: view for view in self.view.actions}
        return found | {part.id: view for view in found.values() for part in view.action.parts}

    def row_page(self, row_id: str) -> str:
        """Return the page of an action or a part, or empty."""
        view = self.rows.get(row_id)
        if view is None:
            return ""
        page = self.at.action(self.view.id, view.action.id)
        return page if row_id == view.action.id else f"{page}#{row_id}"

    @cached_property
    def ref_pages(self) -> Mapping[str, str]:
        """The page of each thing that a reference may name, by its id."""
        plan, id_ = self.view.file, self.view.id
        found: dict[str, str] = {}
        if self.has("by-aim"):
            page = self.address("by-aim")
            found |= {one.id: f"{page}#{one.id}" for one in self.view.statement_list}
        if self.has("measures"):
            page = self.address("measures")
            found |= {one.id: f"{page}#{one.id}" for one in statements(plan.success_tests)}
            found |= {one.id: f"{page}#{one.id}" for one in plan.indicators}
        if self.has("strategy"):
            chapters = self.view.plan.chapters
            found |= {one.id: self.at.chapter(id_, one.id) for one in chapters}
        return found | {row: self.row_page(row) for row in self.rows}

    def ref_page(self, ref: Ref) -> str:
        """Return the page that a reference leads to, or empty where it is elsewhere."""
        return "" if ref.outside else self.ref_pages.get(ref.to, "")

    def glance(self) -> str:
        """Return the plan in one or two sentences: how many rows, and how many in each state."""
        say, plan = self.say, self.view
        count = self.row_count(len(plan.actions))
        found = [say("This plan has %(count)s.", count=count)]
        for title, counts, names in (
            (say("The answers"), plan.counts(lambda view: view.decision), DECIDED),
            (say("How far it is"), plan.counts(lambda view: view.status), REACHED),
        ):
            if counts:
                parts = [self._counted(names[value], number) for value, number in counts]
                found.append(f"{title}: {', '.join(parts)}.")
        late = sum(bool(view.is_late) for view in plan.actions)
        if late and plan.as_of:
            day = templating.day(plan.as_of, self.language)
            found.append(
                self.count(
                    "On %(day)s, %(num)d was late.", "On %(day)s, %(num)d were late.", late, day=day
                )
            )
        return " ".join([*found, *([self._span()] if len(found) == 1 else [])]).strip()

    def _counted(self, forms: tuple[str, str], number: int) -> str:
        """Return how many are in a state, such as `5 agreed`."""
        one, many = forms
        return self.count(one, many, number)

    def _span(self) -> str:
        """Return in a sentence when the first thing is due and when the last, or empty."""
        dated = [one.when for one in self.view.deadlines if one.when.last]
        if len(dated) < 2:
            return ""
        # Of “April 2008, then ongoing” the date alone.
        points = (dated[0].start, dated[-1].end)
        first, last = (one.text(self.language) if one else "" for one in points)
        return self.say(
            "The first date is %(first)s and the last is %(last)s.", first=first, last=last
        )

    def key_dates(self) -> list[tuple[str, str]]:
        """Return the days of the plan itself, as label and value."""
        say, plan = self.say, self.view.file
        days = [
            (say("First published"), plan.published),
            (say("Last revised"), plan.revised),
            (say("Next update due"), plan.next_update),
            (say("Day we judged what is late or due soon"), self._judged_on()),
        ]
        return [(n, templating.day(d, self.language)) for n, d in days if d]

    def _judged_on(self) -> date | None:
        """Return the day against which lateness is judged, where anything is judged at all."""
        is_judged = any(view.is_late is not None or view.is_soon for view in self.view.actions)
        return self.view.as_of if is_judged else None

    @cached_property
    def values(self) -> Mapping[str, Any]:
        """What every template of the plan is given."""
        return {
            "plan": self.view,
            "menu": self.menu,
            "has": self.has,
            "row_words": self.row_words(),
            "row_count": self.row_count,
            "periods": self.periods,
            "ticked": self.ticked,
            "row_page": self.row_page,
            "rows_by_id": self.rows,
            "files": self.files,
            "ref_page": self.ref_page,
            "glance": self.glance(),
            "key_dates": self.key_dates(),
            "description": self.file.summary or self.file.title,
        }

    def render(
        self, template: str, here: str, title: str, parents: tuple[Crumb, ...] = (), **values: Any
    ) -> tuple[str, str]:
        """Return the file of one of the plan's pages and its HTML."""
        trail = [Crumb(self.say("Home"), self.at.home)]
        if here != self.address():
            trail.append(Crumb(self.file.title, self.address()))
        given = {
            **self.values,
            "trail": [*trail, *parents],
            **values,
            "frames": _frames.setdefault(self, {}),
        }
        return self.edition.render(template, here, title, **given)


def of(
    edition: Edition,
    plan: Plan,
    downloads: tuple[Download, ...] = (),
    inserts: tuple[InsertOffer, ...] = (),
) -> PlanContext:
    """Return a plan in the language of an edition; without the menu of its pages."""
    view = PlanView(plan, edition.today, edition.alphabet)
    return PlanContext(edition.alone(), view, downloads, inserts)


# What stands around the text of a plan's pages, once it is rendered: many pages share it.
_frames: WeakKeyDictionary[PlanContext, dict[tuple[str, str, str], Markup]] = WeakKeyDictionary()


@dataclass(frozen=True)
class PageKind:
    """One row in the menu of a plan.

    Args:
        word: its path word, see `addresses.PATH_WORDS`.
        title: returns what the menu calls it.
        is_there: tells whether the plan has anything for it; nothing is ever an empty page.
        pages: yields file and HTML of the page and of those below it.
    """

    word: str
    title: Callable[[PlanContext], str]
    is_there: Callable[[PlanContext], bool]
    pages: Callable[[PlanContext], Iterator[tuple[str, str]]]
