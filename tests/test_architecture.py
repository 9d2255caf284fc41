"""The map, the layers and the doors of riweb hold."""

from __future__ import annotations

import ast
import functools
import re
from collections import Counter
from pathlib import Path

import riweb

PACKAGE = Path(riweb.__file__).parent
ROWS = re.findall(r"^    (\w+) +(\S.*)$", riweb.__doc__ or "", re.MULTILINE)
ORDER = [name for name, _ in ROWS]

# The one module, or folder of modules, that may import each library.
DOORS = {
    "yaml": {"content/source/yaml_tree.py"},
    "markdown": {"text/prose.py"},
    "babel": {"locales/cldr.py"},
    "holidays": {"requests/working_days.py"},
    "polib": {"languages/catalogues.py"},
    "jinja2": {"render/templating.py"},
    "weasyprint": {"formats/pdf/"},
    "segno": {"formats/insert/bench.py"},
    "pypdfium2": {"formats/pixels.py"},
    "PIL": {"formats/epub/cover.py", "formats/insert/", "formats/pixels.py", "content/source/"},
    "espeakng_loader": {"formats/audio/speaker.py"},
    "lameenc": {"formats/audio/encoder.py"},
    "docx": {"formats/word/", "languages/word_file.py"},
    "fontTools": {"text/typeface.py"},
}


@functools.cache
def modules() -> dict[str, ast.Module]:
    return {
        path.relative_to(PACKAGE).as_posix(): ast.parse(path.read_text())
        for path in sorted(PACKAGE.rglob("*.py"))
    }


def imported(tree: ast.AST) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def part(path: str) -> str:
    return path.split("/")[0].removesuffix(".py")


def test_the_map_names_every_module_with_the_first_line_of_its_docstring() -> None:
    found = {}
    for path, tree in modules().items():
        is_package = path.count("/") == 1 and path.endswith("/__init__.py")
        if is_package or (path.count("/") == 0 and not path.startswith("__")):
            found[part(path)] = (ast.get_docstring(tree) or "").split("\n")[0]
    assert dict(ROWS) == found


def test_a_module_imports_only_from_modules_below_it() -> None:
    wrong = []
    for path, tree in modules().items():
        if path.startswith("__"):
            continue
        for name in imported(tree):
            if name.startswith("riweb.") and part(path) != name.split(".")[1]:
                other = name.split(".")[1]
                if ORDER.index(other) < ORDER.index(part(path)):
                    wrong.append(f"{path} imports {name}")
    assert wrong == []


def test_no_two_modules_share_a_name() -> None:
    paths = [Path(path) for path in modules()]
    names = [path.parent.name if path.stem == "__init__" else path.stem for path in paths]
    assert [name for name, times in Counter(names).items() if times > 1] == []


def test_no_two_public_classes_share_a_name() -> None:
    names = Counter(
        node.name
        for tree in modules().values()
        for node in tree.body
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    )
    assert [name for name, times in names.items() if times > 1] == []


def test_nothing_is_imported_inside_a_function_or_for_type_checking_only() -> None:
    wrong = []
    for path, tree in modules().items():
        for node in ast.walk(tree):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and imported(node):
                wrong.append(f"{path}: {node.name}")
            if isinstance(node, ast.Name) and node.id == "TYPE_CHECKING":
                wrong.append(path)
    assert wrong == []


def test_each_library_has_one_door() -> None:
    for library, doors in DOORS.items():
        users = [
            path
            for path, tree in modules().items()
            if any(name.split(".")[0] == library for name in imported(tree))
        ]
        assert users and all(path.startswith(tuple(doors)) for path in users), (library, users)


def test_only_one_module_speaks_to_liblouis() -> None:
    users = {
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        if re.search(r"\blou_[a-z]", path.read_text())
    }
    assert users == {"formats/braille/liblouis.py"}


def test_only_one_module_speaks_to_hunspell() -> None:
    users = {
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        if re.search(r"\bHunspell_[a-z]", path.read_text())
    }
    assert users == {"lint/spelling.py"}


def test_html_is_parsed_once_for_all_formats_and_by_the_audit_for_itself() -> None:
    users = {
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        if re.search(r"\b(document|fragments?)_fromstring\(|\bHTMLParser\(", path.read_text())
    }
    # A volume is a part of a document that is laid out already, and has the HTML of its profile.
    others = {"document/__init__.py", "document/volumes.py"}
    assert {one for one in users if not one.startswith("verify/")} == others


def test_only_one_module_writes_csv() -> None:
    users = {
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        if re.search(r"\bcsv\.(writer|DictWriter)|from csv import", path.read_text())
    }
    assert users == {"text/safe_csv.py"}


def test_only_the_command_line_prints() -> None:
    users = {
        path
        for path, tree in modules().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "print"
    }
    assert all(path.startswith("cli/") for path in users)
