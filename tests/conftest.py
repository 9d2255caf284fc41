"""What several tests share: the whole of content/ and the smallest site, each built once."""

from __future__ import annotations

import functools
import re
import shutil
from pathlib import Path
from types import ModuleType

import mutants
import pytest
from sites import Built, build

HERE = Path(__file__).parent


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--renew",
        action="store_true",
        help="write the generated documents and the golden pages again, then look at the change",
    )
    parser.addoption(
        "--content",
        type=Path,
        default=HERE.parent / "content",
        help="the content folder that the tests of whole sites build (default: content/)",
    )


# What makes a test slow: a fixture that builds a site or starts a browser; in its file, what builds
# a site, makes PDFs or starts a programme, or a helper for LibreOffice, Java, Ghostscript or PDFs,
# or for changing finished sites.
SLOW_FIXTURES = {"site", "searched", "mutated", "bilingual", "awkward", "minimal", "chromium"}
SLOW_HELPERS = {
    "daisy",
    "ebooks",
    "mutants",
    "office",
    "pdfs",
    "plates",
    "playwright",
    "printed",
    "subprocess",
}
# The verb, as a test gives it to the command line.
BUILDING = '"build"'
SLOW_ENGINES = ("riweb.formats.pdf", "riweb.formats.insert", "riweb.build.whole")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what is slow by what it uses; `-m "not slow"` leaves it out."""
    for item in items:
        assert isinstance(item, pytest.Function)
        # A fixture may also be named by a parameter, and be asked for by that name.
        named = item.callspec.params.values() if hasattr(item, "callspec") else ()
        fixtures = {*item.fixturenames, *(one for one in named if isinstance(one, str))}
        if (
            item.path.parent.name == "browser"
            or SLOW_FIXTURES & fixtures
            or takes_long(item.module)
        ):
            item.add_marker(pytest.mark.slow)


@functools.cache
def takes_long(module: ModuleType) -> bool:
    """Tell whether a file of tests takes something from what is slow."""
    taken = list(vars(module).values())
    named = [getattr(one, "__module__", None) or getattr(one, "__name__", "") for one in taken]
    names = [name for name in named if isinstance(name, str)]
    return (
        any(one is build for one in taken)
        or any(name.partition(".")[0] in SLOW_HELPERS for name in names)
        or any(name.startswith(SLOW_ENGINES) for name in names)
        or BUILDING in Path(module.__file__ or "").read_text(encoding="utf-8")
    )


@pytest.fixture(scope="session")
def top(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that a web server would serve; the sites stand in folders below it."""
    return tmp_path_factory.mktemp("served")


@pytest.fixture(scope="session")
def site(top: Path, pytestconfig: pytest.Config) -> Built:
    """The whole of content/, published in a folder below another: only its address is changed."""
    content = top / "source" / "content"
    shutil.copytree(pytestconfig.getoption("content"), content)
    facts = content / "site.yaml"
    where = "base_url: https://plans.riweb.example/deep/er/"
    facts.write_text(re.sub(r"(?m)^base_url:.*$", where, facts.read_text(encoding="utf-8")))
    return build(content, top / "deep" / "er")


@pytest.fixture(scope="session")
def searched(top: Path) -> Built:
    """The whole of content/ without files to download: its pages and the index for the search."""
    content = top / "searched-source" / "content"
    shutil.copytree(HERE.parent / "content", content)
    return build(content, top / "searched" / "site", "--formats", "")


@pytest.fixture(scope="session")
def mutated(top: Path) -> Built:
    """A small site in both languages, with Welsh words in all their mutations; see `mutants`."""
    content = top / "mutated-source" / "content"
    shutil.copytree(HERE / "plans" / "bilingual", content)
    mutants.write(content / "plans" / "mutants")
    return build(content, top / "mutated" / "site", "--formats", "")


@pytest.fixture(scope="session")
def minimal(top: Path) -> Built:
    """The smallest site that can be built."""
    return build(HERE / "plans" / "minimal", top / "small" / "site")


@pytest.fixture(scope="session")
def awkward(top: Path) -> Built:
    """Made-up plans full of what upsets spreadsheets, calendars and feeds; without PDFs."""
    return build(HERE / "plans" / "awkward", top / "awkward" / "site", "--formats", "")


@pytest.fixture(scope="session")
def bilingual(top: Path) -> Built:
    """A small site in English and Welsh, with a plan in both and one in each."""
    content = HERE / "plans" / "bilingual"
    return build(content, top / "two" / "site", "--formats", "large-print,bilingual")
