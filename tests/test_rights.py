"""Who may use riweb, and what is in it: NOTICE.md names all of it, and nothing else is loaded."""

from __future__ import annotations

import ast
import functools
import importlib.metadata
import json
import re
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from sites import HERE

ROOT = HERE.parent
PACKAGE = ROOT / "riweb"
# A licence that would have to become that of all that is loaded with it; the LGPL does not ask it.
COPYLEFT = re.compile(r"\bA?GPL|(?<!Lesser )General Public", re.IGNORECASE)
# The extras that build.py installs to build a site, and with them what needs no extra.
PROGRAMMES = ("formats/audio/speaker.py", "formats/audio/encoder.py")
SITE = ("", "word", "audio", "inserts")
# The endings of fonts, dictionaries, pictures and lists of words.
DATA = (".ttf", ".woff2", ".dic", ".aff", ".svg", ".png", ".txt")


def plain(name: str) -> str:
    """Return the name of a Python package in the one way to write it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def needs(package: str, extras: Iterable[str]) -> Iterator[Requirement]:
    """Yield what an installed package needs on this machine, with some of its extras."""
    for line in importlib.metadata.requires(package) or []:
        one = Requirement(line)
        if not one.marker or any(one.marker.evaluate({"extra": extra}) for extra in extras):
            yield one


def installed(extras: Iterable[str]) -> set[str]:
    """Return all packages that riweb brings with some of its extras, and those that they bring."""
    seen: set[tuple[str, frozenset[str]]] = set()
    ahead = [("riweb", frozenset(extras))]
    while ahead:
        one = ahead.pop()
        if one not in seen:
            seen.add(one)
            found = needs(one[0], one[1] or [""])
            ahead += [(plain(need.name), frozenset(need.extras)) for need in found]
    return {name for name, _ in seen} - {"riweb"}


@functools.cache
def tables() -> dict[str, dict[str, list[str]]]:
    """Return the cells of each row of NOTICE.md, by its heading and its first cell."""
    text = (ROOT / "NOTICE.md").read_text(encoding="utf-8")
    found: dict[str, dict[str, list[str]]] = {}
    for section in re.split(r"(?m)^## ", text)[1:]:
        rows = [
            [cell.strip() for cell in line.strip("|").split("|")]
            for line in section.splitlines()
            if line.startswith("| ") and not line.startswith("| ---")
        ]
        table = found.setdefault(section.partition("\n")[0], {})
        for first, *others in rows:
            table.setdefault(first, []).extend(others)
    return found


RUNNING, TESTING = "What riweb needs to run", "What only the tests use"


def stated(package: str) -> str:
    """Return all that an installed package says of its licence."""
    about = importlib.metadata.metadata(package)
    classifiers = about.get_all("Classifier") or []
    of_licence = [one for one in classifiers if one.startswith("License")]
    return "; ".join([about.get("License-Expression") or about.get("License") or "", *of_licence])


def test_every_python_package_is_named_where_it_belongs() -> None:
    running = installed(SITE)
    testing = installed([*SITE, "test"]) - running
    assert {"lxml", "brotli", "espeakng-loader"} <= running and "pytest" in testing
    assert sorted(running - set(tables()[RUNNING])) == []
    assert sorted(testing - set(tables()[TESTING])) == []


def test_what_is_named_is_still_needed() -> None:
    build = (ROOT / "build.py").read_text(encoding="utf-8")
    npm = json.loads((HERE / "package.json").read_text(encoding="utf-8"))["dependencies"]
    known = {*installed([*SITE, "test"]), *npm, *re.findall(r'^    "([a-z][\w.-]+)":', build, re.M)}
    named = {*tables()[RUNNING], *tables()[TESTING]}
    titles = {"package", "Python package", "npm package", "Debian package"}
    assert sorted(named - titles - known) == []


def test_the_libraries_of_debian_and_the_checkers_of_npm_are_named() -> None:
    tree = ast.parse((ROOT / "build.py").read_text(encoding="utf-8"))
    lists = {
        node.target.id: [key.value for key in node.value.keys if isinstance(key, ast.Constant)]
        for node in tree.body
        if isinstance(node, ast.AnnAssign)
        and isinstance(node.target, ast.Name)
        and isinstance(node.value, ast.Dict)
    }
    assert len(lists) == 3
    for name, packages in lists.items():
        # The name of Python's own package holds its version.
        shown = [one for one in packages if not str(one).startswith("python")]
        heading = TESTING if name == "TEST_PACKAGES" else RUNNING
        assert [one for one in shown if one not in tables()[heading]] == []
    npm = json.loads((HERE / "package.json").read_text(encoding="utf-8"))["dependencies"]
    assert sorted(set(npm) - set(tables()[TESTING])) == []


@pytest.mark.parametrize("package", sorted(installed([*SITE, "test"])))
def test_the_licence_is_the_one_that_the_package_states(package: str) -> None:
    told = (tables()[RUNNING] | tables()[TESTING])[package][0].replace("**", "")
    expression = importlib.metadata.metadata(package).get("License-Expression")
    if expression:
        assert told.startswith(expression)
    # An older package says it in words: what it and we say is of the same family.
    for family in ("MIT", "BSD", "Apache", "MPL", "LGPL"):
        assert not re.search(rf"\b{family}\b", stated(package)) or family in told, stated(package)
    assert bool(COPYLEFT.search(stated(package))) <= bool(COPYLEFT.search(told))


def test_each_folder_of_fonts_dictionaries_pictures_and_words_is_named_with_its_text() -> None:
    table = {key.strip("`"): cells for key, cells in tables()["What comes with riweb"].items()}
    for path in sorted((ROOT / "templates").rglob("*")):
        if path.suffix in DATA:
            folder = path.parent.relative_to(ROOT).as_posix()
            assert any(f"{folder}/".startswith(f"{name}/") for name in table), path
    for name, cells in table.items():
        if name != "folder":
            assert (ROOT / name).is_dir(), name
            texts = re.findall(r"`((?:templates/[^`]+\.txt|LICENSE))`", " ".join(cells))
            assert texts and all((ROOT / text).is_file() for text in texts), (name, texts)


def test_each_dictionary_and_font_is_covered_by_a_text_beside_it() -> None:
    for folder, words in {
        "fonts/OFL.txt": "SIL OPEN FONT LICENSE Version 1.1",
        "spelling/LGPL-3.0.txt": "GNU LESSER GENERAL PUBLIC LICENSE",
        "spelling/GPL-3.0.txt": "GNU GENERAL PUBLIC LICENSE",
        "easy-read/pictures/CC0-1.0.txt": "CC0 1.0 Universal",
    }.items():
        text = (ROOT / "templates" / folder).read_text(encoding="utf-8")
        assert words in text and len(text) > 4000
    for dictionary in (ROOT / "templates" / "spelling").glob("*.dic"):
        assert dictionary.with_suffix(".licence.txt").is_file()


def test_pictures_are_told_to_have_the_licence_that_their_list_gives() -> None:
    text = (ROOT / "templates/easy-read/pictures/pictures.yaml").read_text(encoding="utf-8")
    assert set(re.findall(r"(?m)^    licence: (.*)$", text)) == {"CC0 1.0"}


def test_nothing_that_riweb_imports_has_the_gpl_alone() -> None:
    owners = importlib.metadata.packages_distributions()
    for path in sorted(PACKAGE.rglob("*.py")):
        # Programmes of their own, with the libraries that have the GPL and the LGPL.
        if path.relative_to(PACKAGE).as_posix() in PROGRAMMES:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [one.name for one in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            for owner in {plain(o) for name in names for o in owners.get(name.split(".")[0], ())}:
                assert owner == "riweb" or owner in installed(SITE), (path, owner)
                assert owner not in ("espeakng-loader", "lameenc"), path
                assert not COPYLEFT.search(stated(owner)), path


def test_what_is_loaded_with_riweb_may_be_used_under_another_licence_than_the_gpl() -> None:
    for package in installed(SITE) - {"espeakng-loader"}:
        told = tables()[RUNNING][package][0]
        if COPYLEFT.search(told) or COPYLEFT.search(stated(package)):
            chosen = re.findall(r"\*\*(.+?)\*\*", told)
            assert chosen and not COPYLEFT.search(chosen[0]), (package, told)


def test_the_voice_and_the_writer_of_mp3_are_programmes_of_their_own() -> None:
    """After a text is spoken, our process has neither of the libraries nor their modules in it."""
    say = (
        "import sys; from riweb.formats.audio import maker, mp3, recording\n"
        "with recording.Espeak() as one:\n"
        "    assert len(mp3.encode(one.speak('Good morning.', 'en'))) > 2000\n"
        "loaded = open('/proc/self/maps').read()\n"
        "print({'espeakng_loader', 'lameenc'} & set(sys.modules), 'espeak' in loaded, "
        "'lame' in loaded)"
    )
    done = subprocess.run([sys.executable, "-c", say], capture_output=True, text=True, cwd=ROOT)
    assert done.stdout == "set() False False\n", done.stderr


def test_the_example_plans_are_named_as_what_they_are() -> None:
    text = " ".join((ROOT / "NOTICE.md").read_text(encoding="utf-8").split())
    assert "do not endorse" in text and "have not checked it" in text
    for plan in (ROOT / "content" / "plans").glob("*/plan.yaml"):
        (name,) = re.findall(r"(?m)^organisation: (.*)$", plan.read_text(encoding="utf-8"))
        assert name in text, plan


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """The wheel, as `pip` makes it."""
    folder = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    command: list[str | Path] = [*pip, "wheel", "--no-deps", "--wheel-dir", folder, ROOT]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return zipfile.ZipFile(next(folder.glob("*.whl")))


def test_the_wheel_holds_the_licence_the_notice_and_every_text(wheel: zipfile.ZipFile) -> None:
    names = wheel.namelist()
    for name in ("LICENSE", "NOTICE.md"):
        (packed,) = [one for one in names if one.endswith(f".dist-info/licenses/{name}")]
        assert wheel.read(packed) == (ROOT / name).read_bytes()
    texts = [
        *(ROOT / "templates").rglob("*licence.txt"),
        *(ROOT / "templates").rglob("*-[0-9].0.txt"),
        *(ROOT / "templates").rglob("OFL.txt"),
    ]
    assert len(texts) == 6
    for text in texts:
        assert f"riweb/{text.relative_to(ROOT).as_posix()}" in names
    (about,) = [wheel.read(one).decode() for one in names if one.endswith("/METADATA")]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert f"License-Expression: {project['license']}\n" in about
    assert project["license"].startswith("MIT ")
