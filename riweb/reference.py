"""The field reference and the JSON Schemas, made from the model."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Literal, get_args, get_origin

from pydantic import create_model
from pydantic.fields import FieldInfo

from riweb.formats import FORMATS
from riweb.plan.fields import FieldGroup, Listed, OfOneLine, Translated
from riweb.plan.inserts import InsertFile
from riweb.plan.plans import EasyRead, PlanFile
from riweb.plan.site import RequestsMet, SiteFile, TermList

# The model of site.yaml knows no format; those who look names up want them spelled out.
_NAMES: Any = Literal[tuple(FORMATS)]
_SITE = create_model(
    "SiteFile",
    __base__=SiteFile,
    __doc__=SiteFile.__doc__,
    formats=(Listed[_NAMES], SiteFile.model_fields["formats"]),
)

FILES: dict[str, type[FieldGroup]] = {
    "plan.yaml": PlanFile,
    "easy-read.yaml": EasyRead,
    "site.yaml": _SITE,
    "terms.yaml": TermList,
    "requests-met.yaml": RequestsMet,
    "insert.yaml": InsertFile,
}


def schema(model: type[FieldGroup]) -> str:
    """Return the JSON Schema (draft 2020-12) of a YAML file, for editors that check as you type.

    It allows what the reader allows: one value where a list may stand, a text where a group has a
    short form, and a number where YAML sees one in a text.
    """
    made = model.model_json_schema()
    shortened = {entry.__name__ for entry in entries(model) if "_alone" in vars(entry)}
    for name, group in made.get("$defs", {}).items():
        _loosen(group)
        if name in shortened:
            made["$defs"][name] = {"anyOf": [{"type": ["string", "number"]}, group]}
    _loosen(made)
    made["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    return json.dumps(made, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def _loosen(group: dict[str, Any]) -> None:
    for name, field in group.get("properties", {}).items():
        described = {key: field.pop(key) for key in ("description", "default") if key in field}
        field.pop("title", None)
        if field.get("type") == "array":
            _numbers(field["items"])
            field = {"anyOf": [field, dict(field["items"])]}
        _numbers(field)
        group["properties"][name] = {**described, **field}


def _numbers(field: dict[str, Any]) -> None:
    if field.get("type") == "string" and "enum" not in field and "pattern" not in field:
        field["type"] = ["string", "number"]


def fields_page() -> str:
    """Return docs/content-fields.md: every field of every file, with what it means."""
    lines = [
        "# Every field",
        "",
        "<!-- Made from riweb/plan by `python3 build.py test --renew`; change it there. -->",
        "",
        "What you can write in `plan.yaml`, `easy-read.yaml`, `site.yaml` and files of `inserts/`.",
        "A text may use a little Markdown: **bold**, [links](https://example.org), lists and",
        "footnotes. Words of the other language are marked, so that a voice says them well:",
        "`[Policy Officer]{en}` in a Welsh text. In Easy Read it is **bold** only. A list of one",
        "may be written without the hyphen.",
        "",
        "What the tables below call *words* is a name, a number, a code or an address. It is shown",
        "as it is written, with all its signs, and can hold no link.",
        "",
        "A link begins with `https://`, `http://`, `mailto:` or `tel:`. It is refused where it",
        "hides its goal: with a name before an `@`, with letters of other scripts or in code",
        "(`xn--`), with words that name another website than it leads to, or with a copy of an",
        "e-mail that its writer does not see. Pictures go under `pictures`, never into a text;",
        "HTML is shown nowhere.",
        "",
        "Characters that nobody sees, or that turn the order of others round, are refused with",
        "their name and line, also as `\\u202e`, `&#x202e;` or `&shy;`. Those that programs paste",
        "with a text and that change nothing that is seen, such as a space of no width, are left",
        "out.",
        "",
    ]
    for file, model in FILES.items():
        lines += [f"## {file}", "", *_table(model), ""]
        for entry in list(entries(model))[1:]:
            lines += [f"### {entry.__name__}", "", _first_line(entry), "", *_table(entry), ""]
    return "\n".join(lines).rstrip() + "\n"


def _first_line(entry: type[FieldGroup]) -> str:
    return " ".join((entry.__doc__ or "").split("\n\n")[0].split())


def _table(model: type[FieldGroup]) -> Iterator[str]:
    yield "| field | what to write | kind |"
    yield "| --- | --- | --- |"
    for name, field in model.model_fields.items():
        needed = " (needed)" if field.is_required() else ""
        yield f"| `{field.alias or name}`{needed} | {field.description} | {_kind(field)} |"


def _kind(field: FieldInfo) -> str:
    """Return in words what sort of value a field holds."""
    marks = [mark for mark in field.metadata if isinstance(mark, Translated)]
    if marks:
        return "text of one line" if isinstance(marks[0], OfOneLine) else "text"
    return _named(field.annotation)


def _named(annotation: Any) -> str:
    if isinstance(annotation, type) and issubclass(annotation, FieldGroup):
        return f"[{annotation.__name__}](#{annotation.__name__.lower()})"
    if get_origin(annotation) is Literal:
        return ", ".join(f"`{word}`" for word in get_args(annotation) if word)
    inner = [part for part in get_args(annotation) if part not in (type(None), Ellipsis)]
    if get_origin(annotation) is tuple:
        return f"list of {_named(inner[0])}"
    if get_origin(annotation) is dict:
        return f"codes, each with {_named(inner[1])}"
    names = {"str": "words", "When": "date", "date": "day", "bool": "`true` or `false`"}
    if inner and not isinstance(annotation, type):
        return " or ".join(
            dict.fromkeys(
                _named(part) for part in inner if isinstance(part, type) or get_args(part)
            )
        )
    return names.get(getattr(annotation, "__name__", ""), "whole number")


def entries(model: type[FieldGroup]) -> Iterator[type[FieldGroup]]:
    """Yield the model and every group of fields in it, once, in order of first use."""
    seen: dict[type[FieldGroup], None] = {}

    def visit(entry: type[FieldGroup]) -> None:
        if entry in seen:
            return
        seen[entry] = None
        for field in entry.model_fields.values():
            for found in _inside(field.annotation):
                visit(found)

    visit(model)
    yield from seen


def _inside(annotation: Any) -> Iterator[type[FieldGroup]]:
    if isinstance(annotation, type) and issubclass(annotation, FieldGroup):
        yield annotation
    for part in get_args(annotation):
        yield from _inside(part)
