"""What several tests share: the whole of content/ and the smallest site, each built once."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

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
