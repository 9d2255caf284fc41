"""What every page of a plan is given: the plan, its words, and ways to link and to count."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from riweb import words
from riweb.pages import environment
from riweb.pages.addresses import Addresses, absolute, file_of, relative
from riweb.plan.actions import Ref
from riweb.plan.site import SiteFile
from riweb.translate import interface
from riweb.views import ActionView, PlanView


@dataclass(frozen=True)
class Download:
    """A finished file that a page offers.

    Args:
        title: such as Large print (18 point).
        about: kind, pages and size in words.
    """

    path: str
    format: str
    title: str
    about: str


@dataclass(frozen=True)
class Crumb:
    """One step of the way from the home page, or one entry of a menu."""

    title: str
    path: str


@dataclass(frozen=True)
class Scene:
    """One language of a site, and how its pages are rendered.

    Args:
        override: a site's own templates, or None.
        today: the day of the build, for plans that say `as_of: today`.
    """

    site: SiteFile
    at: Addresses
    override: Path | None
    today: date
    has_scheme: bool = False

    @property
    def language(self) -> str:
        """The language of these pages."""
        return self.at.language

    def say(self, text: str, **values: object) -> str:
        """Return an interface text in this language, with its values put in."""
        found = interface(self.language).gettext(text)
        return found % values if values else found

    def count(self, one: str, many: str, number: int) -> str:
        """Return a counted text in this language; both hold `%(num)d`."""
        return interface(self.language).ngettext(one, many, number) % {"num": number}

    def render(self, template: str, here: str, title: str, **values: Any) -> tuple[str, str]:
        """Return the file of a page and its HTML.

        Args:
            here: the page's path.
            values: what the template needs besides the site, the title and the links.
        """
        is_anywhere = here.endswith("404.html") and self.site.base_url
        base = urlsplit(self.site.base_url).path
        given: dict[str, Any] = {
            "site": self.site,
            "at": self.at,
            "here": here,
            "title": title,
            "plan": None,
            "trail": [],
            "crumb": "",
            "description": self.site.about or title,
            "has_scheme": self.has_scheme,
        }
        html = environment.render(
            template,
            self.language,
            self.override,
            # A server shows the page for a wrong address at that address, however deep.
            lambda target: absolute(target, base) if is_anywhere else relative(target, here),
            **(given | values),
        )
        return file_of(here), html


class PlanScene:
    """A plan in one language: the values that its templates share.

    Args:
        downloads: finished files of the plan, by format, in order.
        menu: the plan's pages, only those that have something to show.
    """

    def __init__(
        self,
        scene: Scene,
        plan: PlanView,
        downloads: tuple[Download, ...] = (),
        menu: tuple[Crumb, ...] = (),
    ) -> None:
        self.scene = scene
        self.plan = plan
        self.downloads = downloads
        self.menu = menu
        self.at = scene.at

    def address(self, word: str = "") -> str:
        """Return the path of one of the plan's pages."""
        return self.at.plan(self.plan.id, word)

    def with_menu(self, menu: tuple[Crumb, ...]) -> PlanScene:
        """Return the same scene with the pages that this plan has."""
        return PlanScene(self.scene, self.plan, self.downloads, menu)

    def has(self, word: str) -> bool:
        """Tell whether the plan has the page of that path word."""
        return any(entry.path == self.address(word) for entry in self.menu)

    def row_words(self) -> tuple[str, str]:
        """Return what the plan calls one row, and several."""
        one, many = words.ROW[self.plan.plan.row_word]
        return self.scene.say(one), self.scene.say(many)

    def row_count(self, number: int) -> str:
        """Return such as `11 tasks`."""
        one, many = words.ROW[self.plan.plan.row_word]
        return self.scene.count(f"%(num)d {one}", f"%(num)d {many}", number)

    def periods(self, ids: Collection[str]) -> str:
        """Return ticked boxes in words, such as `2008/09: quarters 3 and 4; 2009/10: …`."""
        boxes = self.plan.plan.periods
        if len(boxes) > 2 and {box.id for box in boxes} <= set(ids):
            first, last = (
                " ".join(filter(None, (b.group, b.label))) for b in (boxes[0], boxes[-1])
            )
            return self.scene.say("every period from %(first)s to %(last)s", first=first, last=last)
        groups: dict[str, list[str]] = {}
        for box in self.plan.plan.periods:
            if box.id in ids:
                groups.setdefault(box.group, []).append(box.label)
        return "; ".join(
            (f"{group}: " if group else "") + ", ".join(labels) for group, labels in groups.items()
        )

    def ticked(self, view: ActionView) -> str:
        """Return every box that a step of the action ticks, in words; or empty."""
        return self.periods(view.ticks)

    def row_page(self, row_id: str) -> str:
        """Return the page of an action or a part, or empty."""
        for view in self.plan.actions:
            if view.action.id == row_id:
                return self.at.action(self.plan.id, row_id)
            if any(part.id == row_id for part in view.action.parts):
                return f"{self.at.action(self.plan.id, view.action.id)}#{row_id}"
        return ""

    @cached_property
    def row_ids(self) -> frozenset[str]:
        """The ids of the actions and of their parts."""
        actions = [view.action for view in self.plan.actions]
        parts = (part.id for action in actions for part in action.parts)
        return frozenset((*(action.id for action in actions), *parts))

    def row_title(self, row_id: str) -> str:
        """Return the title of an action, or of the action that a part belongs to."""
        for view in self.plan.actions:
            if row_id in (view.action.id, *(part.id for part in view.action.parts)):
                number = f"{view.action.number}. " if view.action.number else ""
                return number + view.action.title
        return row_id

    def ref_page(self, ref: Ref) -> str:
        """Return the page that a reference leads to, or empty where it is elsewhere."""
        if ref.outside:
            return ""
        if page := self.row_page(ref.to):
            return page
        plan = self.plan.plan
        chapters = {chapter.id for chapter in self.plan.published.chapters}
        if self.has("strategy") and ref.to in chapters:
            return self.at.chapter(self.plan.id, ref.to)
        if self.has("measures") and ref.to in {test.id for test in plan.success_tests}:
            return f"{self.address('measures')}#{ref.to}"
        if self.has("by-aim") and ref.to in {one.id for one in self.plan.statement_list}:
            return f"{self.address('by-aim')}#{ref.to}"
        return ""

    def glance(self) -> str:
        """Return the plan in one or two sentences: how many rows, and how many in each state."""
        count, parts = self.row_count(len(self.plan.actions)), []
        for value, number in self.plan.counts(lambda view: view.decision):
            parts.append(f"{self.scene.say(words.DECISION[value]).lower()}: {number}")
        for value, number in self.plan.counts(lambda view: view.status):
            parts.append(f"{self.scene.say(words.STATUS[value]).lower()}: {number}")
        late = sum(bool(view.is_late) for view in self.plan.actions)
        if late and self.plan.as_of:
            day = environment.day(self.plan.as_of, self.scene.language)
            parts.append(self.scene.say("late on %(day)s", day=day) + f": {late}")
        start = self.scene.say("This plan has %(count)s.", count=count)
        if not parts and (span := self._span()):
            return f"{start} {span}"
        return start + (" " + "; ".join(parts).capitalize() + "." if parts else "")

    def _span(self) -> str:
        """Return in a sentence when the first thing is due and when the last, or empty."""
        dated = [one.when for one in self.plan.deadlines if one.when.last]
        if len(dated) < 2:
            return ""
        first, last = (when.text(self.scene.language) for when in (dated[0], dated[-1]))
        return self.scene.say(
            "The first date is %(first)s and the last is %(last)s.", first=first, last=last
        )

    def key_dates(self) -> list[tuple[str, str]]:
        """Return the days of the plan itself, as label and value."""
        say, plan = self.scene.say, self.plan.plan
        days = [
            (say("First published"), plan.published),
            (say("Last revised"), plan.revised),
            (say("Next update due"), plan.next_update),
            (say("Late and due soon are judged on"), self.plan.as_of),
        ]
        return [(n, environment.day(d, self.scene.language)) for n, d in days if d]

    def values(self) -> Mapping[str, Any]:
        """Return what every template of the plan is given."""
        return {
            "plan": self.plan,
            "menu": self.menu,
            "has": self.has,
            "row_words": self.row_words(),
            "row_count": self.row_count,
            "periods": self.periods,
            "ticked": self.ticked,
            "row_page": self.row_page,
            "row_title": self.row_title,
            "row_ids": self.row_ids,
            "data_files": (),
            "ref_page": self.ref_page,
            "glance": self.glance(),
            "key_dates": self.key_dates(),
            "downloads": self.downloads,
            "description": self.plan.plan.summary or self.plan.plan.title,
        }

    def render(
        self, template: str, here: str, title: str, parents: tuple[Crumb, ...] = (), **values: Any
    ) -> tuple[str, str]:
        """Return the file of one of the plan's pages and its HTML."""
        trail = [Crumb(self.scene.say("Home"), self.at.home)]
        if here != self.address():
            trail.append(Crumb(self.plan.plan.title, self.address()))
        given = {**self.values(), "trail": [*trail, *parents], **values}
        return self.scene.render(template, here, title, **given)
