"""plan.json: everything that a plan says, in one language, for programmes."""

from __future__ import annotations

from datetime import date
from typing import Any

from pydantic_core import to_json

from riweb.plan.actions import Action, Due, Part, Ref, Section, Step
from riweb.plan.fields import FieldGroup
from riweb.plan.parts import Period, Picture
from riweb.plan.plans import Chapter
from riweb.plan.views import ActionView
from riweb.render.identities import from_plan, plan_folder
from riweb.render.plan_context import Download, PlanContext
from riweb.text import prose
from riweb.when import Point, When

# Raised when a key goes or changes its meaning; keys may be added without.
FORMAT_VERSION = 1


def write(context: PlanContext) -> tuple[str, str]:
    """Return path and text of a plan's JSON.

    Args:
        context: with its menu, since references lead to pages that the plan has.
    """
    return context.at.data(context.view.id, "plan.json"), dumped(_Values(context).plan())


def dumped(value: object) -> str:
    """Return JSON that people can read as well."""
    return prose.bare(to_json(value, indent=1).decode()) + "\n"


def download(file: Download, path: str) -> dict[str, Any]:
    """Return what JSON says of a finished file."""
    return {
        "format": file.format,
        "title": file.title,
        "path": path,
        "size": file.size,
        "pages": file.pages,
    }


def written(when: When) -> str:
    """Return a time as plan.yaml may say it, the same in every language, such as `2010-06`."""
    if not when.start or not when.end:
        return when.repeat
    span = _point(when.start)
    if when.end != when.start:
        span += f" to {_point(when.end)}"
    return span + (f", then {when.repeat}" if when.repeat else "")


def _point(point: Point) -> str:
    if point.season:
        return f"{point.season} {point.year}"
    parts = [f"{point.year:04}", *(f"{part:02}" for part in (point.month, point.day) if part)]
    return "-".join(parts)


class _Values:
    """Turns a plan into what JSON can hold: each field under its name in plan.yaml."""

    def __init__(self, context: PlanContext) -> None:
        self.context = context
        self.view = context.view

    def plan(self) -> dict[str, Any]:
        """Return the whole plan."""
        plan, language = self.view.file, self.context.language
        return {
            "format_version": FORMAT_VERSION,
            "id": self.view.id,
            "source_language": plan.language,
            "url": self.way(self.context.address()),
            "base_url": plan_folder(self.context),
            **self.entry(
                plan,
                language=language,
                as_of=self.value(self.view.as_of),
                sections=[self.section(one) for one in plan.sections],
                pictures=[self.picture(one) for one in plan.pictures],
            ),
            "chapters": [self.chapter(one) for one in self.view.plan.chapters],
            "downloads": [download(one, self.way(one.path)) for one in self.context.downloads],
        }

    def way(self, path: str) -> str:
        """Return the way to a page or file from the folder of plan.json; empty for none."""
        return from_plan(self.context, path) if path else ""

    def entry(self, entry: FieldGroup, **instead: Any) -> dict[str, Any]:
        """Return every field of a group.

        Args:
            instead: values that JSON has in place of the group's own, or besides.
        """
        found: dict[str, Any] = {}
        for name, field in type(entry).model_fields.items():
            value = getattr(entry, name)
            if name in instead:
                found[name] = instead[name]
            elif name == "when":
                found |= self.time(None if value == field.default else value)
            else:
                is_unsaid = isinstance(value, When) and value == field.default
                found[field.alias or name] = None if is_unsaid else self.value(value)
        return found | instead

    def value(self, value: object) -> Any:
        """Return one value of a field."""
        match value:
            case When():
                return self.time(value)
            case date():
                return value.isoformat()
            case Period():
                first, last = value.from_.first, value.to.last
                return self.entry(value) | {"from": self.value(first), "to": self.value(last)}
            case FieldGroup():
                return self.entry(value)
            case dict():
                return {key: self.value(one) for key, one in value.items()}
            case tuple():
                return [self.value(one) for one in value]
            case _:
                return value

    def time(self, when: When | None) -> dict[str, Any]:
        """Return a time in four forms.

        Args:
            when: None where the source says none.
        """
        if when is None:
            return {"when": None, "from": None, "to": None, "text": ""}
        return {
            "when": written(when),
            "from": self.value(when.first),
            "to": self.value(when.last),
            "text": when.text(self.context.language),
        }

    def section(self, section: Section) -> dict[str, Any]:
        """Return a section with its actions."""
        views = [one for one in self.view.actions if one.section is section]
        return self.entry(section, actions=[self.action(one) for one in views])

    def action(self, view: ActionView) -> dict[str, Any]:
        """Return an action with what is worked out about it."""
        action, asked = view.action, view.action.asked
        return {
            "id": action.id,
            "url": self.way(self.context.row_page(action.id)),
            "section": view.section.id,
            **self.entry(
                action,
                **self.timed(action, action),
                late=view.is_late,
                leads=[
                    {"code": one.code, "name": one.name, "part": one.part} for one in view.leads
                ],
                asked=asked and self.entry(asked, due=[self.due(one, None) for one in asked.due]),
                refs=[self.ref(one) for one in action.refs],
                parts=[self.part(one, action) for one in action.parts],
            ),
        }

    def part(self, part: Part, action: Action) -> dict[str, Any]:
        """Return a part of an action, with what is worked out about it."""
        return {
            "id": part.id,
            "url": self.way(self.context.row_page(part.id)),
            **self.entry(part, **self.timed(part, action), late=self.view.any_late(action, part)),
        }

    def timed(self, owner: Action | Part, action: Action) -> dict[str, Any]:
        """Return the dates and the steps of an action or a part."""
        status = owner.status or action.status
        return {
            "steps": [self.step(one, status) for one in owner.steps],
            "due": [self.due(one, status) for one in owner.due],
        }

    def step(self, step: Step, status: str | None) -> dict[str, Any]:
        """Return a step.

        Args:
            status: that of the row it belongs to.
        """
        return self.entry(step, due=[self.due(one, status) for one in step.due])

    def due(self, due: Due, status: str | None) -> dict[str, Any]:
        """Return a date by which something is promised.

        Args:
            status: that of the row it belongs to; None where it is not to be judged.
        """
        return self.entry(due, late=self.view.is_late(due.when, status))

    def ref(self, ref: Ref) -> dict[str, Any]:
        """Return a reference with what it names and where that is."""
        return self.entry(
            ref, title=self.view.title_of(ref), url=self.way(self.context.ref_page(ref))
        )

    def picture(self, picture: Picture) -> dict[str, Any]:
        """Return a picture with the way to its file."""
        path = self.context.at.image(self.view.id, picture.file) if picture.file else ""
        return self.entry(picture, url=self.way(path))

    def chapter(self, chapter: Chapter) -> dict[str, Any]:
        """Return a chapter with the way to its page."""
        page = self.context.at.chapter(self.view.id, chapter.id)
        return {
            "id": chapter.id,
            "title": chapter.title,
            "markdown": chapter.markdown,
            "url": self.way(page),
        }
