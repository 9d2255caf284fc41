"""The map, the layers and the doors of riweb hold."""

from __future__ import annotations

import ast
import functools
import re
import subprocess
import sys
from pathlib import Path

import riweb

PACKAGE = Path(riweb.__file__).parent
ROWS = re.findall(r"^    (\w+) +(\S.*)$", riweb.__doc__ or "", re.MULTILINE)
ORDER = [name for name, _ in ROWS]

# The one module, or folder of modules, that may import each library.
DOORS = {
    "yaml": {"content/source/yaml_tree.py"},
    "markdown": {"text/prose.py"},
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


# What takes long to load, and most builds need only a part of.
ENGINES = ("weasyprint", "pikepdf", "docx", "pypdfium2", "segno", "espeakng_loader", "lameenc")


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


def is_record(path: str) -> bool:
    """Tell whether a module holds records of formats, or the table of them.

    Such a module joins a writer with a reader: `read` names a module of verify, which is above
    all else in formats. So records stand above verify, and nothing in verify or below knows them.
    """
    return path == "formats/__init__.py" or (
        path.startswith("formats/") and path.count("/") == 2 and path.endswith("/__init__.py")
    )


def level(path: str) -> float:
    """Return how far down the map a module stands."""
    return ORDER.index("verify") - 0.5 if is_record(path) else ORDER.index(part(path))


def file_of(name: str) -> str:
    """Return the file of a module, or that of the module which something is imported from."""
    path = name.removeprefix("riweb.").replace(".", "/")
    for module in (path, path.rpartition("/")[0]):
        for file in (f"{module}.py", f"{module}/__init__.py"):
            if module and file in modules():
                return file
    raise AssertionError(f"There is no {name}.")


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
            if name.startswith("riweb.") and level(file_of(name)) < level(path):
                wrong.append(f"{path} imports {name}")
    assert wrong == []


def test_only_entrances_and_records_of_formats_import_inside_a_function() -> None:
    wrong = []
    for path, tree in modules().items():
        may_wait = is_record(path) or path == "__main__.py"
        for node in ast.walk(tree):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                names = imported(node)
                if names and not (may_wait and all(one.startswith("riweb") for one in names)):
                    wrong.append(f"{path}: {node.name}")
            if isinstance(node, ast.Name) and node.id == "TYPE_CHECKING":
                wrong.append(path)
    assert wrong == []


def test_no_module_of_riweb_is_imported_by_a_name_in_a_text() -> None:
    users = {
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        if re.search(r"\bimport_module\b|\b__import__\b", path.read_text())
    }
    assert users == set()


def test_the_table_of_formats_loads_no_engine() -> None:
    code = "import sys, riweb.formats; print(*sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert "riweb.formats.word" in loaded
    assert loaded & {*ENGINES} == set()
    own = {name for name in loaded if re.match(r"riweb\.formats\.\w+\.|riweb\.verify", name)}
    assert own == set()


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
