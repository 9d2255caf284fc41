"""Every text of the interface, as templates and code ask for it: what a catalogue has to hold."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, nodes

from riweb.formats import EVERY
from riweb.formats.profiles import EASY_READ, PRINT
from riweb.plan import labels

TOP = Path(__file__).resolve().parents[1]

# The functions that give a text, and a counted text, in the language of the page.
SAY = {"_", "say", "gettext"}
COUNT = {"ngettext", "count"}

# The tables of shown words, all of whose values a catalogue holds.
TABLES = {
    name: table
    for name, table in vars(labels).items()
    # Each language stands there in its own words.
    if name.isupper() and isinstance(table, dict)
    if name not in ("ROW", "LANGUAGE", "ALSO", "REACHED", "DECIDED")
}
# The tables of counted texts, each with what stands for one and for several.
COUNTED = (labels.REACHED, labels.DECIDED)

# Code may ask for a text that is not written there by these expressions only: their texts are
# taken from the tables of shown words.
FROM_TABLES = {
    "f'{self.title}, %(size)d point'",
    "LISTS[full][value]",
    "names[value]",
    "labels.CHECKED_WEB",
    "LEAD_PART[lead.part]",
    # From the records of formats.
    "words.title",
    "words.good_for",
    "words.checked_in.get(edition.language, words.checked)",
    "words.limits_in.get(edition.language, words.limits)",
    "row.words.title",
    "rows[name].words.title",
    "barrier.text",
    "barrier.means",
    "barrier.instead",
    "tested",
    "one",
    "many",
    "f'%(num)d {one}'",
    "f'%(num)d {many}'",
}


@dataclass(frozen=True)
class Message:
    """A text of the interface.

    Args:
        many: what stands for several, in a counted text; else empty.
    """

    one: str
    many: str = ""


def messages() -> dict[Message, list[str]]:
    """Return every text with the files that ask for it, in the order of first appearance."""
    found: dict[Message, list[str]] = {}
    for message, path in (*_in_templates(), *_in_code(), *_in_tables(), *_in_formats()):
        files = found.setdefault(message, [])
        if path not in files:
            files.append(path)
    return found


def _in_templates() -> Iterator[tuple[Message, str]]:
    folder = TOP / "templates"
    for path in sorted(folder.rglob("*.html")):
        name = path.relative_to(TOP).as_posix()
        for message in in_template(path.read_text(encoding="utf-8"), name):
            yield message, name


def in_template(text: str, name: str) -> Iterator[Message]:
    """Yield the texts that a template asks for.

    Raises:
        ValueError: it asks for a text that cannot be known beforehand.
    """
    tree = Environment(trim_blocks=True, lstrip_blocks=True).parse(text, name)
    for call in sorted(tree.find_all(nodes.Call), key=lambda call: call.lineno):
        asked = _function(call.node)
        place = f"{name}, line {call.lineno}"
        if asked in COUNT:
            yield Message(*(_constant(arg, place) for arg in call.args[:2]))
        elif asked in SAY and not _is_table(call.args[0]):
            yield Message(_constant(call.args[0], place))


def _function(node: nodes.Expr) -> str:
    """Return the name of what is called; of `say` also where it is that of a language’s door."""
    if isinstance(node, nodes.Getattr) and isinstance(node.node, nodes.Name):
        return node.attr if node.node.name == "door" else ""
    return node.name if isinstance(node, nodes.Name) else ""


def _constant(node: nodes.Expr, place: str) -> str:
    if isinstance(node, nodes.Const) and isinstance(node.value, str):
        return node.value
    raise ValueError(f"{place}: a text of the interface is not written out: {node}")


def _is_table(node: nodes.Expr) -> bool:
    """Tell whether a text is a value of `words.TABLE`."""
    return (
        isinstance(node, nodes.Getitem)
        and isinstance(node.node, nodes.Getattr)
        and isinstance(node.node.node, nodes.Name)
        and node.node.node.name == "words"
        and node.node.attr in TABLES
    )


def _in_code() -> Iterator[tuple[Message, str]]:
    for path in sorted((TOP / "riweb").rglob("*.py")):
        name = path.relative_to(TOP).as_posix()
        for message in in_code(path.read_text(encoding="utf-8"), name):
            yield message, name


def in_code(text: str, name: str) -> Iterator[Message]:
    """Yield the texts that a module asks for.

    Raises:
        ValueError: it asks for a text that cannot be known beforehand.
    """
    for call in _calls(ast.parse(text)):
        asked = getattr(call.func, "attr", getattr(call.func, "id", ""))
        place = f"{name}, line {call.lineno}"
        if asked in SAY and call.args:
            for one in _texts(call.args[0], place):
                yield Message(one)
        elif asked in COUNT and _is_counted(call):
            ones, manys = (_texts(arg, place) for arg in call.args[:2])
            for one, many in zip(ones, manys, strict=True):
                yield Message(one, many)


def _calls(node: ast.AST) -> Iterator[ast.Call]:
    """Yield the calls in a module, in order, but none inside `say` and `count` themselves."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef) and child.name in SAY | COUNT:
            continue
        if isinstance(child, ast.Call):
            yield child
        yield from _calls(child)


# What has the words of a language.
WITH_WORDS = ("self", "self.edition", "self.context", "edition", "context")


def _is_counted(call: ast.Call) -> bool:
    """Tell a counted text from what else is called `count`, such as `str.count`."""
    if isinstance(call.func, ast.Attribute) and call.func.attr == "count":
        return ast.unparse(call.func.value) in WITH_WORDS and len(call.args) >= 3
    return len(call.args) == 3


def _texts(node: ast.expr, place: str) -> list[str]:
    """Return the texts that an expression can be, none where a table holds them."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value]
    if isinstance(node, ast.IfExp):
        return [*_texts(node.body, place), *_texts(node.orelse, place)]
    written = ast.unparse(node)
    if written in FROM_TABLES or any(written.startswith(f"labels.{name}[") for name in TABLES):
        return []
    raise ValueError(f"{place}: a text of the interface is not written out: {written}")


def _in_tables() -> Iterator[tuple[Message, str]]:
    where = "riweb/plan/labels.py"
    for table in TABLES.values():
        for text in filter(None, table.values()):
            yield Message(text), where
    yield Message(labels.CHECKED_WEB), where
    for counted in COUNTED:
        for one, many in counted.values():
            yield Message(one, many), where
    for one, many in labels.ROW.values():
        yield Message(one), where
        yield Message(many), where
        yield Message(f"%(num)d {one}", f"%(num)d {many}"), where


def _in_formats() -> Iterator[tuple[Message, str]]:
    for row in EVERY:
        for text in row.words.every():
            yield Message(text), "riweb/formats/__init__.py"
    for profile in (*PRINT.values(), EASY_READ):
        yield Message(f"{profile.title}, %(size)d point"), "riweb/formats/profiles.py"
